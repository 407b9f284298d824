"""Figures of headlines that name nobody → the figure of the text below, of a speaker, that each of them repeats.

A headline is no voice of its own beside the minister whom its text quotes: "Hundreds killed" above "340 have died, the
minister said" is the minister's figure once more, and corroborates nothing. Where the text has a nearer figure in its
own voice, the headline is in that voice, too.
"""

from __future__ import annotations

from collections import defaultdict
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.reconciliation.columns import Columns

SAME = ("document", "unit", "subject", "kind", "modality")  # what a headline tells as its text does
OFTEN_LEFT_OUT = ("of", "predicate", "event")  # and what it may leave out
ROUNDED = 0.05  # by how much of a figure a headline may have rounded it
BOUND = 1.5  # how far, in times, a figure may be beyond the bound that a headline gives of it ("more than 300" of 340)


def repeated(given: Columns) -> Iterator[tuple[int, int]]:
    """The row of each such headline, with that of the nearest figure in its text, the first of those as near."""
    texts = given.texts
    nobody = [
        row for row in np.flatnonzero(given.in_title & given.figured).tolist()
        if texts["source"][row] is None and texts["via"][row] is None and texts["subject"][row] is not None
        and texts["modality"][row] != "denied"
    ]  # fmt: skip
    if not nobody:
        return
    titled = {tuple(texts[name][row] for name in SAME) for row in nobody}
    below: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for row, same in enumerate(zip(*(texts[name] for name in SAME), strict=True)):
        if same in titled and given.figured[row] and not given.in_title[row]:
            below[same].append(row)
    for row in nobody:
        told = [body for body in below[tuple(texts[name][row] for name in SAME)] if _may_be_one(given, row, body)]
        near = [(distance, body) for body in told if (distance := _distance(given, row, body)) is not None]
        body = min(near, default=(0.0, row))[1]  # rows stand as in the text
        if body != row and texts["source"][body] is not None:
            yield row, body


def _may_be_one(given: Columns, row: int, body: int) -> bool:
    """Whether a figure of the text is of what the headline's is, as far as that tells."""
    left_out = (given.texts[name] for name in OFTEN_LEFT_OUT)
    place, there = given.tuples["place"][row], given.tuples["place"][body]
    shared = min(len(place), len(there))
    days, then = given.periods[row], given.periods[body]
    return (
        all(told[row] is None or told[row] == told[body] for told in left_out)
        and place[:shared] == there[:shared]
        and (not days or not then or (str(days[0]) <= str(then[1]) and str(then[0]) <= str(days[1])))
    )


def _distance(given: Columns, row: int, body: int) -> float | None:
    """How far the figure of the text is from the headline's, in shares of it; None where that is no rounding."""
    low, high = float(given.low[row]), float(given.high[row])
    bottom, top = float(given.low[body]), float(given.high[body])
    if given.vague[row] and low <= bottom <= top <= high:
        return 0.0
    if isfinite(low) and not isfinite(high) and isfinite(top):  # "more than 300" of 340
        return bottom / low - 1 if 0 < low <= bottom <= low * BOUND else None
    if isfinite(high) and not isfinite(low) and isfinite(bottom):
        return high / top - 1 if 0 < top <= high <= top * BOUND else None
    ends = [(low, bottom), (high, top)]
    apart = [
        abs(one - other) / max(abs(one), abs(other), 1e-9) for one, other in ends if isfinite(one) and isfinite(other)
    ]
    return max(apart) if apart and max(apart) <= ROUNDED else None
