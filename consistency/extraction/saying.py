"""Verbs of saying: "X said", "közölte X", "is counted by X" → attributions with the subject of the verb as speaker.

In an inflected language the subject is the first name of the clause in no oblique case; elsewhere it stands before the
verb, or behind one that opens its segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import Attribution, AttributionReader
from consistency.languages.grammar import FINITE
from consistency.vocabulary import is_seat

if TYPE_CHECKING:
    from consistency.languages.lexicon import Term


class VerbsOfSaying(AttributionReader):
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
        if self.pack.inflected and (self.names.is_participle(term) or (term.features and not term.features & FINITE)):
            return None
        begin, end = self.names.segment(term.first)
        leads = self._leads(begin, term.first)
        planning = term.key == "plan" and not self._is_told(term, begin, leads)
        if planning or self.names.is_carrier(term.first) or self._is_passive(term):
            return None
        who = (
            self._inflected_subject(term, begin, end, leads)
            if self.pack.inflected
            else self._subject(term, begin, end, leads)
        )
        if who is not None and not taken.isdisjoint(range(*who)):
            who = None
        trailing = self._is_trailing(term, begin, end, leads)
        if who is not None and not self.names.is_pronoun(*who):
            estimates = term.key == "say" and self.kind_of(who[0], max(who[1], term.first)) == "estimate"
            kind = "estimate" if estimates else term.key
            return Attribution(
                min(who[0], term.first), max(who[1], term.last), who, kind, term.first, trailing=trailing
            )
        pronoun = (
            who is not None
            or self.pack.inflected
            or any(t.low in self.pack.words["personal_pronouns"] for t in self.tokens[begin : term.first])
        )
        return Attribution(term.first, term.last, None, term.key, term.first, trailing=trailing) if pronoun else None

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

    def _subject(self, term: Term, begin: int, end: int, leads: bool) -> tuple[int, int] | None:
        """Before the verb; behind it only where the verb opens its segment ("…", said X)."""
        last = self._before_auxiliaries(term.first, begin)
        if last == begin and begin > 0 and self.tokens[begin - 1].text in ",–—":
            resumed = self._resumed(begin - 1)
            if resumed is not None:
                return resumed
        if leads or last == begin:
            if term.last < end and self.tokens[term.last].low in self.pack.words["that"]:
                return self._opening(begin)
            first = term.last
            while first < end and (first in self.sentence.claimed or self.names.is_article(first)):
                first += 1
            stop = min(self.names.end(first), end)
            return self.names.cleaned(first, stop) if self.names.speaks(first, stop) else None
        first = max(self.names.start(last), begin)
        if not any(
            self.tokens[i].kind == "w" and not self.names.is_particle(i) for i in range(first, last)
        ) and not self.names.is_pronoun(first, last):
            return None
        if any(end == first for _, end in self.figures):
            return None  # "2,722 structures confirmed destroyed"
        first, last = self._head_phrase(first, last, begin)
        return self.names.cleaned(first, last)

    def _head_phrase(self, first: int, last: int, begin: int) -> tuple[int, int]:
        """Back over a preposition to the noun that it describes: "the delegation in the capital counted"."""
        while first > begin:
            i = first - 1
            while i > begin and self.names.is_article(i):
                i -= 1
            if self.tokens[i].low not in self.pack.words["predicate_prepositions"] or i <= begin:
                break
            start = max(self.names.start(i), begin)
            if start >= i or all(self.names.is_particle(k) for k in range(start, i)):
                break
            first, last = start, i
        return first, last

    def _opening(self, begin: int) -> tuple[int, int] | None:
        """The subject that opens the sentence, before what is put in: "AFP, working from data, calculated that"."""
        end = self.names.end(0)
        return self.names.cleaned(0, end) if 0 < end < begin and self.tokens[end].text == "," else None

    def _resumed(self, comma: int) -> tuple[int, int] | None:
        """The subject before an apposition, or the apposition that is the name: "Gerasimov, the chief of the General
        Staff, told".
        """
        begin, end = self.names.segment(comma - 1) if comma else (0, 0)
        if begin > 1 and all(i in self.sentence.claimed for i in range(begin, end)):  # "Tom Hale, 46, put"
            comma = begin - 1
            begin, end = self.names.segment(comma - 1)
        if end - begin > 9 or any(begin <= f < end for f, _ in self.figures) or self.sentence.at(begin, "saying"):
            return None
        opened = begin == 0 or self.tokens[begin - 1].text in ",–—" or self.tokens[begin - 1].kind == "p"
        if not opened:
            return None
        first = max(self.names.start(comma), begin)
        if self.names.is_article(begin) or self.sentence.at(begin, "role") is not None or self.names.is_particle(begin):
            named = self.apposed(begin)
            if named is not None:
                return named
        return self.names.cleaned(first, comma) if self.names.speaks(first, comma) else None

    def _before_auxiliaries(self, i: int, begin: int) -> int:
        """Past "had", "has now", "on Tuesday" back to the end of the subject."""
        words = self.pack.words["auxiliaries"]
        while i > begin and (
            self.tokens[i - 1].low in words
            or self.tokens[i - 1].low.endswith(self.pack.affixes["adverb_endings"])
            or i - 1 in self.sentence.claimed
        ):
            i -= 1
        return i

    def _leads(self, begin: int, i: int) -> bool:
        """Whether the verb opens its segment (", közölte X"; "– mondta")."""
        return all(self.tokens[k].kind == "p" or k in self.sentence.claimed for k in range(begin, i))
