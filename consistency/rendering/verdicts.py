"""Verdicts → how they are named, signed and explained to a reader, in the order in which they matter; and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from consistency.decisions.words import ACCEPTED, NAMES
from consistency.intervals import Interval
from consistency.rendering import dates, wording

if TYPE_CHECKING:
    from consistency.decisions import Opinion
    from consistency.model import Decision, Finding, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one verdict is told. sign: one character, so that it never rests on colour. meaning: a sentence or two."""

    name: str
    plural: str
    sign: str
    meaning: str


TELLINGS: dict[Verdict, Telling] = {
    "contradiction": Telling(
        name="Contradiction",
        plural="Contradictions",
        sign="≠",
        meaning="The figures speak of the same thing at the same time, no value satisfies both sides, and nothing "
        "stated in the articles explains the difference. It does not mean that either side lied: one may be out "
        "of date, count something slightly different, or have been misread.",
    ),
    "denial": Telling(
        name="Denial",
        plural="Denials",
        sign="✕",
        meaning="One side denies what the other asserts or estimates. It does not mean that the denial is true, "
        "nor that it is false.",
    ),
    "explained": Telling(
        name="Explained difference",
        plural="Explained differences",
        sign="+",
        meaning="The figures would differ, but increases or decreases stated between their dates account for it. It "
        "does not mean that this is what happened, only that the articles are consistent with it.",
    ),
    "change": Telling(
        name="Change",
        plural="Changes",
        sign="→",
        meaning="The figures differ because time passed or a party updated its own figure. It does not mean that "
        "the earlier figure was wrong.",
    ),
    "not_borne_out": Telling(
        name="Not borne out",
        plural="Not borne out",
        sign="∅",
        meaning="A projection or plan was held against a later figure, once its date had come, and they do not meet.",
    ),
    "borne_out": Telling(
        name="Borne out",
        plural="Borne out",
        sign="✓",
        meaning="A projection or plan was held against a later figure, once its date had come, and they meet.",
    ),
    "agreement": Telling(
        name="Agreement",
        plural="Agreements",
        sign="=",
        meaning="The figures can all be true at the same time, and at least two independent parties say so. However "
        "many outlets carry one party's figure, it counts once. It does not mean that the figure is right.",
    ),
}

CREED = "It detects; it never decides who is right."

WHYS = {
    "projection": "A projection: it is held against a later figure once its day has come",
    "plan": "A plan: it is held against a later figure once its day has come",
    "no subject": "The text does not say of what it is a figure",
    "ambiguous": "It may speak of more than one topic",
}  # why a claim was not compared, for a reader; any other reason is told as it stands


def decided(decision: Decision) -> str:
    """Who decided what, and why: "Anna: both fine (outdated; as of Monday)"."""
    name = NAMES.get(decision.decision, decision.decision)
    beside = [words for words in (decision.why, decision.note) if words and words != name]
    why = f" ({'; '.join(beside)})" if beside else ""
    until = f", until {decision.until}" if decision.until else ""
    return f"{decision.by or 'a reviewer'}: {name}{why}{until}"


def settled(decision: Decision) -> str:
    """Who settled a pair and why, where it is said already that it is accepted: "Anna: both count alike (until …)"."""
    if decision.decision != ACCEPTED:
        return decided(decision)
    beside = "; ".join(words for words in (decision.why, decision.note) if words)
    until = f" (until {decision.until})" if decision.until else ""
    return ": ".join(words for words in (decision.by or "a reviewer", beside) if words) + until


def spoken(opinion: Opinion, finding: Finding) -> str:
    """A reviewer's decision on a finding, and on how much of it: "… (of 1 of its 2 conflicts)"."""
    some = 0 < len(opinion.pairs) < len(finding.pairs)
    part = f" (on {len(opinion.pairs)} of its {len(finding.pairs)} conflicts)" if some else ""
    return decided(opinion.decision) + part


def reworded(decision: Decision) -> str:
    """What a claim was corrected to: "more than 3,000; source Pentagon", or that it is none, or was right."""
    if decision.correction is None:
        return "no claim at all"
    fields: dict[str, Any] = dict(decision.correction)
    told = []
    if "low" in fields:
        interval = Interval(low=fields["low"], high=fields["high"], closed=fields["closed"])
        about = {name: bool(fields.get(name)) for name in ("approximate", "vague")}
        told.append(wording.figure(interval, fields.get("unit", "count"), **about))
    elif fields.get("approximate") is not None:
        told.append("about that many" if fields["approximate"] else "exactly that many")
    if "unit" in fields and "low" not in fields:
        told.append(f"in {wording.unit_name(fields['unit']) or 'number'}")
    if "as_of" in fields:
        days = [date.fromisoformat(day) for day in fields["as_of"] or ()]
        told.append(f"as of {dates.span((days[0], days[1]))}" if days else "as of no day that is told")
    told += [
        f"{name} {_value(fields[name])}"
        for name in ("source", "subject", "of", "place", "kind", "modality") if name in fields
    ]  # fmt: skip
    return "; ".join(told) or "read right at first"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value).replace("_", " ")
