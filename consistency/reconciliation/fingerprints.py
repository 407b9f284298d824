"""Fingerprints: who said which figure about what → a short name that stays the same across runs, machines and edits.

Nothing of where or how often a figure was printed goes into one: no path, no quote, no count. A changed figure does.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.model import Claim

Figure = tuple[tuple[str, ...], float | None, float | None, str, str, bool]


def figure_of(claim: Claim, origins: Sequence[str]) -> Figure:
    """Who said it, the ends, which belong to it, the unit, and whether it is approximate; a denial is marked in `closed`."""
    quantity = claim.quantity
    interval = quantity.interval
    low = None if interval is None or interval.low is None else float(interval.low)
    high = None if interval is None or interval.high is None else float(interval.high)
    closed = ("denied " if claim.modality == "denied" else "") + (interval.closed if interval else "")
    return (tuple(origins), low, high, closed, quantity.unit, quantity.approximate)


def pair_fingerprint(rule: str, topic: str, one: Figure, other: Figure) -> str:
    """The name of a clash of two figures, whichever is named first."""
    return short([rule, topic, *sorted(json.dumps(figure, ensure_ascii=False) for figure in (one, other))])


def finding_id(rule: str, topic: str, verdict: str, parts: Iterable[object]) -> str:
    """The name of a finding: of its verdict and of what takes part."""
    return short([rule, topic, verdict, *sorted(json.dumps(part, ensure_ascii=False) for part in parts)])


def short(content: Sequence[str]) -> str:
    """Sixteen hex digits of a content."""
    return blake2b(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
