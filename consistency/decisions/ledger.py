"""Records of a file → which of them hold: the latest by each reviewer on each target, unless undone.

They count in the order in which they were made, also where a merge of two branches has put them otherwise. An undo is a
record, too, and can be undone: `act` names all records of one stroke, and of the undos that lead back to it, one by
another, the latest says whether it holds. Adding a record costs as much as there are undos, whatever else there is.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from consistency.decisions.words import MISREAD, UNDONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from consistency.model import Decision

Placed = tuple[int, "Decision"]  # the turn of a record in time, and the record


def moment(ledger: Ledger | None = None) -> str:
    """Now, as a record tells it; never before the last one of a ledger, wherever the clock has gone since."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    last = ledger.last if ledger is not None else ""
    return max(now, last if "T" in last or not last else f"{last}T00:00:00.000Z")


def new_act() -> str:
    """A name for a stroke, that no other has."""
    return secrets.token_hex(8)


class Ledger:
    """All records so far, as they were made; see the module."""

    def __init__(self, records: Iterable[Decision] = ()) -> None:
        self.records: list[Decision] = []
        self.given = list(records)  # in the order of the file
        self._on: dict[tuple[str, str], list[int]] = {}
        self._of_act: dict[str, list[int]] = {}
        self._undos: list[int] = []
        self._undone: set[str] = set()
        self._contested: frozenset[str] | None = None
        self.last = ""  # when the latest record was made, as far as that is told
        for _, record in _in_time(self.given):
            self._put(record)
        self._settle()

    def follows(self, records: Iterable[Decision]) -> bool:
        """Whether records all tell that they were made after those that are here, each after the one before."""
        keys = [self.last, *(record.at or "" for record in records)]
        return all(keys[1:]) and all(one <= other for one, other in pairwise(keys))

    def add(self, record: Decision) -> None:
        """A record that was made after all others."""
        self.given.append(record)
        if self._put(record):
            self._settle()

    def _put(self, record: Decision) -> bool:
        turn = len(self.records)
        self.records.append(record)
        self.last = max(self.last, record.at or _day(record))
        if record.target in ("claim", "decision"):
            self._contested = None
        self._on.setdefault((record.target, record.id), []).append(turn)
        if record.act is not None:
            self._of_act.setdefault(record.act, []).append(turn)
        if record.decision == UNDONE:
            self._undos.append(turn)
        return record.decision == UNDONE

    def _settle(self) -> None:
        """Which acts are undone: of each the latest undo or redo counts, and is not undone itself."""
        undos = [self.records[turn] for turn in self._undos]
        named = {undo.act: undo.id for undo in undos if undo.act is not None}
        latest: dict[str, tuple[Decision, bool]] = {}
        for undo in undos:
            root, takes_back = _root(undo.id, named)
            latest[root] = (undo, takes_back)
        standing = {undo.act for undo, _ in latest.values()}
        self._undone = {root for root, (_, takes_back) in latest.items() if takes_back}
        self._undone |= {act for act in named if act not in standing}

    def is_undone(self, record: Decision) -> bool:
        return record.act is not None and record.act in self._undone

    def undone_by(self, undo: Decision) -> tuple[list[Decision], bool]:
        """The stroke that an undo leads back to, and whether it takes that back; else it brings it back again."""
        named = {one.act: one.id for one in (self.records[turn] for turn in self._undos) if one.act is not None}
        root, takes_back = _root(undo.id, named)
        return self.act(root), takes_back

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
            told = ((name, sorted(each.values(), key=lambda one: one[0])) for name, each in claims)
            self._contested = frozenset(
                name for name, ways in told
                if any(not _takes_up(ways[-1][1].correction, one.correction) for _, one in ways[:-1])
            )  # fmt: skip
        return self._contested

    def holding(self, day: date) -> tuple[Decision, ...]:
        """All that holds on a day, in the order in which they were made; undos are not among them."""
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


def _day(record: Decision) -> str:
    return record.when.isoformat() if record.when else ""


def _in_time(records: Iterable[Decision]) -> list[tuple[str, Decision]]:
    """Records by when they were made; one that does not tell it, or the day alone, stays behind the one before it."""
    timed, last = [], ""
    for record in records:
        day = _day(record)
        last = record.at or (day if day and not last.startswith(day) else last)
        timed.append((last, record))
    return sorted(timed, key=lambda one: one[0])


def _root(act: str, undos: Mapping[str, str]) -> tuple[str, bool]:
    """The decision that the undo of an act leads back to, and whether it takes that back or restores it."""
    takes_back, seen = True, set[str]()
    while act in undos and act not in seen:
        seen.add(act)
        act, takes_back = undos[act], not takes_back
    return act, takes_back


def corrections(decided: Iterable[Decision]) -> dict[str, Decision]:
    """By claim, what corrects it: of several reviewers the one who spoke last.

    decided: decisions that hold, in the order in which they were made.
    """
    return {one.id: one for one in decided if one.target == "claim" and one.decision == MISREAD}


def _takes_up(later: tuple[tuple[str, object], ...] | None, one: tuple[tuple[str, object], ...] | None) -> bool:
    """Whether a correction leaves what another one put right: it neither strikes it, nor takes for right, nor leaves
    out, what that one corrects."""
    if not later or not one:
        return later == one
    return set(one) <= set(later)
