"""Word order: a verb of saying in a language without cases → the noun phrase that is its subject.

The subject stands before its verb ("X said"), past what is put in between ("X, who leads the union, said"), or behind a
verb that opens its segment ("…, said X, the mayor"). Of a name and what describes it the name is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import AttributionReader

if TYPE_CHECKING:
    from consistency.languages.lexicon import Term

INSERTS = 4  # segments that may stand between a subject and its verb
LONGEST_NAME = 5  # words of a name in apposition

Words = tuple[int, int]


class WordOrder(AttributionReader):
    """Finds the subjects of the verbs of one sentence."""

    @property
    def _prepositions(self) -> frozenset[str]:
        return self.pack.words["predicate_prepositions"] | self.pack.words["agents"]

    def subject(self, term: Term, begin: int, end: int, leads: bool) -> Words | None:
        """Before the verb; behind it only where the verb opens its segment ("…", said X)."""
        if self.pack.verb_second:
            return self._of_second(term, begin, end, leads)
        last = self._before_auxiliaries(term.first, begin)
        if last == begin and begin > 0 and self.tokens[begin - 1].text in ",–—":
            resumed = self._resumed(begin - 1)
            if resumed is not None:
                return resumed
        if last == begin + 1 and self.tokens[begin].low in self.pack.words["and"] | self.pack.words["but"]:
            return self._of_first_clause(begin)
        if leads or last == begin:
            behind = self.sentence.low(term.last) not in self.pack.words["that"]
            return self._behind(term.last, end) if behind else None
        if last - begin == 1 and self.tokens[begin].low in self.pack.words["relative"] and begin > 1:
            return self._antecedent(begin - 1)  # "the weather service, which expects"
        first = max(self.names.start(last), begin)
        if not self._has_noun(first, last) and not self.names.is_pronoun(first, last):
            return None
        if any(end == first for _, end in self.figures) and not self._tell(first, last, term):
            return None  # "2,722 structures confirmed destroyed"
        return self._cleaned(*self._head_phrase(first, last, begin))

    def _of_first_clause(self, begin: int) -> Words | None:
        """The subject of the sentence, for a second verb of its: "The government has cut it, and insists that"."""
        first = next((i for i in range(begin) if not self.names.is_article(i)), begin)
        verbs = ("predicate", "change", "outcome", "saying")
        auxiliaries = self.pack.words["auxiliaries"] | self.pack.words["copulas"]
        for stop in range(first + 1, min(begin, first + LONGEST_NAME + 1)):
            verb = self.tokens[stop].low in auxiliaries or any(t.first == stop for t in self.sentence.of(*verbs))
            if verb:
                return self._cleaned(first, stop) if self.names.speaks(first, stop) else None
            if self.tokens[stop].kind != "w":
                return None
        return None

    def _tell(self, first: int, last: int, term: Term) -> bool:
        """Whether some few speak: "two officials said"; not of whom something is told, "two men said to be armed"."""
        few = self.tokens[first - 1].low in self.pack.small_counts
        words = self.sentence.words(term.first, term.last).casefold()
        plain = term.key == "say" and words not in self.pack.words["saying_nouns"]
        following = self.sentence.low(term.last)
        leads_on = following in self.pack.words["that"] or any(f == term.last for f, _ in self.figures)
        closes = term.last >= len(self.tokens) or self.tokens[term.last].kind == "p"
        return few and plain and (leads_on or closes) and self.names.speaks(first, last)

    def _antecedent(self, comma: int) -> Words | None:
        """The noun phrase before a relative clause."""
        if self.tokens[comma].text != ",":
            return None
        first = self.names.start(comma)
        return self._cleaned(first, comma) if self.names.speaks(first, comma) or self.names.is_capital(first) else None

    def _of_second(self, term: Term, begin: int, end: int, leads: bool) -> Words | None:
        """Where the verb is second: before it, unless something else opens the clause; then right behind it, or behind
        the auxiliary of a participle at the end.
        """
        verb = self._finite(term, begin)
        if leads or verb == begin:
            return self._behind(verb + 1 if verb != term.first else term.last, end)
        first = begin
        while first < verb and (self.tokens[first].kind == "p" or first in self.sentence.claimed):
            first += 1
        opening = self.sentence.low(first)
        words = self.pack.words
        adjunct = opening in words["predicate_prepositions"] | words["adjuncts"] | words["locatives.before"]
        if first == verb or adjunct or self.names.is_particle(first):
            return self._behind(verb + 1 if verb != term.first else term.last, end)
        start = max(self.names.start(verb), begin)
        if any(last == start for _, last in self.figures) or not self._has_noun(start, verb):
            return None
        return self._cleaned(*self._head_phrase(start, verb, begin))

    def _finite(self, term: Term, begin: int) -> int:
        """The finite verb of a clause: the auxiliary before a participle at its end, else the verb itself."""
        auxiliaries = [
            i
            for i in range(begin, term.first)
            if self.tokens[i].low in self.pack.words["finite_auxiliaries"] and i not in self.sentence.claimed
        ]
        return auxiliaries[0] if auxiliaries and term.first - auxiliaries[0] > 1 else term.first

    def agent(self, term: Term) -> Words | None:
        """Who does it in the passive: "was told by X", "are said by X to"."""
        for i in range(term.last, min(term.last + 2, len(self.tokens))):
            if self.tokens[i].low in self.pack.words["agents"]:
                return self._behind(i + 1, len(self.tokens))
        return None

    def quoted(self, term: Term) -> Words | None:
        """Whom a medium quotes: "Reuters quoted the oil minister as saying"."""
        end = self.names.end(term.last)
        following = self.tokens[end : end + 2]
        gerund = len(following) == 2 and following[1].low.endswith(self.pack.affixes["gerund_endings"])
        if gerund and following[0].low in self.pack.words["of_or_as"]:
            return self._cleaned(term.last, end)
        return None

    def quoted_as(self, term: Term, end: int) -> bool:
        """Whether the subject is the one who is quoted: "were quoted by Dawn as saying"."""
        words, endings = self.pack.words["of_or_as"], self.pack.affixes["gerund_endings"]
        pairs = zip(self.tokens[term.last : end], self.tokens[term.last + 1 : end], strict=False)
        return any(a.low in words and b.low.endswith(endings) for a, b in pairs)

    def _has_noun(self, first: int, last: int) -> bool:
        return any(self.tokens[i].kind == "w" and not self.names.is_particle(i) for i in range(first, last))

    def _cleaned(self, first: int, last: int) -> Words | None:
        """The name, of a phrase that ends in its short form in brackets without it: "… for Migration (IOM)"."""
        if last - first > 2 and self.tokens[last - 1].text == ")" and self.tokens[last - 3].text == "(":
            last -= 3
        return self.names.cleaned(first, last)

    def _behind(self, first: int, end: int) -> Words | None:
        """The phrase that begins at token `first`; of an office the name put behind it: "the mayor, Ann Lee"."""
        while first < end and (first in self.sentence.claimed or self.names.is_article(first)):
            first += 1
        stop = min(self.names.end(first), end)
        if not self.names.speaks(first, stop):
            return None
        return self.apposed_name(first, stop) or self._cleaned(first, stop)

    def apposed_name(self, first: int, stop: int) -> Words | None:
        """The name put behind an office: "the transport minister, Óscar Puente"."""
        if self.sentence.low(stop) != ",":
            return None
        alone = not any(self.names.is_capital(i) for i in range(first, stop))
        office = any(t.slot in ("role", "speaker") for t in self.sentence.ending.get(stop, ()))
        return self._name_at(stop + 1, 1 if alone else 2) if alone or office else None

    def by_whom(self, stop: int) -> Words | None:
        """Who made what a phrase names: "a tally kept by the charity Utopia 56"."""
        made = self.sentence.low(stop).endswith(
            (*self.pack.affixes["participles"], *self.pack.affixes["passive_endings"])
        )
        for i in (stop, stop + 1) if made else (stop,):
            if self.sentence.low(i) in self.pack.words["agents"]:
                return self._behind(i + 1, len(self.tokens))
        return None

    def _name_at(self, first: int, least: int = 2) -> Words | None:
        """A name that fills its segment: ", Iván Salas."."""
        last = first
        while last < len(self.tokens) and last - first < LONGEST_NAME and self.names.is_capital(last):
            last += 1
        closed = last >= len(self.tokens) or self.tokens[last].kind == "p"
        return (first, last) if closed and last - first >= least else None

    def _head_phrase(self, first: int, last: int, begin: int) -> Words:
        """Back over a preposition to the noun that it describes: "the delegation in the capital counted"."""
        while first > begin:
            i = first - 1
            while i > begin and self.names.is_article(i):
                i -= 1
            if i <= begin or self.tokens[i].low not in self._prepositions:
                break
            participle = self.tokens[i].low in self.pack.words["agents"]  # "a spreadsheet seen by the Guardian"
            start = max(self.names.start(i - 1 if participle else i), begin)
            if start >= i or all(self.names.is_particle(k) for k in range(start, i)):
                break
            first = start
        return first, last

    def _resumed(self, comma: int) -> Words | None:
        """The subject before what is put in: a relative clause, an age, a description, a participle."""
        described: Words | None = None
        for _ in range(INSERTS):
            if comma < 1:
                break
            begin, end = self.names.segment(comma - 1)
            opens = begin == 0 or self.tokens[begin - 1].kind == "p"
            if not opens or self.sentence.at(begin, "saying") is not None:
                break
            if self._is_inserted(begin, end):
                comma = begin - 1
                continue
            first = max(self.names.start(comma), begin)
            if described is None and (self.names.is_article(begin) or self._is_description(begin, end)):
                described = self._cleaned(first, comma)
                if begin > 1 and self.tokens[begin - 1].text == ",":
                    comma = begin - 1
                    continue
                return described
            return self._of_two(begin, first, comma, described)
        return described

    def _of_two(self, begin: int, first: int, comma: int, described: Words | None) -> Words | None:
        """The phrase before a comma, or where it is no noun phrase of its own what described it."""
        whole = first <= begin + 1 or all(
            self.names.is_article(i) or self.tokens[i].kind == "p" or i in self.sentence.claimed
            for i in range(begin, first)
        )
        if described is not None and (not whole or any(f >= begin and f < comma for f, _ in self.figures)):
            return described
        capital = whole and self.names.is_capital(first)
        speaks = capital or described is not None or self.names.speaks(first, comma)
        own = self._cleaned(first, comma) if speaks else None
        if own is None or described is None:
            return own or described
        return described if self._is_named(described) and not self._is_named(own) else own

    def _is_named(self, words: Words) -> bool:
        return any(self.names.is_capital(i) for i in range(*words))

    def _is_description(self, begin: int, end: int) -> bool:
        """Whether a segment in small letters tells an office: "X, head of the union, said"."""
        if self.names.is_capital(begin):
            return False
        return any(t.slot in ("role", "speaker") and begin <= t.first < end for t in self.sentence.terms)

    def _is_inserted(self, begin: int, end: int) -> bool:
        """Whether a segment is put in between: it opens with a relative word, a participle or a preposition, or only
        tells an age.
        """
        if all(i in self.sentence.claimed or self.names.is_particle(i) for i in range(begin, end)):
            return True
        opening = self.tokens[begin]
        participle = opening.text.islower() and opening.low.endswith(self.pack.affixes["gerund_endings"])
        words = self.pack.words
        adjunct = begin > 0 and opening.low in words["predicate_prepositions"] | words["adjuncts"]
        return participle or adjunct or opening.low in words["relative"]

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
