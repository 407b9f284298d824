"""A report → report.html: one file that needs no network, no server and, to be complete, no script.

What an article says is only ever text on this page. Jinja2 escapes every value, `inert` takes the sting out of
controls and bidirectional overrides first, and a Content-Security-Policy lets nothing run or load but this
page's own script and style, named by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from math import ceil, floor, log2
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from consistency.intervals import Interval
from consistency.model import SEVERITIES, Camp, Claim, Finding, Report, Topic
from consistency.rendering import dates, marks, timeline, wording
from consistency.rendering.inert import inert, one_line
from consistency.rendering.outline import Chapter, Outline, Statement, gathered, outline, speaker
from consistency.rendering.quoting import answers_to, quote_parts
from consistency.rendering.templates import source
from consistency.rendering.verdicts import CREED, TELLINGS, WHYS, decided, reworded, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 3  # statements a side of a finding before the rest is folded away
MOST_LINES = 12  # findings of a verdict told at once on the first screen
LOWEST, MOST_SIZES = 160, 8  # px: the lowest topic; each further size is twice as high


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a finding: the statements shown at once and those folded under."""

    shown: tuple[Statement, ...]
    folded: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A finding's message for the first screen: what it is about, what is said, and the facts of the difference."""

    about: str
    said: str
    facts: str


def render(report: Report) -> str:
    """The text of report.html."""
    told = outline(report)
    numbers = marks.looks(report)
    environment = page_environment(told, numbers)
    style = "".join(source(name) for name in ("palette.css", "report.css", "timeline.css"))
    script = source("tips.js") + source("report.js")
    return environment.get_template("report.html.j2").render(
        headline=_headline(told),
        read=_read(report),
        creed=CREED,
        outline=told,
        drawings=[timeline.draw(chapter, numbers) for chapter in told.chapters],
        left_out=_left_out(told),
        problems=report.problems,
        severities=SEVERITIES,
        tellings=TELLINGS,
        most_lines=MOST_LINES,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        defs=Markup(source("timeline-defs.svg")),
    )


def page_environment(told: Outline, numbers: marks.Looks, loader: BaseLoader | None = None) -> Environment:
    """What pages are rendered by: every value escaped and inert, and the words for figures, days and voices.

    told: what cards of findings look into. numbers: of the parties (see `marks.looks`). loader: of the templates; None
    loads those of the report.
    """
    environment = Environment(
        loader=loader or PackageLoader("consistency.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: inert(value) if type(value) is str else value,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(look=lambda parties: marks.look(parties, numbers), counted=wording.counted)
    environment.globals.update(manner=marks.manner, size=_size, explained_below=True)
    environment.globals.update(standings=told.standings, corrections=told.corrections, misread=told.misread)
    lettered = {(chapter.topic.rule, chapter.topic.topic): chapter.letters for chapter in told.chapters}
    titles = {(chapter.topic.rule, chapter.topic.topic): chapter.topic.title for chapter in told.chapters}
    environment.tests["linkable"] = lambda document: re.match(r"https?://", document) is not None
    environment.filters.update(
        anchor=anchor,
        answers_to=answers_to,
        body=lambda drawing: Markup(drawing.body),
        camp_figure=_camp_figure,
        camp_letters=_camp_letters,
        camp_voices=_camp_voices,
        data=_data,
        decided=decided,
        gap=wording.gap,
        line=lambda finding: _line(finding, titles.get((finding.rule, finding.topic), "")),
        listed_below=lambda finding: (finding.rule, finding.topic) in lettered,
        moment=dates.moment,
        reworded=reworded,
        spoken=spoken,
        quote_parts=quote_parts,
        sides=lambda finding: _sides(finding, told, lettered.get((finding.rule, finding.topic), {})),
        span=dates.span,
        speaker=speaker,
        stated=wording.stated,
        voices=_voices,
    )
    return environment


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _headline(told: Outline) -> str:
    found = len(told.with_verdict("contradiction"))
    if not told.findings:
        return "Nothing to compare"
    return wording.counted(found, "contradiction").capitalize() + " found"


def _read(report: Report) -> str:
    published = [days for claim in report.claims if claim.published and (days := dates.days_of(claim.published))]
    starts = sorted(first for first, _ in published)
    when = f", published {dates.months(starts[0], starts[-1])}" if starts else ""
    articles, claims = wording.counted(report.articles, "article"), wording.counted(len(report.claims), "claim")
    if not report.claims:
        return f"Read: {articles}. No claim with a figure was found."
    topics = wording.counted(len(report.topics), "topic")
    return f"Read: {articles}{when}. They make {claims} with a figure, on {topics}."


def _left_out(told: Outline) -> list[tuple[str, list[tuple[Topic, Claim]]]]:
    """Each reason for which claims were not compared, the most frequent first, with these and their topics."""
    found: dict[str, list[tuple[Topic, Claim]]] = {}
    for chapter in told.chapters:
        for left in chapter.topic.uncompared:
            found.setdefault(WHYS.get(left.why, left.why), []).append((chapter.topic, told.claims[left.claim]))
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def anchor(target: Finding | Topic) -> str:
    """The id of a finding's or topic's element; the same in every run."""
    raw = f"f-{target.id}" if isinstance(target, Finding) else f"t-{target.rule}-{target.topic}"
    return re.sub(r"[^A-Za-z0-9_-]+", "-", raw).strip("-")


def _line(finding: Finding, title: str) -> Line:
    """A message in its parts: "Title: A says 1, B 2: 1 apart, both as of 1 May." """
    about, said = "", finding.message.removesuffix(".")
    if title and said.startswith(f"{title}: "):
        about, said = title, said.removeprefix(f"{title}: ")
    said, _, facts = said.rpartition(": ") if about and ": " in said else (said, "", "")
    if finding.gap and finding.verdict == "contradiction":
        apart = wording.gap(finding.gap)
        facts = " · ".join(filter(None, [facts, apart.partition(", ")[2] if " apart" in facts else apart]))
    return Line(about=about, said=said, facts=facts)


def _sides(finding: Finding, told: Outline, letters: dict[str, str]) -> list[Side]:
    """The sides of a finding, each statement under the letter that it has in its topic."""
    sides = []
    for side in finding.sides:
        said = [
            replace(one, letter=letters.get(one.claim.claim_id, ""))
            for one in gathered(told.claims[claim] for claim in side)
        ]
        sides.append(Side(shown=tuple(said[:MOST_SHOWN]), folded=tuple(said[MOST_SHOWN:])))
    return sides


def _size(chapter: Chapter, drawing: timeline.Picture | None) -> int:
    """About how high a topic will be, as a power of two: what the browser reckons with until it has laid it out."""
    height = LOWEST + (drawing.height + 80 if drawing else 0) + 45 * len(chapter.statements)
    height += 40 * len(chapter.topic.camps) + 300 * len(chapter.findings)
    return min(max(round(log2(height / LOWEST)), 0), MOST_SIZES - 1)


def _camp_figure(camp: Camp, unit: str) -> str:
    """The values that a camp shares; of things counted the whole ones, where there are any."""
    shared = camp.interval
    if unit == "count" and shared.closed == "both" and shared.low is not None and shared.high is not None:
        low, high = ceil(shared.low), floor(shared.high)
        shared = Interval(low=low, high=high) if low <= high else shared
    return wording.figure(shared, unit)


def _camp_letters(camp: Camp, chapter: Chapter) -> str:
    letters = {chapter.letters[claim] for claim in camp.claims if claim in chapter.letters}
    return wording.listed(sorted(letters, key=lambda one: (len(one), one)))


def _camp_voices(camp: Camp) -> str:
    if not camp.parties:
        return "none of them speaks of the whole"
    independent = wording.counted(len(camp.parties), "party", "independent parties")
    return f"{independent}: {wording.territories(camp.parties)}"


def _voices(drawing: timeline.Picture) -> list[tuple[str, Claim]]:
    """Each set of parties in a picture with a claim of theirs, for the legend."""
    found: dict[tuple[str, ...], Claim] = {}
    for box in drawing.boxes:
        found.setdefault(box.claim.parties, box.claim)
    return [(wording.territories(parties) or "no party named", claim) for parties, claim in found.items()]


def _data(chapter: Chapter) -> Markup:
    """The attributes of a topic by which the page's script filters."""
    claims = [statement.claim for statement in chapter.statements]
    spans = [statement.days for statement in chapter.statements if statement.days]
    values: dict[str, Any] = {
        "source": _lines([speaker(claim) for claim in claims]),
        "place": _lines([wording.territory(place) for claim in claims for place in claim.place]),
        "from": min((days[0] for days in spans), default=""),
        "to": max((days[1] for days in spans), default=""),
    }
    return Markup(" ").join(Markup('data-{}="{}"').format(name, value) for name, value in values.items())


def _lines(names: Sequence[str]) -> str:
    return "\n".join(sorted({one_line(name) for name in names}))
