"""A claim → its quote in three parts, with the figure's words in the middle; and who it answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.rendering import wording
from consistency.rendering.inert import one_line
from consistency.rendering.outline import speaker

if TYPE_CHECKING:
    from consistency.model import Claim


def quote_parts(claim: Claim) -> tuple[str, str, str]:
    """The quote before the figure's words, those words, and the quote after them."""
    start = claim.start - claim.quote_start
    end = start + len(claim.text)
    if start < 0 or claim.quote[start:end] != claim.text:  # the figure lies outside its sentence
        return claim.quote, "", ""
    return claim.quote[:start], claim.text, claim.quote[end:]


def answers_to(claim: Claim) -> str:
    """The parties behind a claim by name, unless its source's name says just that."""
    names = wording.territories(claim.parties)
    return "" if names == speaker(claim) else names


def shortened(quote: str, length: int) -> str:
    """A quote on one line, cut between words where it is longer than `length`."""
    text = one_line(quote)
    return f"“{text}”" if len(text) <= length else f"“{text[:length].rsplit(' ', 1)[0]} …”"
