"""Figures → the words in which a reader meets them: 11,000–12,000; more than 10,000; 1,300 km²; $61 billion; 33.3%.

Every renderer words its figures here, so that the page, the terminal and the table never differ.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from consistency.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.model import Claim, Gap, Quantity

NBSP = "\u00a0"
SCALES = ((1e12, "trillion", "tn"), (1e9, "billion", "bn"), (1e6, "million", "m"))
CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
UNIT_SIGNS = {
    "kilometer": "km", "meter": "m", "centimeter": "cm", "millimeter": "mm", "mile": "mi", "foot": "ft", "inch": "in",
    "nautical_mile": "nmi", "hectare": "ha", "kilogram": "kg", "gram": "g", "metric_ton": "t", "liter": "l",
    "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "watt": "W", "watt_hour": "Wh", "kilowatt_hour": "kWh",
    "megawatt_hour": "MWh", "gigawatt_hour": "GWh", "terawatt_hour": "TWh", "degree_Celsius": "°C",
    "degree_Fahrenheit": "°F", "hour": "h", "minute": "min", "second": "s",
}  # fmt: skip
WHOLE_UNITS = {"mile ** 2": "sq mi", "foot ** 2": "sq ft", "mile / hour": "mph"}
SPELLED_UNITS = {"hour", "minute", "second"}  # alone they are words; within "km/h" they are signs
POWERS = {"2": "²", "3": "³"}


def number(value: float) -> str:
    """12000 → 12,000; 61e9 → 61 billion; 33.333 → 33.33; as many digits as carry meaning."""
    for scale, word, _ in SCALES:
        if abs(value) >= scale and _is_short(value / scale):
            return f"{_grouped(value / scale)}{NBSP}{word}"
    return _grouped(value)


def brief(value: float, unit: str = "count") -> str:
    """A number for an axis, as short as it can be: 12,000; 2.5m; $61bn; 40%. Other units stand in the axis's title."""
    text = _grouped(value)
    for scale, _, letter in SCALES:
        if abs(value) >= scale:
            text = f"{_grouped(value / scale)}{letter}"
            break
    if unit in ("percent", "percentage_point"):
        return f"{text}%"
    return CURRENCY_SIGNS.get(unit, "") + text


def _is_short(value: float) -> bool:
    return abs(round(value, 2) - value) < 1e-9 * max(1.0, abs(value))


def _grouped(value: float) -> str:
    size = abs(value)
    if abs(size - round(size)) < 1e-6 * max(1.0, size * 1e-6):
        return f"{round(value):,}"
    if size >= 1:
        return f"{value:,.{1 if size >= 1000 else 2}f}".rstrip("0").rstrip(".")
    return f"{value:.2g}" if size >= 1e-4 else f"{value:.1e}"


def measured(text: str, unit: str, *, one: bool = False) -> str:
    """A worded number with its unit: "61 billion", USD → $61 billion. `one` makes a spelt unit singular."""
    if unit == "count":
        return text
    if unit == "percent":
        return f"{text}%"
    if re.fullmatch("[A-Z]{3}", unit):
        return f"{CURRENCY_SIGNS[unit]}{text}" if unit in CURRENCY_SIGNS else f"{unit}{NBSP}{text}"
    return f"{text}{NBSP}{unit_name(unit, one=one)}"


def unit_name(unit: str, *, one: bool = False) -> str:
    """A unit as a reader writes it: kilometer ** 2 → km²; kilometer / hour → km/h; day → days. A count has none."""
    if unit == "count":
        return ""
    if unit == "percent":
        return "%"
    if unit in WHOLE_UNITS:
        return WHOLE_UNITS[unit]
    if unit in SPELLED_UNITS or (unit not in UNIT_SIGNS and re.fullmatch(r"[a-z_]+", unit)):
        return unit.replace("_", " ") + ("" if one else "s")
    signs = re.sub(r"\w+", lambda found: UNIT_SIGNS.get(found[0], found[0].replace("_", " ")), unit)
    signs = re.sub(r" \*\* (\d)", lambda found: POWERS.get(found[1], f"^{found[1]}"), signs)
    return signs.replace(" / ", "/").replace(" * ", "·")


def figure(interval: Interval, unit: str = "count", *, approximate: bool = False, vague: bool = False) -> str:
    """An interval in words: exact ones as numbers, ranges with a dash, open ends as "more than" and "at least"."""
    low, high = interval.low, interval.high
    about = "roughly " if vague else "about " if approximate else ""
    if low is not None and high is not None:
        return about + _bounded(interval, low, high, unit)
    if low is not None:
        bound = "at least" if interval.closed in ("both", "left") else "more than"
        return f"{bound} {about}{measured(number(low), unit, one=low == 1)}"
    if high is not None:
        fewer = "fewer than" if unit == "count" else "less than"
        bound = "up to" if interval.closed in ("both", "right") else fewer
        return f"{bound} {about}{measured(number(high), unit, one=high == 1)}"
    return "any number"


def _bounded(interval: Interval, low: float, high: float, unit: str) -> str:
    if interval.is_point:
        return measured(number(low), unit, one=low == 1)
    if interval.closed == "both":
        return measured(_range(low, high), unit)
    top = f"up to {measured(number(high), unit)}"
    if interval.closed == "left":
        return f"{measured(number(low), unit)} to under {measured(number(high), unit)}"
    under = top if interval.closed == "right" else f"under {measured(number(high), unit)}"
    return f"more than {measured(number(low), unit)}, {under}"


def _range(low: float, high: float) -> str:
    """11,000–12,000; 60–61 billion: a scale word that both ends share is said once."""
    first, last = number(low), number(high)
    words = [text.partition(NBSP)[2] for text in (first, last)]
    return f"{first.partition(NBSP)[0]}–{last}" if words[0] == words[1] else f"{first}–{last}"


def quantity(stated: Quantity) -> str:
    """A quantity as read, without its kind and modality; one of no numbers is "any"."""
    if stated.interval is None:
        return "any"
    shown = stated.interval
    if stated.worded_share:  # a third, not 33.33%
        shown = Interval(
            low=None if shown.low is None else round(shown.low, 1),
            high=None if shown.high is None else round(shown.high, 1),
            closed=shown.closed,
        )
    return figure(shown, stated.unit, approximate=stated.approximate, vague=stated.vague)


def stated(claim: Claim) -> str:
    """A claim's figure with what it does to the level and how it is meant: "3,000 more", "denies 12,000"."""
    words = quantity(claim.quantity)
    if claim.kind != "level" and claim.quantity.interval is not None:
        count = claim.quantity.unit == "count"
        fewer = "fewer" if count else "less"
        words += f" {'more' if claim.kind == 'increase' else fewer}"
    if claim.modality == "denied":
        return f"denies {words}" if claim.quantity.interval else "denies that there are any"
    return words if claim.modality == "asserted" else f"{words} ({claim.modality})"


def gap(distance: Gap) -> str:
    """How far apart two sides are: "1,900 apart, a factor of 2.7"."""
    words = f"{measured(number(distance.absolute), distance.unit, one=distance.absolute == 1)} apart"
    if distance.ratio is None or distance.ratio < 1.005:
        return words
    places = 2 if distance.ratio < 2 else 1 if distance.ratio < 20 else 0
    return f"{words}, a factor of {_grouped(round(distance.ratio, places))}"


@cache
def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)


def territory(code: str) -> str:
    """An ISO 3166 code as an English name; what is no code stays as it is."""
    return _territories().get(code, code) if re.fullmatch("[A-Z]{2}", code) else code


def territories(codes: Sequence[str]) -> str:
    """Parties or places as a list of names."""
    return listed([territory(code) for code in codes])


def listed(items: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """1 claim; 1,204 claims; no claims."""
    return f"{count or 'no'} {noun}" if count == 1 else f"{count or 'no':{',' if count else ''}} {plural or noun + 's'}"
