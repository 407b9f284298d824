"""Lemmas: nouns that no vocabulary holds → what a figure counts or measures, in a language that tells plurals.

The last noun of the phrase behind the figure ("33,000 Boeing machinists"), the noun that "of" ties to it ("a duty of
26%", "25% of demand"), or the noun before the verb that carries it ("exports rose to $325 billion").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted, Surroundings, singular
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.stated import Figure

PHRASE = 6  # words of a noun phrase behind a figure
SHORTEST = 3  # letters of a noun


class Lemmas(Surroundings):
    """Finds nouns by their place alone."""

    def noun_behind(self, figure: Figure, counted: Counted) -> bool:
        """The last noun of the phrase behind the figure: a plural, or any noun behind "of" where a share is told."""
        linked = self.sentence.low(figure.last) in self.pack.words["links"] or (
            figure.unit != "count" and self.sentence.low(figure.last) in self.pack.words["in_words"]
        )
        worth = self.sentence.low(figure.last) in self.pack.words["worth"]
        start = max(figure.last + linked + 2 * worth, counted.last)
        if figure.unit != "count" and not (linked or worth):
            return False
        last, found = start, None
        for i in range(start, min(len(self.tokens), start + PHRASE, self.next_figure(figure))):
            token = self.tokens[i]
            if i in self.sentence.claimed or token.text in "-'’":
                continue
            done = found is not None and token.low.endswith(self.pack.affixes["participles"])  # "pupils missed lessons"
            if done or not self._is_of_phrase(i, start, linked):
                break
            noun = singular(token.low, self.pack)
            mass = (linked or worth) and figure.unit != "count" and token.text.islower() and len(token.low) >= SHORTEST
            plural = found is not None and noun is None and singular(self.tokens[last - 1].low, self.pack) is not None
            named = noun is not None or (mass and not plural and token.low not in self._closed)  # "of services ran"
            if token.text.islower() and named and not self._describes(i):
                found, last = noun or token.low, i + 1
        if found is None:
            return False
        counted.subject, counted.last, counted.own_noun = self._concept_at(last - 1) or found, last, True
        counted.people = concept(counted.subject).people or self.is_person(counted.subject)
        return True

    def _is_of_phrase(self, i: int, start: int, linked: bool) -> bool:
        """Whether a noun phrase that began at `start` goes on to token i."""
        token = self.tokens[i]
        if token.kind == "n":
            return i > start and self.tokens[i - 1].text[0].isupper()  # "18 Leopard 2 tanks"
        if token.kind != "w":
            following = self.sentence.low(i + 1)
            listed = token.text == "," and i > start and i + 2 < len(self.tokens) and following not in self._closed
            return listed and self.sentence.low(i + 2) in self.pack.words["and"]
        if token.low in self.pack.words["and"] and i > start:
            return singular(self.sentence.low(i + 1), self.pack) is None
        owner = token.low in self.pack.words["articles"] | self.pack.words["possessives"]
        if owner:
            return linked and i <= start + 1
        if token.low in self.pack.words["flows"]:
            return True
        if token.low in self._closed:
            return False
        if linked and i == start:
            return True  # "a quarter of demand"
        verbs = {t.slot for t in self.sentence.starting.get(i, ())} & {"saying", "change", "predicate", "outcome"}
        plural = token.low.endswith(self.pack.affixes["plurals.endings"])
        return not verbs or plural or self._describes(i)

    @property
    def _closed(self) -> frozenset[str]:
        words = self.pack.words
        return words["function_words"] | words["articles"] | words["and"] | words["auxiliaries"]

    def _describes(self, i: int) -> bool:
        """Whether a participle stands before its noun: "destroyed or abandoned tanks"."""
        low = self.tokens[i].low
        if not low.endswith(self.pack.affixes["participles"]):
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is not None and following.kind == "w" and following.low not in self._closed

    def _concept_at(self, i: int) -> str | None:
        return next((t.key for t in self.sentence.ends(i + 1, "subject") if t.first == i), None)

    def noun_of(self, figure: Figure, counted: Counted) -> bool:
        """The noun before "of": "a duty of 26%", "remittances of $34.5 billion"."""
        of = figure.first - 1
        if of < 1 or self.tokens[of].low not in self.pack.words["of"]:
            return False
        noun = self.tokens[of - 1]
        plain = noun.kind == "w" and noun.text.islower() and len(noun.low) >= SHORTEST
        known = self.sentence.ends(of, "saying", "number_noun", "flow", "change", "region", "person", "predicate")
        if not plain or known or noun.low in self._closed | self.pack.words["measure_nouns"] or of - 1 in self.speaking:
            return False
        if noun.low.endswith(self.pack.affixes["participles"]):
            return False
        counted.subject, counted.own_noun = singular(noun.low, self.pack) or noun.low, True
        return True

    def carried(self, figure: Figure, counted: Counted) -> bool:
        """The noun right before the verb that carries the figure: "exports rose to $325 billion"."""
        segment, begin = self.segments[figure.first], self.previous_figure(figure)
        verbs = [
            t
            for t in self.sentence.of("change")
            if begin <= t.first < figure.first and self.segments[t.first] == segment
        ]
        copulas = [
            i
            for i in range(begin, figure.first)
            if self.tokens[i].low in self.pack.words["copulas"] and self.segments[i] == segment
        ]
        first = min([*(t.first for t in verbs), *copulas], default=0)
        if verbs and self._object(verbs[0].last, figure, counted):
            return True
        while first > begin and self.tokens[first - 1].low in self.pack.words["auxiliaries"] | self._closed:
            first -= 1
            if self.tokens[first].low in self.pack.words["level_cues.to"]:
                return False  # "councillors voted to raise it"
        if first <= begin or self.segments[first - 1] != segment:
            return False
        return self._take(first - 1, begin, counted)

    def _object(self, begin: int, figure: Figure, counted: Counted) -> bool:
        """What is changed, between the verb and the cue of a level: "cut its growth forecast for 2025 to 4%"."""
        cues = self.pack.words["level_cues.to"] | self.pack.words["level_cues.by"] | self.pack.words["level_cues.from"]
        last = figure.first
        while last > begin and (last - 1 in self.sentence.claimed or self.tokens[last - 1].low not in cues):
            last -= 1
        last -= 1
        if last <= begin or any(self.tokens[i].kind != "w" for i in range(begin, last)):
            return False
        first = begin
        while first < last and self.tokens[first].low in self.pack.words["articles"] | self.pack.words["possessives"]:
            first += 1
        stop = first
        while stop < last and self.tokens[stop].low not in self._closed | self.pack.words["links"]:
            stop += 1
        return stop > first and self._take(stop - 1, begin, counted)

    def _take(self, i: int, begin: int, counted: Counted) -> bool:
        """The noun at token i as what is counted, unless it stands under a preposition: then what that describes."""
        for _ in range(3):
            preposition = self._preposition(i, begin)
            if preposition is None:
                break
            i = preposition - 1
        token = self.tokens[i]
        if i < begin or token.kind != "w" or not token.text.islower() or len(token.low) < SHORTEST:
            return False
        if i in self.sentence.claimed or token.low in self.pack.words["measure_nouns"]:
            return False
        if token.low.endswith(self.pack.affixes["gerund_endings"]):
            return False  # "according"
        if token.low in self._closed or i in self.speaking or self.sentence.ends(i + 1, "saying", "region", "person"):
            return False
        noun = self._concept_at(i) or singular(token.low, self.pack) or token.low
        counted.subject, counted.own_noun, counted.carried = noun, True, True
        counted.people = concept(noun).people or self.is_person(noun)
        return True

    def _preposition(self, i: int, begin: int) -> int | None:
        """The preposition that rules the phrase which ends with token i."""
        prepositions = self.pack.words["locatives.before"] | self.pack.words["predicate_prepositions"]
        for j in range(i - 1, max(begin, i - PHRASE), -1):
            low = self.tokens[j].low
            if low in prepositions or low in self.pack.words["links"]:
                return j
            if self.tokens[j].kind != "w" or low in self._closed:
                return None
        return None

    def is_person(self, noun: str | None) -> bool:
        """Whether an unknown noun ends as words for persons do: "steelworker", "machinist"."""
        return bool(noun) and noun is not None and noun.endswith(self.pack.affixes["person_endings"])
