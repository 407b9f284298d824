"""Verdicts → how they are named, signed and explained to a reader, in the order in which they matter; and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.decisions.words import NAMES
from consistency.rendering import wording

if TYPE_CHECKING:
    from consistency.model import Decision, Verdict


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


def put_right(decision: Decision) -> str:
    """What a claim was corrected to: "low 3,000; source Pentagon", or that it is none."""
    if decision.correction is None:
        return "no claim at all"
    if not decision.correction:
        return "as it was read first"
    shown = {name: value for name, value in decision.correction if name not in HELD_BACK}
    if shown.get("low") is not None and shown.get("low") == shown.get("high"):
        shown = {"figure": shown.pop("low"), **{name: value for name, value in shown.items() if name != "high"}}
    return "; ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in shown.items())


HELD_BACK = ("closed", "resolution", "origins", "parties")  # what follows from the rest, or only programs ask for


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return " to ".join(map(str, dict.fromkeys(value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return wording.number(value)
    return "none" if value is None else str(value)
