"""The desk, and what a request asks for → the HTML of a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from consistency.decisions import ACCEPTED, CONFIRMED, DIFFERENT, FINE, LATER, words
from consistency.decisions.standings import DISPUTED, OPEN
from consistency.model import SEVERITIES, Report
from consistency.reconciliation.fingerprints import short
from consistency.rendering import marks, timeline, wording
from consistency.rendering.boxes import between
from consistency.rendering.html import page_environment
from consistency.rendering.outline import outline
from consistency.rendering.templates import source
from consistency.rendering.verdicts import TELLINGS, reworded, spoken
from consistency.review.panes import pane
from consistency.review.queue import ALL, FLAGGED, MOST, STATES, UNSEEN, Filter
from consistency.review.safety import TOKEN, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from consistency.decisions import Decision
    from consistency.model import Claim, Finding
    from consistency.review.desk import Desk
    from consistency.review.panes import Pane
    from consistency.review.queue import Entry

NOTHING = outline(Report(articles=0, claims=(), rules=(), topics=(), findings=(), problems=()))
PER_PAGE = 50
PER_HISTORY = 100
# Every decision on a finding: the word, its button, its key.
BUTTONS = (
    (CONFIRMED, "Confirmed", "c"),
    (DIFFERENT, "Not the same thing", "d"),
    (FINE, "Both fine", "f"),
    (LATER, "Needs another look", "l"),
)
WHY = (
    "outdated",
    "rounding",
    "another place",
    "another group",
    "another time",
    "part of the whole",
    "counted otherwise",
)
NAMES = {**words.NAMES, OPEN: "open", DISPUTED: "reviewers differ", UNSEEN: "not yet seen by me", ALL: "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every page needs to know of a request. by: the reviewer's name, or "" where none was given yet."""

    by: str
    wanted: Filter
    here: str


class Pages:
    """Renders the pages of a desk."""

    def __init__(self, desk: Desk, token: Token) -> None:
        self.desk = desk
        self.token = token
        report = PackageLoader("consistency.rendering")
        own = PackageLoader("consistency.review")
        self.environment = page_environment(NOTHING, {}, ChoiceLoader([own, PrefixLoader({"report": report})]))
        self.environment.globals.update(
            explained_below=False,
            tellings=TELLINGS, names=NAMES, token=token,
            token_name=TOKEN, severities=SEVERITIES, states=STATES, buttons=BUTTONS, reasons=WHY,
        )  # fmt: skip
        self.environment.filters.update(as_shown=as_shown, reworded=reworded, spoken=spoken)

    def queue(self, asked: Asked, page: int, note: str = "") -> str:
        """A page of the queue."""
        desk, wanted = self.desk, asked.wanted
        found = desk.fitting(wanted, asked.by)
        pages = max((len(found) - 1) // PER_PAGE + 1, 1)
        page = min(max(page, 1), pages)
        return self._rendered(
            "queue.html.j2", asked, found=len(found), seen=digest(found), start=(page - 1) * PER_PAGE + 1,
            shown=found[(page - 1) * PER_PAGE : page * PER_PAGE], page=page,
            pages=pages, choices=desk.snapshot.queue.choices, standing=desk.standing, counts=self._counts(),
            total=len(desk.snapshot.queue.entries), note=note, others=tuple({**dict.fromkeys((*STATES, UNSEEN, ALL))}),
        )  # fmt: skip

    def finding(self, asked: Asked, entry: Entry, shown: Mapping[str, str], mistake: Mapping[str, str]) -> str:
        """A finding. shown: the claims that the panes show, as `a` and `b`. mistake: a form that could not be taken."""
        desk, snapshot, finding = self.desk, self.desk.snapshot, entry.finding
        sides = [side for side in snapshot.sides(finding) if side]
        chapter = snapshot.chapter(finding)
        looks: marks.Looks = {}
        drawing = None
        if chapter is not None:
            told = [claim for one in chapter.statements for claim in one.claims]
            looks = marks.looks_of(told, [chapter.topic.claims])
            drawing = timeline.draw(chapter, looks)
        found = desk.fitting(asked.wanted, asked.by)
        at = next((turn for turn, one in enumerate(found, start=1) if one is entry), None)
        return self._rendered(
            "finding.html.j2", asked, entry=entry, finding=finding, panes=self._panes(finding, sides, shown),
            chapter=chapter, drawing=drawing, standing=desk.standing(finding), earlier=desk.earlier(finding),
            at=at, found=len(found),
            before=desk.before(finding.id, asked.wanted, asked.by),
            after=desk.after(finding.id, asked.wanted, asked.by),
            current={name: now for name in _names(sides) if (now := desk.current(name))},
            sources=self._sources(), corrected=self._corrected(sides), misread=snapshot.misread, mistake=mistake,
            look=partial(marks.look, numbers=looks),
        )  # fmt: skip

    def gone(self, asked: Asked, name: str) -> str:
        """In the place of a finding that is no longer there."""
        return self._rendered(
            "gone.html.j2", asked, name=name, successors=self.desk.successors(name), message=self.desk.message(name),
            after=self.desk.after(name, asked.wanted, asked.by), before=self.desk.before(name, asked.wanted, asked.by),
        )  # fmt: skip

    def history(self, asked: Asked, page: int) -> str:
        """All that was decided, the last stroke first."""
        desk = self.desk
        strokes = list(desk.store.ledger.strokes())
        pages = max((len(strokes) - 1) // PER_HISTORY + 1, 1)
        page = min(max(page, 1), pages)
        shown = strokes[(page - 1) * PER_HISTORY : page * PER_HISTORY]
        told = [
            {"records": stroke, "one": stroke[0], "on": self._on(stroke), "where": self._where(stroke[0]),
             "undone": desk.store.ledger.is_undone(stroke[0])}
            for stroke in shown
        ]  # fmt: skip
        return self._rendered("history.html.j2", asked, strokes=told, page=page, pages=pages, total=len(strokes))

    def trouble(self, asked: Asked, title: str, lines: Sequence[str]) -> str:
        """What went wrong, and how to go on."""
        return self._rendered("trouble.html.j2", asked, title=title, lines=lines)

    def _rendered(self, template: str, asked: Asked, **values: Any) -> str:
        desk = self.desk
        last = desk.last(asked.by) if asked.by else []
        return self.environment.get_template(template).render(
            asked=asked, query=asked.wanted.query, reading=desk.is_reading, troubles=desk.trouble,
            problems=desk.snapshot.checked.problems, version=desk.version,
            last=last[0] if last else None, defs=source("timeline-defs.svg"), **values,
        )  # fmt: skip

    def _counts(self) -> dict[str, int]:
        """How many flagged findings are in each state."""
        counts = dict.fromkeys(STATES, 0)
        for one in self.desk.snapshot.queue.entries:
            if one.finding.severity in FLAGGED:
                counts[ACCEPTED if one.kept is not None else self.desk.standing(one.finding).state] += 1
        return counts

    def _panes(self, finding: Finding, sides: list[list[Claim]], shown: Mapping[str, str]) -> list[Pane]:
        """The two that are shown side by side: of a finding with one side, the first two voices of it."""
        if not sides:
            return []
        if len(sides) == 1:
            sides = [[claim] for claim in sides[0][:2]] + ([sides[0][2:]] if sides[0][2:] else [])
        ends = self._ends(finding)
        told = [claim for side in sides for claim in side]
        found = []
        for name, side in zip(("a", "b"), (sides[0], [claim for one in sides[1:] for claim in one]), strict=True):
            if side:
                first = next((claim.claim_id for claim in side if claim.claim_id in ends), None)
                found.append(pane(side, shown.get(name, first), told, self.desk.snapshot.texts))
        return found

    def _ends(self, finding: Finding) -> set[str]:
        """The two claims that the gap of a finding is between, or else those of its first pair."""
        gap, claim = finding.gap, self.desk.snapshot.claim
        apart = [
            (abs(distance - gap.absolute) if gap is not None and distance is not None else inf, pair)
            for pair in finding.pairs
            for distance in [between(claim(pair.a), claim(pair.b), gap.unit) if gap is not None else None]
        ]
        nearest = min(apart, key=lambda one: one[0], default=None)
        return {nearest[1].a, nearest[1].b} if nearest is not None else set()

    def _sources(self) -> list[str]:
        """The sources that findings name, to choose from."""
        return sorted({claim.source for claim in self.desk.snapshot.speakers().values() if claim.source})[:MOST]

    def _corrected(self, sides: list[list[Claim]]) -> dict[str, list[Decision]]:
        """What reviewers have put right of the claims of a finding, by claim."""
        ledger = self.desk.store.ledger
        return {
            name: [one for _, one in each.values()] for name in _names(sides) if (each := ledger.latest("claim", name))
        }

    def _where(self, one: Decision) -> str:
        """What a decision is on, where no finding tells it: the place of a claim, or a rule."""
        found = self.desk.current(one.id) if one.target == "claim" else None
        claim = found[0] if found is not None else None
        return f"{claim.document}:{claim.line}" if claim is not None else one.rule or "something"

    def _on(self, stroke: Sequence[Decision]) -> list[tuple[str, str]]:
        """The findings that a stroke is on: id and message of those that are there."""
        about = self.desk.about(stroke)[:3]
        return [(name, self.desk.message(name) or name) for name in about]


def digest(found: Sequence[Entry]) -> str:
    """A name for some findings, by which a form tells which it was made for."""
    return short([one.finding.id for one in found])


def style() -> str:
    """The style sheet of all pages."""
    own = _own("review.css")
    return "".join(source(name) for name in ("palette.css", "report.css", "timeline.css")) + own


def script() -> str:
    """The script of all pages, which are complete without it."""
    return source("tips.js") + _own("review.js")


def _own(name: str) -> str:
    from importlib.resources import files

    return files("consistency.review").joinpath("static", name).read_text(encoding="utf-8")


def _names(sides: Sequence[Sequence[Claim]]) -> list[str]:
    return [claim.claim_id for side in sides for claim in side]


def address(path: str, wanted: Filter, **more: str) -> str:
    """A path with a filter, and more, as its query."""
    told = "&".join(filter(None, [wanted.query, urlencode({name: value for name, value in more.items() if value})]))
    return f"{path}?{told}" if told else path


def as_shown(claim: Claim) -> dict[str, str]:
    """What the form for a correction holds before anything is changed in it."""
    days = claim.as_of
    return {
        "figure": wording.quantity(claim.quantity).replace("\u00a0", " "),
        "source": claim.source or "",
        "first": days[0].isoformat() if days else "",
        "last": days[1].isoformat() if days else "",
        "subject": (claim.subject or "").replace("_", " "),
    }
