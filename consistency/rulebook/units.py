"""The words for a unit or a dimension → whether there is such a unit, and what it measures.

Pint is imported only where a unit is neither a count, a share nor a currency, as that takes a tenth of a second.
"""

from __future__ import annotations

import re
from functools import cache

from consistency.rulebook.spelling import did_you_mean
from consistency.rulebook.values import UnreadableError

DIMENSIONS = (
    "count", "share", "money", "length", "area", "volume", "mass", "time", "speed", "energy", "power", "temperature",
    "pressure", "force", "frequency",
)  # fmt: skip
DIMENSION_OF = {"count": "count", "percent": "share", "percentage_point": "share"}


def measures(named: str, dimension: str) -> bool:
    """Whether the unit `named` (as `unit` gives it) measures `dimension`."""
    if named in DIMENSION_OF:
        return DIMENSION_OF[named] == dimension
    if named in currencies():
        return dimension == "money"
    if dimension in ("count", "share", "money"):
        return False
    import pint

    registry = pint.application_registry
    found: bool = registry.parse_units(named).dimensionality == registry.get_dimensionality({f"[{dimension}]": 1})
    return found


def unit(value: str) -> str:
    """count, percent, percentage_point, an ISO 4217 code, or a Pint expression in full names."""
    if value in DIMENSION_OF or re.fullmatch(r"[A-Z]{3}", value):
        if value in DIMENSION_OF or value in currencies():
            return value
        raise UnreadableError(f"'{value}' is no ISO 4217 currency code", did_you_mean(value, currencies()))
    if value in ("%", "pc"):
        raise UnreadableError(f"unknown unit '{value}'", "did you mean 'percent'?")
    return _pint_unit(value)


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that CLDR knows, those out of use among them."""
    from babel import Locale

    return frozenset(Locale("en").currencies)


@cache
def _pint_unit(value: str) -> str:
    import pint  # takes a tenth of a second, and few rules need it

    try:
        parsed = pint.application_registry.parse_units(value)
    except Exception as error:  # Pint raises its own, tokenize's and arithmetic errors for bad text
        expected = "count, percent, an ISO 4217 code or a unit such as 'kilometer ** 2' is expected"
        raise UnreadableError(f"unknown unit '{value}'; {expected}", _meant(value)) from error
    return str(parsed)


def _meant(value: str) -> str | None:
    """The unit that a word resembles: a power written short, a currency's code, or a name of ours."""
    from consistency.vocabulary.units import cldr_units

    power = re.fullmatch(r"([a-z]+?)(?:\^?|\*\*)([23²³])", value)
    if power and power[1].replace("metre", "meter") in cldr_units():
        return f"did you mean '{power[1]} ** {power[2].translate({0xB2: '2', 0xB3: '3'})}'?"
    if value.upper()[:3] in currencies() and value.isalpha() and 3 <= len(value) <= 4:
        return f"did you mean '{value.upper()[:3]}'?"
    return did_you_mean(value, [*DIMENSION_OF, *cldr_units()])
