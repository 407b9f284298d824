"""Reading: what came out of one source or of all of them → articles, claims and problems together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.problems import Problem

if TYPE_CHECKING:
    from consistency.model import Article, Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read, in order: articles, claims that `extract` had written, and what could not be read."""

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, read but not yet understood.

    path: as the user named it, for problems. document: the name that its article travels under.
    data: its bytes, unpacked where it was gzipped.
    """

    path: str
    document: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """languages: codes of the languages that there is a pack for. language: the one that the user named, or None."""

    languages: tuple[str, ...]
    language: str | None = None


SURROGATE = re.compile("[\ud800-\udfff]")
Reader = Callable[[Source, Setting], Reading]


def joined(readings: Iterable[Reading]) -> Reading:
    """Several readings as one, in their order."""
    each = tuple(readings)
    return Reading(
        articles=tuple(article for reading in each for article in reading.articles),
        claims=tuple(claim for reading in each for claim in reading.claims),
        problems=tuple(problem for reading in each for problem in reading.problems),
    )


def refused(source: Source, message: str, *, line: int = 1, column: int = 1) -> Reading:
    """The reading of a source that cannot be read, and why."""
    return Reading(problems=(Problem(path=source.path, line=line, column=column, message=message),))


def not_text(value: str) -> str | None:
    """What keeps a string that an escape may have made ("\\ud800") from being text, or None."""
    if "\0" in value:
        return "holds a NUL character"
    return "holds half of a surrogate pair, which is no character" if SURROGATE.search(value) else None


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a character of `text`; lines end at line feeds."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1
