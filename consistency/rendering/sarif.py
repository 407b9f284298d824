"""A check → SARIF 2.1.0, the form in which code hosts, editors and dashboards take findings.

Columns are code points and paths are relative to the root of the repository, which is never told. Article text stays
text: SARIF reads `{0}` in a message as a place for an argument and `[a](b)` as a link, so that braces are doubled
(3.11.5) and no bracket stands right before a parenthesis (3.11.6).
"""

from __future__ import annotations

import re
from hashlib import blake2b
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from consistency.annotations import ACCEPTANCE, Help
from consistency.rendering.compiler import is_url
from consistency.rendering.inert import inert
from consistency.rendering.json import encoded
from consistency.rendering.markdown import ZERO_WIDTH, escaped
from consistency.rendering.verdicts import CREED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from consistency.annotations import Annotation, Checked, Place
    from consistency.problems import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"  # the name under which code hosts know the root of the repository
IN_URL = "%/:?#@!$&'()*+,;=~"  # what a URL may hold as it is, beside letters, digits, "-", "." and "_"
ACCEPTANCE_HELP = Help(
    id=ACCEPTANCE,
    title="An acceptance that is not as it must be",
    why="A finding stays accepted only while its acceptance names it, gives a reason and has not run out.",
    severity="warning",
)


def render(checked: Checked, *, accepted: bool = False) -> str:
    """The text of a SARIF log with one run."""
    told = checked.told(accepted)
    rules = {rule.id: rule for rule in checked.rules}
    if any(annotation.rule == ACCEPTANCE for annotation in told):
        rules.setdefault(ACCEPTANCE, ACCEPTANCE_HELP)
    numbers = {rule: number for number, rule in enumerate(rules)}
    driver = {"name": "consistency", "semanticVersion": _version(), "rules": [_rule(one) for one in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(checked)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(annotation, numbers, accepted=accepted) for annotation in told],
    }
    return encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def identity(annotation: Annotation) -> str:
    """What stays the same of a finding in an article while the text around it is edited."""
    content = (
        annotation.place.path,
        *(annotation.fingerprints or (annotation.rule, annotation.id, annotation.message)),
    )
    return blake2b("\0".join(content).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def message(text: str) -> str:
    """Text from outside as a message string that shows it and does nothing else; SARIF allows none to be empty."""
    return _braced(inert(text).replace("](", f"]{ZERO_WIDTH}(")) or "(no words)"


def artifact(path: str) -> dict[str, str]:
    """Where an article lies: a URL as it is, a path relative to the root; what no URI may hold is percent-encoded."""
    if is_url(path):
        whole = re.sub("%(?![0-9A-Fa-f]{2})", "%25", path)
        return {"uri": quote(whole, safe=IN_URL, errors="surrogatepass")}
    encoded_path = quote(path, safe="/", errors="surrogatepass")
    if path.startswith("/"):  # named so by the user, outside of the root
        return {"uri": f"file://{encoded_path}"}
    return {"uri": encoded_path, "uriBaseId": ROOT}


def _version() -> str:
    """Of the package, which no room may import: its front door leads to all of them."""
    return str(import_module("consistency").__version__)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _rule(rule: Help) -> dict[str, Any]:
    why = rule.why or rule.title
    return {
        "id": rule.id,
        "name": "".join(part[:1].upper() + part[1:] for part in re.split(r"[^\w]+|_+", rule.id)) or rule.id,
        "shortDescription": {"text": message(rule.title)},
        "fullDescription": {"text": message(why)},
        "help": {"text": message(f"{why}\n\n{CREED}"), "markdown": _braced(f"{escaped(why)}\n\n{CREED}")},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(annotation: Annotation, numbers: Mapping[str, int], *, accepted: bool) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": annotation.rule}
    if annotation.rule in numbers:
        result["ruleIndex"] = numbers[annotation.rule]
    if annotation.severity == "none":
        result["kind"] = "informational"  # a level of "none" is only for what is no failure
    result["level"] = annotation.severity
    said = [annotation.message] if annotation.remark is None else [annotation.message, annotation.remark]
    result["message"] = {"text": message("\n".join(said))}
    result["locations"] = [{"physicalLocation": _location(annotation.place)}]
    result["relatedLocations"] = [
        {"id": number, "physicalLocation": _location(related.place), "message": {"text": message(related.message)}}
        for number, related in enumerate(annotation.related, 1)
    ]
    result["partialFingerprints"] = {"pairs/v1": identity(annotation)}
    if accepted:  # an empty list says that a result is not suppressed, none that nobody knows
        result["suppressions"] = [] if annotation.accepted is None else [_suppression(annotation.accepted)]
    return result


def _suppression(reason: str) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": inert(reason)}


def _location(place: Place) -> dict[str, Any]:
    if is_url(place.path):  # the lines of the article as read are not those of the page
        return {"artifactLocation": artifact(place.path)}
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    snippet = _snippet(place)
    if snippet is not None:
        region["snippet"] = {"text": inert(snippet)}
    return {"artifactLocation": artifact(place.path), "region": region}


def _snippet(place: Place) -> str | None:
    """Just the words of a place; None where the lines between its first and its last are not at hand."""
    start, end = place.column - 1, place.end_column - 1
    if place.first_line is None:
        return None
    if place.end_line == place.line:
        return place.first_line[start:end]
    if place.end_line == place.line + 1 and place.last_line is not None:
        return f"{place.first_line[start:]}\n{place.last_line[:end]}"
    return None


def _invocation(checked: Checked) -> dict[str, Any]:
    notifications = [_notification(problem) for problem in checked.problems]
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}


def _notification(problem: Problem) -> dict[str, Any]:
    said = problem.message if problem.hint is None else f"{problem.message}; {problem.hint}"
    place: dict[str, Any] = {"artifactLocation": artifact(problem.path)}
    if not is_url(problem.path):
        place["region"] = {"startLine": max(problem.line, 1), "startColumn": max(problem.column, 1)}
    return {"level": "error", "message": {"text": message(said)}, "locations": [{"physicalLocation": place}]}
