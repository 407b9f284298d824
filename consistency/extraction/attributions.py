"""Attributions: where a sentence says who speaks → the speaker's tokens, how firmly it speaks and what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.names import Names
from consistency.languages.grammar import LOCAL
from consistency.vocabulary import is_seat

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence


@dataclass(slots=True, eq=False)
class Attribution:
    """tokens[first:last] name the speaker and say that it speaks.

    who: tokens of the name, or None where it carries over ("he said", "hozzátette"). kind: say, estimate, expect, plan,
    deny or according.
    at: the token of the verb or postposition. trailing: it closes the statement (", said X") and covers what stands
    before it.
    impersonal: nobody is named ("according to estimates"). relay: set once the name is known to hand on others'
    figures. local: it stands in a clause of time or condition, and covers that clause alone ("after X spoke, …").
    """

    first: int
    last: int
    who: tuple[int, int] | None
    kind: str
    at: int
    trailing: bool = False
    impersonal: bool = False
    relay: bool = False
    local: bool = False


class AttributionReader:
    """What the readers of speakers share.

    figures, references: (first, last) tokens of each figure and of each "the same number".
    """

    def __init__(self, sentence: Sentence, figures: list[tuple[int, int]], references: list[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures
        self.stated = sorted([*figures, *references])
        self.names = Names(sentence, {i for first, last in figures for i in range(first, last)})

    def apposed(self, first: int) -> tuple[int, int] | None:
        """The name before the comma where the phrase at `first` only describes it ("Virginia Barcones, a főigazgató
        szerint").
        """
        comma = first - 1
        while comma > 0 and self.names.is_article(comma):
            comma -= 1
        if comma < 2 or self.tokens[comma].text != "," or not self.names.is_capital(comma - 1):
            return None
        if self.pack.inflected and self.names.is_oblique(comma - 1):
            return None  # "arról beszélt Szegeden, hogy"
        begin, _ = self.names.segment(comma - 1)
        who = self.names.cleaned(max(begin, self.names.start(comma)), comma)
        return who if who and who[1] - who[0] <= 4 and all(self.names.is_capital(i) for i in range(*who)) else None

    def names_only(self, first: int, last: int) -> bool:
        """Whether nothing but a speaker's name stands in tokens[first:last]."""
        if not 0 < last - first <= 6 or any(self.names.stops(i, last) for i in range(first, last)):
            return False
        heads = [
            t
            for t in self.sentence.terms
            if first <= t.first
            and t.last == last
            and (
                t.slot in ("speaker", "institution", "voice", "media", "role")
                or (is_seat(t.key) and t.slot == "place" and not t.features)
            )
        ]
        capitals = [i for i in range(first, last) if self.names.is_capital(i)]
        if self.pack.inflected and any(
            self.names.features_at(i) & LOCAL for i in range(first, last - 1) if not self.names.is_capital(i)
        ):
            return False
        placed = [
            t
            for t in self.sentence.terms
            if first <= t.first and t.last <= last and t.slot in ("place", "country") and t.features
        ]
        return (
            not placed
            and (bool(heads) or (len(capitals) >= 2 and not self._is_place(first, last)))
            and not (self.pack.inflected and self.names.is_oblique(last - 1))
        )

    def _is_place(self, first: int, last: int) -> bool:
        return any(t.slot in ("place", "country") and first <= t.first < last for t in self.sentence.terms)

    def kind_of(self, first: int, last: int) -> str:
        """An estimate where the carrier noun is one ("becslések szerint", "according to assessments")."""
        words = self.pack.affixes["estimating_carriers"]
        return "estimate" if any(token.low.startswith(words) for token in self.tokens[first:last]) else "according"

    def only_carriers(self, first: int, last: int) -> bool:
        """Nobody is named: "Becslések szerint", "a jelentések szerint"."""
        content = [i for i in range(first, last) if self.tokens[i].kind == "w" and not self.names.is_article(i)]
        return all(
            any(t.slot == "carrier" for t in self.sentence.starting.get(i, ())) or self.names.is_particle(i)
            for i in content
        )

    def carries(self, first: int, last: int) -> bool:
        return any(t.slot in ("carrier", "media") and first <= t.first < last for t in self.sentence.terms)
