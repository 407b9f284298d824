"""Stated figures: a numeral and the words around it → the interval that they allow, with its unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from consistency.intervals import Closed, Interval
from consistency.languages.lexicon import NONE, Features
from consistency.model import Quantity

if TYPE_CHECKING:
    from consistency.extraction.numerals import Numeral
    from consistency.model import LinkKind

SLIGHT = 13  # below it, a number in words may only be part of a noun phrase


@dataclass(slots=True, eq=False)
class Figure:
    """tokens[first:last] state low to high in `unit`; numeral_first is where the digits or number words begin.

    features: of the ending on the figure. flow: increase or decrease, where a word tells so ("further 3,000").
    estimated: the word that makes it approximate also makes it an estimate ("an estimated 3,000").
    worded: no digit in it. hedged: a bound or an approximation goes with it. bound: more, at_least, at_most or less.
    inclusive: the bound belongs to it, as is told behind it ("or equal"). share: a fraction in words.
    step: the weight of the last digit stated. scale: the largest scale word, else 1.
    aside: in brackets it only converts the figure before it: "1,300 sq km (500 square miles)".
    role: from or to in "from 8,000 to 10,000". links: the kind of tie, and the figure that it ties this one to.
    """

    first: int
    last: int
    numeral_first: int
    low: float | None
    high: float | None
    closed: Closed = "both"
    unit: str = "count"
    approximate: bool = False
    estimated: bool = False
    vague: bool = False
    share: bool = False
    step: float | None = None
    features: Features = NONE
    flow: str = ""
    worded: bool = False
    hedged: bool = False
    bound: str = ""
    inclusive: bool = False
    role: str = ""
    scale: float = 1.0
    aside: bool = False
    links: list[tuple[LinkKind, Figure]] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        return Quantity(
            interval=Interval(low=self.low, high=self.high, closed=self.closed),
            unit=self.unit,
            approximate=self.approximate,
            vague=self.vague,
            resolution=self.step,
            worded_share=self.share and self.worded,
        )

    @property
    def is_slight(self) -> bool:
        """Whether it is a small number in words that may only be part of a noun phrase ("the two armies")."""
        return self.worded and not self.hedged and self.unit == "count" and self.value < SLIGHT

    @property
    def value(self) -> float:
        """The stated number, or the nearest stated end."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0

    def open(self, meaning: str) -> None:
        """Open one end: more, at_least, at_most or less (than it states)."""
        if self.inclusive:
            meaning = {"more": "at_least", "less": "at_most"}.get(meaning, meaning)
        self.hedged, self.bound = True, meaning
        if self.vague:
            return
        if meaning in ("more", "at_least"):
            self.high = None
            self.closed = "neither" if meaning == "more" else "left"
        else:
            self.low = None
            self.closed = "right" if meaning == "at_most" else "neither"


class Row(list[Figure]):
    """The figures of one sentence in reading order, which no longer move."""

    @cached_property
    def _firsts(self) -> list[int]:
        return [figure.first for figure in self if not figure.aside]

    @cached_property
    def _lasts(self) -> list[int]:
        return [figure.last for figure in self]

    def end_before(self, first: int) -> int:
        """The token after the last figure that ends before token `first`, or 0."""
        i = bisect_right(self._lasts, first)
        return self._lasts[i - 1] if i else 0

    def start_behind(self, last: int, end: int) -> int:
        """The first token of the next figure from token `last` on, asides left out, or `end`."""
        i = bisect_left(self._firsts, last)
        return self._firsts[i] if i < len(self._firsts) else end


def of_numeral(numeral: Numeral) -> Figure:
    """The figure that a bare numeral states."""
    return Figure(
        numeral.first,
        numeral.last,
        numeral.first,
        numeral.value,
        numeral.value,
        step=numeral.step,
        features=numeral.features,
        worded=numeral.worded,
        scale=numeral.scale,
    )
