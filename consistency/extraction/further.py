"""Further cases: "Another 3,124 people were injured", behind the dead → a figure of its own, and no increase.

"Another" joins those of one fate to those of another only where nothing before it in the article counts the same fate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.extraction.drafts import Draft


def tell_further(drafts: Iterable[Draft]) -> None:
    """Make levels of the increases that only join one fate to another. drafts: in reading order."""
    told: set[str | None] = set()
    before: Draft | None = None
    for draft in drafts:
        subject = draft.counted.subject
        befallen = concept(subject).settled and draft.quantity.unit == "count"
        other = before is not None and concept(before.counted.subject).settled and before.counted.subject != subject
        if draft.kind == "increase" and befallen and other and subject not in told and not draft.links:
            draft.kind = "level"
        told.add(subject)
        before = draft
