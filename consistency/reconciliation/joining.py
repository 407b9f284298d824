"""Joining: keys that leave something open → the one group that each fits, or none where several do.

A toll of which the article does not say where belongs with the tolls of Myanmar as long as no other country's are
known. A key joins only keys that tell strictly more; those that tell most are settled first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.reconciliation.topics import Key

AMBIGUOUS = -1
Flat = tuple[object, ...]


def joined(keys: Sequence[Key]) -> list[int]:
    """For each key the index of the one that it goes with: itself where none tells more, AMBIGUOUS where several do."""
    flat = [_flat(key) for key in keys]
    open_slots = [frozenset(at for at, part in enumerate(parts) if part is None) for parts in flat]
    home = list(range(len(keys)))
    by_slots: dict[frozenset[int], list[int]] = defaultdict(list)
    for at, slots in enumerate(open_slots):
        by_slots[slots].append(at)
    for slots in sorted(by_slots, key=lambda some: (len(some), sorted(some))):
        fuller = [at for other, members in by_slots.items() if other < slots for at in members if home[at] == at]
        if not fuller:
            continue
        told: dict[Flat, list[int]] = defaultdict(list)
        for at in fuller:
            told[_told(flat[at], slots)].append(at)
        for at in by_slots[slots]:
            home[at] = _chosen(keys, at, told.get(_told(flat[at], slots), []))
    return home


def _flat(key: Key) -> Flat:
    return (
        key.dimension,
        key.subject or None,
        key.text or "",
        key.period or "",
        key.place,
        key.of,
        key.predicate,
        *key.event,
    )


def _told(parts: Flat, without: Iterable[int]) -> Flat:
    return tuple(part for at, part in enumerate(parts) if at not in without)


def _chosen(keys: Sequence[Key], at: int, candidates: list[int]) -> int:
    """The key that fits: the only one; else what goes without saying; else the place that all others lie in."""
    tacit = concept(keys[at].subject).together
    candidates = [one for one in candidates if keys[one].is_narrower == keys[at].is_narrower]
    if len(candidates) > 1 and keys[at].predicate is None and tacit:
        candidates = [one for one in candidates if keys[one].predicate == tacit[0][0]] or candidates
    if len(candidates) > 1 and keys[at].place is None:
        candidates = [one for one in candidates if _holds_all(keys, one, candidates)] or candidates
    if not candidates or (len(candidates) > 1 and _is_of_all(keys, at, candidates)):
        return at
    return candidates[0] if len(candidates) == 1 else AMBIGUOUS


def _is_of_all(keys: Sequence[Key], at: int, candidates: Sequence[int]) -> bool:
    """Whether a toll without nation or fate stands beside those of several nations or fates, so that it is of all."""
    key = keys[at]
    whole = [keys[one]._replace(of=key.of, predicate=key.predicate) for one in candidates]
    return concept(key.subject).measure == "total" and all(one == key for one in whole)


def _holds_all(keys: Sequence[Key], one: int, others: Sequence[int]) -> bool:
    """Whether the other keys are of places within that of the one, and else like it."""
    place = keys[one].place or ()
    return all(
        (keys[other].place or ())[: len(place)] == place and keys[other]._replace(place=place) == keys[one]
        for other in others
    )
