"""Boxes → where their lettered markers go, so that none hides another at any width of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.rendering import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.rendering.axis import TimeAxis, ValueAxis
    from consistency.rendering.boxes import Box

NARROW, WIDE = 276, 920  # px: the plot on a phone and on a desk; markers must lie apart on both, and between them
SPACING = 23  # px between the middles of two markers
ACROSS, DOWN = 5, 10  # steps that a marker may take aside, and up or down
LETTER = 6.2  # px that a letter of a flow's figure takes, on average
BOLD = 7.0  # px that a letter of the words beside a gap takes
LINE = 14  # px that a line of words is high
HEIGHTS = (0.5, 0.35, 0.65, 0.2, 0.8)  # of a gap, at which its words may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A marker for `box` at x percent and y px, moved aside by dx, dy px; `beyond` points out of the picture."""

    box: Box
    x: float
    y: float
    dx: float
    dy: float
    beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A flow in the lane: from left to right percent, its marker at x percent, in row `index`.

    words: an arrow and its figure, on the left of it where there is no room on the right.
    """

    box: Box
    left: float
    right: float
    x: float
    index: int
    words: str
    to_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside a gap, on the left or the right of it, their foot at y px."""

    to_left: bool
    y: float


def place(drawn: Iterable[Box], days: TimeAxis, values: ValueAxis) -> tuple[Placed, ...]:
    """Each marker on its box where there is room, else as little aside as can be."""
    steps = [(i * SPACING, j * SPACING) for i in range(-ACROSS, ACROSS + 1) for j in range(-DOWN, DOWN + 1)]
    steps.sort(key=lambda step: (step[0] ** 2 + 1.2 * step[1] ** 2, step[1], -step[0]))
    placed: list[Placed] = []
    for box in drawn:
        x, y, beyond = _anchor(box, days, values)
        options = [Placed(box=box, x=x, y=y, dx=dx, dy=dy, beyond=beyond) for dx, dy in steps]
        free = (option for option in options if _inside(option, values) and not _meets(option, placed))
        placed.append(next(free, options[0]))
    return tuple(placed)


def _anchor(box: Box, days: TimeAxis, values: ValueAxis) -> tuple[float, float, bool]:
    """Where the marker of a box would best stand: amid a closed box, at the known end of an open one."""
    left, right = days.stretch(box.days)
    x = round((left + right) / 2, 2)
    if box.interval is None:
        return x, values.bottom - 11, False
    ends = [end for end in (box.interval.low, box.interval.high) if end is not None]
    if min(ends) > values.high or (box.awaited and max(ends) > values.high):
        return x, values.top + 4, True
    return x, round(sum(values.y(end) for end in ends) / len(ends), 1), False


def _inside(mark: Placed, values: ValueAxis) -> bool:
    across = mark.x / 100 * NARROW + mark.dx
    return 0 <= across <= NARROW + 10 and values.top - 8 <= mark.y + mark.dy <= values.bottom - 6


def _meets(mark: Placed, others: Sequence[Placed]) -> bool:
    for other in others:
        down = abs(mark.y + mark.dy - other.y - other.dy)
        ways = [(mark.x - other.x) / 100 * width + mark.dx - other.dx for width in (NARROW, WIDE)]
        if down < SPACING - 2 and min(ways) < SPACING - 1 and max(ways) > 1 - SPACING:
            return True
    return False


def label(
    words: str, across: tuple[float, float], upright: tuple[float, float], placed: Sequence[Placed]
) -> Label | None:
    """Where words fit beside a gap across percent and upright px; None where the markers leave no room at any width."""
    top, bottom = upright
    if bottom - top <= LINE:
        return None
    sides = (False, True) if across[1] < 70 else (True, False)
    spots = (Label(to_left=side, y=round(top + share * (bottom - top) + 4, 1)) for share in HEIGHTS for side in sides)
    return next((spot for spot in spots if _clear(spot, BOLD * len(words) + 6, across, placed)), None)


def _clear(spot: Label, room: float, across: tuple[float, float], placed: Sequence[Placed]) -> bool:
    """Whether words of `room` px lie within the picture and on no marker, at any width."""
    starts = [across[0] / 100 * width - room if spot.to_left else across[1] / 100 * width for width in (NARROW, WIDE)]
    if min(starts) < 0 or any(start + room > width + 16 for start, width in zip(starts, (NARROW, WIDE), strict=True)):
        return False
    for mark in placed:
        ways = [mark.x / 100 * width + mark.dx - start for start, width in zip(starts, (NARROW, WIDE), strict=True)]
        beside = min(ways) > room + SPACING / 2 or max(ways) < -SPACING / 2
        if not beside and abs(mark.y + mark.dy - spot.y + 4) < (SPACING + LINE) / 2:
            return False
    return True


def rows(flows: Iterable[Box], days: TimeAxis) -> tuple[Row, ...]:
    """Flows in as few rows as keep them and their figures apart."""
    ends: list[float] = []  # px on the narrow picture at which each row is free again
    placed = []
    for box in flows:
        left, right = days.stretch(box.days)
        x = round((left + right) / 2, 2)
        words = f"{'▲' if box.claim.kind == 'increase' else '▼'} {wording.quantity(box.claim.quantity)}"
        room = SPACING + LETTER * len(words)
        start, stop = (min(left, x - 4) / 100 * NARROW, max(right, x + 4) / 100 * NARROW)
        to_left = stop + room > NARROW + 10 and NARROW - stop < start
        start, stop = (start - room, stop) if to_left else (start, stop + room)
        index = next((index for index, end in enumerate(ends) if end <= start), len(ends))
        ends[index : index + 1] = [stop]
        placed.append(Row(box=box, left=left, right=right, x=x, index=index, words=words, to_left=to_left))
    return tuple(placed)
