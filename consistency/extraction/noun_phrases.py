"""Noun phrases: the words right behind a figure, or tied to it by "of" → the noun that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted, Surroundings, singular
from consistency.extraction.lemmas import Lemmas
from consistency.languages.grammar import CIRCUMSTANCE
from consistency.languages.lexicon import NONE, Term
from consistency.vocabulary import concept, is_money

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row

REACH = 7  # tokens behind a figure within which its noun stands

BODIES = frozenset({"speaker", "role", "carrier", "media", "institution", "private"})  # nouns that no count is kept of


class NounPhrases(Surroundings):
    """Finds the nouns that stand with the figures of one sentence."""

    def __init__(self, sentence: Sentence, figures: Row, speaking: set[int]) -> None:
        super().__init__(sentence, figures, speaking)
        self.lemmas = Lemmas(sentence, figures, speaking)

    def noun_of(self, figure: Figure, counted: Counted) -> bool:
        """The noun that "of" ties to the figure: "a net loss of $2.9 billion", "reinforcements of 1,000–3,000"."""
        of = figure.first - 1
        if of < 1 or self.tokens[of].low not in self.pack.words["links"]:
            return False
        nouns = [
            t
            for t in self.sentence.terms
            if t.last == of and t.slot in ("subject", "flow") and t.first not in self.speaking
        ]
        nouns.sort(key=lambda t: (t.slot != "subject", t.first))
        if not nouns or any(t.slot == "subject" and t.first == figure.last for t in self.sentence.terms):
            return False
        if nouns[0].slot == "flow" or any(t.slot == "flow" for t in nouns):
            flow = next((t.key for t in nouns if t.slot == "flow"), "increase")
            counted.flow = counted.flow or flow
        if nouns[0].slot == "subject":
            self.take_possessor(nouns[0], counted)
        return nouns[0].slot == "subject"

    def noun_after(self, figure: Figure, counted: Counted) -> None:
        """Walk the noun phrase behind the figure, taking demonyms, flows and outcomes on the way to the noun."""
        them = self.pack.phrases["of_them"].after(self.tokens, figure.last, NONE) or self.pack.phrases[
            "of_them"
        ].before(self.tokens, figure.first)
        counted.anaphoric = them is not None
        i = them[0] if them and them[0] > figure.first else figure.last
        limit = min(len(self.tokens), i + REACH, self.next_figure(figure))
        while i < limit:
            counter = self.sentence.at(i, "counter")
            if counter is not None:  # "1,101 pieces of equipment"
                i = counter.last
                continue
            term = self._phrase_term(i)
            if term is None:
                if not self._passes(i, figure, counted):
                    break
                i += 1
                continue
            i = term.last
            if self._take(term, figure, counted):
                return
        unnamed = self.pack.inflected and counted.subject is None and not counted.people
        if counted.outcomes or (unnamed and self._is_named(figure)):
            counted.own_noun = True
        elif counted.subject is None and self.pack.names_concepts and not counted.anaphoric:
            self.lemmas.noun_behind(figure, counted)

    def _is_named(self, figure: Figure) -> bool:
        """Whether a bare figure stands before a noun that no vocabulary holds: "csaknem negyven szervezet"."""
        if figure.features or figure.unit != "count" or figure.last >= len(self.tokens):
            return False
        token = self.tokens[figure.last]
        known = self.sentence.slots(figure.last) - BODIES or token.low in self.pack.words["function_words"]
        return token.kind == "w" and token.text[0].islower() and not known and not self._is_finite(token.low)

    def _is_finite(self, low: str) -> bool:
        """Whether a word ends as a verb does in the past, so that it is no noun."""
        table = self.pack.endings["verb"].table
        endings = [table.get(low[-n:], NONE) for n in (3, 4, 5) if len(low) > n + 2]
        return any("past" in features and "participle" not in features for features in endings)

    def _take(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """Take one term of the noun phrase; True where the phrase ends with it."""
        if term.slot == "demonym":
            counted.of, counted.last = counted.of or term.key, term.last
            if not self.noun_follows(term.last):
                counted.people = counted.own_noun = not is_money(figure.unit)
                return True
        elif term.slot == "flow":
            counted.flow, counted.last = term.key, term.last
        elif term.slot in ("outcome", "afflicted"):
            if not self._modifies(term, figure, counted):
                return True
            counted.outcomes.add(term.key)
            counted.last = term.last
            closes = self.pack.inflected and term.slot == "outcome" and not self._leads_on(term.last)
            counted.own_noun |= closes
            return closes
        else:
            return self._take_noun(term, counted)
        return False

    def _take_noun(self, term: Term, counted: Counted) -> bool:
        """The noun itself; an adjective made of it ("47 000 fős veszteség") leads on to the real one."""
        counted.last, counted.own_noun = term.last, True
        counted.features = term.features
        bare = term.slot == "subject" and not term.features and self._heads(term)  # "külföldi harcos"
        if self.pack.inflected and bare:
            return False
        if self.pack.inflected and "adjective" in term.features and not term.features & (CIRCUMSTANCE | {"accusative"}):
            counted.people = term.slot == "person" or concept(term.key).people
            return False
        if self._is_compounded(term):
            counted.own_noun = False
            return False
        if term.slot == "person":
            counted.people = True
        else:
            counted.subject = term.key
            counted.people = concept(term.key).people
        return True

    def compound(self, i: int) -> Term | None:
        """The noun that ends an unknown compound: "kormánykatona"."""
        known = self.sentence.starting.get(i) or self.tokens[i].kind != "w" or self.tokens[i].low in self._function
        read = None if known or not self.pack.compounds else self.pack.lexicon.compound(self.tokens[i].low)
        return Term(read[0].slot, read[0].key, i, i + 1, read[1]) if read else None

    @property
    def _function(self) -> frozenset[str]:
        return self.pack.words["function_words"]

    def _heads(self, term: Term) -> bool:
        """Whether the noun behind a bare one is what is counted; not what people do: "12 ezer katona részvétele"."""
        nouns = [t for t in self.sentence.starting.get(term.last, ()) if t.slot in ("subject", "person")]
        deed = concept(term.key).people and all("owned" in t.features and not concept(t.key).settled for t in nouns)
        return bool(nouns) and not deed

    def _is_compounded(self, term: Term) -> bool:
        """Whether a singular noun only describes the plural behind it: "45 container ships"."""
        if self.pack.inflected or "plural" in term.features or term.last >= len(self.tokens):
            return False
        token = self.tokens[term.last]
        if token.kind != "w" or not token.text.islower() or token.low in self.pack.words["function_words"]:
            return False
        verbs = self.sentence.slots(term.last) & {"saying", "change", "predicate", "outcome", "unit"}
        ended = singular(self.tokens[term.last - 1].low, self.pack) is not None
        return not ended and not verbs and singular(token.low, self.pack) is not None

    def _phrase_term(self, i: int) -> Term | None:
        """The term at token i that matters in a noun phrase: the longest, or an adjective that leads on to a noun."""
        order = {"subject": 0, "person": 1, "afflicted": 2, "outcome": 3, "demonym": 4, "flow": 5}
        found = [t for t in self.sentence.starting.get(i, ()) if t.slot in order and t.first not in self.speaking]
        found.sort(key=lambda t: (-(t.last - t.first), order[t.slot]))
        if not found:
            return self.compound(i)
        afflicted = next((t for t in found if t.slot == "afflicted"), None)
        if afflicted is not None and self._leads_on(afflicted.last):
            return afflicted
        if (
            found[0].slot == "subject"
            and not self.pack.inflected
            and (outcome := next((t for t in found if t.slot == "outcome" and t.last == found[0].last), None))
        ):
            return outcome
        return found[0]

    def _leads_on(self, i: int) -> bool:
        """Whether a noun, a demonym or a second adjective follows token i."""
        if i >= len(self.tokens):
            return False
        joins = self.tokens[i].low in self.pack.words["or"] or self.tokens[i].low in self.pack.words["and"]
        slots = {t.slot for t in self.sentence.starting.get(i + joins, ())}
        return bool(slots & ({"afflicted", "outcome"} if joins else {"subject", "person", "demonym", "afflicted"}))

    def _passes(self, i: int, figure: Figure, counted: Counted) -> bool:
        """Whether the noun phrase may go on past token i."""
        token = self.tokens[i]
        if i in self.sentence.claimed:
            return True  # "2 million 152-mm shells"
        if token.kind != "w":
            return token.kind == "p" and (token.text in "-'’" or (token.text in '„“"«' and i == figure.last))
        starting = {t.slot for t in self.sentence.starting.get(i, ())}
        loose = figure.share or figure.vague or figure.unit != "count"
        if "counter" in starting or (token.low in self.pack.words["links"] and (loose or i == figure.last)):
            return True
        if token.low in self.pack.words["or"] or token.low in self.pack.words["and"]:
            return bool({t.slot for t in self.sentence.starting.get(i + 1, ())} & {"outcome", "afflicted", "demonym"})
        if self.tokens[i].low in self.pack.words["articles"] or token.low in self.pack.words["skip"]:
            return loose or (i == figure.last + 1 and self.tokens[figure.last].low in self.pack.words["links"])
        compared = self.pack.words["increase.compared"] | self.pack.words["decrease.compared"]
        if self.pack.inflected and token.low in compared:
            return False  # "250 forinttal kerül többe a bérlet"
        if token.low in self.pack.words["in_words"] and figure.unit != "count" and i == figure.last:
            return True
        if token.low in self.pack.words["function_words"] or "saying" in starting or "change" in starting:
            return False
        if token.low in self.pack.words["auxiliaries"]:
            return bool(i == figure.last and not counted.own_noun)
        return "predicate" not in starting or self._is_adjective(i)

    def _is_adjective(self, i: int) -> bool:
        """A participle before a noun ("Oroszországba vezényelt katona")."""
        return any(self._phrase_term(j) is not None for j in range(i + 1, min(i + 3, len(self.tokens))))

    def _modifies(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """Whether an outcome belongs to the noun phrase: an adjective before the noun, or the counted thing itself ("30
        killed").
        """
        if term.slot == "afflicted" or counted.outcomes:
            return True
        if self.pack.inflected:
            return term.first == figure.last or counted.anaphoric
        return term.first <= figure.last + 2 or counted.anaphoric
