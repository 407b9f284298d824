"""A check → lines as a compiler writes them, `path:line:col: severity [rule] …`, for editors and problem matchers.

What opposes a finding follows as notes. An article read from a URL has no lines there that anyone could go to, so that
only the URL is told. A line stays a line: what would break it or act on a terminal does not come through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.problems import not_a_command
from consistency.rendering.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.annotations import Annotation, Checked, Place

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def render(checked: Checked, *, accepted: bool = False) -> str:
    """A line for each finding and for all that belongs to it; nothing where there is none."""
    told = checked.told(accepted)
    return "".join(f"{line}\n" for annotation in told for line in lines(annotation))


def lines(annotation: Annotation) -> Iterator[str]:
    """The finding, then what opposes it, what else there is to say of it, and why it has been accepted."""
    here = at(annotation.place)
    rule, message, name = (plain(text) for text in (annotation.rule, annotation.message, annotation.id))
    yield f"{here}: {annotation.severity} [{rule}] {message} ({name})"
    for related in annotation.related:
        yield f"{at(related.place)}: note: {plain(related.message)}"
    for remark in remarks(annotation):
        yield f"{here}: note: {plain(remark)}"


def remarks(annotation: Annotation) -> list[str]:
    """What is said of a finding beside its message."""
    told = [] if annotation.remark is None else [annotation.remark]
    return told if annotation.accepted is None else [*told, f"accepted: {annotation.accepted}"]


def at(place: Place) -> str:
    """`path:line:col`, or the URL alone."""
    path = plain(not_a_command(place.path))
    return path if is_url(place.path) else f"{path}:{place.line}:{place.column}"


def is_url(path: str) -> bool:
    """Whether an article came from the web and not from a file."""
    return re.match(r"https?://", path, re.IGNORECASE) is not None


def plain(text: str) -> str:
    """Text from outside on one line: every control is a space."""
    return inert(CONTROLS.sub(" ", text))
