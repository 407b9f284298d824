"""Reconciliation: claims and rules → topics, camps and findings: which figures agree, which contradict, and why.

A claim is a box in time × value. Claims about one thing agree where their boxes meet; they contradict where they
share time but no value. The modules, in the order of the work:

    spellings                               one spelling of each speaker's name
    columns, table, copies, days, units     claims as columns, near-copies as one, when and in what each figure holds
    headlines                               who is quoted for the figure of a headline that names nobody
    widening, brackets, rows                what each figure allows; the same figure given again in another unit
    selection, topics, joining              which claims a rule is about, and which of them speak of one thing
    stories, scopes, echoes, contexts       ... when what one article leaves unsaid is told by others of its story
    unanimous                               topics in which all say the same, in whole columns
    behaviour, matters, voices              how a figure moves; who says what for which time
    flows, denials, projections             increases, decreases, what is denied, and plans whose day has come
    compare, verdicts, sides                which voices differ, what explains it, and the fewest disputes that tell it
    camps, agreements                       which claims can all be true at once, and how many parties stand behind them
    roles, sums, ceilings, shares           rules whose claims play several parts
    sentences, conversions, arithmetic      what a statement says twice must fit itself, and a headline its text
    findings, messages, steps, hints, ...   the findings, retold in words
    checks                                  one function a kind of rule
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from consistency.model import Report
from consistency.problems import Problem, UserError
from consistency.reconciliation.columns import Rows
from consistency.reconciliation.spellings import one_spelling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from consistency.model import Claim, Finding, Rule, Topic

__all__ = ["Rows", "reconcile", "uncollected"]


def reconcile(
    claims: Sequence[Claim],
    rules: Sequence[Rule],
    *,
    today: date | None = None,
    articles: int = 0,
    problems: Sequence[Problem] = (),
    concerning: Collection[str] | None = None,
) -> Report:
    """Hold claims against each other by the rules.

    Pure: the same claims and rules give the same report, in whatever order they come.

    claims: objects, or the `Rows` of a table. today: the day as of which projections are due, and of articles without a
    date; None takes the newest publication date for the first, and leaves the other open. articles, problems: how many
    articles the claims were read from, and what went wrong there, handed on to the report. concerning: the documents of
    which a topic must have a claim to be told; None tells all. What is told of a topic is the same either way.

    Raises UserError for two claims of one id, or two rules of one name, that are not the same.
    """
    with uncollected():
        ordered = _by_name(rules)
        read = one_spelling(_each_once(claims))
        topics, findings = _checked(read, ordered, today, concerning)
        return Report(
            articles=articles,
            claims=read,
            rules=ordered,
            topics=tuple(sorted(topics, key=lambda topic: (topic.rule, topic.topic))),
            findings=tuple(sorted(_told_once(findings, ordered), key=lambda finding: finding.weight)),
            problems=tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column, one.message))),
        )


@contextmanager
def uncollected() -> Iterator[None]:
    """Reckoning makes small objects by the million, none in a circle, so that looking for circles only costs time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting and not gc.get_freeze_count():
            gc.freeze()  # what was made counts as old from here on, and is not looked through at once
            gc.unfreeze()
        if collecting:
            gc.enable()


def _checked(
    read: Sequence[Claim], rules: Sequence[Rule], today: date | None, concerning: Collection[str] | None
) -> tuple[list[Topic], list[Finding]]:
    """What each rule finds, its reference figures taking part in it alone."""
    import numpy as np

    from consistency.reconciliation.checks import CHECKS  # imports pandas, which a run without claims need not pay for
    from consistency.reconciliation.columns import Chain
    from consistency.reconciliation.rows import Rows as Values
    from consistency.reconciliation.selection import of_each
    from consistency.reconciliation.table import tabulate

    facts = [(fact, at) for at, rule in enumerate(rules) for fact in _each_once(rule.facts)]
    everything = Chain(read, [fact for fact, _ in facts]) if facts else read
    fact_of = np.array([-1] * len(read) + [at for _, at in facts], dtype=np.int64)
    table = tabulate(everything, fact_of, today)
    asked = None if concerning is None else table.of_documents(concerning)
    widened = {slack: Values(table, slack, asked) for slack in sorted({rule.slack for rule in rules})}
    matched = of_each(rules, table)
    outcomes = [CHECKS[rule.kind](rule, rows, widened[rule.slack]) for rule, rows in zip(rules, matched, strict=True)]
    topics = [topic for outcome in outcomes for topic in outcome.topics]
    return topics, [finding for outcome in outcomes for finding in outcome.findings]


def _each_once(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Each claim once, by document and where it stands there."""
    if isinstance(claims, Rows):
        return claims.in_order()
    known = sorted(claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.claim_id, claim.text))
    each = {claim.claim_id: claim for claim in reversed(known)}
    contested = [claim for claim in known if claim != each[claim.claim_id]] if len(each) < len(known) else ()
    if contested:
        raise UserError([_contested(claim) for claim in contested])
    return tuple(each.values())[::-1]


def _contested(claim: Claim) -> Problem:
    message = f"two claims that differ have the id {claim.claim_id!r}; give one of them another"
    return Problem(path=claim.document, line=claim.line, column=claim.column, message=message)


def _by_name(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules by their names, each once."""
    each = {rule.id: rule for rule in rules}
    for rule in rules:
        if rule != each[rule.id]:
            raise UserError(f"two rules that differ are called {rule.id!r}: {rule.path} and {each[rule.id].path}")
    return tuple(each[name] for name in sorted(each))


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
