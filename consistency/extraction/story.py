"""Story: the countries and places that an article's sentences name → where what it tells happened, if nothing is said.

A figure whose sentence names one country only is from there; else it is from where the paragraph was last, or from the
country that the article is mostly about. What belongs to a state (its soldiers, its missiles, its aid) may be anywhere
and is left without a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.places import only_names
from consistency.vocabulary import concept, is_seat, path_to

if TYPE_CHECKING:
    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term

TITLE, OPENING, BODY = 4, 2, 1  # how much a name counts in the headline, in the first paragraphs, behind them
OPENING_PARAGRAPHS = 2
ACTING = 0.5  # how much a country counts that is only told as whose something is
CLEAR = 0.4  # share of all names from which a country is what the article is about
STANDS_OUT = 0.6  # share of all towns named from which one is where it happened
TERRITORY = "territory"
SLOTS = ("country", "demonym", "place")


class Story:
    """What one article is about, as far as it has been read."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._towns: dict[tuple[str, ...], int] = {}
        self._read: set[int] = set()

    def tell(self, sentence: Sentence) -> None:
        """Take note of the countries and towns that a sentence names; of a capital that owns, the country alone
        ("Kyiv's answer").
        """
        if sentence.start in self._read:
            return
        self._read.add(sentence.start)
        weight = TITLE if sentence.in_title else OPENING if sentence.paragraph <= OPENING_PARAGRAPHS else BODY
        named = places_of(sentence)
        paths = dict.fromkeys(path for _, path in named)  # in order: the first of two alike
        governing = {path for term, path in named if is_seat(term.key) and "possessive" in term.features}
        acting = {path[0] for term, path in named if term.slot == "demonym" or "possessive" in term.features}
        acting -= {path[0] for term, path in named if term.slot != "demonym" and "possessive" not in term.features}
        for country in dict.fromkeys(path[0] for path in paths):
            share = ACTING if country in acting else 1
            self._weights[country] = self._weights.get(country, 0) + weight * share
        for path in (path for path in paths if len(path) > 1 and path not in governing):
            self._towns[path] = self._towns.get(path, 0) + weight

    @property
    def country(self) -> str | None:
        """The country that the article is about, where one stands out."""
        best = max(self._weights, key=lambda country: self._weights[country], default=None)
        clear = best is not None and self._weights[best] >= CLEAR * sum(self._weights.values())
        return best if clear else None

    def settle(self, drafts: list[Draft]) -> None:
        """Give a place to what has none and happened somewhere."""
        for draft in drafts:
            if draft.place or not may_be_placed(draft):
                continue
            displaced = concept(draft.counted.subject).displaced
            draft.place = (() if displaced else self._near(draft)) or self._main(draft)

    def _near(self, draft: Draft) -> tuple[str, ...]:
        """The place that the sentence names, of its one country or of the one nearest to the figure."""
        assert draft.figure is not None
        sentence, at = draft.sentence, draft.figure.first
        named = [
            (term, path)
            for term, path in places_of(sentence)
            if _may_lie_in(path[0], draft) and (term.slot != "demonym" or term.first < draft.counted.last)
        ]
        own = [pair for pair in named if sentence.segments[pair[0].first] == sentence.segments[at]]
        within = own or named
        if len({path[0] for _, path in within}) != 1 and not own:
            return ()
        finest = max((len(path) for _, path in within), default=0)
        best = [pair for pair in within if len(pair[1]) == finest]
        return min(best, key=lambda pair: abs(pair[0].first - at))[1] if best else ()

    def _main(self, draft: Draft) -> tuple[str, ...]:
        """The country that the article is about, unless the sentence speaks of others or it is whose the thing is."""
        country = self.country
        if country is None or (country == draft.counted.of and not concept(draft.counted.subject).placed):
            return ()
        if draft.counted.subject == TERRITORY and not _may_lie_in(country, draft):
            return ()
        others = [path[0] for _, path in places_of(draft.sentence) if path[0] != draft.counted.of]
        if others and country not in others:
            return ()
        town = self._town(country) if concept(draft.counted.subject).placed and not others else ()
        return town or (country,)

    def _town(self, country: str) -> tuple[str, ...]:
        """The town of the country that stands out, where what happens at a place is told of."""
        towns = {path: weight for path, weight in self._towns.items() if path[0] == country}
        best = max(towns, key=lambda path: towns[path], default=())
        return best if best and towns[best] >= STANDS_OUT * sum(towns.values()) else ()


def _may_lie_in(country: str, draft: Draft) -> bool:
    """Whether a country may be where: not that whose the thing is, but land lies in the country whose it is."""
    of = draft.counted.of
    return of in (None, country) if draft.counted.subject == TERRITORY else country != of


def may_be_placed(draft: Draft) -> bool:
    """Whether what is counted is somewhere by its nature, and belongs to no one who might have it elsewhere."""
    counted = concept(draft.counted.subject)
    elsewhere = counted.owned and counted.measure != "constant"  # what is launched comes down where it is told
    if elsewhere and not (counted.placed and draft.counted.of is None):
        return False
    return draft.figure is not None and draft.modality != "denied"


def _only_speaks(term: Term, sentence: Sentence) -> bool:
    """Whether a country by itself is the speaker, or a capital the seat of one: "Russia said", "an official in
    Kyiv".
    """
    speaking = sentence.speaking
    if term.slot == "place" and term.first in speaking and is_seat(term.key):
        return True
    return term.first in speaking and term.first - 1 not in speaking and term.last not in speaking


def places_of(sentence: Sentence) -> list[tuple[Term, tuple[str, ...]]]:
    """What a sentence names that lies somewhere, with its path: countries, peoples, places; of what relays it none."""
    found = []
    for term in sentence.of(*SLOTS):
        within = any(t.first <= term.first and term.last <= t.last for t in sentence.of("voice"))
        if not within and not _only_speaks(term, sentence) and not only_names(term, sentence):
            found.append((term, path_to(term.key) if term.slot == "place" else (term.key,)))
    return found
