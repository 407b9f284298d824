"""Articles: files, folders and standard input → articles, and claims that an earlier run wrote.

One reader a form (`plain`, `markdown`, `json_lines`, `table`), listed in `forms`; `discover` finds the files.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.articles import discover
from consistency.articles.discover import named
from consistency.articles.forms import READERS, read_source
from consistency.articles.reading import Reading, Setting, Source, joined
from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = [
    "Reading",
    "Setting",
    "Source",
    "find",
    "joined",
    "named",
    "once",
    "opened",
    "read",
    "read_source",
    "readings",
]


def read(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str],
    language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """Read everything that `paths` name (files, folders, "-" for standard input), sorted by document.

    languages: codes of the languages that there is a pack for; an article is taken to be in one of them.
    language: the one to take for every article, or None to go by each article's own word, else by its text.
    progress: called with how many files have been read, and of how many.
    What cannot be read is a problem, and the rest is read.
    """
    files, problems = find(paths)
    parts = [Reading(problems=problems)]
    for reading in readings(files, languages=languages, language=language):
        parts.append(reading)
        if progress is not None:
            progress(len(parts) - 1, len(files))
    return joined(parts)


def find(paths: Iterable[str | Path]) -> tuple[tuple[discover.Found, ...], tuple[Problem, ...]]:
    """The files to read under `paths`, each once, sorted by document, and which paths name none."""
    return discover.discover(paths, READERS)


def readings(
    files: Iterable[discover.Found], *, languages: Sequence[str], language: str | None = None
) -> Iterator[Reading]:
    """What is in each of `files`, one at a time, so that a large folder never has to be in memory whole."""
    setting = Setting(languages=tuple(languages), language=language)
    taken: dict[str, str] = {}
    for file in files:
        source = opened(file)
        reading = Reading(problems=(source,)) if isinstance(source, Problem) else read_source(source, setting)
        yield once(reading, discover.printable(file.path), taken)


def opened(file: discover.Found, texts: Mapping[str, bytes] | None = None) -> Source | Problem:
    """A file with its bytes, or why there are none. texts: by real path, what stands for the bytes of a file."""
    path = discover.printable(file.path)
    held = texts.get(os.path.realpath(file.path)) if texts else None
    try:
        if held is not None:
            data = held
        elif file.path != discover.STDIN:
            data = Path(file.path).read_bytes()
        elif sys.stdin is None:
            return Problem(path=path, message="cannot be read: standard input is closed")
        else:
            data = sys.stdin.buffer.read()
    except OSError as error:
        return Problem(path=path, message=discover.refusal(error))
    return Source(path=path, document=file.document, data=data)


def once(reading: Reading, path: str, taken: dict[str, str]) -> Reading:
    """The reading of the file at `path` without articles under a name that is taken.

    One URL in two lines would mix up two texts.
    """
    articles = []
    problems = list(reading.problems)
    for article in reading.articles:
        first = taken.setdefault(article.document, article.path)
        if first == article.path:
            articles.append(article)
        else:
            message = f"{article.document} has been read already, from {first}"
            line = article.path.removeprefix(f"{path}:")  # the path of an article in JSON Lines ends in its line
            problems.append(Problem(path=path, line=1 if line == article.path else int(line), message=message))
    return Reading(articles=tuple(articles), claims=reading.claims, problems=tuple(problems))
