"""Distant nouns: a figure without a noun behind it → the noun before it or beyond the verb that it counts.

"a katonák száma 12 ezer", "casualties have exceeded 3,000", "kétezerre nőtt az elesett katonák száma".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted, Surroundings
from consistency.languages.grammar import CIRCUMSTANCE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.stated import Figure
    from consistency.languages.lexicon import Term


REACH = 4  # words of a noun phrase behind its preposition


class DistantNouns(Surroundings):
    """Finds the nouns that figures of one sentence count from a distance."""

    def numbered_noun(self, figure: Figure, counted: Counted) -> bool:
        """What is numbered in the segment, before or behind the figure: "a katonák száma", "az erősítés létszáma"."""
        segment = self.segments[figure.first]
        for number in self.sentence.of("number_noun"):
            if self.segments[number.first] != segment:
                continue
            for i in range(number.first - 1, max(-1, number.first - 4), -1):
                for term in self.sentence.starting.get(i, ()):
                    if term.slot == "flow" and term.last >= number.first - 1:
                        counted.flow = counted.flow or term.key
                        return True
                    if term.slot in ("subject", "person") and term.last >= number.first - 1:
                        self.take_possessor(term, counted)
                        return True
            if self._of_those_who(number, counted):
                return True
        return False

    def _of_those_who(self, number: Term, counted: Counted) -> bool:
        """What became of them stands in the relative clause: "azoknak a száma, akik … vesztették életüket"."""
        after = self.segments[number.last - 1] + 1
        words = [t for t, s in zip(self.tokens, self.segments, strict=True) if s == after and t.kind == "w"]
        if not words or not words[0].low.startswith(self.pack.affixes["relative"]):
            return False
        counted.outcomes |= {t.key for t in self.sentence.of("outcome") if self.segments[t.first] == after}
        counted.own_noun = bool(counted.outcomes)
        return counted.own_noun

    def noun_before(self, figure: Figure, counted: Counted) -> bool:
        """The noun in front: "casualties have exceeded 3,000", "a net loss of $2.9 billion"; the nearest in the
        segment.
        """
        if counted.people:
            return False
        begin = self.previous_figure(figure)
        segment = self.segments[figure.first]
        for term in reversed(self.sentence.terms):
            if term.last > figure.first or term.first < begin or term.slot != "subject" or term.first in self.speaking:
                continue
            if self.segments[term.first] != segment:
                return False
            shared = concept(term.key).reference and "owned" in figure.features  # "a GDP 75,3 százalékán"
            put = "sublative" in figure.features and "accusative" in term.features  # "a kárt 60 millió euróra becsüli"
            if (self._may_count(term) or put) and not concept(term.key).actor and not shared:
                self.take_possessor(term, counted)
                counted.carried = not concept(counted.subject).settled and not counted.people
                return True
        return False

    def loss_before(self, figure: Figure, counted: Counted) -> bool:
        """The loss in front that the people behind the figure are: "put losses at more than 67,000 troops"."""
        begin, segment = self.previous_figure(figure), self.segments[figure.first]
        for term in reversed(self.sentence.of("subject")):
            if self.sentence.ends(term.last, "outcome"):
                continue  # "killed"
            inside = begin <= term.first and term.last <= figure.first and self.segments[term.first] == segment
            if inside and concept(term.key).settled and term.first not in self.speaking and self._may_count(term):
                counted.subject = None
                self.take_possessor(term, counted)
                return True
        return False

    def _may_count(self, term: Term) -> bool:
        """A noun in an oblique case or under a preposition is a circumstance, not what is counted."""
        if self.pack.inflected:
            if self._is_possessor(term):
                return False
            return not term.features & (CIRCUMSTANCE | {"accusative", "adjective"}) or (
                "owned" in term.features and not term.features & CIRCUMSTANCE
            )
        return not self._is_under_preposition(term.first)

    def _is_under_preposition(self, first: int) -> bool:
        """Whether a preposition other than "of" rules the phrase with token `first`: "losses from the big fires"."""
        words = self.pack.words
        prepositions = words["locatives.before"] | words["predicate_prepositions"] | words["links"]
        for i in range(first - 1, max(-1, first - REACH), -1):
            low = self.tokens[i].low
            if low in prepositions:
                return low not in words["of"]
            if self.tokens[i].kind != "w" or (low in words["function_words"] and low not in words["articles"]):
                return False
            if self.sentence.slots(i) & {"saying", "change", "predicate"}:
                return False
        return False

    def _is_possessor(self, term: Term) -> bool:
        """The noun only owns the next one: "a diákok megmozdulásán"."""
        j = term.last
        while j < len(self.tokens) and j in self.sentence.claimed:
            j += 1
        if j >= len(self.tokens) or self.tokens[j].kind != "w" or self.sentence.at(j, "number_noun"):
            return False
        table = self.pack.endings["noun"].table
        low = self.tokens[j].low
        endings = [table[low[-n:]] for n in (3, 4) if len(low) > n + 2 and low[-n:] in table]
        return any("owned" in features and features & CIRCUMSTANCE for features in endings)

    def _is_measured(self, figure: Figure, term: Term) -> bool:
        """The subject right behind its copula or its verb of change, at most an adjective between: "6,1 százalék volt
        az éves infláció", "5,2 százalékra nőtt a munkanélküliségi ráta".
        """
        words = self.pack.words["copulas"] | self.pack.words["articles"]
        changed = {i for t in self.sentence.of("change") for i in range(t.first, t.last)}
        if figure.unit == "count" or term.features or figure.last >= term.first:
            return False
        between = range(figure.last, term.first)
        known = [i in changed or self.tokens[i].low in words for i in between]
        verb = [i for i in between if i in changed or self.tokens[i].low in self.pack.words["copulas"]]
        adjective = len(known) > 2 and not known[-1] and self.tokens[term.first - 1].kind == "w"
        return bool(verb) and verb[0] == figure.last and all(known[:-1]) and (known[-1] or adjective)

    def noun_beyond(self, figure: Figure, counted: Counted) -> bool:
        """Beyond the verb: "hatezernél nagyobbra teszik a veszteséget", "11–12 ezren vannak … katonák"."""
        if not self.pack.inflected:
            return False
        segment = self.segments[min(figure.last, len(self.segments) - 1)]
        for term in self.sentence.terms:
            if (
                term.slot != "subject"
                or term.first < figure.last
                or term.first >= self.next_figure(figure)
                or self.segments[term.first] != segment
            ):
                continue
            if (
                self._is_measured(figure, term)
                or "accusative" in term.features
                or ("plural" in term.features and not term.features & CIRCUMSTANCE and "collective" in figure.features)
            ):
                self.take_possessor(term, counted)
                return True
        return False
