"""The words of a rule file → the values that they stand for: days, shares, numbers, dates, countries, units.

Every function takes the text of one scalar, as written, and gives its value or raises `UnreadableError` with a
message that says what is expected. Nothing is guessed: `010` is neither ten nor eight, `12:30` no number.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from consistency.rulebook import words
from consistency.rulebook.spelling import did_you_mean, misspelt, nearest
from consistency.vocabulary import path_to

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
DURATION = r"(?P<number>0|[1-9]\d{0,4}) *(?P<unit>[^\W\d]+)"
PERCENTAGE = r"(?P<number>(0|[1-9]\d{0,2})(\.\d+)?) *%"
NUMBER = r"-?(0|[1-9]\d*)(\.\d+)?"
MOMENT = r"(?P<day>\d{4}(-\d{2}(-\d{2})?)?)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})?)?"
COUNTRY = r"[A-Z]{2}"
NO_COUNTRIES = {"QO", "XA", "XB", "ZZ", "EZ"}  # CLDR codes that name no country, union or territory


class UnreadableError(Exception):
    """A scalar that does not stand for what is expected. hint: what was probably meant, or None."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def text(value: str) -> str:
    """Any words, on one line."""
    return " ".join(value.split())


def one_of(what: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    """A reader that takes one of `choices`; `what` names them in the message."""

    def read(value: str) -> str:
        if value not in choices:
            raise UnreadableError(
                f"unknown {what} '{value}'; one of: {', '.join(choices)}", did_you_mean(value, choices)
            )
        return value

    return read


def flag(value: str) -> bool:
    """`true` or `false`, and no other word for them."""
    meant = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
    if value not in ("true", "false"):
        near = meant.get(value.casefold()) or nearest(value, ("true", "false"))
        raise UnreadableError(f"'{value}' is neither true nor false", f"did you mean '{near}'?" if near else None)
    return value == "true"


def days(value: str) -> int:
    """A duration in days: "60 days", "2 weeks", "1 month" (30 days), "1 year" (365)."""
    match = re.fullmatch(DURATION, value)
    if not match:
        zeros = re.fullmatch(r"0+(\d{1,5} *[^\W\d]+)", value)
        meant = f"{value} days" if value.isdecimal() else zeros[1] if zeros else None
        hint = f"did you mean '{meant}'?" if meant else None
        raise UnreadableError(f"'{value}' is no duration; a number and a unit are expected, such as '60 days'", hint)
    unit = match["unit"]
    if unit.removesuffix("s") not in DAYS_IN:
        names = [f"{name}s" for name in DAYS_IN]
        raise UnreadableError(
            f"unknown unit '{unit}' in '{value}'; one of: {', '.join(names)}", did_you_mean(unit, names)
        )
    return int(match["number"]) * DAYS_IN[unit.removesuffix("s")]


def share(value: str) -> float:
    """A percentage from 0% to 100% as a share: "10%" is 0.1."""
    match = re.fullmatch(PERCENTAGE, value)
    if not match:
        raise UnreadableError(f"'{value}' is no percentage; such as '10%' is expected", _percentage_meant(value))
    percent = float(match["number"])
    if percent > 100:
        raise UnreadableError(f"'{value}' is above 100%")
    return percent / 100


def _percentage_meant(value: str) -> str | None:
    zeros = re.fullmatch(r"0+(\d.*%)", value)
    if zeros or not re.fullmatch(NUMBER, value):
        return f"did you mean '{zeros[1]}'?" if zeros else None
    amount = float(value)
    percent = amount * 100 if 0 < amount < 1 else amount
    return f"did you mean '{percent:.6g}%'?"


def number(value: str) -> float:
    """A plain number: digits, and a full stop before decimals."""
    if re.fullmatch(NUMBER, value):
        return float(value)
    bare = re.sub(r"[,_ \u00a0\u202f]", "", value)
    if re.fullmatch(r"-?0\d+", value):
        raise UnreadableError(
            f"'{value}' begins with a zero, which YAML may read as octal", f"did you mean '{int(value)}'?"
        )
    if re.fullmatch(NUMBER, bare) and bare != value:
        raise UnreadableError(f"'{value}' has separators; digits alone are expected", f"did you mean '{bare}'?")
    raise UnreadableError(f"'{value}' is no number; digits alone are expected, such as 11000")


def end(value: str) -> float | None:
    """An end of a figure: a number, or `null` for unbounded."""
    return None if value == "null" else number(value)


def day(value: str) -> date:
    """A calendar day, 2024-11-30."""
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value)
    if month:
        last = monthrange(int(month[1]), int(month[2]))[1]
        raise UnreadableError(f"'{value}' is a month; a day is expected", f"did you mean [{value}-01, {value}-{last}]?")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise UnreadableError(f"'{value}' is no date; such as 2024-11-30 is expected")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UnreadableError(f"'{value}' is not in the calendar") from error


def moment(value: str) -> str:
    """When an article appeared, as precise as known: 2025-03, 2024-11-30, 2024-11-30T10:12."""
    match = re.fullmatch(MOMENT, value)
    if not match:
        apart = re.fullmatch(MOMENT, value.replace(" ", "T", 1))
        hint = f"did you mean '{value.replace(' ', 'T', 1)}'?" if apart else None
        raise UnreadableError(
            f"'{value}' is no date; such as 2025-03, 2024-11-30 or 2024-11-30T10:12 is expected", hint
        )
    try:
        date.fromisoformat((match["day"] + "-01-01")[:10])
    except ValueError as error:
        raise UnreadableError(f"'{value}' is not in the calendar") from error
    return value


@cache
def countries() -> dict[str, str]:
    """ISO 3166 alpha-2 codes (and those of the unions) with their English names, from CLDR."""
    from babel import Locale  # loading CLDR takes time, which rules that name no country need not spend

    names: dict[str, str] = dict(Locale("en").territories)
    return {code: name for code, name in names.items() if re.fullmatch(COUNTRY, code) and code not in NO_COUNTRIES}


def country(value: str) -> str:
    """An ISO 3166 alpha-2 code, in capitals."""
    if value in countries():
        return value
    meant = _country_meant(value)
    path = path_to(value)
    if len(path) > 1:
        hint: str | None = f"did you mean [{', '.join(path)}]?"
    else:
        hint = f"did you mean '{meant}' ({countries()[meant]})?" if meant else None
    raise UnreadableError(f"'{value}' is no ISO 3166 country code; two capitals are expected, such as KP", hint)


def _country_meant(value: str) -> str | None:
    """The code for a code in small letters, of three letters or out of use, or for an English name."""
    from babel.core import get_global

    code = value.upper()
    if code in countries():
        return code
    followed_by = get_global("territory_aliases").get(code, [""])[0]
    if followed_by in countries():
        return str(followed_by)
    named = {name.casefold(): code for code, name in countries().items()} | words.countries_named()
    near = nearest(value, named) if len(value) > 3 else None
    return named[near] if near else None


def subject(value: str) -> str:
    """A counted thing: a word of the vocabulary, or any other noun that does not look like one misspelt."""
    if value in words.described_subjects() or words.is_read("subjects", value):
        return value
    meant = misspelt(value, sorted(words.subjects()))
    if meant:
        raise UnreadableError(f"unknown subject '{value}'", f"did you mean '{meant}'?")
    if not re.fullmatch(r"[a-z][a-z0-9_ -]*", value):
        raise UnreadableError(
            f"'{value}' is no subject; an English noun in the singular, in small letters, is expected"
        )
    return value


def concept(value: str) -> str:
    """The name of a concept that a vocabulary of the user's gives words to: one of ours, or a new one."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise UnreadableError(f"'{value}' is no name of a concept; small letters, digits and _ are expected")
    return value


def participle(value: str) -> str:
    """What is said of the subject: an English participle such as `deployed` or `laid_off`."""
    if words.is_read("predicates", value):
        return value
    meant = misspelt(value, sorted(words.predicates()))
    if meant:
        raise UnreadableError(f"unknown predicate '{value}'", f"did you mean '{meant}'?")
    if not re.fullmatch(r"[a-z][a-z_]*", value):
        expected = "an English participle is expected, such as deployed or laid_off"
        raise UnreadableError(f"'{value}' is no predicate; {expected}")
    return value


def event(value: str) -> str:
    """A happening: concept/place/first day, as precise as known, from the left."""
    parts = value.split("/")
    if not all(part.strip() for part in parts) or len(parts) > 3:
        raise UnreadableError(f"'{value}' is no event; concept/place/day is expected, such as earthquake/TR/2023-02-06")
    meant = misspelt(parts[0], words.happenings())
    if meant:
        raise UnreadableError(f"unknown happening '{parts[0]}'", f"did you mean '{'/'.join((meant, *parts[1:]))}'?")
    for where in parts[1:2]:
        if re.fullmatch(COUNTRY, where) or (path_to(where) == (where,) and _country_meant(where)):
            country(where)
    if len(parts) == 3:
        try:
            moment(parts[2])
        except UnreadableError as error:
            raise UnreadableError(f"the day of the event '{value}' is not in the calendar") from error
    return value


def place_name(value: str) -> str:
    """A country code, or the English name of a smaller place."""
    return text(value)
