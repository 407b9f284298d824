"""Discover: files, folders and `-` as the user named them → the files to read, each with the name it travels under.

A folder is walked in sorted order; hidden files, READMEs and files of no known form are passed over in it. A file's
name is its POSIX path from the root of the repository that holds it, else from the working directory; outside of
both it is its path from the folder that was named, as that is the same on every machine.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read: `path` as the user named it, `document` as its article is called."""

    path: str
    document: str


def discover(paths: Iterable[str | Path], suffixes: Collection[str]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Every file that `paths` name, each once, sorted by document.

    suffixes: how the names of files end that are read in folders (".txt"); a file named itself is always read.
    """
    found: dict[str, tuple[str, Path]] = {}
    problems: list[Problem] = []
    for given in paths:
        path = Path(given)
        if str(given) == STDIN:
            found.setdefault(STDIN, (STDIN, path))
        elif path.is_dir():
            inside = tuple(_walk(path, suffixes))
            if not inside:
                problems.append(Problem(path=str(given), message="no article in this folder"))
            for file in inside:
                found.setdefault(os.path.realpath(file), (str(file), path.resolve().parent))
        elif path.exists():
            found.setdefault(os.path.realpath(path), (str(given), path.parent.resolve()))
        else:
            problems.append(Problem(path=str(given), message="there is no such file or folder"))
    return _named(found.values()), tuple(problems)


def has_suffix(name: str, suffixes: Collection[str]) -> bool:
    """Whether a file's name ends as one of `suffixes`, also where it is gzipped."""
    return Path(name.lower().removesuffix(".gz")).suffix in suffixes


def _walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.upper().startswith("README") and has_suffix(name, suffixes):
                yield Path(parent, name)


def _named(found: Iterable[tuple[str, Path]]) -> tuple[Found, ...]:
    """The files with their documents; two that would share one take more of their folders' names until they differ."""
    documents = {path: STDIN if path == STDIN else _document(Path(path), anchor) for path, anchor in found}
    for _ in range(max((len(_absolute(Path(path)).parts) for path in documents), default=0)):
        counts = Counter(documents.values())
        shared = [path for path, document in documents.items() if counts[document] > 1]
        if not shared:
            break
        for path in shared:
            depth = len(Path(documents[path]).parts) + 1
            documents[path] = "/".join(_absolute(Path(path)).parts[1:][-depth:])
    return tuple(
        sorted((Found(path=path, document=name) for path, name in documents.items()), key=lambda file: file.document)
    )


def _document(path: Path, anchor: Path) -> str:
    absolute = _absolute(path)
    root = _repository(absolute.parent)
    for base in (root, Path.cwd(), anchor):
        if base is not None and absolute.is_relative_to(base):
            return absolute.relative_to(base).as_posix()
    return absolute.name


def _absolute(path: Path) -> Path:
    """The path from the root; a link keeps its own name, the folders above it are the true ones."""
    return path.parent.resolve() / path.name


@cache
def _repository(folder: Path) -> Path | None:
    """The root of the git repository that holds `folder`, or None."""
    if (folder / ".git").exists():
        return folder
    return None if folder.parent == folder else _repository(folder.parent)
