"""Ranges: two numerals and what stands between them → one figure from low to high, or the two levels of a change.

11–12 ezer, $1–1.5 billion, between 3 and 4 million, ezer és háromezer közötti; from 8,000 to 10,000 is two levels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.composing import HUNDRED, THOUSAND
from consistency.extraction.stated import Figure, of_numeral
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.measures import MeasureReader
    from consistency.extraction.numerals import Numeral, NumeralReader
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Features

DASHES = "-–—‑−~"
NEIGHBOURING = 2.0  # times as large the second of "two or three" may be
CHANGED = 4.0  # times as large as a difference a level is, where nothing else tells them apart
SHARED = 10.0  # times as large as the first the second of "11 to 12,000" may be
RANGE_FROM, RANGE_TO = {"ablative"}, {"terminative"}  # cases on the ends of a range


class RangeReader:
    """Reads the ranges of one sentence."""

    def __init__(self, sentence: Sentence, numerals: NumeralReader, measures: MeasureReader) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.numerals = numerals
        self.measures = measures

    def begun_by(self, left: Numeral) -> list[Figure]:
        """The figure or figures of the range whose first end is `left`; none where it begins no range."""
        unit = self.measures.unit(left.last)
        middle = self._middle(left, unit[1] if unit else left.last)
        if middle is None:
            return self._from_to(left, unit)
        joint, j = middle
        signed = self.sentence.low(left.first - 1) in self.pack.words["minus"]
        j += signed and self.sentence.low(j) in self.pack.words["plus"]
        right = self.numerals.at(self._past_currency(j))
        if right is None:
            return []
        if joint == "range" and self._is_change(left, right, unit, j):
            return self._difference(left, right)
        opened = self._opens(left.first - signed, "between")
        if joint == "between" and not self._closes(right.last) and not opened:
            return []
        if unit is not None and not self._is_of_unit(unit[0], right):
            return []
        if joint == "dash" and self._is_each(left, right):
            figure = of_numeral(right)
            figure.first = figure.numeral_first = left.first
            self.measures.complete(figure)
            return [figure]
        low = -left.value if signed and joint == "between" else _in_scale_of(left, right)
        if joint == "or" and not (low < right.value <= NEIGHBOURING * low and left.worded == right.worded):
            return []
        if joint == "range" and self._opens(left.first, "from") and not self._is_spread(left.first):
            return self._two_levels(left, right, low)
        return [self._range(left, right, low, unit[0] if unit else "count")] if low < right.value else []

    def _is_each(self, left: Numeral, right: Numeral) -> bool:
        """Whether a number is said twice, of each of several: "180-180 ezer forintot"."""
        return self.pack.inflected and right.value in (left.value, left.value * right.scale)

    def _is_spread(self, i: int) -> bool:
        """Whether "from" opens a range and no change: "anywhere from 10", "can take from 200 to 300"."""
        if self._opens(i, "between"):
            return True
        before = [token.low for token in self.tokens[max(0, i - 4) : i]]
        return any(low in self.pack.words["between.verbs"] for low in before)

    def _is_change(self, left: Numeral, right: Numeral, unit: tuple[str, int, Features] | None, j: int) -> bool:
        """Whether what is left of "to" is a difference: "by 1,900 to 14,200", "up 12% to €14.4bn"."""
        if self.tokens[j - 1].low not in self.pack.words["level_cues.to"]:
            return False
        before = self.sentence.low(left.first - 1)
        told = before in self.pack.words["level_cues.by"]
        changes = [t for t in self.sentence.of("change") if 0 <= left.first - t.last <= 1]
        if not told and not changes and before not in self.pack.words["change_marks"]:
            return False
        money, other = self.sentence.at(j, "currency"), self.measures.unit(right.last)
        second = money.key if money else other[0] if other else "count"
        if unit is not None:
            return second != unit[0] or told
        shared = _in_scale_of(left, right)
        if left.value < shared < right.value <= NEIGHBOURING * shared:  # "lost 11 to 12,000 men"
            return False
        return second == "count" and not left.worded and right.value > CHANGED * left.value

    def _difference(self, left: Numeral, right: Numeral) -> list[Figure]:
        """The difference and the level that it led to."""
        first, second = of_numeral(left), of_numeral(right)
        self.measures.complete(first)
        self.measures.complete(second)
        first.last = min(first.last, right.first - 1)
        second.role = "to"
        first.links.append(("to", second))
        return [first, second]

    def _from_to(self, left: Numeral, unit: tuple[str, int, Features] | None) -> list[Figure]:
        """A range told by cases on both ends: "1800-tól 3200 forintig", "két évtől nyolc évig"."""
        last, features = (unit[1], left.features | unit[2]) if unit else (left.last, left.features)
        right = self.numerals.at(last) if features & RANGE_FROM else None
        if right is None:
            return []
        other = self.measures.unit(right.last)
        if not (right.features | (other[2] if other else NONE)) & RANGE_TO:
            return []
        low = _in_scale_of(left, right)
        return [self._range(left, right, low, unit[0] if unit else "count")] if low < right.value else []

    def _is_of_unit(self, unit: str, right: Numeral) -> bool:
        """Whether the second end is in the first one's unit: "18% to 76.9bn kroner" is no range."""
        money = self.sentence.ends(right.first, "currency")
        if money and money[0].key != unit:
            return False  # "less than 1% to $65.9bn"
        other = self.measures.unit(right.last)
        return other is None or other[0] == unit or self.sentence.at(right.last, "currency") is None

    def _range(self, left: Numeral, right: Numeral, low: float, unit: str) -> Figure:
        figure = Figure(
            left.first, right.last, left.first, low, right.value, step=min(left.step, right.step),
            features=right.features, worded=left.worded and right.worded, hedged=True, scale=right.scale,
        )  # fmt: skip
        self.measures.complete(figure)
        figure.last = self._closing(figure.last) or figure.last
        if figure.unit == "count":
            figure.unit = unit
        return figure

    def _two_levels(self, left: Numeral, right: Numeral, low: float) -> list[Figure]:
        second = of_numeral(right)
        self.measures.complete(second)
        first = Figure(
            left.first, left.last, left.first, low, low, step=left.step, worded=left.worded, scale=left.scale
        )
        self.measures.complete(first)
        first.role, second.role = "from", "to"
        if first.unit == "count":
            first.unit = second.unit
        first.last = min(first.last, right.first)
        second.links.append(("from", first))
        return [first, second]

    def _middle(self, left: Numeral, j: int) -> tuple[str, int] | None:
        """What stands between the ends of a range: ("dash", "range" or "between", the token after it)."""
        tokens = self.tokens
        if j >= len(tokens):
            return None
        token = tokens[j]
        if token.text and token.text in DASHES and j + 1 < len(tokens):
            if not token.spaced and tokens[j + 1].low in self.pack.words["range_words"]:
                return "range", j + 2  # "11- bis 12.000"
            even = token.spaced == tokens[j + 1].spaced
            return ("dash", j + 1) if even and not left.features else None
        if token.low in self.pack.words["range_words"]:
            return "range", j + 1
        if token.low in self.pack.words["or"] and token.low not in self.pack.words["and"]:
            return "or", j + 1
        if token.low in self.pack.words["and"] or token.low in self.pack.words["between.middle"]:
            return "between", j + 1
        return None

    def _past_currency(self, j: int) -> int:
        term = self.sentence.at(j, "currency")
        return term.last if term is not None else j

    def _closes(self, j: int) -> bool:
        """Whether the word that closes a range follows, perhaps behind a unit."""
        if self._closing(j) is not None:
            return True
        unit = self.measures.unit(j)
        return unit is not None and self._closing(unit[1]) is not None

    def _closing(self, j: int) -> int | None:
        found = self.pack.phrases["close"].after(self.tokens, j, NONE)
        return found[0] if found else None

    def _opens(self, i: int, meaning: str) -> bool:
        """Whether "between" (or "from") stands before token i, perhaps with an article or a sign between."""
        money = self.sentence.ends(i, "currency")
        i = money[0].first if money else i
        while self.sentence.low(i - 1) in self.pack.words["skip"]:
            i -= 1
        while i and (hedge := self.pack.approximations.before(self.tokens, i)) is not None:
            i = hedge[0]
        found = self.pack.phrases["open"].before(self.tokens, i)
        return found is not None and found[1] == meaning


def _in_scale_of(left: Numeral, right: Numeral) -> float:
    """The left end in the right end's scale: 11-12 ezer, 5-6 000, 11 to 12,000."""
    if left.scale >= THOUSAND:
        return left.value
    if right.scale >= THOUSAND and left.value < THOUSAND:
        return left.value * right.scale if left.value * right.scale < right.value else left.value
    if left.worded and right.scale == HUNDRED and left.scale == 1.0 and left.value * HUNDRED < right.value:
        return left.value * HUNDRED
    if (
        right.value >= THOUSAND
        and left.value < THOUSAND
        and right.value / SHARED <= left.value * THOUSAND < right.value
    ):
        return left.value * THOUSAND
    return left.value
