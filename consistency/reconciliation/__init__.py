"""Reconciliation: claims and rules → topics, camps and findings: which figures agree, which contradict, and why.

A claim is a box in time × value. Claims about one thing agree where their boxes meet; they contradict where they
share time but no value. The modules, in the order of the work:

    table, copies, days, units, widening    claims as columns, near-copies as one, what each figure allows and when
    selection, topics, joining              which claims a rule is about, and which of them speak of one thing
    matters, voices, flows, denials         who says what for which time; increases, decreases and denials
    compare, verdicts, sides                which voices differ, what explains it, and the fewest disputes that tell it
    camps, agreements                       which claims can all be true at once, and how many parties stand behind them
    findings, messages, steps, hints, ...   the findings, retold in words
    checks                                  one function a kind of rule
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from consistency.model import Claim, Finding, Rule, Topic
    from consistency.problems import Problem

__all__ = ["reconcile"]


def reconcile(
    claims: Sequence[Claim],
    rules: Sequence[Rule],
    *,
    today: date | None = None,
    articles: int = 0,
    problems: Sequence[Problem] = (),
) -> Report:
    """Hold claims against each other by the rules.

    Pure: the same claims and rules give the same report, in whatever order they come.

    today: the day of articles without a date; None takes the newest publication date. articles, problems: how many
    articles the claims were read from, and what went wrong there, handed on to the report.

    Raises KeyError for a rule of an unknown kind.
    """
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    read = _each_once(claims)
    topics, findings = _checked(read, ordered, today)
    return Report(
        articles=articles,
        claims=tuple(read),
        rules=ordered,
        topics=tuple(sorted(topics, key=lambda topic: (topic.rule, topic.topic))),
        findings=tuple(sorted(_told_once(findings, ordered), key=lambda finding: finding.weight)),
        problems=tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column, one.message))),
    )


def _checked(read: Sequence[Claim], rules: Sequence[Rule], today: date | None) -> tuple[list[Topic], list[Finding]]:
    """What each rule finds, its reference figures taking part in it alone."""
    from consistency.reconciliation.checks import CHECKS  # imports pandas, which a run without claims need not pay for
    from consistency.reconciliation.matters import Rows
    from consistency.reconciliation.selection import of_each
    from consistency.reconciliation.table import tabulate

    facts = [(fact, at) for at, rule in enumerate(rules) for fact in _each_once(rule.facts)]
    table = tabulate([*read, *(fact for fact, _ in facts)], [-1] * len(read) + [at for _, at in facts], today)
    widened = {slack: Rows(table, slack) for slack in sorted({rule.slack for rule in rules})}
    matched = of_each(rules, table)
    outcomes = [CHECKS[rule.kind](rule, rows, widened[rule.slack]) for rule, rows in zip(rules, matched, strict=True)]
    topics = [topic for outcome in outcomes for topic in outcome.topics]
    return topics, [finding for outcome in outcomes for finding in outcome.findings]


def _each_once(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once, by document and where it stands there."""
    ordered = sorted(claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.claim_id, claim.text))
    return list({claim.claim_id: claim for claim in reversed(ordered)}.values())[::-1]


def _told_once(findings: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """A denial that a rule about denials tells is not told again by a rule about levels."""
    about_denials = {rule.id for rule in rules if rule.kind == "denial"}
    told = {pair for finding in findings if finding.rule in about_denials for pair in _denied(finding)}
    return [
        finding
        for finding in findings
        if finding.rule in about_denials or finding.verdict != "denial" or not told.issuperset(_denied(finding))
    ]


def _denied(finding: Finding) -> set[tuple[str, str]]:
    return {(one, other) for one in finding.sides[0] for other in finding.sides[1]}
