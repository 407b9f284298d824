"""Findings that are no longer there → what they said, and what they have become.

A finding's name is that of its claims: a further figure, or one that was put right, makes another of it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.model import Finding
    from consistency.review.queue import Entry, Place, Queue
    from consistency.review.snapshot import Snapshot

SUCCESSORS = 5


class Past:
    """Each finding that there ever was since the start, and where it stood."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Place, Finding]] = {}
        self._about: dict[tuple[str, str], list[str]] = {}

    def take_up(self, snapshot: Snapshot) -> None:
        """Remember the findings of a snapshot."""
        for one in snapshot.queue.entries:
            self._known[one.finding.id] = (one.place, one.finding)
        self._about |= snapshot.about

    def about(self, target: tuple[str, str]) -> list[str]:
        """The findings that a decision on a target spoke of, when there last were any."""
        return self._about.get(target, [])

    def finding(self, name: str) -> Finding | None:
        """A finding as it is, or last was."""
        return self._known[name][1] if name in self._known else None

    def message(self, name: str) -> str | None:
        """What a finding says, or said while it was there."""
        return self._known[name][1].message if name in self._known else None

    def at(self, name: str, queue: Queue) -> int:
        """Where a finding stands in a queue, or would stand if it were still there; one that never was, first."""
        if name in queue.at:
            return queue.at[name]
        place = self._known.get(name)
        return bisect_left(queue.entries, place[0], key=lambda one: one.place) if place else 0

    def successors(self, name: str, queue: Queue) -> list[Entry]:
        """What is found now of the claims of a finding that is no longer there, of its own topic first."""
        if name not in self._known:
            return []
        gone = self._known[name][1]
        claims = {claim for side in gone.sides for claim in side}
        found = [one for one in queue.entries if any(not claims.isdisjoint(side) for side in one.finding.sides)]
        return sorted(found, key=lambda one: (not _is_of(one.finding, gone), one.place))[:SUCCESSORS]

    def successor(self, name: str, queue: Queue) -> Entry | None:
        """What a finding has become: the one of its topic and verdict that has claims of the most of its sides, of two
        at least."""
        if name not in self._known or name in queue.at:
            return None
        gone = self._known[name][1]
        alike = [one for one in queue.entries if _is_of(one.finding, gone) and one.finding.verdict == gone.verdict]
        ranked = sorted(((_kept(gone, one.finding), one) for one in alike), key=lambda each: -each[0])
        best = [one for kept, one in ranked if kept == ranked[0][0] and kept > 1]
        return best[0] if len(best) == 1 else None


def _kept(gone: Finding, one: Finding) -> int:
    """How many sides of a finding have a claim that is in another one, on a side of its own."""
    sides = [{at for at, other in enumerate(one.sides) if not set(side).isdisjoint(other)} for side in gone.sides]
    return min(sum(map(bool, sides)), len(set().union(*sides)))


def _is_of(one: Finding, other: Finding) -> bool:
    return (one.rule, one.topic) == (other.rule, other.topic)
