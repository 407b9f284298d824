"""The desk, and what a request asks for → the HTML of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from consistency.decisions import ACCEPTED, CONFIRMED, DIFFERENT, FINE, LATER, UNDONE, words
from consistency.decisions.standings import DISPUTED, OPEN
from consistency.model import SEVERITIES, Report
from consistency.reconciliation.fingerprints import short
from consistency.rendering import marks, timeline
from consistency.rendering.boxes import between
from consistency.rendering.html import page_environment
from consistency.rendering.outline import outline
from consistency.rendering.templates import source
from consistency.rendering.verdicts import TELLINGS
from consistency.review import forms
from consistency.review.panes import chosen, pane
from consistency.review.queue import ALL, FLAGGED, MOST, STATES, UNSEEN, Filter
from consistency.review.safety import TOKEN, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from consistency.decisions import Decision
    from consistency.model import Claim, Finding, Pair
    from consistency.review.desk import Desk
    from consistency.review.queue import Entry

NOTHING = outline(Report(articles=0, claims=(), rules=(), topics=(), findings=(), problems=()))
NO_FIELDS: Mapping[str, str] = MappingProxyType({})
PER_PAGE = 50
PER_HISTORY = 100
MOST_TOLD = 3  # findings of a stroke on many
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
MISREADINGS = (
    "wrong number",
    "wrong unit",
    "wrong day",
    "said by another",
    "of another thing",
    "another place",
    "not a figure of its own",
)
NAMES = {**words.NAMES, OPEN: "open", DISPUTED: "reviewers differ", UNSEEN: "not yet seen by me", ALL: "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every page needs to know of a request. by: the reviewer's name, or "" where none was given yet. here: where
    the page is had again. answers: it is the answer to a form. nameless: a name is wanted first."""

    by: str
    wanted: Filter
    here: str
    answers: bool = False
    nameless: bool = False


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
            misreadings=MISREADINGS, struck=False,
        )  # fmt: skip
        self.environment.filters.update(as_shown=forms.as_shown)

    def queue(
        self, asked: Asked, page: int, *, note: str = "", typed: Mapping[str, str] = NO_FIELDS, done: str = ""
    ) -> str:
        """A page of the queue. note: why a decision was not taken, with what was `typed` of it. done: an act that was
        one on many findings."""
        desk, wanted = self.desk, asked.wanted
        found = desk.fitting(wanted, asked.by)
        everywhere = replace(wanted, state=ALL, severity=wanted.severity or ALL)
        pages = max((len(found) - 1) // PER_PAGE + 1, 1)
        page = min(max(page, 1), pages)
        return self._rendered(
            "queue.html.j2", asked, found=len(found), seen=digest(found), start=(page - 1) * PER_PAGE + 1,
            shown=found[(page - 1) * PER_PAGE : page * PER_PAGE], page=page,
            pages=pages, choices=desk.snapshot.queue.choices, standing=desk.standing, counts=self._counts(asked.by),
            total=len(desk.snapshot.queue.entries), note=note, typed=typed, done=self._done(done),
            elsewhere=0 if found else len(desk.fitting(everywhere, asked.by)),
            everywhere=address("/", everywhere),
            others=(*STATES, UNSEEN, ALL),
        )  # fmt: skip

    def finding(
        self,
        asked: Asked,
        entry: Entry,
        query: Mapping[str, str],
        mistake: Mapping[str, str] = NO_FIELDS,
        note: str = "",
    ) -> str:
        """A finding. query: the claims that its panes show, as `a` and `b`, what is typed already as `why` and `note`,
        and a finding that became it as `was`. mistake: a correction that could not be taken. note: why a decision was
        not."""
        desk, snapshot, finding = self.desk, self.desk.snapshot, entry.finding
        chapter = snapshot.chapter(finding)
        looks: marks.Looks = {}
        drawing = None
        if chapter is not None:
            told = [claim for one in chapter.statements for claim in one.claims]
            looks = marks.looks_of(told, [chapter.topic.claims])
            drawing = timeline.draw(chapter, looks)
        found = desk.fitting(asked.wanted, asked.by)
        at = next((turn for turn, one in enumerate(found, start=1) if one is entry), None)
        shown = self.shown(finding, query)
        claims = [claim for side, _ in shown for claim in side]
        was = query.get("was", "")
        return self._rendered(
            "finding.html.j2", asked, entry=entry, finding=finding, chapter=chapter, drawing=drawing,
            panes=[pane(side, claim, claims, snapshot.texts) for side, claim in shown],
            pair=desk.pair(finding, [claim.claim_id for _, claim in shown]),
            standing=desk.standing(finding), earlier=desk.earlier(finding), at=at, found=len(found),
            before=desk.before(finding.id, asked.wanted, asked.by),
            after=desk.after(finding.id, asked.wanted, asked.by),
            was=desk.past.message(was) if was != finding.id else None, note=note, typed=_typed(query),
            look=partial(marks.look, numbers=looks), **self._correcting(claims, mistake),
        )  # fmt: skip

    def claim(self, asked: Asked, name: str, mistake: Mapping[str, str] = NO_FIELDS) -> str:
        """A claim with what puts it right, one that was struck perhaps."""
        found = self.desk.current(name)
        claim = found[0] if found is not None else None
        assert claim is not None  # the caller has looked
        return self._rendered(
            "claim.html.j2", asked, pane=pane([claim], claim, (), self.desk.snapshot.texts), finding=None, chapter=None,
            struck=self.desk.struck(name), findings=self.desk.findings_of(name),
            look=partial(marks.look, numbers={}), **self._correcting([claim], mistake),
        )  # fmt: skip

    def _correcting(self, claims: Sequence[Claim], mistake: Mapping[str, str]) -> dict[str, Any]:
        """What the forms take that put claims right."""
        desk, names = self.desk, [claim.claim_id for claim in claims]
        speakers = desk.snapshot.speakers().values()
        return {
            "current": {name: now for name in names if (now := desk.current(name))},
            "corrected": {
                name: [one for _, one in each.values()]
                for name in names if (each := desk.store.ledger.latest("claim", name))
            },
            "sources": sorted({claim.source for claim in speakers if claim.source})[:MOST],
            "subjects": sorted({claim.subject.replace("_", " ") for claim in speakers if claim.subject})[:MOST],
            "places": desk.snapshot.queue.choices.places,
            "misread": desk.snapshot.misread,
            "mistake": mistake,
        }  # fmt: skip

    def gone(self, asked: Asked, name: str, typed: Mapping[str, str] = NO_FIELDS, *, undecided: bool = False) -> str:
        """In the place of a finding that is no longer there. undecided: a decision on it could not be taken."""
        desk, queue = self.desk, self.desk.snapshot.queue
        now = desk.past.successor(name, queue)
        return self._rendered(
            "gone.html.j2", asked, undecided=undecided, message=desk.past.message(name), now=now,
            successors=[one for one in desk.past.successors(name, queue) if one is not now], typed=typed,
            after=desk.after(name, asked.wanted, asked.by), before=desk.before(name, asked.wanted, asked.by),
        )  # fmt: skip

    def history(self, asked: Asked, page: int) -> str:
        """All that was decided, the last stroke first."""
        ledger = self.desk.store.ledger
        strokes = list(ledger.strokes())
        pages = max((len(strokes) - 1) // PER_HISTORY + 1, 1)
        page = min(max(page, 1), pages)
        shown = strokes[(page - 1) * PER_HISTORY : page * PER_HISTORY]
        told = [self._stroke(stroke) for stroke in shown]
        return self._rendered("history.html.j2", asked, strokes=told, page=page, pages=pages, total=len(strokes))

    def _stroke(self, stroke: Sequence[Decision]) -> dict[str, Any]:
        """A stroke as the history tells it: back, what it undoes, and whether it does or redoes that; on, the findings
        that it is, or was, on; part, on how much of one."""
        desk, one = self.desk, stroke[0]
        back = desk.store.ledger.undone_by(one) if one.decision == UNDONE else None
        names = desk.about(stroke) or desk.was_about(stroke)
        pairs = len({record.id for record in stroke if record.target == "pair"})
        whole = desk.past.finding(names[0]) if len(names) == 1 else None
        some = pairs and whole is not None and pairs < len(whole.pairs)
        return {
            "one": one, "undone": desk.store.ledger.is_undone(one), "back": back, "count": len(names),
            "on": [(name, desk.past.message(name) or name) for name in names[:MOST_TOLD]],
            "part": f"on {pairs} of its {len(whole.pairs)} conflicts" if some and whole is not None else "",
            "claim": one.id if one.target == "claim" else None, "where": self._where(one),
        }  # fmt: skip

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

    def _counts(self, by: str) -> dict[str, int]:
        """How many flagged findings each state takes; what is open to a reviewer may be in another state, too."""
        desk = self.desk
        counts = dict.fromkeys(STATES, 0)
        for one in desk.snapshot.queue.entries:
            if one.finding.severity in FLAGGED:
                state = ACCEPTED if one.kept is not None else desk.standing(one.finding).state
                counts[state] += 1
                counts[OPEN] += state != OPEN and desk.fits(one, Filter(), by)
        return counts

    def _done(self, act: str) -> tuple[Decision, int] | None:
        """A stroke on findings and on how many, if it holds."""
        made = self.desk.store.ledger.act(act)
        if not made or self.desk.store.ledger.is_undone(made[0]):
            return None
        return made[0], len(self.desk.about(made))

    def typed(self, one: Decision) -> dict[str, str]:
        """What a reviewer had typed of a decision."""
        told = {"why": one.why if one.why != words.NAMES.get(one.decision) else "", "note": one.note or ""}
        return {name: value for name, value in told.items() if value}

    def shown(self, finding: Finding, wanted: Mapping[str, str]) -> list[tuple[list[Claim], Claim]]:
        """The two sides that are held side by side, each with the claim whose article is shown.

        wanted: ids of claims, as `a` and `b`; else those that the gap is between. Of a finding with one side, the first
        two voices of it.
        """
        sides = [side for side in self.desk.snapshot.sides(finding) if side]
        if len(sides) == 1:
            sides = [[claim] for claim in sides[0][:2]] + ([sides[0][2:]] if sides[0][2:] else [])
        ends = self._ends(finding, self.desk.standing(finding).left)
        sides.sort(key=lambda side: ends.isdisjoint(claim.claim_id for claim in side))  # theirs come first
        found = []
        for name, side in (("a", sides[0] if sides else []), ("b", [claim for one in sides[1:] for claim in one])):
            if side:
                first = next((claim.claim_id for claim in side if claim.claim_id in ends), None)
                found.append((side, chosen(side, wanted.get(name, first))))
        return found

    def _ends(self, finding: Finding, left: Sequence[Pair]) -> set[str]:
        """The two claims that the gap of a finding is between, or else those of its first pair; of the pairs that are
        `left`, where there are any."""
        gap, claim = finding.gap, self.desk.snapshot.claim
        apart = [
            (abs(distance - gap.absolute) if gap is not None and distance is not None else inf, pair)
            for pair in left or finding.pairs
            for distance in [between(claim(pair.a), claim(pair.b), gap.unit) if gap is not None else None]
        ]
        nearest = min(apart, key=lambda one: one[0], default=None)
        return {nearest[1].a, nearest[1].b} if nearest is not None else set()

    def _where(self, one: Decision) -> str:
        """What a decision is on, where no finding tells it: the place of a claim, or a rule."""
        found = self.desk.current(one.id) if one.target == "claim" else None
        claim = found[0] if found is not None else None
        return f"{claim.document}:{claim.line}" if claim is not None else one.rule or "something"


def digest(found: Sequence[Entry]) -> str:
    """A name for some findings, by which a form tells which it was made for."""
    return short([one.finding.id for one in found])


def _typed(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query.get(name, "") for name in ("why", "note", "only")}


def address(path: str, wanted: Filter, **more: str) -> str:
    """A path with a filter, and more, as its query."""
    told = "&".join(filter(None, [wanted.query, urlencode({name: value for name, value in more.items() if value})]))
    return f"{path}?{told}" if told else path
