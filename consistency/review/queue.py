"""The findings of a check → a queue: in which order they are looked at, and which of them fit a filter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from consistency.decisions import ACCEPTED, CONFIRMED, DIFFERENT, FINE, LATER
from consistency.decisions.standings import DISPUTED, OPEN
from consistency.model import SEVERITIES, VERDICTS, Finding
from consistency.rendering import dates, wording
from consistency.rendering.outline import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from consistency.decisions import Standing
    from consistency.model import Claim

ALL, UNSEEN = "all", "unseen"
MOST = 500  # names to choose from; others can be typed
FLAGGED = SEVERITIES[:3]
STATES = (OPEN, CONFIRMED, DIFFERENT, FINE, LATER, ACCEPTED, DISPUTED)
SIGNS = {
    **dict.fromkeys(map(ord, "„“”«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚′"), "'"),
    **dict.fromkeys(map(ord, "‐‑–—−"), "-"),
}
GROUPED = re.compile(r"(?<=\d)[,.' ](?=\d{3}(?!\d))")  # what may stand between thousands
# Sorts findings: by severity, then the newest first, then by what weighs more; the id tells apart what is alike.
Place = tuple[int, int, int, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding as the queue knows it. place: what sorts it. words: all that a search looks at, folded.

    title: of its topic. sources, places: by name. first, last: the days of its figures, as ISO 8601, or "" where none
    is known. newest: when the last of its articles was published, or "". kept: why it is accepted in an article itself,
    or None.
    """

    finding: Finding
    place: Place
    title: str
    words: str
    sources: frozenset[str]
    places: frozenset[str]
    first: str
    last: str
    newest: str
    kept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which findings are wanted; what is empty asks nothing, but that `severity` then asks for flagged ones.

    state: a word of STATES, UNSEEN (not yet by who asks) or ALL; empty is OPEN, and OPEN takes what another reviewer
    would have looked at again, or reviewers differ on, until who asks has spoken of it. severity: one of SEVERITIES, or
    ALL. topic, source, place: a part of a name. since, until: days.
    """

    q: str = ""
    state: str = ""
    severity: str = ""
    verdict: str = ""
    rule: str = ""
    topic: str = ""
    source: str = ""
    place: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        """The filter that the query of an address tells; what it tells beside that is passed over."""
        told = {one.name: given[one.name].strip() for one in fields(cls) if one.name in given}
        if told.get("since") and told.get("until"):
            told["since"], told["until"] = sorted((told["since"], told["until"]))
        return cls(**told)

    @property
    def query(self) -> str:
        """The filter as the query of an address."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def is_choosy(self) -> bool:
        """Whether it asks for anything but a state."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "state")

    def takes(self, entry: Entry, standing: Callable[[], Standing], by: str | None) -> bool:
        """Whether a finding is wanted. standing: asked only where it matters. by: who asks, for UNSEEN."""
        finding = entry.finding
        wanted = SEVERITIES if self.severity == ALL else (self.severity,) if self.severity else FLAGGED
        if finding.severity not in wanted:
            return False
        if (self.verdict and finding.verdict != self.verdict) or (self.rule and finding.rule != self.rule):
            return False
        named = ((self.topic, (entry.title,)), (self.source, entry.sources), (self.place, entry.places))
        if any(wanted and not _is_in(wanted, names) for wanted, names in named):
            return False
        if (self.since and entry.last < self.since) or (self.until and not "" < entry.first <= self.until):
            return False
        if self.q and not all(_named(word) in entry.words for word in self.q.split()):
            return False
        return self._is_state(entry, standing, by)

    def _is_state(self, entry: Entry, standing: Callable[[], Standing], by: str | None) -> bool:
        wanted = self.state or OPEN
        if wanted == ALL:
            return True
        if entry.kept is not None:
            return wanted == ACCEPTED
        if wanted == UNSEEN:
            return all(one.decision.by != by for one in standing().opinions)
        found = standing()
        if wanted == OPEN and found.state in (LATER, DISPUTED):
            return all(one.decision.by != by for one in found.opinions)
        return found.state == wanted


def folded(text: str) -> str:
    """Text as it is searched: without case, accents and marks between thousands, quotes and dashes all alike."""
    plain = unicodedata.normalize("NFKD", text.translate(SIGNS)).casefold()
    return GROUPED.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


_named = lru_cache(maxsize=1 << 16)(folded)


def _is_in(wanted: str, names: Iterable[str]) -> bool:
    return any(_named(wanted) in _named(name) for name in names)


def entry(finding: Finding, claims: Iterable[Claim], title: str, kept: str | None) -> Entry:
    """How the queue knows a finding. claims: of its sides. kept: see `Entry`."""
    told = tuple(claims)
    spans = [days for claim in told if (days := dates.held(claim))]
    newest = max((claim.published or "" for claim in told), default="")
    words = [finding.id, finding.message, title, *(claim.quote for claim in told), *(claim.document for claim in told)]
    return Entry(
        finding=finding,
        place=(
            SEVERITIES.index(finding.severity), -_reckoned(newest), VERDICTS.index(finding.verdict),
            finding.rule, finding.topic, finding.id,
        ),
        title=title,
        words=folded("\n".join(words)),
        sources=frozenset(speaker(claim) for claim in told),
        places=frozenset(wording.territory(name) for claim in told for name in claim.place),
        first=min((first.isoformat() for first, _ in spans), default=""),
        last=max((last.isoformat() for _, last in spans), default=""),
        newest=newest,
        kept=kept,
    )  # fmt: skip


def _reckoned(published: str) -> int:
    """A moment as a number that sorts as it does; what is less precise comes first in its span."""
    digits = "".join(sign for sign in published[:16] if sign.isdigit())
    return int(digits.ljust(12, "0")) if digits else 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in a filter."""

    verdicts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def choices(entries: Iterable[Entry]) -> Choices:
    """What the findings of a queue can be told apart by."""
    all_ = tuple(entries)
    found = {one.finding.verdict for one in all_}
    return Choices(
        verdicts=tuple(verdict for verdict in VERDICTS if verdict in found),
        rules=tuple(sorted({one.finding.rule for one in all_})),
        topics=tuple(sorted({one.title for one in all_})[:MOST]),
        sources=tuple(sorted({name for one in all_ for name in one.sources})[:MOST]),
        places=tuple(sorted({name for one in all_ for name in one.places})[:MOST]),
    )


@dataclass(slots=True)
class Queue:
    """The findings of one check, in order. at: where each stands, by id."""

    entries: tuple[Entry, ...]
    at: dict[str, int] = field(init=False)
    choices: Choices = field(init=False)

    def __post_init__(self) -> None:
        self.entries = tuple(sorted(self.entries, key=lambda one: one.place))
        self.at = {one.finding.id: turn for turn, one in enumerate(self.entries)}
        self.choices = choices(self.entries)
