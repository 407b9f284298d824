"""Fingerprints: who said which figure about what → a short name that stays the same across runs, machines and edits.

Nothing of where or how often a figure was printed goes into one: no path, no quote, no count. A changed figure does.
A person's name counts the same however an article spells it, whatever else was read.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from consistency.reconciliation.spellings import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@lru_cache(maxsize=4096)
def figure(
    origins: tuple[str, ...], low: float | None, high: float | None, closed: str, unit: str, approximate: bool
) -> str:
    """Who said it, its ends, which of them belong to it, the unit, and whether it is approximate or denied, as JSON.

    closed: as in an interval, after "denied " where it is; nothing after it where an existence is.
    """
    return json.dumps([[*map(key, origins)], low, high, closed, unit, approximate], ensure_ascii=False)


def pair_fingerprint(rule: str, topic: str, one: str, other: str) -> str:
    """The name of a clash of two figures (see `figure`), whichever is named first."""
    return short([rule, topic, *sorted((one, other))])


def finding_id(rule: str, topic: str, verdict: str, parts: Iterable[str]) -> str:
    """The name of a finding: of its verdict and of what takes part."""
    return short([rule, topic, verdict, *sorted(parts)])


def told_apart(ids: Iterable[str]) -> list[str]:
    """Each id once: where the same figures clash again at another time, the later finding is named by its turn."""
    turns: dict[str, int] = {}
    found = []
    for each in ids:
        turn = turns[each] = turns.get(each, 0) + 1
        found.append(each if turn == 1 else short([each, str(turn)]))
    return found


def short(content: Sequence[str]) -> str:
    """Sixteen hex digits of a content."""
    return blake2b("\0".join(content).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
