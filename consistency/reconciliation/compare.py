"""Compare: the voices of a topic → which pairs contradict, and which differ because the truth has moved.

Two figures that share a value never differ. For those that do not, the measure says whether both could have been true:
a constant has one value, a stock only while both figures hold, and a total may rise from the lower to the higher
one if some of the days they may speak for come in that order.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from consistency.reconciliation.days import EVER, LONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.reconciliation.arrays import Bools, Floats, Ints
    from consistency.reconciliation.behaviour import Behaviour
    from consistency.reconciliation.voices import Voice

FAR = 20  # times; without a rule that says what is counted, figures further apart are of one thing by a slip alone
HUNDRED, TINY = 100.0, 1e-6
SLIPS = (1_000.0, 1_000_000.0)
ROUNDED = 0.02  # by which share two figures may miss a power of ten, as one is rounded
UNBOUNDED = 1e300  # stands for no upper end
MONTH = 27  # days, and days by which months, quarters and years differ in length
BRIEF = 7  # days; figures for longer stretches are of one thing only where the stretches are the same


class Relations(NamedTuple):
    """Symmetric truth tables over the voices. clashing: not both can be true. moved: the truth moved between them."""

    clashing: Bools
    moved: Bools


def compared(voices: Sequence[Voice], behaviour: Behaviour) -> Relations:
    """What each pair of voices is to each other; voices sorted by first day."""
    floor = np.array([voice.floor for voice in voices])
    ceiling = np.array([voice.ceiling for voice in voices])
    below = ceiling[:, None] < floor[None, :]  # [i, j]: the whole of i lies under j
    apart = below | below.T
    if not apart.any() or behaviour.doubtful:
        return Relations(apart & False, apart & False)
    clashing = apart & (
        _total(voices, below, behaviour) if behaviour.measure == "total" else _together(voices, behaviour)
    )
    if not (behaviour.measure == "constant" and behaviour.timeless):
        clashing &= ~_whenever(voices)
    ratio = _ratio(voices) if behaviour.unruled else None
    far = ratio is not None and ratio.max() > FAR
    if ratio is not None and far:
        clashing |= _mistaken(ratio, voices)
    moved = apart & ~clashing
    if behaviour.measure == "constant":
        moved &= _periods(voices) if behaviour.recalls else False
    _excuse(voices, clashing, moved, behaviour)
    beside = np.array([voice.beside for voice in voices], dtype=bool)
    telling = ~(beside[:, None] | beside[None, :])
    clashing &= telling
    moved &= telling & ~_whenever(voices)
    if ratio is not None and far:
        near = ~_far(ratio)
        clashing &= near
        moved &= near
    if behaviour.generic:
        _trust_author(voices, clashing, moved)
    return Relations(clashing, moved)


def _whenever(voices: Sequence[Voice]) -> Bools:
    """Whether nobody knows of which day one of two figures is, so that it can only agree."""
    unknown = np.array([voice.stated[1] - voice.stated[0] >= LONG for voice in voices], dtype=bool)
    return np.asarray(unknown[:, None] | unknown[None, :])


def _periods(voices: Sequence[Voice]) -> Bools:
    """Whether two figures are of different stretches of the same length, as the results of two years are."""
    first, last = (np.array([voice.stated[end] for voice in voices], dtype=np.int64) for end in (0, 1))
    length = last - first
    alike = np.abs(length[:, None] - length[None, :]) <= MONTH
    apart = (last[:, None] < first[None, :]) | (last[None, :] < first[:, None])
    return np.asarray(alike & apart & (length[:, None] >= MONTH))


def _far(ratio: Floats) -> Bools:
    """Whether two figures are too far apart to be of one thing, though not by a power of ten."""
    far = (ratio > FAR) & (np.abs(ratio - HUNDRED) > TINY) & ~_scaled(ratio)
    return np.asarray(far | far.T)


def _mistaken(ratio: Floats, voices: Sequence[Voice]) -> Bools:
    """Whether a scale word was lost between two figures of the same days' papers: nothing grows to its thousandfold."""
    printed = _days(voices, "printed")
    lost = _scaled(ratio) & (np.abs(printed[:, None] - printed[None, :]) <= BRIEF)
    return np.asarray(lost | lost.T)


def _ratio(voices: Sequence[Voice]) -> Floats:
    """How many times j is i, as stated, at least."""
    least = np.array([max(voice.low, 0.0) for voice in voices])
    most = np.array([min(voice.high, UNBOUNDED) for voice in voices])
    return np.asarray(least[None, :] / np.maximum(most, 1.0)[:, None])


def _scaled(ratio: Floats) -> Bools:
    """Whether one is the other but for a scale word."""
    return np.asarray(np.any([np.abs(ratio / by - 1) <= ROUNDED for by in SLIPS], axis=0))


def _days(voices: Sequence[Voice], name: str) -> Ints:
    return np.array([getattr(voice, name) for voice in voices], dtype=np.int64)


def _overlap(since: Ints, until: Ints) -> Bools:
    return np.asarray(np.maximum(since[:, None], since[None, :]) <= np.minimum(until[:, None], until[None, :]))


def _together(voices: Sequence[Voice], behaviour: Behaviour) -> Bools:
    """Whether both hold on some day, whichever of its days each figure speaks for; of one and the same period they do.

    A constant that no happening pins down is that of its days: a quarter's revenue is none of the half-year's.
    """
    first, last = (np.array([voice.stated[end] for voice in voices], dtype=np.int64) for end in (0, 1))
    same = (first[:, None] == first[None, :]) & (last[:, None] == last[None, :])
    if behaviour.measure == "constant" and not behaviour.timeless:
        brief = last - first < BRIEF
        meet = _overlap(_days(voices, "first"), _days(voices, "last"))
        return np.asarray(same | (meet & brief[:, None] & brief[None, :]))
    since, until = (np.array([voice.surely[end] for voice in voices], dtype=np.int64) for end in (0, 1))
    held = _overlap(_days(voices, "since"), _days(voices, "until"))
    together = _overlap(since, until) | (same & held)
    if behaviour.fleeting:  # nobody knows for how long such a figure holds, unless it is of one happening
        meet = _overlap(_days(voices, "first"), last)
        if behaviour.lasting:
            dated = np.array([voice.dated for voice in voices])
            meet |= ~(dated[:, None] & dated[None, :])
        together &= meet
    return np.asarray(together)


def _total(voices: Sequence[Voice], below: Bools, behaviour: Behaviour) -> Bools:
    """Whether the lower of two totals cannot have come first, though neither had been replaced by then."""
    latest = np.where(_lenient(voices), _days(voices, "latest_first")[:, None], _days(voices, "latest_stated")[:, None])
    earliest = _days(voices, "earliest_last")
    rising = latest < earliest[None, :] + behaviour.hourly
    gone = _days(voices, "gone")
    if not behaviour.lasting:
        gone = np.minimum(gone, _days(voices, "last") + behaviour.holds)
    falling = below & (~rising | _one_period(voices))
    return np.asarray((falling | falling.T) & _overlap(_days(voices, "first"), gone))


def _one_period(voices: Sequence[Voice]) -> Bools:
    """Whether two totals are of one and the same stretch of days, which then is what they count, and not when."""
    first, last = (np.array([voice.stated[end] for voice in voices], dtype=np.int64) for end in (0, 1))
    dated = np.array([voice.dated for voice in voices]) & (last > first)
    same = (first[:, None] == first[None, :]) & (last[:, None] == last[None, :])
    return np.asarray(same & dated[:, None] & dated[None, :])


def _lenient(voices: Sequence[Voice]) -> Bools:
    """Whether i, undated, may be as old as the lag allows when held against j.

    Outlets print yesterday's toll, so that holds for an outlet's own figure, and for two reports of what one party
    says, and for an earlier day's paper. Two sources that differ in the same day's papers do differ.
    """
    codes: dict[tuple[str, ...], int] = {}
    speaker = np.array([codes.setdefault(voice.origins or voice.identity, len(codes)) for voice in voices])
    unnamed = np.array([not voice.named for voice in voices])
    printed = _days(voices, "printed")
    before = printed[:, None] < printed[None, :]
    return np.asarray(unnamed[:, None] | (speaker[:, None] == speaker[None, :]) | before)


def _excuse(voices: Sequence[Voice], clashing: Bools, moved: Bools, behaviour: Behaviour) -> None:
    """One speaker's later figure is an update, and two that one article tells are told as such; neither clashes."""
    speakers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, voice in enumerate(voices):
        speakers[voice.identity].append(at)
    for members in speakers.values():
        for one, other in combinations(members, 2):
            if not clashing[one, other]:
                later = behaviour.measure == "constant" and _updated(voices[one], voices[other])
                told = False
            else:
                later = _updated(voices[one], voices[other])
                told = _one_telling(voices[one], voices[other])
            if not (later or told):
                continue
            differs = clashing[one, other]
            clashing[one, other] = clashing[other, one] = False
            update = differs and (later or behaviour.measure != "constant")
            moved[one, other] = moved[other, one] = moved[one, other] or update


def _one_telling(one: Voice, other: Voice) -> bool:
    """Whether one article has both figures from one mouth, or one after the other; two bodies of a state that it
    quotes for one day may well differ.
    """
    apart = one.stated[1] < other.stated[0] or other.stated[1] < one.stated[0]
    one_mouth = one.origins == other.origins or not (one.named and other.named)
    return not one.texts.isdisjoint(other.texts) and (one_mouth or apart)


def _trust_author(voices: Sequence[Voice], clashing: Bools, moved: Bools) -> None:
    """An author's own figure beside another in one article is of another thing, or of another day."""
    texts: dict[str, list[int]] = defaultdict(list)
    for at, voice in enumerate(voices):
        for text in voice.texts:
            texts[text].append(at)
    for members in texts.values():
        for one in members:
            if voices[one].named or len(voices[one].texts) > 1:
                continue
            for other in members:
                if clashing[one, other]:
                    clashing[one, other] = clashing[other, one] = False
                    moved[one, other] = moved[other, one] = _updated(voices[one], voices[other])


def _updated(one: Voice, other: Voice) -> bool:
    """Whether the one had been replaced by the time of the other, or the other way round."""
    return one.last < other.first <= EVER or other.last < one.first
