"""Behaviour: a rule and the key of a topic → how its figures behave over time.

What the rule leaves open is told by the vocabulary's concept of what is counted; a happening whose day is known says
which value is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from consistency.reconciliation.days import NEVER
from consistency.reconciliation.selection import asks_nothing
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.model import Measure, Rule
    from consistency.reconciliation.topics import Key

EVENT_DAY = 4  # which part of the event of a key tells its day
YEAR = 400  # days within which lies the year or the quarter whose result is told


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """How figures of one topic behave over time, and how much is known of what they are.

    measure: see `Rule`. holds, lag: days.
    timeless: the one true value is the same for all dates, because the rule or the happening says which value is meant.
    lasting: a total is held against every later one, not only for `holds`.
    recalls: for how many days before its own an undated figure may be meant, where it only agrees.
    hourly: a total grows in the course of a day.
    fleeting: nobody knows how long a figure holds.
    doubtful: nobody knows whether two figures are of one thing.
    unruled: no rule says what the figures are of.
    generic: nor does their subject say enough, so that only the articles tell them apart.
    """

    measure: Measure
    holds: int
    lag: int
    timeless: bool
    lasting: bool
    recalls: int = 0
    hourly: bool = False
    unruled: bool = False
    generic: bool = False
    fleeting: bool = False
    doubtful: bool = False

    @cached_property
    def reach(self) -> int:
        """For how many days after its own a figure holds."""
        return 0 if self.measure == "constant" else self.holds

    def window(self, first: int, last: int, gone: int, undated: bool) -> tuple[int, int]:
        """When a figure for these days holds."""
        if self.measure == "constant" and self.timeless:
            return (NEVER, gone)
        return (first - self.recalls * undated, min(last + self.reach, gone))

    def sure_window(self, first: int, last: int, gone: int) -> tuple[int, int]:
        """When a figure for some day among these holds, whichever day that is; empty where they are too many."""
        if self.measure == "constant" and self.timeless:
            return (NEVER, gone)
        return (last, min(first + self.reach, gone))


FORESEEN = Behaviour(measure="constant", holds=0, lag=0, timeless=True, lasting=True, generic=False)
ONCE = Behaviour(measure="constant", holds=0, lag=0, timeless=False, lasting=False, generic=False)


def behaviour_of(rule: Rule, key: Key) -> Behaviour:
    """How figures of a group behave: as the rule says, else as the vocabulary says of the subject.

    Of a magnitude of nobody knows what, no figure is taken to hold beyond its own days.
    """
    subject = concept(key.subject)
    holds = subject.holds if key.subject else 0
    pinned = rule.measure is not None or any(key.event[EVENT_DAY:]) or rule.about.event is not None
    return Behaviour(
        measure=rule.measure or subject.measure_of(key.predicate),
        holds=holds if rule.holds is None else rule.holds,
        lag=subject.lag if rule.lag is None else rule.lag,
        timeless=pinned,
        lasting=pinned,
        recalls=YEAR if subject.money and not pinned else 0,
        hourly=subject.hourly,
        fleeting=rule.holds is None and rule.measure is None and not subject.listed,
        doubtful=asks_nothing(rule.about) and key.is_general and not (any(key.event) or key.predicate or key.measures),
        unruled=asks_nothing(rule.about),
        generic=not rule.about.subject and not subject.settled,
    )


def once(lag: int) -> Behaviour:
    """How a flow behaves: it has one true amount, on its own days."""
    return replace(ONCE, lag=lag)
