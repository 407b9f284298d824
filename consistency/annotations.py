"""Annotations: what a check found → what is told at which words of which new article.

An annotation is one finding in one new article: where its figure stands, what opposes it and where that stands. It is
what every format of `check` is made of; how it is made is told in `consistency.checking`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from consistency.articles.discover import Found
    from consistency.model import Report, Severity
    from consistency.problems import Problem

ACCEPTANCE = "acceptance"  # the id under which it is told that an acceptance in an article is not as it must be


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Some words of an article.

    path: POSIX, relative to the root of the repository, else to the working directory; or a URL. line, column: of the
    first character, counted from 1, columns in code points. end_line, end_column: behind the last one. first_line,
    last_line: the whole lines in which they begin and end, or None where the article is not at hand.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    first_line: str | None = None
    last_line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What else to look at: the opposing words, and in a sentence who says them and when."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One finding at the words of a new article.

    id: of the finding. rule: its id. verdict: of the finding, or ACCEPTANCE. message: one sentence. fingerprints: of
    the pairs that are told, sorted. accepted: why all of it has been accepted, or None; in_article: whether that stands
    in an article. remark: what else there is to
    say of it ("its acceptance ran out on 2025-01-31"), or None.
    """

    id: str
    rule: str
    severity: Severity
    verdict: str
    message: str
    place: Place
    related: tuple[Related, ...] = ()
    fingerprints: tuple[str, ...] = ()
    accepted: str | None = None
    in_article: bool = False
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A rule as a reader of a finding needs it. path: its file, or None for what is no rule of a file."""

    id: str
    title: str
    why: str
    severity: Severity
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A whole check.

    new, archive: how many articles were checked, and how many they were held against. documents: the paths of the new
    ones, sorted. annotations: by severity, then by place; the accepted ones last. rules: all that were evaluated,
    sorted by id. report: the findings that are told, and their topics. problems: what could not be read. files: that
    of each article that was read, by document.
    """

    new: int
    archive: int
    documents: tuple[str, ...]
    annotations: tuple[Annotation, ...]
    rules: tuple[Help, ...]
    report: Report
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, Found] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Annotation, ...]:
        """Those that nobody has accepted."""
        return tuple(one for one in self.annotations if one.accepted is None)

    def told(self, accepted: bool) -> tuple[Annotation, ...]:
        """What a format tells: those that nobody has accepted, and the others if asked."""
        return self.annotations if accepted else self.open
