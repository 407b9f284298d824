"""Units: a unit's name → what it measures, and whether two units measure the same thing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

COMPARABLE = ("area", "length", "mass")


@cache
def units(group: str) -> frozenset[str]:
    """The units of a group of units.yaml . Raises KeyError for a group that is not there."""
    return frozenset(_known()[group])


@cache
def cldr_units() -> dict[str, str]:
    """Pint name → the identifier under which CLDR names the unit in every language."""
    return dict(_known()["cldr"])


@cache
def common_currencies() -> tuple[str, ...]:
    """The currencies that most is written about, before others that share their noun."""
    return tuple(_known()["common_currencies"])


@cache
def _known() -> dict[str, Any]:
    text = files("consistency.vocabulary").joinpath("units.yaml").read_text(encoding="utf-8")
    known: dict[str, Any] = yaml.safe_load(text)
    return known


def is_money(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()


def same_dimension(a: str, b: str) -> bool:
    """Whether two units measure the same kind of thing, so that one figure can restate the other."""
    return (is_money(a) and is_money(b)) or any(a in units(group) and b in units(group) for group in COMPARABLE)
