"""One side of a finding → what a page shows of it: the article around a figure, every figure of the finding marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.rendering.outline import Statement, gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.model import Claim
    from consistency.review.texts import Texts

WRAPPED = re.compile(r"(?<=[^\n]{50})\n(?=\w)")  # the end of a line in the middle of a sentence
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


def chosen(side: Sequence[Claim], wanted: str | None) -> Claim:
    """The claim of a side that is shown. wanted: its id; another than one of the side shows the first one."""
    return next((claim for claim in side if claim.claim_id == wanted), gathered(side)[0].claim)


def pane(side: Sequence[Claim], shown: Claim, others: Iterable[Claim], texts: Texts) -> Pane:
    """The pane of a side. shown: one of its claims. others: whose figures are marked, too."""
    statements = gathered(side)
    found = texts.of(shown)
    marked = {claim.claim_id: claim for claim in (*others, *side) if claim.document == shown.document}.values()
    quoted = shown.quote_start, shown.quote_start + len(shown.quote)
    if found is None:
        parts = tuple(_parts(shown.quote, shown.quote_start, quoted, shown, marked))
        return Pane(claim=shown, parts=parts, whole=False, earlier=0, later=0, statements=statements)
    start, end = found.prose
    first, last = max(shown.start - AROUND, start), min(shown.end + AROUND, end)
    head: tuple[Part, ...] = ()
    if not start <= shown.start < shown.end <= end:  # in a headline, or wherever else nothing is told
        head = (*_parts(found.text, 0, quoted, shown, marked), Part("\n\n"))
        first, last = start, min(start + AROUND, end)
    return Pane(
        claim=shown, parts=(*head, *_parts(found.text, 0, (first, last), shown, marked)), whole=True,
        earlier=first - start, later=end - last, statements=statements,
    )  # fmt: skip


def _parts(body: str, start: int, within: tuple[int, int], shown: Claim, marked: Iterable[Claim]) -> Iterable[Part]:
    """The text from first to last, cut where figures begin and end; of figures that overlap the shown one is marked.

    start: where in the article `body` begins. within: offsets into the article.
    """
    ordered = sorted(marked, key=lambda claim: (claim.claim_id != shown.claim_id, claim.start))
    taken: list[Claim] = []
    for claim in ordered:
        stands = within[0] <= claim.start < claim.end <= within[1]
        stands = stands and body[claim.start - start : claim.end - start] == claim.text
        if stands and all(claim.end <= one.start or one.end <= claim.start for one in taken):
            taken.append(claim)
    body = WRAPPED.sub(" ", body)
    at = within[0] - start
    for claim in sorted(taken, key=lambda claim: claim.start):
        yield Part(body[at : claim.start - start])
        yield Part(WRAPPED.sub(" ", claim.text), claim, claim.claim_id == shown.claim_id)
        at = claim.end - start
    yield Part(body[at : within[1] - start])
