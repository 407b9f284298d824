"""Configuration: consistency.toml, or [tool.consistency] in pyproject.toml → the options that a run goes by unasked.

The nearest such file counts, from the working directory upwards; what it names lies where the file does. An option of
the command line takes the place of the file's. Keys that are not known are refused, with the line.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.model import SEVERITIES
from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

OWN, SHARED, SECTION = "consistency.toml", "pyproject.toml", "tool.consistency"
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The options of a file; what it does not give is empty or None.

    rules, against: files and folders. decisions: a file. fail_on: a severity. language: a pack's code. cache: whether
    there is one. folder: where the file lies; None without one.
    """

    rules: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    decisions: str | None = None
    fail_on: str | None = None
    language: str | None = None
    cache: bool = True
    folder: Path | None = None


def configuration(folder: Path | None = None) -> Configuration:
    """The configuration that holds in a folder (None: the working directory); raises UserError with its mistakes."""
    start = (folder or Path.cwd()).absolute()
    for each in (start, *start.parents):
        for name in (OWN, SHARED):
            file = each / name
            if not file.is_file():
                continue
            text = _text(file)
            given: Any = _parsed(file, text)
            if name == SHARED:
                tool = given.get("tool")
                given = tool.get("consistency") if isinstance(tool, dict) else None
            if given is not None:
                return _read(given, file, text)
    return Configuration()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UserError(Problem(path=_shown(file), message="not UTF-8 text")) from None
    except OSError as error:
        raise UserError(
            Problem(path=_shown(file), message=f"cannot be read: {(error.strerror or '').lower()}")
        ) from error


def _parsed(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = PLACE.sub("", str(error)).replace("(at end of document)", "").strip()
        raise UserError(Problem(path=_shown(file), line=line, column=column, message=f"no TOML: {message}")) from error


def _read(given: Any, file: Path, text: str) -> Configuration:
    problems: list[Problem] = []

    def wrong(key: str, message: str, hint: str | None = None) -> None:
        line, column = _place(text, key, file.name == SHARED)
        problems.append(Problem(path=_shown(file), line=line, column=column, message=message, hint=hint))

    if not isinstance(given, dict):
        wrong("consistency", "a table of options is expected")
        raise UserError(problems)
    told: dict[str, Any] = {}
    for key, value in given.items():
        if key not in KEYS:
            from consistency.rulebook.spelling import did_you_mean  # which a right file need not wait for

            wrong(key, f"unknown key {key!r}", did_you_mean(key, KEYS) or f"the keys are: {', '.join(KEYS)}")
            continue
        expected, fits = KEYS[key]
        if not fits(value):
            wrong(key, f"{key!r} must be {expected}")
            continue
        told[key.replace("-", "_")] = _located(key, value, file)
    if problems:
        raise UserError(problems)
    return Configuration(**told, folder=file.parent)


def _located(key: str, value: Any, file: Path) -> Any:
    """Paths from the working directory, which the file gives from its own folder."""
    if key in ("rules", "against"):
        return tuple(_from_here(file, one) for one in ([value] if isinstance(value, str) else value))
    return _from_here(file, value) if key == "decisions" else value


def _from_here(file: Path, name: str) -> str:
    try:
        return os.path.relpath(file.parent / name)
    except ValueError:  # on another drive
        return str(file.parent / name)


def _place(text: str, key: str, within_section: bool) -> tuple[int, int]:
    """Where a key stands, as far as a look at the lines tells."""
    inside = not within_section
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header and within_section:
            inside = header[1].replace('"', "") == SECTION
        found = re.match(rf"""\s*["']?(?P<key>{re.escape(key)})["']?\s*[.=]""", line)
        if found and inside:
            return number, found.start("key") + 1
        if header and header[1].endswith(key):
            return number, 1
    return 1, 1


def _shown(file: Path) -> str:
    """The file as seen from the working directory."""
    return Path(os.path.relpath(file)).as_posix()


def _is_path(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_paths(value: object) -> bool:
    return _is_path(value) or (isinstance(value, list) and bool(value) and all(map(_is_path, value)))


def _is_language(value: object) -> bool:
    from consistency.languages import codes

    return value in codes()


KEYS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "rules": ("a path, or a list of paths", _is_paths),
    "against": ("a path, or a list of paths", _is_paths),
    "decisions": ("a path", _is_path),
    "fail-on": (f"one of {', '.join(SEVERITIES[:3])}", lambda value: value in SEVERITIES[:3]),
    "language": ("the code of a language that there is a pack for, as 'hu'", _is_language),
    "cache": ("true or false", lambda value: isinstance(value, bool)),
}
