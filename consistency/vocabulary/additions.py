"""Additions: what users add to the vocabulary for their own subject → words and speakers that a run is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from consistency.vocabulary.parties import Speaker


class Word(NamedTuple):
    """A word of one language. slot: subject, predicate or place; key: the concept, or the way there ("RU/Kursk")."""

    language: str
    slot: str
    key: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """words: in any order. spellings: names of speakers, as written in any language, each with the speaker."""

    words: tuple[Word, ...] = ()
    spellings: tuple[tuple[str, Speaker], ...] = ()

    def __add__(self, other: Additions) -> Additions:
        return Additions(words=self.words + other.words, spellings=self.spellings + other.spellings)

    def __bool__(self) -> bool:
        return bool(self.words or self.spellings)


NOTHING = Additions()
