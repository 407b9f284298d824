"""Ellipses: a bare figure beside others ("against 7.4 last year", "settled for 4", "bruttó 1,17 millió") → their unit.

A figure is bare where nothing behind it or in its clause is counted. It takes the unit of the figure that it is set
against or listed with: in its own sentence, else at the end of what was read before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from consistency.extraction.composing import THOUSAND
from consistency.vocabulary import concept, is_money, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.extraction.counted import Counted
    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row

FACTOR = 50.0  # how many times as large as the other a figure of its kind may be
MILLION = 1e6  # from here on a bare number is rather of money, where money was spoken of
BACK = 6  # figures back that money was spoken of
LISTED = 5  # tokens between the figures of a list of shares
POSSESSIVE = ("'", "’", "'s")
CLOSE = 5.0  # the same between neighbours that nothing else ties
HUNDRED = 100.0  # percent
UNITLESS = ("count",)


class EllipsisReader:
    """Finds the units that the figures of one sentence leave out. drafts: those of the article so far."""

    def __init__(self, sentence: Sentence, figures: Row, drafts: Sequence[Draft]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.figures = figures
        self.drafts = drafts

    def unit(self, figure: Figure, counted: Counted) -> str | None:
        """The unit that a figure leaves out, or None where it has its own or counts something."""
        if self._is_of_points(figure):
            return "percentage_point"
        if not self._is_bare(figure, counted):
            return None
        for other in (self._before(figure), self._behind(figure)):
            if other is not None and self._is_alike(figure, *other):
                return other[0]
        scaled = self._scaled(figure)
        if scaled is not None:
            return scaled
        recent = [d.quantity.unit for d in self.drafts[-BACK:] if is_money(d.quantity.unit)]
        earlier = [f for f in self.figures if f.last <= figure.first and f.unit == "count" and not f.is_slight]
        if earlier and 1 / FACTOR <= figure.value / (earlier[-1].value or 1.0) <= FACTOR:
            return None  # "2.4m doses, from more than six million"
        priced = figure.scale >= THOUSAND and concept(counted.subject).money
        large = (priced or figure.scale >= MILLION) and "collective" not in figure.features
        money = counted.subject is None or concept(counted.subject).money
        segment = self.sentence.segments[figure.first]
        numbered = any(self.sentence.segments[t.first] == segment for t in self.sentence.of("number_noun"))
        if numbered or not self.pack.inflected:
            return None
        return recent[-1] if recent and large and money and self._ends(figure) else None

    def _scaled(self, figure: Figure) -> str | None:
        """The unit of the figure before it, whose scale it leaves out too: "40 millió forintot …, a soproni 25-öt"."""
        earlier = [f for f in self.figures if f.last <= figure.first and not f.is_slight]
        other = earlier[-1] if earlier else None
        if other is None or other.scale < THOUSAND or figure.scale > 1.0 or not is_money(other.unit):
            return None
        if (
            not figure.features
            or not self._is_tied(other.last, figure)
            or figure.low is None
            or figure.low != figure.high
        ):
            return None
        if not self._is_alike(replace(figure, low=figure.low * other.scale), other.unit, other.value):
            return None
        figure.low = figure.high = figure.low * other.scale
        return other.unit

    def _is_of_points(self, figure: Figure) -> bool:
        """Points beside a share are percentage points: "slipped 0.2 points to 60.5%"."""
        if figure.unit != "count" or figure.last >= len(self.tokens):
            return False
        if self.tokens[figure.last].low not in self.pack.words["points"]:
            return False
        shares = ("percent", "percentage_point")
        near = [*(f.unit for f in self.figures), *(d.quantity.unit for d in self.drafts[-1:])]
        return any(unit in shares for unit in near)

    def _is_bare(self, figure: Figure, counted: Counted) -> bool:
        if figure.unit != "count" or figure.vague or figure.share:
            return False
        if "collective" in figure.features and not self._is_parallel(figure):
            return False
        if counted.outcomes or counted.people or counted.anaphoric or counted.last > figure.last:
            return False
        named = counted.own_noun and not counted.carried
        if named and not concept(counted.subject).uncounted and not self._is_of_money(figure):
            return False
        return self._ends(figure)

    def _is_parallel(self, figure: Figure) -> bool:
        """Whether the figure before it is a share in the same case: "27 százalékon áll, a Haladás Párt 21-en"."""
        earlier = [f for f in self.figures if f.last <= figure.first]
        return (
            bool(earlier) and earlier[-1].unit == "percent" and "superessive" in earlier[-1].features & figure.features
        )

    def _is_of_money(self, figure: Figure) -> bool:
        """Whether the figure before it in the sentence is of money, and both are in millions."""
        earlier = [f for f in self.figures if f.last <= figure.first]
        return bool(earlier) and is_money(earlier[-1].unit) and min(figure.scale, earlier[-1].scale) >= MILLION

    def _ends(self, figure: Figure) -> bool:
        """Whether no noun can follow: a mark, a small word, a time, a case on the number itself."""
        if figure.last >= len(self.tokens) or figure.last in self.sentence.claimed:
            return True
        token, words = self.tokens[figure.last], self.pack.words
        if token.kind != "w" or token.low in words["function_words"] or token.low in words["auxiliaries"]:
            return token.kind != "n"
        if self.pack.inflected:
            bounded = figure.bound and not self.tokens[figure.last - 1].low.endswith(
                self.pack.affixes["bound_adjectives"]
            )
            compared = words["increase.compared"] | words["decrease.compared"]
            last = self.tokens[figure.last - 1]
            if bounded and last.kind == "w" and last.low not in compared and not figure.features:
                return True
            return bool(figure.features - {"adjective"}) or token.low in words["articles"] or token.low in words["sums"]
        slots = self.sentence.slots(figure.last)
        return bool(slots & {"time", "month", "weekday", "season", "there"}) or token.low in words["articles"]

    def _before(self, figure: Figure) -> tuple[str, float] | None:
        """The unit and value of the figure before it, in the sentence or, at its beginning, in the one before."""
        earlier = [f for f in self.figures if f.last <= figure.first and not f.is_slight and not f.share]
        if len(earlier) > 1 and earlier[-1].first and self.tokens[earlier[-1].first - 1].text == "(":
            earlier.pop()  # only a conversion
        if earlier:
            return self._drafted(earlier[-1]) if self._is_tied(earlier[-1].last, figure) else None
        last = self.drafts[-1] if self.drafts else None
        near = last is not None and last.sentence.paragraph == self.sentence.paragraph and last.figure is not None
        if last is None or last.figure is None or not near:
            return None
        same_size = figure.scale >= MILLION and 1 / CLOSE <= figure.value / (last.figure.value or 1.0) <= CLOSE
        if not (self._is_compared(figure) or same_size or not float(figure.value).is_integer()):
            return None
        return last.quantity.unit, last.figure.value

    def _drafted(self, other: Figure) -> tuple[str, float]:
        """The unit of a figure with its rate, if it is drafted already."""
        unit = next((d.quantity.unit for d in reversed(self.drafts) if d.figure is other), other.unit)
        return unit, other.value

    def _behind(self, figure: Figure) -> tuple[str, float] | None:
        """The figure behind it in the sentence, where the two are listed: "467 800, … véve 485 ezer forint"."""
        later = [f for f in self.figures if f.first >= figure.last and not f.is_slight]
        if not later:
            return None
        between = [token.low for token in self.tokens[figure.last : later[0].first]]
        if not self.pack.inflected:  # "by 0.3 and 0.1 per cent"
            joined = len(between) == 1 and (between[0] in self.pack.words["and"] or between[0] in self.pack.words["or"])
            return (later[0].unit, later[0].value) if joined else None
        if later[0].unit in ("percent", "percentage_point") and len(between) > LISTED:
            return None
        return (later[0].unit, later[0].value) if self._is_tied(figure.last, later[0]) else None

    def _is_tied(self, last: int, following: Figure) -> bool:
        """Whether nothing but a list or a comparison lies between token `last` and the figure that follows."""
        between = self.tokens[last : following.first]
        return self._is_compared(following) or not following.low or not float(following.value).is_integer() or any(
            token.text in ",;(" or token.low in self.pack.words["and"] for token in between
        )  # fmt: skip

    def _is_compared(self, figure: Figure) -> bool:
        """Whether the figure is set against another: "against 7.4", "up from 3", "by just 8"."""
        before = [token.low for token in self.tokens[max(0, figure.numeral_first - 2) : figure.numeral_first]]
        behind = [token.low for token in self.tokens[figure.last : figure.last + 1]] if self.pack.inflected else []
        owned = bool(before) and before[-1].endswith(POSSESSIVE)  # "to the Democrats' 30.7"
        return owned or not self.pack.words["compared_with"].isdisjoint([*before, *behind]) or bool(figure.role)

    def _is_alike(self, figure: Figure, unit: str, value: float) -> bool:
        """Whether the figure may be of the unit by its size."""
        if unit.split(" / ")[0] in UNITLESS or (unit in units("time") and not self._is_compared(figure)):
            return False
        if not figure.value or not value or (unit in ("percent", "percentage_point") and abs(figure.value) > HUNDRED):
            return False
        return 1 / FACTOR <= abs(figure.value / value) <= FACTOR
