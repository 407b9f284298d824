"""Agreements: the voices of a topic → camps, and which camps hold two independent parties.

A camp is a largest set of claims that can all be true at once. Parties count once each, however many outlets carry
them; a part of the whole is in the camp and lends it no party.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING, Protocol

from consistency.intervals import between
from consistency.model import Camp
from consistency.reconciliation.camps import Box, cliques
from consistency.reconciliation.days import EVER, KNOWN, NEVER, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.topics import Key
    from consistency.reconciliation.voices import Voice

MOST = 100  # camps told of one topic: those of the most parties, then of the most voices


class Spoken(Protocol):
    """The days of a voice (see `Voice`)."""

    @property
    def stated(self) -> tuple[int, int]: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def since(self) -> int: ...
    @property
    def until(self) -> int: ...


def camps(matter: Matter) -> list[tuple[Voice, ...]]:
    """The members of each camp, sorted; at most MOST camps."""
    boxes: dict[Box, list[int]] = defaultdict(list)
    for at, voice in enumerate(matter.voices):
        if voice.part is not None and matter.behaviour.unruled:
            continue  # without a rule that lays them side by side, a part is no figure of the whole
        boxes[Box(voice.since, voice.until, voice.floor, voice.ceiling)].append(at)
    members = list(boxes.values())
    found = [sorted(at for box in clique for at in members[box]) for clique in cliques(list(boxes))]
    if any(voice.part is not None for voice in matter.voices):
        found = _at_one(found, matter)
    if len(found) > MOST:
        found = nlargest(MOST, found, key=lambda camp: (len(_parties(matter, camp)), len(camp), [-at for at in camp]))
    return [tuple(matter.voices[at] for at in camp) for camp in sorted(found)]


def _at_one(found: Sequence[list[int]], matter: Matter) -> list[list[int]]:
    """The camps, parted where two figures of one and the same part could not both be true of it."""
    parted = {tuple(camp) for each in found for camp in _parted(each, matter)}
    largest = sorted(parted, key=lambda camp: (-len(camp), camp))
    kept: list[set[int]] = []
    for camp in largest:
        if not any(more.issuperset(camp) for more in kept):
            kept.append(set(camp))
    return [sorted(camp) for camp in kept]


def _parted(camp: list[int], matter: Matter) -> list[list[int]]:
    told: dict[Key, list[int]] = defaultdict(list)
    for at in camp:
        part = matter.voices[at].part
        if part is not None:
            told[part].append(at)
    camps = [camp]
    for some in told.values():
        spoken = [matter.voices[at] for at in some]
        meeting = cliques([Box(voice.since, voice.until, voice.floor, voice.alone) for voice in spoken])
        if len(meeting) > 1:
            kept = [{some[at] for at in clique} for clique in meeting]
            camps = [[at for at in one if at not in some or at in clique] for one in camps for clique in kept]
    return camps[:MOST]


def _parties(matter: Matter, camp: Sequence[int]) -> set[str]:
    return {party for at in camp if matter.voices[at].part is None for party in matter.voices[at].parties}


def camp_of(members: Sequence[Voice], matter: Matter) -> Camp:
    """The camp as reported: who is in it, and the values and days that all of them share."""
    bottom = max(voice.interval.bottom for voice in members)
    top = min(voice.interval.top for voice in members)
    shared = between(bottom, top)
    assert shared is not None, "the members of a camp share a value"
    return Camp(
        claims=matter.ids(members),
        interval=shared,
        origins=tuple(sorted({origin for voice in members for origin in voice.origins})),
        parties=tuple(sorted(parties(members))),
        as_of=shared_days(members),
    )


def parties(members: Sequence[Voice]) -> set[str]:
    """The independent parties in a camp: those that speak of the whole."""
    return {party for voice in members if voice.part is None for party in voice.parties}


def corroborating(members: Sequence[Voice]) -> list[tuple[Voice, ...]]:
    """The voices of a camp by who speaks, one side a set of parties; none where fewer than two are independent."""
    sides: dict[tuple[str, ...], list[Voice]] = defaultdict(list)
    for voice in members:
        if voice.part is None and voice.parties:
            sides[tuple(sorted(voice.parties))].append(voice)
    if len(sides) < 2 or len(parties(members)) < 2:
        return []
    return [tuple(sides[names]) for names in sorted(sides)]


def telling(found: Sequence[tuple[Voice, ...]]) -> list[tuple[Voice, ...]]:
    """The camps whose agreement is worth telling: not those of fewer of the same parties about the same days."""
    told: list[tuple[set[str], tuple[int, int], tuple[Voice, ...]]] = []
    for camp in sorted(found, key=lambda members: -len(parties(members))):
        known, days = parties(camp), (max(voice.since for voice in camp), min(voice.until for voice in camp))
        if corroborating(camp) and not any(known <= more and _meet(days, theirs) for more, theirs, _ in told):
            told.append((known, days, camp))
    return [camp for _, _, camp in told]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def shared_days(members: Sequence[Spoken]) -> tuple[date, date] | None:
    """The days that members of a camp speak of in common; else those on which all of their figures hold; None where no
    article has a date.
    """
    stated = [voice.stated for voice in members]
    spoken = [(voice.first, voice.last) for voice in members]
    holding = [(voice.since, voice.until) for voice in members]
    for periods in (stated, spoken, holding):
        first, last = max(each[0] for each in periods), min(each[1] for each in periods)
        if NEVER < first <= last < EVER:
            return _dates(first, last)
    return _dates(min(each[0] for each in stated), max(each[1] for each in stated))


def _dates(first: int, last: int) -> tuple[date, date] | None:
    return (day_of(first), day_of(last)) if last >= KNOWN else None
