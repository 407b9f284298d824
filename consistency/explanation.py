"""Explanation: a report and the id of a finding or a claim → why it was found, or why it was left out, step by step.

A finding is retold with its quotes, with what makes its figures comparable, with each step that led to the verdict, and
with the smallest change of the rule's slack, holds or lag that would change it. A claim is retold with how its words
were read, which rules are about it, and what became of it in each.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from consistency.decisions import corrections
from consistency.model import Report, Rule, Selector
from consistency.reconciliation import reconcile
from consistency.reconciliation.behaviour import behaviour_of
from consistency.reconciliation.selection import asks_nothing, selected
from consistency.reconciliation.table import Table, event_parts, tabulate
from consistency.reconciliation.topics import Key
from consistency.reconciliation.units import measured
from consistency.reconciliation.wording import figure, speaker
from consistency.vocabulary import canonical, concept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from consistency.model import Claim, Finding, Topic
    from consistency.reconciliation.behaviour import Behaviour

QUOTED = 6  # claims of one side that are quoted
DAYS = 365  # a figure that holds, or may be old, for longer than that is of another time
MANY = 2_000  # claims beyond which only those of the finding's own articles are reckoned with again
TOGETHER, APART = "together", "not compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A parameter of the rule, its value, the nearest value at which the verdict is another, and that verdict."""

    name: str
    now: str
    then: str
    verdict: str
    change: float


def explained(report: Report, name: str, today: date | None = None) -> list[str]:
    """The retelling of every finding and claim whose id begins with `name`; empty where there is none."""
    findings = [one for one in report.findings if one.id.startswith(name)]
    facts = (fact for rule in report.rules for fact in rule.facts)
    claims = [one for one in (*report.claims, *facts) if one.claim_id.startswith(name)]
    there = {claim.claim_id for claim in report.claims}
    struck = [one for one in report.misread if one.claim_id.startswith(name) and one.claim_id not in there]
    told = [_finding(one, report, today) for one in findings]
    told += [_claim(one, report) for one in claims]
    return told + [
        f"{one.claim_id}  no claim, says {_reviewer(one, report)}\n" + "\n".join(_said(one)) for one in struck
    ]


def _reviewer(claim: Claim, report: Report) -> str:
    """Who put a claim right, and why."""
    decision = corrections(report.decided)[claim.claim_id]
    return f"{decision.by or 'a reviewer'} ({decision.why})"


def _finding(finding: Finding, report: Report, today: date | None) -> str:
    claims = {claim.claim_id: claim for claim in report.claims}
    rule = next(rule for rule in report.rules if rule.id == finding.rule)
    claims |= {fact.claim_id: fact for fact in rule.facts}
    topic = next(one for one in report.topics if (one.rule, one.topic) == (finding.rule, finding.topic))
    lines = [f"{finding.id}  {finding.verdict}, {finding.severity} [{finding.rule}]", finding.message, "", "Said:"]
    for side in finding.sides:
        lines += [f"  {line}" for name in side[:QUOTED] for line in _said(claims[name])]
        lines += [f"  … and {len(side) - QUOTED} more"] if len(side) > QUOTED else []
        lines.append("")
    lines += ["Comparable because:", *(f"  {line}" for line in _comparable(finding, topic, rule, claims)), ""]
    lines += ["Steps:", *(f"{number:3}. {step}" for number, step in enumerate(finding.because, start=1)), ""]
    pair = _pair(finding)
    first = claims[pair[0]]
    lines += ["Rules tried on its first figure:", *(f"  {line}" for line in _tried(first, report)), ""]
    lines += ["What would change the verdict:", *(f"  {line}" for line in _changes(finding, pair, report, today))]
    return "\n".join(lines)


def _said(claim: Claim) -> Iterator[str]:
    yield f"{claim.claim_id}  “{claim.text}”, {speaker(claim)}  {claim.document}:{claim.line}:{claim.column}"
    yield f"    {' '.join(claim.quote.split())}"


def _comparable(finding: Finding, topic: Topic, rule: Rule, claims: dict[str, Claim]) -> Iterator[str]:
    """What the figures have in common, and what only some of them tell."""
    told = [claims[name] for side in finding.sides for name in side]
    yield f"one topic of the rule, “{topic.title}” ({topic.topic}), measured in {topic.unit}"
    for name in ("subject", "of", "place", "predicate", "event"):
        values = {"/".join(value) if isinstance(value, tuple) else value for claim in told
                  if (value := getattr(claim, name))}  # fmt: skip
        silent = sum(1 for claim in told if not getattr(claim, name))
        inferred = sum(1 for claim in told if name in claim.inferred)
        if values:
            tail = [f"{silent} of {len(told)} do not tell"] if silent else []
            tail += [f"{inferred} tell it only around the figure"] if inferred else []
            yield f"{name}: {', '.join(sorted(values))}" + (f" ({'; '.join(tail)})" if tail else "")
    how = _behaviour(rule, told[0])
    yield f"compared as a {how.measure}: holds {how.holds} days, may be {how.lag} days old, slack {rule.slack:.0%}"


def _behaviour(rule: Rule, claim: Claim) -> Behaviour:
    """How a claim's figure behaves under a rule."""
    key = Key(
        dimension=measured(claim.quantity.unit).dimension, subject=canonical(claim.subject) or "",
        predicate=concept(canonical(claim.subject)).predicate_class(claim.predicate), event=event_parts(claim.event),
    )  # fmt: skip
    return behaviour_of(rule, key)


def _claim(claim: Claim, report: Report) -> str:
    quantity = claim.quantity
    place = f" in {'/'.join(claim.place)}" if claim.place else ""
    thing = f"{claim.subject or 'nobody knows what'}{f' of {claim.of}' if claim.of else ''}{place}"
    thing += f", {claim.predicate}" if claim.predicate else ""
    thing += f", event {claim.event}" if claim.event else ""
    when = [f"{name.replace('_', ' ')} {days[0]} to {days[1]}" for name in ("as_of", "said_on")
            if (days := getattr(claim, name))]  # fmt: skip
    when += [f"published {claim.published}"] if claim.published else ["published on an unknown day"]
    lines = [f"{claim.claim_id}  claim", *_said(claim), "", "Read as:"]
    lines += [f"  {figure(quantity)}: {quantity.interval or 'any number at all'} {quantity.unit}"
              + (", approximate" if quantity.approximate else "") + (", vague" if quantity.vague else "")]  # fmt: skip
    lines += [f"  {thing}; {claim.kind}, {claim.modality}", f"  {'; '.join(when)}"]
    lines += [f"  said by {speaker(claim)}, who answers to {', '.join(claim.parties) or 'nobody known'}"]
    lines += [f"  told around the figure, not in its sentence: {', '.join(claim.inferred)}"] if claim.inferred else []
    first = next((one for one in report.misread if one.claim_id == claim.claim_id), None)
    if first is not None:
        lines += [
            f"  put right by {_reviewer(claim, report)}; first read as {figure(first.quantity)}, {speaker(first)}"
        ]
    lines += ["", "Rules tried:", *(f"  {line}" for line in _tried(claim, report)), "", "What became of it:"]
    became = sorted(_became(claim, report))
    return "\n".join([*lines, *(f"  {line}" for line in became or ["no rule is about it"])])


def _became(claim: Claim, report: Report) -> Iterator[str]:
    """In which topics it stands, what rests on it there, and where and why it was left out."""
    for topic in report.topics:
        if claim.claim_id not in topic.claims:
            continue
        where = f"{topic.title or topic.topic} [{topic.rule}]"
        why = next((left.why for left in topic.uncompared if left.claim == claim.claim_id), None)
        if why is not None:
            yield f"{where}: not compared, {why}"
            continue
        rests = [f"{one.verdict} {one.id}" for one in report.findings
                 if (one.rule, one.topic) == (topic.rule, topic.topic)
                 and any(claim.claim_id in side for side in one.sides)]  # fmt: skip
        yield f"{where}: compared; {', '.join(rests) or 'no finding rests on it'}"


def _tried(claim: Claim, report: Report) -> Iterator[str]:
    """Each rule, whether it is about the claim, and if not, what of the claim it is not about."""
    table = tabulate([claim], np.array([-1]), None)
    of_rule = next((rule for rule in report.rules if claim in rule.facts), None)
    rules = [rule for rule in report.rules if of_rule in (None, rule)]  # a fact takes part in its own rule alone
    found = {rule.id: _misfits(rule, table) for rule in rules}
    levels = [rule for rule in rules if rule.kind == "level"]
    taken = [rule.id for rule in levels if not asks_nothing(rule.about) and not found[rule.id]]
    for rule in rules:
        misfits = found[rule.id]
        if misfits:
            yield f"{rule.id}: not about it, as {' and '.join(misfits)}"
        elif rule.kind == "level" and asks_nothing(rule.about) and taken:
            yield f"{rule.id}: takes what no other level rule takes, and {taken[0]} takes it"
        else:
            yield f"{rule.id}: about it"


def _roles(rule: Rule) -> list[Selector]:
    return [role for role in (rule.whole, *rule.parts, rule.lower, rule.upper) if role is not None]


def _misfits(rule: Rule, table: Table) -> list[str]:
    """The keys of a rule that the one claim of a table does not fit; of several roles those of the nearest."""
    return min((_misfit(selector, table) for selector in _roles(rule) or [rule.about]), key=len)


def _misfit(selector: Selector, table: Table) -> list[str]:
    found = []
    for field in fields(Selector):
        wanted = getattr(selector, field.name)
        if wanted and not selected(Selector(**{field.name: wanted}), table)[0]:
            words = " or ".join(wanted) if isinstance(wanted, tuple) and field.name != "place" else wanted
            found.append(f"its {field.name} is not {'/'.join(words) if isinstance(words, tuple) else words}")
    return found


def _pair(finding: Finding) -> tuple[str, str]:
    """Two claims that stand for the finding."""
    if finding.pairs:
        return finding.pairs[0].a, finding.pairs[0].b
    return finding.sides[0][0], finding.sides[-1][0] if len(finding.sides) > 1 else finding.sides[0][-1]


def _changes(finding: Finding, pair: tuple[str, str], report: Report, today: date | None) -> Iterator[str]:
    found = sorted(flips(finding, pair, report, today), key=lambda flip: flip.change)
    for flip in found:
        yield f"{flip.name} {flip.then} in place of {flip.now}: {flip.verdict}"
    if not found:
        yield "no slack, holds or lag would: the figures are as far apart, or as near, whatever these are"


def flips(finding: Finding, pair: tuple[str, str], report: Report, today: date | None) -> Iterator[Flip]:
    """For each of slack, holds and lag the nearest value at which two figures of a finding have another verdict."""
    rule = next(rule for rule in report.rules if rule.id == finding.rule)
    claims = _again(finding, report)
    now = _between(pair, claims, rule, today)
    slack = round(rule.slack * 100)
    how = _behaviour(rule, next(claim for claim in (*claims, *rule.facts) if claim.claim_id == pair[0]))
    tries: list[tuple[str, int, int, Callable[[int], Rule], str]] = [
        ("slack", slack, 100, lambda value: replace(rule, slack=value / 100), "{}%"),
        ("holds", how.holds, DAYS, lambda value: replace(rule, holds=value), "{} days"),
        ("lag", how.lag, DAYS, lambda value: replace(rule, lag=value), "{} days"),
    ]
    for name, value, most, made, spelt in tries:
        for span in (range(value + 1, most + 1), range(value - 1, -1, -1)):
            found = _first_other(span, partial(_verdict_at, made, pair, claims, today), now)
            if found is not None:
                at, other = found
                yield Flip(name=name, now=spelt.format(value), then=spelt.format(at), verdict=other,
                           change=abs(at - value) / max(value, 1))  # fmt: skip


def _verdict_at(
    made: Callable[[int], Rule], pair: tuple[str, str], claims: Sequence[Claim], today: date | None, value: int
) -> str:
    return _between(pair, claims, made(value), today)


def _first_other(span: Sequence[int], verdict: Callable[[int], str], now: str) -> tuple[int, str] | None:
    """The first value of a span at which the verdict is another, if it is so at the last; it turns once on the way."""
    if not span or verdict(span[-1]) == now:
        return None
    at = bisect_left(span, True, key=lambda value: verdict(value) != now)
    return span[at], verdict(span[at])


def _again(finding: Finding, report: Report) -> list[Claim]:
    """The claims to reckon with again: all, or, of very many, those of the articles in which the finding's stand."""
    if len(report.claims) <= MANY:
        return list(report.claims)
    names = {name for side in finding.sides for name in side}
    documents = {claim.document for claim in report.claims if claim.claim_id in names}
    return [claim for claim in report.claims if claim.document in documents]


def _between(pair: tuple[str, str], claims: Sequence[Claim], rule: Rule, today: date | None) -> str:
    """What two claims are to each other under a rule alone."""
    found = reconcile(claims, [rule], today=today)
    for one in found.findings:
        at = [next((n for n, side in enumerate(one.sides) if name in side), None) for name in pair]
        if None not in at and at[0] != at[1] and one.verdict != "agreement":
            return one.verdict
    camps = (camp.claims for topic in found.topics for camp in topic.camps)
    return TOGETHER if any(set(pair) <= set(camp) for camp in camps) else APART
