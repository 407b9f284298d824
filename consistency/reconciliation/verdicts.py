"""Verdicts: what the voices of a topic are to each other → sides, with how each verdict was reached.

First flows are asked whether they explain a difference; only then does time decide whether it is a contradiction or a
change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.compare import Relations, compared
from consistency.reconciliation.denials import Opposition, opposition
from consistency.reconciliation.flows import Account, account
from consistency.reconciliation.sides import Sides, disputes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from consistency.model import Verdict
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.voices import Voice

NEAREST = 1_000  # voices of a topic that are held against each other; of more, those nearest in time
ASKED = 5_000  # pairs of a topic for which flows are summed


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What a kind of rule has to say of a verdict of its own.

    message: what follows the figures. steps: how it came about. ends: the numbers between which the gap lies, lower
    end first or not; None where it lies between two of the voices.
    """

    message: str
    steps: tuple[str, ...]
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One verdict: voices in sides. differing: the pairs of `voices` of which it holds. account: of an `explained`.

    telling: what its rule says of it, where that is not what is said of levels.
    """

    verdict: Verdict
    voices: tuple[Voice, ...]
    sides: Sides
    differing: Bools
    account: Account | None = None
    telling: Telling | None = None


def against(verdict: Verdict, sides: Sequence[tuple[Voice, ...]], telling: Telling) -> Clash:
    """One verdict on sides of voices, of which every two on different sides are held against each other."""
    voices = tuple(voice for side in sides for voice in side)
    side_of = np.repeat(np.arange(len(sides)), [len(side) for side in sides])
    where = tuple(tuple(np.flatnonzero(side_of == at).tolist()) for at in range(len(sides)))
    return Clash(
        verdict=verdict, voices=voices, sides=where, differing=side_of[:, None] != side_of[None, :], telling=telling
    )  # fmt: skip


def of_one_period(clash: Clash) -> bool:
    """Whether all that clash name the same stretch of several days; amounts added on one day may be of two things."""
    voices = [clash.voices[at] for side in clash.sides for at in side]
    first, last = voices[0].stated
    return last > first and all(voice.dated and voice.stated == (first, last) for voice in voices)


def at_once(clash: Clash) -> bool:
    """Whether all that clash name the same days, or were printed on one day; another day's plan may be another plan."""
    return len({clash.voices[at].stated for side in clash.sides for at in side}) == 1


def clashes(matter: Matter) -> Iterator[Clash]:
    """Every verdict on a topic but its agreements.

    Of more than NEAREST voices each is held against those of its own stretch of time, and the newest movement is told.
    """
    starts = range(0, max(len(matter.voices), 1), NEAREST)
    for start in starts:
        voices = matter.voices[start : start + NEAREST]
        relations = compared(voices, matter.behaviour)
        for account_of, differing in _explained(matter, voices, relations):
            for sides in disputes(differing):
                yield Clash(verdict="explained", voices=voices, sides=sides, differing=differing, account=account_of)
        for sides in disputes(relations.clashing):
            yield Clash(verdict="contradiction", voices=voices, sides=sides, differing=relations.clashing)
        denied = opposition(matter.denials, voices)
        yield from _denied(matter, voices, denied)
        if start == starts[-1]:
            yield from _changed(matter, voices, relations, denied)


def _explained(matter: Matter, voices: Sequence[Voice], relations: Relations) -> list[tuple[Account, Bools]]:
    """The pairs for which flows account, by the flows that do; they are taken out of `relations`."""
    if not (matter.flows or matter.losses):
        return []
    found: dict[tuple[object, ...], tuple[Account, Bools]] = {}
    differing = np.argwhere(np.triu(relations.clashing | relations.moved))
    for one, other in differing[:ASKED].tolist():
        steps = _account(voices[one], voices[other], matter)
        if steps is None:
            continue
        key = (tuple(flow.rows for flow, _ in steps.steps), tuple(loss.rows for loss in steps.losses))
        table = found.setdefault(key, (steps, np.zeros_like(relations.clashing)))[1]
        for first, second in ((one, other), (other, one)):
            table[first, second] = True
            relations.clashing[first, second] = relations.moved[first, second] = False
    return [found[key] for key in sorted(found)]


def _account(one: Voice, other: Voice, matter: Matter) -> Account | None:
    """Either may have come first where the days that they speak for overlap."""
    steps = account(one, other, matter.flows, matter.losses)
    if steps is None and other.first <= one.last:
        steps = account(other, one, matter.flows, matter.losses)
    return steps


def _denied(matter: Matter, voices: tuple[Voice, ...], found: Opposition) -> Iterator[Clash]:
    """A dispute for each set of denials that oppose the same figures."""
    if not found.opposed.any():
        return
    everyone = (*voices, *(denial.voice for denial in matter.denials))
    differing = _bordered(np.zeros((len(voices), len(voices)), dtype=bool), found.opposed)
    same: dict[bytes, list[int]] = defaultdict(list)
    for row, opposed in enumerate(found.opposed):
        if opposed.any():
            same[opposed.tobytes()].append(row)
    for rows in same.values():
        sides = (tuple(len(voices) + row for row in rows), tuple(np.flatnonzero(found.opposed[rows[0]]).tolist()))
        yield Clash(verdict="denial", voices=everyone, sides=sides, differing=differing)


def _changed(matter: Matter, voices: tuple[Voice, ...], relations: Relations, found: Opposition) -> Iterator[Clash]:
    """The one sequence in which the figures moved, a speaker who turned round among them."""
    moved = _bordered(relations.moved, found.turned)
    if not moved.any():
        return
    everyone = (*voices, *(denial.voice for denial in matter.denials))
    order = sorted(
        np.flatnonzero(moved.any(axis=1)).tolist(), key=lambda at: (everyone[at].first, everyone[at].last, at)
    )
    stages: list[list[int]] = []
    for at in order:
        if stages and not moved[at, stages[-1]].any():
            stages[-1].append(at)
        else:
            stages.append([at])
    sides = tuple(tuple(sorted(stage)) for stage in stages)
    yield Clash(verdict="change", voices=everyone, sides=sides, differing=moved)


def _bordered(among: Bools, against: Bools) -> Bools:
    """A symmetric table of voices, extended by the denials that stand against them."""
    size = len(among) + len(against)
    table = np.zeros((size, size), dtype=bool)
    table[: len(among), : len(among)] = among
    table[len(among) :, : len(among)] = against
    table[: len(among), len(among) :] = against.T
    return table
