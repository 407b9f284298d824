"""Plain text: a file → one article, its title and date taken from its first lines."""

from __future__ import annotations

from consistency.articles import head
from consistency.articles.decode import decoded
from consistency.articles.language import detect
from consistency.articles.reading import Reading, Setting, Source, place_of, refused
from consistency.model import Article
from consistency.problems import Problem


def read(source: Source, setting: Setting) -> Reading:
    """The article in a plain text file."""
    text = decoded(source)
    if isinstance(text, Problem):
        return Reading(problems=(text,))
    if mistake := head.misdated(text, setting.languages):
        line, column = place_of(text, mistake[1])
        return refused(source, mistake[0], line=line, column=column)
    found = head.parse(text, setting.languages)
    prose = text[found.sections[0].start :] if found.sections else ""
    article = Article(
        document=source.document,
        path=source.path,
        text=text,
        sections=found.sections,
        title=found.title,
        language=setting.language or detect(prose, setting.languages),
        published=found.published,
    )
    return Reading(articles=(article,))
