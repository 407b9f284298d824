"""Records in the order of their file → which of them hold: the latest by each reviewer on each target, unless undone.

An undo is a record, too, and can be undone: `act` names all records of one stroke, and an undo that holds takes back
all that its `id` names. Adding a record costs as much as there are undos, whatever else there is.
"""

from __future__ import annotations

import secrets
from itertools import combinations
from typing import TYPE_CHECKING

from consistency.decisions.words import MISREAD, UNDONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from consistency.model import Decision

Placed = tuple[int, "Decision"]  # a record, and its turn in the file


def new_act() -> str:
    """A name for a stroke, that no other has."""
    return secrets.token_hex(8)


class Ledger:
    """All records so far; see the module."""

    def __init__(self, records: Iterable[Decision] = ()) -> None:
        self.records: list[Decision] = []
        self._on: dict[tuple[str, str], list[int]] = {}
        self._of_act: dict[str, list[int]] = {}
        self._undos: list[int] = []
        self._undone: set[str] = set()
        self._contested: frozenset[str] | None = None
        for record in records:
            self._put(record)
        self._settle()

    def add(self, record: Decision) -> None:
        """The next record of the file."""
        if self._put(record):
            self._settle()

    def _put(self, record: Decision) -> bool:
        turn = len(self.records)
        self.records.append(record)
        if record.target in ("claim", "decision"):
            self._contested = None
        self._on.setdefault((record.target, record.id), []).append(turn)
        if record.act is not None:
            self._of_act.setdefault(record.act, []).append(turn)
        if record.decision == UNDONE:
            self._undos.append(turn)
        return record.decision == UNDONE

    def _settle(self) -> None:
        """Which acts are undone: the last undo holds, and takes back what it names, an earlier undo perhaps."""
        self._undone = set()
        for turn in reversed(self._undos):
            undo = self.records[turn]
            if undo.act is None or undo.act not in self._undone:
                self._undone.add(undo.id)

    def is_undone(self, record: Decision) -> bool:
        return record.act is not None and record.act in self._undone

    def latest(self, target: str, name: str) -> dict[str | None, Placed]:
        """The record of each reviewer that holds on a target, with its turn; whether it has run out is not asked."""
        found: dict[str | None, Placed] = {}
        for turn in self._on.get((target, name), ()):
            record = self.records[turn]
            if not self.is_undone(record):
                found[record.by] = (turn, record)
        return found

    def contested(self) -> frozenset[str]:
        """The claims that reviewers put right in different ways."""
        if self._contested is None:
            claims = ((name, self.latest(target, name)) for target, name in self._on if target == "claim")
            told = ((name, [one.correction for _, one in each.values()]) for name, each in claims)
            self._contested = frozenset(
                name for name, ways in told if any(_differ(one, other) for one, other in combinations(ways, 2))
            )
        return self._contested

    def holding(self, day: date) -> tuple[Decision, ...]:
        """All that holds on a day, in the order of the file; undos are not among them."""
        latest = (self.latest(target, name).values() for target, name in self._on if target != "decision")
        turns = sorted(turn for each in latest for turn, record in each if record.holds(day))
        return tuple(self.records[turn] for turn in turns)

    def act(self, name: str) -> list[Decision]:
        """The records of one stroke."""
        return [self.records[turn] for turn in self._of_act.get(name, ())]

    def strokes(self) -> Iterator[list[Decision]]:
        """The records stroke by stroke, the last one first; one without a name stands alone."""
        seen: set[str] = set()
        for record in reversed(self.records):
            if record.act is None:
                yield [record]
            elif record.act not in seen:
                seen.add(record.act)
                yield self.act(record.act)


def corrections(decided: Iterable[Decision]) -> dict[str, Decision]:
    """By claim, what corrects it: of several reviewers the one who spoke last.

    decided: decisions that hold, in the order in which they were made.
    """
    return {one.id: one for one in decided if one.target == "claim" and one.decision == MISREAD}


def _differ(one: tuple[tuple[str, object], ...] | None, other: tuple[tuple[str, object], ...] | None) -> bool:
    """Whether two corrections cannot both be right: one strikes, or takes for right, what the other corrects, or one
    field has two values."""
    if not one or not other:
        return one != other
    fields = dict(one)
    return any(name in fields and fields[name] != value for name, value in other)
