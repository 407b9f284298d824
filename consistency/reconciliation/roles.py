"""Roles: a rule whose claims play several parts (a whole and its parts, a lower and an upper) → who says what of each.

Claims are grouped as those of a level rule are, by place and by what the rule's `same` names, but whatever they count
(and wherever, or whosever, where roles are told apart by that);
within a group, the claims of each role give the voices of that role. A role is played by its own subject alone: the
killed are no `casualty` here, as what parts add up to is just what such a rule is about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from consistency.reconciliation.behaviour import behaviour_of
from consistency.reconciliation.days import LONG
from consistency.reconciliation.flows import merged
from consistency.reconciliation.matters import LEVEL, UNSAID, Matter, flow_of
from consistency.reconciliation.selection import asks_nothing, selected
from consistency.reconciliation.topics import grouped
from consistency.reconciliation.units import measured
from consistency.reconciliation.voices import voices
from consistency.vocabulary import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from consistency.model import Rule, Selector
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.flows import Flow
    from consistency.reconciliation.rows import Rows
    from consistency.reconciliation.topics import Group
    from consistency.reconciliation.voices import Voice


APART = ("place", "of")  # what may tell roles apart beside what they count


@dataclass(frozen=True, kw_only=True)
class Casting:
    """One topic of such a rule. voices, flows: of each role, sorted. matter: all of them, for findings."""

    matter: Matter
    voices: Mapping[str, tuple[Voice, ...]]
    flows: Mapping[str, tuple[Flow, ...]]


def castings(rule: Rule, roles: Mapping[str, Selector], matched: Bools, rows: Rows) -> Iterator[Casting]:
    """A casting for each group of claims in which more than one role is played.

    roles: by a name of one's own, such as "whole". matched: the rows that the rule is about; of them its own reference
    figures are taken.
    """
    apart = {name for name in APART if _differ(name, roles, rule)}
    players = {name: _players(role, rule.about, "place" in apart, matched, rows) for name, role in roles.items()}
    if "place" in apart:  # of no place in particular are the figures that are of none of the others
        somewhere = [players[name] for name, role in roles.items() if role.place or rule.about.place]
        players |= {
            name: players[name] & ~np.logical_or.reduce(somewhere)
            for name, role in roles.items() if somewhere and not (role.place or rule.about.place)
        }  # fmt: skip
    together = np.logical_or.reduce(list(players.values()))
    alike: dict[str, Any] = {"subject": rule.id, "predicate": None}
    alike |= {"place": rule.about.place or None} if "place" in apart else {}
    alike |= {"of": None} if "of" in apart else {}
    for group in grouped(_pooled(rule, roles if apart else {}), together, rows.table, alike).groups:
        if not rows.concerns(group.own) or (asks_nothing(rule.about) and not apart and not group.key.is_tied):
            continue  # nothing but its article ties it to anything
        members = {name: [row for row in group.own if mask[row]] for name, mask in players.items()}
        if sum(map(bool, members.values())) > 1:
            yield _casting(rule, roles, group, members, rows)


def _differ(name: str, roles: Mapping[str, Selector], rule: Rule) -> bool:
    """Whether roles are told apart by a key of their selectors."""
    return len({getattr(role, name) or getattr(rule.about, name) for role in roles.values()}) > 1


def _players(role: Selector, about: Selector, placed: bool, matched: Bools, rows: Rows) -> Bools:
    """The claims that play a role, and the reference figures of the rule among them.

    placed: the roles are told apart by their places, so that one is played by figures of its very place alone.
    """
    table = rows.table
    mask = selected(role, table)
    if role.subject:
        names = {canonical(name) for name in role.subject}
        mask &= table.where("subject", names.__contains__)
    if placed and (role.place or about.place):
        mask &= table.where("place", (role.place or about.place).__eq__)
    return np.asarray(mask & ((table.frame["fact_of"].to_numpy() == -1) | matched))


def _pooled(rule: Rule, apart: Mapping[str, Selector]) -> Rule:
    """The rule as grouping is to see it: about whatever its roles count, and, of all the world, apart by happening.

    apart: the roles, where each tells its own place or owner, so that they tell what the rule is about.
    """
    subjects = tuple(
        dict.fromkeys(subject for role in apart.values() for subject in role.subject or rule.about.subject)
    )
    about = replace(rule.about, subject=subjects, predicate=())
    same = ("of", "event") if asks_nothing(about) else rule.same
    return replace(rule, about=about, same=tuple(dict.fromkeys((*rule.same, *same))))


def _casting(
    rule: Rule, roles: Mapping[str, Selector], group: Group, members: Mapping[str, Sequence[int]], rows: Rows
) -> Casting:
    size = measured(group.unit).size
    told: dict[str, tuple[Voice, ...]] = {}
    flows: dict[str, tuple[Flow, ...]] = {}
    left: list[tuple[int, str]] = []
    for name, players in members.items():
        subject = (*roles[name].subject, "")[0]
        behaviour = behaviour_of(rule, group.key._replace(subject=subject))
        levels, moves = [], []
        for row in players:
            if rows.modalities[row] in UNSAID:
                left.append((row, "neither asserted nor estimated"))
            elif rows.kinds[row] == LEVEL:
                levels.append((row, rows.values[row], None))
            else:
                moves.append(flow_of(row, rows, size, behaviour.lag))
        told[name] = tuple(voices(levels, size, behaviour))
        flows[name] = tuple(merged(moves))
    everyone = tuple(voice for some in told.values() for voice in some)
    matter = Matter(
        rule=rule, group=group, table=rows.table, behaviour=behaviour_of(rule, group.key), voices=everyone,
        flows=tuple(flow for some in flows.values() for flow in some), losses=(), denials=(), left=tuple(sorted(left)),
    )  # fmt: skip
    return Casting(matter=matter, voices=told, flows=flows)


def hold_together(some: Sequence[Voice]) -> bool:
    """Whether there is a day on which all of the figures may hold; of one whose day nobody knows, none is known."""
    if any(voice.stated[1] - voice.stated[0] >= LONG for voice in some):
        return False
    return max(voice.since for voice in some) <= min(voice.until for voice in some)
