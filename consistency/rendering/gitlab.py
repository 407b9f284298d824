"""A check → a GitLab Code Quality report, which a merge request shows beside its changes.

GitLab reads few fields and shows one line a finding, so that what opposes it goes into the description.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from consistency.rendering.compiler import at, remarks
from consistency.rendering.inert import inert, one_line
from consistency.rendering.json import encoded
from consistency.rendering.sarif import identity

if TYPE_CHECKING:
    from consistency.annotations import Annotation, Checked
    from consistency.model import Severity

# GitLab has no "error". Its "blocker" and "critical" say that something is broken or open to attack, which no
# difference between two figures is: the worst of ours is the worst below them, and each other lies one below that.
SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info", "none": "info"}


def render(checked: Checked, *, accepted: bool = False) -> str:
    """The text of gl-code-quality-report.json."""
    told = checked.told(accepted)
    seen: Counter[str] = Counter()
    return encoded([_violation(annotation, seen) for annotation in told], indent=1) + "\n"


def _violation(annotation: Annotation, seen: Counter[str]) -> dict[str, Any]:
    place = annotation.place
    return {
        "description": _description(annotation),
        "check_name": inert(annotation.rule),
        "fingerprint": _fingerprint(annotation, seen),
        "severity": SEVERITIES[annotation.severity],
        "location": {
            "path": inert(place.path),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }


def _description(annotation: Annotation) -> str:
    opposing = (f"{at(related.place)}: {related.message}" for related in annotation.related)
    return one_line(" | ".join((annotation.message, *opposing, *remarks(annotation))))


def _fingerprint(annotation: Annotation, seen: Counter[str]) -> str:
    """Of the rule, the article and the pairs, and of no line; counted, as GitLab drops one that it has already."""
    known = f"{annotation.rule}\0{identity(annotation)}"
    seen[known] += 1
    number = seen[known]
    content = known if number == 1 else f"{known}\0{number}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
