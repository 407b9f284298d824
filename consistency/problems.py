"""Problems: a mistake in what the user gave → one located line that says what is wrong.

Errors in data are values collected in a list (`Problem`), so that a run can tell all of them at once.
Only what makes any further work pointless is raised (`UserError`); the command line turns both into
lines on stderr and exit code 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One mistake, at a place that a person can go to.

    path: the file as the user named it.
    line, column: counted from 1; 1, 1 where the whole file is meant.
    message: one line, without a full stop.
    source: the offending line as written, and width: how many characters of it are meant, where showing helps.
    """

    path: str
    line: int = 1
    column: int = 1
    message: str
    source: str | None = None
    width: int = 1

    def __str__(self) -> str:
        """`path:line:column: message`, the line that goes to stderr."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


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
