"""A check → rdjson, the form in which reviewdog takes findings (`reviewdog -f=rdjson`, 0.18 or newer).

reviewdog counts columns in bytes of UTF-8; where the line is not at hand to count them, it gets whole lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.rendering.compiler import is_url, lines, remarks
from consistency.rendering.inert import inert
from consistency.rendering.json import encoded

if TYPE_CHECKING:
    from consistency.annotations import Annotation, Checked, Place
    from consistency.model import Severity

SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO", "none": "INFO"}


def render(checked: Checked, *, accepted: bool = False) -> str:
    """The text of a DiagnosticResult."""
    told = checked.told(accepted)
    result = {"source": {"name": "consistency"}, "diagnostics": [_diagnostic(annotation) for annotation in told]}
    return encoded(result, indent=1) + "\n"


def _diagnostic(annotation: Annotation) -> dict[str, Any]:
    return {
        "message": inert("\n".join((annotation.message, *remarks(annotation)))),
        "location": _location(annotation.place),
        "severity": SEVERITIES[annotation.severity],
        "code": {"value": inert(annotation.rule)},
        "related_locations": [
            {"message": inert(related.message), "location": _location(related.place)} for related in annotation.related
        ],
        "original_output": "\n".join(lines(annotation)),
    }


def _location(place: Place) -> dict[str, Any]:
    if is_url(place.path):  # the lines of the article as read are not those of the page
        return {"path": inert(place.path)}
    first = place.first_line
    last = first if place.end_line == place.line else place.last_line
    start, end = {"line": place.line}, {"line": place.end_line}
    if first is not None and last is not None:  # both or none: reviewdog takes lines alone as whole lines
        start["column"] = _bytes(first, place.column)
        end["column"] = _bytes(last, place.end_column)
    return {"path": inert(place.path), "range": {"start": start, "end": end}}


def _bytes(line: str, column: int) -> int:
    """A column in code points → the same one in bytes, both counted from 1."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1
