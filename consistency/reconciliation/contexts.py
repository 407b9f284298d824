"""Contexts: figures that tell no place, owner or happening → the one thing that their article speaks of.

Such a figure goes with the one group that its own article speaks of; failing that, with the one group, of any article,
whose place or happening its own article names elsewhere. Otherwise it can be compared within its article alone: two
articles on five and on twelve dead need not be about one accident.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.joining import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.reconciliation.arrays import Bools, Ints
    from consistency.reconciliation.table import Table
    from consistency.reconciliation.topics import Key

Thing = tuple[str, str, object]  # dimension, subject, and a place or an event


def placed(codes: Ints, keys: Sequence[Key], rows: Ints, table: Table) -> tuple[Ints, list[Key]]:
    """For each row the index of its key, and the keys, once the figures without any tie are placed.

    codes: the index of each row's key before.
    """
    tied = np.array([key.is_tied for key in keys], dtype=bool)[codes] if keys else np.zeros(0, dtype=bool)
    if tied.all():
        return codes, list(keys)
    texts = table.frame["text"].to_numpy()[rows]
    spoken: dict[tuple[str, int], set[int]] = defaultdict(set)
    for code, text in _pairs(codes, texts, tied):
        spoken[keys[code].dimension, text].add(code)
    things = _things(keys)
    named = _named(table)
    index = {key: at for at, key in enumerate(keys)}
    settled: dict[tuple[int, int], int] = {}
    for code, text in _pairs(codes, texts, ~tied):
        key = keys[code]
        here = spoken[key.dimension, text]
        elsewhere = {at for what in named[text] for at in things[key.dimension, key.subject, what]}
        home = _home(key, here, keys)
        home = _home(key, elsewhere, keys) if home is None else home
        alone = key._replace(text=table.words["text"][text])
        settled[code, text] = index.setdefault(alone, len(index)) if home is None else home
    pairs = zip(codes.tolist(), texts.tolist(), strict=True)
    return np.array([settled.get(pair, pair[0]) for pair in pairs], dtype=np.int64), list(index)


def _pairs(codes: Ints, texts: Ints, which: Bools) -> list[tuple[int, int]]:
    return sorted({*zip(codes[which].tolist(), texts[which].tolist(), strict=True)})


def _home(key: Key, candidates: Iterable[int], keys: Sequence[Key]) -> int | None:
    """The one of the candidates that a key goes with, or None."""
    near = sorted(candidates)
    home = joined([key, *(keys[one] for one in near)])[0] if near else 0
    return near[home - 1] if home > 0 else None


def _things(keys: Sequence[Key]) -> dict[Thing, set[int]]:
    """Which keys are of a place or of a happening."""
    found: dict[Thing, set[int]] = defaultdict(set)
    for at, key in enumerate(keys):
        for what in (key.place, "/".join(part for part in key.event if part)):
            if what:
                found[key.dimension, key.subject, what].add(at)
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
