"""Sums: a whole and its parts → the wholes that their parts cannot add up to.

Parts are added as one speaker or one article tells them; figures of several are added up only where no one tells every
part and no part has two figures. Where a part is not told, the whole must still be no smaller than the rest.
"""

from __future__ import annotations

from functools import reduce
from itertools import islice, product
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from consistency.intervals import Interval
from consistency.reconciliation.roles import hold_together
from consistency.reconciliation.verdicts import Clash, Telling, against
from consistency.reconciliation.wording import bounds, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from consistency.reconciliation.roles import Casting
    from consistency.reconciliation.voices import Voice

WHOLE = "whole"
TRIED = 64  # ways to choose a figure for each part, of one speaker


class Sum(NamedTuple):
    """Figures for parts, one each, and what they come to; unbounded above where a part is not told."""

    parts: tuple[Voice, ...]
    total: Interval
    complete: bool


def sums(casting: Casting, names: Sequence[str]) -> Iterator[Clash]:
    """A contradiction for each whole that is not the sum of its parts; an agreement for each that is, if two say so.

    names: the roles that are parts.
    """
    for whole in casting.voices.get(WHOLE, ()):
        found = list(_sums(whole, casting, names))
        own = [one for one in found if one.complete and _of_one_text((whole, *one.parts))]
        for one in own or found:
            fits = one.total.meets(whole.interval)
            if not fits or (one.complete and _is_bounded(whole.interval) and _is_bounded(one.total)):
                yield _clash(whole, one, fits, casting)


def _is_bounded(interval: Interval) -> bool:
    return None not in (interval.low, interval.high)


def _sums(whole: Voice, casting: Casting, names: Sequence[str]) -> Iterator[Sum]:
    """Every sum that may be held against the whole, each once."""
    known = {name: [part for part in casting.voices.get(name, ()) if hold_together((whole, part))] for name in names}
    seen: set[tuple[Voice, ...]] = set()
    marks = sorted({mark for some in known.values() for part in some for mark in _marks(part)})
    tellers = [
        {name: [part for part in some if mark in _marks(part)] for name, some in known.items()} for mark in marks
    ]
    if all(len(some) <= 1 for some in known.values()) or not tellers:
        tellers.append(known)
    most = max((sum(map(bool, told.values())) for told in tellers), default=0)
    for told in tellers:
        given = [some for some in told.values() if some]
        if not given or len(given) < most:
            continue
        for parts in islice(product(*given), TRIED):
            if parts not in seen and hold_together((whole, *parts)):
                seen.add(parts)
                yield _sum(parts, len(given) == len(names))


def _marks(voice: Voice) -> set[tuple[str, ...]]:
    """The articles that tell a figure, and the speaker whose figure it is."""
    return {("article", text) for text in voice.texts} | {("speaker", *voice.identity)}


def _of_one_text(some: Sequence[Voice]) -> bool:
    return bool(frozenset.intersection(*(voice.texts for voice in some)))


def _sum(parts: tuple[Voice, ...], complete: bool) -> Sum:
    total = reduce(Interval.__add__, (part.interval for part in parts))
    if not complete:  # what is not told adds something, or nothing
        total = Interval(low=total.low, high=None, closed="left" if total.bottom[1] == 0 else "neither")
    return Sum(parts, total, complete)


def _clash(whole: Voice, one: Sum, fits: bool, casting: Casting) -> Clash:
    matter = casting.matter
    unit = matter.group.unit
    said = reduce(Interval.__add__, (part.said for part in one.parts))
    added = " + ".join(bounds(part.said) for part in one.parts)
    steps = (
        f"{added} = {said}, widened to {one.total if one.complete else f'at least {one.total.low:,.10g}'}"
        + ("." if one.complete else ", as a part is not told."),
        f"That {'meets' if fits else 'shares no number with'} the whole, {whole.interval}.",
    )
    what = "come to" if one.complete else "alone come to"
    total = measure(bounds(said), unit)
    above = one.complete and one.total.high is not None and whole.floor > one.total.high
    ends = (said.top[0], whole.low) if above else (whole.high, said.bottom[0])
    telling = Telling(message=f"; the parts {what} {total}", steps=steps, ends=None if inf in map(abs, ends) else ends)
    return against("agreement" if fits else "contradiction", ((whole,), one.parts), telling)
