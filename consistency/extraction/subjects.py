"""Subjects: the words around a figure → what is counted, and whose it is.

The counted noun stands behind the figure with its modifiers ("12 000 észak-koreai katonát"), or before it ("a katonák száma 12 ezer"), or was
named by the figure before. What became of those counted decides over what they are: people killed are deaths.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.extraction.figures import Figure
from consistency.extraction.sentences import Sentence
from consistency.languages.lexicon import Term
from consistency.vocabulary import concept

REACH = 7  # tokens behind a figure within which its noun stands
HURT = frozenset({"death", "wounded"})
PEOPLE = frozenset({"soldier", "civilian", "child", "officer", "worker", "employee", "student", "volunteer", "resident", "passenger", "prisoner", "refugee", "person",
                    "rescuer", "firefighter", "migrant", "patient", "protester"})  # fmt: skip


@dataclass(slots=True, eq=False)
class Counted:
    """What a figure counts. last: the token after the noun phrase. known: the text itself named it here."""

    subject: str | None = None
    of: str | None = None
    predicate: str | None = None
    last: int = 0
    flow: str = ""
    people: bool = False
    own_noun: bool = False
    outcomes: set[str] = field(default_factory=set)


class SubjectReader:
    """Finds what each figure of a sentence counts. figures: all of the sentence, so that a noun goes to the nearest."""

    def __init__(self, sentence: Sentence, figures: list[Figure]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def read(self, figure: Figure) -> Counted:
        """What the figure counts as far as its own sentence tells."""
        counted = Counted(last=figure.last)
        self._noun_after(figure, counted)
        if counted.subject is None and not counted.people:
            self._noun_before(figure, counted)
        self._outcome(figure, counted)
        self._of(figure, counted)
        self._predicate(figure, counted)
        return counted

    # -- the noun --------------------------------------------------------------------------------------------

    def _noun_after(self, figure: Figure, counted: Counted) -> None:
        """Walk the noun phrase behind the figure, taking demonyms, flows and outcomes on the way to the noun."""
        i = figure.last
        limit = min(len(self.tokens), figure.last + REACH, self._next_figure(figure))
        while i < limit:
            term = self._phrase_term(i)
            if term is None:
                if not self._passes(i, figure):
                    break
                i += 1
                continue
            i = term.last
            if term.slot == "demonym":
                counted.of, counted.last = counted.of or term.key, i
                if "plural" in term.features and not self._noun_follows(i):
                    counted.people = counted.own_noun = True
                    return
            elif term.slot == "flow":
                counted.flow, counted.last = term.key, i
            elif term.slot == "outcome":
                if not self._modifies(term, figure):
                    break
                counted.outcomes.add(term.key)
                counted.last = i
            elif term.slot in ("subject", "person"):
                self._take_noun(term, counted)
                return
        if counted.outcomes:
            counted.own_noun = True
        elif counted.subject is None and not self.pack.inflected:
            self._unknown_noun(figure, counted)

    def _take_noun(self, term: Term, counted: Counted) -> None:
        counted.last, counted.own_noun = term.last, True
        if term.slot == "person":
            counted.people = True
        else:
            counted.subject = term.key
            counted.people = term.key in PEOPLE

    def _phrase_term(self, i: int) -> Term | None:
        """The term at token i that matters in a noun phrase; the longest, then a noun before a participle."""
        order = {"subject": 0, "person": 1, "outcome": 2, "demonym": 3, "flow": 4}
        found = [t for t in self.sentence.starting.get(i, ()) if t.slot in order]
        found.sort(key=lambda t: (-(t.last - t.first), order[t.slot]))
        return found[0] if found else None

    def _passes(self, i: int, figure: Figure) -> bool:
        """Whether the noun phrase may go on past token i."""
        token = self.tokens[i]
        if token.kind == "p":
            return token.text in "-'’" or (token.text in "„“\"«" and i == figure.last)
        if token.kind == "n":
            return False
        starting = {t.slot for t in self.sentence.starting.get(i, ())}
        if "counter" in starting or token.low in ("of", "or", "vagy") and i <= figure.last + 1 and (figure.vague or token.low != "of" or figure.unit != "count"):
            return True
        if token.low in self.pack.words["or"] or token.low in self.pack.words["and"]:
            return bool({t.slot for t in self.sentence.starting.get(i + 1, ())} & {"outcome", "demonym"})
        if token.low in self.pack.words["articles"]:
            return figure.unit == "percent"
        if token.low in self.pack.words["function_words"]:
            return token.low == "of" and (figure.share or figure.unit != "count")
        if "saying" in starting or "change" in starting:
            return False
        return "predicate" not in starting or self._is_adjective(i)

    def _is_adjective(self, i: int) -> bool:
        """A participle before a noun ("Oroszországba vezényelt katona")."""
        return any(self._phrase_term(j) is not None for j in range(i + 1, min(i + 3, len(self.tokens))))

    def _noun_follows(self, i: int) -> bool:
        return i < len(self.tokens) and any(t.slot in ("subject", "person") for t in self.sentence.starting.get(i, ()))

    def _modifies(self, term: Term, figure: Figure) -> bool:
        """Whether an outcome belongs to the noun phrase: an adjective before the noun, or the counted thing itself ("30 killed")."""
        if self.pack.inflected:
            return "participle" in term.features or self._noun_follows(term.last) or term.first == figure.last
        return term.first <= figure.last + 2

    def _unknown_noun(self, figure: Figure, counted: Counted) -> None:
        """The lemma of a plural noun that no vocabulary holds: "28 villages" is village anyway, "40 lighthouses" lighthouse."""
        for i in range(figure.last, min(len(self.tokens), figure.last + 4, self._next_figure(figure))):
            token = self.tokens[i]
            if token.kind != "w" or token.low in self.pack.words["function_words"] or token.text[0].isupper():
                return
            if token.low.endswith("s") and not token.low.endswith(("ss", "us", "'s")) and len(token.low) > 3:
                counted.subject, counted.last, counted.own_noun = singular(token.low), i + 1, True
                return

    def _noun_before(self, figure: Figure, counted: Counted) -> None:
        """The noun in front: "casualties have exceeded 3,000", "a katonák száma 12 ezerre nőtt"; the nearest in the segment."""
        begin = self._previous_figure(figure)
        segment = self.segments[figure.first]
        for term in reversed(self.sentence.terms):
            if term.last > figure.first or term.first < begin or term.slot != "subject":
                continue
            near = self.segments[term.first] == segment
            if near and self._may_count(term, figure):
                counted.subject = term.key
                counted.of = counted.of or self._demonym_before(term)
                return

    def _may_count(self, term: Term, figure: Figure) -> bool:
        """A noun in an oblique case or under a preposition is a circumstance, not what is counted."""
        if self.pack.inflected:
            return not term.features & {"inessive", "illative", "elative", "sublative", "superessive", "instrumental", "adessive", "delative", "accusative", "ablative"} or (
                "plural" in term.features and "superessive" in term.features and False
            )
        before = self.tokens[term.first - 1].low if term.first else ""
        return before not in self.pack.data["locatives"]["before"] or before == "of"

    def _demonym_before(self, term: Term) -> str | None:
        for i in range(term.first - 1, max(-1, term.first - 4), -1):
            demonym = self.sentence.at(i, "demonym")
            if demonym is not None:
                return demonym.key
        return None

    # -- what became of them ---------------------------------------------------------------------------------

    def _outcome(self, figure: Figure, counted: Counted) -> None:
        outcomes = set(counted.outcomes)
        if figure.unit == "count" and (counted.people or counted.subject is None) and not outcomes:
            outcomes = self._clause_outcomes(figure)
        if counted.subject in ("casualty", "death", "wounded", "missing"):
            return
        if outcomes >= HURT or "casualty" in outcomes and outcomes & HURT:
            counted.subject = "casualty"
        elif outcomes:
            counted.subject = sorted(outcomes)[0]

    def _clause_outcomes(self, figure: Figure) -> set[str]:
        """The outcome verbs of the figure's own clause, that is, up to the next figure."""
        begin, end = self._previous_figure(figure), self._next_figure(figure)
        segment = self.segments[figure.last - 1]
        after = [t for t in self.sentence.terms if t.slot == "outcome" and figure.last <= t.first < end and self.segments[t.first] == segment]
        before = [t for t in self.sentence.terms if t.slot == "outcome" and begin <= t.first and t.last <= figure.first and self.segments[t.first] == segment]
        return self._coordinated(after) or self._coordinated(before[::-1])

    def _coordinated(self, terms: list[Term]) -> set[str]:
        """The first outcome, with a second one that "or" or "and" joins to it."""
        if not terms:
            return set()
        found = {t.key for t in terms if t.first == terms[0].first}
        for term in terms[1:]:
            low, high = sorted(((terms[0].first, terms[0].last), (term.first, term.last)))
            between = [t.low for t in self.tokens[low[1] : high[0]]]
            if 1 <= len(between) <= 3 and any(w in self.pack.words["or"] or w in self.pack.words["and"] for w in between):
                found.add(term.key)
        return found

    # -- whose -----------------------------------------------------------------------------------------------

    def _of(self, figure: Figure, counted: Counted) -> None:
        if counted.of is None and counted.own_noun:
            counted.of = self._owner_around(figure, counted)
        if counted.of is None and counted.subject in self.pack.words["owner_subjects"]:
            counted.of = self._clause_subject(figure)

    def _owner_around(self, figure: Figure, counted: Counted) -> str | None:
        """A country in the genitive before the figure ("Oroszország 40 ezer katonát" is left to the clause's subject)."""
        for term in self.sentence.terms:
            if term.slot == "country" and term.last == figure.first and "possessive" in term.features:
                return term.key
        del counted
        return None

    def _clause_subject(self, figure: Figure) -> str | None:
        """The country that acts in the clause: "Észak-Korea … katonát küldött", "North Korea sent 10,000 soldiers"."""
        segment = self.segments[figure.first]
        same = [t for t in self.sentence.terms if t.slot == "country" and self.segments[t.first] == segment]
        verbs = [t for t in self.sentence.terms if t.slot in ("predicate", "outcome", "change") and self.segments[t.first] == segment]
        for term in same:
            if self.pack.inflected:
                if not term.features and verbs:
                    return term.key
            elif term.last <= figure.first and any(term.last <= v.first <= term.last + 4 and v.last <= figure.first + 1 for v in verbs):
                before = self.tokens[term.first - 1].low if term.first else ""
                if before not in self.pack.data["locatives"]["before"]:
                    return term.key
        return None

    # -- what is said of them --------------------------------------------------------------------------------

    def _predicate(self, figure: Figure, counted: Counted) -> None:
        begin, end = self._previous_figure(figure), self._next_figure(figure)
        segment = self.segments[figure.first]
        terms = [t for t in self.sentence.terms if t.slot == "predicate" and self.segments[t.first] == segment and begin <= t.first < end]
        if not terms:
            return
        nearest = min(terms, key=lambda t: (abs(t.first - counted.last), t.first))
        counted.predicate = nearest.key

    def _next_figure(self, figure: Figure) -> int:
        return min((f.first for f in self.figures if f.first >= figure.last), default=len(self.tokens))

    def _previous_figure(self, figure: Figure) -> int:
        return max((f.last for f in self.figures if f.last <= figure.first), default=0)


def singular(noun: str) -> str:
    """The singular of a regular English plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]


def behaves_like(subject: str | None, other: str | None) -> bool:
    """Whether one subject's count can be referred to by the other's word: the same, or a part of it."""
    return subject is None or other is None or subject == other or concept(subject).is_part_of(other) or concept(other).is_part_of(subject)
