"""Sides: pairs that clash → as few disputes as tell them all, each between sides of which every two clash throughout.

Forty articles on two figures are one dispute with two sides, not four hundred pairs; three camps that all exclude each
other are one dispute with three. Members of one side do not clash. A greedy cover by complete multipartite graphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.reconciliation.arrays import Bools

MOST = 50  # disputes told of one topic; where figures are without end, more of them tell nothing new
Sides = tuple[tuple[int, ...], ...]


def disputes(clashing: Bools) -> list[Sides]:
    """The disputes in a symmetric truth table of clashing pairs, sides and members in the order of their indices."""
    masks = _masks(clashing)
    uncovered = list(masks)
    found: list[Sides] = []
    while any(uncovered) and len(found) < MOST:
        seed = max(range(len(masks)), key=lambda at: (uncovered[at].bit_count(), -at))
        sides = _grown(seed, masks, uncovered)
        _cover(sides, uncovered)
        found.append(tuple(sorted(tuple(_bits(side)) for side in sides)))
    return found


def _masks(table: Bools) -> list[int]:
    """Each row as a number whose bits are its columns."""
    packed = np.packbits(table, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _grown(seed: int, masks: Sequence[int], uncovered: Sequence[int]) -> list[int]:
    """The sides of a dispute around `seed`: first those that it clashes with, then those that clash with them."""
    sides = [1 << seed]
    partners = _bits(uncovered[seed])
    others = [at for at in range(len(masks)) if uncovered[at] and not masks[seed] >> at & 1 and at != seed]
    for at in (*partners, *others):
        home = _home(masks[at], sides)
        if home is None:
            continue
        opposed = sum(side for index, side in enumerate(sides) if index != home)
        if not uncovered[at] & opposed:
            continue
        if home == len(sides):
            sides.append(1 << at)
        else:
            sides[home] |= 1 << at
    return sides


def _home(mask: int, sides: Sequence[int]) -> int | None:
    """The side that one belongs to: a new one if it clashes with all, the only one it does not clash with, or none."""
    home = len(sides)
    for index, side in enumerate(sides):
        shared = mask & side
        if shared == side:
            continue
        if shared or home < len(sides):
            return None
        home = index
    return home


def _cover(sides: Sequence[int], uncovered: list[int]) -> None:
    whole = sum(sides)
    for side in sides:
        for at in _bits(side):
            uncovered[at] &= ~(whole & ~side)


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
