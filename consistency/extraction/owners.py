"""Owners: the nations and countries around a figure → whose the counted things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted, Surroundings, country_of
from consistency.extraction.distant_nouns import DistantNouns
from consistency.vocabulary import concept, is_money, is_seat

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term

MOVED = frozenset({"sent", "deployed", "pledged"})  # what an owner does with its own

LOST_WITHIN = 3  # tokens between who lost and the verb


class Owners(Surroundings):
    """Finds whose the things are that figures of one sentence count."""

    def __init__(self, sentence: Sentence, figures: Row, speaking: set[int]) -> None:
        super().__init__(sentence, figures, speaking)
        self.nouns = DistantNouns(sentence, figures, speaking)

    def take(self, figure: Figure, counted: Counted) -> None:
        if counted.of is None:
            counted.of = self._owner_before(figure, counted)
        self._gives(figure, counted)
        moved = counted.predicate in MOVED or counted.flow
        if counted.of is None and (concept(counted.subject).owned or counted.people or moved):
            acting = self._clause_subject(figure, counted) or self._doer(figure, counted)
            counted.of = (
                (acting if moved or self._is_changed(figure) else None)
                or self._come_from(figure, counted)
                or self._numbered_owner(figure)
                or acting
                or self._nation_before(figure)
            )
        if counted.of is None and counted.subject is not None and figure.unit == "count":
            counted.of = self._loser(figure)
        if counted.of is None and concept(counted.subject).displaced:
            counted.of = self._fled()
        if counted.of is None and counted.subject == "territory":
            counted.of = self._territory_of(figure)

    def _doer(self, figure: Figure, counted: Counted) -> str | None:
        """The country that acts where no case tells: before the figure, or in the relative clause behind its noun."""
        if self.pack.inflected or not concept(counted.subject).owned:
            return None
        last = max(figure.last, counted.last)
        behind = self._relative_behind(last)
        for term in self.sentence.terms:
            if term.slot not in ("country", "place") or term.first in self.speaking or "possessive" in term.features:
                continue
            if term.slot == "place" and not is_seat(term.key):
                continue
            own = self.segments[term.first] == self.segments[figure.first] and term.last <= figure.first
            if (own or self.segments[term.first] in behind) and not self._is_governed(term):
                return country_of(term)
        return None

    def _relative_behind(self, last: int) -> set[int]:
        """The relative clause right behind a noun: "96 Drohnen, die Russland gestartet habe"."""
        if self.sentence.low(last) != ",":
            return set()
        opening = self.sentence.low(last + 1)
        relative = opening in self.pack.words["relative"] or opening in self.pack.words["that"]
        pronoun = self.pack.verb_second and opening in self.pack.words["definite_articles"]
        return {self.segments[last]} if relative or pronoun else set()

    def _is_governed(self, term: Term) -> bool:
        """Whether a preposition rules a country: "in Russia", "nach der Ukraine"."""
        i = term.first - 1
        while i >= 0 and self.tokens[i].low in self.pack.words["articles"]:
            i -= 1
        words = self.pack.words
        low = self.sentence.low(i)
        return low in words["locatives.before"] or low in words["predicate_prepositions"] or low in words["adjuncts"]

    def _gives(self, figure: Figure, counted: Counted) -> None:
        """Money that a state gives is aid: "Canberra will send 3 million Australian dollars"."""
        if not is_money(figure.unit) or counted.subject not in (None, "aid") or counted.of is not None:
            return
        segment = self.segments[figure.first]
        giving = self.pack.words["giving"]
        verbs = [i for i, t in enumerate(self.tokens) if t.low in giving and self.segments[i] == segment]
        if not verbs:
            return
        for term in self.sentence.of("country", "place"):
            same = self.segments[term.first] == segment and term.first not in self.speaking
            state = term.slot == "country" or is_seat(term.key)
            if same and state and not term.features and not self._is_governed(term) and term.first < verbs[-1] + 1:
                counted.subject, counted.of = "aid", country_of(term)
                return

    def _is_changed(self, figure: Figure) -> bool:
        """Whether the clause brings or takes away: "withdrew 4,000 soldiers from Russia"."""
        return any(self.segments[t.first] == self.segments[figure.first] for t in self.sentence.of("change"))

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
        alike |= self._relative(max(alike))
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

    def _relative(self, segment: int) -> set[int]:
        """The relative clause behind a segment: "katonáknak a száma, akiket Phenjan … küldött"."""
        words = (t for t, s in zip(self.tokens, self.segments, strict=True) if s == segment + 1 and t.kind == "w")
        opening = next(words, None)
        return {segment + 1} if opening is not None and opening.low.startswith(self.pack.affixes["relative"]) else set()

    def _acts(self, term: Term, figure: Figure, counted: Counted, verbs: list[Term]) -> bool:
        if self.pack.inflected:
            following = self.sentence.low(term.last)
            governed = following in self.pack.words["postpositions"] or any(
                t.slot in ("region", "number_noun") for t in self.sentence.starting.get(term.last, ())
            )
            acted = bool(verbs) or "accusative" in counted.features
            return not term.features and acted and not governed and (term.slot == "country" or is_seat(term.key))
        before = self.sentence.low(term.first - 1)
        governed = before in self.pack.words["locatives.before"] or "possessive" in term.features
        near = any(term.last <= v.first <= term.last + 4 and v.first <= figure.last + 6 for v in verbs)
        return near and not governed and term.first < figure.first and (term.slot == "country" or is_seat(term.key))

    def _nation_before(self, figure: Figure) -> str | None:
        """A people named before in the sentence: "az észak-koreaiak közül legalább százan", "the Ukrainians … lost"."""
        for term in reversed(self.sentence.terms):
            if term.slot == "demonym" and term.last <= figure.first and term.first not in self.speaking:
                noun = self.noun_follows(term.last)
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
        return other.of if self.nouns.numbered_noun(figure, other) else None

    def _come_from(self, figure: Figure, counted: Counted) -> str | None:
        """Where they come from: "12,000 troops from North Korea", "az Észak-Koreából küldött katonák"."""
        segment = self.segments[figure.last - 1]
        owned = any(t.last == counted.last and "owned" in t.features for t in self.sentence.of("subject", "person"))
        for term in self.sentence.of("country"):
            before = self.sentence.low(term.first - 1)
            behind = before in self.pack.words["from_words"] and 0 <= term.first - counted.last <= 1
            source = self.segments[term.first] == segment and term.features.intersection(self.pack.words["source_case"])
            if behind or source or (owned and "dative" in term.features and self.segments[term.first] == segment):
                return term.key
        return None

    def _loser(self, figure: Figure) -> str | None:
        """Who is said to have lost them: "what Russia had lost: 7,905 killed", "Ukraine had lost over 76,000"."""
        losing = [t for t in self.sentence.of("predicate") if t.key == "lost" and t.last <= figure.first]
        if not losing:
            return None
        nations = [t for t in self.sentence.of("country", "demonym") if t.last <= losing[-1].first]
        near = nations and losing[-1].first - nations[-1].last <= LOST_WITHIN
        return nations[-1].key if near else None

    def _fled(self) -> str | None:
        """Where refugees come from: "Ukrajnából", "fled Sudan"."""
        for term in self.sentence.of("country"):
            before = self.sentence.low(term.first - 1)
            if term.features.intersection(self.pack.words["source_case"]) or before in self.pack.words["from_words"]:
                return term.key
        return None

    def _counts_people(self, i: int) -> bool:
        return any(
            t.slot == "subject" and concept(t.key).owned and (concept(t.key).people or concept(t.key).settled)
            for j in range(i, min(i + 2, len(self.tokens)))
            for t in self.sentence.starting.get(j, ())
        )

    def _territory_of(self, figure: Figure) -> str | None:
        """Land of a country in the segment: "of Russian land", "Oroszországból", "Russia's Kursk region"."""
        for term in self.sentence.terms:
            if self.segments[term.first] == self.segments[figure.last - 1] and term.slot in ("demonym", "country"):
                following = {t.slot for t in self.sentence.starting.get(term.last, ())}
                owner = term.first >= figure.last and bool(term.features & {"possessive", "elative", "ablative"})
                land = any(t.key == "territory" for t in self.sentence.starting.get(term.last, ()))
                if (term.slot == "demonym" and (land or following & {"region", "place"})) or owner:
                    return term.key
        return None
