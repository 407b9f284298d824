"""Checks: a rule and the claims that it is about → topics and findings, one function a kind of rule.

A new kind is a function here and an entry in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consistency.model import Camp, Finding, Topic, Uncompared
from consistency.reconciliation.agreements import camp_of, camps, telling
from consistency.reconciliation.findings import agreement_of, finding_of
from consistency.reconciliation.fingerprints import told_apart
from consistency.reconciliation.matters import Matter, Rows, matter, matters_of_flows, suffered
from consistency.reconciliation.topics import Grouping, grouped
from consistency.reconciliation.verdicts import clashes

if TYPE_CHECKING:
    from consistency.model import Rule
    from consistency.reconciliation.arrays import Bools

LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rule found."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]


Check = Callable[["Rule", "Bools", Rows], Outcome]


def level(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """Figures for one thing must be able to be true together. matched: the rows that the rule is about."""
    topics: list[Topic] = []
    findings: list[Finding] = []
    grouping = grouped(rule, matched, rows.table)
    for one in _matters(rule, grouping, rows):
        _tell(one, [finding_of(clash, one) for clash in clashes(one)], topics, findings)
        for flows in matters_of_flows(one, rows):
            _tell(flows, [], topics, findings)
    topics += _left_out(rule, grouping, rows)
    return Outcome(topics=tuple(topics), findings=tuple(findings))


def _tell(one: Matter, found: list[Finding], topics: list[Topic], findings: list[Finding]) -> None:
    """Add the topic with its camps, what was found there, and which of the camps agree."""
    members = camps(one)
    found += [agreement_of(camp, one) for camp in telling(members)]
    names = told_apart(finding.id for finding in found)
    findings += [replace(finding, id=name) for finding, name in zip(found, names, strict=True)]
    topics.append(_topic(one, tuple(camp_of(camp, one) for camp in members)))


def denial(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """What one source denies, no other asserts. matched: the rows that the rule is about."""
    topics: list[Topic] = []
    findings: list[Finding] = []
    for one in _matters(rule, grouped(rule, matched, rows.table), rows):
        found = [finding_of(clash, one) for clash in clashes(one) if clash.verdict == "denial"]
        if found:
            topics.append(_topic(one, ()))
            findings += found
    return Outcome(topics=tuple(topics), findings=tuple(findings))


CHECKS: dict[str, Check] = {"level": level, "denial": denial}


def _matters(rule: Rule, grouping: Grouping, rows: Rows) -> Iterator[Matter]:
    losses = suffered(rule, rows)
    apart = frozenset(group.key for group in grouping.groups)
    return (matter(rule, group, rows, losses, apart) for group in grouping.groups)


def _topic(one: Matter, members: tuple[Camp, ...]) -> Topic:
    return Topic(
        rule=one.rule.id, topic=one.topic, title=one.title, unit=one.group.unit,
        claims=tuple(one.claim(row).claim_id for row in one.rows), camps=members, uncompared=one.uncompared(),
    )  # fmt: skip


def _left_out(rule: Rule, grouping: Grouping, rows: Rows) -> Iterator[Topic]:
    """What the rule is about and no group could take, listed with the reason."""
    why = dict.fromkeys(grouping.ambiguous, "ambiguous") | dict.fromkeys(grouping.unnamed, "no subject")
    if why:
        left = [Uncompared(claim=rows.table.claims[row].claim_id, why=why[row]) for row in sorted(why)]
        title = f"{rule.title}: figures that fit no topic, or more than one"
        yield Topic(
            rule=rule.id, topic=LEFT_OUT, title=title, unit="count",
            claims=tuple(one.claim for one in left), camps=(), uncompared=tuple(left),
        )  # fmt: skip
