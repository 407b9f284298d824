"""Hints: two figures that differ → the slip that would make them one, where there is a likely one.

A figure is off by exactly a power of ten where a scale word was lost or mistaken, by the ratio of two units where a
conversion was, and by two neighbouring digits where they were swapped.
"""

from __future__ import annotations

from math import isclose

POWERS = {10.0: "ten", 100.0: "a hundred", 1e3: "a thousand", 1e6: "a million", 1e9: "a billion"}
# dimension → ratio of two units that are mistaken for one another, and their names
RATIOS: dict[str, tuple[tuple[float, str], ...]] = {
    "[length]": ((1.609344, "miles taken for kilometres"), (3.28084, "feet taken for metres")),
    "[length] ** 2": ((2.589988, "square miles taken for square kilometres"), (2.471054, "acres taken for hectares")),
    "[mass]": ((1.1023113, "short tons taken for metric tons"), (2.2046226, "pounds taken for kilograms")),
    "[length] / [time]": ((1.609344, "miles taken for kilometres"),),
}  # fmt: skip
CLOSE = 0.005  # converted figures are rounded


def hint(one: float, other: float, dimension: str) -> str | None:
    """What may have gone wrong between two stated numbers, or None where nothing suggests itself."""
    low, high = sorted((abs(one), abs(other)))
    if not low or low == high:
        return None
    ratio = high / low
    for power, word in POWERS.items():
        if isclose(ratio, power, rel_tol=1e-9):
            return f"one is exactly {word} times the other, likely a slip"
    for unit_ratio, what in RATIOS.get(dimension, ()):
        if isclose(ratio, unit_ratio, rel_tol=CLOSE):
            return f"they differ by the ratio of two units, likely {what}"
    return "two digits are swapped, likely a slip" if _swapped(low, high) else None


def _swapped(low: float, high: float) -> bool:
    """Whether the numbers differ in two neighbouring digits that have changed places."""
    one, other = f"{low:.10g}", f"{high:.10g}"
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right]
    if len(one) != len(other) or len(one.rstrip("0")) < 3 or len(places) != 2 or places[1] != places[0] + 1:
        return False
    return one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
