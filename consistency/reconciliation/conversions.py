"""Conversions: a figure and the same again in another unit ("1,000 sq km (386 square miles)") → those that do not fit.

What does fit is one figure for every other rule; what does not is told here, and compared nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.reconciliation.sentences import Statement, statements
from consistency.reconciliation.verdicts import Clash, Telling, against
from consistency.reconciliation.wording import bounds, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.rows import Rows


def conversions(rule_id: str, matched: Bools, rows: Rows) -> Iterator[Statement]:
    """Each figure with the one that it restates, where both are of one dimension."""
    pairs = [(other, row) for row, (other, _) in rows.restated.items() if matched[row] or matched[other]]
    return statements(rule_id, [pair for pair in pairs if rows.same_dimension(*pair)], rows)


def misfit(statement: Statement, matter: Matter, rows: Rows) -> Clash | None:
    """The contradiction between the two, or None where they are the same but for rounding."""
    if rows.slips.isdisjoint(statement.rows):
        return None
    unit = matter.group.unit
    one, other = statement.voices
    told = measure(bounds(other.said), unit)
    steps = (
        f"{told} is what the figure in brackets comes to; the one before it is {measure(bounds(one.said), unit)}.",
        "They differ by more than rounding.",
    )
    return against("contradiction", ((one,), (other,)), Telling(message=f", which would be {told}", steps=steps))
