"""Articles: files, folders and standard input → articles, and claims that an earlier run wrote.

One reader a form (`plain`, `markdown`, `json_lines`, `table`), listed in `forms`; `discover` finds the files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from consistency.articles.discover import STDIN, Found, discover
from consistency.articles.forms import READERS, read_source
from consistency.articles.reading import Reading, Setting, Source, joined
from consistency.problems import Problem

__all__ = ["Progress", "Reading", "read", "readings"]

Progress = Callable[[int, int], None]  # called with how many files have been read, of how many


def read(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str],
    language: str | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read everything that `paths` name (files, folders, "-" for standard input), sorted by document.

    languages: codes of the languages that there is a pack for; an article is detected to be in one of them.
    language: the one to take for every article, or None to go by each article's own word, else its text.
    What cannot be read is a problem, and the rest is read.
    """
    return joined(readings(paths, languages=languages, language=language, progress=progress))


def readings(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str],
    language: str | None = None,
    progress: Progress | None = None,
) -> Iterator[Reading]:
    """As `read`, one file at a time, so that a large folder never has to be in memory whole."""
    setting = Setting(languages=tuple(languages), language=language)
    files, problems = discover(paths, READERS)
    if problems:
        yield Reading(problems=problems)
    taken: dict[str, str] = {}
    for count, file in enumerate(files, start=1):
        yield _once(_read_file(file, setting), taken)
        if progress is not None:
            progress(count, len(files))


def _read_file(file: Found, setting: Setting) -> Reading:
    try:
        data = sys.stdin.buffer.read() if file.path == STDIN else Path(file.path).read_bytes()
    except OSError as error:
        message = f"cannot be read: {(error.strerror or str(error)).lower()}"
        return Reading(problems=(Problem(path=file.path, message=message),))
    return read_source(Source(path=file.path, document=file.document, data=data), setting)


def _once(reading: Reading, taken: dict[str, str]) -> Reading:
    """The reading without articles under a name that is taken: one URL in two lines would mix up two texts."""
    articles = []
    problems = list(reading.problems)
    for article in reading.articles:
        first = taken.setdefault(article.document, article.path)
        if first == article.path:
            articles.append(article)
        else:
            message = f"{article.document} has been read already, from {first}"
            problems.append(Problem(path=article.path, message=message))
    return Reading(articles=tuple(articles), claims=reading.claims, problems=tuple(problems))
