"""Quotations: an article's text → where it quotes, so that what stands in quotation marks is what their speaker says.

A quotation ends with its closing mark, or else with its line.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import regex

CLOSING = {"„": "”“", "“": "”", '"': '"', "«": "»", "»": "«", "”": "”"}
BETWEEN = 3  # characters, the comma and the dash with them, between a quotation and who said it
_MARK = regex.compile(r'[„“”"«»\n]')


class Quotations:
    """The quotations of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """(offset behind the opening mark, offset of the closing one), in order."""
        found: list[tuple[int, int]] = []
        opened, closing = -1, ""
        for match in _MARK.finditer(self._text):
            mark, at = match.group(), match.start()
            if opened >= 0 and (mark == "\n" or mark in closing):
                found.append((opened, at))
                opened = -1
            elif opened < 0 and mark in CLOSING and self._opens(mark, at):
                opened, closing = at + 1, CLOSING[mark]
        return [*found, (opened, len(self._text))] if opened >= 0 else found

    def _opens(self, mark: str, at: int) -> bool:
        """Whether a mark that also closes stands where one opens: before a word and behind none."""
        before, behind = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        return mark in "„“«" or (not before.isalnum() and not behind.isspace() and bool(behind))

    def around(self, at: int) -> tuple[int, int] | None:
        """The quotation in which offset `at` lies."""
        i = bisect_right(self._spans, (at, len(self._text) + 1)) - 1
        return self._spans[i] if i >= 0 and at < self._spans[i][1] else None

    def is_closed_by(self, end: int, first: int) -> bool:
        """Whether what begins at `first` stands right behind the quotation that ends at `end`."""
        between = self._text[end + 1 : first]
        return end < first and not any(c.isalnum() or c == "\n" for c in between) and len(between) <= BETWEEN
