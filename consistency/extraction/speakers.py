"""Speakers: the words of saying in a sentence → who says it, how firmly, and from where in the sentence.

The shapes, in any language: a postposition or preposition of source ("X szerint", "according to X"), a verb of saying
with its subject ("X said", "közölte X"), a source in the case that a word of evidence asks for ("X-re hivatkozva"), a
possessive ("X's estimate is"), and a name right before a figure where the verb was said for several ("the union claimed
800,000, the police 119,000").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import Attribution, AttributionReader
from consistency.extraction.saying import VerbsOfSaying
from consistency.extraction.source_words import SourceWords
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term


OFFICE = 4  # words of an office before a name


class SpeakerReader(AttributionReader):
    """Finds the attributions of one sentence, in order."""

    def __init__(self, sentence: Sentence, figures: list[tuple[int, int]], references: list[tuple[int, int]]) -> None:
        super().__init__(sentence, figures, references)
        self.sources = SourceWords(sentence, figures, references)
        self.saying = VerbsOfSaying(sentence, figures, references)

    def read(self) -> list[Attribution]:
        found = [*self.sources.postpositions(), *self.sources.prepositions(), *self.sources.evidence()]
        taken = {i for a in found for i in range(a.first, a.last)}
        for term in self.sentence.of("saying"):
            if self._is_of_a_country(term):
                continue
            if taken.isdisjoint(range(term.first, term.last)) and not self.saying.is_unsaid(term):
                attribution = self.saying.verb(term, taken)
                if attribution is not None and not self._is_amount(attribution.who):
                    found.append(attribution)
                    taken.update(range(attribution.first, attribution.last))
        found += self.sources.possessives(taken)
        found += self.sources.colon(taken)
        found += self._elliptic(found)
        found += self._inverted(found)
        found += self._reported(found)
        return sorted(found, key=lambda a: a.at)

    def _inverted(self, found: list[Attribution]) -> list[Attribution]:
        """Any verb between a statement and a name: "…", grumbled Ane Alencar, of the institute IPAM."""
        if self.pack.inflected or self.pack.verb_second or any(a.trailing for a in found):
            return []
        for i in range(1, len(self.tokens) - 1):
            token = self.tokens[i]
            opens = self.tokens[i - 1].text in ',”"»' and token.kind == "w" and token.text.islower()
            if not opens or not token.low.endswith(self.pack.affixes["participles"]):
                continue
            if any(t.slot in ("predicate", "outcome", "change", "saying") for t in self.sentence.starting.get(i, ())):
                continue
            last = i + 1
            while last < len(self.tokens) and self.names.is_capital(last):
                last += 1
            if last - i > 2 and not self.names.is_country(i + 1, last):
                return [Attribution(i, last, (i + 1, last), "say", i, trailing=True)]
        return []

    def _reported(self, found: list[Attribution]) -> list[Attribution]:
        """The mood of reported speech in a sentence that names no speaker: "Es seien 69 Drohnen gewesen"."""
        if any(a.who is not None for a in found):
            return []
        mood = next((i for i, t in enumerate(self.tokens) if t.low in self.pack.words["reported_mood"]), None)
        return [] if mood is None else [Attribution(mood, mood + 1, None, "according", mood)]

    def _is_body(self, first: int, last: int) -> bool:
        """Whether a phrase is a body's own name: "The World Food Programme"."""
        return any(
            t.slot in ("voice", "institution") and first <= t.first and t.last == last for t in self.sentence.terms
        )

    def opening(self, bodies: bool = False) -> Attribution | None:
        """The person (or with `bodies` the body) with whom the sentence opens: "Prime Minister Rabuka inspected …"."""
        first = next((i for i, token in enumerate(self.tokens) if token.kind == "w"), 0)
        while first < len(self.tokens) and self.names.is_article(first):
            first += 1
        if first >= len(self.tokens):
            return None
        if self.pack.inflected:
            who = self.names.speaker_within(first, self.names.segment(first)[1])
        else:
            who = self._title_and_name(first)
        if who is None or who[0] > first + OFFICE:
            return None
        if not self._is_person(*who) and not (bodies and self._is_body(*who)):
            return None
        return Attribution(who[0], who[1], who, "say", who[0])

    def _title_and_name(self, first: int) -> tuple[int, int] | None:
        last = first
        while (
            last < len(self.tokens)
            and last - first < OFFICE + 3
            and (
                self.names.is_capital(last)
                or self.sentence.at(last, "role") is not None
                or self.tokens[last].text == "."
            )
        ):
            last += 1
        return self.names.cleaned(first, last) if last > first else None

    def _is_person(self, first: int, last: int) -> bool:
        """Whether a phrase is a person's name: two capitals that no body has, or one with an office before it."""
        capitals = [i for i in range(first, last) if self.names.is_capital(i)]
        if self.names.is_country(first, last) or len(capitals) != last - first:
            return False
        voice = next((t for t in self.sentence.of("voice") if first <= t.first < last), None)
        office = any(first - OFFICE <= t.first < first for t in self.sentence.of("role"))
        bodies = {t.slot for t in self.sentence.terms if first <= t.first < last} & {"media", "speaker", "institution"}
        return not bodies and (voice is not None or len(capitals) > 1 or (office and len(capitals) == 1))

    def _is_amount(self, who: tuple[int, int] | None) -> bool:
        """Whether what would speak is only measured: "net profit came to €1.5bn"."""
        ends = [t.key for t in self.sentence.of("subject") if who is not None and t.last == who[1]]
        return any(concept(key).uncounted or concept(key).money for key in ends)

    def _is_of_a_country(self, term: Term) -> bool:
        """Whether a word only looks like one of saying: "the United States"."""
        return any(t.first < term.first < t.last for t in self.sentence.of("country"))

    def _elliptic(self, found: list[Attribution]) -> list[Attribution]:
        """The names before figures in segments of their own, in a sentence that says it elsewhere."""
        spoken = {self.segments[a.at] for a in found}
        more: list[Attribution] = []
        for first, _ in self.stated if found else ():
            if first == 0 or self._has_verb(first) or all(a.trailing and a.at > first for a in found):
                continue
            begin = self._after_and(first)
            if begin is None and self.segments[first] in spoken:
                continue
            begin = self.names.segment(first)[0] if begin is None else begin
            kind = found[0].kind if found[0].kind != "deny" else "say"
            attribution = self._named_between(begin, first, kind)
            if attribution is not None:
                more.append(attribution)
                spoken.add(self.segments[first])
        return more

    def _named_between(self, begin: int, end: int, kind: str) -> Attribution | None:
        """The speaker that alone stands in tokens[begin:end], particles and carrier nouns apart."""
        first, last = begin, end
        while first < end and (self._is_filler(first) or self.tokens[first].kind == "p"):
            first += 1
        while last > first and (last - 1 in self.sentence.claimed or self._is_filler(last - 1)):
            last -= 1
        while last > first + 1 and self.sentence.ends(last, "carrier"):
            kind, last = self.kind_of(last - 1, last), last - 1
            while last > first and self.names.is_particle(last - 1):
                last -= 1
        if any(self._parts(i) for i in range(first + 1, last)) or not self.names_only(first, last):
            return None
        who = self.names.cleaned(first, last)
        return Attribution(who[0], who[1], who, kind, who[0]) if who is not None else None

    def _parts(self, i: int) -> bool:
        """Whether token i can stand in no name: another article, a verb ("az ANO a szavazatok", "the river rose")."""
        if self.pack.inflected:
            return self.names.is_article(i)
        if any(t.slot in ("change", "outcome", "predicate") for t in self.sentence.starting.get(i, ())):
            return True
        token = self.tokens[i]
        known = any(t.first <= i < t.last for t in self.sentence.terms) or self.names.is_particle(i)
        return token.kind == "w" and token.text.islower() and not known and token.low not in self.pack.words["links"]

    def _is_filler(self, i: int) -> bool:
        return self.names.is_particle(i) and not self.names.is_article(i)

    def _has_verb(self, first: int) -> bool:
        """Whether the figure's segment says on its own what happens ("Phenjan tízezernél több katonát vezényelt")."""
        segment = self.segments[first]
        verbs = ("predicate", "outcome", "change")
        return self.pack.inflected and any(
            t.slot in verbs and t.first >= first and self.segments[t.first] == segment for t in self.sentence.terms
        )

    def _after_and(self, first: int) -> int | None:
        """Behind the "and" between a figure and the one before it in its segment ("… marchers and the CGT 1.7
        million").
        """
        before = [last for _, last in self.figures if last <= first and self.segments[last - 1] == self.segments[first]]
        if not before:
            return None
        joints = [i for i in range(max(before), first) if self.tokens[i].low in self.pack.words["and"]]
        return joints[-1] + 1 if joints else None
