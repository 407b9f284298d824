"""Amounts: vague numbers (several thousand, ezrek, tens of thousands) and counts by the pair or dozen → figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.composing import HUNDRED, is_power_of_ten
from consistency.extraction.stated import Figure
from consistency.languages.lexicon import NONE, Features
from consistency.vocabulary import units

if TYPE_CHECKING:
    from consistency.extraction.numerals import Numeral, NumeralReader
    from consistency.extraction.sentences import Sentence

VAGUE_LOW, VAGUE_HIGH = 2, 10  # several thousand is two to ten times a thousand
COUNTED = {"subject", "person", "outcome", "demonym", "flow"}
DOZENS = (24.0, 100.0)  # several dozen


class AmountReader:
    """Reads the vague amounts, pairs and dozens of one sentence."""

    def __init__(self, sentence: Sentence, numerals: NumeralReader) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.numerals = numerals

    def vague(self, i: int) -> Figure | None:
        """The amount without a number that begins at token i."""
        several = self.pack.phrases["several"].after(self.tokens, i, NONE)
        start = several[0] if several else i
        figure = (self._several(start) if several else None) or self._plural_scale(start)
        if figure is not None:
            figure.first = figure.numeral_first = i
        return figure

    def _several(self, i: int) -> Figure | None:
        """several thousand, több százezer, több tucat."""
        dozen = self._group_noun(i)
        if dozen:
            return _between(i, dozen[0], *DOZENS)
        numeral = self.numerals.at(i)
        if numeral is None or not numeral.worded or not is_power_of_ten(numeral.value):
            return None
        if numeral.value < HUNDRED and not (self.pack.glued and numeral.scale >= HUNDRED):
            return None
        low, high = VAGUE_LOW * numeral.value, VAGUE_HIGH * numeral.value
        return _between(i, numeral.last, low, high, numeral.features)

    def _plural_scale(self, i: int) -> Figure | None:
        """thousands of, tens of thousands, ezrek, több tízezren."""
        if i >= len(self.tokens):
            return None
        group = self._named(i, "plural_groups")
        if group and self._is_amount(i):
            return _between(i, i + 1, *self.pack.plural_groups[group[0]])
        named = self._named(i, "plural_scales")
        if named is None:
            return None
        value, j, features = self.pack.plural_scales[named[0]], i + 1, named[1]
        while (following := self._next_plural(j)) is not None:
            factor, j, features = following
            value *= factor
        if value < HUNDRED:
            return None  # "tens" alone
        return _between(i, j, VAGUE_LOW * value, VAGUE_HIGH * value, features)

    def _is_amount(self, i: int) -> bool:
        """Whether a group in the plural counts something, and is no verb ("he scores"): "scores of", "scores were"."""
        following = self.sentence.low(i + 1)
        words = self.pack.words
        joined = following in words["of"] or following in words["auxiliaries"] or following in words["copulas"]
        return self.pack.inflected or joined or bool(self.sentence.slots(i + 1) & COUNTED)

    def _next_plural(self, j: int) -> tuple[float, int, Features] | None:
        """The next factor in "tens of thousands"."""
        if self.sentence.low(j) in self.pack.words["of"]:
            j += 1
        named = self._named(j, "plural_scales") if j < len(self.tokens) else None
        return (self.pack.plural_scales[named[0]], j + 1, named[1]) if named else None

    def _named(self, i: int, slot: str) -> tuple[str, Features] | None:
        """The plural amount at token i ("ezrek", "thousands"): (it, the features of its ending)."""
        low = self.tokens[i].low
        words = self.pack.plural_groups if slot == "plural_groups" else self.pack.plural_scales
        if low in words:
            return low, NONE
        if self.pack.glued:
            for word in words:
                features = self.pack.endings["noun"].of(word, low[len(word) :]) if low.startswith(word) else None
                if features:
                    return word, features
        return None

    def counted(self, i: int, numeral: Numeral | None) -> Figure | None:
        """A couple of, a dozen, half a dozen, two dozen, fél tucat; numeral: what begins at token i."""
        whole = self._one_and_a_half(i)
        if whole is not None:
            return whole
        pair = self.pack.phrases["pairs"].after(self.tokens, i, NONE)
        if pair:
            scale = self.numerals.at(pair[0])
            if scale is not None and scale.bare:
                return _about(i, scale.last, float(pair[1]) * scale.value)
            dozen = self._group_noun(pair[0])
            return _about(i, dozen[0] if dozen else pair[0], float(pair[1]) * (dozen[1] if dozen else 1.0))
        start, factor = i, 1.0
        half = self.pack.phrases["half_before"].after(self.tokens, i, NONE)
        if half and (measure := self._half_of_unit(i, half[0])) is not None:
            return measure
        if half and self._group_noun(half[0]):
            start, factor = half[0], 0.5
        elif numeral is not None and (dozen := self._group_noun(numeral.last)):
            both = self._with_dozens(numeral, dozen)
            if both is not None:
                return both
            start, factor = numeral.last, numeral.value
        elif self.tokens[i].low in self.pack.words["indefinite_one"] and self._group_noun(i + 1):
            start = i + 1
        if start == i and self.tokens[i].low in self.pack.plural_groups and self._group_noun(i):
            return _between(i, i + 1, *self.pack.plural_groups[self.tokens[i].low])  # "there were dozens"
        group = self._group_noun(start)
        return _about(i, group[0], factor * group[1]) if group else None

    def _half_of_unit(self, i: int, j: int) -> Figure | None:
        """Half a percentage point, fél kiló: half of a unit that is no span of time."""
        unit = self.sentence.at(j, "unit")
        if unit is None or unit.key in units("time") or self.sentence.at(j, "subject") is not None:
            return None
        return Figure(
            i, unit.last, i, 0.5, 0.5, unit=unit.key, worded=True, hedged=True, step=0.5, features=unit.features
        )

    def _one_and_a_half(self, i: int) -> Figure | None:
        """A metre and a half: the unit stands inside."""
        if self.tokens[i].low not in self.pack.words["indefinite_one"]:
            return None
        unit = self.sentence.at(i + 1, "unit")
        half = self.pack.phrases["half_after"].after(self.tokens, unit.last, NONE) if unit else None
        if unit is not None and half is None and self.pack.bounds.before(self.tokens, i):
            return Figure(i, unit.last, i, 1.0, 1.0, unit=unit.key, worded=True, hedged=True)  # "more than a metre"
        if unit is None or half is None:
            return None
        return Figure(i, half[0], i, 1.5, 1.5, unit=unit.key, worded=True, hedged=True, step=0.5)

    def _with_dozens(self, numeral: Numeral, dozen: tuple[int, float]) -> Figure | None:
        """Only what "and" adds is told by the dozen: "three hundred and two dozens"."""
        span = range(numeral.first, numeral.last)
        ands = [j for j in span if self.tokens[j].low in self.pack.words["number_joiner"]] if numeral.worded else []
        left = self.numerals.until(numeral.first, ands[-1]) if ands else None
        right = self.numerals.plain(ands[-1] + 1) if ands else None
        if left is None or right is None:
            return None
        return _about(numeral.first, dozen[0], left.value + right.value * dozen[1])

    def _group_noun(self, i: int) -> tuple[int, float] | None:
        """A dozen at token i: (token after it, its size)."""
        if i >= len(self.tokens):
            return None
        low = self.tokens[i].low
        for noun, size in self.pack.group_nouns.items():
            if low.startswith(noun) and self.pack.endings["noun"].of(noun, low[len(noun) :]) is not None:
                return i + 1, size
        return None


def _between(first: int, last: int, low: float, high: float, features: Features = NONE) -> Figure:
    return Figure(
        first, last, first, low, high,
        closed="left", approximate=True, vague=True, worded=True, hedged=True, features=features,
    )  # fmt: skip


def _about(first: int, last: int, value: float) -> Figure:
    return Figure(first, last, first, value, value, approximate=True, worded=True, hedged=True, step=1.0)
