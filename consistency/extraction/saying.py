"""Verbs of saying: "X said", "közölte X", "is counted by X" → attributions with the subject of the verb as speaker.

In an inflected language the subject is the first name of the clause in no oblique case; elsewhere it stands before the
verb, or behind one that opens its segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import Attribution
from consistency.extraction.word_order import WordOrder
from consistency.languages.grammar import FINITE
from consistency.vocabulary import is_seat

if TYPE_CHECKING:
    from consistency.languages.lexicon import Term


PLANNING = frozenset({"plan"})  # kinds that only speak where they are told as speech


class VerbsOfSaying(WordOrder):
    """Finds the attributions of one sentence that a verb of saying makes."""

    def is_unsaid(self, term: Term) -> bool:
        """Nothing is said: "did not confirm", "nem erősítette meg"."""
        unsaid = any(
            t.slot == "saying" and t.key == "unconfirmed" and t.first <= term.first < t.last
            for t in self.sentence.terms
        )
        negated = self.sentence.low(term.first - 1) in self.pack.words["negations"]
        return unsaid or negated

    def verb(self, term: Term, taken: set[int]) -> Attribution | None:
        """The attribution that a verb makes; None where it says nothing, or nobody says it."""
        if self.pack.inflected and (self.names.is_participle(term) or (term.features and not term.features & FINITE)):
            return None
        begin, end = self.names.segment(term.first)
        leads = self._leads(begin, term.first)
        planning = term.key in PLANNING and not self._is_told(term, begin, leads)
        if planning or self.names.is_carrier(term.first):
            return None
        passive = self._is_passive(term)
        who = self._speaker(term, begin, end, leads, passive)
        if who is not None and self._is_other(term, *who):
            return None
        if (passive and who is None) or (who is not None and not taken.isdisjoint(range(*who))):
            return None
        trailing = self._is_trailing(term, begin, end, leads)
        local = self.sentence.low(begin) in self.pack.words["subordinators"] and not self._leads_on(term, end)
        if who is not None and not self.names.is_pronoun(*who):
            estimates = term.key == "say" and self.kind_of(who[0], max(who[1], term.first)) == "estimate"
            kind = "estimate" if estimates else term.key
            first, last = min(who[0], term.first), max(who[1], term.last)
            return Attribution(first, last, who, kind, term.first, trailing=trailing, local=local)
        carried = who is not None or self.pack.inflected or self._is_carried(term, begin)
        if not carried:
            return None
        return Attribution(term.first, term.last, None, term.key, term.first, trailing=trailing, local=local)

    def _is_other(self, term: Term, first: int, last: int) -> bool:
        """Whether a word that need not be a verb of saying has a subject that does not speak: "actual demand"."""
        if self.sentence.words(term.first, term.last).casefold() not in self.pack.words["saying_nouns"]:
            return False
        return not self.names.speaks(first, last) and not (first == 0 and self.names.is_capital(0))

    def _speaker(self, term: Term, begin: int, end: int, leads: bool, passive: bool) -> tuple[int, int] | None:
        if self.pack.inflected:
            return self._inflected_subject(term, begin, end, leads)
        if passive:
            quoted = self.sentence.at(term.first, "saying") and self.quoted_as(term, end)
            if quoted:
                return self.subject(term, begin, end, leads)
            return self.agent(term) if term.key != "deny" else None
        return self.quoted(term) or self.subject(term, begin, end, leads)

    def _is_carried(self, term: Term, begin: int) -> bool:
        """Whether a verb without a name goes on from who spoke before: "she said", "…, adding that"."""
        gerund = self.tokens[term.first].low.endswith(self.pack.affixes["gerund_endings"])
        pronouns = self.pack.words["personal_pronouns"]
        return gerund or any(t.low in pronouns for t in self.tokens[begin : term.first])

    def _leads_on(self, term: Term, end: int) -> bool:
        """Whether what is said follows in the verb's own segment: "when X said that …"."""
        words = self.pack.words["that"]
        told = any(self.tokens[i].low in words for i in range(term.last, min(term.last + 3, end)))
        return told or any(term.last <= first < end for first, _ in self.figures)

    def _is_trailing(self, term: Term, begin: int, end: int, leads: bool) -> bool:
        """Whether the saying closes its statement: it opens a later segment, or ends the sentence with nothing said
        after it.
        """
        if begin == 0 or (begin == 1 and self.tokens[0].kind == "p"):
            return False
        if self.pack.inflected:
            relative = self.tokens[begin].low.startswith(self.pack.affixes["relative"])
            closes = self.tokens[begin - 1].text in '–—”"»' and not any(
                begin <= first < end for first, _ in self.figures
            )
            return leads or relative or closes
        leads_on = any(self.tokens[i].low in self.pack.words["that"] for i in range(term.last, end))
        return not leads_on and not any(term.last <= first < end for first, _ in self.figures)

    def _is_told(self, term: Term, begin: int, leads: bool) -> bool:
        """Whether a plan is told as speech: "azt ígérte, hogy …", "…, promised X"."""
        following = self.tokens[term.last : term.last + 2]
        return (leads and begin > 0 and self.tokens[begin - 1].text in ",–—") or any(
            t.low in self.pack.words["that"] for t in following
        )

    def _is_passive(self, term: Term) -> bool:
        """The subject does not speak: "is believed to", "was told"."""
        before = self.sentence.low(term.first - 1)
        return (
            not self.pack.inflected
            and before in self.pack.words["copulas"]
            and self.tokens[term.first].low.endswith(self.pack.affixes["passive_endings"])
        )

    def _inflected_subject(self, term: Term, begin: int, end: int, leads: bool) -> tuple[int, int] | None:
        """The first nominative name of the clause: before the verb, or behind a verb that opens its segment."""
        left = self.names.speaker_within(begin, term.first)
        if left is not None and not leads:
            describes = 0 < left[0] <= begin + 1 and self.names.is_office_phrase(*left)
            return (self.apposed(left[0]) if describes else None) or left
        right = self.names.speaker_within(term.last, end)
        if right is not None:
            return self._named_after(*right) or right
        return (
            left
            or self.apposed(begin)
            or (None if leads else self._seats(begin, term.first) or self._before_list(begin))
        )

    def _named_after(self, first: int, last: int) -> tuple[int, int] | None:
        """The name behind an office: "óvott az ukrán államfő, Volodimir Zelenszkij: …"."""
        if last >= len(self.tokens) or self.tokens[last].text != "," or not self.names.is_office_phrase(first, last):
            return None
        stop = last + 1
        while stop < len(self.tokens) and self.names.is_capital(stop):
            stop += 1
        return (last + 1, stop) if stop - last > 2 else None

    def _seats(self, begin: int, last: int) -> tuple[int, int] | None:
        """Governments told by their capitals: "Washingtonban és Szöulban úgy becsülik"."""
        seats = [
            t
            for t in self.sentence.of("place")
            if begin <= t.first < last and is_seat(t.key) and "inessive" in t.features
        ]
        return (seats[0].first, seats[-1].last) if seats else None

    def _before_list(self, begin: int) -> tuple[int, int] | None:
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

    def _leads(self, begin: int, i: int) -> bool:
        """Whether the verb opens its segment (", közölte X"; "– mondta")."""
        return all(self.tokens[k].kind == "p" or k in self.sentence.claimed for k in range(begin, i))
