"""Subjects: the words around a figure → what is counted, and whose it is.

The counted noun stands behind the figure with its modifiers ("12 000 észak-koreai katonát"), before it ("a katonák
száma 12 ezer"), or beyond the verb ("kétezerre nőtt az elesett katonák száma"). What became of those counted decides
over what they are: people killed are deaths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted, Surroundings
from consistency.extraction.distant_nouns import DistantNouns
from consistency.extraction.hedges import QUOTATION
from consistency.extraction.noun_phrases import NounPhrases
from consistency.extraction.owners import MOVED, Owners
from consistency.languages.grammar import FINITE
from consistency.vocabulary import canonical, concept, is_money, units

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term

REACH = 3  # words between a verb and its object, or a preposition and its noun
EVACUEE = "evacuee"
CASUALTY = "casualty"  # the killed and the wounded together

TERRITORY = "territory"
MAN, SOLDIER = "man", "soldier"
LOSSES = frozenset({"loss", "casualty"})  # one word in some languages: of people where counted, of money else
PRISONER, DEADLY = "prisoner", frozenset({"death", "wounded"})  # what may still become of those who are held
BEING = frozenset({"present", "arrived"})  # that something is there tells nothing of a share or an area


class SubjectReader(Surroundings):
    """Finds what each figure of a sentence counts."""

    def __init__(self, sentence: Sentence, figures: Row, speaking: set[int]) -> None:
        super().__init__(sentence, figures, speaking)
        self.phrases = NounPhrases(sentence, figures, speaking)
        self.distant = DistantNouns(sentence, figures, speaking)
        self.owners = Owners(sentence, figures, speaking)
        self._wholes = {id(whole) for part in figures if part.links and (whole := self._whole_of(part)) is not None}

    def read(self, figure: Figure) -> Counted:
        """What the figure counts as far as its own sentence tells."""
        whole = self._whole_of(figure)
        counted = self._read(whole or figure, figure, told=whole is not None or not self._is_whole(figure))
        if whole is not None:
            counted.last = figure.last
        return counted

    def _lemma_of(self, figure: Figure, counted: Counted) -> bool:
        area = figure.unit.split(" / ")[0] in units("area")
        return (
            self.pack.names_concepts
            and not area
            and figure.unit != "count"
            and self.phrases.lemmas.noun_of(figure, counted)
        )

    def _whole_of(self, figure: Figure) -> Figure | None:
        """The figure behind it of which this one is a part: "3,000 of the 12,000 soldiers"."""
        wholes = (other for kind, other in figure.links if kind in ("part_of", "share_of"))
        return next((other for other in wholes if other.first > figure.first), None)

    def _is_whole(self, figure: Figure) -> bool:
        return id(figure) in self._wholes

    def _read(self, figure: Figure, part: Figure, told: bool) -> Counted:
        """part: the figure itself, or the part of it that is read. told: whether what the clause says is said of this
        figure, and not only of a part of it.
        """
        counted = Counted(last=figure.last)
        if not self.phrases.noun_of(figure, counted) and not self._lemma_of(figure, counted):
            self.phrases.noun_after(figure, counted)
        if concept(counted.subject).reference and figure.unit == "percent":
            self._of_reference(figure, counted)
        near = counted.subject is not None
        if counted.people and not counted.outcomes and (counted.subject is None or concept(counted.subject).national):
            self.distant.loss_before(figure, counted)
        measured = figure.unit not in ("count", "percent", "percentage_point") and not is_money(figure.unit)
        befallen = not self.pack.inflected and any(t.last == figure.first for t in self.sentence.of("outcome"))
        named = counted.subject is not None or counted.outcomes or counted.anaphoric
        if not named and not measured and not befallen:  # "Missile strike kills 43"
            self.distant.numbered_noun(figure, counted) or self.distant.noun_before(
                figure, counted
            ) or self.distant.noun_beyond(figure, counted)
        if "collective" in figure.features and not _counts_people(counted.subject):
            counted.subject = None  # "8,6 millióan hagyták el otthonaikat"
        if counted.subject is None and not named and not befallen and self.pack.names_concepts:
            self.phrases.lemmas.carried(figure, counted)
        if counted.subject is None and figure.unit.split(" / ")[0] in units("area"):
            counted.subject = TERRITORY
        if counted.subject in LOSSES:
            counted.subject = "loss" if is_money(figure.unit) else CASUALTY
        begin = self.previous_figure(part)
        self._outcome(figure, counted, self._clause_outcomes(figure, counted, begin) if told else set(), near)
        if told:
            self._predicate(figure, counted, begin, related=part is figure)
        self.owners.take(figure, counted)
        if counted.subject == MAN and counted.of is not None and counted.predicate in MOVED:
            counted.subject = SOLDIER  # "Pyongyang has sent 15,000 men"
        return counted

    def _of_reference(self, figure: Figure, counted: Counted) -> None:
        """What a share of a reference counts, where the clause tells: "the deficit was 4.5% of GDP"."""
        other = Counted(last=counted.last)
        if self.distant.noun_before(figure, other) or (
            self.pack.names_concepts and self.phrases.lemmas.carried(figure, other)
        ):
            counted.subject, counted.people = other.subject, other.people

    def _outcome(self, figure: Figure, counted: Counted, told: set[str], near: bool) -> None:
        """near: whether the noun stands with the figure, so that a verb further off does not overrule it."""
        counted.subject = self._among(figure) or counted.subject
        if concept(counted.subject).settled:
            dead = counted.subject == PRISONER and told & DEADLY
            counted.subject = min(dead) if dead else counted.subject  # "nine prisoners have died"
            return
        if counted.subject is not None and not counted.people:
            if near or figure.unit != "count" or not told or concept(counted.subject).owned:
                return
            counted.subject = None
        outcomes = set(counted.outcomes)
        if figure.unit == "count" and (counted.people or counted.subject is None) and not outcomes:
            outcomes = told
        if not outcomes or (outcomes <= {"soldier"} and counted.subject not in (None, "person")):
            return
        if outcomes == {EVACUEE} and concept(counted.subject).national:
            return  # soldiers who are moved
        if outcomes == {CASUALTY} and counted.subject is not None and not concept(counted.subject).national:
            return  # a firm that lost 300 employees
        hurt = {outcome for outcome in outcomes if concept(outcome).whole == CASUALTY}
        if len(hurt) > 1 or (hurt and CASUALTY in outcomes):
            counted.subject = CASUALTY
        else:
            counted.subject = min(outcomes)

    def _among(self, figure: Figure) -> str | None:
        """Those among whom they are: "among the injured were five children"."""
        for i in range(self.previous_figure(figure), figure.first):
            if self.tokens[i].low not in self.pack.words["among"]:
                continue
            for term in self.sentence.of("subject"):
                if i < term.first <= i + REACH and term.last <= figure.first and concept(term.key).settled:
                    return term.key
        return None

    def _clause_outcomes(self, figure: Figure, counted: Counted, begin: int) -> set[str]:
        """The outcome verbs of the figure's own clause, that is, up to the next figure."""
        end = self._next_apart(figure)
        alike = {self.segments[figure.last - 1], *self._behind_insert(max(figure.last, counted.last))}
        alike |= self._before_quote(figure)
        verbs = [
            t
            for t in self.sentence.terms
            if t.slot == "outcome" and self.segments[t.first] in alike and self._is_verb(t)
        ]
        after = [t for t in verbs if figure.last <= t.first and not self._has_another_object(t)]
        after = [t for t in after if t.first < end or self.segments[t.first] != self.segments[figure.last - 1]]
        before = [t for t in verbs if begin <= t.first and t.last <= figure.first and self._reaches(t, figure)]
        return self._coordinated(after) or self._coordinated(before[::-1])

    def _next_apart(self, figure: Figure) -> int:
        """Where the next figure begins that "and" does not join: "21 protesters and a policeman were hurt"."""
        end = self.next_figure(figure)
        joined = end < len(self.tokens) and self.sentence.low(end - 1) in self.pack.words["and"]
        verbs = self.pack.words["copulas"] | self.pack.words["auxiliaries"]
        told = any(figure.last <= t.first < end for t in self.sentence.of("outcome", "predicate", "saying"))
        if not joined or told or any(t.low in verbs for t in self.tokens[figure.last : end]):
            return end
        return self.figures.start_behind(end + 1, len(self.tokens))

    def _before_quote(self, figure: Figure) -> set[int]:
        """The segment of the verb that a figure in quotation marks belongs to: had killed "up to 60 servicemen"."""
        i = figure.first - 1
        quoted = i > 0 and self.tokens[i].text in QUOTATION and self.segments[i] == self.segments[figure.first]
        return {self.segments[i - 1]} if quoted else set()

    def _behind_insert(self, last: int) -> set[int]:
        """Where a verb goes on behind what is put in: "57 people, most of them pupils, were killed"."""
        if self.pack.inflected or self.sentence.low(last) != ",":
            return set()
        own = self.segments[last]
        first = next((i for i in range(last, len(self.tokens)) if self.segments[i] > own), len(self.tokens))
        verb = self.sentence.low(first + 1) in self.pack.words["copulas"] | self.pack.words["auxiliaries"]
        return {self.segments[first]} if verb and self.sentence.low(first) == "," else set()

    def _reaches(self, term: Term, figure: Figure) -> bool:
        """Whether a verb before the figure takes it as its object: "killed at least 26"."""
        return self.pack.inflected or self.pack.verb_second or figure.first - term.last <= REACH

    def _has_another_object(self, term: Term) -> bool:
        """Whether an active verb behind the figure is of something else: "3,000 more troops … for what it had lost"."""
        if self.pack.inflected or self.tokens[term.first - 1].low in self.pack.words["copulas"]:
            return False
        following = self.figures.start_behind(term.last, len(self.tokens) + REACH + 1)
        if following < len(self.tokens) and self.tokens[term.last].low in self.pack.words["and"]:
            return False  # "12 people died and 255 were hurt"
        taken = following - term.last <= REACH and self.segments[following] == self.segments[term.first]
        return taken or self.sentence.at(term.first, "predicate") is not None

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

    def _predicate(self, figure: Figure, counted: Counted, begin: int, related: bool) -> None:
        """related: whether a relative clause behind the noun speaks of the figure ("104 drones that it launched")."""
        end = self.next_figure(figure)
        alike = {self.segments[figure.first], self.segments[max(figure.last, counted.last) - 1]}
        alike |= self._resumed(max(figure.last, counted.last))
        terms = [
            t
            for t in self.sentence.terms
            if t.slot == "predicate"
            and self.segments[t.first] in alike
            and begin <= t.first < end
            and self._fits(t.key, counted.subject)
            and not self._tells_the_whole(t, figure, counted)
            and (related or not any(w.low in self.pack.words["that"] for w in self.tokens[counted.last : t.first]))
        ]
        if terms and self._is_told_apart(figure, counted):
            key = min(terms, key=lambda t: (abs(t.first - counted.last), t.first)).key
            counted.predicate = key if key not in BEING or counted.people or concept(counted.subject).owned else None

    @staticmethod
    def _fits(predicate: str, subject: str | None) -> bool:
        """Whether a predicate is said of a subject: of the dead only which of them are meant."""
        return subject is None or (predicate in concept(subject).narrower) == concept(subject).settled

    def _resumed(self, last: int) -> set[int]:
        """The segment that a verb opens behind what is put in: "1,260 sq km, or 99.5 per cent, were free again"."""
        resumed = last + 1 < len(self.tokens) and self.tokens[last].text == ","
        opens = resumed and self.tokens[last + 1].low in self.pack.words["copulas"]
        return {self.segments[last + 1]} if opens else set()

    def _tells_the_whole(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """Whether a word belongs to what a share is of: "99.5 per cent of the occupied territory"."""
        return figure.unit == "percent" and figure.last <= term.first and term.last < counted.last

    def _is_told_apart(self, figure: Figure, counted: Counted) -> bool:
        """Whether what is said of the subject tells one count of it from another."""
        counts = figure.unit in ("count", "percent") or canonical(counted.subject) == TERRITORY
        return counts and counted.subject != "protester"


def _counts_people(subject: str | None) -> bool:
    """Whether a word may be of persons; of one that the vocabulary does not have nobody knows."""
    thing = concept(subject)
    return not thing.known or thing.people or thing.settled or thing.topic
