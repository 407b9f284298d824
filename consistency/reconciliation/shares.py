"""Shares: "a third of the 11,000" → what it amounts to, so that it can be held against "4,000" like any other level.

What a share is taken of is what its own sentence ties it to, else what the rule calls the `whole`, as the same article
tells it or, of others, the one last told before.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf, nextafter
from typing import TYPE_CHECKING

import numpy as np

from consistency.intervals import Interval, closedness
from consistency.model import Quantity
from consistency.reconciliation.columns import Instead
from consistency.reconciliation.matters import LEVEL, UNSAID
from consistency.reconciliation.rows import Rows
from consistency.reconciliation.selection import selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from consistency.model import Claim, Rule
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.voices import Row

HUNDRED = 100.0


def amounts(rule: Rule, matched: Bools, rows: Rows) -> tuple[Rows, Bools, Bools]:
    """The rows with each share as the amount that it comes to; those to be compared; and which of them are shares.

    matched: the rows that `rule` is about.
    """
    table = rows.table
    bases = dict(_bases(rule, matched, rows))
    shares = np.zeros(len(table.frame), dtype=bool)
    if not bases:
        return rows, shares, shares
    frame = table.frame.copy()
    instead: dict[int, Claim] = {}
    for row, base in bases.items():
        instead[row] = _amounting(table.claims[row], rows.values[row], table.claims[base], rows.values[base])
        interval = instead[row].quantity.interval
        assert interval is not None, "an amount is a figure"
        frame.loc[row, ["low", "high"]] = (interval.bottom[0], interval.top[0])
        frame.loc[row, ["open_low", "open_high"]] = (interval.bottom[1] != 0, interval.top[1] != 0)
        frame.loc[row, ["approximate", "worded", "counted"]] = False
        frame.loc[row, "resolution"] = 0.0
        frame.loc[row, "unit"] = frame["unit"][base]
    shares[list(bases)] = True
    claims = Instead(table.claims, instead)
    codes = table.codes | {"unit": frame["unit"].to_numpy()}
    numbers = {name: frame[name].tolist() for name in table.numbers}
    amounting = Rows(replace(table, frame=frame, claims=claims, codes=codes, numbers=numbers), rule.slack, rows.asked)
    return amounting, shares | _counted(rule, matched, rows, bases), shares


def _bases(rule: Rule, matched: Bools, rows: Rows) -> Iterator[tuple[int, int]]:
    """Each share with the row that it is taken of."""
    linked = dict(rows.table.tied("share_of"))
    told = np.flatnonzero(matched & rows.table.where("unit", "percent".__eq__)).tolist()
    wholes = _levels(np.flatnonzero(selected(rule.whole, rows.table)).tolist(), rows) if rule.whole and told else []
    for row in _levels(told, rows):
        base = linked.get(row)
        if base is None and wholes:
            base = _likely(row, wholes, rows)
        if base is not None and rows.values[base].unit != "percent" and rows.values[base].bottom > -inf:
            yield row, base


def _levels(some: Iterable[int], rows: Rows) -> list[int]:
    return [row for row in some if rows.kinds[row] == LEVEL and rows.modalities[row] not in UNSAID]


def _likely(row: int, wholes: list[int], rows: Rows) -> int | None:
    """The whole that the same article tells, else the last one told before; None where those differ in their figure."""
    share = rows.values[row]
    here = [at for at in wholes if rows.values[at].text == share.text and rows.values[at].unit != "percent"]
    before = [at for at in wholes if rows.values[at].first <= share.last and rows.values[at].unit != "percent"]
    newest = max((rows.values[at].last for at in before), default=None)
    found = here or [at for at in before if rows.values[at].last == newest]
    return found[0] if len({rows.values[at].figure for at in found}) == 1 else None


def _counted(rule: Rule, matched: Bools, rows: Rows, bases: dict[int, int]) -> Bools:
    """The rows that tell in numbers what the shares amount to."""
    table = rows.table
    plain = ~table.where("unit", lambda unit: unit in ("percent", "percentage_point"))
    if rule.parts:
        return np.asarray(plain & np.logical_or.reduce([selected(part, table) for part in rule.parts]))
    subjects = {table.word("subject", row) for row in bases} - {None}
    return np.asarray(plain & matched & table.where("subject", subjects.__contains__))


def _amounting(claim: Claim, share: Row, base: Claim, of: Row) -> Claim:
    """The claim with what its share of the base comes to, both as widened."""
    low = max(share.bottom, 0.0) * max(of.bottom, 0.0) / HUNDRED
    high = share.top * of.top / HUNDRED if max(share.top, of.top) < inf else inf
    open_low, open_high = share.open_low or of.open_low, share.open_high or of.open_high
    if low == high:
        open_low = open_high = False
    interval = Interval(
        low=nextafter(low, -inf), high=None if high == inf else nextafter(high, inf),
        closed=closedness(not open_low, not open_high and high < inf),
    )  # fmt: skip
    return replace(claim, quantity=Quantity(interval=interval, unit=base.quantity.unit))
