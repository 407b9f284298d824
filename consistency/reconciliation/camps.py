"""Camps: boxes in time × value → the largest sets of boxes that all share a point.

Boxes with axis-parallel sides that meet pairwise share a point (Helly's theorem for boxes), so a largest set of claims
that can all be true at once is a maximal clique of boxes. A sweep over time keeps the ends of the boxes that hold, in
order of value: a clique lies wherever a lower end is followed by an upper one. A clique is told when one of its
boxes ends, if a box has joined there since the last was told; else it is part of one told before. The cost grows with
the boxes and with the cliques found, not with all pairs.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Box(NamedTuple):
    """A stretch of time and of value, all ends closed: days `since` to `until`, numbers `floor` to `ceiling`."""

    since: float
    until: float
    floor: float
    ceiling: float


class _End(NamedTuple):
    """An end of a box, sorted by value; of equal ones the lower ends come first, as closed boxes meet there."""

    value: float
    upper: bool
    box: int


def cliques(boxes: Sequence[Box]) -> list[tuple[int, ...]]:
    """The maximal sets of boxes that share a point, each as sorted indices, in order of the day on which they part.

    boxes: none may be equal to another (merge those first), though nothing breaks if one is.
    """
    if not boxes:
        return []
    if max(box.since for box in boxes) <= min(box.until for box in boxes) and max(box.floor for box in boxes) <= min(
        box.ceiling for box in boxes
    ):
        return [tuple(range(len(boxes)))]
    return list(_swept(boxes))


def _swept(boxes: Sequence[Box]) -> Iterator[tuple[int, ...]]:
    events = sorted(
        [(box.since, False, at) for at, box in enumerate(boxes)]
        + [(box.until, True, at) for at, box in enumerate(boxes)]
    )
    sweep = _Sweep()
    for _, ends, at in events:
        if ends:
            yield from sweep.told(at, boxes)
            sweep.remove(at, boxes[at])
        else:
            sweep.insert(at, boxes[at])


class _Sweep:
    """The boxes that hold on one day, and at which of their lower ends a clique has grown since it was last told."""

    def __init__(self) -> None:
        self.ends: list[_End] = []
        self.holding: set[int] = set()
        self.grown: set[int] = set()  # boxes whose lower end is the last before a clique that has grown

    def insert(self, at: int, box: Box) -> None:
        insort(self.ends, _End(box.floor, False, at))
        insort(self.ends, _End(box.ceiling, True, at))
        self.holding.add(at)
        before = bisect_left(self.ends, _End(box.floor, False, at)) - 1
        if before >= 0 and not self.ends[before].upper:  # where that one headed a clique, this box does now
            self.grown.discard(self.ends[before].box)
        self.grown.update(self._heads(at, box))

    def remove(self, at: int, box: Box) -> None:
        del self.ends[bisect_left(self.ends, _End(box.floor, False, at))]
        del self.ends[bisect_left(self.ends, _End(box.ceiling, True, at))]
        self.holding.remove(at)
        self.grown.discard(at)

    def told(self, at: int, boxes: Sequence[Box]) -> Iterator[tuple[int, ...]]:
        """The cliques that the box is in and that have grown since they were last told."""
        for head in [one for one in self._heads(at, boxes[at]) if one in self.grown]:
            self.grown.discard(head)
            point = boxes[head].floor
            yield tuple(sorted(one for one in self.holding if boxes[one].floor <= point <= boxes[one].ceiling))

    def _heads(self, at: int, box: Box) -> Iterator[int]:
        """The boxes whose lower end heads a clique that this box is in."""
        start = bisect_left(self.ends, _End(box.floor, False, at))
        stop = bisect_left(self.ends, _End(box.ceiling, True, at))
        for place in range(start, stop):
            end, following = self.ends[place], self.ends[place + 1]
            if not end.upper and following.upper:
                yield end.box
