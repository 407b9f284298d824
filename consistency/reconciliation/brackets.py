"""Brackets: a figure behind another in another unit, "62 square miles (24 sq km)" → a tie, where the claims have none.

Claims that `extract` wrote bear their ties; those that were put together elsewhere seldom do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.units import measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.model import Claim
    from consistency.reconciliation.table import Table

NEAR = 30  # characters that a bracket, "some" and "which is" take at most


def bracketed(table: Table) -> Iterator[tuple[int, int]]:
    """Each row that stands in brackets behind another of its sentence, in another unit of its dimension, and that."""
    units = table.codes["unit"]
    for row in (np.flatnonzero(units[1:] != units[:-1]) + 1).tolist():
        one, other = table.word("unit", row - 1), table.word("unit", row)
        if measured(one).dimension == measured(other).dimension and measured(one).dimension != "count":
            first, second = table.claims[row - 1], table.claims[row]
            if not second.links and _restates(first, second):
                yield row, row - 1


def _restates(first: Claim, second: Claim) -> bool:
    if first.document != second.document or not 0 < second.start - first.end <= NEAR:
        return False
    between = rf"{re.escape(first.text)}[^()\[\]]{{0,{NEAR}}}[(\[][^()\[\]\d]*{re.escape(second.text)}"
    return re.search(between, second.quote) is not None
