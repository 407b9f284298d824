"""What reads the CI formats back: written from their documentation, with nothing of what writes them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

COMPILER_LINE = re.compile(
    r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<kind>error|warning|note|none)(?P<rest>.*)"
)

# RFC 3986, what a relative reference with no scheme, authority, query or fragment may hold, and an absolute URI.
RELATIVE_URI = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+")
ABSOLUTE_URI = re.compile(r"[a-z][a-z0-9+.-]*://(?:[A-Za-z0-9\-._~!$&'()*+,;=@/:?#]|%[0-9A-Fa-f]{2})*")

POSITION: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["line", "column"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
GITLAB: dict[str, Any] = {  # docs.gitlab.com/ci/testing/code_quality: the fields that GitLab reads; it ignores others
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "positions": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": POSITION, "end": POSITION},
                    },
                },
            },
        },
    },
}
RDJSON_LOCATION: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["path"],
    "properties": {
        "path": {"type": "string"},
        "range": {
            "type": "object",
            "additionalProperties": False,
            "required": ["start"],
            "properties": {
                "start": {**POSITION, "required": ["line"]},
                "end": {**POSITION, "required": ["line"]},
            },
        },
    },
}
RDJSON: dict[str, Any] = {  # reviewdog's proto/rdf; its reader refuses a file with a field that it does not know
    "type": "object",
    "additionalProperties": False,
    "required": ["source", "diagnostics"],
    "properties": {
        "source": {"type": "object", "additionalProperties": False, "properties": {"name": {"const": "consistency"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location", "severity", "code"],
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": RDJSON_LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["value"],
                        "properties": {"value": {"type": "string"}},
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["location"],
                            "properties": {"message": {"type": "string"}, "location": RDJSON_LOCATION},
                        },
                    },
                    "original_output": {"type": "string"},
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Command:
    kind: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """Each line as the runner of GitHub Actions reads it; a line that it would print and not run is a mistake."""
    return [command(line) for line in text.split("\n")[:-1]]


def command(line: str) -> Command:
    head, mark, data = line.removeprefix("::").partition("::")
    assert line.startswith("::"), line
    assert mark, line
    kind, _, told = head.partition(" ")
    assert kind in ("error", "warning", "notice"), line
    pairs = [pair.split("=", 1) for pair in told.strip().split(",")]
    properties = {name: unescaped(value, property_=True) for name, value in pairs}
    assert len(properties) == len(pairs), line
    assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}, line
    return Command(kind=kind, properties=properties, message=unescaped(data))


def unescaped(text: str, *, property_: bool = False) -> str:
    """In the order of the runner, `%25` last."""
    signs = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if property_ else {}) | {"%25": "%"}
    for code, sign in signs.items():
        text = text.replace(code, sign)
    return text


def shown_by_sarif(text: str) -> str:
    """A message string as SARIF 3.11 has it shown; one with a link or with a place for an argument is a mistake."""
    rest = text.replace("{{", "").replace("}}", "")
    assert not set("{}") & set(rest), text
    assert not re.search(r"\[(?:[^\\\[\]]|\\[\\\[\]])*\]\([^)]*\)", text), text
    return text.replace("{{", "{").replace("}}", "}").replace("\u200b", "")


def seen(text: str) -> str:
    """What a reader is to see of text from outside, by what Unicode calls its characters."""
    return "".join(map(_seen, text))


def _seen(sign: str) -> str:
    if unicodedata.category(sign) in ("Zl", "Zp"):
        return " "
    if unicodedata.category(sign) == "Cs" or unicodedata.bidirectional(sign) in OVERRIDES:
        return "\ufffd"
    return "\ufffd" if unicodedata.category(sign) == "Cc" and sign not in "\t\n" else sign


OVERRIDES = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
