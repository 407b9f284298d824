"""Discover: files, folders and `-` as the user named them → the files to read, each with the name it travels under.

A folder is walked in sorted order; hidden files, READMEs, files of no known form, and what reports and reviews have
written are passed over in it. A file's
name is its POSIX path from the root of the repository that holds it, else from the working directory; outside of
both it is its path from the folder that was named, as that is the same on every machine. Pipes, sockets and devices
are never waited for: in a folder they are passed over, and one that is named is told.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

STDIN = "-"
DECISIONS = "decisions.jsonl"  # of editors, on what was found
REPORT = "findings.json"  # what a report is known by, and what else it writes
WRITTEN = ("report.md", "claims.jsonl", "claims.parquet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read: `path` as the user named it, `document` as its article is called, in printable characters."""

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
        elif told := _unreadable(path):
            problems.append(Problem(path=printable(str(given)), message=told))
        elif path.is_dir():
            inside = tuple(_walk(path, suffixes, problems))
            if not inside and not any(problem.path == printable(str(path)) for problem in problems):
                problems.append(Problem(path=printable(str(given)), message="no article in this folder"))
            for file in inside:
                found.setdefault(os.path.realpath(file), (str(file), path.resolve().parent))
        else:
            found.setdefault(os.path.realpath(path), (str(given), path.parent.resolve()))
    return _named(found.values()), tuple(problems)


def named(path: str | Path) -> str:
    """How a file that is no article is called: from the root of its repository, else from the working directory."""
    return _document(Path(path), Path(path).absolute().parent)


def printable(name: str) -> str:
    r"""A file's name with those of its bytes spelt out that are no UTF-8, as in `inv\xff.txt`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def refusal(error: OSError) -> str:
    """What is told of a file that the system does not let us read."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"


def has_suffix(name: str, suffixes: Collection[str]) -> bool:
    """Whether a file's name ends as one of `suffixes`, also where it is gzipped."""
    return Path(name.lower().removesuffix(".gz")).suffix in suffixes


def _unreadable(path: Path) -> str | None:
    """Why nothing is read at `path`, or None. A pipe without a name, as `<(…)` in a shell, has a writer and is read."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file or folder"
    except OSError as error:
        return refusal(error)
    if not _is_special(mode) or (stat.S_ISFIFO(mode) and not os.path.lexists(os.path.realpath(path))):
        return None
    return "cannot be read: it is a pipe, a socket or a device, not a file"


def _is_special(mode: int) -> bool:
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _walk(folder: Path, suffixes: Collection[str], problems: list[Problem]) -> Iterator[Path]:
    """The articles under `folder`; folders in it that cannot be looked into are added to `problems`."""

    def tell(error: OSError) -> None:
        problems.append(Problem(path=printable(str(error.filename)), message=refusal(error)))

    for parent, folders, files in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            ours = name == DECISIONS or (REPORT in files and name in WRITTEN)
            if ours or name.startswith(".") or name.upper().startswith("README") or not has_suffix(name, suffixes):
                continue
            with suppress(OSError):  # reading it will tell
                if _is_special(Path(parent, name).stat().st_mode):
                    continue
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
            documents[path] = printable("/".join(_absolute(Path(path)).parts[1:][-depth:]))
    return tuple(
        sorted((Found(path=path, document=name) for path, name in documents.items()), key=lambda file: file.document)
    )


def _document(path: Path, anchor: Path) -> str:
    absolute = _absolute(path)
    root = _repository(absolute.parent)
    for base in (root, Path.cwd(), anchor):
        if base is not None and absolute.is_relative_to(base):
            return printable(absolute.relative_to(base).as_posix())
    return printable(absolute.name)


def _absolute(path: Path) -> Path:
    """The path from the root; a link keeps its own name, the folders above it are the true ones."""
    return path.parent.resolve() / path.name


@cache
def _repository(folder: Path) -> Path | None:
    """The root of the git repository that holds `folder`, the outermost of submodules, or None."""
    if (folder / ".git").exists():
        above = _repository(folder.parent) if _is_submodule(folder) else None
        return above or folder
    return None if folder.parent == folder else _repository(folder.parent)


def _is_submodule(folder: Path) -> bool:
    """Whether a repository is part of the one around it, which is the one that a reader knows."""
    link = folder / ".git"
    with suppress(OSError, UnicodeDecodeError):
        return link.is_file() and "/modules/" in link.read_text(encoding="utf-8")
    return False
