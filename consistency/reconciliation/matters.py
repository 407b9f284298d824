"""Matters: a group of claims → what is compared in its topic: levels, flows, losses and denials, and what is not.

A level is what there is, was, or had been in all; increases and decreases are flows. What is projected or planned
waits until its date has come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

from consistency.intervals import Interval
from consistency.model import KINDS, MODALITIES, Uncompared
from consistency.reconciliation.denials import Denial
from consistency.reconciliation.flows import Flow, Loss, merged
from consistency.reconciliation.selection import asks_nothing, selected
from consistency.reconciliation.units import measured
from consistency.reconciliation.voices import Behaviour, Row, Voice, voices
from consistency.reconciliation.widening import add_widened
from consistency.reconciliation.wording import country, heading, plural
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from consistency.model import Claim, LinkKind, Rule
    from consistency.reconciliation.table import Table
    from consistency.reconciliation.topics import Group, Key

PROJECTED, PLANNED, DENIED = (MODALITIES.index(name) for name in ("projected", "planned", "denied"))
AWAITED = {PROJECTED: "projection", PLANNED: "plan"}
UNSAID = (PROJECTED, PLANNED, DENIED)
LEVEL, INCREASE, DECREASE = (KINDS.index(name) for name in ("level", "increase", "decrease"))
EVENT_DAY = 4  # which part of the event of a key tells its day
UNENDING = 10**6  # days
CONVERTED = 0.05  # by which share a figure given again in other units may be off


class Rows:
    """The rows of the table as values, widened by one rule's slack; `kinds` and `modalities` by row."""

    def __init__(self, table: Table, slack: float) -> None:
        self.table = table
        frame = add_widened(table.frame, slack)
        self.kinds = frame["kind"].tolist()
        self.modalities = frame["modality"].tolist()
        sizes = [measured(unit).size for unit in table.words["unit"]]
        columns = {
            name: frame[name].tolist() for name in Row._fields if name in frame.columns and name not in table.words
        }
        columns |= {name: _words(table, name) for name in ("origins", "parties", "identity", "text", "unit")}
        columns["size"] = [sizes[code] for code in frame["unit"].tolist()]
        self.values = list(map(Row._make, zip(*(columns[name] for name in Row._fields), strict=True)))
        for row, other in _tied(table.claims, "restates"):
            if _is_conversion(self.values[row], self.values[other]):
                self.values[row] = self.values[other]
        self.wholes = dict(_tied(table.claims, "part_of"))
        self.ends = {start: end for end, start in _tied(table.claims, "from")}

    def aside(self, row: int, others: AbstractSet[int]) -> str | None:
        """Why a row is not held against the others of its group, one of which it is tied to; None where it is."""
        if self.wholes.get(row) in others:
            return "a part of another figure of its sentence"
        end = self.ends.get(row)
        if (
            end is not None
            and end in others
            and (self.values[row].first, self.values[row].last)
            == (
                self.values[end].first,
                self.values[end].last,
            )
        ):
            return "where a change began, on a day that is not told"
        return None


def _tied(claims: Sequence[Claim], kind: LinkKind) -> list[tuple[int, int]]:
    """Each row with a tie of a kind to another, and that one, such as "292,587 hectares (722,998 acres)"."""
    ties = {(row, link.to) for row, claim in enumerate(claims) for link in claim.links if link.kind == kind}
    wanted = {to for _, to in ties}
    rows = {claim.claim_id: row for row, claim in enumerate(claims) if claim.claim_id in wanted}
    return sorted((row, rows[to]) for row, to in ties if to in rows)


def _is_conversion(one: Row, other: Row) -> bool:
    """Whether two figures are the same but for the rounding of a conversion; else one of them is a slip."""
    return all(
        near == far or abs(near * one.size - far * other.size) <= CONVERTED * abs(far * other.size)
        for near, far in ((one.low, other.low), (one.high, other.high))
    )


@dataclass(frozen=True, kw_only=True)
class Matter:
    """All that is compared under one rule in one group. left: rows that are not, and why."""

    rule: Rule
    group: Group
    table: Table
    behaviour: Behaviour
    voices: tuple[Voice, ...]
    flows: tuple[Flow, ...]
    losses: tuple[Loss, ...]
    denials: tuple[Denial, ...]
    left: tuple[tuple[int, str], ...]

    @property
    def topic(self) -> str:
        return self.group.key.spelt()

    @cached_property
    def title(self) -> str:
        """The rule's title, and where the topic is narrower than the rule, to what."""
        key, about = self.group.key, self.rule.about
        if asks_nothing(about):
            return heading(key) + (f": {plural(key.flow)}" if key.flow else "")
        narrower = [plural(key.subject)] if about.subject and key.subject != about.subject[0] else []
        narrower += [country(part) for part in (key.place or ())[len(about.place) :]]
        narrower += [country(key.of)] if key.of and key.of not in about.of else []
        narrower += [key.predicate.replace("_", " ")] if "predicate" in self.rule.same and key.predicate else []
        narrower += [plural(key.flow)] if key.flow else []
        narrower += [] if key.dimension == "count" or about.dimension else [measured_in(self.group.unit)]
        return f"{self.rule.title} ({', '.join(narrower)})" if narrower else self.rule.title

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Every row that the topic lists, in the order of the table."""
        spoken = {row for voice in self.voices for row in voice.rows}
        spoken |= {row for flow in self.flows for row in flow.rows}
        spoken |= {row for denial in self.denials for row in denial.voice.rows}
        return tuple(sorted(spoken | {row for row, _ in self.left}))

    def claim(self, row: int) -> Claim:
        return self.table.claims[row]

    def claims(self, some: Iterable[Voice]) -> list[Claim]:
        """The claims of several voices, in the order of the table."""
        return [self.table.claims[row] for row in sorted({row for voice in some for row in voice.rows})]

    def uncompared(self) -> tuple[Uncompared, ...]:
        return tuple(Uncompared(claim=self.claim(row).claim_id, why=why) for row, why in self.left)


def measured_in(unit: str) -> str:
    """What a unit measures, in a word."""
    found = measured(unit)
    return found.kinds[0] if found.kinds else unit


def matter(rule: Rule, group: Group, rows: Rows, losses: Sequence[Loss], apart: frozenset[Key]) -> Matter:
    """What is compared in one group.

    losses: what the rule's `losses` select. apart: the keys that are groups of their own, where their denials are told.
    """
    sorted_rows = list(_rows(group))
    size = measured(group.unit).size
    behaviour = behaviour_of(rule, group.key)
    levels, flows, denied, left = [], [], [], []
    others = {row for row, _ in sorted_rows}
    for row, part in sorted_rows:
        modality, kind = rows.modalities[row], rows.kinds[row]
        if why := rows.aside(row, others):
            left.append((row, why))
        elif modality in AWAITED:
            if part is None or part not in apart:
                left.append((row, AWAITED[modality]))
        elif modality == DENIED:
            if part is None or part not in apart:
                denied.append((row, part))
        elif rows.values[row].low == -inf and (rows.values[row].high == inf or (part is not None and kind == LEVEL)):
            left.append((row, "no figure" if part is None else "no lower bound for the whole"))
        elif kind == LEVEL:
            levels.append((row, rows.values[row], part))
        else:
            flows.append(_flow(row, rows, size, behaviour.lag, part)[0])
    return Matter(
        rule=rule, group=group, table=rows.table, behaviour=behaviour,
        voices=tuple(voices(levels, size, behaviour)), flows=tuple(merged(flows)),
        losses=tuple(_in_units(losses, group, size)) if behaviour.measure == "stock" else (),
        denials=tuple(_denials(denied, rows, size, behaviour)), left=tuple(sorted(left)),
    )  # fmt: skip


def matters_of_flows(whole: Matter, rows: Rows) -> Iterator[Matter]:
    """The increases, and the decreases, of one topic, each to be compared among themselves where there are several."""
    for kind, name in ((INCREASE, "increase"), (DECREASE, "decrease")):
        told = [
            (row, rows.values[row], part)
            for row, part in _rows(whole.group)
            if rows.kinds[row] == kind and rows.modalities[row] not in UNSAID and rows.values[row].low > -inf
        ]
        behaviour = _once(whole.behaviour.lag)
        said = tuple(voices(told, measured(whole.group.unit).size, behaviour)) if len(told) > 1 else ()
        if len(said) > 1 and any(voice.part is None for voice in said):
            group = replace(whole.group, key=whole.group.key._replace(flow=name), parts=())
            nothing: dict[str, Any] = {"flows": (), "losses": (), "denials": (), "left": ()}
            yield replace(whole, group=group, behaviour=behaviour, voices=said, **nothing)


def behaviour_of(rule: Rule, key: Key) -> Behaviour:
    """How figures of a group behave: as the rule says, else as the vocabulary says of the subject.

    Of a magnitude of nobody knows what, no figure is taken to hold beyond its own days.
    """
    subject = concept(key.subject)
    holds = subject.holds if key.subject else 0
    pinned = rule.measure is not None or any(key.event[EVENT_DAY:]) or rule.about.event is not None
    return Behaviour(
        measure=rule.measure or subject.measure,
        holds=holds if rule.holds is None else rule.holds,
        lag=subject.lag if rule.lag is None else rule.lag,
        timeless=pinned, lasting=pinned, generic=not rule.about.subject and not subject.settled,
    )  # fmt: skip


def suffered(rule: Rule, rows: Rows) -> tuple[Loss, ...]:
    """The losses that a rule's `losses` select, in base units; of an open-ended one what is named."""
    if rule.losses is None:
        return ()
    table, found = rows.table, []
    for row in selected(rule.losses, table).nonzero()[0].tolist():
        value = rows.values[row]
        most = value.top if value.top < inf else value.bottom
        if rows.modalities[row] in UNSAID or most == -inf:
            continue
        subject = table.word("subject", row) or ""
        wholes = [one for one in rule.losses.subject if concept(subject).is_part_of(one)]
        what, dimension = wholes[0] if wholes else subject, measured(value.unit).dimension
        found.append(Loss(what, dimension, value.first, value.last, most * value.size, (row,)))
    return tuple(found)


def _in_units(losses: Sequence[Loss], group: Group, size: float) -> Iterator[Loss]:
    """The losses of what the group counts, in its unit."""
    return (loss._replace(most=loss.most / size) for loss in losses if loss.dimension == group.key.dimension)


def _rows(group: Group) -> Iterator[tuple[int, Key | None]]:
    for row in group.own:
        yield row, None
    for key, rows in group.parts:
        for row in rows:
            yield row, key


def _flow(row: int, rows: Rows, size: float, lag: int, part: Key | None) -> tuple[Flow, Voice]:
    """A flow, and the voice that tells of it."""
    (voice,) = voices([(row, rows.values[row], None)], size, _once(lag))
    sign = 1 if rows.kinds[row] == INCREASE else -1
    return Flow(sign, voice.first, voice.last, _nonnegative(voice.interval), (row,), part is not None), voice


def _once(lag: int) -> Behaviour:
    """How a flow behaves: it has one true amount, on its own days."""
    return Behaviour(measure="constant", holds=0, lag=lag, timeless=False, lasting=False, generic=False)


def _nonnegative(amount: Interval) -> Interval:
    return amount.intersection(Interval(low=0, high=None)) or amount


def _denials(
    denied: Sequence[tuple[int, Key | None]], rows: Rows, size: float, behaviour: Behaviour
) -> Iterator[Denial]:
    """The denials, those for a part with its key; of anything but a stock they hold until taken back."""
    lasting = behaviour if behaviour.measure == "stock" else replace(behaviour, holds=UNENDING)
    scopes = {part for _, part in denied}
    for scope in sorted(scopes, key=lambda part: "" if part is None else part.spelt()):
        said = [(row, rows.values[row], None) for row, part in denied if part == scope]
        yield from (Denial(voice, scope) for voice in voices(said, size, lasting))


def _words(table: Table, name: str) -> list[object]:
    words = table.words[name]
    return [words[code] if code >= 0 else () for code in table.frame[name].tolist()]
