"""Verbs of saying: "X said", "közölte X", "is counted by X" → attributions with the subject of the verb as speaker.

In an inflected language the subject is the first name of the clause in no oblique case; elsewhere it stands before the
verb, or behind one that opens its segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import Attribution, AttributionReader
from consistency.extraction.nominatives import Nominatives
from consistency.extraction.word_order import WordOrder
from consistency.languages.grammar import FINITE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term


LIVES_WITHIN = 5  # tokens between a verb and the dead that it tells of
INTENT = "intend"  # only speaks where it is told as speech
PROMISE = "promise"  # a plan that is not told as speech: its speaker also gives what is promised


class VerbsOfSaying(AttributionReader):
    """Finds the attributions of one sentence that a verb of saying makes."""

    def __init__(self, sentence: Sentence, figures: list[tuple[int, int]], references: list[tuple[int, int]]) -> None:
        super().__init__(sentence, figures, references)
        self.order = WordOrder(sentence, figures, references)
        self.cases = Nominatives(sentence, figures, references)

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
        if self.names.is_carrier(term.first) or self._is_object(term) or self._takes_lives(term):
            return None
        passive = self._is_passive(term)
        who = self._speaker(term, begin, end, leads, passive)
        if who is not None and (self._is_other(term, *who) or self._disagrees(term, *who)):
            return None
        if who is None and self._is_plural_verb(term) and not self._is_told(term, begin, leads):
            return None  # "28-an megsérültek, 70 kárt jegyeztek fel"
        if (passive and who is None) or (who is not None and not taken.isdisjoint(range(*who))):
            return None
        if term.key == INTENT and not self._is_told(term, begin, leads):
            return None
        promise = term.key == "plan" and not self._is_told(term, begin, leads)
        if promise and (who is None or self._is_of_a_state(*who) or self._is_told_of(term)):
            return None
        trailing = self._is_trailing(term, begin, end, leads)
        if trailing and self.pack.words["comparing"].intersection(t.low for t in self.tokens[begin : term.first]):
            return None  # "far fewer than the Ukrainian command lists"
        local = self.sentence.low(begin) in self.pack.words["subordinators"] and not self._leads_on(term, end)
        if who is not None and not self.names.is_pronoun(*who):
            estimates = term.key == "say" and self.kind_of(who[0], max(who[1], term.first)) == "estimate"
            kind = "estimate" if estimates else PROMISE if promise else term.key
            first, last = min(who[0], term.first), max(who[1], term.last)
            return Attribution(first, last, who, kind, term.first, trailing=trailing, local=local)
        carried = who is not None or self.pack.inflected or self._is_carried(term, begin)
        if not carried:
            return None
        return Attribution(term.first, term.last, None, term.key, term.first, trailing=trailing, local=local)

    def _is_of_a_state(self, first: int, last: int) -> bool:
        """Whether a country promises: it gives, and says nothing itself."""
        return any(t.first <= first and t.last >= last for t in self.sentence.of("country"))

    def _is_told_of(self, term: Term) -> bool:
        """Whether someone else tells of a promise: "X wrote that the carmaker vowed to"."""
        return any(t.first < term.first for t in self.sentence.of("saying"))

    def _takes_lives(self, term: Term) -> bool:
        """Whether the verb only tells of the dead: "the fire claimed 62 lives", "húsz áldozatot követelt"."""
        words = self.sentence.words(term.first, term.last).casefold()
        if words not in self.pack.words["life_taking"]:
            return False
        near = range(term.first - LIVES_WITHIN, term.last + LIVES_WITHIN)
        return any(concept(t.key).settled and t.first in near for t in self.sentence.of("subject"))

    def _is_plural_verb(self, term: Term) -> bool:
        """Whether a verb has the ending of many who do it: "jegyeztek fel"."""
        endings = self.pack.affixes["plural_verbs"]
        return bool(endings) and self.tokens[term.first].low.endswith(endings)

    def _disagrees(self, term: Term, first: int, last: int) -> bool:
        """Whether the verb is of many and the name of one."""
        if not self._is_plural_verb(term):
            return False
        many = any("plural" in t.features or t.slot == "country" for t in self.sentence.ending.get(last, ()))
        joined = any(self.tokens[i].low in self.pack.words["and"] for i in range(first, last))
        return not (many or joined or self.tokens[last - 1].low.endswith(self.pack.affixes["plural_nouns"]))

    def _is_object(self, term: Term) -> bool:
        """Whether the word is what another verb of saying is about: "rejected claims that"."""
        words = self.sentence.words(term.first, term.last).casefold()
        noun = words in self.pack.words["saying_nouns"]
        return noun and (term.first == 0 or bool(self.sentence.ends(term.first, "saying")))

    def _is_other(self, term: Term, first: int, last: int) -> bool:
        """Whether a word that need not be a verb of saying has a subject that does not speak: "actual demand"."""
        if self.sentence.words(term.first, term.last).casefold() not in self.pack.words["saying_nouns"]:
            return False
        return not self.names.speaks(first, last) and not (first == 0 and self.names.is_capital(0))

    def _speaker(self, term: Term, begin: int, end: int, leads: bool, passive: bool) -> tuple[int, int] | None:
        if self.pack.inflected:
            named = self.cases.subject(term, begin, end, leads)
            return named or (
                self.cases.any_noun(term, begin, end, leads)
                if self._is_told(term, begin, leads) or self._is_of_one(term, begin)
                else None
            )
        if passive:
            if self.order.quoted_as(term, end):
                return self.order.subject(term, begin, end, leads)
            return self.order.agent(term) if term.key != "deny" else None
        return self.order.quoted(term) or self.order.subject(term, begin, end, leads)

    def _is_of_one(self, term: Term, begin: int) -> bool:
        """Whether a noun with its article opens the clause of a verb that only speakers have: "A szövetség … teszi"."""
        words, following = self.sentence.words(term.first, term.last).casefold(), self.sentence.low(term.last)
        describes = words.endswith(self.pack.affixes["participle_endings"]) and following[:1].isalpha()
        opens = self.tokens[begin].low in self.pack.words["articles"] and term.first > begin + 1
        return opens and not describes and words not in self.pack.words["saying_nouns"]

    def _is_carried(self, term: Term, begin: int) -> bool:
        """Whether a verb without a name goes on from who spoke before: "she said", "…, adding that"."""
        gerund = self.tokens[term.first].low.endswith(self.pack.affixes["gerund_endings"])
        pronouns = self.pack.words["personal_pronouns"]
        joined = self.sentence.low(term.first - 1) in self.pack.words["and"] | self.pack.words["but"]
        earlier = any(begin <= t.first < term.first for t in self.sentence.of("saying"))
        return gerund or (joined and earlier) or any(t.low in pronouns for t in self.tokens[begin : term.first])

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
        """Whether something is told as speech: "azt ígérte, hogy …", "…, promised X", "elmondta: …"."""
        following = self.tokens[term.last : term.last + 2]
        told = any(t.low in self.pack.words["that"] or t.text == ":" for t in following)
        announced = any(t.low in self.pack.words["announcing"] for t in self.tokens[begin : term.first])
        return told or announced or (leads and begin > 0 and self.tokens[begin - 1].text in ",–—")

    def _is_passive(self, term: Term) -> bool:
        """The subject does not speak: "is believed to", "was told"."""
        before = self.sentence.low(term.first - 1)
        return (
            not self.pack.inflected
            and before in self.pack.words["copulas"]
            and self.tokens[term.first].low.endswith(self.pack.affixes["passive_endings"])
        )

    def _leads(self, begin: int, i: int) -> bool:
        """Whether the verb opens its segment (", közölte X"; "– mondta")."""
        return all(self.tokens[k].kind == "p" or k in self.sentence.claimed for k in range(begin, i))
