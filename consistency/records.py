"""Records: a Claim ↔ the flat JSON object that `extract` writes and every later run reads back.

Written and read by one table of fields, so that the two cannot drift. Reading is strict: a field that is missing, of
the wrong type or in another form than `extract` writes becomes a problem at its place in the line, and none is guessed.
Whether a name is one of the vocabulary, or a link leads to a claim, is not asked.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from consistency.intervals import Closed, Interval
from consistency.model import KINDS, MODALITIES, Claim, Days, Link, LinkKind, Quantity
from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

EXACT = 2**53  # up to here every whole number is a float of its own
CLOSED: tuple[str, ...] = get_args(Closed)
LINK_KINDS: tuple[str, ...] = get_args(LinkKind)

# A unit is handed to Pint, which reckons out what it is given: "9**9**9" would keep it busy for good.
_NAME = r"[A-Za-z]+(?:_[A-Za-z]+)*(?: \*\* -?[0-9])?"
UNIT = re.compile(rf"{_NAME}(?: [*/] {_NAME}){{0,3}}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"[0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
CURRENCY = re.compile(r"[A-Z]{3}")
NAMES = re.compile(r"[A-Za-z_]+")
COUNTRY = re.compile(r"[A-Z]{2}")
SKETCH = re.compile(r"(?:[0-9a-f]{2})*")
SURROGATE = re.compile("[\ud800-\udfff]")
YEARS = range(1000, 3000)  # of which figures are; far beyond, a calendar ends

Record = dict[str, Any]


class _FieldError(ValueError):
    """One field does not hold what it must; the message says what it must hold."""


def to_record(claim: Claim) -> Record:
    """The JSON object of a claim, its keys in the order of the interface. Whole numbers are written as integers."""
    interval = claim.quantity.interval
    record: Record = {name: getattr(claim, name) for name in ("claim_id", "document", *ARTICLE_FIELDS)}
    record |= {"in_title": claim.in_title, "start": claim.start, "end": claim.end, "text": claim.text}
    record |= {"quote": claim.quote, "quote_start": claim.quote_start, "line": claim.line, "column": claim.column}
    record |= {
        "low": _number(interval.low if interval else None),
        "high": _number(interval.high if interval else None),
        "closed": interval.closed if interval else "both",
        "approximate": claim.quantity.approximate,
        "vague": claim.quantity.vague,
        "worded_share": claim.quantity.worded_share,
        "resolution": _number(claim.quantity.resolution),
        "unit": claim.quantity.unit,
    }
    record |= {"subject": claim.subject, "of": claim.of, "place": list(claim.place)}
    record |= {"predicate": claim.predicate, "event": claim.event, "kind": claim.kind, "modality": claim.modality}
    record |= {"source": claim.source, "origins": list(claim.origins), "parties": list(claim.parties), "via": claim.via}
    record |= {"as_of": _days(claim.as_of), "said_on": _days(claim.said_on)}
    record |= {"links": [{"to": link.to, "as": link.kind} for link in claim.links], "sketch": claim.sketch}
    return record | {"inferred": list(claim.inferred), "corrected": list(claim.corrected)}


def from_record(
    record: Mapping[str, Any], path: str, line: int = 1, *, written: str = ""
) -> Claim | tuple[Problem, ...]:
    """The claim in a JSON object, or every mistake in it.

    path, line: where the object stands, for problems. written: the line as written, by which a mistake's column is
    found. Keys that are not known are passed over: later versions may add some.
    """
    values: Record = {}
    problems: list[Problem] = []

    def mistake(key: str, message: str) -> None:
        column = max(written.find(f'"{key}"'), 0) + 1
        problems.append(Problem(path=path, line=line, column=column, message=f"claim: {message}"))

    for name, field in FIELDS.items():
        if name not in record:
            if field.required:
                mistake(name, f"{name!r} is missing")
            values[name] = field.default
            continue
        try:
            values[name] = field.read(record[name])
        except _FieldError as error:
            mistake(name, f"{name!r} must be {error}")
    if not problems:
        try:
            return _claim(values)
        except _FieldError as error:
            mistake("low" if "low" in str(error) else "text", str(error))
    return tuple(problems)


def of_row(row: Mapping[str, Any]) -> Claim:
    """The claim in a row of a table of claims that has been checked (see `consistency.articles.columns`)."""
    low, high = (None if row[name] is None or math.isnan(row[name]) else row[name] for name in ("low", "high"))
    step = row["resolution"]
    return Claim(
        **{name: row[name] for name in PLAIN_FIELDS},
        quote_start=row.get("quote_start", row["start"] - max(row["quote"].find(row["text"]), 0)),
        line=row.get("line", 1), column=row.get("column", 1),
        quantity=Quantity(
            interval=None if low is None and high is None else Interval(low=low, high=high, closed=row["closed"]),
            unit=row["unit"], approximate=row["approximate"], vague=row["vague"],
            resolution=None if step is None or math.isnan(step) else step, worded_share=row.get("worded_share", False),
        ),
        place=tuple(row["place"]), origins=tuple(row["origins"]), parties=tuple(row["parties"]),
        as_of=_days_of(row["as_of"]), said_on=_days_of(row["said_on"]),
        links=tuple(Link(to=link["to"], kind=link["as"]) for link in row["links"]),
        inferred=tuple(row.get("inferred") or ()), corrected=tuple(row.get("corrected") or ()),
    )  # fmt: skip


def _days_of(written: Sequence[str] | None) -> Days | None:
    return None if written is None else (_day(written[0]), _day(written[1]))


def _claim(values: Record) -> Claim:
    """The claim of fields that are each right; raises where they do not fit together."""
    if values["quote_start"] is None:
        values["quote_start"] = values["start"] - max(values["quote"].find(values["text"]), 0)
    within = values["start"] - values["quote_start"]
    if values["end"] - values["start"] != len(values["text"]):
        raise _FieldError("'start' and 'end' do not enclose 'text'")
    if within < 0 or values["quote"][within : within + len(values["text"])] != values["text"]:
        raise _FieldError("'text' does not stand in 'quote'")
    quantity = Quantity(interval=_interval(values), **{name: values.pop(name) for name in QUANTITY_FIELDS})
    for name in ("low", "high", "closed"):
        del values[name]
    return Claim(quantity=quantity, **values)


def _interval(values: Record) -> Interval | None:
    if values["low"] is None and values["high"] is None:
        if values["modality"] != "denied":
            raise _FieldError("'low' and 'high' are both null, which only a denied existence may have")
        return None
    try:
        return Interval(low=values["low"], high=values["high"], closed=values["closed"])
    except ValueError as error:
        raise _FieldError(str(error)) from None


def _number(value: float | None) -> int | float | None:
    """A number as JSON shows it best: 12000, not 12000.0."""
    return int(value) if value is not None and abs(value) <= EXACT and value == int(value) else value


def _days(days: Days | None) -> list[str] | None:
    return [day.isoformat() for day in days] if days else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _FieldError("a string")
    if SURROGATE.search(value):
        raise _FieldError("a string of whole characters, without half of a surrogate pair")
    return value


def _name(value: object) -> str:
    if not _text(value).strip():
        raise _FieldError("a string that is not empty")
    return _text(value)


def _form(pattern: re.Pattern[str], expected: str) -> Callable[[object], str]:
    """A reader of strings that are wholly of one form."""

    def read(value: object) -> str:
        if not pattern.fullmatch(_text(value)):
            raise _FieldError(expected)
        return _text(value)

    return read


def _unit(value: object) -> str:
    """A unit that can be measured in: count, a share, a currency, or what Pint knows."""
    text = _text(value)
    if not UNIT.fullmatch(text):
        raise _FieldError("names joined by ' * ' and ' / ', each perhaps with a power, as 'kilometer ** 2'")
    if not _is_known(text):
        raise _FieldError("a unit that is known, as count, percent, EUR or 'kilometer ** 2'")
    return text


@cache
def _is_known(unit: str) -> bool:
    if unit in ("count", "percent", "percentage_point"):
        return True
    if CURRENCY.fullmatch(unit):
        from babel.core import get_global  # CLDR takes a moment to load, which counts need not spend

        return unit in get_global("all_currencies")
    import pint  # takes a tenth of a second

    names = [name for name in NAMES.findall(unit) if name not in ("count", "percent", "permille")]
    return all(name in pint.application_registry or CURRENCY.fullmatch(name) for name in names)


def _whole(least: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= EXACT:
            raise _FieldError(f"a whole number, not below {least}")
        return value

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _FieldError("true or false")
    return value


def _figure(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < math.inf:
        raise _FieldError("a number or null")
    try:
        return value if abs(value) <= EXACT else float(value)
    except OverflowError:
        raise _FieldError("a number that is not beyond reckoning") from None


def _step(value: object) -> float:
    if (step := _figure(value)) <= 0:
        raise _FieldError("a number above 0, or null")
    return step


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _FieldError("a list of strings")
    try:
        return tuple(_name(item) for item in value)
    except _FieldError:
        raise _FieldError("a list of strings, none of them empty") from None


def _published(value: object) -> str:
    """A publication date as precise as it is known: 2025, 2025-03, 2024-11-30, 2024-11-30T10:12."""
    day, at, time = _text(value).partition("T")
    try:
        _day({4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day))
        if at and not (DAY.fullmatch(day) and TIME.fullmatch(time)):
            raise ValueError
    except ValueError:
        raise _FieldError("null or a date, as 2024-11-30T10:12, 2024-11-30, 2024-11 or 2024") from None
    return _text(value)


def _day(written: str) -> date:
    """The day written as 2024-11-30; raises ValueError where it is none that a figure may be of."""
    day = date.fromisoformat(written) if DAY.fullmatch(written) else None
    if day is None or day.year not in YEARS:
        raise ValueError
    return day


def _first_and_last(value: object) -> Days:
    try:
        first, last = (_day(day) for day in _names(value))
    except ValueError:
        raise _FieldError('null or two dates, as ["2024-11-30", "2024-11-30"]') from None
    if first > last:
        raise _FieldError("two dates, the earlier one first")
    return first, last


def _links(value: object) -> tuple[Link, ...]:
    expected = _FieldError(f'a list of {{"to": claim_id, "as": one of {", ".join(LINK_KINDS)}}}')
    if not isinstance(value, list):
        raise expected
    links = []
    for item in value:
        if not isinstance(item, dict) or item.get("as") not in LINK_KINDS:
            raise expected
        try:
            links.append(Link(to=_name(item.get("to")), kind=item["as"]))
        except _FieldError:
            raise expected from None
    return tuple(links)


def _one_of(words: tuple[str, ...]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in words:
            raise _FieldError(f"one of {', '.join(words)}")
        return str(value)

    return read


def _or_none(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


@dataclass(frozen=True, slots=True)
class _Field:
    """How a key's value is read; a key that the interface does not list need not be there and has a default."""

    read: Callable[[object], Any]
    required: bool = True
    default: object = None


ARTICLE_FIELDS = ("title", "outlet", "language", "published")
PLAIN_FIELDS = (
    "claim_id", "document", *ARTICLE_FIELDS, "in_title", "start", "end", "text", "quote", "subject", "of", "predicate",
    "event", "kind", "modality", "source", "via", "sketch",
)  # fmt: skip
QUANTITY_FIELDS = ("unit", "approximate", "vague", "resolution", "worded_share")
FIELDS: dict[str, _Field] = {
    "claim_id": _Field(_name),
    "document": _Field(_name),
    "title": _Field(_or_none(_name)),
    "outlet": _Field(_or_none(_name)),
    "language": _Field(_or_none(_name)),
    "published": _Field(_or_none(_published)),
    "in_title": _Field(_flag),
    "start": _Field(_whole(0)),
    "end": _Field(_whole(0)),
    "text": _Field(_name),
    "quote": _Field(_text),
    "quote_start": _Field(_whole(0), required=False),
    "line": _Field(_whole(1), required=False, default=1),
    "column": _Field(_whole(1), required=False, default=1),
    "low": _Field(_or_none(_figure)),
    "high": _Field(_or_none(_figure)),
    "closed": _Field(_one_of(CLOSED)),
    "approximate": _Field(_flag),
    "vague": _Field(_flag),
    "worded_share": _Field(_flag, required=False, default=False),
    "resolution": _Field(_or_none(_step)),
    "unit": _Field(_unit),
    "subject": _Field(_or_none(_name)),
    "of": _Field(_or_none(_form(COUNTRY, "null or a country of two letters, as RU"))),
    "place": _Field(_names),
    "predicate": _Field(_or_none(_name)),
    "event": _Field(_or_none(_name)),
    "kind": _Field(_one_of(KINDS)),
    "modality": _Field(_one_of(MODALITIES)),
    "source": _Field(_or_none(_name)),
    "origins": _Field(_names),
    "parties": _Field(_names),
    "via": _Field(_or_none(_name)),
    "as_of": _Field(_or_none(_first_and_last)),
    "said_on": _Field(_or_none(_first_and_last)),
    "links": _Field(_links),
    "sketch": _Field(_form(SKETCH, "pairs of hex digits")),
    "inferred": _Field(_names, required=False, default=()),
    "corrected": _Field(_names, required=False, default=()),
}
