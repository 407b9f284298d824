"""Tokens: a stretch of text → its words, numbers and marks, each with its place.

Numbers keep their grouping and decimals in one token ("12 000", "1,376", "2.5"); words keep an apostrophe
and a hyphen inside them ("észak-koreai", "short-range"), but never a dash. Everything else is one mark a token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category, numeric

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
LARGEST = 1e30  # what no number of a text exceeds in earnest
UNASSIGNED = "Cn"
LONGEST_NUMBER = 60  # characters; a longer run of digits is a serial number or noise, and is passed over as a mark
WORDS_KEPT = 65536  # words whose folding is remembered
LONGEST_WORD = 200  # characters; a longer word is none of any language, the longest of cardinals included


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

    scaled: words before which a decimal may be written as elsewhere ("16.5 milliárd"). is_number_word tells whether a
    word names a number, so that "twenty-one" and "hat-hét" come apart; several: words that may be written together
    with a scaled number ("többezer").
    """

    def __init__(
        self,
        decimal: Sequence[str],
        group: Sequence[str],
        scaled: Sequence[str],
        is_number_word: Callable[[str], bool],
        several: Sequence[str] = (),
    ) -> None:
        decimals = regex.escape("".join(decimal), special_only=False)
        groups = regex.escape("".join(group), special_only=False)
        self._decimal = frozenset(decimal)
        self._is_number_word = is_number_word
        self._scaled, self._several = tuple(scaled), tuple(several)
        self._lows: dict[str, str] = {}
        comma, point = "," in group or "," in decimal, "." in decimal
        elsewhere = r"\d{1,3}(?:\.\d{3})+,\d+" if point else r"\d{1,3}(?:,\d{3})+\.\d+"
        elsewhere += r"|\d{1,3}(?:\.\d{3}){2,}(?![.\d])" if point else r"|\d{1,3}(?:,\d{3}){2,}(?![,\d])"
        indian = r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)" if comma and point else ""
        foreign = r"(?<!\d,)\d+,\d{1,2}(?!\d|,\d)"
        if not point:
            words = "|".join(map(regex.escape, scaled))
            foreign = rf"(?<![\d.])\d+\.\d{{1,2}}(?=[ \u00a0]?(?:%|{words}))"
        bare = r"|(?<![\w.)\]])\.\d+(?![0-9.])" if point else ""
        power = rf"|\d+(?:[{decimals}]\d+)?[eE][+-]?\d+(?![\w])"
        self._pattern = regex.compile(
            r"(?P<w>\p{L}[\p{L}\p{M}]*[²³]?(?:[-‑'’][\p{L}][\p{L}\p{M}]*)*)"
            rf"|(?P<x>(?:{elsewhere}){indian}|{foreign}{bare}{power})"
            rf"|(?P<g>\d{{1,3}}(?:(?P<sep>[{groups}])\d{{3}}(?!\d))(?:(?P=sep)\d{{3}}(?!\d))*"
            rf"(?:[{decimals}]\d+(?!\d))?)"
            rf"|(?P<n>\d+(?:[{decimals}]\d+(?!\d|[{decimals}]\d))?[¼-¾⅐-⅞]?|[¼-¾⅐-⅞])"
            r"|(?P<p>[^\s\p{Cf}])"
        )

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of text[start:end], in order; offsets are into `text`."""
        found: list[Token] = []
        previous = start
        lows = self._lows
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            kind, begin, word = match.lastgroup, match.start(), match.group()
            if kind == "w":
                low = lows.get(word) or self._low(word)
                if "-" in word and self._comes_apart(found, word, begin > previous):
                    self._add_parts(found, word, begin, begin > previous)
                elif self._several and low.startswith(self._several) and (cut := self._after_several(low)):
                    found.append(Token(begin, begin + cut, word[:cut], low[:cut], "w", begin > previous))
                    found.append(Token(begin + cut, begin + len(word), word[cut:], low[cut:], "w", False))
                else:
                    found.append(Token(begin, begin + len(word), word, low, "w", begin > previous))
            elif kind != "p" and not word.isascii() and any(map(_is_unknown, word)):
                found.append(Token(begin, begin + len(word), word, word, "p", begin > previous))
            elif kind == "x" and len(word) <= LONGEST_NUMBER:
                found.append(_number_elsewhere(word, begin, begin > previous))
            elif kind == "p" or len(word) > LONGEST_NUMBER:
                found.append(Token(begin, begin + len(word), word, word, "p", begin > previous))
            else:
                found.append(self._number(word, match.group("sep"), begin, begin > previous))
            previous = begin + len(word)
        return found

    def words(self, phrase: str) -> tuple[str, ...]:
        """The folded tokens of a phrase, as they will stand in text."""
        parts = phrase.split(" ")
        if all(part.isalpha() for part in parts) and not phrase.casefold().startswith(self._several or ("\0",)):
            return tuple(part.casefold() for part in parts)  # the same, and quicker
        return tuple(token.low for token in self.tokens(phrase))

    def _number(self, text: str, separator: str | None, start: int, spaced: bool) -> Token:
        digits = text.replace(separator, "") if separator else text
        part = numeric(digits[-1]) if digits[-1] in VULGAR else 0.0
        if part:
            digits = digits[:-1] or "0"
        point = next((i for i, char in enumerate(digits) if char in self._decimal), None)
        token = Token(start, start + len(text), text, text, "n", spaced)
        token.grouped = separator is not None
        if point is None:
            token.value = float(digits)
        else:
            token.value = float(digits[:point] + "." + digits[point + 1 :])
            token.step = 10.0 ** -(len(digits) - point - 1)
        if part:
            token.value, token.step = token.value + part, 0.01
        return token

    def _low(self, word: str) -> str:
        """A word folded, remembered unless it is too long to be one."""
        low = word.casefold().replace("’", "'")
        if len(word) <= LONGEST_WORD and len(self._lows) < WORDS_KEPT:
            self._lows[word] = low
        return low

    def _comes_apart(self, found: list[Token], word: str, spaced: bool) -> bool:
        """Whether a word with a hyphen is a token a part: a part names a number ("twenty-one"), or it stands at one."""
        if len(word) > LONGEST_WORD:
            return False
        glued = bool(found) and not spaced and (found[-1].kind == "n" or found[-1].text == "/")  # "8bn-plus", "km/h-t"
        parts = word.split("-")
        return glued or "²" in word or "³" in word or any(self._is_number_word(part.casefold()) for part in parts)

    def _after_several(self, low: str) -> int:
        """Where the number begins in "többezres", "párszáz"; 0 in any other word."""
        first = next(word for word in self._several if low.startswith(word))
        rest = low[len(first) :]
        return len(first) if any(word in rest for word in self._scaled) and self._is_number_word(rest) else 0

    def _add_parts(self, found: list[Token], word: str, start: int, spaced: bool) -> None:
        for index, part in enumerate(word.split("-")):
            if index:
                found.append(Token(start, start + 1, "-", "-", "p", False))
                start += 1
            found.append(Token(start, start + len(part), part, self._low(part), "w", spaced and index == 0))
            start += len(part)


def _number_elsewhere(text: str, start: int, spaced: bool) -> Token:
    """A number written as in another country or in science: "1.111,11", "12,34,567.89", "5,00", ".77", "1e10"."""
    marks = [char for char in text if char in ",."]
    last = marks[-1] if marks else ""
    grouping = marks.count(last) > 1 or (last == "," and len(text) - text.rfind(",") == 4)
    digits = text.replace(last, "") if grouping else text
    digits = "".join(char for i, char in enumerate(digits) if char not in ",." or i == digits.rfind(last))
    token = Token(start, start + len(text), text, text, "n", spaced)
    token.value = min(float(digits.replace(",", ".")), LARGEST)
    token.grouped = len(marks) > 1
    token.step = 1.0 if grouping or not last else 10.0 ** -(len(digits) - digits.rfind(last) - 1)
    return token


def _is_unknown(sign: str) -> bool:
    """Whether Python's Unicode does not know a sign, which regex, being of a later one, may take for a digit."""
    return category(sign) == UNASSIGNED
