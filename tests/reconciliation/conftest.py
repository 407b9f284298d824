"""Builders: a figure in shorthand and what matters of it → a whole Claim, a Rule, and a report that can be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pytest

from consistency.intervals import Interval
from consistency.model import Claim, Finding, Quantity, Report, Rule, Selector, Topic
from consistency.reconciliation import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = r"-?\d+(?:\.\d+)?"


def interval_of(shorthand: str) -> Interval | None:
    """ "12000", "11000..12000", ">10000", ">=10000", "<500", "<=500"; "any" is a denied existence."""
    if shorthand == "any":
        return None
    if found := re.fullmatch(rf"({NUMBER})\.\.({NUMBER})", shorthand):
        return Interval(low=float(found[1]), high=float(found[2]))
    if found := re.fullmatch(rf"([<>])(=?)({NUMBER})", shorthand):
        end, closed = float(found[3]), bool(found[2])
        if found[1] == ">":
            return Interval(low=end, high=None, closed="left" if closed else "neither")
        return Interval(low=None, high=end, closed="right" if closed else "neither")
    return Interval(low=float(shorthand), high=float(shorthand))


def step_of(shorthand: str) -> float | None:
    """What the digits suggest: 12000 → 1000, 1294 → 1, 99.5 → 0.1."""
    if not re.fullmatch(NUMBER, shorthand):
        return None
    _, point, decimals = shorthand.partition(".")
    if point:
        return 10.0 ** -len(decimals)
    return 10.0 ** (len(shorthand) - len(shorthand.rstrip("0")))


def days(written: str | None) -> tuple[date, date] | None:
    """ "2024-11-30" or "2025-01-01..2025-02-28"."""
    if written is None:
        return None
    first, _, last = written.partition("..")
    return (date.fromisoformat(first), date.fromisoformat(last or first))


def make_claim(figure: str, by: str | None = None, **fields: Any) -> Claim:
    """A claim of `figure` (see `interval_of`; "~3000" is approximate) by a party, or in the article's own voice.

    by: "Pentagon=US" names an origin and its party, "KR+US" two parties; without "=" a name is its own party.
    fields: those of Claim; as_of, said_on as in `days`, place as "RU/Kursk"; unit, vague and worded_share of Quantity.
    """
    about = figure.startswith("~")
    shorthand = figure.lstrip("~")
    quantity = Quantity(
        interval=interval_of(shorthand),
        unit=fields.pop("unit", "count"),
        approximate=about,
        vague=fields.pop("vague", False),
        resolution=step_of(shorthand),
        worded_share=fields.pop("worded_share", False),
    )
    origin, _, party = (by or "").partition("=")
    names = tuple(origin.split("+")) if origin else ()
    outlet = fields.get("outlet")
    fields.setdefault("origins", names or ((outlet,) if outlet else ()))
    fields.setdefault("parties", tuple(party.split("+")) if party else fields["origins"])
    fields.setdefault("document", f"{outlet or origin or 'article'}-{fields.get('published', '')}.txt")
    fields["as_of"], fields["said_on"] = days(fields.get("as_of")), days(fields.get("said_on"))
    fields["place"] = tuple(fields["place"].split("/")) if fields.get("place") else ()
    fields.setdefault("start", 0)
    name = blake2b(repr((figure, by, sorted(fields.items(), key=str))).encode(), digest_size=6).hexdigest()
    return Claim(
        claim_id=fields.pop("claim_id", name), source=fields.pop("source", origin or None), quantity=quantity,
        end=fields["start"] + len(figure), text=figure, quote=figure, quote_start=fields["start"], **fields,
    )  # fmt: skip


def make_rule(name: str = "any-figure", about: Selector | None = None, **fields: Any) -> Rule:
    """A rule of kind level, unless `kind` says otherwise; about nothing in particular it splits by all keys."""
    if about is None:
        fields.setdefault("same", ("subject", "of", "place", "event", "dimension"))
    fields = {"title": name.replace("-", " ").capitalize(), "kind": "level", "path": f"rules/{name}.yaml", **fields}
    return Rule(id=name, about=about or Selector(), **fields)


@dataclass(frozen=True)
class Told:
    """A report that can be asked about pairs of claims."""

    report: Report

    def with_verdict(self, verdict: str) -> list[Finding]:
        return [finding for finding in self.report.findings if finding.verdict == verdict]

    def verdicts(self) -> list[str]:
        return sorted(finding.verdict for finding in self.report.findings)

    def between(self, one: Claim, other: Claim) -> str:
        """The weightiest verdict with the two on different sides; "together" in a camp, else "not compared"."""
        for finding in self.report.findings:
            sides = [set(side) for side in finding.sides]
            at = [next((n for n, side in enumerate(sides) if c.claim_id in side), None) for c in (one, other)]
            if None not in at and at[0] != at[1]:
                return finding.verdict
        camps = [set(camp.claims) for topic in self.report.topics for camp in topic.camps]
        return "together" if any({one.claim_id, other.claim_id} <= camp for camp in camps) else "not compared"

    def topics_of(self, claim: Claim) -> list[Topic]:
        return [topic for topic in self.report.topics if claim.claim_id in topic.claims]

    def why_left(self, claim: Claim) -> list[str]:
        return [left.why for topic in self.report.topics for left in topic.uncompared if left.claim == claim.claim_id]


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture(scope="session")
def rule() -> Callable[..., Rule]:
    return make_rule


@pytest.fixture(scope="session")
def tell() -> Callable[..., Told]:
    def told(claims: list[Claim], *rules: Rule, **options: Any) -> Told:
        return Told(reconcile(claims, rules or (make_rule(),), **options))

    return told
