"""Claims: an article → every numeric claim in it, each with its bounds, unit, subject, source and dates.

Paragraph by paragraph, sentence by sentence: dates and other non-figures are claimed first, then figures are read, then
what each counts, where, when, who says so and how firmly. What a sentence leaves out is taken from the sentences
before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from consistency.extraction.antecedents import Antecedents
from consistency.extraction.backlog import PARAGRAPHS_BACK, Backlog, Passage
from consistency.extraction.calendar_days import published_days
from consistency.extraction.counted import Counted
from consistency.extraction.dates import DateReader
from consistency.extraction.drafts import Draft
from consistency.extraction.ellipses import EllipsisReader
from consistency.extraction.exclusions import exclude
from consistency.extraction.figures import FigureReader
from consistency.extraction.folding import Folded, fold
from consistency.extraction.further import tell_further
from consistency.extraction.happenings import name_event
from consistency.extraction.hedges import bound_behind
from consistency.extraction.kinds import KindReader
from consistency.extraction.numerals import NumeralReader
from consistency.extraction.places import PlaceReader, last_place
from consistency.extraction.rates import RateReader
from consistency.extraction.references import Denial, SameAgain, denials, same_again
from consistency.extraction.saying import PROMISE
from consistency.extraction.scope import Scope
from consistency.extraction.screening import Screen, may_relay
from consistency.extraction.sentences import Sentence, paragraphs, sentences
from consistency.extraction.setting import Setting
from consistency.extraction.significance import is_claim, may_be_claim
from consistency.extraction.speakers import SpeakerReader
from consistency.extraction.speaking import OPENING, Voices
from consistency.extraction.stance import StanceReader
from consistency.extraction.stated import Row
from consistency.extraction.subjects import SubjectReader
from consistency.extraction.ties import SHARES, TieReader
from consistency.extraction.writing import written
from consistency.extraction.zeros import zeros
from consistency.languages import Pack, codes, load
from consistency.languages.lexicon import NONE
from consistency.model import Article, Claim, Quantity
from consistency.problems import Problem
from consistency.vocabulary import NOTHING, Additions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from consistency.extraction.stated import Figure
    from consistency.extraction.time_words import Moment


TO_COME = ("planned", "projected")  # modalities of what has not happened


def extract(
    article: Article, everything: bool = False, additions: Additions = NOTHING
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """All claims of an article in reading order, and a problem for what could not be read.

    additions: what users add to the vocabulary.
    everything: also the quantities that carry no claim (small cardinals, spans of time).
    """
    if article.language not in codes():
        message = f"there is no language pack for '{article.language}' (there are: {', '.join(codes())})"
        if article.language is None:
            message = "no language can be told: there is no letter in the text; name one with --language"
        return (), (Problem(path=article.path, message=message),)
    return ArticleReader(fold(article), load(article.language, additions), everything).read()


@dataclass(slots=True)
class Stated:
    """All that a sentence states: figures, repeated figures, noughts in words, and denied existences."""

    figures: Row
    again: list[SameAgain]
    zeros: list[tuple[Figure, Counted]]
    denials: list[Denial] = field(default_factory=list)

    def may_be_claims(self, sentence: Sentence) -> bool:
        """Whether any of it can be a claim."""
        figures = any(may_be_claim(figure, sentence) for figure in self.figures)
        return figures or bool(self.again or self.zeros or self.denials)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one sentence before its figures are drafted."""

    sentence: Sentence
    stated: Stated
    scope: Scope
    kinds: KindReader
    stance: StanceReader
    rates: RateReader
    subjects: SubjectReader


class ArticleReader:
    """Reads one article; carries over from sentence to sentence who spoke and what was counted."""

    def __init__(self, folded: Folded, pack: Pack, everything: bool) -> None:
        self.folded = folded
        self.article = article = folded.article
        self.pack = pack
        self.everything = everything
        self.published = published_days(article.published)
        self.setting = Setting(article.text, pack)
        self.unheard, self.unread = Backlog(self._hear), Backlog(self._pass_by)
        self.voices = Voices(article, partial(self._look_back, self.unheard))
        self.antecedents = Antecedents(article.text, pack, partial(self._look_back, self.unread))
        self.paragraph = 0

    def read(self) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        """The claims of the article in reading order, and a problem for each that was withheld."""
        article, text, pack = self.article, self.article.text, self.pack
        screen, opening = Screen(text, pack, self.everything), 0
        for number, (start, end, in_title) in enumerate(paragraphs(article)):
            self.paragraph = number
            whole = partial(sentences, article, start, end, pack, in_title, number, self.setting)
            opening = end if number <= OPENING else opening
            if not screen.may_state(start, end):
                self._put_by(start, number, whole)
                continue
            for sentence in whole():
                if screen.may_state(sentence.start, sentence.end):
                    self._read(sentence)
                else:
                    self._put_by(sentence.start, number, partial(iter, (sentence,)))
        if self.antecedents.drafts and self.voices.via is None and may_relay(text, 0, opening):
            self.unheard.read(OPENING, lambda sentence: may_relay(text, sentence.start, sentence.end))
        country = self.antecedents.story.country
        tell_further(self.antecedents.drafts)
        name_event(self.antecedents.drafts, article, pack, self.setting, self.published, country)
        return written(self.folded, self.antecedents.drafts, self.voices.own(), self.voices.via)

    def _read(self, sentence: Sentence) -> None:
        """Draft what a sentence states; one that states nothing after all is put by."""
        moments = DateReader(sentence, self.published, self.antecedents.when(sentence.paragraph)).read()
        exclude(sentence, self.everything)
        stated = Stated(Row(FigureReader(sentence).read()), same_again(sentence), zeros(sentence))
        stated.denials = denials(sentence, {i for f in stated.figures for i in range(f.first, f.last)})
        if not (self.everything and stated.figures) and not stated.may_be_claims(sentence):
            self._put_by(sentence.start, sentence.paragraph, partial(iter, (sentence,)))
            return
        reading = self._reading(sentence, moments, stated)
        self.antecedents.story.tell(sentence)
        self._draft_all(reading)
        self.antecedents.close(sentence, last_place(reading.scope.locations))

    def _put_by(self, start: int, paragraph: int, make: Callable[[], Iterable[Sentence]]) -> None:
        """Keep sentences that state nothing, for who asks who spoke in them and what they spoke of."""
        passage = Passage(start, paragraph, make)
        if self.voices.waits:
            for sentence in passage.sentences():
                self._hear(sentence)
        self.unheard.put_by(passage)
        self.unread.put_by(passage)

    def _look_back(self, backlog: Backlog, since: Callable[[], int]) -> None:
        """Read what was passed over before the current sentence, and after what is known."""
        backlog.read_back(self.paragraph - PARAGRAPHS_BACK, since)

    def _hear(self, sentence: Sentence) -> None:
        reader = SpeakerReader(sentence, [], [])
        attributions = reader.read()
        self.voices.pass_by(sentence, attributions, None if attributions else reader.opening())

    def _pass_by(self, sentence: Sentence) -> None:
        self.antecedents.pass_by(sentence, last_place(PlaceReader(sentence, set()).read()))

    def _reading(self, sentence: Sentence, moments: list[Moment], stated: Stated) -> Reading:
        """The speakers, places, nouns and verbs around what a sentence states."""
        figures = stated.figures
        spans = [(f.first, f.last) for f in figures if not f.is_slight]
        reader = SpeakerReader(sentence, spans, [(s.first, s.last) for s in stated.again])
        attributions = reader.read()
        speaking = {i for a in attributions if a.who for i in range(*a.who)}
        sentence.speaking.update(speaking)
        scope = Scope(sentence, moments, PlaceReader(sentence, speaking).read(), attributions, figures)
        carried = any(a.who is None for a in attributions)
        opening = reader.opening(bodies=carried) if carried or not attributions else None
        self.voices.enter(sentence, attributions, opening)
        giving = {i for a in attributions if a.who and a.kind == PROMISE for i in range(*a.who)}
        subjects = SubjectReader(sentence, figures, speaking - giving)
        return Reading(
            sentence,
            stated,
            scope,
            KindReader(sentence, figures),
            StanceReader(sentence, figures),
            RateReader(sentence, figures),
            subjects,
        )

    def _draft_all(self, reading: Reading) -> None:
        """Draft the figures, references and denials of a sentence, in the order in which they stand."""
        stated = reading.stated
        drafting: list[tuple[int, partial[Draft | None] | partial[Draft]]] = [
            *((f.first, partial(self._figure, reading, f)) for f in stated.figures),
            *((s.first, partial(self._same, reading, s)) for s in stated.again),
            *((f.first, partial(self._zero, reading, f, c)) for f, c in stated.zeros),
            *((d.first, partial(self._denial, reading, d)) for d in stated.denials),
        ]
        begun = len(self.antecedents.drafts)
        waiting: list[Callable[[], Draft | None]] = []  # "the same number" before the number itself
        for _, draft_one in sorted(drafting, key=lambda pair: pair[0]):
            draft = draft_one()
            if draft is not None:
                self.antecedents.drafts.append(draft)
            elif draft_one.func == self._same:
                waiting.append(draft_one)
        self.antecedents.drafts += [draft for draft_one in waiting if (draft := draft_one()) is not None]
        _tie(self.antecedents.drafts[begun:])

    def _figure(self, reading: Reading, figure: Figure) -> Draft | None:
        """A figure with a number of its own; None where it carries no claim."""
        sentence, scope, stance = reading.sentence, reading.scope, reading.stance
        counted = reading.subjects.read(figure)
        self._bound_behind(sentence, figure, counted)
        if not is_claim(figure, counted, sentence) and not self.everything:
            return None
        left_out = EllipsisReader(sentence, reading.stated.figures, self.antecedents.drafts).unit(figure, counted)
        figure.unit = left_out or figure.unit
        rate = reading.rates.read(figure, counted.last)
        last = max(figure.last, counted.last, rate[1] if rate else 0)
        draft = _draft(sentence, figure.first, last, figure.quantity, counted, figure)
        if rate:
            draft.quantity = replace(figure.quantity, unit=f"{figure.unit} / {rate[0]}")
        attribution = scope.attribution(figure.first, figure.last)
        draft.kind = reading.kinds.kind(figure, counted)
        draft.modality = stance.modality(figure, counted, attribution)
        self.voices.give(draft, attribution)
        draft.place = scope.place(figure)
        draft.as_of, draft.said_on = scope.times(figure, draft.modality in TO_COME)
        draft.note_told()
        self.antecedents.complete(draft)
        if not figure.links and TieReader(sentence, reading.stated.figures).is_part(figure):
            self._part_of_last(draft)
        return draft

    def _part_of_last(self, draft: Draft) -> None:
        """Tie a part to the whole that a sentence before it named: "… 240 utas. Közülük 18-an megsérültek"."""
        last = next((d for d in reversed(self.antecedents.drafts) if d.sentence is not draft.sentence), None)
        if last is None or last.figure is None or draft.figure is None:
            return
        share = draft.quantity.unit in SHARES
        smaller = last.quantity.unit == draft.quantity.unit and draft.figure.value <= last.figure.value
        if last.quantity.unit not in SHARES and (share or smaller):
            draft.links.append(("share_of" if share else "part_of", last))

    def _bound_behind(self, sentence: Sentence, figure: Figure, counted: Counted) -> None:
        """Take a bound that stands behind the noun: "230 people or more"."""
        if counted.last <= figure.last or figure.bound:
            return
        features = NONE.union(*(term.features for term in sentence.ends(counted.last, "subject", "person")))
        found = bound_behind(sentence, NumeralReader(sentence), counted.last, features)
        if found is None or (found[0] - counted.last < 2 and "adessive" not in features):
            return
        behind = sentence.tokens[found[0]] if found[0] < len(sentence.tokens) else None
        if behind is not None and (behind.kind == "n" or behind.low in self.pack.words["level_cues.to"]):
            return  # "one killed at least 81", "$1.1bn in grants and up to $500m"
        counted.last = found[0]
        if found[1] == "approximate":
            figure.approximate = figure.hedged = True
        else:
            figure.open(found[1])

    def _zero(self, reading: Reading, figure: Figure, counted: Counted) -> Draft:
        """A figure of nought, told without a number."""
        draft = _draft(reading.sentence, figure.first, figure.last, figure.quantity, counted, figure)
        self.voices.give(draft, reading.scope.attribution(figure.first, figure.last))
        draft.place = reading.scope.place_between(figure.first, figure.last)
        draft.as_of, draft.said_on = reading.scope.times_between(figure.first, figure.last)
        draft.note_told()
        return draft

    def _same(self, reading: Reading, same: SameAgain) -> Draft | None:
        """A phrase that repeats a figure; None where there is none to repeat."""
        referent = self.antecedents.referent(same)
        if referent is None:
            return None
        scope = reading.scope
        counted = Counted(
            subject=same.subject or referent.counted.subject,
            of=same.of or referent.counted.of,
            predicate=referent.counted.predicate,
            last=same.last,
        )
        draft = _draft(reading.sentence, same.first, same.last, referent.quantity, counted)
        attribution = scope.attribution(same.first, same.last)
        self.voices.give(draft, attribution)
        draft.kind = referent.kind
        draft.modality = "estimated" if attribution is not None and attribution.kind == "estimate" else "asserted"
        draft.place = scope.place_between(same.first, same.last) or referent.place
        draft.as_of, draft.said_on = scope.times_between(same.first, same.last)
        draft.links.append(("same_as", referent))
        draft.note_told()
        return draft

    def _denial(self, reading: Reading, denial: Denial) -> Draft:
        """A denied existence, which has no figure at all."""
        scope = reading.scope
        counted = Counted(subject=denial.subject, of=denial.of, last=denial.last, own_noun=True)
        draft = _draft(reading.sentence, denial.first, denial.last, Quantity(interval=None), counted)
        draft.modality = "denied"
        self.voices.give(draft, scope.denier(denial.verb))
        if counted.of is None and draft.origin is not None and len(draft.origin.parties) == 1:
            party = draft.origin.parties[0]  # "North Korea denied that it had sent soldiers"
            counted.of = party if len(party) == 2 and party.isupper() else None
        draft.place = scope.place_between(denial.first, denial.last)
        draft.as_of, draft.said_on = scope.times_between(denial.first, denial.last)
        draft.note_told()
        return draft


def _tie(drafts: list[Draft]) -> None:
    """Tie the drafts of a sentence as their figures are tied."""
    drafted = {id(draft.figure): draft for draft in drafts if draft.figure is not None}
    for draft in drafted.values():
        ties = draft.figure.links if draft.figure is not None else ()
        draft.links += [(kind, drafted[id(other)]) for kind, other in ties if id(other) in drafted]


def _draft(
    sentence: Sentence, first: int, last: int, quantity: Quantity, counted: Counted, figure: Figure | None = None
) -> Draft:
    """The draft of what tokens[first:last] state."""
    return Draft(sentence.tokens[first].start, sentence.tokens[last - 1].end, sentence, quantity, figure, counted)
