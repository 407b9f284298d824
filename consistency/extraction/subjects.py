"""Subjects: the words around a figure → what is counted, and whose it is.

The counted noun stands behind the figure with its modifiers ("12 000 észak-koreai katonát"), before it ("a katonák
száma 12 ezer"), or beyond the verb ("kétezerre nőtt az elesett katonák száma"). What became of those counted decides
over what they are: people killed are deaths.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consistency.extraction.names import is_seat
from consistency.languages.lexicon import NONE, Features, Term
from consistency.vocabulary import concept, is_money, path_to

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure
    from consistency.languages import Pack

CASUALTY = "casualty"  # the killed and the wounded together
REACH = 7  # tokens behind a figure within which its noun stands
SHORTEST_PLURAL, SHORTEST_STEM = 4, 2  # letters
CIRCUMSTANCE = frozenset(
    {
        "inessive",
        "illative",
        "elative",
        "sublative",
        "superessive",
        "instrumental",
        "adessive",
        "delative",
        "ablative",
        "causal",
        "terminative",
    }
)
FINITE = frozenset({"past", "present", "conditional", "potential"})


@dataclass(slots=True, eq=False)
class Counted:
    """What a figure counts. last: the token after the noun phrase. own_noun: the text names it with the figure.

    people: persons, by whatever word. features: of the noun's ending. outcomes: what became of them. anaphoric: "of
    them", counted out of the figure before.
    """

    subject: str | None = None
    of: str | None = None
    predicate: str | None = None
    last: int = 0
    flow: str = ""
    people: bool = False
    own_noun: bool = False
    anaphoric: bool = False
    outcomes: set[str] = field(default_factory=set)
    features: Features = NONE


class SubjectReader:
    """Finds what each figure of a sentence counts. speaking: tokens that name speakers, which are never counted."""

    def __init__(self, sentence: Sentence, figures: list[Figure], speaking: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures
        self.speaking = speaking

    def read(self, figure: Figure) -> Counted:
        """What the figure counts as far as its own sentence tells."""
        counted = Counted(last=figure.last)
        if not self._noun_of(figure, counted):
            self._noun_after(figure, counted)
        measured = figure.unit not in ("count", "percent", "percentage_point") and not is_money(figure.unit)
        if counted.subject is None and not counted.outcomes and not counted.anaphoric and not measured:
            self._numbered_noun(figure, counted) or self._noun_before(figure, counted) or self._noun_beyond(
                figure, counted
            )
        self._outcome(figure, counted)
        self._of(figure, counted)
        self._predicate(figure, counted)
        return counted

    # -- the noun --------------------------------------------------------------------------------------------

    def _noun_of(self, figure: Figure, counted: Counted) -> bool:
        """The noun that "of" ties to the figure; as in "a net loss of $2.9 billion", "reinforcements of 1,000–3,000"."""
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
            counted.flow = "increase" if not counted.flow else counted.flow
        if nouns[0].slot == "subject":
            self._take_possessor(nouns[0], counted)
        return nouns[0].slot == "subject"

    def _noun_after(self, figure: Figure, counted: Counted) -> None:
        """Walk the noun phrase behind the figure, taking demonyms, flows and outcomes on the way to the noun."""
        them = self.pack.phrases["of_them"].after(self.tokens, figure.last, NONE) or self.pack.phrases[
            "of_them"
        ].before(self.tokens, figure.first)
        counted.anaphoric = them is not None
        i = them[0] if them and them[0] > figure.first else figure.last
        limit = min(len(self.tokens), i + REACH, self._next_figure(figure))
        while i < limit:
            term = self._phrase_term(i)
            if term is None:
                if not self._passes(i, figure, counted):
                    break
                i += 1
                continue
            i = term.last
            if self._take(term, figure, counted):
                return
        if counted.outcomes:
            counted.own_noun = True
        elif counted.subject is None and not self.pack.inflected and not counted.anaphoric:
            self._unknown_noun(figure, counted)

    def _take(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """Take one term of the noun phrase; True where the phrase ends with it."""
        if term.slot == "demonym":
            counted.of, counted.last = counted.of or term.key, term.last
            if not self._noun_follows(term.last):
                counted.people = counted.own_noun = True
                return True
        elif term.slot == "flow":
            counted.flow, counted.last = term.key, term.last
        elif term.slot in ("outcome", "afflicted"):
            if not self._modifies(term, figure, counted):
                return True
            counted.outcomes.add(term.key)
            counted.last = term.last
        else:
            return self._take_noun(term, counted)
        return False

    def _take_noun(self, term: Term, counted: Counted) -> bool:
        """The noun itself; an adjective made of it ("47 000 fős veszteség") leads on to the real one."""
        counted.last, counted.own_noun = term.last, True
        counted.features = term.features
        if self.pack.inflected and "adjective" in term.features and not term.features & (CIRCUMSTANCE | {"accusative"}):
            counted.people = term.slot == "person" or concept(term.key).people
            return False
        if term.slot == "person":
            counted.people = True
        else:
            counted.subject = term.key
            counted.people = concept(term.key).people
        return True

    def _phrase_term(self, i: int) -> Term | None:
        """The term at token i that matters in a noun phrase: the longest; an adjective where a noun or "or" follows it."""
        order = {"subject": 0, "person": 1, "afflicted": 2, "outcome": 3, "demonym": 4, "flow": 5}
        found = [t for t in self.sentence.starting.get(i, ()) if t.slot in order and t.first not in self.speaking]
        found.sort(key=lambda t: (-(t.last - t.first), order[t.slot]))
        if not found:
            return None
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
        if token.kind != "w":
            return token.kind == "p" and (token.text in "-'’" or (token.text in '„“"«' and i == figure.last))
        starting = {t.slot for t in self.sentence.starting.get(i, ())}
        loose = figure.share or figure.vague or figure.unit != "count"
        if "counter" in starting or (token.low in self.pack.words["links"] and (loose or i == figure.last)):
            return True
        if token.low in self.pack.words["or"] or token.low in self.pack.words["and"]:
            return bool({t.slot for t in self.sentence.starting.get(i + 1, ())} & {"outcome", "afflicted", "demonym"})
        if self.tokens[i].low in self.pack.words["articles"] or token.low in self.pack.words["skip"]:
            return loose
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

    def _noun_follows(self, i: int) -> bool:
        """Whether the phrase goes on to a noun behind a demonym."""
        for j in range(i, min(i + 3, len(self.tokens))):
            token = self.tokens[j]
            if any(
                t.slot in ("subject", "person", "outcome", "afflicted", "flow")
                for t in self.sentence.starting.get(j, ())
            ):
                return True
            if (
                token.kind != "w"
                or token.low in self.pack.words["function_words"]
                or any(t.slot in ("predicate", "saying") for t in self.sentence.starting.get(j, ()))
            ):
                return False
            if (
                not self.pack.inflected
                and token.text[0].islower()
                and token.low.endswith(self.pack.affixes["plurals.endings"])
            ):
                return True
        return False

    def _modifies(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """Whether an outcome belongs to the noun phrase: an adjective before the noun, or the counted thing itself ("30
        killed").
        """
        if term.slot == "afflicted" or counted.outcomes:
            return True
        if self.pack.inflected:
            return term.first == figure.last or counted.anaphoric
        return term.first <= figure.last + 2 or counted.anaphoric

    def _unknown_noun(self, figure: Figure, counted: Counted) -> None:
        """The lemma of a plural noun that no vocabulary holds: "40 lighthouses" counts lighthouse."""
        for i in range(figure.last, min(len(self.tokens), figure.last + 4, self._next_figure(figure))):
            token = self.tokens[i]
            hyphen = token.text == "-" and i > figure.last
            if hyphen:
                continue
            if (
                token.kind != "w"
                or token.low in self.pack.words["function_words"]
                or token.text[0].isupper()
                or figure.unit != "count"
            ):
                return
            if any(
                t.slot in ("saying", "change") for t in self.sentence.starting.get(i, ())
            ) and not token.low.endswith(self.pack.affixes["plurals.endings"]):
                return
            noun = singular(token.low, self.pack)
            if noun is not None:
                counted.subject, counted.last, counted.own_noun = noun, i + 1, True
                return

    def _numbered_noun(self, figure: Figure, counted: Counted) -> bool:
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
                        self._take_possessor(term, counted)
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

    def _take_possessor(self, term: Term, counted: Counted) -> None:
        counted.people = term.slot == "person" or concept(term.key).people
        counted.subject = counted.subject or (term.key if term.slot == "subject" else None)
        counted.own_noun = True
        for j in range(term.first - 1, max(-1, term.first - 5), -1):
            for other in self.sentence.starting.get(j, ()):
                if other.slot == "demonym" or (other.slot == "country" and self._governs(other)):
                    counted.of = counted.of or other.key
                elif other.slot == "afflicted":
                    counted.outcomes.add(other.key)
            if self.tokens[j].kind != "w":
                break

    def _governs(self, country: Term) -> bool:
        """ "az Észak-Korea által küldött katonák", "North Korea's soldiers"."""
        following = self.tokens[country.last].low if country.last < len(self.tokens) else ""
        return following in self.pack.words["by_words"] or "possessive" in country.features

    def _noun_before(self, figure: Figure, counted: Counted) -> bool:
        """The noun in front: "casualties have exceeded 3,000", "a net loss of $2.9 billion"; the nearest in the
        segment.
        """
        if counted.people:
            return False
        begin = self._previous_figure(figure)
        segment = self.segments[figure.first]
        for term in reversed(self.sentence.terms):
            if term.last > figure.first or term.first < begin or term.slot != "subject" or term.first in self.speaking:
                continue
            if self.segments[term.first] != segment:
                return False
            if self._may_count(term):
                self._take_possessor(term, counted)
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
        before = self.tokens[term.first - 1].low if term.first else ""
        return before not in self.pack.words["locatives.before"] or before in self.pack.words["of"]

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

    def _noun_beyond(self, figure: Figure, counted: Counted) -> bool:
        """Beyond the verb: "hatezernél nagyobbra teszik a veszteséget", "11–12 ezren vannak … katonák"."""
        if not self.pack.inflected:
            return False
        segment = self.segments[min(figure.last, len(self.segments) - 1)]
        for term in self.sentence.terms:
            if (
                term.slot != "subject"
                or term.first < figure.last
                or term.first >= self._next_figure(figure)
                or self.segments[term.first] != segment
            ):
                continue
            if "accusative" in term.features or (
                "plural" in term.features and not term.features & CIRCUMSTANCE and "collective" in figure.features
            ):
                self._take_possessor(term, counted)
                return True
        return False

    # -- what became of them ---------------------------------------------------------------------------------

    def _outcome(self, figure: Figure, counted: Counted) -> None:
        if concept(counted.subject).settled or (counted.subject is not None and not counted.people):
            return
        outcomes = set(counted.outcomes)
        if figure.unit == "count" and (counted.people or counted.subject is None) and not outcomes:
            outcomes = self._clause_outcomes(figure)
        if not outcomes or (outcomes <= {"soldier"} and counted.subject not in (None, "person")):
            return
        hurt = {outcome for outcome in outcomes if concept(outcome).whole == CASUALTY}
        if len(hurt) > 1 or (hurt and CASUALTY in outcomes):
            counted.subject = CASUALTY
        else:
            counted.subject = min(outcomes)

    def _clause_outcomes(self, figure: Figure) -> set[str]:
        """The outcome verbs of the figure's own clause, that is, up to the next figure."""
        begin, end = self._previous_figure(figure), self._next_figure(figure)
        segment = self.segments[figure.last - 1]
        verbs = [
            t
            for t in self.sentence.terms
            if t.slot == "outcome" and self.segments[t.first] == segment and self._is_verb(t)
        ]
        after = [t for t in verbs if figure.last <= t.first < end]
        before = [t for t in verbs if begin <= t.first and t.last <= figure.first]
        return self._coordinated(after) or self._coordinated(before[::-1])

    def _is_verb(self, term: Term) -> bool:
        return not self.pack.inflected or not term.features or bool(term.features & FINITE)

    def _coordinated(self, terms: list[Term]) -> set[str]:
        """The first outcome, with a second one that "or" or "and" joins to it."""
        if not terms:
            return set()
        found = {t.key for t in terms if t.first == terms[0].first}
        for term in terms[1:]:
            low, high = sorted(((terms[0].first, terms[0].last), (term.first, term.last)))
            between = [t.low for t in self.tokens[low[1] : high[0]]]
            if 1 <= len(between) <= 3 and any(
                w in self.pack.words["or"] or w in self.pack.words["and"] for w in between
            ):
                found.add(term.key)
        return found

    # -- whose -----------------------------------------------------------------------------------------------

    def _of(self, figure: Figure, counted: Counted) -> None:
        if counted.of is None:
            counted.of = self._owner_before(figure, counted)
        if counted.of is None and (concept(counted.subject).owned or counted.people):
            counted.of = (
                self._come_from(figure, counted)
                or self._numbered_owner(figure)
                or self._clause_subject(figure, counted)
                or self._nation_before(figure)
            )
        if counted.of is None and counted.subject in ("refugee", "migrant"):
            counted.of = self._fled()
        if counted.of is None and counted.subject == "territory":
            counted.of = self._territory_of(figure)

    def _owner_before(self, figure: Figure, counted: Counted) -> str | None:
        """The owner right before the figure: "Russia's 40,000 soldiers", "Phenjan 12 ezer katonája"."""
        for term in self.sentence.terms:
            within = figure.last <= term.first < counted.last and "possessive" in term.features
            if term.slot not in ("country", "place") or (term.last != figure.first and not within):
                continue
            owned = any(counted.last == t.last and "owned" in t.features for t in self.sentence.of("subject", "person"))
            if "possessive" in term.features or (self.pack.inflected and owned and not term.features):
                return country_of(term)
        return None

    def _clause_subject(self, figure: Figure, counted: Counted) -> str | None:
        """The country that acts in the clause: "Észak-Korea … katonát küldött", "North Korea sent 10,000 soldiers"."""
        alike = {self.segments[figure.first], self.segments[figure.last - 1]}
        verbs = [
            t
            for t in self.sentence.terms
            if t.slot in ("predicate", "outcome", "change") and self.segments[t.first] in alike
        ]
        for term in self.sentence.terms:
            if (
                term.slot not in ("country", "place")
                or self.segments[term.first] not in alike
                or term.first in self.speaking
            ):
                continue
            if self._acts(term, figure, counted, verbs):
                return country_of(term)
        return None

    def _acts(self, term: Term, figure: Figure, counted: Counted, verbs: list[Term]) -> bool:
        if self.pack.inflected:
            following = self.tokens[term.last].low if term.last < len(self.tokens) else ""
            governed = following in self.pack.words["postpositions"] or any(
                t.slot in ("region", "number_noun") for t in self.sentence.starting.get(term.last, ())
            )
            acted = bool(verbs) or "accusative" in counted.features
            return not term.features and acted and not governed and (term.slot == "country" or is_seat(term))
        before = self.tokens[term.first - 1].low if term.first else ""
        governed = before in self.pack.words["locatives.before"] or "possessive" in term.features
        near = any(term.last <= v.first <= term.last + 4 and v.first <= figure.last + 6 for v in verbs)
        return near and not governed and term.first < figure.first and (term.slot == "country" or is_seat(term))

    def _nation_before(self, figure: Figure) -> str | None:
        """A people named before in the sentence: "az észak-koreaiak közül legalább százan", "the Ukrainians … lost"."""
        for term in reversed(self.sentence.terms):
            if term.slot == "demonym" and term.last <= figure.first and term.first not in self.speaking:
                noun = self._noun_follows(term.last)
                if ("plural" in term.features and not noun) or (noun and self._counts_people(term.last)):
                    return term.key
            elif (
                term.slot == "country"
                and "possessive" in term.features
                and term.last <= figure.first
                and self._counts_people(term.last)
            ):
                return term.key
        return None

    def _numbered_owner(self, figure: Figure) -> str | None:
        """Whose number it is: "az orosz haderő létszámát 575 ezer katonára tette"."""
        other = Counted()
        return other.of if self._numbered_noun(figure, other) else None

    def _come_from(self, figure: Figure, counted: Counted) -> str | None:
        """ "12,000 troops from North Korea", "az Észak-Koreából küldött katonák", "katonája … Észak-Koreának"."""
        segment = self.segments[figure.last - 1]
        owned = any(t.last == counted.last and "owned" in t.features for t in self.sentence.of("subject", "person"))
        for term in self.sentence.of("country"):
            before = self.tokens[term.first - 1].low if term.first else ""
            behind = before in self.pack.words["from_words"] and 0 <= term.first - counted.last <= 1
            source = self.segments[term.first] == segment and term.features.intersection(self.pack.words["source_case"])
            if behind or source or (owned and "dative" in term.features and self.segments[term.first] == segment):
                return term.key
        return None

    def _fled(self) -> str | None:
        """Where refugees come from: "Ukrajnából", "fled Sudan"."""
        for term in self.sentence.of("country"):
            before = self.tokens[term.first - 1].low if term.first else ""
            if term.features.intersection(self.pack.words["source_case"]) or before in self.pack.words["from_words"]:
                return term.key
        return None

    def _counts_people(self, i: int) -> bool:
        return any(
            t.slot == "subject" and concept(t.key).owned
            for j in range(i, min(i + 3, len(self.tokens)))
            for t in self.sentence.starting.get(j, ())
        )

    def _territory_of(self, figure: Figure) -> str | None:
        """Land of a country in the segment: "of Russian land", "Oroszországból", "Russia's Kursk region"."""
        for term in self.sentence.terms:
            if (
                term.first >= figure.last
                and self.segments[term.first] == self.segments[figure.last - 1]
                and term.slot in ("demonym", "country")
            ):
                following = {t.slot for t in self.sentence.starting.get(term.last, ())}
                owner = "possessive" in term.features or "elative" in term.features
                if (term.slot == "demonym" and following & {"region", "subject", "place"}) or owner:
                    return term.key
        return None

    # -- what is said of them --------------------------------------------------------------------------------

    def _predicate(self, figure: Figure, counted: Counted) -> None:
        begin, end = self._previous_figure(figure), self._next_figure(figure)
        alike = {self.segments[figure.first], self.segments[max(figure.last, counted.last) - 1]}
        terms = [
            t
            for t in self.sentence.terms
            if t.slot == "predicate" and self.segments[t.first] in alike and begin <= t.first < end
        ]
        if terms:
            counted.predicate = min(terms, key=lambda t: (abs(t.first - counted.last), t.first)).key

    def _next_figure(self, figure: Figure) -> int:
        return min((f.first for f in self.figures if f.first >= figure.last), default=len(self.tokens))

    def _previous_figure(self, figure: Figure) -> int:
        return max((f.last for f in self.figures if f.last <= figure.first), default=0)


def country_of(term: Term) -> str:
    """The country that a country's or a place's name belongs to."""
    return path_to(term.key)[0]


def singular(noun: str, pack: Pack) -> str | None:
    """The singular of a regular plural ("lighthouses" → "lighthouse"); None where the noun is none."""
    is_plural = noun.endswith(pack.affixes["plurals.endings"]) and not noun.endswith(
        pack.affixes["plurals.not_endings"]
    )
    if not is_plural or len(noun) < SHORTEST_PLURAL:
        return None
    ending, replacement = next(
        (ending, replacement)
        for ending, replacement in pack.data["plurals"]["singular"].items()
        if noun.endswith(ending) and len(noun) - len(ending) >= SHORTEST_STEM
    )
    return noun.removesuffix(ending) + str(replacement)
