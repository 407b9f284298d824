"""A check → all that the pages show of it until the articles are read again; nothing in it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consistency.corrections import plain
from consistency.reconciliation import Rows
from consistency.rendering.outline import Chapter, chapter
from consistency.review.queue import Queue, entry
from consistency.review.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.annotations import Checked
    from consistency.model import Claim, Finding, Topic


@dataclass(slots=True)
class Snapshot:
    """misread: claims as they were read before somebody corrected or struck them. titles:
    of the rules, by id. about: the ids of the findings that a decision on a target, by kind and name, speaks of.
    """

    checked: Checked
    queue: Queue = field(init=False)
    about: dict[tuple[str, str], list[str]] = field(init=False)
    texts: Texts = field(init=False)
    misread: dict[str, Claim] = field(init=False)
    titles: dict[str, str] = field(init=False)
    _rows: dict[str, int] = field(init=False)
    _speakers: dict[str, Claim] | None = field(init=False, default=None)
    _facts: dict[str, Claim] = field(init=False)
    _topics: dict[tuple[str, str], Topic] = field(init=False)
    _by_topic: dict[tuple[str, str], list[Finding]] = field(init=False)

    def __post_init__(self) -> None:
        report = self.checked.report
        given = report.claims
        ids = given.given["claim_id"] if isinstance(given, Rows) else [claim.claim_id for claim in given]
        self._rows = {name: row for row, name in enumerate(ids)}
        self._facts = {fact.claim_id: fact for rule in report.rules for fact in rule.facts}
        self._topics = {(topic.rule, topic.topic): topic for topic in report.topics}
        self._by_topic = {}
        for finding in report.findings:
            self._by_topic.setdefault((finding.rule, finding.topic), []).append(finding)
        self.misread = {claim.claim_id: claim for claim in report.misread}
        self.titles = {rule.id: rule.title for rule in report.rules}
        told = {claim.document for one in report.findings for claim in self._sides(one)}
        self.texts = Texts(self.checked.files, {*told, *(claim.document for claim in report.misread)})
        kept = self._kept()
        self.queue = Queue(
            tuple(entry(one, self._sides(one), self.title(one), kept.get(one.id)) for one in report.findings)
        )

        self.about = {}
        for one in self.queue.entries:
            targets = [("finding", one.finding.id), *(("pair", pair.fingerprint) for pair in one.finding.pairs)]
            targets += [("claim", name) for name in dict.fromkeys(name for side in one.finding.sides for name in side)]
            for target in targets:
                self.about.setdefault(target, []).append(one.finding.id)

    def claim(self, name: str) -> Claim | None:
        """A claim as it stands, or a reference figure of a rule."""
        if name in self._facts:
            return self._facts[name]
        return self.read(name)

    def read(self, name: str) -> Claim | None:
        """A claim that was read in an article."""
        return self.checked.report.claims[self._rows[name]] if name in self._rows else None

    def first(self, name: str) -> Claim | None:
        """A claim as it was read before anybody put it right or struck it."""
        return self.misread.get(name) or self.read(name)

    def sides(self, finding: Finding) -> list[list[Claim]]:
        """The claims on each side of a finding."""
        return [[claim for name in side if (claim := self.claim(name))] for side in finding.sides]

    def title(self, finding: Finding) -> str:
        """What a finding's topic is called."""
        topic = self._topics.get((finding.rule, finding.topic))
        return topic.title if topic is not None else self.titles.get(finding.rule, finding.rule)

    def chapter(self, finding: Finding) -> Chapter | None:
        """The topic of a finding as it is told, for its picture."""
        key = (finding.rule, finding.topic)
        topic = self._topics.get(key)
        if topic is None:
            return None
        claims = {name: claim for name in topic.claims if (claim := self.claim(name))}
        return chapter(topic, claims, sorted(self._by_topic[key], key=lambda one: one.weight))

    def speakers(self) -> dict[str, Claim]:
        """A claim of each source that findings name, by its name in plain letters; found when it is first asked for."""
        if self._speakers is None:
            claims = (claim for one in self.checked.report.findings for claim in self._sides(one))
            self._speakers = {plain(name): claim for claim in claims for name in (claim.source, *claim.origins) if name}
        return self._speakers

    def _sides(self, finding: Finding) -> Iterable[Claim]:
        return (claim for side in self.sides(finding) for claim in side)

    def _kept(self) -> dict[str, str]:
        """Why findings are accepted by a comment in an article, by id; only of those that are in all of theirs."""
        told: dict[str, list[str | None]] = {}
        for one in self.checked.annotations:
            told.setdefault(one.id, []).append(one.accepted if one.in_article else None)
        return {name: reasons[0] for name, reasons in told.items() if reasons[0] and all(reasons)}
