"""One side of a finding → what a page shows of it: the article around a figure, every figure of the finding marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.rendering.outline import Statement, gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.model import Claim
    from consistency.review.texts import Texts

AROUND = 6_000  # characters of an article that are shown on either side of the figure


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article. claim: of which it is the figure, or None. main: the pane is of that figure."""

    text: str
    claim: Claim | None = None
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """claim: the one that is shown, with the `parts` of its article, or of its sentence where the article is not at
    hand. earlier, later: how many characters are left out. statements: all of its side.
    """

    claim: Claim
    parts: tuple[Part, ...]
    whole: bool
    earlier: int
    later: int
    statements: tuple[Statement, ...]


def pane(side: Sequence[Claim], wanted: str | None, others: Iterable[Claim], texts: Texts) -> Pane:
    """The pane of a side. wanted: the id of the claim to show; another than one of the side shows the first one."""
    statements = gathered(side)
    shown = next((claim for claim in side if claim.claim_id == wanted), statements[0].claim)
    text = texts.of(shown)
    start = 0 if text is not None else shown.quote_start
    body = text if text is not None else shown.quote
    first, last = max(shown.start - AROUND - start, 0), min(shown.end + AROUND - start, len(body))
    marked = {claim.claim_id: claim for claim in (*others, *side) if claim.document == shown.document}
    return Pane(
        claim=shown, parts=tuple(_parts(body, start, (first, last), shown, marked.values())), whole=text is not None,
        earlier=first if text is not None else 0, later=len(body) - last if text is not None else 0,
        statements=statements,
    )  # fmt: skip


def _parts(body: str, start: int, within: tuple[int, int], shown: Claim, marked: Iterable[Claim]) -> Iterable[Part]:
    """The text from first to last, cut where figures begin and end; of figures that overlap the shown one is marked."""
    ordered = sorted(marked, key=lambda claim: (claim.claim_id != shown.claim_id, claim.start))
    taken: list[Claim] = []
    for claim in ordered:
        low, high = claim.start - start, claim.end - start
        stands = within[0] <= low < high <= within[1] and body[low:high] == claim.text
        if stands and all(claim.end <= one.start or one.end <= claim.start for one in taken):
            taken.append(claim)
    at = within[0]
    for claim in sorted(taken, key=lambda claim: claim.start):
        yield Part(body[at : claim.start - start])
        yield Part(claim.text, claim, claim.claim_id == shown.claim_id)
        at = claim.end - start
    yield Part(body[at : within[1]])
