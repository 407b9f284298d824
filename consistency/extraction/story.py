"""Story: the countries and places that an article's sentences name → where what it tells happened, if nothing is said.

A figure whose sentence names one country only is from there; else it is from where the paragraph was last, or from the
country that the article is mostly about. What belongs to a state (its soldiers, its missiles, its aid) may be anywhere
and is left without a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import concept, country_of_place

if TYPE_CHECKING:
    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term

TITLE, OPENING, BODY = 4, 2, 1  # how much a name counts in the headline, in the first paragraphs, behind them
OPENING_PARAGRAPHS = 2
CLEAR = 0.5  # share of all names from which a country is what the article is about
SLOTS = ("country", "demonym", "place")


class Story:
    """What one article is about, as far as it has been read."""

    def __init__(self) -> None:
        self._weights: dict[str, int] = {}
        self._read: set[int] = set()

    def tell(self, sentence: Sentence) -> None:
        """Take note of the countries that a sentence names."""
        if sentence.start in self._read:
            return
        self._read.add(sentence.start)
        weight = TITLE if sentence.in_title else OPENING if sentence.paragraph <= OPENING_PARAGRAPHS else BODY
        for country in set(countries_of(sentence)):
            self._weights[country] = self._weights.get(country, 0) + weight

    @property
    def country(self) -> str | None:
        """The country that the article is about, where one stands out."""
        best = max(self._weights, key=lambda country: self._weights[country], default=None)
        clear = best is not None and self._weights[best] >= CLEAR * sum(self._weights.values())
        return best if clear else None

    def settle(self, drafts: list[Draft]) -> None:
        """Give a place to what has none and happened somewhere."""
        for draft in drafts:
            if not draft.place and may_be_placed(draft):
                near = [c for c in dict.fromkeys(countries_of(draft.sentence)) if c != draft.counted.of]
                if len(near) == 1 and not concept(draft.counted.subject).displaced:
                    draft.place = (near[0],)
                elif self.country is not None and self.country != draft.counted.of and (not near or self.country in near):
                    draft.place = (self.country,)


def may_be_placed(draft: Draft) -> bool:
    """Whether what is counted is somewhere by its nature, and belongs to no one who might have it elsewhere."""
    counted = concept(draft.counted.subject)
    if counted.owned and not (counted.placed and draft.counted.of is None):
        return False
    return draft.figure is not None and draft.modality != "denied"


def _only_speaks(term: Term, sentence: Sentence) -> bool:
    """Whether a country by itself is the speaker: "300 soldiers died, Russia said"."""
    speaking = sentence.speaking
    return term.first in speaking and term.first - 1 not in speaking and term.last not in speaking


def countries_of(sentence: Sentence) -> list[str]:
    """The countries that a sentence names, by themselves, their people or their places; of what relays it none."""
    found = []
    for term in sentence.of(*SLOTS):
        within = any(t.first <= term.first and term.last <= t.last for t in sentence.of("voice"))
        if not within and not _only_speaks(term, sentence):
            found.append(country_of_place(term.key) if term.slot == "place" else term.key)
    return found
