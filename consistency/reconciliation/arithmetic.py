"""Arithmetic: a change with the levels it leads from and to, a headline with its text → those that do not add up.

"Rose by 2,000, from 8,000 to 10,000" adds up; so does "rose 25 percent". A headline fits where its figure is one that
the text gives for the same thing, or the sum of several, or stands in the text at all: it is held against the text
only where that gives another figure instead.
"""

from __future__ import annotations

from itertools import combinations
from math import inf, log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from consistency.intervals import Interval
from consistency.reconciliation.hints import is_slip
from consistency.reconciliation.matters import INCREASE, LEVEL, UNSAID
from consistency.reconciliation.units import SHARES, measured
from consistency.reconciliation.verdicts import Clash, Telling, against
from consistency.reconciliation.wording import bounds, measure
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.model import Claim
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.rows import Rows
    from consistency.reconciliation.sentences import Statement
    from consistency.reconciliation.voices import Voice

MOST = 12  # figures of a text that are added up to see whether a headline gives their sum
NEWS = 30  # days before the headline whose figures it may give
MAX_ASTRAY = 0.025  # of the level that a change leads to
HUNDRED = 100.0


class Change(NamedTuple):
    """A change and its two levels, by row. by: the amount, in the unit of the levels or in percent of the first."""

    by: int
    start: int
    end: int


def changes(matched: Bools, rows: Rows) -> list[Change]:
    """Each change of which a sentence tells the amount, the level before and the level after."""
    starts, ends = dict(rows.table.tied("from")), dict(rows.table.tied("to"))
    found = []
    for by in ends:
        if rows.kinds[by] == LEVEL or not matched[by]:
            continue
        start = starts.get(by, starts.get(ends[by]))
        if start is not None and rows.same_dimension(start, ends[by]):
            found.append(Change(by, start, ends[by]))
    return sorted(found)


def unequal(change: Change, statement: Statement, matter: Matter, rows: Rows) -> Clash | None:
    """The contradiction between where a change leads and where it is said to, or None where it adds up."""
    before, after = statement.voices
    sign = 1 if rows.kinds[change.by] == INCREASE else -1
    by = rows.values[change.by]
    amount = Interval(low=by.bottom, high=_end(by.top)) if by.approximate else Interval(low=by.low, high=_end(by.high))
    amount = amount.grown(rows.resolutions[change.by] / 2 if by.unit == "percent" else 0.0)
    reached = list(_reached(by.unit, amount, _stated(before), sign, rows, change))
    margin = _margin(change, after, rows)
    if not reached or any(one.grown(margin).meets(_stated(after)) for one in reached):
        return None
    claim = matter.claim(change.by)
    what = "increase" if sign > 0 else "decrease"
    told = measure(bounds(_middle(reached[0])), matter.group.unit)
    steps = (
        f"{_stated(before)} with the {what} of “{claim.text}” is {reached[0]}.",
        f"That misses {_stated(after)} by more than rounding, {margin:,.4g}.",
    )
    telling = Telling(message=f"; the {what} leads to {told}", steps=steps)
    return against("contradiction", ((before,), (after,)), telling)


def _stated(voice: Voice) -> Interval:
    """A figure as its sentence means it: as said, or, where it is approximate, as widened."""
    return voice.interval if voice.approximate else voice.said


def _margin(change: Change, after: Voice, rows: Rows) -> float:
    """How far rounding may lead a sum of three figures astray, in the unit of the levels: half of the coarsest step
    each, and never more than a small share of the sum, as a sentence is written by one hand.
    """
    factor = rows.values[change.end].size / rows.unit_size(change.start, change.end)
    same = [at for at in change if rows.same_dimension(at, change.end)]
    steps = [rows.resolutions[at] * rows.values[at].size / rows.values[change.end].size for at in same]
    most = MAX_ASTRAY * abs(after.low if after.low > -inf else after.high)
    return float(min(len(change) / 2 * max(steps) * factor, most))


def _reached(
    unit: str, amount: Interval, before: Interval, sign: int, rows: Rows, change: Change
) -> Iterator[Interval]:
    """Where the change leads; of percentages of a share, what either way of reading it gives."""
    base_unit = rows.values[change.start].unit
    if unit == base_unit or (unit in SHARES and base_unit in SHARES):
        yield before + (amount if sign > 0 else -amount)
    elif measured(unit).dimension == measured(base_unit).dimension:
        size = measured(unit).size / rows.unit_size(change.start, change.end)
        scaled = amount.scaled(size)
        yield before + (scaled if sign > 0 else -scaled)
    if unit == "percent":
        low, high = amount.low or 0.0, amount.high
        ends = [1 + sign * low / HUNDRED, inf if high is None else 1 + sign * high / HUNDRED]
        if inf not in ends and before.low is not None:
            factor = sorted(max(end, 0.0) for end in ends)
            top = None if before.high is None else before.high * factor[1]
            yield Interval(low=before.low * factor[0], high=top)


def _end(top: float) -> float | None:
    return None if top == inf else top


def _middle(reached: Interval) -> Interval:
    if reached.low is None or reached.high is None:
        return reached
    middle = float(f"{(reached.low + reached.high) / 2:.6g}")
    return Interval(low=middle, high=middle)


def headlines(matched: Bools, rows: Rows) -> Iterator[tuple[int, int]]:
    """Each figure of a headline that stands nowhere in its text, with the nearest one that the text gives instead."""
    by_document: dict[str, list[int]] = {}
    frame, claims, documents = rows.table.frame, rows.table.claims, rows.table.documents
    titled = np.flatnonzero(matched & frame["in_title"].to_numpy()).tolist()
    for row in titled:
        if rows.concerns([row]):
            by_document[documents[row]] = []
    for row in np.flatnonzero(frame["fact_of"].to_numpy() < 0).tolist() if by_document else ():
        if documents[row] in by_document:
            by_document[documents[row]].append(row)
    for members in by_document.values():
        body = [row for row in members if not claims[row].in_title]
        for row in members:
            if claims[row].in_title and matched[row] and _is_level(row, rows):
                instead = [at for at in body if _is_level(at, rows) and _may_be_one(claims[row], claims[at])]
                if not instead or _in_text(row, body, rows):
                    continue
                slips = [at for at in instead if _is_slip(row, at, rows)]
                if slips or not _is_sum(row, body, rows):
                    yield row, min(slips or instead, key=lambda at: (_distance(row, at, rows), at))


def _is_level(row: int, rows: Rows) -> bool:
    return rows.kinds[row] == LEVEL and rows.modalities[row] not in UNSAID and rows.values[row].low > -inf


def _may_be_one(title: Claim, body: Claim) -> bool:
    """Whether a figure of the text is of what the headline's is, as far as both tell."""
    shared = min(len(title.place), len(body.place))
    said = [concept(claim.subject).predicate_class(claim.predicate) for claim in (title, body)]
    return (
        title.subject is not None
        and title.subject == body.subject
        and measured(title.quantity.unit).dimension == measured(body.quantity.unit).dimension
        and title.of in (None, body.of)
        and title.place[:shared] == body.place[:shared]
        and said[0] in (None, said[1])
        and (title.source is None or body.source is None or set(title.origins) & set(body.origins) != set())
        and not any(link.kind in ("part_of", "share_of") for link in body.links)
    )


def _in_text(row: int, body: list[int], rows: Rows) -> bool:
    """Whether the text has the figure, whatever it says of it."""
    title = _interval(row, rows)
    return any(title.meets(_interval(at, rows)) for at in _alike(row, body, rows))


def _alike(row: int, body: list[int], rows: Rows) -> list[int]:
    """The figures of the text that the headline may give, but for those of old times."""
    since = rows.values[row].first - NEWS
    told = [at for at in body if rows.same_dimension(row, at) and rows.values[at].bottom > -inf]
    return [at for at in told if rows.values[at].last >= since]


def _is_sum(row: int, body: list[int], rows: Rows) -> bool:
    """Whether figures of one thing in the text add up to that of the headline."""
    title, subject = _interval(row, rows), rows.table.claims[row].subject
    summed = [at for at in _alike(row, body, rows) if rows.table.claims[at].subject == subject][:MOST]
    for size in range(2, len(summed) + 1):
        for some in combinations(summed, size):
            low = sum(_interval(at, rows).low or 0.0 for at in some)
            high = sum(rows.values[at].top * rows.values[at].size for at in some)
            if Interval(low=low, high=_end(high)).meets(title):
                return True
    return False


def _interval(row: int, rows: Rows) -> Interval:
    value = rows.unaltered(row)
    return Interval(low=value.bottom * value.size, high=_end(value.top * value.size))


def _is_slip(one: int, other: int, rows: Rows) -> bool:
    """Whether a lost scale word or swapped digits would make the one figure the other."""
    told, given = _interval(one, rows), _interval(other, rows)
    said = [rows.unaltered(at) for at in (one, other)]
    ends = [Interval(low=row.low * row.size, high=_end(row.high * row.size)) for row in said]
    return not told.meets(given) and is_slip(*ends)


def _distance(one: int, other: int, rows: Rows) -> float:
    """How many times the one is the other, as a logarithm."""
    ends = [abs(rows.values[at].low * rows.values[at].size) for at in (one, other)]
    return abs(log(ends[0] / ends[1])) if all(ends) else inf


def misled(statement: Statement) -> Clash:
    """The contradiction between a headline and its text."""
    title, text = statement.voices
    steps = (f"{title.interval} stands in the headline, and no figure of its text meets it.",)
    return against("contradiction", ((title,), (text,)), Telling(message="; the first is of the headline", steps=steps))
