"""Boxes → their SVG: the box itself, the lettered shape that names it, and the lane of increases and decreases.

A colour and a shape stand for who says it and a letter for the statement, so that nothing rests on colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from consistency.rendering import dates, wording
from consistency.rendering.inert import one_line
from consistency.rendering.outline import speaker
from consistency.rendering.quoting import shortened

if TYPE_CHECKING:
    from consistency.model import Claim, Report
    from consistency.rendering.axis import TimeAxis, ValueAxis
    from consistency.rendering.boxes import Box
    from consistency.rendering.placing import Placed, Row

TINTS, SHAPES = 8, 7  # with no common factor, so that 56 voices differ in colour or shape
LOOKS = TINTS * SHAPES
LANE_ROW = 26  # px
FADE = 46  # px over which an open end fades out
THINNEST = 3  # px that an exact figure is drawn high
BRIEF_STAY = 2.0  # percent of the width under which a stretch of days is drawn as a bar of fixed width
TITLE_LENGTH = 240

Looks = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What everything in one picture is drawn by. titled: marks carry a <title> with their quote, for a file that
    stands alone; a page shows tips of its own."""

    days: TimeAxis
    values: ValueAxis
    unit: str
    looks: Looks
    titled: bool


def looks(report: Report) -> dict[tuple[str, ...], int]:
    """A number for each set of parties, the most spoken first; colour and shape follow from it.

    No two that speak of one topic have the same, nor the same colour, as long as there are enough of them.
    """
    return looks_of(report.claims, [topic.claims for topic in report.topics])


def looks_of(claims: Iterable[Claim], topics: Sequence[Iterable[str]]) -> dict[tuple[str, ...], int]:
    """The same, of some claims. topics: the ids of those that are drawn together."""
    spoken = {claim.claim_id: claim.parties for claim in claims}
    counts = Counter(spoken.values())
    together: dict[tuple[str, ...], set[int]] = {parties: set() for parties in counts}
    for index, names in enumerate(topics):
        for name in names:
            if name in spoken:
                together[spoken[name]].add(index)
    taken: dict[int, set[int]] = {index: set() for index in range(len(topics))}
    numbers = {}
    for index, parties in enumerate(sorted(counts, key=lambda parties: (not parties, -counts[parties], parties))):
        numbers[parties] = _free(index, set().union(*(taken[place] for place in together[parties])))
        for place in together[parties]:
            taken[place].add(numbers[parties])
    return numbers


def _free(index: int, taken: set[int]) -> int:
    """The next number from `index` on of a look that is not taken, if may be of a colour that is not."""
    tints = {number % TINTS for number in taken}
    around = [(index + step) % LOOKS for step in range(LOOKS)]
    return min(around, key=lambda number: (number in taken, number % TINTS in tints))


def look(parties: tuple[str, ...], numbers: Looks) -> tuple[int, int]:
    """The colour and the shape of a set of parties."""
    index = numbers.get(parties, len(numbers))
    return index % TINTS, index % SHAPES


def manner(claim: Claim) -> str:
    """The class, after a space, that tells how a figure is meant; nothing where it is simply said."""
    if claim.modality == "denied":
        return " denied"
    return " later" if claim.modality in ("projected", "planned") else ""


def reach(low: float | None, high: float | None, values: ValueAxis) -> tuple[float, float]:
    """Top and bottom, in px, of a box: never too flat to see, an open end as far as it takes to fade."""
    bottom = values.y(low) if low is not None else min(values.y(high or 0) + FADE, values.bottom)
    top = values.y(high) if high is not None else max(values.y(low or 0) - FADE, 0)
    if bottom - top < THINNEST:
        middle = (top + bottom) / 2
        return middle - THINNEST / 2, middle + THINNEST / 2
    return top, bottom


def box(drawn: Box, scene: Scene) -> str:
    """The box from first to last day and from low to high."""
    left, right = scene.days.stretch(drawn.days)
    if drawn.interval is None:
        top, bottom = scene.values.top, scene.values.bottom
    else:
        top, bottom = reach(drawn.interval.low, drawn.interval.high, scene.values)
    upright = f'y="{top:g}" height="{bottom - top:g}"'
    sharp = " sharp" if drawn.interval is not None and drawn.interval.is_point else ""
    marks = f'class="b {_classes(drawn, scene)}{sharp}"{_edges(drawn)}'
    title = _title(drawn, scene)
    end = f">{title}</rect>" if title else "/>"
    if right - left >= BRIEF_STAY:
        return f'<rect {marks} x="{left:g}%" width="{right - left:g}%" {upright}{end}'
    middle = f"{(left + right) / 2:.4g}"
    bar = f'<rect {marks} x="-3.5" width="7" {upright}{end}'
    return f'<svg x="{middle}%">{bar}</svg>'


def _classes(drawn: Box, scene: Scene) -> str:
    tint, _ = look(drawn.claim.parties, scene.looks)
    return f"c{tint} m{drawn.statement.letter}{manner(drawn.claim)}"


def _edges(drawn: Box) -> str:
    """Soft where approximate; fading out where an end is open."""
    quantity = drawn.claim.quantity
    soft = ' filter="url(#soft)"' if quantity.approximate or quantity.vague else ""
    if drawn.interval is None or (drawn.interval.low is not None and drawn.interval.high is not None):
        return soft
    return f' mask="url(#{"rise" if drawn.interval.high is None else "fall"})"' + soft


def _title(drawn: Box, scene: Scene) -> str:
    if not scene.titled:
        return ""
    return f"<title>{escape(described(drawn))}\n{escape(shortened(drawn.claim.quote, TITLE_LENGTH))}</title>"


def described(drawn: Box) -> str:
    """A box in a line: which, who, what figure, for when."""
    claim = drawn.claim
    return one_line(f"{drawn.statement.letter}: {speaker(claim)}, {wording.stated(claim)}, {dates.span(drawn.days)}")


def lead(mark: Placed, scene: Scene) -> str:
    """The line that ties a marker to its box, where it had to move aside."""
    if not (mark.dx or mark.dy):
        return ""
    tint, _ = look(mark.box.claim.parties, scene.looks)
    line = f'<path class="lead c{tint}" d="M0 0L{mark.dx:g} {mark.dy:g}"/>'
    return f'<svg x="{mark.x:g}%" y="{mark.y:g}">{line}</svg>'


def marker(mark: Placed, scene: Scene) -> str:
    """The lettered shape of a box."""
    beyond = f'<text class="beyond" x="{mark.dx:g}" y="-13">▲</text>' if mark.beyond else ""
    body = beyond + sign(mark.box, scene, mark.dx, mark.dy)
    return _focusable(mark.box, scene, f'<svg x="{mark.x:g}%" y="{mark.y:g}">{body}</svg>')


def sign(drawn: Box, scene: Scene, x: float = 0, y: float = 0) -> str:
    """The shape of who says it with the letter of the statement, its middle at x, y."""
    _, shape = look(drawn.claim.parties, scene.looks)
    at = f' x="{x:g}" y="{y:g}"' if x or y else ""
    letter = drawn.statement.letter
    fit = ' textLength="14" lengthAdjust="spacingAndGlyphs"' if len(letter) > 1 else ""
    across = f' x="{x:g}"' if x else ""
    return f'<use href="#s{shape}"{at}/><text{across} y="{y + 4:g}"{fit}>{letter}</text>'


def _focusable(drawn: Box, scene: Scene, content: str) -> str:
    return (
        f'<g class="mark {_classes(drawn, scene)}" tabindex="0" role="img" aria-label="{escape(described(drawn))}">'
        f"{content}{_title(drawn, scene)}</g>"
    )


def lane(flows: Sequence[Row], top: int, scene: Scene) -> str:
    """Increases and decreases under the levels, each in its days with an arrow and its figure."""
    if not flows:
        return ""
    kinds = {row.box.claim.kind for row in flows}
    name = "flows" if len(kinds) > 1 else "added" if kinds == {"increase"} else "removed"
    label = f'<text class="y" x="-8" y="{top + LANE_ROW // 2 + 4}">{name}</text>'
    return label + "".join(_step(row, top + LANE_ROW * row.index + LANE_ROW / 2, scene) for row in flows)


def _step(row: Row, middle: float, scene: Scene) -> str:
    words = escape(row.words)
    width = max(row.right - row.left, 0.7)
    half = width / 2
    if row.to_left:
        text = f'<text class="step end" x="{min(row.left, row.x - half):g}%" dx="-14" y="{middle + 4:g}">{words}</text>'
    else:
        text = f'<text class="step" x="{max(row.right, row.x + half):g}%" dx="14" y="{middle + 4:g}">{words}</text>'
    upright = f'y="{middle - 5:g}" height="10"'
    body = (
        f'<rect class="b {_classes(row.box, scene)}"{_edges(row.box)} x="{row.left:g}%" width="{width:g}%" {upright}/>'
        f'{text}<svg x="{row.x:g}%" y="{middle:g}">{sign(row.box, scene)}</svg>'
    )
    return _focusable(row.box, scene, body)
