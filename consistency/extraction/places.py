"""Places: the countries and places that a sentence names as where → the path from country to the finest place.

A name counts as where only in a locative case ("Oroszországba", "Kurszkban", "a kurszki fronton") or behind a locative
preposition ("in Russia's Kursk region"); a speaker's seat and a nationality are no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.vocabulary import concept, is_seat, path_to

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term


@dataclass(slots=True, eq=False)
class Location:
    """tokens[first:last] say where; path runs from the country to the finest place."""

    first: int
    last: int
    path: tuple[str, ...]
    weak: bool = False  # only an adjective of place ("a bangkoki toronyház")


class PlaceReader:
    """Finds the locations of one sentence outside the tokens that name speakers."""

    def __init__(self, sentence: Sentence, speaking: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.speaking = speaking

    def read(self) -> list[Location]:
        found: list[Location] = []
        for term in self.sentence.terms:
            if term.first in self.speaking and not self._counts_at_home(term):
                continue
            if term.slot == "place" and only_names(term, self.sentence):
                continue
            if term.slot in ("place", "country"):
                if self._is_where(term):
                    found.append(Location(term.first, term.last, path_to(term.key)))
                elif (
                    self.pack.inflected
                    and "adjective" in term.features
                    and (term.slot == "place" or self._is_located(term))
                ):
                    found.append(Location(term.first, term.last, path_to(term.key), weak=True))
            elif term.slot == "demonym" and self._is_soil(term):
                found.append(Location(term.first, term.last, (term.key,)))
        return _merged(found)

    def _is_where(self, term: Term) -> bool:
        if self.pack.inflected:
            located = term.features.intersection(self.pack.words["locatives.case"])
            return bool(located) or self._before_region(term) or self._opens(term) or self._is_target(term)
        return self._behind_preposition(term) or self._opens(term)

    def _is_target(self, term: Term) -> bool:
        """A town that something is aimed at: "a Szumi elleni rakétatámadásban"."""
        following = self.sentence.low(term.last)
        return term.slot == "place" and not is_seat(term.key) and following in self.pack.words["against"]

    def _is_located(self, term: Term) -> bool:
        """Whether an adjective of a country places: "oroszországi csapatai" are there, "orosz csapatok" are not;
        "ukrajnai menekültek" came from there.
        """
        noun = self.sentence.at(term.last, "subject")
        whence = noun is not None and concept(noun.key).displaced
        return not whence and self.tokens[term.last - 1].low.endswith(self.pack.affixes["located_endings"])

    def _opens(self, term: Term) -> bool:
        """A place as the subject of its clause: "Marseille had 280,000 protesters", "Csak Varsó 300 ezer embernek ad
        menedéket".
        """
        if term.slot == "country" and not self.pack.inflected and not term.features:
            following = [t.low for t in self.tokens[term.last : term.last + 3]]
            return any(word in self.pack.words["host_verbs"] for word in following)
        if term.slot != "place" or term.features or (is_seat(term.key) and not self._counts(term)):
            return False
        i = term.first - 1
        while i >= 0 and self.tokens[i].low in self.pack.words["openers"]:
            i -= 1
        if is_seat(term.key) and (i == term.first - 1 if self.pack.inflected else not self._reports(term)):
            return False  # "Phenjan 12 ezer katonája", "Pyongyang has sent" are a government's
        return (i < 0 or self.tokens[i].kind == "p") and self._counts(term)

    def _counts(self, term: Term) -> bool:
        following = self.tokens[term.last] if term.last < len(self.tokens) else None
        return following is not None and (following.kind == "n" or following.low in self.pack.words["place_verbs"])

    def _reports(self, term: Term) -> bool:
        following = self.sentence.low(term.last)
        return following in self.pack.words["city_verbs"]

    def _counts_at_home(self, term: Term) -> bool:
        """A region that reports its own: "Texas has recorded 505 cases"; a capital or a country may speak of others."""
        return not self.pack.inflected and term.slot == "place" and not is_seat(term.key) and self._opens(term)

    def _is_soil(self, term: Term) -> bool:
        """Whether a nation's soil is meant: "on Russian soil", "orosz területen"."""
        region = self.sentence.at(term.last, "region") or self.sentence.at(term.last, "event_place")
        if region is None:
            return False
        if self.pack.inflected:
            return bool(region.features.intersection(self.pack.words["locatives.case"]))
        return self.sentence.low(term.first - 1) in self.pack.words["locatives.before"]

    def _before_region(self, term: Term) -> bool:
        """The case stands on the word for the region, a happening needs none: "kurszki fronton", "Kurszk megyében", "a
        kurszki offenzíva".
        """
        for i in range(term.last, min(term.last + 2, len(self.tokens))):
            if self.sentence.at(i, "event_place") is not None:
                return "adjective" in term.features
            region = self.sentence.at(i, "region")
            if region is not None:
                return (
                    bool(region.features.intersection(self.pack.words["locatives.case"]))
                    or "adjective" in region.features
                )
            if self.sentence.at(i, "place") is None:
                return False
        return False

    def _behind_preposition(self, term: Term) -> bool:
        """in, to, near … with at most an article and a country before the name ("in Russia's Kursk region")."""
        i = term.first - 1
        for _ in range(4):
            if i < 0:
                return False
            token = self.tokens[i]
            if token.low in self.pack.words["links"] and i > 0 and self.sentence.at(i - 1, "event_place") is not None:
                return True  # "the fighting for Kursk"
            if token.low in self.pack.words["locatives.before"]:
                return (
                    token.low not in self.pack.words["of"]
                    or self._is_place_of(i)
                    or (term.slot == "place" and self.sentence.at(term.last, "region") is not None)
                )
            owner = token.low in self.pack.words["articles"] or any(
                t.slot in ("country", "demonym", "region") and t.first <= i < t.last for t in self.sentence.terms
            ) or token.low in self.pack.words["before_place"]  # fmt: skip
            if not owner:
                return False
            i -= 1
        return False

    def _is_place_of(self, i: int) -> bool:
        """Of behind a word of place: "the city of Marrakesh", "streets of France"."""
        return i > 0 and (
            self.sentence.at(i - 1, "region") is not None or self.tokens[i - 1].low in self.pack.words["parts_of_place"]
        )


def only_names(term: Term, sentence: Sentence) -> bool:
    """Whether a place only names a treaty or a club: "a párizsi egyezmény", "the statute of Rome"."""
    affixes = sentence.pack.affixes["not_there"]
    before = sentence.low(term.first - 2) if sentence.low(term.first - 1) in sentence.pack.words["of"] else ""
    return bool(affixes) and (sentence.low(term.last).startswith(affixes) or before.startswith(affixes))


def last_place(locations: list[Location]) -> tuple[str, ...]:
    """The place that a sentence named last, where it told where something is."""
    return next((p.path for p in reversed(locations) if not p.weak), ())


def _merged(locations: list[Location]) -> list[Location]:
    """A country beside a place of its own is one location: "orosz Kurszki terület", "Kursk, Russia"."""
    found: list[Location] = []
    for location in locations:
        previous = found[-1] if found else None
        if (
            previous
            and location.first - previous.last <= 2
            and location.path[0] == previous.path[0]
            and location.weak == previous.weak
        ):
            longer = max(previous.path, location.path, key=len)
            found[-1] = Location(previous.first, location.last, longer)
        else:
            found.append(location)
    return found
