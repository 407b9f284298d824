"""Rows: the table → each claim as plain values, widened by one rule's slack, and its ties to others of its sentence.

A figure that is given again in another unit is the one that it restates, where rounding alone keeps them apart; else it
is a slip, and is set aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np
import pandas as pd

from consistency.reconciliation.brackets import bracketed
from consistency.reconciliation.units import measured, preferred
from consistency.reconciliation.voices import Row
from consistency.reconciliation.widening import MAX_ROUNDING, add_widened

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from consistency.reconciliation.table import Table

ROUNDED = 0.01  # by which share a figure given again in other units may be off, whatever its digits suggest


class Rows:
    """The rows of the table as values, widened by one rule's slack; `kinds` and `modalities` by row."""

    def __init__(self, table: Table, slack: float, asked: frozenset[int] | None = None) -> None:
        """asked: the rows of which a topic must have one to be told; None tells all."""
        self.table = table
        self.asked = asked
        frame = add_widened(table.frame, slack)
        self.kinds = frame["kind"].tolist()
        self.modalities = frame["modality"].tolist()
        sizes = [measured(unit).size for unit in table.words["unit"]]
        few = asked is not None  # so that hardly any row is looked at
        columns: dict[str, Sequence[Any]] = {
            name: _Looked(frame[name]) if few else _shared(frame[name])
            for name in Row._fields
            if name in frame.columns and name not in table.words
        }
        columns |= {name: _words(table, name, few) for name in ("origins", "parties", "identity", "text", "unit")}
        columns["size"] = _Looked(frame["unit"], sizes) if few else [sizes[code] for code in frame["unit"].tolist()]
        self.values = _Values([columns[name] for name in Row._fields])
        self.widened = {name: frame[name].to_numpy() for name in frame.columns}
        self.resolutions = frame["resolution"].tolist()
        self.restated: dict[int, tuple[int, Row]] = {}  # a figure given again: the one it restates, and how it stands
        self.slips: set[int] = set()  # figures given again in another unit that do not fit the first
        for row, other in (*table.tied("restates"), *bracketed(table)):
            self._restate(row, other)
        self.wholes = dict(table.tied("part_of"))
        self.ends = {start: end for end, start in table.tied("from")}
        self.widened["tied"] = np.zeros(len(frame), dtype=bool)
        self.widened["tied"][list({*self.restated, *self.wholes, *self.ends})] = True
        self.is_tied = self.widened["tied"].tolist()

    def concerns(self, *some: Iterable[int]) -> bool:
        """Whether what is told of some rows is asked for."""
        return self.asked is None or not all(map(self.asked.isdisjoint, some))

    def _restate(self, row: int, other: int) -> None:
        """Take a figure that is given again for the one that it restates, or set it aside where it cannot be that."""
        raw = self.values[row]
        self.restated[row] = (other, raw)
        if not self.same_dimension(row, other):
            return
        if restated_alike(raw, self.values[other], self.margin(row), self.margin(other)):
            self.values[row] = self.values[other]
        else:
            self.slips.add(row)

    def unaltered(self, row: int) -> Row:
        """The row as it stands, though it restates another."""
        return self.restated[row][1] if row in self.restated else self.values[row]

    def same_dimension(self, row: int, other: int) -> bool:
        return measured(self.values[row].unit).dimension == measured(self.values[other].unit).dimension

    def unit_size(self, *some: int) -> float:
        """The size of the unit in which some rows are compared."""
        return measured(preferred(Counter(self.values[row].unit for row in some))).size

    def margin(self, row: int) -> float:
        """By how much the figure may be off, in its own unit: as widened, else by its rounding."""
        value = self.unaltered(row)
        step = self.resolutions[row] / 2
        return max(value.top - value.high, min(step, MAX_ROUNDING * abs(value.low))) if value.high < inf else 0.0

    def is_figure(self, row: int) -> bool:
        """Whether it says how many, if only how many at most; a denied existence does not."""
        return self.values[row].low > -inf or self.values[row].high < inf

    def is_due(self, row: int) -> bool:
        """Whether the day for which something was projected or planned has come; the day on which it was, is none."""
        claim = self.table.claims[row]
        said = claim.said_on[0].toordinal() if claim.said_on else self.values[row].printed
        return claim.as_of is not None and said < claim.as_of[1].toordinal() <= self.table.today

    def aside(self, row: int, others: AbstractSet[int]) -> str | None:
        """Why a row is not held against the others of its group, one of which it is tied to; None where it is."""
        if self.wholes.get(row) in others:
            return "a part of another figure of its sentence"
        end = self.ends.get(row)
        if (
            end is not None
            and end in others
            and (self.values[row].first, self.values[row].last)
            == (
                self.values[end].first,
                self.values[end].last,
            )
        ):
            return "where a change began, on a day that is not told"
        return None


class Glance(NamedTuple):
    """What of a row an agreement tells: the figure, as stated and as widened, and whose it is."""

    low: float
    high: float
    bottom: float
    top: float
    unit: str
    approximate: bool
    origins: tuple[str, ...]
    parties: tuple[str, ...]


class _Values:
    """The row of each claim, made when it is asked for, unless another stands for it."""

    def __init__(self, columns: list[Sequence[Any]]) -> None:
        self.columns = columns
        self.glanced = [columns[Row._fields.index(name)] for name in Glance._fields]
        self.instead: dict[int, Row] = {}

    def glance(self, row: int) -> Glance:
        """A row that no other stands for, in short."""
        return Glance._make([column[row] for column in self.glanced])

    def __getitem__(self, row: int) -> Row:
        if row in self.instead:
            return self.instead[row]
        return Row._make([column[row] for column in self.columns])

    def __setitem__(self, row: int, value: Row) -> None:
        self.instead[row] = value


def restated_alike(one: Row, other: Row, margin: float, others_margin: float) -> bool:
    """Whether two figures are the same but for the rounding of a conversion; else one of them is a slip.

    margin, others_margin: by how much each may be off, in its own unit.
    """
    off = margin * one.size + others_margin * other.size
    return all(
        near == far or abs(near * one.size - far * other.size) <= max(off, ROUNDED * abs(far * other.size))
        for near, far in ((one.low, other.low), (one.high, other.high))
    )


def _shared(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, each of them one object however often it occurs."""
    codes, values = pd.factorize(column)
    if len(values) > len(codes) / 2:
        return column.tolist()
    objects = values.tolist()
    return [objects[code] for code in codes.tolist()]


class _Looked(Sequence[Any]):
    """A column of which each value is made when it is asked for."""

    def __init__(self, column: pd.Series[Any], words: Sequence[Any] | None = None) -> None:
        """words: what the codes of the column stand for; None where it holds the values themselves."""
        self.values = column.to_numpy()
        self.words = words

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        value = self.values[at].item()
        if self.words is None:
            return value
        return self.words[value] if value >= 0 else ()


def _words(table: Table, name: str, few: bool) -> Sequence[object]:
    words = table.words[name]
    if few:
        return _Looked(table.frame[name], words)
    return [words[code] if code >= 0 else () for code in table.frame[name].tolist()]
