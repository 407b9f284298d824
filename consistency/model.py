"""The types that travel: Article → Claim → Finding → Report, each frozen, each documented field by field.

No logic lives here beyond a type's own invariants. Unknown is None, never a guess; sequences are tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from consistency.intervals import Interval
    from consistency.problems import Problem

Kind = Literal["level", "increase", "decrease"]
Modality = Literal["asserted", "estimated", "projected", "planned", "denied"]
LinkKind = Literal["restates", "share_of", "part_of", "from", "to", "same_as"]
Verdict = Literal["agreement", "contradiction", "explained", "change", "denial", "borne_out", "not_borne_out"]
Severity = Literal["error", "warning", "note", "none"]
Measure = Literal["constant", "total", "stock"]
Role = Literal["title", "deck", "body"]
Days = tuple[date, date]  # first and last day, inclusive

MODALITIES: tuple[Modality, ...] = ("asserted", "estimated", "projected", "planned", "denied")
KINDS: tuple[Kind, ...] = ("level", "increase", "decrease")
VERDICTS: tuple[Verdict, ...] = (
    "contradiction", "denial", "explained", "change", "agreement", "not_borne_out", "borne_out",
)  # fmt: skip
# A rule's kind → what it says must hold.
RULE_KINDS = {
    "level": "figures for one thing can be true together",
    "sum": "the whole can be the sum of its parts",
    "ceiling": "the lower is never more than the upper",
    "share": "a share, what it is taken of and what it amounts to fit",
    "conversion": "a figure given again in another unit is the same",
    "arithmetic": "a change fits the levels it leads from and to, and a headline fits its text",
    "denial": "what one source denies, no other asserts",
}
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of an article's text that is read for claims: `text[start:end]`."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read.

    document: URL or id as given, else the file's POSIX path relative to the repository root or working directory.
    path: the file it came from, as the user named it, for problems.
    text: the whole text into which every offset points (the file as decoded, or the `text` of a JSON line).
    sections: the parts of `text` that are prose, in order; front matter, datelines and markup lie outside.
    title, outlet, language, published: as the article states them, else None. `published` is ISO 8601, as
        precise as known (2025-03, 2024-11-30, 2024-11-30T10:12); `language` is a language pack's code.
    """

    document: str
    path: str
    text: str
    sections: tuple[Section, ...]
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A magnitude as stated.

    interval: the numbers that the words allow, in `unit`; None where an existence is denied ("no troops are there").
    unit: count, percent, percentage_point, an ISO 4217 code, or a Pint expression in full names; as written, never
        converted.
    approximate: marked as inexact ("about 3,000"). vague: no number was named ("several thousand").
    resolution: the step that the digits suggest (12,000 → 1000; 1,294 → 1), in `unit`, or None.
    worded_share: the figure is a fraction in words ("a third"), which is coarser than its digits.
    """

    interval: Interval | None
    unit: str = "count"
    approximate: bool = False
    vague: bool = False
    resolution: float | None = None
    worded_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two claims of one statement: this claim `kind`s the claim `to`."""

    to: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One stated magnitude of something, said by someone, at some time.

    claim_id: stable; the same quote in the same document keeps it when other text changes.
    document, title, outlet, language, published: of the article (see `Article`).
    in_title: the figure stands in the headline or deck.
    start, end: `article.text[start:end] == text`, always.
    quote, quote_start: the sentence around it and where that begins; `quote[start - quote_start:][:len(text)] == text`.
    line, column: where the figure stands in the article, counted from 1, in characters.
    subject: the concept counted, an English singular from the vocabulary, else the head noun's lemma, or None.
    of: whose, ISO 3166 alpha-2, or None.
    place: where, from country code to the finest English name, e.g. ("RU", "Kursk"); empty where it is not said.
    predicate: what is said of the subject (deployed, launched, …), or None. event: the happening, or None.
    source: who says it as the text names it, or None for the article's own voice.
    origins: one spelling each of who stands behind the figure. parties: whom they answer to, which independence counts.
    via: the agency or outlet that the article relays, or None.
    as_of: when the figure is said to hold; said_on: when the source spoke; None where the text does not say.
    sketch: MinHash of the article's text, by which near-copies are known.
    inferred: which of subject, of, place and event the article tells around the figure, and not its own sentence.
    corrected: which fields a reviewer has put right.
    """

    claim_id: str
    document: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    in_title: bool = False
    start: int
    end: int
    text: str
    quote: str
    quote_start: int
    line: int = 1
    column: int = 1
    quantity: Quantity
    subject: str | None = None
    of: str | None = None
    place: tuple[str, ...] = ()
    predicate: str | None = None
    event: str | None = None
    kind: Kind = "level"
    modality: Modality = "asserted"
    source: str | None = None
    origins: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    via: str | None = None
    as_of: Days | None = None
    said_on: Days | None = None
    links: tuple[Link, ...] = ()
    sketch: str = ""
    inferred: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which claims a rule is about. Every key given must fit; an empty one asks nothing.

    subject, predicate: any of these. of, place, event: this one; a claim whose place is unknown still fits,
    one with another place does not. dimension: a Pint dimension name or "count", "share", "money".
    """

    subject: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    predicate: tuple[str, ...] = ()
    event: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold between figures, and how strictly (one YAML file; the id is the file's name).

    measure: how the truth itself may move; None takes the subject's default. holds, lag: days; None takes the
    subject's default. slack: share of the value that an approximate figure may be off. losses: what is
    subtracted from a stock, from nothing to all. same: claim keys that split the matches into topics.
    whole, parts: what a sum adds up to, and what it adds; of a share, of what it is taken and what it amounts to.
    lower, upper: of a ceiling, what may not be more than what. All of them lie within `about`.
    facts: reference figures as claims, held against every article. examples: as written, run by `rules test`;
    example_places: the file and line in which each of them begins, in the same order. path: the file, for messages.
    """

    id: str
    title: str
    kind: str
    path: str
    about: Selector
    same: tuple[str, ...] = ()
    measure: Measure | None = None
    holds: int | None = None
    lag: int | None = None
    slack: float = 0.1
    losses: Selector | None = None
    whole: Selector | None = None
    parts: tuple[Selector, ...] = ()
    lower: Selector | None = None
    upper: Selector | None = None
    severity: Severity = "warning"
    why: str = ""
    facts: tuple[Claim, ...] = ()
    examples: tuple[tuple[str, tuple[tuple[dict[str, str], ...], ...]], ...] = ()
    example_places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """A largest set of claims that can all be true at once, with the values and days that they share.

    interval is in the topic's unit. parties count independent voices: a part of the whole ("10,000 of them in
    Kursk") belongs to a camp and lends it no party.
    """

    claims: tuple[str, ...]
    interval: Interval
    origins: tuple[str, ...]
    parties: tuple[str, ...]
    as_of: Days | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncompared:
    """A claim that a rule matched and did not compare, and why ("projection")."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The claims that speak of one thing under one rule, by claim id. `unit` is what its figures are compared in."""

    rule: str
    topic: str
    title: str
    unit: str
    claims: tuple[str, ...]
    camps: tuple[Camp, ...]
    uncompared: tuple[Uncompared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two clashing figures. The fingerprint holds who said which figure and no path, quote or count."""

    fingerprint: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far apart the nearest stated ends are, in `unit`; ratio is larger over smaller, or None over zero."""

    absolute: float
    ratio: float | None
    unit: str


class Words:
    """What a finding says: its message and its steps, made when they are first asked for, as most are only counted."""

    __slots__ = ("_make", "_told")

    def __init__(self, make: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        self._make = make
        self._told: tuple[str, tuple[str, ...]] | None = None

    @classmethod
    def said(cls, message: str, because: tuple[str, ...] = ()) -> Words:
        """Words that are known already."""
        return cls(lambda: (message, because))

    @property
    def told(self) -> tuple[str, tuple[str, ...]]:
        if self._told is None:
            self._told = self._make()
        return self._told

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told)

    def __repr__(self) -> str:
        return f"Words{self.told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict on a topic: what clashes or corroborates, by how much, and each step that led there."""

    id: str
    rule: str
    topic: str
    verdict: Verdict
    severity: Severity
    sides: tuple[tuple[str, ...], ...]
    pairs: tuple[Pair, ...]
    gap: Gap | None
    words: Words

    @property
    def message(self) -> str:
        """One sentence that a reader understands."""
        return self.words.told[0]

    @property
    def because(self) -> tuple[str, ...]:
        """Each step that led there."""
        return self.words.told[1]

    @property
    def weight(self) -> tuple[int, int, str, str, str]:
        """What sorts findings: the severest first, then by verdict, then by where they belong."""
        return (SEVERITIES.index(self.severity), VERDICTS.index(self.verdict), self.rule, self.topic, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody has settled: one record of the decision store (see `consistency.decisions`).

    target, id: what it is on: a `pair` of figures that clash, by its fingerprint; a `finding`; a `claim`; or a
    `decision`, by its `act`. decision: one of `consistency.decisions.words`, or a word of others. why: the reason.
    note: what else there is to say. by: who. when: the day on which it was made; at: the moment, as
    2025-01-31T09:30:00.123Z, which orders what was decided on two branches; until: the last day on which it holds, or
    None for good. rule, topic: what was decided on, for readers of the file; no sentence of an article stands in it.
    act: a name that all records of one stroke share, by which it can be undone. correction: of a claim that was
    misread, the fields that are otherwise, with their values; None where it is no claim at all, and empty where it was
    right.
    """

    target: str
    id: str
    decision: str
    why: str
    note: str | None = None
    by: str | None = None
    when: date | None = None
    at: str | None = None
    until: date | None = None
    rule: str | None = None
    topic: str | None = None
    act: str | None = None
    correction: tuple[tuple[str, object], ...] | None = None

    def holds(self, day: date) -> bool:
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a run found. `claims` hold every claim read, in reading order of sorted documents, as a tuple, or
    as a sequence that makes them as they are asked for where they came in a table.

    decided: the decisions that hold on the day of the run. misread: the claims that one of these corrected or struck,
    as they were read.
    """

    articles: int
    claims: Sequence[Claim]
    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    decided: tuple[Decision, ...] = ()
    misread: tuple[Claim, ...] = ()
