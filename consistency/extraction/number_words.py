"""Number words: one word → the atoms and scales that it is made of, and its ending: "tizenkétezret" is 10, 2, 1000."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from consistency.languages import load
from consistency.languages.lexicon import NONE, Features
from consistency.languages.tokens import LONGEST_WORD

TEN = 10.0
WORDS_KEPT = 65536  # words whose reading is remembered


@dataclass(frozen=True, slots=True)
class Word:
    """One token as number words: its atoms in order, and the ending."""

    atoms: tuple[str, ...]
    features: Features


@cache
def _atoms(code: str) -> regex.Pattern[str]:
    """One atom of a glued numeral, the longest first."""
    pack = load(code)
    words = {*pack.atoms, *pack.scales, *pack.words["halves.before"], *pack.words["halves.one_and_a_half"]}
    return regex.compile("|".join(sorted(map(regex.escape, words), key=len, reverse=True)))


@cache
def _glued(code: str) -> regex.Pattern[str]:
    return regex.compile(f"(?:{_atoms(code).pattern})+")


@lru_cache(maxsize=WORDS_KEPT)
def number_word(code: str, low: str) -> Word | None:
    """The number words that a token (folded) is made of, or None."""
    pack = load(code)
    if low in pack.atoms or low in pack.scales:
        return Word((low,), NONE)
    if not pack.glued or len(low) > LONGEST_WORD:
        return None
    match = _glued(code).match(low)
    while match is not None:
        stem, rest = match.group(), low[match.end() :]
        features = pack.endings["noun"].of(stem, rest)
        atoms = tuple(_atoms(code).findall(stem)) if features is not None else ()
        if features is not None and not _repeats_ones(code, atoms):
            return Word(atoms, features)
        match = _glued(code).match(low, 0, match.end() - 1) if match.end() > 1 else None
    return None


def _repeats_ones(code: str, atoms: tuple[str, ...]) -> bool:
    """Whether ones follow ones, so that the last is an ending: "tizenötöt" is fifteen in the accusative."""
    values = [load(code).atoms.get(atom, TEN) for atom in atoms]
    return any(left < TEN and right < TEN for left, right in itertools.pairwise(values))


@dataclass(frozen=True, slots=True)
class Measured:
    """One token as number words and what they count: "kétkilónyi" is 2 and "kilónyi"."""

    atoms: tuple[str, ...]
    rest: str


@lru_cache(maxsize=WORDS_KEPT)
def measured_word(code: str, low: str) -> Measured | None:
    """The number words that a token (folded) begins with, and the unit or person behind them; None for no such word."""
    pack = load(code)
    if not pack.glued or len(low) > LONGEST_WORD or number_word(code, low) is not None:
        return None
    match = _glued(code).match(low)
    while match is not None:
        rest = low[match.end() :]
        if any(entry.slot in ("unit", "person", "currency") for entry, _ in pack.lexicon.read(rest)):
            return Measured(tuple(_atoms(code).findall(match.group())), rest)
        match = _glued(code).match(low, 0, match.end() - 1) if match.end() > 1 else None
    return None


def is_plural(features: Features) -> bool:
    """Whether the ending makes the word a plural amount ("ezrek", "ezrei") rather than a number."""
    return "plural" in features or features == frozenset({"owned"})
