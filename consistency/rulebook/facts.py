"""The `facts` of a rule → claims, which take part like those of an article.

A fact is of what its rule is about, unless it says otherwise; a fact that the rule would not select is a
mistake. Its document is the rule's file name, its quote the words that it cites.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from consistency.intervals import Interval
from consistency.model import Claim, Quantity
from consistency.rulebook.units import measures
from consistency.rulebook.values import countries
from consistency.vocabulary import speakers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from consistency.rulebook.shapes import Filled
    from consistency.rulebook.sheet import Sheet

T = TypeVar("T")

INHERITED = ("subject", "of", "predicate")


def claims(facts: tuple[Filled | None, ...], about: Filled | None, sheet: Sheet) -> tuple[Claim, ...]:
    """A claim for each fact without a mistake."""
    read = [_claim(fact, about, sheet) for fact in facts if fact is not None]
    return tuple(claim for claim in read if claim is not None)


def _claim(fact: Filled, about: Filled | None, sheet: Sheet) -> Claim | None:
    before = len(sheet.problems)
    interval = _interval(fact, sheet)
    days = _days(fact, sheet)
    thing = {name: _inherited(fact, about, name, sheet) for name in INHERITED}
    place = _place(fact, about, sheet)
    unit = _unit(fact, about, sheet)
    cite, source = fact.get("cite"), fact.get("source")
    if len(sheet.problems) > before or interval is None or days is None or not cite or not source:
        return None
    mark = fact.node.start_mark
    origin, party = voice(source)
    return Claim(
        claim_id=_claim_id(sheet.path, interval, source, cite, days),
        document=PurePath(sheet.path).name,
        published=days[1].isoformat(),
        start=0, end=len(cite), text=cite, quote=cite, quote_start=0,
        line=mark.line + 1, column=mark.column + 1,
        quantity=Quantity(interval=interval, unit=unit, approximate=fact.get("approximate", False)),
        **thing, place=place, source=source, origins=(origin,), parties=(party,), as_of=days,
    )  # fmt: skip


def _interval(fact: Filled, sheet: Sheet) -> Interval | None:
    """The figure, where its ends can be read and bound anything."""
    given = [name for name in ("low", "high") if name in fact.keys]
    low, high = fact.values.get("low"), fact.values.get("high")
    if any(fact.values[name] is None and fact.nodes[name].value != "null" for name in given):
        return None
    if low is None and high is None:
        sheet.start(fact.node, "a fact needs 'low', 'high' or both")
        return None
    closed = fact.get("closed", "both")
    if low is not None and high is not None and (low > high or (low == high and closed != "both")):
        sheet.problem(fact.nodes["low"], _empty(fact, low > high))
        return None
    return Interval(low=low, high=high, closed=closed)


def _empty(fact: Filled, crossed: bool) -> str:
    low, high = fact.nodes["low"].value, fact.nodes["high"].value
    return (
        f"the lower end, {low}, is above the higher, {high}" if crossed else f"a single number, {low}, has no open end"
    )


def _unit(fact: Filled, about: Filled | None, sheet: Sheet) -> str:
    """The fact's unit, which has to measure what the rule compares."""
    named: str = fact.get("unit", "count")
    wanted = about.get("dimension") if about else None
    if wanted and not measures(named, wanted):
        message = f"the rule is about {wanted}, so that a fact in '{named}' is never compared"
        sheet.problem(fact.nodes.get("unit", fact.node), message)
    return named


def _days(fact: Filled, sheet: Sheet) -> tuple[date, date] | None:
    days: list[date] = [day for day in fact.get("as_of", ()) if day is not None]
    if not days:
        return None
    first, last = days[0], days[-1]
    if len(days) > 2:
        sheet.problem(fact.nodes["as_of"], "a day, or the first and the last of several days, is expected here")
        return None
    if first > last:
        sheet.problem(fact.nodes["as_of"], f"the first day, {first}, comes after the last, {last}")
        return None
    return first, last


def _inherited(fact: Filled, about: Filled | None, name: str, sheet: Sheet) -> Any:
    """What the fact says of itself, else what the rule is about, if that is one thing."""
    wanted: tuple[str, ...] = about.get(name, ()) if about else ()
    if name in fact.keys:
        value = fact.get(name)
        if value is not None and wanted and value not in wanted:
            sheet.problem(fact.nodes[name], f"the rule is not about '{value}', so that this fact is never compared")
        return value
    if len(wanted) > 1 and name == "subject":
        sheet.start(fact.node, f"a fact needs 'subject': the rule is about {', '.join(wanted)}")
    if name == "subject" and not wanted:
        sheet.start(fact.node, "a fact needs 'subject': the rule is about any")
    return wanted[0] if len(wanted) == 1 else None


def _place(fact: Filled, about: Filled | None, sheet: Sheet) -> tuple[str, ...]:
    wanted: tuple[str, ...] = about.get("place", ()) if about else ()
    place: tuple[str, ...] = fact.get("place", wanted)
    if None not in place and place[: len(wanted)] != wanted:
        message = f"the rule is about {' / '.join(wanted)}, so that a fact of another place is never compared"
        sheet.problem(fact.nodes["place"], message)
    return place


def voice(source: str) -> tuple[str, str]:
    """Who stands behind a source, in its one spelling, and the party that it answers to.

    A known speaker named anywhere in it; else the country that it names answers for it; else it for itself.
    """
    speaker = _longest_named(source, speakers())
    if speaker is not None:
        return speaker.name, speaker.party or speaker.name
    country = _longest_named(source, {name: code for code, name in countries().items()})
    return source, country or source


def _longest_named(source: str, known: Mapping[str, T]) -> T | None:
    """What the longest of the known names that stand in `source` as whole words stands for."""
    named = [name for name in known if name in source and re.search(rf"\b{re.escape(name)}\b", source)]
    return known[max(named, key=lambda name: (len(name), name))] if named else None


def _claim_id(path: str, interval: Interval, source: str, cite: str, days: tuple[date, date]) -> str:
    """Stable while the fact says the same, wherever the file lies and however its facts are ordered."""
    said = "\n".join((PurePath(path).stem, str(interval), source, cite, str(days[0]), str(days[1])))
    return blake2b(said.encode(), digest_size=8).hexdigest()
