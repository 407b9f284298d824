"""One topic → its picture: each statement a box in time × value, as SVG that needs no script.

```
12,000 ┤      ▒▒▒▒▒▒▒▒▒▒▒▒   band: the values that a camp shares
       │  A───┐   (B)        box: from first to last day, from low to high; an open end fades out
 8,000 ┤      └───┘
 added │        ▲ +3,000     flows stand in a lane of their own
       └──┴──────┴──────┴──
```
Time runs in percent of the width and text in pixels, so the same drawing is read on a phone and on a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import inf
from typing import TYPE_CHECKING

from consistency.rendering import dates, marks, wording
from consistency.rendering.axis import TimeAxis, ValueAxis, time_axis, value_axis
from consistency.rendering.boxes import Box, Rift, boxes, rift
from consistency.rendering.placing import label, place, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.model import Finding, Topic
    from consistency.rendering.outline import Chapter
    from consistency.rendering.placing import Placed

TOP, HEIGHT, AXIS = 22, 268, 26  # px: above the plot, the plot itself, the dates below
MARGIN = 2.5  # percent by which bands reach out beside the boxes that they join
MOST_MARKERS = 52
BEYOND = 1.6  # a projection further than this above the highest figure points out of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing: the content of an <svg> of any width and this height, and the boxes that it marks, in order.

    places: where each letter's marker stands, in percent from the left.
    """

    body: str
    height: int
    boxes: tuple[Box, ...]
    places: dict[str, float]


def draw(chapter: Chapter, looks: marks.Looks, *, titled: bool = False) -> Picture | None:
    """The picture of a topic, or None where fewer than two of its statements have both a date and a value."""
    drawn = boxes(chapter.statements, chapter.topic.unit)
    if len(drawn) < 2:
        return None
    levels = [box for box in drawn if box.claim.kind == "level"]
    days = time_axis(box.days for box in drawn)
    flows = rows((box for box in drawn if box.claim.kind != "level"), days)
    bottom = TOP + (HEIGHT if levels else 0)
    base = bottom + marks.LANE_ROW * (1 + max((row.index for row in flows), default=-1))
    values = value_axis(_ends(levels, chapter.topic), top=TOP, bottom=bottom)
    scene = marks.Scene(days=days, values=values, unit=chapter.topic.unit, looks=looks, titled=titled)
    placed = place(levels[:MOST_MARKERS], days, values)
    parts = [
        _grid(values, chapter.topic.unit) if levels else "",
        _dates(days, bottom, base),
        _bands(chapter, scene) if levels else "",
        _rift(rift(_open(chapter), drawn), scene, placed),
        *(marks.box(box, scene) for box in sorted(levels, key=_breadth)),
        *(marks.lead(mark, scene) for mark in placed),
        marks.lane(flows, bottom, scene),
        *(marks.marker(mark, scene) for mark in placed),
    ]
    places = {one.box.statement.letter: one.x for one in placed} | {one.box.statement.letter: one.x for one in flows}
    shown = tuple(box for box in drawn if box.statement.letter in places)
    return Picture(body="".join(parts), height=base + AXIS, boxes=shown, places=places)


def _open(chapter: Chapter) -> list[Finding]:
    """The findings that reviewers have not settled."""
    return [finding for finding in chapter.findings if finding.id not in chapter.settled]


def _breadth(box: Box) -> tuple[int, str]:
    """The longest first, so that short boxes lie on top."""
    return (box.days[0] - box.days[1]).days, box.statement.letter


def _ends(levels: Sequence[Box], topic: Topic) -> list[float]:
    """The values that the picture must hold: all that is said and shared, but no projection far above it."""
    said = [end for box in levels if box.interval and not box.awaited for end in (box.interval.low, box.interval.high)]
    shared = [end for camp in topic.camps if len(camp.claims) > 1 for end in (camp.interval.low, camp.interval.high)]
    ends = [end for end in (*said, *shared) if end is not None]
    awaited = [end for box in levels if box.interval and box.awaited for end in (box.interval.low, box.interval.high)]
    limit = max(ends, default=inf) * BEYOND
    return [*ends, *(end for end in awaited if end is not None and end <= limit)]


def _grid(values: ValueAxis, unit: str) -> str:
    lines = [
        f'<line class="grid" x2="100%" y1="{values.y(tick):g}" y2="{values.y(tick):g}"/>'
        f'<text class="y" x="-8" y="{values.y(tick) + 4:g}">{escape(wording.brief(tick, unit))}</text>'
        for tick in values.ticks()
    ]
    title = " · ".join(filter(None, [_axis_title(unit), "logarithmic scale" if values.log else ""]))
    return "".join(lines) + (f'<text class="y unit" x="4" y="8">{escape(title)}</text>' if title else "")


def _axis_title(unit: str) -> str:
    """The unit, unless every number on the axis carries it."""
    if unit in ("count", "percent", "percentage_point") or unit in wording.CURRENCY_SIGNS:
        return ""
    return wording.unit_name(unit)


def _dates(days: TimeAxis, bottom: int, base: int) -> str:
    """The line of dates; every second one gives way where the picture is narrow."""
    classes = ("", ' class="alt"')
    ticks = "".join(
        f'<svg{classes[index % 2]} x="{x:g}%" y="{base}"><path d="M0 0v5"/><text y="20">{words}</text></svg>'
        for index, (x, words) in enumerate(days.ticks())
    )
    lane = f'<line class="grid" x2="100%" y1="{bottom}" y2="{bottom}"/>' if base > bottom else ""
    return f'{lane}<line class="base" x2="100%" y1="{base}" y2="{base}"/><g class="x">{ticks}</g>'


def _bands(chapter: Chapter, scene: marks.Scene) -> str:
    """For each camp of two or more statements the values that they share, over the days of all of them."""
    claims = {claim.claim_id: claim for statement in chapter.statements for claim in statement.claims}
    bands = []
    for camp in chapter.topic.camps:
        spans = [held for claim in camp.claims if (held := dates.held(claims[claim]))]
        if len({chapter.letters.get(claim) for claim in camp.claims}) < 2 or not spans:
            continue
        days = (min(first for first, _ in spans), max(last for _, last in spans))
        top, bottom = marks.reach(camp.interval.low, camp.interval.high, scene.values)
        left, right = _reaching_out(scene.days.stretch(days))
        size = f'x="{left:g}%" width="{right - left:g}%" y="{top:g}" height="{bottom - top:g}"'
        bands.append(f'<rect class="band" {size}/>')
    return "".join(bands)


def _reaching_out(stretch: tuple[float, float]) -> tuple[float, float]:
    return max(stretch[0] - MARGIN, 0), min(stretch[1] + MARGIN, 100)


def _rift(found: Rift | None, scene: marks.Scene, placed: Sequence[Placed]) -> str:
    """The values between two contradicting figures, and how far apart these are, where no marker hides the words."""
    if found is None:
        return ""
    left, right = _reaching_out(scene.days.stretch(found.days))
    top, bottom = scene.values.y(found.high), scene.values.y(found.low)
    words = f"{wording.measured(wording.number(found.high - found.low), scene.unit)} apart"
    spot = label(words, (left, right), (top, bottom), placed)
    gap = f'<rect class="gap" x="{left:g}%" width="{right - left:g}%" y="{top:g}" height="{bottom - top:g}"/>'
    if spot is None:
        return gap
    beside = f'class="rift end" x="{left:g}%" dx="-6"' if spot.to_left else f'class="rift" x="{right:g}%" dx="6"'
    return f'{gap}<text {beside} y="{spot.y:g}">{escape(words)}</text>'
