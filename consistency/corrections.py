"""Corrections: what a reviewer types of a claim → the fields that change; claims and corrections → claims put right.

A corrected claim is so wherever it takes part: in reports, in checks and in the archive. What is no claim at all is
struck. How it was read first is kept beside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from consistency.decisions.lines import CORRECTABLE, LARGEST, NUMBERS
from consistency.extraction import rewording
from consistency.problems import UserError
from consistency.records import FIELDS, of_row, to_record
from consistency.vocabulary import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from consistency.articles.columns import Columns
    from consistency.model import Claim, Decision
    from consistency.vocabulary import Additions

LONGEST = rewording.LONGEST  # characters of a name
GROUPED = re.compile(r"\d[.,]\d{3}(?!\d)")  # in thousands, or with three digits behind a decimal point
Fields = tuple[tuple[str, object], ...]


def correction(
    claim: Claim, told: Mapping[str, str], first: Claim, speakers: Mapping[str, Claim], additions: Additions = NOTHING
) -> Fields:
    """The fields of a claim that are otherwise than it was read first, by what a reviewer typed; none if it was right.

    claim: as it stands, corrected before perhaps. told: `figure` in words ("more than 3,000"), `source` as the text
    names it, `first` and `last` day as 2024-11-30, `subject`, `place` ("Kursk, Russia"); what is not there stays.
    speakers: a claim of each source that is known, by its name as `plain` has it. Raises UserError with every mistake
    in it, and where nothing changes.
    """
    new: dict[str, object] = {name: value for name, value in to_record(claim).items() if name in CORRECTABLE}
    record = to_record(first)
    mistakes: list[str] = []
    if "figure" in told:
        try:
            new |= _figure(told["figure"], claim)
        except UserError as error:
            mistakes += error.lines
    if "source" in told:
        new |= _source(" ".join(told["source"].split())[:LONGEST], claim, speakers, additions)
    if "first" in told or "last" in told:
        new["as_of"] = _days(told.get("first", ""), told.get("last", ""), mistakes)
    if "subject" in told:
        new["subject"] = rewording.subject(told["subject"], claim.language)
    if "place" in told:
        try:
            new["place"] = [*rewording.place(told["place"], claim.language, additions)]
        except UserError as error:
            mistakes += error.lines
    if mistakes:
        raise UserError("; ".join(mistakes))
    if new == {name: to_record(claim)[name] for name in new}:
        raise UserError("that is how it is read already")
    differing = {name: value for name, value in new.items() if value != record[name]}
    if "source" not in differing:
        differing = {name: value for name, value in differing.items() if name not in ("origins", "parties")}
    if differing.keys() & {"low", "high", "closed"}:
        differing |= {name: new[name] for name in ("low", "high", "closed")}
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in differing.items())


def plain(name: str) -> str:
    """A source's name as it is compared: in lower case, without an article."""
    first, _, rest = name.casefold().partition(" ")
    return rest.lstrip() if rest and first in rewording.articles() else name.casefold()


def _source(name: str, claim: Claim, speakers: Mapping[str, Claim], additions: Additions) -> dict[str, object]:
    known = speakers.get(plain(name)) if name else None
    if known is not None:
        return {"source": name, "origins": [*known.origins], "parties": [*known.parties]}
    origin = rewording.speaker(name, claim, additions)
    return {"source": name or None, "origins": [*origin.names], "parties": [*origin.parties]}


def _figure(words: str, claim: Claim) -> dict[str, object]:
    """The fields of a figure; a bare number is in the claim's unit. Raises UserError where it is none."""
    stated, counted = rewording.figure(words, claim.language)
    interval = stated.interval
    ends = [end for end in (interval.low, interval.high) if end is not None] if interval else []
    if any(abs(end) > LARGEST or (end < 0 and stated.unit == "count") for end in ends):
        raise UserError(f"“{words}” is negative, or too large")
    if claim.quantity.unit == stated.unit == "count" and GROUPED.search(words) and not _is_grouped(ends):
        raise UserError(f"“{words}” may be thousands or a fraction; write it without a mark between thousands")
    unit = claim.quantity.unit if stated.unit == "count" and not counted else stated.unit
    return {
        "low": _plain(interval.low if interval else None), "high": _plain(interval.high if interval else None),
        "closed": interval.closed if interval else "both", "approximate": stated.approximate, "vague": stated.vague,
        "resolution": _plain(stated.resolution), "unit": unit,
    }  # fmt: skip


def _is_grouped(ends: list[float]) -> bool:
    """Whether a figure was read in thousands."""
    return all(end >= 1000 for end in ends)


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _days(first: str, last: str, mistakes: list[str]) -> list[str] | None:
    first, last = first.strip() or last.strip(), last.strip() or first.strip()
    if not first:
        return None
    try:
        FIELDS["as_of"].read([first, last])
    except ValueError:
        mistakes.append(f"“{first}” to “{last}” is no range of dates, the earlier one first, as 2024-11-30")
    return [first, last]


def corrected(columns: Columns, corrections: Mapping[str, Decision]) -> tuple[Columns, tuple[Claim, ...]]:
    """The claims put right, those that are none left out, and those that were misread as they were read first.

    columns: of claims that have been checked (see `consistency.articles.columns`). corrections: by claim id.
    """
    changing = {name for name, one in corrections.items() if one.correction != ()}  # one to () says that it was right
    rows = [row for row, name in enumerate(columns["claim_id"]) if name in changing] if changing else []
    if not rows:
        return columns, ()
    misread = tuple(of_row(_row(columns, row)) for row in rows)
    found = {name: list(values) for name, values in columns.items()}
    struck: set[int] = set()
    for row in rows:
        fields = corrections[found["claim_id"][row]].correction
        if fields is None:
            struck.add(row)
            continue
        _put_right(found, row, dict(fields))
    if struck:
        found = {name: [one for row, one in enumerate(values) if row not in struck] for name, values in found.items()}
    return found, misread


def put_right(claim: Claim, fields: Fields) -> Claim:
    """A claim as it was read first, put right."""
    columns = {name: [value] for name, value in to_record(claim).items()}
    _put_right(columns, 0, dict(fields))
    return of_row(_row(columns, 0))


def _row(columns: Columns, row: int) -> dict[str, Any]:
    return {name: values[row] for name, values in columns.items()}


def _put_right(columns: Columns, row: int, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        columns[name][row] = float(value) if name in NUMBERS and isinstance(value, int) else value
    if "low" in fields:
        columns["worded_share"][row] = False
    columns["corrected"][row] = tuple(fields)
    columns["inferred"][row] = tuple(name for name in columns["inferred"][row] or () if name not in fields)
