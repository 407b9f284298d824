"""Antecedents: the figures and mentions before a draft → what its own sentence leaves out (subject, owner, figure)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from consistency.extraction.backlog import Latest
from consistency.extraction.counted import Counted
from consistency.extraction.story import Story, may_be_placed, places_of
from consistency.vocabulary import concept, is_money, same_dimension, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.drafts import Draft
    from consistency.extraction.references import SameAgain
    from consistency.extraction.sentences import Sentence
    from consistency.languages import Pack
    from consistency.model import Days

PERSON, PROTESTER, TERRITORY = "person", "protester", "territory"
ANTECEDENTS = 6  # figures back that a figure without a noun may go on from
REFERENTS = 8  # figures back that "the same number" may mean
GATHERED = (None, "took_part", "present")  # what is said of people at a protest


class Antecedents:
    """What one article has spoken of so far. drafts: all of its figures, in order, as they are read."""

    def __init__(self, text: str, pack: Pack, look_back: Callable[[Callable[[], int]], None]) -> None:
        self.text = text
        self.pack = pack
        self._look_back = look_back
        self.drafts: list[Draft] = []
        self._spoken_of: Latest[str | None] = Latest(
            None
        )  # the people or losses that a sentence without a figure spoke of
        self._nations: dict[str, Latest[str]] = {}  # what was last counted of whom: subject → country
        self._national: str | None = None  # the people that may be told by their nation alone, last counted before
        self._where: Latest[tuple[int, tuple[str, ...]]] = Latest((-1, ()))  # the paragraph that last named a place
        self._begun = 0  # drafts before the current sentence
        self.story = Story()

    def close(self, sentence: Sentence, where: tuple[str, ...]) -> None:
        """Remember what a sentence spoke of, once its figures are drafted. where: the last place that it named."""
        drafts = self.drafts[self._begun :]
        self._look_ahead(drafts)
        self.story.settle(drafts)
        self._national = _last_national(drafts) or self._national
        self._begun = len(self.drafts)
        for draft in drafts:
            if draft.counted.subject:
                self._tell_nation(sentence.start, draft.counted.subject, draft.counted.of)
        self.pass_by(sentence, where)

    def when(self, paragraph: int) -> Days | None:
        """When the figures before held, in this paragraph or the one before it."""
        last = next((d for d in reversed(self.drafts[-ANTECEDENTS:]) if d.as_of is not None), None)
        return last.as_of if last is not None and paragraph - last.sentence.paragraph <= 1 else None

    def pass_by(self, sentence: Sentence, where: tuple[str, ...]) -> None:
        """Remember what a sentence spoke of beside its figures. where: the last place that it named."""
        at = sentence.start
        self.story.tell(sentence)
        self._where.tell(at, (sentence.paragraph, where) if where else None)
        self._spoken_of.tell(at, topic_of(sentence))
        for subject, country in mentioned(sentence).items():
            self._tell_nation(at, subject, country)

    def _tell_nation(self, at: int, subject: str, country: str | None) -> None:
        if country is not None:
            self._nations.setdefault(subject, Latest(country)).tell(at, country)

    @property
    def _topic(self) -> str | None:
        self._look_back(lambda: self._spoken_of.at)
        return self._spoken_of.value

    def _look_ahead(self, drafts: list[Draft]) -> None:
        """Let a figure without a noun count what the next one counts: "tavaly tízezer, … újabb 300 katona"."""
        for draft, following in reversed(list(pairwise(drafts))):
            if draft.counted.own_noun or not following.counted.own_noun or not self._are_joined(draft, following):
                continue
            draft.counted.subject = following.counted.subject
            draft.counted.of = draft.counted.of or following.counted.of
            if not draft.place and not self._is_placed_apart(draft, following):
                draft.place = following.place
        for draft, following in pairwise(drafts):
            if draft.counted.predicate is None and self._is_reworded(draft, following):
                draft.counted.predicate = following.counted.predicate

    def _is_placed_apart(self, draft: Draft, following: Draft) -> bool:
        """Whether a place stands between two figures, so that it is of the second alone."""
        assert draft.figure is not None
        assert following.figure is not None
        between = range(draft.figure.last, following.figure.first)
        return any(term.first in between for term, _ in places_of(draft.sentence))

    def _is_reworded(self, draft: Draft, following: Draft) -> bool:
        """Whether the next figure says the same in other terms: "1260 négyzetkilométer, vagyis … 99,5 százalék"."""
        between = self.text[draft.end : following.start].split()
        return len(between) > 1 and between[0] == "," and between[1].casefold() in self.pack.words["that_is"]

    def _are_joined(self, draft: Draft, following: Draft) -> bool:
        """Whether a comma or "and" leads from one figure to the next of the same unit."""
        if draft.figure is None or following.figure is None or draft.quantity.unit != following.quantity.unit:
            return False
        link = self.text[draft.end : following.start].split(" ")[0].strip()
        segments = draft.sentence.segments
        apart = segments[following.figure.first] - segments[draft.figure.last - 1]
        return (link == "," and apart == 1) or link in self.pack.words["and"]

    def complete(self, draft: Draft) -> None:
        """Fill in the subject and owner that the draft's own sentence leaves out."""
        if self._restates(draft):
            return
        counted, unit = draft.counted, draft.quantity.unit
        self._take_whole(draft)
        self._take_change(draft)
        if unit.split(" / ")[0] in units("area") and (counted.subject is None or not counted.own_noun):
            counted.subject = TERRITORY
        before = self._antecedent(draft)
        if counted.subject is None and not counted.own_noun:
            if before is not None and unit in ("count", before.quantity.unit):
                counted.subject, counted.people = before.counted.subject, before.counted.people
            elif before is None and unit == "count":
                counted.subject = topic_of(draft.sentence) or self._topic
        if counted.anaphoric and counted.subject is None and not counted.outcomes:
            same = [d for d in self.drafts[self._begun :] if d.quantity.unit == "count" and d.counted.subject]
            counted.subject = same[-1].counted.subject if same else None
        if counted.anaphoric and counted.subject is None:
            counted.subject = topic_of(draft.sentence) or self._topic
        if counted.people and counted.subject is None:
            counted.subject = self._people(draft, before)
        if counted.subject == "participant" and PROTESTER in (topic_of(draft.sentence), self._topic):
            counted.subject = PROTESTER
        if counted.of is None and concept(counted.subject).owned:
            counted.of = self._nation(draft, before)
        if not draft.place and draft.figure is not None:
            if self._says_there(draft):
                self._look_back(lambda: self._where.at)
                draft.place = self._where.value[1] or _only_country(draft.sentence)
            elif concept(counted.subject).placed or may_be_placed(draft):
                draft.place = self._place(draft, before)
        if counted.subject == TERRITORY and counted.of is not None and draft.place[:1] != (counted.of,):
            draft.place = ()
        if counted.of is None and counted.subject == TERRITORY and draft.place:
            counted.of = draft.place[0]

    def _take_whole(self, draft: Draft) -> None:
        """A part counts what its whole counts, where nothing else is told: "30 rakétát indított, ebből 27 …"."""
        wholes = [other for kind, other in draft.figure.links if kind == "part_of"] if draft.figure else []
        whole = next((d for d in reversed(self.drafts) if d.figure in wholes), None) if wholes else None
        if whole is None:
            return
        own, befallen = concept(draft.counted.subject), concept(whole.counted.subject).settled
        unnamed = draft.counted.subject is None and not draft.counted.outcomes
        if unnamed or (befallen and not own.settled and (draft.counted.people or own.people)):
            draft.counted.subject, draft.counted.people = whole.counted.subject, whole.counted.people

    def _take_change(self, draft: Draft) -> None:
        """The level that a change leads to is of what changed ("sales fell 11% to €41.4bn"), and so is what a figure
        comes to in other money ("10,5 milliárd euró, azaz 4200 milliárd forint").
        """
        previous = self.drafts[-1] if self.drafts and self.drafts[-1].sentence is draft.sentence else None
        if previous is None or previous.figure is None or draft.figure is None or draft.counted.subject is not None:
            return
        led = any(kind == "to" and other is draft.figure for kind, other in previous.figure.links)
        units = previous.quantity.unit, draft.quantity.unit
        again = units[0] != units[1] and all(map(is_money, units)) and self._is_reworded(previous, draft)
        if led or again:
            draft.counted.subject, draft.counted.of = previous.counted.subject, draft.counted.of or previous.counted.of
            draft.place = draft.place or previous.place

    def _says_there(self, draft: Draft) -> bool:
        """Whether the figure's own segment points back to a place: "in the region", "a térségben"."""
        assert draft.figure is not None
        sentence, segment = draft.sentence, draft.sentence.segments[draft.figure.first]
        return any(
            sentence.segments[term.first] == segment and not self._is_existential(sentence, term.last)
            for term in sentence.of("there")
        )

    def _is_existential(self, sentence: Sentence, i: int) -> bool:
        """Whether "there" only opens a clause: "there had been 3,000 casualties"."""
        following = sentence.low(i)
        words = self.pack.words["auxiliaries"] | self.pack.words["copulas"]
        return not self.pack.inflected and following in words

    def _place(self, draft: Draft, before: Draft | None) -> tuple[str, ...]:
        """Where a happening took place, from the same paragraph, else from the figure before that counts its like."""
        self._look_back(lambda: self._where.at)
        paragraph, where = self._where.value
        if paragraph == draft.sentence.paragraph:
            return where
        if not concept(draft.counted.subject).placed:
            return ()
        if before is not None and concept(before.counted.subject).placed:
            return before.place
        alike = (d.place for d in reversed(self.drafts) if d.place and d.counted.subject == draft.counted.subject)
        return next(alike, ())

    def _restates(self, draft: Draft) -> bool:
        """Whether a conversion in brackets says the same as the figure before it: "1,000 sq km (386 square miles)"."""
        previous = self.drafts[-1] if self.drafts else None
        if previous is None or previous.sentence is not draft.sentence or previous.quantity.unit == draft.quantity.unit:
            return False
        between = self.text[previous.end : draft.start].strip()
        opened = between.endswith("(") and len(between) <= 2 and self.text[draft.end : draft.end + 1] == ")"
        if not opened or not same_dimension(previous.quantity.unit, draft.quantity.unit):
            return False
        other = previous.counted
        draft.counted = Counted(
            subject=other.subject, of=other.of, predicate=other.predicate, last=draft.counted.last, own_noun=True
        )
        draft.place, draft.as_of, draft.said_on = previous.place, previous.as_of, previous.said_on
        draft.source, draft.origin = previous.source, previous.origin
        draft.kind, draft.modality = previous.kind, previous.modality
        draft.links.append(("restates", previous))
        return True

    def _antecedent(self, draft: Draft) -> Draft | None:
        """The last figure of the same paragraph, or of the one before it, that is counted in the same way."""
        for earlier in reversed(self.drafts[-ANTECEDENTS:]):
            near = draft.sentence.paragraph - earlier.sentence.paragraph <= 1
            alike = earlier.quantity.unit == draft.quantity.unit or (
                draft.counted.anaphoric and earlier.quantity.unit == "count"
            )
            fits = concept(earlier.counted.subject).people or not _is_of_forces(draft)
            if near and alike and fits and earlier.counted.subject:
                return earlier
        return None

    def _people(self, draft: Draft, before: Draft | None) -> str:
        """What people are whom only the figure before named: "15,000 North Koreans", "csaknem 700 ezer emberről"."""
        counted = draft.counted
        gathered = self._topic == PROTESTER and counted.predicate in GATHERED
        if counted.of is None and (gathered or topic_of(draft.sentence) == PROTESTER):
            return PROTESTER
        called = before.counted.subject if before is not None and counted.of in (None, before.counted.of) else None
        if called is not None and concept(called).people:
            return called
        if counted.of is None:
            return PERSON
        return _last_national(self.drafts[self._begun :]) or self._national or PERSON

    def _nation(self, draft: Draft, before: Draft | None) -> str | None:
        """Whose, from the figure before, else from the last mention of such a count in the article."""
        if before is not None and before.counted.of and concept(before.counted.subject).owned:
            return before.counted.of
        subject = draft.counted.subject or ""
        self._look_back(lambda: max(self._nations[key].at for key in (subject, "") if key in self._nations)
                        if subject in self._nations or "" in self._nations else -1)  # fmt: skip
        last = self._nations.get(subject) or self._nations.get("")
        return last.value if last else None

    def referent(self, same: SameAgain) -> Draft | None:
        """The figure that "the same number" refers back to."""
        for draft in reversed(self.drafts[-REFERENTS:]):
            if draft.quantity.interval is not None and same.subject in (None, draft.counted.subject):
                return draft
        last = self.drafts[-1] if self.drafts else None
        settled = same.subject is not None and last is not None and concept(last.counted.subject).settled
        return last if settled and concept(same.subject).settled else None


def _only_country(sentence: Sentence) -> tuple[str, ...]:
    """The one country that a sentence names: "Morocco's ministry said that 2,012 people had died in the country"."""
    named = {term.key for term in sentence.of("country")}
    return tuple(named) if len(named) == 1 else ()


def _is_of_forces(draft: Draft) -> bool:
    """Whether forces are counted: "reinforcements of 1,000–3,000" are people."""
    figure = draft.figure
    if figure is None:
        return False
    words = draft.sentence.tokens[figure.first : draft.counted.last]
    return any(token.low.startswith(draft.sentence.pack.affixes["forces"]) for token in words)


def _last_national(drafts: list[Draft]) -> str | None:
    """The last of the drafts' subjects that are people told by their nation alone."""
    subjects = (draft.counted.subject for draft in reversed(drafts))
    return next((subject for subject in subjects if concept(subject).national), None)


def mentioned(sentence: Sentence) -> dict[str, str]:
    """Whose what is spoken of in a sentence, without a figure: "the North Korean soldiers" → {"soldier": "KP", "":
    "KP"}.
    """
    found: dict[str, str] = {}
    for term in sentence.of("demonym"):
        for j in range(term.last, min(term.last + 2, len(sentence.tokens))):
            noun = sentence.at(j, "subject")
            if noun is not None and concept(noun.key).owned:
                found[noun.key] = found[""] = term.key
    return found


def topic_of(sentence: Sentence) -> str | None:
    """The people or losses that a sentence speaks of: "nagyobb tömeg tüntetett" → protester."""
    if sentence.of("gathering"):
        return PROTESTER
    found = [t.key for t in sentence.terms if t.slot in ("subject", "outcome") and concept(t.key).topic]
    return found[0] if found else None
