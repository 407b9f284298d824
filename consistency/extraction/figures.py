"""Figures: the numerals of a sentence → stated intervals with their unit, bounds and approximation.

What stands around a numeral decides what it allows: a second numeral makes a range, a bound word opens an end, a scale
word after a range belongs to both ends. Words of measure and money after (or before) it give the unit.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from consistency.extraction.amounts import AmountReader
from consistency.extraction.composing import HUNDRED, THOUSAND
from consistency.extraction.hedges import HedgeReader
from consistency.extraction.measures import MeasureReader
from consistency.extraction.numerals import NumeralReader
from consistency.extraction.ranges import RangeReader
from consistency.extraction.shares import ShareReader
from consistency.extraction.stated import Figure, of_numeral
from consistency.extraction.ties import TieReader
from consistency.vocabulary import is_money, same_dimension

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

STARTS, ENDS = {"delative", "ablative"}, {"sublative", "terminative"}  # cases on the two levels of a change
SIGNS = ("-", "−", "–")  # what may stand for minus before a figure
ALIKE = 20.0  # times as large as the other one end of a change may be
CHANGE_REACH = 4  # tokens that may stand between the two levels


class FigureReader:
    """Reads every figure of one sentence; tokens that the sentence has claimed are passed over."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.numerals = NumeralReader(sentence)
        self.measures = MeasureReader(sentence, self.numerals)
        self.shares = ShareReader(sentence, self.numerals)
        self.amounts = AmountReader(sentence, self.numerals)
        self.ranges = RangeReader(sentence, self.numerals, self.measures)
        self.hedges = HedgeReader(sentence)

    def read(self) -> list[Figure]:
        """The figures in reading order; they never overlap."""
        found: list[Figure] = []
        reached = 0
        for i in self.sentence.openers:
            if i < reached or i in self.sentence.claimed:
                continue
            figures = self._at(i)
            if figures:
                self._sign(figures[0])
                reached = figures[-1].last
            for figure in figures:
                self.hedges.look_back(figure, found[-1].last if found else 0)
                found.append(figure)
        found = self._enclosed(self._share_ranges(found))
        self._homonyms(found)
        _pair_changes(found)
        self._bare_starts(found)
        self._conjuncts(found)
        self._asides(found)
        TieReader(self.sentence, found).tie()
        return found

    def _asides(self, figures: list[Figure]) -> None:
        """A conversion in brackets does not part what it converts from its verb: "700 sq km (270 square miles) had"."""
        for left, right in itertools.pairwise(figures):
            brackets = self.sentence.low(left.last) + self.sentence.low(right.last)
            beside = right.first == left.last + 1 and brackets == "()" and left.unit != right.unit
            right.aside = beside and same_dimension(left.unit, right.unit)

    def _share_ranges(self, figures: list[Figure]) -> list[Figure]:
        """Between a third and a half; a quarter to a third."""
        found: list[Figure] = []
        words, phrases = self.sentence.pack.words, self.sentence.pack.phrases
        for figure in figures:
            left = found[-1] if found else None
            between = [t.low for t in self.tokens[left.last : figure.first]] if left is not None else []
            joints = [low for low in between if low not in words["indefinite_one"]]
            joint = joints[0] if len(joints) == 1 else ""
            if left is None or not (left.share and figure.share) or not (left.low or 0.0) < (figure.high or 0.0):
                found.append(figure)
                continue
            opened = phrases["open"].before(self.tokens, left.first)
            if joint in words["range_words"] or (joint in words["and"] and opened and opened[1] == "between"):
                left.first = opened[0] if opened else left.first
                left.high, left.last, left.features = figure.high, figure.last, figure.features
            else:
                found.append(figure)
        return found

    def _enclosed(self, figures: list[Figure]) -> list[Figure]:
        """Two bounds on one thing are an interval: "more than 100 and fewer than 300"."""
        found: list[Figure] = []
        for figure in figures:
            left = found[-1] if found else None
            if left is None or not self._encloses(left, figure):
                found.append(figure)
                continue
            lower, upper = (left, figure) if left.high is None else (figure, left)
            ends = {("at_least", "at_most"): "both", ("at_least", "less"): "left", ("more", "at_most"): "right"}
            left.low, left.high = lower.low, upper.high
            left.closed = ends.get((lower.bound, upper.bound), "neither")  # type: ignore[assignment]
            left.last, left.features = figure.last, figure.features
        return found

    def _encloses(self, left: Figure, right: Figure) -> bool:
        if not left.bound or not right.bound or left.unit != right.unit or left.vague or right.vague:
            return False
        lower, upper = (left, right) if left.high is None else (right, left)
        if lower.low is None or upper.high is None or lower.high is not None or not lower.low < upper.high:
            return False
        words = self.sentence.pack.words
        between = [token.low for token in self.tokens[left.last : right.first]]
        return 0 < len(between) <= 2 and all(w == "," or w in words["and"] or w in words["but"] for w in between)

    def _homonyms(self, figures: list[Figure]) -> None:
        """A unit that is also money restates the measure before its brackets: "1400 t (3,1 millió font)"."""
        for left, right in itertools.pairwise(figures):
            opened = left.last < right.first and self.tokens[left.last].text == "("
            other = next((t for t in self.sentence.of("unit") if t.last == left.last), None)
            if opened and other is not None and is_money(left.unit) and same_dimension(right.unit, other.key):
                left.unit = other.key
            term = next((t for t in self.sentence.of("unit") if t.last == right.last), None)
            if opened and term is not None and is_money(right.unit) and same_dimension(left.unit, term.key):
                right.unit = term.key

    def _sign(self, figure: Figure) -> None:
        """Turn a measure below zero: "-0.8 percent", "mínusz 12 fok"; a dash between two numbers is none."""
        at = figure.first - 1
        if at < 0 or figure.vague or (figure.low is not None and figure.high is not None and figure.low != figure.high):
            return
        sign, digits = self.tokens[at], self.tokens[figure.first]
        parted = at == 0 or self.tokens[at - 1].text in "(<>=≤≥" or (sign.spaced and self.tokens[at - 1].kind == "w")
        signs = SIGNS if figure.unit != "count" else SIGNS[:2]  # an en dash opens an item of a list
        glued = sign.text in signs and not digits.spaced and digits.kind == "n" and parted
        if glued or (sign.low in self.sentence.pack.words["minus"] and at not in self.sentence.claimed):
            figure.first = at
            figure.low, figure.high = (None if end is None else -end for end in (figure.low, figure.high))

    def _bare_starts(self, figures: list[Figure]) -> None:
        """Give a bare end of a change the unit of the other: "5.1 percent, down from 5.4"."""
        for left, right in itertools.pairwise(figures):
            role = self._change_role(left, right)
            if role is None or right.role or right.unit != "count" or left.unit == "count" or left.share:
                continue
            if left.unit == "percent" and right.value > ALIKE * HUNDRED:
                continue
            noun = self.tokens[right.last] if right.last < len(self.tokens) else None
            if noun is None or noun.kind == "p" or noun.low in self.sentence.pack.words["function_words"]:
                right.unit, right.role = left.unit, role

    def _conjuncts(self, figures: list[Figure]) -> None:
        """Give a bare number the unit and scale of what it is joined to: "136,6 és 88,2 milliárd forint"."""
        words = self.sentence.pack.words
        for left, right in itertools.pairwise(figures):
            if left.unit != "count" or right.unit == "count" or left.worded or left.scale > 1.0 or left.low is None:
                continue
            if right.first - left.last != 1 or self.tokens[left.last].low not in words["and"] | words["or"]:
                continue
            if left.low != left.high or right.value <= 0.0:
                continue
            scaled = left.value * right.scale
            if 1 / ALIKE <= scaled / right.value <= ALIKE:
                left.unit, left.low, left.high = right.unit, scaled, scaled
                left.step, left.scale = (left.step or 1.0) * right.scale, right.scale

    def _change_role(self, left: Figure, right: Figure) -> str | None:
        """Which end of a change from one figure to the next stands second: "down from 5.4", "shrunk to about 30"."""
        if right.first == 0:
            return None
        ended = self.tokens[right.first - 1].low in self.sentence.pack.words["level_cues.to"]
        if ended and any(left.last <= term.first < right.first for term in self.sentence.of("change")):
            return "to"
        opened = self.sentence.pack.phrases["open"].before(self.tokens, right.first)
        return "from" if opened and opened[1] == "from" else None

    def _at(self, i: int) -> list[Figure]:
        """The figure that begins at token i, or the two of a change."""
        share = self.shares.at(i)
        if share is not None:
            self.shares.take_whole(share)
            self.measures.complete(share)
            return [share]
        numeral = None
        amount = self.amounts.vague(i)
        if amount is None:
            numeral = self.numerals.at(i)
            amount = self.amounts.counted(i, numeral)
        if amount is not None:
            self.measures.complete(amount)
            return [amount]
        if numeral is None:
            glued = self.measures.glued(i)
            return [glued] if glued is not None else []
        levels = self.ranges.begun_by(numeral)
        if levels:
            return levels
        figure = of_numeral(numeral)
        self.measures.complete(figure)
        return [figure]


def _pair_changes(figures: list[Figure]) -> None:
    """Two ends of one change share their unit: "95 százalékról 19-re", "a korábbi 3,7-ről 5 százalékra"."""
    for left, right in itertools.pairwise(figures):
        if not (left.features & STARTS and right.features & ENDS) or right.first - left.last > CHANGE_REACH:
            continue
        if "count" in (left.unit, right.unit):
            left.unit = right.unit = left.unit if right.unit == "count" else right.unit
        if left.role or left.unit != right.unit:
            continue
        _share_scale(left, right)
        left.role, right.role = "from", "to"
        right.links.append(("from", left))


def _share_scale(left: Figure, right: Figure) -> None:
    """A bare start takes the scale of the end: "6,9-ről 7,8 milliárd forintra"."""
    if left.scale > 1.0 or right.scale < THOUSAND or left.low is None or left.low != left.high or left.worded:
        return
    scaled = left.low * right.scale
    if left.low < THOUSAND and 1 / ALIKE <= scaled / (right.value or 1.0) <= ALIKE:
        left.low = left.high = scaled
