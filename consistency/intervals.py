"""Intervals: two ends, each open, closed or unbounded → whether they meet, and where.

The algebra behind "can both be true". An end is a number and whether it belongs to the interval; an
unbounded end is None here and an infinity nowhere else. The words for closedness are those of
`pandas.Interval`: both, left, right, neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

Closed = Literal["both", "left", "right", "neither"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The numbers between `low` and `high`; None is unbounded on that side.

    Raises ValueError where no number lies inside: low above high, or equal ends that are not both closed.
    """

    low: float | None
    high: float | None
    closed: Closed = "both"

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"low {self.low} is above high {self.high}")
            if self.low == self.high and self.closed != "both":
                raise ValueError(f"the interval at {self.low} is empty unless closed at both ends")

    @property
    def bottom(self) -> tuple[float, int]:
        """The lower end as a sort key: `12, 0` for [12 and `12, 1` for (12, so that [12 < (12."""
        if self.low is None:
            return (-inf, 0)
        return (self.low, 0 if self.closed in ("both", "left") else 1)

    @property
    def top(self) -> tuple[float, int]:
        """The upper end as a sort key: `12, 0` for 12] and `12, -1` for 12), so that 12) < 12]."""
        if self.high is None:
            return (inf, 0)
        return (self.high, 0 if self.closed in ("both", "right") else -1)

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def __contains__(self, number: float) -> bool:
        return self.bottom <= (number, 0) <= self.top

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return max(self.bottom, other.bottom) <= min(self.top, other.top)

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers in both, or None where there are none."""
        return between(max(self.bottom, other.bottom), min(self.top, other.top))

    def grown(self, margin: float) -> Interval:
        """Both bounded ends moved outwards by `margin`, and closed where they moved."""
        if not margin:
            return self
        return Interval(
            low=None if self.low is None else self.low - margin,
            high=None if self.high is None else self.high + margin,
            closed="both",
        )

    def scaled(self, factor: float) -> Interval:
        """Both ends times a positive `factor`, as in a change of unit."""
        return Interval(
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            closed=self.closed,
        )

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number in this interval and one in the other."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        left = self.bottom[1] == 0 and other.bottom[1] == 0
        right = self.top[1] == 0 and other.top[1] == 0
        return Interval(low=low, high=high, closed=closedness(left, right))

    def __neg__(self) -> Interval:
        left, right = self.bottom[1] == 0, self.top[1] == 0
        return Interval(
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
            closed=closedness(right, left),
        )

    def __str__(self) -> str:
        """In the usual brackets: `[11000, 12000]`, `(10000, ∞)`."""
        left = "[" if self.low is not None and self.closed in ("both", "left") else "("
        right = "]" if self.high is not None and self.closed in ("both", "right") else ")"
        low = "-∞" if self.low is None else f"{self.low:,.10g}"
        high = "∞" if self.high is None else f"{self.high:,.10g}"
        return f"{left}{low}, {high}{right}"


def closedness(left: bool, right: bool) -> Closed:
    """The pandas word for which ends belong to an interval."""
    if left:
        return "both" if right else "left"
    return "right" if right else "neither"


def between(bottom: tuple[float, int], top: tuple[float, int]) -> Interval | None:
    """The interval with these end keys (see `Interval.bottom` and `.top`), or None where it is empty."""
    if bottom > top:
        return None
    return Interval(
        low=None if bottom[0] == -inf else bottom[0],
        high=None if top[0] == inf else top[0],
        closed=closedness(bottom[1] == 0, top[1] == 0),
    )
