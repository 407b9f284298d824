"""Folding: an article as printed → the same article as read, and the way back of every offset.

Comments are blank, letters and their accents are composed, full-width forms become plain ones, and marks that nobody
sees (soft hyphens, zero-width spaces, marks of direction) are left out, so that nothing further on has to know of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from consistency.articles.comments import uncommented

if TYPE_CHECKING:
    from consistency.model import Article

ACCENTS = "\u0300-\u036f"
UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
WIDE = "\uff01-\uff5e"
NARROWED = 0xFEE0  # from a full-width form to the plain one
HINT = re.compile(f"[{ACCENTS}{UNSEEN}{WIDE}]")
ODD = re.compile(f"(?P<unseen>[{UNSEEN}]+)|(?P<wide>[{WIDE}])|[^\\s{ACCENTS}{UNSEEN}](?:[{UNSEEN}]*[{ACCENTS}])+")
MARKS = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """An article as read and as printed. starts, ends: where each character read stands in print; empty if the same."""

    article: Article
    original: Article
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the printed text of [start, end) of the text as read."""
        if not self.starts or end <= start:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(article: Article) -> Folded:
    """The article as it is read; its sections keep their words."""
    text = uncommented(article.text)
    starts, ends = array("q"), array("q")
    if text.isascii() or HINT.search(text) is None:
        return Folded(replace(article, text=text), article, starts, ends)
    pieces: list[str] = []
    last = 0
    for match in ODD.finditer(text):
        pieces.append(text[last : match.start()])
        starts.extend(range(last, match.start()))
        ends.extend(range(last + 1, match.start() + 1))
        last = match.end()
        if match["unseen"] is not None:
            continue
        wide = match["wide"]
        plain = chr(ord(wide) - NARROWED) if wide is not None else normalize("NFC", MARKS.sub("", match.group()))
        pieces.append(plain)
        starts.extend([match.start()] * len(plain))
        ends.extend([match.end()] * len(plain))
    pieces.append(text[last:])
    starts.extend(range(last, len(text)))
    ends.extend(range(last + 1, len(text) + 1))
    sections = tuple(
        replace(section, start=bisect_left(starts, section.start), end=bisect_left(starts, section.end))
        for section in article.sections
    )
    return Folded(replace(article, text="".join(pieces), sections=sections), article, starts, ends)
