"""Statements of a topic → boxes in time × value, in the topic's unit.

A statement whose figure has no date, or a unit that the topic's cannot be reckoned in, has no box; it is
listed and not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.intervals import Interval
    from consistency.model import Claim, Days, Finding
    from consistency.rendering.outline import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One statement to be drawn. interval is in the topic's unit; None where an existence is denied."""

    statement: Statement
    days: Days
    interval: Interval | None

    @property
    def claim(self) -> Claim:
        """The claim that stands for the statement."""
        return self.statement.claim

    @property
    def awaited(self) -> bool:
        """Whether the figure is still to come: projected or planned."""
        return self.claim.modality in ("projected", "planned")


def boxes(statements: Iterable[Statement], unit: str) -> tuple[Box, ...]:
    """The boxes of those statements that have one, in the same order."""
    found = []
    for statement in statements:
        quantity = statement.claim.quantity
        interval = None if quantity.interval is None else converted(quantity.interval, quantity.unit, unit)
        if statement.days is None or (interval is None and quantity.interval is not None):
            continue
        found.append(Box(statement=statement, days=statement.days, interval=interval))
    return tuple(found)


def converted(interval: Interval, unit: str, to: str) -> Interval | None:
    """`interval` in the unit `to`, or None where the two cannot be reckoned in each other."""
    if unit == to:
        return interval
    factor = _factor(unit, to)
    return None if factor is None else interval.scaled(factor)


@cache
def _factor(unit: str, to: str) -> float | None:
    import pint  # slow to import, and most topics have one unit

    try:
        return float(pint.Quantity(1.0, unit).to(to).magnitude)
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, ZeroDivisionError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rift:
    """Values between the nearest ends of two clashing statements, and the days from the one to the other."""

    low: float
    high: float
    days: Days


def rift(findings: Iterable[Finding], drawn: Sequence[Box]) -> Rift | None:
    """The narrowest gap between two levels that the weightiest contradiction sets against each other, if any."""
    by_claim = {claim.claim_id: box for box in drawn for claim in box.statement.claims}
    for finding in findings:
        if finding.verdict != "contradiction":
            continue
        pairs = [(by_claim[pair.a], by_claim[pair.b]) for pair in finding.pairs if {pair.a, pair.b} <= by_claim.keys()]
        rifts = [found for a, b in pairs if (found := _between(a, b) or _between(b, a))]
        if rifts:
            return min(rifts, key=lambda found: (found.high - found.low, found.days, found.low))
    return None


def _between(lower: Box, upper: Box) -> Rift | None:
    if lower.interval is None or upper.interval is None or {lower.claim.kind, upper.claim.kind} != {"level"}:
        return None
    low, high = lower.interval.high, upper.interval.low
    if low is None or high is None or low >= high:
        return None
    days = (min(lower.days[0], upper.days[0]), max(lower.days[1], upper.days[1]))
    return Rift(low=low, high=high, days=days)


def between(one: Claim | None, other: Claim | None, unit: str) -> float | None:
    """How far the nearest ends of two figures are apart, in a unit; None where that cannot be told, or they meet."""
    found = [
        converted(claim.quantity.interval, claim.quantity.unit, unit)
        for claim in (one, other) if claim is not None and claim.quantity.interval is not None
    ]  # fmt: skip
    if len(found) < 2 or found[0] is None or found[1] is None:
        return None
    for lower, upper in ((found[0], found[1]), (found[1], found[0])):
        if lower.high is not None and upper.low is not None and lower.high <= upper.low:
            return upper.low - lower.high
    return None
