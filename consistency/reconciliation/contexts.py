"""Contexts: figures that do not tell all of what they are of → the one thing that their article or story speaks of.

The same figure, told twice in one story of what may be one thing, is of one thing. Any other figure that leaves its
place, its owner or its happening open goes with the one group that its own article speaks of; failing that, that its
story speaks of; failing that, with the one group, of any article, whose place or happening its own article names
elsewhere. Otherwise it can be compared within its story alone: two articles on five and on twelve dead need not be
about one accident.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.echoes import bridged, echoed, quoted, renamed
from consistency.reconciliation.joining import joined
from consistency.reconciliation.scopes import EVENT_DAYS, levelled, softened, unpinned
from consistency.reconciliation.stories import Told, stories
from consistency.vocabulary import common_currencies, concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from consistency.reconciliation.arrays import Bools, Ints
    from consistency.reconciliation.table import Table
    from consistency.reconciliation.topics import Key

Thing = tuple[str, str, object]  # dimension, subject, and a place or an event
EVERYDAY = ("count", "percent", "percentage_point", "[length]", "[time]", "[mass]", *common_currencies())


def placed(codes: Ints, keys: Sequence[Key], rows: Ints, table: Table) -> tuple[Ints, list[Key]]:
    """For each row the index of its key, and the keys, once what is left open is told by the story.

    codes: the index of each row's key before.
    """
    firm, keys = unpinned(codes, keys, rows, table)
    if not (table.inferring or any(_leaves_open(key) for key in keys)):
        return firm, keys
    names = [table.words["text"][code] for code in table.frame["text"].tolist()]
    story = stories(names, table.claims, table.frame["printed"].to_numpy())
    texts = table.frame["text"].to_numpy()[rows].tolist()
    told = Told(table, rows.tolist(), texts, [story[names[row]] for row in rows.tolist()])
    codes = firm
    for step in (softened, levelled, renamed):
        codes, keys = step(codes, keys, told)
    codes = bridged(echoed(codes, keys, told), keys, told)
    codes, keys = _settled(codes, firm, keys, told)
    return quoted(echoed(codes, keys, told), keys, told)  # what one article has placed, another may have left open


def _leaves_open(key: Key) -> bool:
    """Whether a key leaves open what, where, or whose, or names it by a word that the vocabulary does not have."""
    return not key.is_tied or key.is_general or not concept(key.subject).known


def _settled(codes: Ints, firm: Ints, keys: Sequence[Key], told: Told) -> tuple[Ints, list[Key]]:
    """Each open key of an article → the key of the group that it goes with there.

    firm: the keys as the articles infer them, which hold where a story tells no better.
    """
    tied = np.array([key.is_tied for key in keys], dtype=bool)[codes]
    by_text = _spoken(codes, told.texts, tied, keys)
    by_story = _spoken(codes, told.stories, tied, keys)
    before: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for code, story, known in zip(codes.tolist(), told.stories, firm.tolist(), strict=True):
        before[keys[code].dimension, keys[code].subject, story].add(known)
    things, named = _things(keys, set(codes.tolist())), _named(told.table)
    nameless = _nameless(codes, keys, told.texts)
    index = {key: at for at, key in enumerate(keys)}
    settled: dict[tuple[int, int], int] = {}
    for code, text, story in sorted({*zip(codes.tolist(), told.texts, told.stories, strict=True)}):
        key = keys[code]
        candidates: tuple[Iterable[int], ...] = (
            by_text[key.dimension, text],
            by_story[key.dimension, story],
            {at for what in named[text] for at in things[key.dimension, key.subject, what]} if not key.is_tied else (),
        )
        if not (key.subject or any(key.event) or key.predicate or key.of or key.place) and key.dimension in EVERYDAY:
            candidates = ()  # what it counts is told by no other figure's company
        home = next((found for some in candidates if (found := _home(code, some, keys)) is not None), None)
        inferred = _inferred(key, before[key.dimension, key.subject, story], keys, index)
        if home is not None:
            settled[code, text] = home
        elif inferred is not None and inferred != code:
            settled[code, text] = inferred
        elif not key.is_tied and (key.subject or code in nameless):
            settled[code, text] = index.setdefault(key._replace(text=story), len(index))
    pairs = zip(codes.tolist(), told.texts, strict=True)
    return np.array([settled.get(pair, pair[0]) for pair in pairs], dtype=np.int64), list(index)


def _inferred(key: Key, known: set[int], keys: Sequence[Key], index: dict[Key, int]) -> int | None:
    """The key with the place, the owner and the day that the articles of a story infer for such figures, the most
    precise of those that lie in each other; what they infer in several ways stays open. None where nothing is told.
    """
    places = sorted({keys[code].place or () for code in known}, key=len)
    owners = {keys[code].of for code in known} - {None}
    events = {keys[code].event for code in known if keys[code].event[:EVENT_DAYS] == key.event[:EVENT_DAYS]}
    days = {event for event in events if any(event[EVENT_DAYS:])}
    whole = key._replace(event=days.pop()) if len(days) == 1 and any(key.event) else key
    if len(owners) <= 1 and all(places[-1][: len(place)] == place for place in places):
        whole = whole._replace(place=key.place or places[-1] or None, of=key.of or next(iter(owners), None))
    return index.setdefault(whole, len(index)) if whole != key else None


def _nameless(codes: Ints, keys: Sequence[Key], texts: Sequence[int]) -> set[int]:
    """The keys of no subject that tell enough to be compared: what is said, or where exactly, once an article.

    "235,000 at Adré" and "260,000 at Adré" are of one thing as long as neither article has another such figure.
    """
    each = Counter(zip(codes.tolist(), texts, strict=True))
    several = {code for (code, _), count in each.items() if count > 1}
    return {
        code
        for code, key in enumerate(keys)
        if not key.subject
        and code not in several
        and (key.predicate or key.place or key.of or any(key.event) or key.dimension not in EVERYDAY)
    }


def _spoken(
    codes: Ints, where: Sequence[object], which: Bools, keys: Sequence[Key]
) -> dict[tuple[str, object], set[int]]:
    """For each dimension and each article, or story, the tied keys that are spoken of there."""
    found: dict[tuple[str, object], set[int]] = defaultdict(set)
    for code, place, tied in zip(codes.tolist(), where, which.tolist(), strict=True):
        if tied:
            found[keys[code].dimension, place].add(code)
    return found


def _home(code: int, candidates: Iterable[int], keys: Sequence[Key]) -> int | None:
    """The one of the candidates that a key goes with, or None."""
    near = sorted(set(candidates) - {code})
    home = joined([keys[code], *(keys[one] for one in near)])[0] if near else 0
    return near[home - 1] if home > 0 else None


def _things(keys: Sequence[Key], used: set[int]) -> dict[Thing, set[int]]:
    """Which of the keys in use are of a place or of a happening."""
    return _grouped((keys[at].dimension, keys[at].subject, what, at) for at in used for what in _whats(keys[at]))


def _whats(key: Key) -> Iterator[object]:
    yield from (what for what in (key.place, "/".join(part for part in key.event if part)) if what)


def _grouped(entries: Iterable[tuple[str, str, object, int]]) -> dict[Thing, set[int]]:
    found: dict[Thing, set[int]] = defaultdict(set)
    for dimension, subject, what, at in entries:
        found[dimension, subject, what].add(at)
    return found


def _named(table: Table) -> dict[int, set[object]]:
    """The places and happenings that each text names."""
    found: dict[int, set[object]] = defaultdict(set)
    for column in ("place", "event"):
        words = table.words[column]
        for text, code in table.frame[["text", column]].drop_duplicates().itertuples(index=False):
            if code >= 0:
                found[text].add(words[code] if column == "place" else str(words[code]).replace("-", "/"))
    return found
