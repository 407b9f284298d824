"""Problems: a mistake in what the user gave → one located line that says what is wrong.

Errors in data are values collected in a list (`Problem`), so that a run can tell all of them at once.
Only what makes any further work pointless is raised (`UserError`); the command line turns both into
lines on stderr and exit code 2.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_COLUMNS = 110  # of a long source line, the stretch around the mistake that is shown
BEFORE_MISTAKE = 70  # characters kept in front of the mistake when a line is cut


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake, at a place that a person can go to.

    path: the file as the user named it.
    line, column: counted from 1; 1, 1 where the whole file is meant.
    message: one line, without a full stop.
    source: the offending line as written, and width: how many characters of it are meant, where showing helps.
    hint: what was probably meant ("did you mean 'severity'?"), or None.
    """

    path: str
    line: int = 1
    column: int = 1
    message: str
    source: str | None = field(default=None, compare=False)
    width: int = field(default=1, compare=False)
    hint: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """`path:line:column: message`, the line that goes to stderr; the hint follows the message."""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self._head()}{hint}"

    def shown(self) -> str:
        """The problem with its source line and a caret under each character that is meant:

        ```
        rules/kursk-territory.yaml:7:1: unknown key 'sevrity'
            7 | sevrity: error
              | ^^^^^^^ did you mean 'severity'?
        ```
        """
        if self.source is None:
            return str(self)
        line, before, width = _window(self.source, self.column - 1, self.width)
        padding = " " * sum(_cells(character) for character in line[:before])
        carets = "^" * max(1, sum(_cells(character) for character in line[before : before + width]))
        pointer = f"{padding}{carets} {self.hint or ''}".rstrip()
        return f"{self._head()}\n{self.line:>5} | {line.rstrip()}\n      | {pointer}"

    def _head(self) -> str:
        """Where, and what is wrong; what would break the line, quoted from the user's own words, is a space."""
        return f"{written_path(self.path)}:{self.line}:{self.column}: {_printable(self.message)}"


def written_path(path: str) -> str:
    """A path as the beginning of a line, where a name acts neither on a terminal nor on a runner that obeys `::`."""
    return _printable(not_a_command(path))


def not_a_command(path: str) -> str:
    """A path that does not begin as a workflow command does; it leads to the same file."""
    return f"./{path}" if path.startswith("::") else path


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _window(source: str, before: int, width: int) -> tuple[str, int, int]:
    """The stretch of a source line that is shown, where in it the mistake begins, and how far it reaches."""
    line = _printable(source)
    width = max(1, min(width, len(line) - before))
    if len(line) <= SHOWN_COLUMNS:
        return line, before, width
    first = max(0, before - BEFORE_MISTAKE)
    cut = line[first : first + SHOWN_COLUMNS]
    left = "…" if first else ""
    right = "…" if first + SHOWN_COLUMNS < len(line) else ""
    return f"{left}{cut}{right}", before - first + len(left), min(width, SHOWN_COLUMNS - (before - first))


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


class UserError(Exception):
    """The run cannot go on because of what the user gave; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem] | Problem | str) -> None:
        if isinstance(problems, str):
            self.lines: tuple[str, ...] = (problems,)
        elif isinstance(problems, Problem):
            self.lines = (str(problems),)
        else:
            self.lines = tuple(str(problem) for problem in problems)
        super().__init__("\n".join(self.lines))
