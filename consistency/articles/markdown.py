"""Markdown: a file with YAML front matter → one article; its fields from the front matter, else from its first lines.

Markup stays in the text, so that offsets count the characters of the file. A title of the front matter is read for
claims where it stands, if it stands there word for word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from consistency.articles import datelines, head
from consistency.articles.decode import decoded
from consistency.articles.language import detect
from consistency.articles.reading import Reading, Setting, Source, not_text, place_of, refused
from consistency.model import Article, Section
from consistency.problems import Problem

FENCED = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
KEYS = {
    "title": ("title", "headline"),
    "published": ("date", "published", "published_at", "date_published"),
    "outlet": ("source", "outlet", "publisher"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The fields between the fences, as written, and where they stand in the file; `end` is where the text begins."""

    values: dict[str, str] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    end: int = 0

    def of(self, name: str) -> tuple[str | None, int]:
        """The value of the first key that means `name`, and where it begins; None where there is none."""
        for key in KEYS[name]:
            if self.values.get(key):
                return self.values[key], self.starts[key]
        return None, 0


def read(source: Source, setting: Setting) -> Reading:
    """The article in a Markdown file."""
    text = decoded(source)
    if isinstance(text, Problem):
        return Reading(problems=(text,))
    front = front_matter(source, text)
    if isinstance(front, Problem):
        return Reading(problems=(front,))
    if mistake := _mistake(front, setting) or (None if front.end else head.misdated(text, setting.languages)):
        line, column = place_of(text, mistake[1])
        return refused(source, mistake[0], line=line, column=column)
    title, title_at = front.of("title")
    date, _ = front.of("published")
    found = head.parse(text, setting.languages, start=front.end, title=title, markdown=True)
    article = Article(
        document=source.document,
        path=source.path,
        text=text,
        sections=(*_title_section(text, title, title_at, front.end), *found.sections),
        title=found.title,
        outlet=front.of("outlet")[0],
        language=_code(front, setting) or detect(text[front.end :], setting.languages),
        published=datelines.iso_date(date, setting.languages) if date else found.published,
    )
    return Reading(articles=(article,))


def _mistake(front: FrontMatter, setting: Setting) -> tuple[str, int] | None:
    """What is wrong with a field, and where it begins; None where all are right."""
    for name in KEYS:
        value, at = front.of(name)
        if told := not_text(value or ""):
            return f"front matter: {name!r} {told}", at
    date, at = front.of("published")
    if date and datelines.iso_date(date, setting.languages) is None:
        return f"{date!r} is no date that can be read in one way", at
    language, at = front.of("language")
    if (code := _code(front, setting)) and code not in setting.languages:
        return f"there is no language pack for {language!r}", at
    return None


def _code(front: FrontMatter, setting: Setting) -> str | None:
    """The code of the language pack that the user asks for, else the front matter."""
    language, _ = front.of("language")
    return setting.language or (language or "").lower().replace("_", "-").split("-")[0] or None


def front_matter(source: Source, text: str) -> FrontMatter | Problem:
    """The front matter of `text`, or what is wrong with it; without any, an empty one that ends at 0."""
    import yaml

    fenced = FENCED.match(text)
    if fenced is None:
        return FrontMatter()
    offset = fenced.start("yaml")
    try:
        node = yaml.compose(fenced["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = place_of(text, offset + (mark.index if mark else 0))
        message = getattr(error, "problem", None) or "characters that YAML does not allow"
        return Problem(path=source.path, line=line, column=column, message=f"front matter: {message}")
    except RecursionError:
        return Problem(path=source.path, line=2, message="front matter: nested too deeply")
    if node is not None and not isinstance(node, yaml.MappingNode):
        return Problem(path=source.path, line=2, message="front matter: expected lines of 'key: value'")
    values: dict[str, str] = {}
    starts: dict[str, int] = {}
    for key, value in node.value if node is not None else ():
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            values[key.value.lower()] = value.value.strip()
            starts[key.value.lower()] = offset + value.start_mark.index
    return FrontMatter(values=values, starts=starts, end=fenced.end())


def _title_section(text: str, title: str | None, start: int, end: int) -> tuple[Section, ...]:
    """Where the front matter's title stands, if it stands there word for word (no escapes, no folded lines)."""
    at = text.find(title, start, end) if title else -1
    return (Section(start=at, end=at + len(title), role="title"),) if title and at >= 0 else ()
