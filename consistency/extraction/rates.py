"""Rates: the words around a figure → the unit that it is told for each of ("a day", "per tonne", "hektáronként").

A language without cases says it behind the figure ("€8,000 per square metre", "560 tonnes of food a day"); one with
cases by an ending on the unit, on either side ("óránként 4000 hektár"). An adverb ("daily", "naponta") stands beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import is_money, units

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term

RATELESS = ("percent", "percentage_point", "permille")  # units of which no rate is made
REACH = 4  # tokens of a noun phrase between a figure and the unit for each
BESIDE = 1  # tokens between a figure and an adverb


class RateReader:
    """Reads the rates of one sentence."""

    def __init__(self, sentence: Sentence, figures: Row) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.figures = figures

    def read(self, figure: Figure, last: int) -> tuple[str, int] | None:
        """(the unit for each, the token after it), or None; last: the token after the figure's noun phrase."""
        if figure.unit in RATELESS or "/" in figure.unit:
            return None
        found = self._each(figure, last) or self._beside(figure, last)
        return found or (self._price(figure) if is_money(figure.unit) else None)

    def _each(self, figure: Figure, last: int) -> tuple[str, int] | None:
        """per tonne, a day, each month: behind the figure and its noun."""
        for j in range(figure.last, min(len(self.tokens) - 1, max(figure.last, last) + REACH, self._next(figure))):
            if self.tokens[j].kind == "p" and self.tokens[j].text != "/":
                return None
            priced = j == figure.last and is_money(figure.unit)
            if self.tokens[j].low not in self.pack.words["per"] or (j in self.sentence.claimed and not priced):
                continue
            unit = self.sentence.at(j + 1, "unit")
            if unit is None or unit.key in RATELESS or "/" in unit.key or not self._is_for_each(figure, j, unit):
                continue
            return unit.key, unit.last
        return None

    def _is_for_each(self, figure: Figure, j: int, unit: Term) -> bool:
        """Whether an article means "for each": before a span of time, or right behind a price or a measure."""
        words = self.pack.words
        if self.tokens[j].low not in words["articles"]:
            return True
        following = self.sentence.low(unit.last)
        if self.tokens[unit.first].kind != "w" or following in words["of"]:
            return False
        if unit.key == "second" and following.isalpha() and following not in words["function_words"]:
            return False  # "a second barracks"
        if following in words["spans.after"]:
            beyond = self.sentence.low(unit.last + 1)
            return is_money(figure.unit) and beyond in words["taxes"]  # "C$1,952 a month before tax", "a year earlier"
        if self.tokens[j].low in words["definite_articles"]:
            return j == figure.last and is_money(figure.unit) and unit.key not in units("time")
        if unit.key in units("time"):
            return "plural" not in unit.features and figure.unit != unit.key
        return j == figure.last and figure.unit != "count"

    def _next(self, figure: Figure) -> int:
        return self.figures.start_behind(figure.last, len(self.tokens))

    def _beside(self, figure: Figure, last: int) -> tuple[str, int] | None:
        """óránként, tonnánkénti, daily, naponta: right behind the noun phrase, or before the figure."""
        told = [t for t in self.sentence.of("rate", "unit") if t.first not in self.sentence.claimed]
        told = [t for t in told if t.slot == "rate" or "distributive" in t.features]
        for term in told:
            reach = REACH if term.slot == "unit" else BESIDE
            if figure.last <= term.first <= max(last, figure.last) + reach and not self._is_of_next(term):
                return (term.key, term.last) if term.key != figure.unit else None
        segments = self.sentence.segments
        before = [
            t
            for t in told
            if t.last <= figure.first
            and segments[t.first] == segments[figure.first]
            and (t.slot == "unit" or self._leads_to(t.last, figure.first))
            and self.pack.inflected
        ]
        if not before or before[-1].key == figure.unit or not self._reaches(before[-1], figure):
            return None
        return before[-1].key, max(last, figure.last)

    def _leads_to(self, last: int, first: int) -> bool:
        """Whether nothing but small words stands between an adverb and the figure: "naponta átlagosan 2500-an"."""
        small = self.pack.words["skip"] | self.pack.words["function_words"]
        return first - last <= BESIDE and all(token.low in small for token in self.tokens[last:first])

    def _is_of_next(self, term: Term) -> bool:
        """Whether a word of rate stands right before the next figure: "a tartály óránként 43 000 kilométert"."""
        return any(f.first == term.last for f in self.figures)

    def _reaches(self, term: Term, figure: Figure) -> bool:
        """Whether no figure of another kind stands between a word of rate and the figure."""
        between = [f for f in self.figures if term.last <= f.first and f.last <= figure.first]
        return all(f.unit in (figure.unit, "count", *units("time")) for f in between)

    def _price(self, figure: Figure) -> tuple[str, int] | None:
        """The price of a unit, as one noun in the same segment: "a négyzetméterár 1,24 millió forint"."""
        segments = self.sentence.segments
        for term in self.sentence.of("price"):
            if segments[term.first] == segments[figure.first]:
                return term.key, figure.last
        for term in self.sentence.of("unit") if self.pack.inflected else ():
            one = self.sentence.low(term.first - 1) in self.pack.words["articles"]
            near = 0 <= term.first - figure.last <= REACH and segments[term.first] == segments[figure.first]
            if one and near and not term.features and term.key not in units("time"):
                return term.key, term.last  # "12 euróba került egy megawattóra"
        return None
