"""A report → report.html: one file that needs no network, no server and, to be complete, no script.

What an article says is only ever text on this page. Jinja2 escapes every value, `inert` takes the sting out of
controls and bidirectional overrides first, and a Content-Security-Policy lets nothing run or load but this
page's own script and style, named by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from consistency.model import SEVERITIES, Camp, Claim, Finding, Report, Topic
from consistency.rendering import dates, marks, timeline, wording
from consistency.rendering.inert import inert, one_line
from consistency.rendering.outline import Chapter, Outline, Statement, gathered, letter, outline, speaker
from consistency.rendering.quoting import answers_to, quote_parts, shortened
from consistency.rendering.templates import source
from consistency.rendering.verdicts import CREED, TELLINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 3  # statements a side of a finding before the rest is folded away
TIP_LENGTH = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a finding: the statements shown at once and those folded under."""

    shown: tuple[Statement, ...]
    folded: tuple[Statement, ...]


def render(report: Report) -> str:
    """The text of report.html."""
    told = outline(report)
    numbers = marks.looks(report)
    environment = _environment(told, numbers)
    style = "".join(source(name) for name in ("palette.css", "report.css", "timeline.css")) + _tip_rules()
    script = source("report.js")
    return environment.get_template("report.html.j2").render(
        headline=_headline(told),
        read=_read(report),
        creed=CREED,
        outline=told,
        drawings=[timeline.draw(chapter, told, numbers) for chapter in told.chapters],
        left_out=_left_out(told),
        problems=report.problems,
        severities=SEVERITIES,
        tellings=TELLINGS,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        defs=Markup(source("timeline-defs.svg")),
    )


def _environment(told: Outline, numbers: marks.Looks) -> Environment:
    environment = Environment(
        loader=PackageLoader("consistency.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: inert(value) if type(value) is str else value,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(look=lambda parties: marks.look(parties, numbers), counted=wording.counted)
    environment.globals["manner"] = marks.manner
    environment.tests["linkable"] = lambda document: re.match(r"https?://", document) is not None
    environment.filters.update(
        anchor=anchor,
        answers_to=answers_to,
        body=lambda drawing: Markup(drawing.body),
        camp_figure=lambda camp, unit: wording.figure(camp.interval, unit),
        camp_letters=_camp_letters,
        camp_voices=_camp_voices,
        data=_data,
        gap=wording.gap,
        moment=dates.moment,
        quote_parts=quote_parts,
        shortened=lambda quote: shortened(quote, TIP_LENGTH),
        sides=lambda finding: _sides(finding, told),
        span=dates.span,
        speaker=speaker,
        stated=wording.stated,
        voices=_voices,
    )
    return environment


def _tip_rules() -> str:
    """For each letter, the rule that shows its tip while its mark is pointed at or has the focus."""
    letters = [letter(index) for index in range(timeline.MOST_MARKERS)]
    shown = (f".picture:has(.m{one}:hover) .t{one},.picture:has(.m{one}:focus) .t{one}" for one in letters)
    return ",".join(shown) + "{display:block}\n"


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


def _left_out(told: Outline) -> list[tuple[Topic, Claim, str]]:
    return [
        (chapter.topic, told.claims[left.claim], left.why)
        for chapter in told.chapters
        for left in chapter.topic.uncompared
    ]


def anchor(target: Finding | Topic) -> str:
    """The id of a finding's or topic's element; the same in every run."""
    raw = f"f-{target.id}" if isinstance(target, Finding) else f"t-{target.rule}-{target.topic}"
    return re.sub(r"[^A-Za-z0-9_-]+", "-", raw).strip("-")


def _sides(finding: Finding, told: Outline) -> list[Side]:
    sides = [gathered(told.claims[claim] for claim in side) for side in finding.sides]
    return [Side(shown=side[:MOST_SHOWN], folded=side[MOST_SHOWN:]) for side in sides]


def _camp_letters(camp: Camp, chapter: Chapter) -> str:
    letters = {chapter.letters[claim] for claim in camp.claims if claim in chapter.letters}
    return wording.listed(sorted(letters, key=lambda one: (len(one), one)))


def _camp_voices(camp: Camp) -> str:
    if not camp.parties:
        return "no independent party"
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
