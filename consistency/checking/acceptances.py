"""Acceptances in an article: `<!-- consistency: accept RULE why: … until: … -->` → what it accepts, and where.

It speaks of the paragraph that follows. One without a reason, of an unknown rule or with an impossible day accepts
nothing, and is told as a finding; so is one that no longer matches anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from consistency.rulebook.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COMMENT = re.compile(r"<!--\s*consistency\s*:(?P<words>.*?)-->", re.DOTALL | re.IGNORECASE)
WORDS = re.compile(r"\s*(?P<verb>\S+)(?:\s+(?P<rule>(?!why:|until:)\S+))?(?P<rest>.*)", re.DOTALL)
KEY = re.compile(r"\b(?P<key>why|until)\s*:", re.IGNORECASE)
BESIDE = re.compile(r"\s*(?:(?:<!--.*?-->|#+[ \t][^\n]*)\s*)*", re.DOTALL)  # comments and headings before a paragraph
PARAGRAPH = re.compile(r"(?P<text>.*?)\s*(?=\r?\n[ \t]*\r?\n|\Z)", re.DOTALL)
FENCED = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*\n.*?^(?P=fence)", re.DOTALL | re.MULTILINE
)  # what only shows a comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One such comment. start, end: where it stands; first, last: the paragraph that it speaks of; all in characters.

    mistake: why it accepts nothing, or None.
    """

    rule: str
    why: str
    until: date | None
    start: int
    end: int
    first: int
    last: int
    mistake: str | None = None

    def covers(self, rule: str, start: int) -> bool:
        """Whether it speaks of a figure that begins at `start`, under that rule."""
        return self.mistake is None and self.rule == rule and self.first <= start < self.last

    def holds(self, day: date) -> bool:
        return self.until is None or day <= self.until


def acceptances(text: str, rules: Iterable[str]) -> tuple[Acceptance, ...]:
    """The acceptances in an article's text, in its order. rules: the ids of those that there are."""
    known = sorted(rules)
    shown = [fence.span() for fence in FENCED.finditer(text)]
    return tuple(
        _acceptance(comment, text, known)
        for comment in COMMENT.finditer(text)
        if not any(first <= comment.start() < last for first, last in shown)
    )


def _acceptance(comment: re.Match[str], text: str, known: list[str]) -> Acceptance:
    found = WORDS.fullmatch(comment["words"].strip())
    verb, rule, rest = (found["verb"], found["rule"] or "", found["rest"]) if found else ("", "", "")
    keys = list(KEY.finditer(rest))
    ends = [key.start() for key in keys[1:]] + [len(rest)]
    told = {key["key"].lower(): rest[key.end() : end].strip() for key, end in zip(keys, ends, strict=False)}
    until, wrong = _day(told.get("until"))
    stray = rest[: keys[0].start()].strip() if keys else rest.strip()
    beside = BESIDE.match(text, comment.end())
    paragraph = PARAGRAPH.match(text, beside.end() if beside else comment.end())
    first, last = paragraph.span("text") if paragraph else (comment.end(), comment.end())
    return Acceptance(
        rule=rule, why=told.get("why", ""), until=until, start=comment.start(), end=comment.end(),
        first=first, last=last,
        mistake=_mistake(verb, rule, known, stray, told.get("why")) or wrong,
    )  # fmt: skip


def _mistake(verb: str, rule: str, known: list[str], stray: str, why: str | None) -> str | None:
    if verb != "accept":
        return f"{verb or 'nothing'!r} is not known here; 'accept RULE why: …' is"
    if not rule:
        return "it names no rule: 'accept RULE why: …'"
    if rule not in known:
        hint = did_you_mean(rule, known)
        return f"there is no rule {rule!r}" + (f"; {hint}" if hint else "")
    if stray:
        return f"{stray!r} is not known here; 'why: …' and 'until: …' are"
    return None if why else "it gives no reason: 'why: …'"


def _day(written: str | None) -> tuple[date | None, str | None]:
    """The day that is meant, and what is wrong with it."""
    if written is None:
        return None, None
    try:
        if DAY.fullmatch(written):
            return date.fromisoformat(written), None
    except ValueError:
        pass
    return None, f"{written!r} is no day of the calendar, as 2025-01-31 is"
