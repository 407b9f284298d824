"""Drafts: what was read of one figure, on its way to a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction.counted import Counted
    from consistency.extraction.origins import Origin
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure
    from consistency.model import Days, Kind, LinkKind, Modality, Quantity


@dataclass(slots=True, eq=False)
class Draft:
    """A claim in the making, before it is written out.

    figure: None where the words name no number of their own ("the same number", a denied existence).
    start, end: offsets into the article. The rest as in `Claim`; links lead to other drafts of the article.
    told: see `note_told`.
    """

    start: int
    end: int
    sentence: Sentence
    quantity: Quantity
    figure: Figure | None
    counted: Counted
    kind: Kind = "level"
    modality: Modality = "asserted"
    place: tuple[str, ...] = ()
    source: str | None = None
    origin: Origin | None = None
    as_of: Days | None = None
    said_on: Days | None = None
    event: str | None = None
    links: list[tuple[LinkKind, Draft]] = field(default_factory=list)
    told: frozenset[str] = frozenset()

    def note_told(self) -> None:
        """Note which of subject, of and place the sentence tells by itself, before its context completes them."""
        known = {"subject": self.counted.subject, "of": self.counted.of, "place": self.place}
        self.told = frozenset(name for name, value in known.items() if value)

    def inferred(self) -> tuple[str, ...]:
        """Which of subject, of, place and event only the context tells."""
        known = {"subject": self.counted.subject, "of": self.counted.of, "place": self.place, "event": self.event}
        return tuple(name for name, value in known.items() if value and name not in self.told)
