"""Checks: a rule and the claims that it is about → topics and findings, one function a kind of rule.

A new kind is a function here and an entry in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consistency.model import Camp, Finding, Topic, Uncompared
from consistency.reconciliation.agreements import camp_of, camps, parties, telling
from consistency.reconciliation.arithmetic import changes, headlines, misled, unequal
from consistency.reconciliation.ceilings import LOWER, UPPER, ceilings
from consistency.reconciliation.conversions import conversions, misfit
from consistency.reconciliation.findings import agreement_of, finding_of
from consistency.reconciliation.fingerprints import told_apart
from consistency.reconciliation.matters import PLANS, Matter, matter, matters_of_awaited, matters_of_flows, suffered
from consistency.reconciliation.projections import outcomes
from consistency.reconciliation.roles import castings
from consistency.reconciliation.selection import asks_nothing
from consistency.reconciliation.sentences import matter_of, statements
from consistency.reconciliation.shares import amounts
from consistency.reconciliation.sums import WHOLE, sums
from consistency.reconciliation.topics import Grouping, grouped
from consistency.reconciliation.unanimous import Unanimity
from consistency.reconciliation.verdicts import at_once, clashes, of_one_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from consistency.model import Rule, Selector
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.roles import Casting
    from consistency.reconciliation.rows import Rows
    from consistency.reconciliation.sentences import Statement
    from consistency.reconciliation.topics import Group, Key
    from consistency.reconciliation.verdicts import Clash

LEFT_OUT = "left out"
MOST = 50  # findings told of one topic in which claims play roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rule found."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]


NOTHING = Outcome(topics=(), findings=())
Check = Callable[["Rule", "Bools", "Rows"], Outcome]


def level(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """Figures for one thing must be able to be true together. matched: the rows that the rule is about."""
    topics: list[Topic] = []
    findings: list[Finding] = []
    grouping = grouped(rule, matched, rows.table)
    made = _maker(rule, grouping, rows)
    groups = [group for group in grouping.groups if _is_asked(group, rows)]
    for group, alike in zip(groups, Unanimity(rule, groups, rows, made).told(), strict=True):
        if alike is not None:
            topics.append(alike.topic)
            findings += [alike.finding] if alike.finding else []
            continue
        one = made(group)
        _tell(one, [finding_of(clash, one) for clash in (*clashes(one), *outcomes(one))], topics, findings)
        for flows in matters_of_flows(one, rows):
            apart = [clash for clash in clashes(flows) if clash.verdict == "contradiction" and of_one_period(clash)]
            _tell(flows, [finding_of(clash, flows) for clash in apart], topics, findings)
        for awaited in matters_of_awaited(one, rows):
            planned = awaited.group.key.flow == PLANS and awaited.group.key.is_tied
            apart = [
                clash for clash in clashes(awaited) if planned and clash.verdict == "contradiction" and at_once(clash)
            ]
            _tell(awaited, [finding_of(clash, awaited) for clash in apart], topics, findings)
    topics += _left_out(rule, grouping, rows)
    return Outcome(topics=tuple(topics), findings=tuple(findings))


def sum_(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """The whole can be the sum of its parts. matched: the rows that the rule is about."""
    names = [f"part {number}" for number in range(len(rule.parts))]
    roles = {WHOLE: rule.whole or rule.about, **dict(zip(names, rule.parts, strict=True))}
    return _cast(rule, roles, matched, rows, lambda casting: sums(casting, names))


def ceiling(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """The lower is never more than the upper. matched: the rows that the rule is about."""
    roles = {LOWER: rule.lower or rule.about, UPPER: rule.upper or rule.about}
    return _cast(rule, roles, matched, rows, ceilings)


def share(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """A share, what it is taken of and what it amounts to fit. matched: the rows that the rule is about."""
    amounting, compared, shares = amounts(rule, matched, rows)
    if not shares.any():
        return NOTHING
    names = {rows.table.ids[row] for row in shares.nonzero()[0].tolist()}
    same = rule.same or (("subject", "of", "place", "event") if asks_nothing(rule.about) else ())
    found = level(replace(rule, about=replace(rule.about, dimension=None), same=same), compared, amounting)
    topics = tuple(topic for topic in found.topics if not names.isdisjoint(topic.claims) and topic.topic != LEFT_OUT)
    kept = tuple(finding for finding in found.findings if not names.isdisjoint(sum(finding.sides, ())))
    return Outcome(topics=topics, findings=kept)


def conversion(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """A figure given again in another unit is the same. matched: the rows that the rule is about."""
    found = conversions(rule.id, matched, rows)
    return _stated(rule, found, rows, lambda statement, matter: misfit(statement, matter, rows))


def arithmetic(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """A change fits the levels that it leads from and to, and a headline fits its text. matched: as in `conversion`."""
    by_levels = {(change.start, change.end): change for change in changes(matched, rows)}
    moves = _stated(
        rule, statements(f"{rule.id} (changes)", by_levels, rows), rows,
        lambda statement, matter: unequal(by_levels[statement.rows[0], statement.rows[1]], statement, matter, rows),
    )  # fmt: skip
    titles = statements(f"{rule.id} (headlines)", headlines(matched, rows), rows)
    headed = _stated(rule, titles, rows, lambda statement, _: misled(statement))
    return Outcome(topics=(*moves.topics, *headed.topics), findings=(*moves.findings, *headed.findings))


def _cast(
    rule: Rule,
    roles: Mapping[str, Selector],
    matched: Bools,
    rows: Rows,
    compared: Callable[[Casting], Iterator[Clash]],
) -> Outcome:
    """What is found where the claims of a rule play roles."""
    topics: list[Topic] = []
    findings: list[Finding] = []
    for casting in castings(rule, roles, matched, rows):
        one = casting.matter
        found = [clash for clash in compared(casting) if clash.verdict != "agreement" or len(parties(clash.voices)) > 1]
        _tell_all(one, [finding_of(clash, one) for clash in found[:MOST]], topics, findings)
    return Outcome(topics=tuple(topics), findings=tuple(findings))


def _stated(
    rule: Rule, stated: Iterable[Statement], rows: Rows, judged: Callable[[Statement, Matter], Clash | None]
) -> Outcome:
    """What is found between figures that one article ties together."""
    by_key: dict[Key, list[Statement]] = {}
    for statement in stated:
        by_key.setdefault(statement.key, []).append(statement)
    topics: list[Topic] = []
    findings: list[Finding] = []
    asked = [key for key, some in by_key.items() if rows.concerns(*(statement.rows for statement in some))]
    for key in sorted(asked, key=lambda key: key.spelt()):
        one = matter_of(rule, by_key[key], rows)
        found: list[Finding] = []
        for statement in by_key[key]:  # each in the unit of its own tie
            own = replace(one, group=replace(one.group, unit=statement.unit))
            clash = judged(statement, own)
            found += [finding_of(clash, own)] if clash is not None else []
        _tell_all(one, found, topics, findings)
    return Outcome(topics=tuple(topics), findings=tuple(findings))


def _tell(one: Matter, found: list[Finding], topics: list[Topic], findings: list[Finding]) -> None:
    """Add the topic with its camps, what was found there, and which of the camps agree."""
    members = camps(one)
    found += [agreement_of(camp, one) for camp in telling(members)]
    _tell_all(one, found, topics, findings, tuple(camp_of(camp, one) for camp in members))


def _tell_all(
    one: Matter, found: list[Finding], topics: list[Topic], findings: list[Finding], members: tuple[Camp, ...] = ()
) -> None:
    names = told_apart(finding.id for finding in found)
    findings += [
        finding if finding.id == name else replace(finding, id=name) for finding, name in zip(found, names, strict=True)
    ]
    topics.append(_topic(one, members))


def denial(rule: Rule, matched: Bools, rows: Rows) -> Outcome:
    """What one source denies, no other asserts. matched: the rows that the rule is about."""
    topics: list[Topic] = []
    findings: list[Finding] = []
    grouping = grouped(rule, matched, rows.table)
    for one in map(_maker(rule, grouping, rows), (group for group in grouping.groups if _is_asked(group, rows))):
        found = [finding_of(clash, one) for clash in clashes(one) if clash.verdict == "denial"]
        if found:
            topics.append(_topic(one, ()))
            findings += found
    return Outcome(topics=tuple(topics), findings=tuple(findings))


CHECKS: dict[str, Check] = {
    "level": level,
    "sum": sum_,
    "ceiling": ceiling,
    "share": share,
    "conversion": conversion,
    "arithmetic": arithmetic,
    "denial": denial,
}


def _maker(rule: Rule, grouping: Grouping, rows: Rows) -> Callable[[Group], Matter]:
    """How the matter of each group is made."""
    losses = suffered(rule, rows)
    apart = frozenset(group.key for group in grouping.groups)
    return lambda group: matter(rule, group, rows, losses, apart)


def _is_asked(group: Group, rows: Rows) -> bool:
    """Whether the topic is asked for, by a figure of its own or by one of a part of it."""
    return rows.concerns(group.own, *(some for _, some in group.parts))


def _topic(one: Matter, members: tuple[Camp, ...]) -> Topic:
    return Topic(
        rule=one.rule.id, topic=one.topic, title=one.title, unit=one.group.unit,
        claims=tuple(one.table.ids[row] for row in one.rows), camps=members, uncompared=one.uncompared(),
    )  # fmt: skip


def _left_out(rule: Rule, grouping: Grouping, rows: Rows) -> Iterator[Topic]:
    """What the rule is about and no group could take, listed with the reason."""
    why = dict.fromkeys(grouping.ambiguous, "ambiguous") | dict.fromkeys(grouping.unnamed, "no subject")
    why = {row: reason for row, reason in why.items() if rows.concerns([row])}
    if why:
        left = [Uncompared(claim=rows.table.ids[row], why=why[row]) for row in sorted(why)]
        title = f"{rule.title}: figures that fit no topic, or more than one"
        yield Topic(
            rule=rule.id, topic=LEFT_OUT, title=title, unit="count",
            claims=tuple(one.claim for one in left), camps=(), uncompared=tuple(left),
        )  # fmt: skip
