"""A check → JUnit XML: a test case for each new article, which fails where it contradicts what was there before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from consistency.rendering.compiler import lines
from consistency.rendering.inert import REPLACEMENT, inert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.annotations import Annotation, Checked
    from consistency.problems import Problem

FAILING = ("error", "warning")
NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # of those that XML forbids, what `inert` lets through


def render(checked: Checked, *, accepted: bool = False) -> str:
    """The text of a report with one suite. A note and what has been accepted fail nothing; they are only told."""
    told = checked.told(accepted)
    names = sorted({*checked.documents, *(one.place.path for one in told), *(one.path for one in checked.problems)})
    failed = {one.place.path for one in told if _fails(one)}
    broken = {one.path for one in checked.problems}
    counts = f'tests="{len(names)}" failures="{len(failed)}" errors="{len(broken)}" skipped="0"'
    cases = "".join(
        _case(
            name,
            [one for one in checked.problems if one.path == name],
            [one for one in told if one.place.path == name],
        )
        for name in names
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="consistency" {counts}>\n{cases}</testsuite>\n'


def _fails(annotation: Annotation) -> bool:
    return annotation.accepted is None and annotation.severity in FAILING


def _case(name: str, problems: Iterable[Problem], annotations: Iterable[Annotation]) -> str:
    told = list(annotations)
    parts = [_element("error", "unreadable", str(problem), problem.message) for problem in problems]
    parts += [_element("failure", one.rule, "\n".join(lines(one)), one.message) for one in told if _fails(one)]
    notes = "\n".join(line for one in told if not _fails(one) for line in lines(one))
    if notes:
        parts.append(f"<system-out>{_text(notes)}</system-out>")
    inside = "".join(f"  {part}\n" for part in parts)
    return f' <testcase classname="consistency" name={_quoted(name)} file={_quoted(name)}>\n{inside} </testcase>\n'


def _element(tag: str, kind: str, text: str, message: str) -> str:
    return f"<{tag} type={_quoted(kind)} message={_quoted(message)}>{_text(text)}</{tag}>"


def _text(text: str) -> str:
    return escape(_legal(text))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return NO_CHARACTERS.sub(REPLACEMENT, inert(text))
