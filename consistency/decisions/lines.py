"""A decision ↔ its line in a store; of a line that is none, the column and the words of what is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from consistency.decisions.words import TARGETS
from consistency.intervals import Interval
from consistency.model import Decision
from consistency.records import DAY, FIELDS, SURROGATE

TEXTS = ("target", "id", "decision", "why", "note", "by", "at", "rule", "topic", "act")
CORRECTABLE = (
    "low", "high", "closed", "approximate", "vague", "resolution", "unit", "subject", "of", "place", "kind", "modality",
    "source", "origins", "parties", "as_of",
)  # fmt: skip
FIGURE = ("low", "high", "closed")
NUMBERS = ("low", "high", "resolution")
LARGEST = 1e15  # of the numbers in a correction
NAME = re.compile(r"[0-9a-f]{16}")
MOMENT = re.compile(DAY.pattern + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def written(decision: Decision) -> str:
    """A decision as its line."""
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(decision).items() if value is not None and name != "correction"
    }  # fmt: skip
    if decision.correction is not None:
        told["correction"] = dict(decision.correction)
    return json.dumps(told, ensure_ascii=False) + "\n"


def read(line: str) -> Decision | tuple[int, str]:
    """The decision in a line, or the column and the words of what is wrong with it."""
    if line.startswith(MARKERS):
        return 1, "a merge was not finished here: keep the records of both sides, and take the lines of git out"
    try:
        given: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return error.colno, f"no JSON: {error.msg.lower()}"
    except RecursionError:
        return 1, "no JSON: nested too deeply"
    except ValueError:
        return 1, "no JSON: a number beyond reckoning"
    if not isinstance(given, dict):
        return 1, "an object is expected in each line"
    for name, expected, fits in CHECKS:
        if not fits(given.get(name)):
            column = max(line.find(f'"{name}"'), 0) + 1
            return column, f"{name!r} must be {expected}" if name in given else f"{name!r} is missing"
    wrong = _wrong(given.get("correction"))
    if wrong is not None:
        return max(line.find(f'"{wrong[0]}"', line.find('"correction"')), 0) + 1, wrong[1]
    if given["target"] != "claim" and not NAME.fullmatch(given["id"]):
        return max(line.find('"id"'), 0) + 1, "'id' must be sixteen hex digits"
    told: dict[str, Any] = {name: given.get(name) for name in TEXTS}
    when, until = (date.fromisoformat(given[name]) if given.get(name) else None for name in ("when", "until"))
    return Decision(**told, when=when, until=until, correction=_correction(given.get("correction")))


def _correction(given: dict[str, Any] | None) -> tuple[tuple[str, object], ...] | None:
    if given is None:
        return None
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return tuple((name, listed[name]) for name in CORRECTABLE if name in listed)


def _is_day(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(MOMENT.fullmatch(value)) and _is_day(value[:10]))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not SURROGATE.search(value)


def _is_text_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and not SURROGATE.search(value))


def _wrong(correction: Any) -> tuple[str, str] | None:
    """The field of a correction that does not hold what it must, and what is to be said of it."""
    for name, value in (correction or {}).items():
        if name not in CORRECTABLE:
            return name, f"{name!r} is no field that a claim is corrected in"
        try:
            FIELDS[name].read(value)
        except ValueError as error:
            return name, f"{name!r} must be {error}"
        if name in NUMBERS and value is not None and abs(value) > LARGEST:
            return name, f"{name!r} is beyond reckoning"
    ends = [name for name in FIGURE if name in (correction or {})]
    if not ends:
        return None
    if len(ends) < len(FIGURE):
        return ends[0], f"a figure needs {', '.join(map(repr, FIGURE))}"
    try:
        Interval(low=correction["low"], high=correction["high"], closed=correction["closed"])
    except ValueError as error:
        return ends[0], str(error)
    unbounded = correction["low"] is None and correction["high"] is None
    return (ends[0], "'low' and 'high' are both null") if unbounded else None


# What a record must hold; keys that are not known are passed over, as later versions may add some.
CHECKS = (
    ("target", f"one of {', '.join(TARGETS)}", lambda value: value in TARGETS),
    ("id", "sixteen hex digits", _is_text),
    ("decision", "a word", _is_text),
    ("why", "a reason", _is_text),
    ("note", "a text or null", _is_text_or_none),
    ("by", "a name or null", _is_text_or_none),
    ("when", "a day, as 2025-01-31, or null", _is_day),
    ("at", "a moment, as 2025-01-31T09:30:00.123Z, or null", _is_moment),
    ("until", "a day, as 2025-01-31, or null", _is_day),
    ("rule", "a name or null", _is_text_or_none),
    ("topic", "a name or null", _is_text_or_none),
    ("act", "sixteen hex digits", lambda value: value is None or (_is_text(value) and NAME.fullmatch(value))),
    ("correction", "an object, or null", lambda value: value is None or isinstance(value, dict)),
)
