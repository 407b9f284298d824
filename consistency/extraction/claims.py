"""Claims: an article → every numeric claim in it, each with its bounds, unit, subject, source and dates.

Paragraph by paragraph, sentence by sentence: dates and other non-figures are claimed first, then figures are read, then
what each counts, where, when, who says so and how firmly. What a sentence leaves out is taken from the sentences before
it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

import regex

from consistency.articles.sketch import sketch
from consistency.extraction.attributions import Attribution
from consistency.extraction.calendar_days import published_days
from consistency.extraction.counted import Counted
from consistency.extraction.dates import DateReader
from consistency.extraction.exclusions import exclude
from consistency.extraction.figures import FigureReader
from consistency.extraction.origins import Origin, OriginReader
from consistency.extraction.places import PlaceReader
from consistency.extraction.references import Denial, SameAgain, denials, same_again
from consistency.extraction.scope import Scope
from consistency.extraction.sentences import Sentence, paragraphs, sentences
from consistency.extraction.significance import is_claim
from consistency.extraction.speakers import SpeakerReader
from consistency.extraction.stance import StanceReader
from consistency.extraction.stated import Figure
from consistency.extraction.subjects import SubjectReader
from consistency.languages import Pack, codes, load
from consistency.languages.lexicon import NONE
from consistency.model import Article, Claim, Days, Link, Modality, Quantity
from consistency.problems import Problem
from consistency.vocabulary import concept, same_dimension, units

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON, PROTESTER = "person", "protester"
EVIDENCE = frozenset({"elative", "sublative", "delative", "ablative"})


def extract(article: Article, everything: bool = False) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """All claims of an article in reading order, and a problem for what could not be read.

    everything: also the quantities that carry no claim (small cardinals, spans of time).
    """
    if article.language not in codes():
        message = f"no language pack for '{article.language}'; packs: {', '.join(codes())}"
        return (), (Problem(path=article.path, message=message),)
    reader = _Reader(article, load(article.language), everything)
    return reader.read()


@dataclass(slots=True, eq=False)
class Draft:
    """A claim in the making: what was read of one figure, before it is written out."""

    start: int
    end: int
    sentence: Sentence
    quantity: Quantity
    figure: Figure | None
    counted: Counted
    kind: str = "level"
    modality: Modality = "asserted"
    place: tuple[str, ...] = ()
    source: str | None = None
    origin: Origin | None = None
    via: str | None = None
    as_of: Days | None = None
    said_on: Days | None = None
    links: list[tuple[str, Draft]] = field(default_factory=list)


@dataclass(slots=True)
class Speaking:
    """Who speaks: the name as written, and its origin."""

    source: str
    origin: Origin
    kind: str


class _Reader:
    """Reads one article; carries over from sentence to sentence who spoke and what was counted."""

    def __init__(self, article: Article, pack: Pack, everything: bool) -> None:
        self.article = article
        self.pack = pack
        self.everything = everything
        self.published = published_days(article.published)
        self.origins = OriginReader(article)
        self.drafts: list[Draft] = []
        self.speaking: Speaking | None = None
        self.via: str | None = None
        self.countries = countries_named(article.text, pack)
        self.topic: str | None = None  # the people or losses that a sentence without a figure spoke of
        self.nations: dict[str, str] = {}  # what was last counted of whom: subject → country

    def read(self) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        text = self.article.text
        for number, (start, end, in_title) in enumerate(paragraphs(self.article)):
            if triggers(self.pack.code).search(text, start, end) is None:
                continue
            for sentence in sentences(self.article, start, end, self.pack, in_title, number, self.countries):
                self._sentence(sentence)
        return written(self.article, self.drafts, self.origins, self.via)

    # -- one sentence ----------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> None:
        moments = DateReader(sentence, self.published).read()
        exclude(sentence)
        figures = FigureReader(sentence).read()
        inside = {i for f in figures for i in range(f.first, f.last)}
        again = same_again(sentence)
        stated = [(f.first, f.last) for f in figures if not f.is_slight]
        attributions = SpeakerReader(sentence, stated, [(s.first, s.last) for s in again]).read()
        named = {i for a in attributions if a.who for i in range(*a.who)}
        scope = Scope(sentence, moments, PlaceReader(sentence, named).read(), attributions, figures)
        stance, subjects = StanceReader(sentence, figures), SubjectReader(sentence, figures, named)
        speakers = self._speakers(sentence, attributions)
        readings: list[tuple[int, Callable[[], Draft | None]]] = [
            *((f.first, partial(self._figure, sentence, f, subjects, stance, scope, speakers)) for f in figures),
            *((s.first, partial(self._same, sentence, s, scope, speakers)) for s in again),
            *((d.first, partial(self._denial, sentence, d, scope, speakers)) for d in denials(sentence, inside)),
        ]
        begun = len(self.drafts)
        for _, reading in sorted(readings, key=lambda pair: pair[0]):
            draft = reading()
            if draft is not None:
                self.drafts.append(draft)
        self._look_ahead(self.drafts[begun:])
        self.nations.update(mentioned(sentence))
        self.topic = topic_of(sentence) or self.topic

    def _look_ahead(self, drafts: list[Draft]) -> None:
        """A figure without a noun counts what the next one counts: "tavaly ősszel több mint tízezer, … újabb háromezer
        katona jutott".
        """
        for draft, following in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            if (
                draft.figure is None
                or following.figure is None
                or draft.counted.own_noun
                or draft.quantity.unit != following.quantity.unit
            ):
                continue
            link = self.article.text[draft.end : following.start].split(" ")[0].strip()
            first_word = (
                draft.sentence.segments[following.figure.first] - draft.sentence.segments[draft.figure.last - 1]
            )
            if ((link == "," and first_word == 1) or link in self.pack.words["and"]) and following.counted.own_noun:
                draft.counted.subject, draft.counted.of = (
                    following.counted.subject,
                    draft.counted.of or following.counted.of,
                )
                draft.place = draft.place or following.place

    def _speakers(self, sentence: Sentence, attributions: list[Attribution]) -> dict[int, Speaking | None]:
        """The speaker of each attribution, in order; a pronoun or a dropped subject is the last who spoke."""
        found: dict[int, Speaking | None] = {}
        for attribution in attributions:
            speaking = self._speaker(sentence, attribution)
            found[id(attribution)] = speaking
            if speaking is not None:
                self.speaking = speaking
                attribution.relay = speaking.origin.relay is not None
        return found

    def _speaker(self, sentence: Sentence, attribution: Attribution) -> Speaking | None:
        """Who speaks in an attribution; a pronoun or a dropped subject is the last who spoke."""
        if attribution.impersonal:
            return None
        if attribution.who is None:
            return self.speaking
        origin = self.origins.of(sentence, attribution.who)
        if origin.relay:
            self.via = self.via or origin.relay
        return Speaking(named(sentence, *attribution.who), origin, attribution.kind)

    def _figure(self, sentence: Sentence, figure: Figure, subjects: SubjectReader, stance: StanceReader, scope: Scope,
                speakers: dict[int, Speaking | None]) -> Draft | None:  # fmt: skip
        counted = subjects.read(figure)
        if not is_claim(figure, counted, sentence) and not self.everything:
            return None
        tokens = sentence.tokens
        draft = Draft(
            tokens[figure.first].start,
            tokens[max(figure.last, counted.last) - 1].end,
            sentence,
            figure.quantity,
            figure,
            counted,
        )
        self._rate(draft, scope)
        attribution = scope.attribution(figure.first, figure.last)
        draft.kind = stance.kind(figure, counted)
        draft.modality = stance.modality(figure, counted, attribution)
        self._say(draft, attribution, speakers)
        draft.place = scope.place(figure)
        draft.as_of, draft.said_on = scope.times(figure, attribution)
        self._inherit(draft)
        return draft

    def _rate(self, draft: Draft, scope: Scope) -> None:
        assert draft.figure is not None
        per = scope.rate(draft.figure, draft.counted.last)
        if per and draft.quantity.unit not in ("percent", "percentage_point") and "/" not in draft.quantity.unit:
            quantity = draft.quantity
            draft.quantity = Quantity(
                interval=quantity.interval, unit=f"{quantity.unit} / {per}", approximate=quantity.approximate, vague=quantity.vague,
                resolution=quantity.resolution, worded_share=quantity.worded_share,
            )  # fmt: skip

    def _say(self, draft: Draft, attribution: Attribution | None, speakers: dict[int, Speaking | None]) -> None:
        speaking = speakers.get(id(attribution)) if attribution is not None else self._quoted(draft)
        if speaking is not None:
            draft.source, draft.origin = speaking.source, speaking.origin

    def _quoted(self, draft: Draft) -> Speaking | None:
        """Inside a quotation that an earlier sentence opened, the last speaker still speaks."""
        text, start = self.article.text, draft.sentence.start
        paragraph_start = text.rfind("\n", 0, start) + 1
        before = text[paragraph_start:start]
        opened = before.count("„") + before.count("“") - before.count("”") > 0 or before.count('"') % 2 == 1
        if not opened:
            return None
        return self.speaking if self.speaking is not None else None

    # -- what the sentence leaves out ------------------------------------------------------------------------

    def _inherit(self, draft: Draft) -> None:
        counted, unit = draft.counted, draft.quantity.unit
        self._restate(draft)
        if unit.split(" / ")[0] in units("area") and (counted.subject is None or not counted.own_noun):
            counted.subject = "territory"
        before = self._antecedent(draft)
        if (
            counted.subject is None
            and before is not None
            and not counted.own_noun
            and unit in ("count", before.quantity.unit)
        ):
            counted.subject, counted.people = before.counted.subject, before.counted.people
        if counted.subject is None and not counted.own_noun and unit == "count" and before is None:
            counted.subject = topic_of(draft.sentence) or self.topic
        if counted.anaphoric and counted.subject is None and draft.figure is not None:
            counted.subject = topic_of(draft.sentence) or self.topic
        if counted.people and counted.subject is None:
            counted.subject = self._people(draft, before)
        if counted.of is None and concept(counted.subject).owned:
            counted.of = self._nation(draft, before)

    def _restate(self, draft: Draft) -> None:
        """A conversion in brackets says the same as the figure before it: "1,000 sq km (386 square miles)"."""
        previous = self.drafts[-1] if self.drafts else None
        if previous is None or previous.sentence is not draft.sentence or previous.quantity.unit == draft.quantity.unit:
            return
        between = self.article.text[previous.end : draft.start].strip()
        if (
            between.endswith("(")
            and self.article.text[draft.end : draft.end + 1] == ")"
            and len(between) <= 2
            and same_dimension(previous.quantity.unit, draft.quantity.unit)
        ):
            other = previous.counted
            draft.counted = Counted(
                subject=other.subject, of=other.of, predicate=other.predicate, last=draft.counted.last, own_noun=True
            )
            draft.place, draft.as_of, draft.said_on = previous.place, previous.as_of, previous.said_on
            draft.source, draft.origin, draft.kind, draft.modality = (
                previous.source,
                previous.origin,
                previous.kind,
                previous.modality,
            )
            draft.links.append(("restates", previous))

    def _people(self, draft: Draft, before: Draft | None) -> str:
        """People whom the figure before called by what they are: "15,000 North Koreans", "csaknem 700 ezer emberről"."""
        gathered = topic_of(draft.sentence) == PROTESTER or (
            self.topic == PROTESTER and draft.counted.predicate in (None, "took_part", "present")
        )
        if gathered and draft.counted.of is None:
            return PROTESTER
        if (
            before is not None
            and concept(before.counted.subject).people
            and draft.counted.of in (None, before.counted.of)
        ):
            return before.counted.subject or PERSON
        if draft.counted.of is not None:
            return next((d.counted.subject for d in reversed(self.drafts) if is_national(d)), None) or PERSON
        return PERSON

    def _nation(self, draft: Draft, before: Draft | None) -> str | None:
        """Whose, from the figure before, else from the last mention of such a count in the article."""
        if before is not None and before.counted.of and concept(before.counted.subject).owned:
            return before.counted.of
        return self.nations.get(draft.counted.subject or "") or self.nations.get("")

    def _antecedent(self, draft: Draft) -> Draft | None:
        """The last figure of the same paragraph, or of the one before it, that is counted in the same way."""
        for earlier in reversed(self.drafts[-6:]):
            near = draft.sentence.paragraph - earlier.sentence.paragraph <= 1
            alike = earlier.quantity.unit == draft.quantity.unit or (
                draft.counted.anaphoric and earlier.quantity.unit == "count"
            )
            if near and alike and earlier.counted.subject:
                return earlier
        return None

    # -- figures without a number of their own ---------------------------------------------------------------

    def _same(
        self, sentence: Sentence, same: SameAgain, scope: Scope, speakers: dict[int, Speaking | None]
    ) -> Draft | None:
        referent = self._referent(same)
        if referent is None:
            return None
        tokens = sentence.tokens
        counted = Counted(
            subject=same.subject or referent.counted.subject,
            of=same.of or referent.counted.of,
            predicate=referent.counted.predicate,
            last=same.last,
        )
        draft = Draft(
            tokens[same.first].start,
            tokens[same.last - 1].end,
            sentence,
            referent.quantity,
            None,
            counted,
            kind=referent.kind,
        )
        attribution = scope.attribution(same.first, same.last)
        self._say(draft, attribution, speakers)
        draft.modality = "estimated" if attribution is not None and attribution.kind == "estimate" else "asserted"
        draft.place = scope.place_between(same.first, same.last) or referent.place
        draft.as_of, draft.said_on = scope.times_between(same.first, same.last, attribution)
        draft.links.append(("same_as", referent))
        return draft

    def _referent(self, same: SameAgain) -> Draft | None:
        fitting = [
            d
            for d in self.drafts[-8:]
            if d.quantity.interval is not None and (same.subject in (None, d.counted.subject))
        ]
        return fitting[-1] if fitting else None

    def _denial(
        self, sentence: Sentence, denial: Denial, scope: Scope, speakers: dict[int, Speaking | None]
    ) -> Draft | None:
        tokens = sentence.tokens
        counted = Counted(subject=denial.subject, of=denial.of, last=denial.last, own_noun=True)
        draft = Draft(
            tokens[denial.first].start,
            tokens[denial.last - 1].end,
            sentence,
            Quantity(interval=None),
            None,
            counted,
            modality="denied",
        )
        attribution = scope.denier(denial.verb)
        self._say(draft, attribution, speakers)
        draft.place = scope.place_between(denial.first, denial.last)
        draft.as_of, draft.said_on = scope.times_between(denial.first, denial.last, attribution)
        return draft


def named(sentence: Sentence, first: int, last: int) -> str:
    """A speaker's name as written, without the ending that the sentence puts on it."""
    text = sentence.words(first, last)
    if not sentence.pack.inflected:
        ending = next((e for e in sentence.pack.words["name_endings"] if text.endswith(e)), "")
        return text.removesuffix(ending)
    low = sentence.tokens[last - 1].low
    table = sentence.pack.endings["noun"].table
    for n in (4, 3, 2):
        features = table.get(low[-n:], NONE) if len(low) > n + 3 else NONE
        known = any(t.last == last and t.features & EVIDENCE for t in sentence.terms)
        if features & EVIDENCE and "plural" not in features and "owned" not in features and (n > 2 or known):
            return text[:-n]
    return text


def is_national(draft: Draft) -> bool:
    """Whether a draft counts people that may be told by their nation alone."""
    return concept(draft.counted.subject).national


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


@cache
def _country_names(code: str) -> dict[str, str]:
    """Every word for a country in a pack, full names and demonyms, → its code."""
    data = load(code).data
    return {word: key for slot in ("countries", "demonyms") for key, words in data[slot].items() for word in words}


def countries_named(text: str, pack: Pack) -> frozenset[str]:
    """The countries of the pack's short names that an article names in full."""
    short = {*pack.data["short_demonyms"], *pack.data["short_countries"]}
    return frozenset(key for word, key in _country_names(pack.code).items() if key in short and word in text)


# -- writing out ---------------------------------------------------------------------------------------------


def written(
    article: Article, drafts: list[Draft], origins: OriginReader, via: str | None
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of the drafts; one whose span does not re-match the article is withheld and listed as a problem."""
    if not drafts:
        return (), ()
    own = origins.own_voice(via)
    lines = [m.start() for m in regex.finditer("\n", article.text)]
    ids = _ids(article, drafts)
    fingerprint = sketch(article.text)
    claims, problems = [], []
    for draft in drafts:
        claim = _claim(article, draft, ids, own, via, lines, fingerprint)
        if article.text[claim.start : claim.end] == claim.text and claim.text in claim.quote:
            claims.append(claim)
        else:
            problems.append(
                Problem(
                    path=article.path,
                    line=claim.line,
                    column=claim.column,
                    message="a claim's words do not re-match the article",
                )
            )
    return tuple(claims), tuple(problems)


def _claim(
    article: Article,
    draft: Draft,
    ids: dict[int, str],
    own: Origin,
    via: str | None,
    lines: list[int],
    fingerprint: str,
) -> Claim:
    origin = draft.origin or own
    counted = draft.counted
    line = bisect_right(lines, draft.start - 1)
    return Claim(
        claim_id=ids[id(draft)], document=article.document, title=article.title, outlet=article.outlet, language=article.language,
        published=article.published, in_title=draft.sentence.in_title, start=draft.start, end=draft.end,
        text=article.text[draft.start : draft.end], quote=article.text[draft.sentence.start : draft.sentence.end],
        quote_start=draft.sentence.start, line=line + 1, column=draft.start - (lines[line - 1] + 1 if line else 0) + 1,
        quantity=draft.quantity, subject=counted.subject, of=counted.of, place=draft.place, predicate=counted.predicate,
        kind=draft.kind, modality=draft.modality, source=draft.source, origins=origin.names, parties=origin.parties,  # type: ignore[arg-type]
        via=origin.relay or via, as_of=draft.as_of, said_on=draft.said_on, sketch=fingerprint,
        links=tuple(Link(to=ids[id(other)], kind=kind) for kind, other in draft.links if id(other) in ids),  # type: ignore[arg-type]
    )  # fmt: skip


def _ids(article: Article, drafts: list[Draft]) -> dict[int, str]:
    """A claim's id is made from its document, sentence and words, so that text elsewhere does not change it."""
    ids: dict[int, str] = {}
    seen: dict[tuple[str, str], int] = {}
    for draft in drafts:
        quote = " ".join(article.text[draft.sentence.start : draft.sentence.end].split())
        key = (quote, article.text[draft.start : draft.end])
        seen[key] = seen.get(key, 0) + 1
        digest = blake2b(
            "\x1f".join((article.document, *key, str(seen[key]))).encode("utf-8", "surrogatepass"), digest_size=8
        )
        ids[id(draft)] = digest.hexdigest()
    return ids


@cache
def triggers(code: str) -> regex.Pattern[str]:
    """What a paragraph must hold to be read closely: a digit, a number word, a denial or a reference to a figure."""
    pack = load(code)
    data = pack.data
    words = {
        *data["numbers"], *data["scales"], *data["vague"]["plural_scales"], *data["vague"]["plural_groups"], *data["group_nouns"],
        *data["pair_words"], *data["fractions"]["half"], *data["fractions"]["denominators"], *data["halves"]["one_and_a_half"],
        *data["same"]["phrases"], *data["saying"]["deny"],
    }  # fmt: skip
    alternatives = "|".join(sorted(map(regex.escape, words), key=len, reverse=True))
    return regex.compile(rf"\p{{N}}|(?i:\b(?:{alternatives}))")
