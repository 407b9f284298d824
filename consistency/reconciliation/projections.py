"""Projections: what was to be, once its day has come → whether the figures of that day bear it out.

A projection or a plan that tells no day waits for ever; one whose day has come and of which no later figure is known
waits too. It is held against figures that were printed no earlier than itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.reconciliation.verdicts import Clash, Telling, against

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from consistency.reconciliation.behaviour import Behaviour
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.voices import Voice

LATEST = 7  # days after the projected day that a figure may be for, where figures of its kind do not hold longer


def answers(projected: Voice, levels: Sequence[Voice], behaviour: Behaviour) -> list[Voice]:
    """The levels of the projected days: those that speak of them, else the first that are told soon after."""
    later = [v for v in levels if v.printed >= projected.printed and v.texts.isdisjoint(projected.texts)]
    then = [v for v in later if v.stated[0] <= projected.last and projected.first <= v.stated[1]]
    limit = projected.last + max(LATEST, behaviour.reach)
    after = [v for v in later if projected.last < v.stated[0] <= limit]
    first = min((v.stated[0] for v in after), default=0)
    return then or [v for v in after if v.stated[0] == first]


def outcomes(matter: Matter) -> Iterator[Clash]:
    """For each projection whose day has come, whether it was borne out."""
    for projected in matter.due:
        levels = answers(projected, matter.voices, matter.behaviour)
        met = [level for level in levels if projected.floor <= level.ceiling and level.floor <= projected.ceiling]
        told = met or levels
        word = "meets" if met else "shares no number with"
        steps = (f"Its day has come: {projected.interval} {word} {told[0].interval}.",)
        telling = Telling(message="; that was borne out" if met else "; that was not borne out", steps=steps)
        yield against("borne_out" if met else "not_borne_out", ((projected,), tuple(told)), telling)
