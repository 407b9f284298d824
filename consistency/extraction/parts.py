"""Parts: what makes a number finer behind its whole ("and two thirds", "4/5", "point five", "x10^6") → its value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from consistency.extraction.composing import HUNDRED
from consistency.languages.tokens import VULGAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.numerals import Numeral
    from consistency.extraction.sentences import Sentence

MILLION = 1e6
LARGEST_WHOLE = 1000  # below a stroke
LARGEST_POWER = 30
TENS = range(20, 100, 10)


class PartReader:
    """Reads the parts behind the numerals of one sentence. plain: reads the numeral at a token without its parts."""

    def __init__(self, sentence: Sentence, plain: Callable[[int], Numeral | None]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.plain = plain

    def finer(self, numeral: Numeral) -> Numeral:
        """The numeral with what makes it finer."""
        for shape in (self._powered, self._stroked, self._pointed, self._over, self._mixed):
            found = shape(numeral)
            if found is not None:
                return found
        return numeral

    def fraction(self, i: int) -> tuple[float, int] | None:
        """A fraction of one at token i: "4/5", "two thirds", "a quarter", "½": (value, token after it)."""
        if i >= len(self.tokens) or i in self.sentence.claimed:
            return None
        if self.tokens[i].text in VULGAR:
            return self.tokens[i].value, i + 1
        stroke = self.stroke(i)
        if stroke is not None:
            return stroke
        one = self.tokens[i].low in self.pack.words["indefinite_one"]
        if one and self.tokens[min(i + 1, len(self.tokens) - 1)].low in self.pack.words["fractions.half"]:
            return 0.5, i + 2
        part = None if one else self.plain(i)
        whole = self.denominator(i + 1 if one else part.last if part else i)
        if whole is None or (part is None and not one):
            return None
        return (part.value if part else 1.0) / whole[0], whole[1]

    def stroke(self, i: int) -> tuple[float, int] | None:
        """4/5: (value, token after it)."""
        three = self.tokens[i : i + 3]
        if [token.kind for token in three] != ["n", "p", "n"] or three[1].text != "/" or three[1].spaced:
            return None
        before = self.tokens[i - 1].text if i and not three[0].spaced else ""
        behind = self.tokens[i + 3] if i + 3 < len(self.tokens) else None
        if three[2].spaced or before == "/" or (behind is not None and behind.text == "/" and not behind.spaced):
            return None
        whole = three[2].value
        small = all(token.value.is_integer() and not token.grouped for token in (three[0], three[2]))
        return (three[0].value / whole, i + 3) if small and 1 < whole <= LARGEST_WHOLE else None

    def denominator(self, j: int) -> tuple[float, int] | None:
        """What divides: "thirds", "twenty-firsts": (it, token after it)."""
        tokens = self.tokens
        j += j + 1 < len(tokens) and tokens[j].text in "-‑" and tokens[j].spaced == tokens[j + 1].spaced
        if j >= len(tokens) or tokens[j].kind != "w":
            return None
        tens = self.pack.atoms.get(tokens[j].low, 0.0)
        if tens in TENS:
            k = j + 1
            k += k + 1 < len(tokens) and tokens[k].text in "-‑"
            low = self.sentence.low(k)
            units = self.pack.firsts.get(low) or self.pack.denominators.get(low, 0.0)
            return (tens + units, k + 1) if 0 < units < 10 else None
        whole = self.pack.denominators.get(tokens[j].low)
        return (whole, j + 1) if whole else None

    def _mixed(self, numeral: Numeral) -> Numeral | None:
        """Three and a fifth; 3 million and a quarter; one billion and a half million; 1 4/5."""
        j = numeral.last
        joined = self.sentence.low(j) in self.pack.words["number_joiner"]
        hyphened = self._is_hyphened(numeral, j)
        stroked, joined = hyphened or not joined, joined or hyphened
        if not joined and (numeral.worded or numeral.scale > 1.0 or self.stroke(j) is None):
            return None
        found = self.fraction(j + joined)
        if found is None or not 0 < found[0] < 1:
            return None
        part, last = found
        following = self.sentence.low(last)
        if following in self.pack.words["of"]:
            return None  # "12 and a third of the rest"
        scale = self.pack.scales.get(following, 0.0)
        if scale and stroked:  # "1-1/2 million"
            value = (numeral.value + part) * scale
            return replace(numeral, value=value, last=last + 1, step=part * scale, scale=scale)
        if scale:
            part, last = part * scale, last + 1
        elif numeral.scale >= MILLION:
            part *= numeral.scale
        return replace(numeral, value=numeral.value + part, last=last, step=min(numeral.step, 1.0))

    def _is_hyphened(self, numeral: Numeral, j: int) -> bool:
        """Whether a hyphen ties a whole number and a fraction with a stroke: "2-1/2 feet"."""
        if j + 1 >= len(self.tokens) or numeral.worded or numeral.scale > 1.0 or self.tokens[j].text not in "-‑":
            return False
        part = self.stroke(j + 1)
        spaced = self.tokens[j].spaced or self.tokens[j + 1].spaced
        return not spaced and part is not None and part[0] < 1

    def _stroked(self, numeral: Numeral) -> Numeral | None:
        """A fraction that no whole number stands before, where the reader of sentences let it stand."""
        found = self.stroke(numeral.first)
        if found is None or numeral.last != numeral.first + 1:
            return None
        return replace(numeral, value=found[0], last=found[1], step=0.01)

    def _pointed(self, numeral: Numeral) -> Numeral | None:
        """Two point seven; nine point nought four; két egész öt tized."""
        j = numeral.last
        if (
            j >= len(self.tokens)
            or self.tokens[j].low not in self.pack.words["decimal_words"]
            or numeral.scale > HUNDRED
        ):
            return None
        before = self.sentence.low(numeral.first - 1)
        if before in self.pack.words["times.at_hours"]:
            return None  # "at one point 300 people"
        found = self._decimals(j + 1, numeral.worded)
        if found is None:
            return None
        part, last = found
        value, scale = numeral.value + part, numeral.scale
        while last < len(self.tokens) and (factor := self.pack.scales.get(self.tokens[last].low, 0.0)) >= HUNDRED:
            value, scale, last = value * factor, factor, last + 1
        return replace(numeral, value=round(value, 6), last=last, scale=scale, step=0.1 * max(scale, 1.0))

    def _decimals(self, j: int, worded: bool) -> tuple[float, int] | None:
        """The digits behind the point, one by one or as a number: (their value, token after them)."""
        digits, last = "", j
        while last < len(self.tokens) and (digit := self._digit(last, worded)) is not None:
            if digits and len(digit[0]) > 1:
                break
            digits, last = digits + digit[0], digit[1]
        if not digits:
            return None
        low = self.sentence.low(last)
        whole = self.pack.denominators.get(low) or self.pack.firsts.get(low)
        if whole and whole >= 10:
            return int(digits) / whole, last + 1
        return float(f"0.{digits}"), last

    def _digit(self, j: int, worded: bool) -> tuple[str, int] | None:
        """The digits of one word behind the point, or of tens with a unit: (they, token after them)."""
        token = self.tokens[j]
        if not worded:
            return (token.text, j + 1) if token.text.isdecimal() else None
        value = self.pack.atoms.get(token.low)
        if value is None:
            return None
        k = j + 1 + (j + 2 < len(self.tokens) and self.tokens[j + 1].text == "-")
        unit = self.pack.atoms.get(self.tokens[k].low, 0.0) if k < len(self.tokens) else 0.0
        if value in TENS and 1 <= unit < 10:
            return str(int(value + unit)), k + 1
        return str(int(value)), j + 1

    def _over(self, numeral: Numeral) -> Numeral | None:
        """One over twenty: a quotient that stands alone, or behind a copula or a sign."""
        j = numeral.last
        if j >= len(self.tokens) or self.tokens[j].low not in self.pack.words["over"]:
            return None
        words = self.pack.words
        before = self.sentence.low(numeral.first - 1)
        below = self.plain(j + 1)
        alone = not before or before in words["copulas"] or before in words["minus"]
        if below is None or not below.value or not alone:
            return None
        closed = below.last >= len(self.tokens) or self.tokens[below.last].text in ".?!"
        return replace(numeral, value=numeral.value / below.value, last=below.last, step=0.01) if closed else None

    def _powered(self, numeral: Numeral) -> Numeral | None:
        """1.3x10^6, 2.5^-1."""
        j, tokens = numeral.last, self.tokens
        base, factor = numeral.value, 1.0
        if j + 1 < len(tokens) and tokens[j].low in ("x", "×") and tokens[j + 1].text == "10":
            base, factor, j = 10.0, numeral.value, j + 2
        if numeral.worded or j + 1 >= len(tokens) or tokens[j].text != "^":
            return None
        sign, j = 1.0, j + 1
        while j + 1 < len(tokens) and tokens[j].text in "+-":
            sign, j = -sign if tokens[j].text == "-" else sign, j + 1
        if tokens[j].kind != "n" or tokens[j].value > LARGEST_POWER or not base:
            return None
        return replace(numeral, value=factor * base ** (sign * tokens[j].value), last=j + 1)
