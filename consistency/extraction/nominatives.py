"""Nominatives: a verb of saying in a language of cases → the noun phrase in the nominative that is its subject.

A known speaker or a capitalised name of the clause, before the verb or behind one that opens its segment. Where there
is none but something is surely said, any noun in the nominative speaks ("a halőr úgy saccolja, hogy …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import AttributionReader
from consistency.vocabulary import is_seat

if TYPE_CHECKING:
    from consistency.languages.lexicon import Term

SHORTEST_CASE = 5  # letters of a word whose last letter betrays its case
LONGEST_PHRASE = 8  # words
LONGEST_NAME = 5  # words of a name that a comma closes

Words = tuple[int, int]


class Nominatives(AttributionReader):
    """Finds the subjects of the verbs of one sentence."""

    def subject(self, term: Term, begin: int, end: int, leads: bool) -> Words | None:
        """The first nominative name of the clause: before the verb, or behind a verb that opens its segment."""
        named = None if leads else self._described(begin)
        if named is not None:
            return named
        left = self.names.speaker_within(begin, term.first)
        if left is not None and not leads:
            describes = 0 < left[0] <= begin + 1 and self.names.is_office_phrase(*left)
            return (self.apposed(left[0]) if describes else None) or left
        right = self.names.speaker_within(term.last, end)
        if right is not None:
            return self._named_after(*right) or right
        if leads:
            return left or self.apposed(begin)
        seats = self._seats(begin, term.first) if term.key != "demand" else None
        return left or self.apposed(begin) or seats or self._before_list(begin)

    def any_noun(self, term: Term, begin: int, end: int, leads: bool) -> Words | None:
        """Any noun in the nominative before the verb, or behind one that opens its segment."""
        found = None if leads else self._noun(begin, term.first)
        if found is None and (leads or term.first - begin <= 1):
            found = self._noun(term.last, end)
        if found is None or self._owns_figure(found[1]):
            return None
        return self._named_after(*found) or found

    def _owns_figure(self, last: int) -> bool:
        """Whether a noun only owns the figure behind it: "a cégek fele"."""
        return last in self.figures_at and "owned" in self.names.features_at(last)

    def _described(self, begin: int) -> Words | None:
        """The name that a description with an article goes on from: "Regős Gábor, a Gránit közgazdásza … számít"."""
        if begin < 2 or not self.names.is_article(begin) or self.tokens[begin - 1].text != ",":
            return None
        first, last = self.names.segment(begin - 2)
        while first < last and (self.names.is_article(first) or self.names.is_particle(first)):
            first += 1
        full = 1 < last - first <= LONGEST_NAME and all(self.names.is_capital(i) for i in range(first, last))
        oblique = full and self.names.is_oblique(last - 1)
        return self.names.cleaned(first, last) if full and not oblique and not self._is_body(first, last) else None

    def _is_body(self, first: int, last: int) -> bool:
        return any(
            t.slot in ("institution", "place", "country") and first <= t.first < last for t in self.sentence.terms
        )

    def _named_after(self, first: int, last: int) -> Words | None:
        """The name behind an office: "óvott az ukrán államfő, Volodimir Zelenszkij: …"."""
        if last >= len(self.tokens) or self.tokens[last].text != ",":
            return None
        if not self.names.is_office_phrase(first, last) and any(self.names.is_capital(i) for i in range(first, last)):
            return None
        stop = last + 1
        while stop < len(self.tokens) and self.names.is_capital(stop):
            stop += 1
        return (last + 1, stop) if stop - last > 2 else None

    def _seats(self, begin: int, last: int) -> Words | None:
        """Governments told by their capitals: "Washingtonban és Szöulban úgy becsülik"."""
        seats = [
            t
            for t in self.sentence.of("place")
            if begin <= t.first < last and is_seat(t.key) and "inessive" in t.features
        ]
        return (seats[0].first, seats[-1].last) if seats else None

    def _before_list(self, begin: int) -> Words | None:
        """The subject before a list: "Moszkva 263 harckocsi, 204 harcjármű megsemmisítését jelentette"."""
        while begin > 1 and self.tokens[begin - 1].text == ",":
            earlier, last = self.names.segment(begin - 2)
            inside = range(earlier, last)
            if any(t.slot in ("saying", "predicate", "outcome") and t.first in inside for t in self.sentence.terms):
                return None
            found = self.names.speaker_within(earlier, last)
            if found is not None:
                return found
            begin = earlier
        return None

    def _noun(self, begin: int, end: int) -> Words | None:
        """The first noun phrase in tokens[begin:end] that opens with an article or the clause and has no case."""
        i = begin
        while i < end:
            first = i + self.names.is_article(i)
            last = first
            while last < end and last - first < LONGEST_PHRASE and self._continues(last, first):
                last += 1
            if last > first and not self._has_case(last - 1) and self.tokens[last - 1].kind == "w":
                return self.names.cleaned(first, last)
            i = max(last, i + 1)
            while i < end and not self.names.is_article(i):
                i += 1
        return None

    def _continues(self, i: int, first: int) -> bool:
        """Whether a noun phrase that began at `first` goes on to token i."""
        token = self.tokens[i]
        if token.kind != "w" or i in self.figures_at or i in self.sentence.claimed:
            return False
        if self.names.is_particle(i) or self.names.is_article(i) or self.names.is_verb(i):
            return False
        verbs = ("saying", "predicate", "outcome", "change", "stance")
        if (
            any(t.slot in verbs for t in self.sentence.starting.get(i, ()))
            or token.low in self.pack.words["pronominal"]
        ):
            return False
        return i == first or not self._has_case(i - 1) or self._is_participle(i)

    def _is_participle(self, i: int) -> bool:
        """Whether a word takes the case before it into the phrase: "névtelenséget kérő tisztviselő"."""
        return self.tokens[i].low.endswith(self.pack.affixes["participle_endings"])

    def _has_case(self, i: int) -> bool:
        """Whether a word stands in a case that no subject has, by a known ending or by the letter of the accusative."""
        low = self.tokens[i].low
        if self.names.is_oblique(i):
            return True
        known = any(t.last == i + 1 and t.slot != "place" for t in self.sentence.ending.get(i + 1, ()))
        accusative = low.endswith(self.pack.affixes["accusative_letters"])
        nominative = low.endswith(self.pack.affixes["nominative_endings"])
        return not known and accusative and not nominative and len(low) >= SHORTEST_CASE

    @property
    def figures_at(self) -> set[int]:
        """The tokens that state figures."""
        return self.names.figures
