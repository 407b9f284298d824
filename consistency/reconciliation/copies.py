"""Near-copies: the sketches of articles → which articles are one text under several names.

The share of equal slots of two sketches estimates what two texts have in common (see `consistency.articles.sketch`).
Candidates are found by bands (Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, ch. 3.4), so that the cost
grows with the articles and not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from consistency.articles.sketch import DIGITS, NEAR_COPY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BAND = (
    2 * DIGITS
)  # digits; two neighbouring slots that are equal make a candidate, which misses one near-copy in 10,000


def clusters(sketches: Iterable[str]) -> dict[str, str]:
    """Each sketch that is not empty → the least sketch of its cluster of near-copies."""
    distinct = sorted(set(sketches) - {""})
    leader = {sketch: sketch for sketch in distinct}
    buckets: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for sketch in distinct:
        for at in range(0, len(sketch), BAND):
            buckets[len(sketch), at, sketch[at : at + BAND]].append(sketch)
    for bucket in buckets.values():
        if len(bucket) > 1:
            _join(bucket, leader)
    return {sketch: root(sketch, leader) for sketch in distinct}


def _join(bucket: Sequence[str], leader: dict[str, str]) -> None:
    """Join the near-copies within a bucket: each to the first that leads it, so that many copies cost little."""
    slots = np.frombuffer(bytes.fromhex("".join(bucket)), dtype=np.uint8).reshape(len(bucket), -1)
    heads: list[int] = []
    for at, sketch in enumerate(bucket):
        equal = (slots[heads] == slots[at]).mean(axis=1) >= NEAR_COPY if heads else np.zeros(0, dtype=bool)
        if not equal.any():
            heads.append(at)
            continue
        one, other = sorted((root(bucket[heads[int(equal.argmax())]], leader), root(sketch, leader)))
        leader[other] = one


def root(sketch: str, leader: dict[str, str]) -> str:
    """Who leads at the end of a chain of leaders, which is shortened on the way."""
    while leader[sketch] != sketch:
        leader[sketch] = leader[leader[sketch]]
        sketch = leader[sketch]
    return sketch
