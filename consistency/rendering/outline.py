"""A report → its reading order: what matters first, each topic with its findings, and who says what in it.

Renderers differ in form alone; what comes before what, and which claims are one statement, is settled here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING

from consistency.decisions import Decision, Standing, corrections, standings
from consistency.intervals import Interval
from consistency.model import SEVERITIES, Claim, Days, Finding, Report, Topic, Verdict
from consistency.rendering.dates import held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure by one voice for one time, however many articles carry it; `claims` are in reading order.

    letter: what marks it in the picture and the lists of its topic. days: when it is taken to hold, or None.
    """

    letter: str
    claims: tuple[Claim, ...]
    days: Days | None

    @property
    def claim(self) -> Claim:
        """The claim that stands for all."""
        return self.claims[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One topic as it is told. `letters` gives each of its claims, by id, the letter of its statement. settled: which
    of its findings reviewers have settled, by id; they come last.
    """

    topic: Topic
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    letters: dict[str, str]
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole report in reading order.

    claims: every claim, by id, the reference figures of the rules included. loose: claims of no topic.
    findings: all, what matters first. stray: findings whose topic is not listed. standings: what reviewers say of each
    finding, by id. corrections: by claim, what put it right or struck it. misread: the claims as they were read before.
    """

    claims: dict[str, Claim]
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]
    stray: tuple[Finding, ...]
    loose: tuple[Claim, ...]
    standings: dict[str, Standing]
    corrections: dict[str, Decision]
    misread: dict[str, Claim]

    def with_verdict(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings of one verdict that reviewers have not settled, what matters first."""
        return tuple(one for one in self.findings if one.verdict == verdict and not self.standings[one.id].quiet)

    @property
    def settled(self) -> tuple[Finding, ...]:
        """The findings that reviewers have settled, what matters first."""
        return tuple(one for one in self.findings if self.standings[one.id].quiet)

    @property
    def idle(self) -> int:
        """How many corrections are of claims that were not read."""
        changing = (name for name, decision in self.corrections.items() if decision.correction != ())
        return sum(name not in self.misread for name in changing)

    @property
    def struck(self) -> tuple[tuple[Claim, Decision], ...]:
        """What was read as a claim and is none, with the decisions that say so."""
        put_right = ((claim, self.corrections[name]) for name, claim in self.misread.items())
        return tuple((claim, decision) for claim, decision in put_right if decision.correction is None)


def outline(report: Report) -> Outline:
    """Sort a report for reading."""
    facts = [fact for rule in report.rules for fact in rule.facts]
    claims = {claim.claim_id: claim for claim in (*facts, *report.claims)}
    findings = tuple(sorted(report.findings, key=lambda finding: finding.weight))
    by_topic: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_topic.setdefault((finding.rule, finding.topic), []).append(finding)
    settled = standings(findings, report.decided)
    quiet = {name for name, one in settled.items() if one.quiet}
    chapters = [
        chapter(topic, claims, by_topic.pop((topic.rule, topic.topic), []), quiet) for topic in report.topics
    ]  # fmt: skip
    told = {claim for topic in report.topics for claim in topic.claims}
    return Outline(
        standings=settled,
        corrections=corrections(report.decided),
        misread={claim.claim_id: claim for claim in report.misread},
        claims=claims,
        chapters=tuple(sorted(chapters, key=_chapter_weight)),
        findings=findings,
        stray=tuple(sorted((one for some in by_topic.values() for one in some), key=lambda finding: finding.weight)),
        loose=tuple(claim for claim in report.claims if claim.claim_id not in told),
    )


def _chapter_weight(chapter: Chapter) -> tuple[object, ...]:
    """Topics with the weightiest finding first, then those of which most is said, then by name."""
    topic = chapter.topic
    open_ = [finding for finding in chapter.findings if finding.id not in chapter.settled]
    first = open_[0].weight[:2] if open_ else (len(SEVERITIES), 0)
    return (*first, -len(topic.claims), topic.rule, topic.topic)


def chapter(
    topic: Topic, claims: Mapping[str, Claim], findings: Sequence[Finding], settled: Collection[str] = ()
) -> Chapter:
    """One topic in reading order. claims: by id, its own among them. findings: of the topic, what matters first.

    settled: the ids of those that are quiet.
    """
    statements = gathered(claims[claim] for claim in topic.claims)
    letters = {claim.claim_id: statement.letter for statement in statements for claim in statement.claims}
    quiet = frozenset(finding.id for finding in findings if finding.id in settled)
    ordered = tuple(sorted(findings, key=lambda finding: finding.id in quiet))
    return Chapter(topic=topic, statements=statements, findings=ordered, letters=letters, settled=quiet)


def gathered(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Claims put together where they are one figure by one voice for one time, earliest first, lettered A, B, …"""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_voice(claim), []).append(claim)
    ordered = sorted(groups.values(), key=lambda group: _moment(group[0]))
    return tuple(
        Statement(letter=letter(index), claims=tuple(group), days=held(group[0])) for index, group in enumerate(ordered)
    )


def _voice(claim: Claim) -> tuple[object, ...]:
    quantity = claim.quantity
    who = (claim.origins or claim.source or claim.outlet or claim.document, claim.parties)
    what = (quantity.interval, quantity.unit, quantity.approximate, claim.kind, claim.modality)
    return (*who, *what, claim.subject, claim.of, claim.place, claim.predicate, claim.event, held(claim))


def _moment(claim: Claim) -> tuple[date, date, float, str]:
    interval = claim.quantity.interval or Interval(low=0, high=0)
    first, last = held(claim) or (date.max, date.max)
    return (first, last, interval.low or interval.high or 0, claim.claim_id)


def letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (letter(index // 26 - 1) if index >= 26 else "") + ascii_uppercase[index % 26]


def speaker(claim: Claim) -> str:
    """Who says it, as the text names it, else whose voice the article's own is."""
    return claim.source or ", ".join(claim.origins) or claim.outlet or "the article itself"
