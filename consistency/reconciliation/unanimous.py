"""Unanimous topics: groups in which all figures share a value and a day → one camp, told in whole columns.

Most topics of a large collection are of this kind, and need no voice to be compared with another. What is told of them
is what the pairwise way tells: the same camp, the same agreement. Its words are made that way, when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from consistency.intervals import Interval
from consistency.model import Camp, Finding, Topic
from consistency.reconciliation.agreements import camps, shared_days
from consistency.reconciliation.behaviour import behaviour_of
from consistency.reconciliation.days import EVER, NEVER
from consistency.reconciliation.findings import agreement_words, severity
from consistency.reconciliation.fingerprints import figure, finding_id
from consistency.reconciliation.matters import LEVEL, UNSAID, Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from consistency.model import Rule
    from consistency.reconciliation.arrays import Bools, Ints
    from consistency.reconciliation.behaviour import Behaviour
    from consistency.reconciliation.rows import Glance, Rows
    from consistency.reconciliation.topics import Group
    from consistency.reconciliation.voices import Voice


# What makes a voice: who speaks, and the figure (see `Row.figure`).
SAID = ("identity", "origins", "low", "high", "unit", "approximate", "vague")


class Told(NamedTuple):
    """What one unanimous topic gives."""

    topic: Topic
    finding: Finding | None


class Period(NamedTuple):
    """The days of a voice, by the names that `shared_days` knows them by."""

    stated: tuple[int, int]
    first: int
    last: int
    since: int
    until: int


class Saying(NamedTuple):
    """A voice of a unanimous topic: one of its rows, all of them, and its days."""

    row: int
    rows: list[int]
    period: Period


class Unanimity:
    """Which groups of a rule are unanimous: only closed levels that are said, in one unit, of the whole, that share a
    value and a day.
    """

    def __init__(self, rule: Rule, groups: Sequence[Group], rows: Rows, made: Callable[[Group], Matter]) -> None:
        """made: how the matter of a group is made, which only its words need."""
        self.rule, self.groups, self.rows, self.made = rule, groups, rows, made
        self.behaviours = [behaviour_of(rule, group.key) for group in groups]

    def told(self) -> Iterator[Told | None]:
        """For each group what it gives, or None where its voices have to be compared."""
        if not self.groups:
            return
        sizes = np.array([len(group.own) for group in self.groups])
        members = np.concatenate([np.array(group.own, dtype=np.int64) for group in self.groups])
        of = np.arange(len(sizes)).repeat(sizes)
        found = self._alike(members, of, np.concatenate([[0], np.cumsum(sizes)[:-1]]))
        sayings = self._sayings(members[found[of]], of[found[of]])
        for at, (group, alike) in enumerate(zip(self.groups, found.tolist(), strict=True)):
            yield self._told(group, self.behaviours[at], sayings[at]) if alike else None

    def _alike(self, members: Ints, of: Ints, starts: Ints) -> Bools:
        """The groups that are. members: their rows, group by group; of: of which; starts: where each begins."""
        frame = self.rows.widened
        plain = (frame["kind"] == LEVEL) & ~np.isin(frame["modality"], UNSAID) & ~frame["tied"]
        plain &= ~frame["open_low"] & ~frame["open_high"] & (frame["low"] > -np.inf) & (frame["high"] < np.inf)
        first = self._first(members, of)
        reach = np.array([_reach(behaviour) for behaviour in self.behaviours])
        until = np.minimum(frame["last"][members] + reach[of], EVER)
        units, low, high = frame["unit"][members], frame["bottom"][members], frame["top"][members]
        near = (frame["low"] - frame["margin"])[members], (frame["high"] + frame["margin"])[members]
        found = np.logical_and.reduceat(plain[members], starts)
        found &= np.maximum.reduceat(low, starts) <= np.minimum.reduceat(high, starts)
        found &= np.maximum.reduceat(near[0], starts) <= np.minimum.reduceat(near[1], starts)  # none replaces another
        found &= (np.maximum.reduceat(first, starts) <= np.minimum.reduceat(until, starts)) | (reach >= EVER)
        found &= np.maximum.reduceat(units, starts) == np.minimum.reduceat(units, starts)
        return np.asarray(found & np.array([not group.parts for group in self.groups], dtype=bool))

    def _first(self, members: Ints, of: Ints) -> Ints:
        """The first day that each figure may speak for."""
        lags = np.array([behaviour.lag for behaviour in self.behaviours])
        frame = self.rows.widened
        return np.asarray(frame["first"][members] - lags[of] * frame["undated"][members])

    def _sayings(self, members: Ints, of: Ints) -> dict[int, list[Saying]]:
        """The voices of each group, by the group's number."""
        told: dict[int, list[Saying]] = defaultdict(list)
        if not len(members):
            return told
        frame = self.rows.widened
        who = np.zeros(len(self.rows.table.claims), dtype=np.int64)
        for name in SAID:  # a number for each speaker with each figure
            codes = pd.factorize(frame[name])[0]
            who = pd.factorize(who * (codes.max() + 1) + codes)[0]
        first, last = self._first(members, of), frame["last"][members]
        voice = of * (who.max() + 1) + who[members]
        order = np.lexsort((last, first, voice))
        starts = np.flatnonzero(np.diff(voice[order], prepend=-1))
        group = of[order][starts]
        begun, ended = first[order][starts], np.maximum.reduceat(last[order], starts)
        undated, ordered = frame["undated"][members[order][starts]], members[order].tolist()
        lags = np.array([behaviour.lag for behaviour in self.behaviours])[group] * undated
        reach = np.array([_reach(behaviour) for behaviour in self.behaviours])[group]
        numbers = (group, begun, ended, lags, reach, starts, [*starts[1:], len(ordered)])
        for at, early, late, lag, held, start, stop in zip(*(np.asarray(one).tolist() for one in numbers), strict=True):
            since, until = (NEVER, EVER) if held >= EVER else (early, late + held)
            some = sorted(ordered[start:stop])
            told[at].append(Saying(some[0], some, Period((early + lag, late), early, late, since, until)))
        return told

    def _told(self, group: Group, behaviour: Behaviour, voices: Sequence[Saying]) -> Told:
        table = self.rows.table
        plain = Matter(rule=self.rule, group=group, table=table, behaviour=behaviour, voices=(), flows=(), losses=(),
                       denials=(), left=())  # fmt: skip
        spoken = [(self.rows.values.glance(voice.row), voice) for voice in voices]
        camp = Camp(
            claims=tuple(table.ids[row] for row in sorted(group.own)),
            interval=Interval(low=max(row.bottom for row, _ in spoken), high=min(row.top for row, _ in spoken)),
            origins=tuple(sorted({origin for row, _ in spoken for origin in row.origins})),
            parties=tuple(sorted({party for row, _ in spoken for party in row.parties})),
            as_of=shared_days([voice.period for voice in voices]),
        )
        topic = Topic(
            rule=self.rule.id, topic=plain.topic, title=plain.title, unit=group.unit, claims=camp.claims, camps=(camp,),
            uncompared=(),
        )  # fmt: skip
        return Told(topic, self._agreement(plain, spoken, camp))

    def _agreement(self, plain: Matter, spoken: Sequence[tuple[Glance, Saying]], camp: Camp) -> Finding | None:
        sides: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, voice in spoken:
            if row.parties:
                sides[tuple(sorted(row.parties))] += voice.rows
        if len(sides) < 2 or len(camp.parties) < 2:
            return None
        rule, ids = self.rule, self.rows.table.ids
        figures = {figure(row.origins, row.low, row.high, "both", row.unit, row.approximate)
                   for row, _ in spoken if row.parties}  # fmt: skip
        return Finding(
            id=finding_id(rule.id, plain.topic, "agreement", figures), rule=rule.id, topic=plain.topic,
            verdict="agreement", severity=severity(rule, "agreement", False), pairs=(), gap=None,
            sides=tuple(tuple(ids[row] for row in sorted(sides[names])) for names in sorted(sides)),
            words=agreement_words(partial(self._members, plain.group)),
        )  # fmt: skip

    def _members(self, group: Group) -> tuple[Sequence[Voice], Matter]:
        """The voices of the one camp, and their matter, as the pairwise way has them."""
        whole = self.made(group)
        return camps(whole)[0], whole


def _reach(behaviour: Behaviour) -> int:
    """For how long a figure holds; for ever where there is one true value, whatever the date."""
    return EVER if behaviour.measure == "constant" and behaviour.timeless else behaviour.reach
