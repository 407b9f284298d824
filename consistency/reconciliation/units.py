"""Units: a unit as written → what it measures, and its size, so that acres and square miles can be laid side by side.

Counts, shares and money are told apart without Pint, which is imported for physical units alone. No rate turns one
currency into another: each is a dimension of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from consistency.rulebook.units import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = ("percent", "percentage_point")
METRIC = re.compile(r"meter|metre|hectare|gram|metric_ton|tonne|lit(er|re)")
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a unit measures. size: how many base units of `dimension` it is; kinds: the names rules may call it by."""

    dimension: str
    size: float = 1.0
    kinds: tuple[str, ...] = ()


@cache
def measured(unit: str) -> Measured:
    """What `unit` measures; a unit that nobody knows is a dimension of its own, comparable with itself alone."""
    if unit == "count":
        return Measured(dimension="count", kinds=("count",))
    if unit in SHARES:
        return Measured(dimension=unit, kinds=("share",))
    if CURRENCY.fullmatch(unit):
        return Measured(dimension=unit, kinds=("money",))
    return _physical(unit)


def preferred(used: Mapping[str, int]) -> str:
    """The unit to compare in, of those that claims use: a metric one, then that of most claims, then by name."""
    return min(used, key=lambda unit: (METRIC.search(unit) is None, -used[unit], unit))


def _physical(unit: str) -> Measured:
    import pint  # takes a tenth of a second, and few topics need it

    registry = pint.application_registry
    try:
        zero, one = (registry.Quantity(magnitude, unit).to_base_units() for magnitude in (0.0, 1.0))
    except Exception:  # noqa: BLE001 - Pint raises its own, tokenize's and arithmetic errors for bad text
        return Measured(dimension=unit)
    if zero.magnitude:  # a scale with a zero of its own, such as degrees Celsius
        return Measured(dimension=unit)
    names = (name for name in DIMENSIONS if name not in ("count", "share", "money"))
    kinds = tuple(name for name in names if registry.get_dimensionality({f"[{name}]": 1}) == one.dimensionality)
    return Measured(dimension=str(one.dimensionality), size=float(one.magnitude), kinds=kinds)
