"""Tokens: a stretch of text → its words, numbers and marks, each with its place.

Numbers keep their grouping and decimals in one token ("12 000", "1,376", "2.5"); words keep an apostrophe
and a hyphen inside them ("észak-koreai", "short-range"), but never a dash. Everything else is one mark a token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_NUMBER = 60  # characters; a longer run of digits is a serial number or noise, and is passed over as a mark
LONGEST_WORD = 120  # characters; a longer word is no word of any language and is not looked up


@dataclass(slots=True, eq=False)
class Token:
    """text[start:end] of the article. low is case-folded. kind: w(ord), n(umber) or p(unctuation).

    value and step (the last digit's weight) are set on numbers. spaced: white space stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    spaced: bool
    value: float = 0.0
    step: float = 1.0
    grouped: bool = False


class Tokeniser:
    """Splits text by a language's digit grouping and decimal marks.

    is_number_word tells whether a word names a number, so that "twenty-one" and "hat-hét" come apart.
    """

    def __init__(self, decimal: Sequence[str], group: Sequence[str], is_number_word: Callable[[str], bool]) -> None:
        decimals = regex.escape("".join(decimal), special_only=False)
        groups = regex.escape("".join(group), special_only=False)
        self._decimal = frozenset(decimal)
        self._is_number_word = is_number_word
        self._pattern = regex.compile(
            rf"(?P<g>[0-9]{{1,3}}(?:(?P<sep>[{groups}])[0-9]{{3}}(?![0-9]))(?:(?P=sep)[0-9]{{3}}(?![0-9]))*"
            rf"(?:[{decimals}][0-9]+(?![0-9]))?)"
            rf"|(?P<n>[0-9]+(?:[{decimals}][0-9]+(?![0-9]|[{decimals}][0-9]))?)"
            r"|(?P<w>\p{L}[\p{L}\p{M}]*[²³]?(?:[-‑'’][\p{L}][\p{L}\p{M}]*)*)"
            r"|(?P<p>[^\s])"
        )

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of text[start:end], in order; offsets are into `text`."""
        found: list[Token] = []
        previous = start
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            kind = match.lastgroup
            if kind == "w":
                self._add_word(found, match.group(), match.start(), match.start() > previous)
            elif kind == "p" or match.end() - match.start() > LONGEST_NUMBER:
                found.append(_token(match.group(), match.start(), "p", match.start() > previous))
            else:
                found.append(self._number(match.group(), match.group("sep"), match.start(), match.start() > previous))
            previous = match.end()
        return found

    def words(self, phrase: str) -> tuple[str, ...]:
        """The folded tokens of a phrase, as they will stand in text."""
        return tuple(token.low for token in self.tokens(phrase))

    def _number(self, text: str, separator: str | None, start: int, spaced: bool) -> Token:
        digits = text.replace(separator, "") if separator else text
        point = next((i for i, char in enumerate(digits) if char in self._decimal), None)
        token = _token(text, start, "n", spaced)
        token.grouped = separator is not None
        if point is None:
            token.value = float(digits)
        else:
            token.value = float(digits[:point] + "." + digits[point + 1 :])
            token.step = 10.0 ** -(len(digits) - point - 1)
        return token

    def _add_word(self, found: list[Token], text: str, start: int, spaced: bool) -> None:
        """One token, or one a part where a part names a number ("twenty-one", "two-thirds")."""
        glued = bool(found) and not spaced and (found[-1].kind == "n" or found[-1].text == "/")  # "8bn-plus", "km/h-t"
        parts = text.split("-") if len(text) <= LONGEST_WORD else [text]
        if len(parts) == 1 or not (
            glued or "²" in text or "³" in text or any(self._is_number_word(part.casefold()) for part in parts)
        ):
            found.append(_token(text, start, "w", spaced))
            return
        at = start
        for index, part in enumerate(parts):
            if index:
                found.append(_token("-", at, "p", False))
                at += 1
            found.append(_token(part, at, "w", spaced and index == 0))
            at += len(part)


def _token(text: str, start: int, kind: str, spaced: bool) -> Token:
    return Token(start, start + len(text), text, text.casefold().replace("’", "'"), kind, spaced)
