"""Scopes: keys as single sentences tell them → wider, narrower or open, as the articles of their story tell them.

What a sentence leaves to the article around it (where, whose, on which day it happened) is read from one article or
another, and stays open where several tell the story. What is counted over weeks is of those weeks alone. A toll is of
the whole country or of one place in it as its articles tell the two apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.days import EVER, spelt
from consistency.reconciliation.stories import sharp_value
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from consistency.reconciliation.arrays import Ints
    from consistency.reconciliation.stories import Told
    from consistency.reconciliation.table import Table
    from consistency.reconciliation.topics import Key

EVENT_DAYS = 2  # which parts of the event of a key tell its day: those from here on
STATISTIC = 14  # days from which on a period is no happening
NEWS = 60  # days after which a period is none of the present
Place = tuple[str, ...] | None
Happening = tuple[str, str, str, str | None, str]  # story, dimension, subject, kind of event, and country


def unpinned(codes: Ints, keys: Sequence[Key], rows: Ints, table: Table) -> tuple[Ints, list[Key]]:
    """What is counted over weeks is of those weeks ("5,600 drones in September"), and of no happening of some day."""
    first, last, printed = (table.frame[name].to_numpy()[rows] for name in ("first", "last", "printed"))
    index = {key: at for at, key in enumerate(keys)}
    pinned = {(key.dimension, key.subject) for key in keys if any(key.event)}
    over = last < printed - NEWS
    found = codes.copy()
    for at in np.flatnonzero(last - first >= STATISTIC).tolist():
        key = keys[codes[at]]
        measure = concept(key.subject).measure_of(key.predicate)
        apart = (key.dimension, key.subject) in pinned or (measure == "total" and over[at])
        if measure != "stock" and not any(key.event) and apart:
            period = spelt(int(first[at]), int(last[at]) if over[at] else EVER)
            found[at] = index.setdefault(key._replace(period=period), len(index))
    return found, list(index)


def softened(codes: Ints, keys: Sequence[Key], told: Told) -> tuple[Ints, list[Key]]:
    """Where several articles tell one story, the place, owner and day that a sentence does not tell are left open."""
    texts: dict[str, set[int]] = defaultdict(set)
    for text, story in zip(told.texts, told.stories, strict=True):
        texts[story].add(text)
    index = {key: at for at, key in enumerate(keys)}
    found = codes.copy()
    for at, story in enumerate(told.stories):
        inferred = told.claim(at).inferred
        if inferred and len(texts[story]) > 1:
            key = keys[codes[at]]
            soft = _soft(key, inferred)
            found[at] = index.setdefault(soft, len(index)) if soft != key else codes[at]
    return found, list(index)


def _soft(key: Key, inferred: Sequence[str]) -> Key:
    subject = concept(key.subject)
    firm = subject.owned and not subject.settled  # whose drones they are is told by what they did
    return key._replace(
        place=None if "place" in inferred else key.place,
        of=None if "of" in inferred and not firm else key.of,
        event=(*key.event[:EVENT_DAYS], *(None for _ in key.event[EVENT_DAYS:])) if "event" in inferred else key.event,
    )


def levelled(codes: Ints, keys: Sequence[Key], told: Told) -> tuple[Ints, list[Key]]:
    """The figures of one happening, each for the whole country or for one place in it, as its articles tell them apart.

    Where an article gives a larger figure without a place beside one for a town, the larger is of all. Where it gives
    figures for one place alone, and another article of the story none but for the country, both are of all.
    """
    index = {key: at for at, key in enumerate(keys)}
    found = codes.copy()
    for (*_, country), articles in _by_happening(codes, keys, told).items():
        whole = (country,)
        moved = [at for places in articles.values() for at in _of_all(places, told)]
        overall = bool(moved) or any(whole in places and set(places) <= {None, whole} for places in articles.values())
        for places in articles.values() if overall else ():
            named = set(places) - {None}
            if len(named) == 1 and named != {whole} and _stays_apart(places, moved):
                moved += [at for some in places.values() for at in some]
        for at in moved:
            found[at] = index.setdefault(keys[codes[at]]._replace(place=whole), len(index))
    return found, list(index)


def _stays_apart(places: Mapping[Place, Sequence[int]], moved: Sequence[int]) -> bool:
    """Whether none of an article's figures without a place is known to be of all."""
    return set(places.get(None, ())).isdisjoint(moved)


def _by_happening(codes: Ints, keys: Sequence[Key], told: Told) -> dict[Happening, dict[int, dict[Place, list[int]]]]:
    """The figures of each happening, by article and by the place that they are for."""
    found: dict[Happening, dict[int, dict[Place, list[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for at, story in enumerate(told.stories):
        key = keys[codes[at]]
        if any(key.event) and concept(key.subject).measure_of(key.predicate) != "total":
            continue  # a crowd in one town is no part of another's
        kind, country = key.event[:2] if key.event else (None, None)
        country = country or (key.place[0] if key.place else None)
        if country and (key.place is None or key.place[0] == country):
            found[story, key.dimension, key.subject, kind, country][told.texts[at]][key.place].append(at)
    return found


def _of_all(places: Mapping[Place, Sequence[int]], told: Told) -> list[int]:
    """The figures of one article without a place, where one of them is larger than each that it gives for a place."""
    values = {
        place: [value[1] for at in some if (value := sharp_value(told.claim(at), 1)) is not None]
        for place, some in places.items()
    }
    elsewhere = [value for place, some in values.items() if place is not None for value in some]
    larger = values.get(None) and elsewhere and max(values[None]) > max(elsewhere)
    return list(places[None]) if larger else []
