"""Hints: two figures that differ → the slip that would make them one, where there is a likely one.

A figure is off by exactly a power of ten where a scale word was lost or mistaken, by the ratio of two units where a
conversion was, and by two neighbouring digits where they were swapped. It may be the other end of a range, or a part of
the other that was taken for the whole.
"""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from consistency.reconciliation.widening import significant_digits

if TYPE_CHECKING:
    from consistency.intervals import Interval

POWERS = {10.0: "ten", 100.0: "a hundred", 1e3: "a thousand", 1e6: "a million", 1e9: "a billion"}
SCALED_FROM = 1e6  # from here on a factor of a thousand is a scale word: million, billion
# dimension → ratio of two units that are mistaken for one another, and their names
RATIOS: dict[str, tuple[tuple[float, str], ...]] = {
    "[length]": ((1.609344, "miles taken for kilometres"), (3.28084, "feet taken for metres")),
    "[length] ** 2": ((2.589988, "square miles taken for square kilometres"), (2.471054, "acres taken for hectares")),
    "[mass]": ((1.1023113, "short tons taken for metric tons"), (2.2046226, "pounds taken for kilograms")),
    "[length] / [time]": ((1.609344, "miles taken for kilometres"),),
}  # fmt: skip
CLOSE = 0.005  # converted figures are rounded
PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}
SHARP = 3  # significant digits; half of a rounder number is no sign of anything


def hint(one: Interval, other: Interval, dimension: str) -> str | None:
    """What may have gone wrong between two stated figures, in one unit, or None where nothing suggests itself."""
    if not (one.is_point and other.is_point):
        return _other_end(one, other) or _other_end(other, one)
    assert one.low is not None, "a point has an end"
    assert other.low is not None, "a point has an end"
    low, high = sorted((abs(one.low), abs(other.low)))
    if not low or low == high:
        return None
    return _scale(low, high) or _unit(high / low, dimension) or _swap(low, high) or _part(low, high)


def is_slip(one: Interval, other: Interval) -> bool:
    """Whether a scale word, or two digits that changed places, are all that tells one figure from the other."""
    if not (one.is_point and other.is_point and one.low and other.low):
        return False
    low, high = sorted((abs(one.low), abs(other.low)))
    return low != high and bool(_scale(low, high) or _swap(low, high))


def _scale(low: float, high: float) -> str | None:
    ratio = high / low
    if isclose(ratio, 1e3, rel_tol=1e-9) and low >= SCALED_FROM:
        return "one is exactly a thousand times the other, likely million taken for billion (milliárd)"
    for power, word in POWERS.items():
        if isclose(ratio, power, rel_tol=1e-9):
            return f"one is exactly {word} times the other, likely a slip"
    return None


def _unit(ratio: float, dimension: str) -> str | None:
    for unit_ratio, what in RATIOS.get(dimension, ()):
        if isclose(ratio, unit_ratio, rel_tol=CLOSE):
            return f"they differ by the ratio of two units, likely {what}"
    return None


def _swap(low: float, high: float) -> str | None:
    """Where the numbers differ in two neighbouring digits that have changed places."""
    one, other = f"{low:.10g}", f"{high:.10g}"
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right]
    if len(one) != len(other) or significant_digits(low) < SHARP or len(places) != 2 or places[1] != places[0] + 1:
        return None
    swapped = one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
    return "two digits are swapped, likely a slip" if swapped else None


def _part(low: float, high: float) -> str | None:
    """Where the one is a plain part of the other."""
    times = round(high / low)
    exact = times in PARTS and isclose(high / low, times, rel_tol=1e-9) and significant_digits(low) >= SHARP
    return f"one is exactly {PARTS[times]} of the other, perhaps a part taken for the whole" if exact else None


def _other_end(bound: Interval, whole: Interval) -> str | None:
    """Where a bound stands at the end of a range that it should not: "under 3,000" beside "3,000 to 5,000"."""
    if None in (whole.low, whole.high) or whole.is_point:
        return None
    below = bound.low is None and bound.high == whole.low
    above = bound.high is None and bound.low == whole.high
    single = bound.is_point and bound.low in (whole.low, whole.high)
    return "one is the other end of the range, likely a slip" if below or above or single else None
