"""Voices: the claims of a group → who says which figure for which time, each once, however many articles carry it.

A voice is a box in time × value. In value it is the figure as widened. In time it reaches from the first day on which
the figure is said to hold to the last on which it still does: a stock holds for some days after it was stated, and any
figure until its party gives another one. A figure that a party repeats while it still holds is one longer box.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from math import inf, nextafter
from typing import TYPE_CHECKING, NamedTuple

from consistency.intervals import Interval, closedness
from consistency.reconciliation.days import EVER, NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.reconciliation.behaviour import Behaviour
    from consistency.reconciliation.topics import Key


REPEATED = 4  # runs of a figure told again that are skipped to find the one that replaced it


class Row(NamedTuple):
    """What of one claim matters here, ends in its own unit (see `tabulate` and `add_widened`); size: of that unit.

    margin: by how much rounding widens the figure.
    """

    low: float
    high: float
    bottom: float
    top: float
    open_low: bool
    open_high: bool
    first: int
    last: int
    undated: bool
    printed: int
    named: bool
    size: float
    origins: tuple[str, ...]
    parties: tuple[str, ...]
    identity: tuple[str, ...]
    text: str
    unit: str
    approximate: bool
    vague: bool
    margin: float

    @property
    def figure(self) -> tuple[object, ...]:
        """What was said, by which a repeated figure is known."""
        return (self.low, self.high, self.open_low, self.open_high, self.unit, self.approximate, self.vague)

    @property
    def rounded(self) -> tuple[float, float]:
        """The ends in base units, as widened by rounding alone, so that no rule's slack makes two figures one."""
        return (self.low - self.margin) * self.size, (inf if self.vague else self.high + self.margin) * self.size


class Voice(NamedTuple):
    """One figure, by one speaker, for one stretch of time.

    rows: its claims, by row of the table. texts: the articles, near-copies as one. unit, approximate: as stated.
    origins, parties: who says it, empty where nobody is known; identity: what tells speakers apart all the same.
    named: a source is given for it, so that it is no outlet's own.
    low, high, open_low, open_high: the figure as stated. floor, ceiling: as widened, an open end moved inwards by the
    least step a float can make. All are in the unit of the topic.
    dated: the text tells the days. printed: the day of the first article that has it.
    first, last: the days that it may speak for, as ordinals; stated: those that it does speak for; latest_first,
    earliest_last: of the last and of the first time that it was said; latest_stated: that without the lag of a figure
    that is undated. since, until: when it may hold; surely: when it does hold, whichever of its days is meant; gone:
    the last day before its party says otherwise.
    part: the key of the part of the whole that it speaks of, else None; a part has no ceiling. alone: the ceiling that
    it has where it is held against figures of the same part. beside: it stands beside a larger figure of its article,
    of which it may be a part.
    """

    rows: tuple[int, ...]
    origins: tuple[str, ...]
    parties: tuple[str, ...]
    identity: tuple[str, ...]
    low: float
    high: float
    open_low: bool
    open_high: bool
    floor: float
    ceiling: float
    first: int
    last: int
    stated: tuple[int, int]
    latest_first: int
    latest_stated: int
    earliest_last: int
    printed: int
    since: int
    until: int
    surely: tuple[int, int]
    gone: int
    texts: frozenset[str]
    unit: str
    approximate: bool
    named: bool
    dated: bool
    part: Key | None
    alone: float
    beside: bool = False

    @property
    def said(self) -> Interval:
        """The figure as stated, in the unit of the topic."""
        return _interval(self.low, self.high, self.open_low, self.open_high)

    @property
    def interval(self) -> Interval:
        """The figure as widened, in the unit of the topic."""
        low = self.low if self.open_low else self.floor
        high = self.high if self.open_high and self.ceiling < inf else self.ceiling
        return _interval(low, high, self.open_low, self.open_high)


class Span(NamedTuple):
    """A figure of one speaker for one period. row: what its claims share; rows, texts: its claims, each with whether it
    names nobody, as a headline does, and its articles."""

    part: Key | None
    row: Row
    first: int
    last: int
    rows: list[tuple[bool, int]]
    texts: set[str]


def voices(rows: Iterable[tuple[int, Row, Key | None]], size: float, behaviour: Behaviour) -> list[Voice]:
    """The voices in the rows of a group, sorted by what they say.

    rows: number, content, and, where it speaks of a part of the whole, the part's key. size: of the topic's unit.
    """
    spans: dict[tuple[object, ...], Span] = {}
    for number, row, part in rows:
        first = row.first - behaviour.lag * row.undated
        key = (part, row.identity, row.origins, row.figure, first, row.last)
        span = spans.setdefault(key, Span(part, row, first, row.last, [], set()))
        span.rows.append((not row.named, number))
        span.texts.add(row.text)
    found = list(spans.values())
    chains: dict[tuple[object, ...], list[tuple[Span, int]]] = defaultdict(list)
    for span, gone in zip(found, superseded(found), strict=True):
        chains[span.part, span.row.identity, span.row.origins, span.row.figure].append((span, gone))
    built = [voice for chain in chains.values() for voice in _chained(chain, size, behaviour)]
    return sorted(built, key=_content)


def superseded(spans: Sequence[Span]) -> list[int]:
    """For each span the last day before all of its parties have given another figure; EVER where some never did.

    A figure that meets the first is that one again, and no other. Another is later only where its first day comes
    after the other's last.
    """
    by_party: dict[tuple[object, str], list[int]] = defaultdict(list)
    for at, span in enumerate(spans):
        for party in span.row.identity:
            by_party[span.part, party].append(at)
    gone = [NEVER] * len(spans)
    for members in by_party.values():
        members.sort(key=lambda at: spans[at].first)
        told = [spans[at].row.rounded for at in members]
        if max(low for low, _ in told) <= min(high for _, high in told):
            for at in members:  # one figure, told again and again
                gone[at] = EVER
            continue
        firsts = [spans[at].first for at in members]
        other = _next_other([spans[at].row.figure for at in members])
        for at in members:
            later = bisect_right(firsts, spans[at].last)
            for _ in range(REPEATED):  # a figure told again, in rounder or in sharper numbers
                if later < len(members) and _repeats(spans[at].row, spans[members[later]].row):
                    later = other[later]
            gone[at] = max(gone[at], firsts[later] - 1 if later < len(members) else EVER)
    return gone


def _repeats(one: Row, other: Row) -> bool:
    """Whether one figure may be the other again."""
    if one.figure == other.figure:
        return True
    (low, high), (other_low, other_high) = one.rounded, other.rounded
    return low <= other_high and other_low <= high


def _next_other(figures: Sequence[object]) -> list[int]:
    """For each figure the index of the next that differs; the length where none does."""
    found = [len(figures)] * len(figures)
    for at in range(len(figures) - 2, -1, -1):
        found[at] = found[at + 1] if figures[at] == figures[at + 1] else at + 1
    return found


def _chained(chain: list[tuple[Span, int]], size: float, behaviour: Behaviour) -> Iterable[Voice]:
    """The spans of one figure by one speaker, joined where nothing replaced it in between."""
    chain.sort(key=lambda link: (link[0].first, link[0].last))
    run: list[tuple[Span, int]] = []
    reach = NEVER
    for span, gone in chain:
        since, until = behaviour.window(span.first, span.last, gone, span.row.undated)
        if run and since > reach + 1 and span.first > run[-1][1] + 1:  # it had been replaced in the meantime
            yield _voice(run, size, behaviour)
            run = []
        run.append((span, gone))
        reach = max(reach, until)
    yield _voice(run, size, behaviour)


def _voice(run: Sequence[tuple[Span, int]], size: float, behaviour: Behaviour) -> Voice:
    row, part = run[0][0].row, run[0][0].part
    spans = [span for span, _ in run]
    gone = max(gone for _, gone in run)
    windows = [behaviour.window(span.first, span.last, each, row.undated) for span, each in run]
    factor = row.size / size
    bottom, alone = row.bottom * factor, _inwards(row.top * factor, row.open_high)
    sure = [behaviour.sure_window(span.first, span.last, each) for span, each in run]
    lag = behaviour.lag * row.undated
    rows = sorted(each for span in spans for each in span.rows)  # those first that say who says it
    return Voice(
        rows=tuple(number for _, number in rows),
        origins=row.origins, parties=row.parties, identity=row.identity,
        low=row.low * factor, high=inf if part else row.high * factor,
        open_low=row.open_low, open_high=row.open_high or part is not None,
        floor=nextafter(bottom, inf) if row.open_low else bottom,
        ceiling=inf if part else alone,
        first=spans[0].first, last=max(span.last for span in spans),
        stated=(spans[0].first + lag, max(span.last for span in spans)),
        printed=min(span.row.printed for span in spans),
        latest_first=spans[-1].first, latest_stated=spans[-1].first + behaviour.lag * spans[-1].row.undated,
        earliest_last=min(span.last for span in spans),
        since=min(since for since, _ in windows), until=max(until for _, until in windows),
        surely=(min(since for since, _ in sure), max(until for _, until in sure)), gone=gone,
        texts=frozenset(text for span in spans for text in span.texts), unit=row.unit, approximate=row.approximate,
        named=not rows[0][0], dated=not row.undated, part=part, alone=alone,
    )  # fmt: skip


def _inwards(top: float, is_open: bool) -> float:
    """An upper end, moved inwards by the least step a float can make where it is open."""
    return nextafter(top, -inf) if is_open and top < inf else top


def _content(voice: Voice) -> tuple[object, ...]:
    """What sorts voices: by time, then by what they say and who says it; never by where it was printed."""
    part = voice.part.spelt() if voice.part else ""
    figure = (voice.floor, voice.ceiling, voice.low, voice.high, voice.unit, voice.approximate)
    return (voice.first, voice.last, *figure, part, voice.origins, voice.identity, voice.rows)


def _interval(low: float, high: float, open_low: bool, open_high: bool) -> Interval:
    left, right = low > -inf and not open_low, high < inf and not open_high
    return Interval(
        low=None if low == -inf else low,
        high=None if high == inf else high,
        closed="both" if low == high else closedness(left, right),
    )
