"""One topic of a report → its picture as an SVG file that stands alone, with a title and a legend."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from consistency.rendering import marks, timeline
from consistency.rendering.inert import one_line
from consistency.rendering.outline import outline
from consistency.rendering.templates import source

if TYPE_CHECKING:
    from consistency.model import Report, Topic

WIDTH, LEFT, RIGHT, HEAD = 880, 72, 40, 44  # px: the file, beside the plot, above it
LINE = 26  # px between lines of the legend


def render(report: Report, topic: Topic) -> str | None:
    """The SVG of `topic`, or None where it has too little to draw."""
    told = outline(report)
    chapter = next(one for one in told.chapters if one.topic == topic)
    looks = marks.looks(report)
    picture = timeline.draw(chapter, looks, titled=True)
    if picture is None:
        return None
    below = HEAD + picture.height + 22
    height = below + LINE * len(picture.boxes)
    legend = "".join(
        f'<svg class="mark c{marks.look(box.claim.parties, looks)[0]}{marks.manner(box.claim)}" x="{LEFT + 12}" '
        f'y="{below + LINE * index}"><use href="#s{marks.look(box.claim.parties, looks)[1]}"/>'
        f'<text class="n" y="4">{box.statement.letter}</text>'
        f'<text class="l" x="20" y="4">{escape(marks.described(box).partition(": ")[2])}</text></svg>'
        for index, box in enumerate(picture.boxes)
    )
    style = source("palette.css") + source("timeline.css") + source("alone.css")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img"><title>{escape(one_line(topic.title))}</title><style>{style}</style>'
        f'{source("timeline-defs.svg")}<rect class="paper" width="100%" height="100%"/>'
        f'<text class="h" x="{LEFT}" y="30">{escape(one_line(topic.title))}</text>'
        f'<svg x="{LEFT}" y="{HEAD}" width="{WIDTH - LEFT - RIGHT}" height="{picture.height}">'
        f"{picture.body}</svg>{legend}</svg>\n"
    )
