"""Denials: what one speaker denies → the figures of others that it opposes, and where a speaker turned round.

A denied figure opposes the figures that meet it; a denied existence opposes every figure above zero. Both do so while
they hold. A denial for a part (in Kursk) says nothing about the whole (in Russia).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.topics import Key
    from consistency.reconciliation.voices import Voice


class Denial(NamedTuple):
    """A denying voice; its figure is the denied one, unbounded on both sides where an existence is denied.

    scope: the key of the part that it speaks of, or None for the whole of the topic.
    """

    voice: Voice
    scope: Key | None

    @property
    def of_existence(self) -> bool:
        return self.voice.low == -inf and self.voice.high == inf


class Opposition(NamedTuple):
    """Denials (rows) against voices (columns). opposed: while both hold. turned: by one speaker, at different times."""

    opposed: Bools
    turned: Bools


def opposition(denials: Sequence[Denial], voices: Sequence[Voice]) -> Opposition:
    """Which voices each denial opposes."""
    opposed = np.zeros((len(denials), len(voices)), dtype=bool)
    turned = np.zeros_like(opposed)
    for row, denial in enumerate(denials):
        against = [at for at, voice in enumerate(voices) if _contradicts(denial, voice)]
        own = [at for at in against if not set(voices[at].identity).isdisjoint(denial.voice.identity)]
        turns = [at for at in own if _apart(denial.voice, voices[at])]
        later = [voices[at].first for at in turns if voices[at].first > denial.voice.last]
        until = min([denial.voice.until, *(day - 1 for day in later)])
        for at in against:
            if at in turns:
                turned[row, at] = True
            elif max(denial.voice.since, voices[at].since) <= min(until, voices[at].until):
                opposed[row, at] = True
    return Opposition(opposed, turned)


def _contradicts(denial: Denial, voice: Voice) -> bool:
    """Whether the figure cannot be true if the denial is, leaving time aside."""
    if denial.scope is not None and (voice.part is None or not _within(voice.part, denial.scope)):
        return False
    if denial.of_existence:
        return voice.floor > 0
    denied = denial.voice
    if voice.ceiling == inf and denied.ceiling < inf:  # it holds for other numbers than the denied one
        return False
    return denied.floor <= voice.ceiling and voice.floor <= denied.ceiling


def _within(part: Key, scope: Key) -> bool:
    """Whether one part of a whole lies in another."""
    place, wider = part.place or (), scope.place or ()
    same = part.subject == scope.subject or concept(part.subject).is_part_of(scope.subject)
    return same and place[: len(wider)] == wider


def _apart(one: Voice, other: Voice) -> bool:
    """Whether the two were said at different times, or told one after the other by one article."""
    return one.last < other.first or other.last < one.first or not one.texts.isdisjoint(other.texts)
