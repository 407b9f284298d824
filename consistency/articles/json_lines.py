"""JSON Lines: a file → an article a line, or a claim where `extract` wrote one; a bad line is told, the rest read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from consistency.articles import datelines, head
from consistency.articles.decode import decoded
from consistency.articles.language import detect
from consistency.articles.reading import Reading, Setting, Source, joined, not_text
from consistency.model import Article
from consistency.problems import Problem
from consistency.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("text", "id", "url", "title", "published", "outlet", "language")


def read(source: Source, setting: Setting) -> Reading:
    """The articles and claims of a JSON Lines file, in its order."""
    if not source.data.strip():
        return Reading()  # claims of articles that make none
    text = decoded(source)
    if isinstance(text, Problem):
        return Reading(problems=(text,))
    return joined(_readings(text, source, setting))


def _readings(text: str, source: Source, setting: Setting) -> Iterator[Reading]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            row = _Row(source=source, number=number, written=line, setting=setting)
            value = row.parsed()
            yield value if isinstance(value, Reading) else row.reading(value)


class _Row:
    """One line of the file: what it holds, and where its mistakes are."""

    def __init__(self, *, source: Source, number: int, written: str, setting: Setting) -> None:
        self.source = source
        self.number = number
        self.written = written
        self.setting = setting

    def parsed(self) -> dict[str, Any] | Reading:
        """The JSON object of the line."""
        try:
            value = json.loads(self.written, parse_constant=_refuse_constant)
        except json.JSONDecodeError as error:
            return self.refused(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.colno)
        except (ValueError, RecursionError) as error:
            reason = "nested too deep" if isinstance(error, RecursionError) else str(error).split(";")[0]
            return self.refused(f"not JSON that can be read: {reason}")
        if not isinstance(value, dict):
            return self.refused("not a JSON object")
        return value

    def reading(self, value: dict[str, Any]) -> Reading:
        """The claim or the article that the object is."""
        if "claim_id" in value:
            claim = from_record(value, self.source.path, self.number, written=self.written)
            return Reading(problems=claim) if isinstance(claim, tuple) else Reading(claims=(claim,))
        problems = tuple(self._problems(value))
        return Reading(problems=problems) if problems else self._article(value)

    def refused(self, message: str, column: int = 1) -> Reading:
        return Reading(problems=(self._problem(message, column),))

    def _problem(self, message: str, column: int) -> Problem:
        return Problem(path=self.source.path, line=self.number, column=column, message=message)

    def _problems(self, value: dict[str, Any]) -> Iterator[Problem]:
        """What is wrong with the fields of an article, each at its key."""
        languages = self.setting.languages
        if value.get("text") is None:
            yield self._problem("'text' is missing", 1)
        for name in FIELDS:
            field = value.get(name)
            message = None
            if field is None:
                continue
            if not isinstance(field, str):
                message = "must be a string"
            elif told := not_text(field):
                message = told
            elif name == "text" and not field.strip():
                message = "is empty"
            elif name == "text" and not value.get("published") and (mistake := head.misdated(field, languages)):
                message = f"opens with a date: {mistake[0]}"
            elif name == "published" and datelines.iso_date(field, languages) is None:
                message = f"is no date that can be read in one way: {field!r}"
            elif name == "language" and not self.setting.language and _code(field) not in languages:
                message = f"asks for a language that there is no pack for: {field!r}"
            if message:
                yield self._problem(f"{name!r} {message}", max(self.written.find(f'"{name}"'), 0) + 1)

    def _article(self, value: dict[str, Any]) -> Reading:
        text, languages = value["text"], self.setting.languages
        found = head.parse(text, languages, title=_stated(value, "title"))
        published = value.get("published")
        article = Article(
            document=_stated(value, "url") or _stated(value, "id") or f"{self.source.document}:{self.number}",
            path=f"{self.source.path}:{self.number}",
            text=text,
            sections=found.sections,
            title=found.title,
            outlet=_stated(value, "outlet"),
            language=self.setting.language or _code(value.get("language")) or detect(text, languages),
            published=datelines.iso_date(published, languages) if published else found.published,
        )
        return Reading(articles=(article,))


def _stated(value: dict[str, Any], name: str) -> str | None:
    """A field of an article, or None where it is not given or holds only blanks."""
    field: str | None = value.get(name)
    return field if field and field.strip() else None


def _code(language: str | None) -> str | None:
    """The language pack that a language tag asks for: "hu-HU" is read by "hu"."""
    return language.lower().replace("_", "-").split("-")[0] if language else None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")
