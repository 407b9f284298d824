"""Figures of headlines that name nobody → the figure of the text below, of a speaker, that each of them repeats.

A headline is no voice of its own beside the minister whom its text quotes: "Hundreds killed" above "340 have died, the
minister said" is the minister's figure once more, and corroborates nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.reconciliation.columns import Columns

SAME = ("document", "unit", "subject", "kind", "modality")  # what a headline tells as its text does
ROUNDED = 0.05  # by how much of its figure a headline may have rounded


def repeated(given: Columns) -> Iterator[tuple[int, int]]:
    """The row of each such headline, with that of the first figure in its text that it repeats."""
    texts, places = given.texts, given.tuples["place"]
    nobody = [
        row for row in np.flatnonzero(given.in_title).tolist()
        if texts["source"][row] is None and texts["via"][row] is None and texts["subject"][row] is not None
    ]  # fmt: skip
    if not nobody:
        return
    titled = {tuple(texts[name][row] for name in SAME) for row in nobody}
    below: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for row, same in enumerate(zip(*(texts[name] for name in SAME), strict=True)):
        if same in titled and texts["source"][row] is not None and not given.in_title[row]:
            below[same].append(row)
    for row in nobody:
        for body in below[tuple(texts[name][row] for name in SAME)]:
            shared = min(len(places[row]), len(places[body]))
            if places[row][:shared] == places[body][:shared] and _meet(given, row, body):
                yield row, body
                break


def _meet(given: Columns, row: int, body: int) -> bool:
    """Whether the figure of the text may be what the headline says, rounded."""
    low, high = float(given.low[row]), float(given.high[row])
    return bool(given.low[body] <= high + abs(high) * ROUNDED and given.high[body] >= low - abs(low) * ROUNDED)
