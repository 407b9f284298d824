"""Shares: fractions in words (a third of, kétharmada, one in five, half of) → figures in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.composing import HUNDRED, THOUSAND, is_power_of_ten
from consistency.extraction.number_words import number_word
from consistency.extraction.stated import Figure
from consistency.languages.lexicon import NONE, Features

if TYPE_CHECKING:
    from consistency.extraction.numerals import Numeral, NumeralReader
    from consistency.extraction.sentences import Sentence

MILLION = 1e6
SMALL_WHOLE = 20  # "twelve out of twenty"; of more it is a count
MOST_PARTS, MOST_WHOLES = 10, 100_000  # "nine out of ten", "one in 200"; anything larger is no fraction in words
NOUN = 3  # tokens of a figure and its noun
QUARTER = 4.0


class ShareReader:
    """Reads the shares of one sentence."""

    def __init__(self, sentence: Sentence, numerals: NumeralReader) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.numerals = numerals

    def at(self, i: int) -> Figure | None:
        """The share that begins at token i."""
        if not self.pack.fractions_apart:
            return self._out_of(i) or self._glued_fraction(i) or self._every(i) or self._one_in(i) or self._half(i)
        return self._fraction(i) or self._every(i) or self._one_in(i) or self._half(i)

    def _glued_fraction(self, i: int) -> Figure | None:
        """kétharmada, negyedét, háromötöde: a denominator with a possessive ending, perhaps a numerator before it."""
        if self.tokens[i].kind != "w":
            return None
        low = self.tokens[i].low
        for stem, whole in self.pack.denominators.items():
            before, found, ending = low.partition(stem)
            scaled = self._glued_scale(i, before, whole, ending) if found else None
            if scaled is not None:
                return scaled
            features = self.pack.endings["noun"].table.get(ending) if found else None
            if not features or not features & {"owned", "adjective"}:
                continue
            if ending.startswith(self.pack.affixes["fractions.ordinal_endings"]):
                continue  # "harmadik"
            numerator = number_word(self.pack.code, before) if before else None
            if before and numerator is None:
                continue
            part = self.pack.atoms.get(numerator.atoms[0], 0.0) if numerator else 1.0
            if 0 < part < whole:
                return _percent(i, i + 1, part, whole, features)
        return None

    def _glued_scale(self, i: int, before: str, whole: float, rest: str) -> Figure | None:
        """negyedmillió, háromnegyed millió: a part of a scale, in one word or two."""
        part = self.pack.atoms.get(before) if before else 1.0
        word = number_word(self.pack.code, rest) if rest else None
        last = i + 1
        if not rest and last < len(self.tokens):
            word, last = number_word(self.pack.code, self.tokens[last].low), last + 1
        if part is None or word is None or len(word.atoms) != 1:
            return None
        scale = self.pack.scales.get(word.atoms[0], 0.0)
        if scale < THOUSAND:
            return None
        value = part / whole * scale
        return Figure(i, last, i, value, value, worded=True, features=word.features, step=1.0, scale=scale)

    def _fraction(self, i: int) -> Figure | None:
        """a third of, two thirds, three-quarters; an ordinal ("the third time") has no whole."""
        if self.tokens[i].kind == "n":
            return self._stroke(i)
        numeral = self.numerals.plain(i)
        if numeral is not None and not numeral.value.is_integer():
            return None
        bare = self.numerals.parts.denominator(i) if numeral is None else None
        scale = self.numerals.plain(bare[1]) if bare else None
        if bare and scale is not None and scale.bare and scale.value >= THOUSAND:
            return _percent(i, bare[1], 1.0, bare[0])  # "a quarter million"
        one = self.tokens[i].low in self.pack.words["indefinite_one"] and numeral is None
        if one and self._is_of_a_year(i):
            return None
        j = numeral.last if numeral else i + 1 if one else len(self.tokens)
        whole = self.numerals.parts.denominator(j)
        if whole is None:
            return None
        part = numeral.value if numeral else 1.0
        if numeral is not None and (compound := self._of_tens(numeral)) is not None:
            return compound
        plural = self.tokens[whole[1] - 1].low.endswith(self.pack.affixes["plurals.endings"])
        if part > 1 and not plural and self.tokens[j].low in self.pack.words["ordinals"]:
            return None  # "the two millionth visitor"
        if part >= whole[0] and numeral is not None:
            return self._improper(numeral, *whole)
        alone = self._is_hedged(i) and self.sentence.low(whole[1]) in self.pack.words["function_words"]
        led = alone or self.sentence.low(i - 1) in self.pack.words["level_cues.by"]  # but not "over a third term"
        if not (led or part > 1 or (numeral is not None and numeral.worded) or self._has_whole(whole[1])):
            return None
        return _percent(i, whole[1], part, whole[0])

    def _is_of_a_year(self, i: int) -> bool:
        """Whether a quarter is of a year: "6,000 units a quarter"."""
        before = self.tokens[max(0, i - NOUN) : i]
        figured = any(token.kind == "n" for token in before) and all(token.kind != "p" for token in before)
        last = i + 2 == len(self.tokens) or (i + 2 < len(self.tokens) and self.tokens[i + 2].kind == "p")
        return figured and last and self.pack.denominators.get(self.tokens[i + 1].low) == QUARTER

    def _is_hedged(self, i: int) -> bool:
        """Whether a bound or an approximation stands before token i: "above a third and rising"."""
        pack, tokens = self.pack, self.tokens
        return any(phrases.before(tokens, i) for phrases in (pack.bounds, pack.approximations))

    def _of_tens(self, numeral: Numeral) -> Figure | None:
        """Tens belong to the ordinal behind them, unless "and" ties them to the number: "one hundred thirty-fifths"."""
        tens = numeral.last - 1
        if tens <= numeral.first or self.tokens[tens - 1].low in self.pack.words["number_joiner"]:
            return None
        whole = self.numerals.parts.denominator(tens)
        part = self.numerals.until(numeral.first, tens) if whole and whole[1] > numeral.last else None
        if whole is None or part is None or part.last != tens:
            return None
        value = part.value / whole[0]
        return Figure(numeral.first, whole[1], numeral.first, value, value, worded=True, step=0.01)

    def _improper(self, numeral: Numeral, whole: float, last: int) -> Figure:
        """twenty-three fifths; one hundred and three quarters, where only what "and" adds is divided."""
        ands = [j for j in range(numeral.first, numeral.last) if self.tokens[j].low in self.pack.words["number_joiner"]]
        value = numeral.value / whole
        left = self.numerals.until(numeral.first, ands[-1]) if ands else None
        right = self.numerals.plain(ands[-1] + 1) if ands else None
        if left is not None and right is not None and right.value < whole:
            scale = self.pack.scales.get(self.tokens[last].low, 0.0) if last < len(self.tokens) else 0.0
            last += bool(scale)
            scale = scale or (left.scale if left.scale >= MILLION else 1.0)
            value = left.value + right.value / whole * scale
        return Figure(numeral.first, last, numeral.first, value, value, worded=True, step=0.01)

    def _stroke(self, i: int) -> Figure | None:
        """4/5 of them, 2/3-a: a part of something."""
        found = self.numerals.parts.stroke(i)
        if found is None or not found[0] < 1:
            return None
        features, last = self.numerals.suffix(found[1])
        value = round(100.0 * found[0], 6)
        return Figure(i, last, i, value, value, unit="percent", share=True, worded=True, features=features, step=1.0)

    def _has_whole(self, j: int) -> bool:
        token = self.tokens[j] if j < len(self.tokens) else None
        if token is not None and self.numerals.parts.fraction(j + 1) is not None:
            return True  # "between a third and a half"
        if token is not None and token.text == ",":
            return j > 0 and self.pack.denominators.get(self.tokens[j - 1].low, 0.0) <= 4  # "a ninth, Empress …"
        return token is None or token.kind == "p" or token.low in self.pack.words["fractions.of"]

    def _every(self, i: int) -> Figure | None:
        """every fifth, minden ötödik."""
        if self.tokens[i].low not in self.pack.words["fractions.every"] or i + 1 >= len(self.tokens):
            return None
        whole = self._denominator(self.tokens[i + 1].low)
        return _percent(i, i + 2, 1.0, whole) if whole else None

    def _denominator(self, word: str) -> float:
        """What an ordinal divides by ("fifth", "ötödik" → 5), or 0."""
        known = self.pack.denominators.get(word) or float(self.pack.data["fractions"]["ordinals"].get(word, 0))
        if known:
            return known
        for ending in self.pack.words["fractions.ordinal_endings"]:
            stem, found, rest = word.partition(ending)
            if found and stem in self.pack.denominators and (not rest or self.pack.endings["noun"].table.get(rest)):
                return self.pack.denominators[stem]
        return 0.0

    def _one_in(self, i: int) -> Figure | None:
        """one in five, nine out of ten; both in words or both in digits."""
        part = self.numerals.at(i)
        if part is None or part.value > MOST_PARTS:
            return None
        middle = self.pack.phrases["one_in"].after(self.tokens, part.last, NONE)
        inserted = middle is None and part.worded and part.last + 1 < len(self.tokens)
        if inserted:
            middle = self.pack.phrases["one_in"].after(self.tokens, part.last + 1, NONE)  # "one family in eight"
        whole = self.numerals.at(middle[0]) if middle else None
        if whole is None or not part.value < whole.value <= MOST_WHOLES:
            return None
        if part.value > 1 and inserted and not self._closes(whole.last):
            return None  # "three people in ten villages"
        if part.worded != whole.worded and (part.value > 1 or whole.step < 1):
            return None
        return _percent(i, whole.last, part.value, whole.value)

    def _closes(self, j: int) -> bool:
        """Whether a verb or a mark follows a fraction: "nine Syrians in ten are poor"."""
        if j >= len(self.tokens) or self.tokens[j].kind == "p":
            return True
        return self.tokens[j].low in self.pack.words["auxiliaries"] or self.tokens[j].low in self.pack.words["copulas"]

    def _out_of(self, i: int) -> Figure | None:
        """tízből négyen, öt emberből egy: the whole stands in a case, before the part."""
        whole = self.numerals.at(i)
        if whole is None or not (1 < whole.value <= SMALL_WHOLE or is_power_of_ten(whole.value)):
            return None
        j = whole.last
        if "elative" not in whole.features:
            table = self.pack.endings["noun"].table
            low = self.sentence.low(j)
            if not any("elative" in table.get(low[-n:], NONE) for n in (3, 4) if len(low) > n + 1):
                return None
            j += 1
        part = self.numerals.at(j)
        if part is None or not 0 < part.value < whole.value or part.worded != whole.worded:
            return None
        return _percent(i, part.last, part.value, whole.value, part.features)

    def take_whole(self, figure: Figure) -> None:
        """A part of a scale is a number, of a point so much of it: "a quarter of a million", "a quarter point"."""
        if not figure.share:
            return
        j = figure.last
        words = self.pack.words
        j += self.sentence.low(j) in words["of"]
        j += self.sentence.low(j) in words["indefinite_one"]
        if self.sentence.low(j) in words["points"] and figure.low is not None:
            figure.low = figure.high = figure.low / HUNDRED
            figure.last, figure.unit, figure.share = j + 1, "percentage_point", False
            return
        scale = self.numerals.at(j)
        if scale is None or not scale.bare or scale.value < THOUSAND or figure.low is None:
            return
        value = round(figure.low * scale.value / HUNDRED, 4)
        figure.low = figure.high = float(value)
        figure.last, figure.unit, figure.share, figure.scale = scale.last, "count", False, scale.value
        figure.features = scale.features

    def _half(self, i: int) -> Figure | None:
        """half of, half the, below a half, a fele; a half behind an ordinal ("the first half") is none."""
        words, tokens = self.pack.words, self.tokens
        one = self.pack.fractions_apart and (
            tokens[i].low in words["indefinite_one"] or self.pack.atoms.get(tokens[i].low) == 1
        )
        last = i + one
        if last >= len(tokens) or tokens[last].low not in words["fractions.half"]:
            return None
        if i and tokens[i - 1].low in words["ordinals"]:
            return None
        if self.pack.fractions_apart:
            following = self.sentence.low(last + 1)
            hedged = self._is_hedged(i) and following not in words["indefinite_one"]
            alone = hedged or (one and not following.isalpha())
            if following not in words["fractions.half_of"] and not alone:
                return None
            if one and following.isalpha() and following not in words["of"]:
                return None  # "above a half marathon"
        return _percent(i, last + 1, 1.0, 2.0)


def _percent(first: int, last: int, part: float, whole: float, features: Features = NONE) -> Figure:
    value = round(100.0 * part / whole, 10)
    return Figure(
        first, last, first, value, value, unit="percent", share=True, worded=True, features=features, step=1.0
    )
