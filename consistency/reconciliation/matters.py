"""Matters: a group of claims → what is compared in its topic: levels, flows, losses and denials, and what is not.

A level is what there is, was, or had been in all; increases and decreases are flows. What is projected or planned
waits until its date has come.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

from consistency.intervals import Interval
from consistency.model import KINDS, MODALITIES, Uncompared
from consistency.reconciliation.behaviour import FORESEEN, ONCE, Behaviour, behaviour_of, once
from consistency.reconciliation.denials import Denial
from consistency.reconciliation.flows import Flow, Loss, merged
from consistency.reconciliation.projections import answers
from consistency.reconciliation.selection import asks_nothing, selected
from consistency.reconciliation.units import measured
from consistency.reconciliation.voices import Voice, voices
from consistency.reconciliation.wording import country, happening, heading, plural
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from consistency.model import Claim, Rule
    from consistency.reconciliation.rows import Rows
    from consistency.reconciliation.table import Table
    from consistency.reconciliation.topics import Group, Key
    from consistency.reconciliation.voices import Row

PROJECTED, PLANNED, DENIED = (MODALITIES.index(name) for name in ("projected", "planned", "denied"))
AWAITED = {PROJECTED: "projection", PLANNED: "plan"}
UNSAID = (PROJECTED, PLANNED, DENIED)
LEVEL, INCREASE, DECREASE = (KINDS.index(name) for name in ("level", "increase", "decrease"))
Level = tuple[int, "Row", "Key | None"]  # row, what it says, and the part of the topic that it is of
PART = 0.9  # of a larger figure; one that is nearer to it is no part of it but the same, corrected
PLANS = "planned"
UNENDING = 10**6  # days


@dataclass(frozen=True, kw_only=True)
class Matter:
    """All that is compared under one rule in one group.

    left: rows that are not, and why. due: what was projected for a day that has come and whose outcome is known.
    """

    rule: Rule
    group: Group
    table: Table
    behaviour: Behaviour
    voices: tuple[Voice, ...]
    flows: tuple[Flow, ...]
    losses: tuple[Loss, ...]
    denials: tuple[Denial, ...]
    left: tuple[tuple[int, str], ...]
    due: tuple[Voice, ...] = ()

    @cached_property
    def topic(self) -> str:
        return self.group.key.spelt()

    @cached_property
    def title(self) -> str:
        """The rule's title, and where the topic is narrower than the rule, to what."""
        key, about = self.group.key, self.rule.about
        own = (key.subject or "").startswith(self.rule.id)  # figures that an article ties together, of whatever subject
        if asks_nothing(about) and not own:
            return heading(key) + (f": {_flows(key)}" if key.flow else "")
        named = (self.rule.id, *about.subject[:1])
        narrower = [plural(key.subject)] if about.subject and key.subject not in named and not own else []
        narrower += [(key.subject or "").removeprefix(self.rule.id).strip(" ()")] if own else []
        narrower = [word for word in narrower if word]
        narrower += [country(part) for part in (key.place or ())[len(about.place) :]]
        narrower += [country(key.of)] if key.of and key.of not in about.of else []
        narrower += [key.predicate.replace("_", " ")] if "predicate" in self.rule.same and key.predicate else []
        narrower += [_flows(key)] if key.flow else []
        narrower += [happening(key)] if happening(key) and not about.event else []
        narrower += [] if key.dimension == "count" or about.dimension else [measured_in(self.group.unit)]
        return f"{self.rule.title} ({', '.join(narrower)})" if narrower else self.rule.title

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Every row that the topic lists, in the order of the table."""
        spoken = {row for voice in self.voices for row in voice.rows}
        spoken |= {row for flow in self.flows for row in flow.rows}
        spoken |= {row for denial in self.denials for row in denial.voice.rows}
        spoken |= {row for voice in self.due for row in voice.rows}
        return tuple(sorted(spoken | {row for row, _ in self.left}))

    def claim(self, row: int) -> Claim:
        return self.table.claims[row]

    def ids(self, some: Iterable[Voice]) -> tuple[str, ...]:
        """The ids of the claims of several voices, in the order of the table."""
        return tuple(self.table.ids[row] for row in sorted({row for voice in some for row in voice.rows}))

    def uncompared(self) -> tuple[Uncompared, ...]:
        return tuple(Uncompared(claim=self.table.ids[row], why=why) for row, why in self.left)


def _flows(key: Key) -> str:
    """What of a topic is compared: its increases, its decreases, or what is projected or planned."""
    flow = key.flow or ""
    return plural(flow) if flow in KINDS else flow


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
    levels, flows, denied, left, due = [], [], [], [], []
    others = {row for row, _ in sorted_rows}
    for row, part in sorted_rows:
        modality, kind, value = rows.modalities[row], rows.kinds[row], rows.values[row]
        if rows.is_tied[row] and (why := rows.aside(row, others)):
            left.append((row, why))
        elif modality in AWAITED:
            if part is None and kind == LEVEL and rows.is_due(row) and value.low > -inf:
                due.append(row)
            elif part is None or part not in apart:
                left.append((row, AWAITED[modality]))
        elif modality == DENIED:
            if part is None or part not in apart:
                denied.append((row, part))
        elif value.low == -inf and (value.high == inf or (part is not None and kind == LEVEL)):
            left.append((row, "no figure" if part is None else "no lower bound for the whole"))
        elif kind == LEVEL:
            levels.append((row, value, part))
        else:
            flows.append(flow_of(row, rows, size, behaviour.lag, part))
    said = tuple(voices(levels, size, behaviour))
    if asks_nothing(rule.about):
        said = _beside(said, levels)
    awaited = voices([(row, rows.values[row], None) for row in due], size, ONCE)
    answered = tuple(voice for voice in awaited if answers(voice, said, behaviour))
    left += [(row, AWAITED[rows.modalities[row]]) for voice in awaited if voice not in answered for row in voice.rows]
    return Matter(
        rule=rule, group=group, table=rows.table, behaviour=behaviour, due=answered, voices=said,
        flows=tuple(merged(flows)),
        losses=tuple(_in_units(losses, group, size)) if behaviour.measure == "stock" else (),
        denials=tuple(_denials(denied, rows, size, behaviour)), left=tuple(sorted(left)),
    )  # fmt: skip


def _beside(said: Sequence[Voice], levels: Sequence[Level]) -> tuple[Voice, ...]:
    """The voices, those marked that one speaker in one article tells of one time beside a larger figure: without a rule
    that says what is counted they may be parts of it, or of something else, and oppose nothing.
    """
    if len({row.text for _, row, _ in levels}) == len(levels):
        return tuple(said)  # no article has two
    told: dict[tuple[object, ...], list[Level]] = defaultdict(list)
    for level in levels:
        _, row, part = level
        told[row.text, row.origins if row.named else None, row.first, row.last, part].append(level)
    beside: set[int] = set()
    for some in told.values():
        most = max(row.low * row.size for _, row, _ in some)
        beside |= {at for at, row, _ in some if row.high * row.size < PART * most}
    return tuple(voice._replace(beside=True) if beside.issuperset(voice.rows) else voice for voice in said)


def matters_of_flows(whole: Matter, rows: Rows) -> Iterator[Matter]:
    """The increases, and the decreases, of one topic, each to be compared among themselves where there are several."""
    for kind, name in ((INCREASE, "increase"), (DECREASE, "decrease")) if whole.flows else ():
        told = [
            (row, rows.values[row], part)
            for row, part in _rows(whole.group)
            if rows.kinds[row] == kind and rows.modalities[row] not in UNSAID and rows.values[row].low > -inf
        ]
        behaviour = once(whole.behaviour.lag)
        said = tuple(voices(told, measured(whole.group.unit).size, behaviour)) if len(told) > 1 else ()
        if len(said) > 1 and any(voice.part is None for voice in said):
            group = replace(whole.group, key=whole.group.key._replace(flow=name), parts=())
            nothing: dict[str, Any] = {"flows": (), "losses": (), "denials": (), "left": (), "due": ()}
            yield replace(whole, group=group, behaviour=behaviour, voices=said, **nothing)


def matters_of_awaited(whole: Matter, rows: Rows) -> Iterator[Matter]:
    """What is projected, and what is planned, each compared with its like alone: who foresees or promises the same,
    also where several articles have it of one speaker."""
    for modality, name in ((PROJECTED, "projected"), (PLANNED, PLANS)) if whole.left or whole.due else ():
        told = [
            (row, rows.values[row], part)
            for row, part in _rows(whole.group)
            if part is None and rows.modalities[row] == modality and rows.is_figure(row)
        ]
        said = tuple(voices(told, measured(whole.group.unit).size, FORESEEN)) if len(told) > 1 else ()
        if len(said) > 1 or any(len(voice.texts) > 1 for voice in said):
            group = replace(whole.group, key=whole.group.key._replace(flow=name), parts=())
            nothing: dict[str, Any] = {"flows": (), "losses": (), "denials": (), "left": (), "due": ()}
            yield replace(whole, group=group, behaviour=FORESEEN, voices=said, **nothing)


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


def flow_of(row: int, rows: Rows, size: float, lag: int, part: Key | None = None) -> Flow:
    """The flow that an increase or a decrease tells of, in a unit of that size."""
    (voice,) = voices([(row, rows.values[row], None)], size, once(lag))
    sign = 1 if rows.kinds[row] == INCREASE else -1
    return Flow(sign, voice.first, voice.last, _nonnegative(voice.interval), (row,), part is not None)


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
