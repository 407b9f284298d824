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

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence


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
            if taken.isdisjoint(range(term.first, term.last)) and not self.saying.is_unsaid(term):
                attribution = self.saying.verb(term, taken)
                if attribution is not None:
                    found.append(attribution)
                    taken.update(range(attribution.first, attribution.last))
        found += self.sources.possessives(taken)
        found += self.sources.colon(taken)
        found += self._elliptic(found)
        return sorted(found, key=lambda a: a.at)

    def _elliptic(self, found: list[Attribution]) -> list[Attribution]:
        """The names before figures in segments of their own, in a sentence that says it elsewhere."""
        spoken = {self.segments[a.at] for a in found}
        found = [a for a in found if a.kind != "plan"]
        more: list[Attribution] = []
        for first, _ in self.stated:
            if not found or first == 0:
                continue
            if self._has_verb(first):
                continue
            begin = self._after_and(first)
            if begin is None and self.segments[first] in spoken:
                continue
            begin = self.names.segment(first)[0] if begin is None else begin
            j = begin
            while j < first and (
                (self.names.is_particle(j) and not self.names.is_article(j)) or self.tokens[j].kind == "p"
            ):
                j += 1
            stop = first
            while stop > j and (
                stop - 1 in self.sentence.claimed
                or (self.names.is_particle(stop - 1) and not self.names.is_article(stop - 1))
            ):
                stop -= 1
            kind = found[0].kind if found[0].kind != "deny" else "say"
            while stop > j + 1 and any(t.slot == "carrier" and t.last == stop for t in self.sentence.terms):
                kind, stop = self.kind_of(stop - 1, stop), stop - 1
                while stop > j and self.names.is_particle(stop - 1):
                    stop -= 1
            who = self.names.cleaned(j, stop) if self.names_only(j, stop) else None
            if who is not None:
                more.append(Attribution(who[0], who[1], who, kind, who[0]))
                spoken.add(self.segments[first])
        return more

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
