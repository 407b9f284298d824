"""Head: an article's text → its title, its date, and the stretches of prose that are read for claims.

An article opens with lines of their own (title, deck, byline, dateline, in any order) and then runs on as prose. A
line is taken for a title only where it cannot be prose: it is short, does not end as a sentence does, and stands
before a dateline or a blank line. What is neither title nor deck is body; nothing is lost but datelines and bylines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from consistency.articles import datelines
from consistency.articles.comments import uncommented
from consistency.model import Role, Section

LONGEST_TITLE = 250  # characters
LONGEST_DECK = 400  # characters, where a dateline below says that what stands above it is the head
ABOVE_DATELINE = 3  # lines that may stand above a dateline: rubric, title and deck
HEAD_LINES = 6  # lines with text on them in which a dateline is looked for
RUBRIC_WORDS = 2  # "Háború", "World news": a line this short above a title names the section of the paper

# The first line of files that open with " date 2025-03 …"; the prose goes on after the date.
DATED = re.compile(
    r"\s*date:?[ \t]+(?P<date>\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d)?)?)(?:[ \t]+|(?=\r?\n)|$)", re.IGNORECASE
)
_TEXT_LINE = re.compile(r"[^\s][^\r\n]*")
_BREAK = re.compile(r"(?:\r\n?|\n)[ \t]*")  # to the next line, and its indent
_ENDS_SENTENCE = re.compile(r"""[.;,:…]["'”’»“)\]*_]*$""")
_LISTED = re.compile(r"(?:[-*+•–—·▪‣]|\d+[.)]|##+)\s")  # an entry of a list, or a heading within the text
_RULED = re.compile(r"[=*_~–—-]{3,}$")  # a line drawn under a title or the head
_HEADING = re.compile(r"#(?!#)[ \t]*(?P<text>.+?)[ \t]*#*$")
_EMPHASISED = re.compile(r"(?P<mark>\*\*?|__?)(?=\S)(?P<text>[^*_]+)(?<=\S)(?P=mark)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """title, published: as the text states them, or None. sections: its prose, in order."""

    title: str | None
    published: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it: `text` from `start` to `end`; wrapped: its paragraph runs over it."""

    text: str
    start: int
    end: int
    wrapped: bool


@dataclass(slots=True)
class _Found:
    """What has been found on the way down the head."""

    title: str | None
    published: str | None = None
    revised: str | None = None
    dated: bool = False
    sections: list[Section] = field(default_factory=list)

    @property
    def has_title(self) -> bool:
        return any(part.role == "title" for part in self.sections)

    def add(self, line: _Line, role: Role) -> None:
        self.sections.append(Section(start=line.start, end=line.end, role=role))


def parse(
    text: str, languages: tuple[str, ...], *, start: int = 0, title: str | None = None, markdown: bool = False
) -> Head:
    """Read the head of `text` from `start` on.

    title: where it is known already (front matter, a JSON field); then only a line that repeats it is a title.
    markdown: a first `# heading` is the title, a line in emphasis a deck.
    """
    text = uncommented(text)
    found = _Found(title=title)
    if not start and (prefix := DATED.match(text)):
        found.published = datelines.iso_date(prefix["date"], languages)
        start = prefix.end() if found.published else 0
    body = start
    lines = _lines(text, start)
    last = _last_head_line(lines, languages)
    for index, line in enumerate(lines):
        body = line.start
        if not _take(line, index, last, found, languages, titled=title is not None, markdown=markdown):
            if opening := datelines.opening(line.text, languages):
                found.published = found.published or opening.published
                body += opening.end
            break
        body = line.end
    _close(text, body, found)
    return Head(title=found.title, published=found.published or found.revised, sections=tuple(found.sections))


def misdated(text: str, languages: tuple[str, ...]) -> tuple[str, int] | None:
    """What is wrong with the date that opens `text` (" date 2025-02-30 …"), and where it stands, or None."""
    prefix = DATED.match(text)
    if prefix is None or datelines.iso_date(prefix["date"], languages):
        return None
    return f"{prefix['date']!r} is no date that can be read in one way", prefix.start("date")


def _take(
    line: _Line, index: int, last: int, found: _Found, languages: tuple[str, ...], *, titled: bool, markdown: bool
) -> bool:
    """Whether the line belongs to the head; then what it says is noted in `found`."""
    if dateline := datelines.whole_line(line.text, languages):
        if dateline.updated:
            found.revised = found.revised or dateline.published
        else:
            found.published = found.published or dateline.published
        found.dated = True
        return True
    if datelines.is_byline(line.text, languages) or _RULED.match(line.text):
        return True
    short = len(line.text) <= LONGEST_DECK
    if markdown and short and not found.has_title and (heading := _HEADING.match(line.text)):
        found.title = found.title or heading["text"]
        found.add(line, "title")
        return True
    if markdown and short and (titled or found.title) and _EMPHASISED.match(line.text):
        found.add(line, "deck")
        return True
    if titled:
        return _repeats(line, found)
    if index < last or (_is_headline(line) and not (found.dated and found.title)):
        return _headline(line, found)
    return False


def _repeats(line: _Line, found: _Found) -> bool:
    """Whether the line is the title that is known already."""
    if found.title is None or line.text.strip("#*_ \t") != found.title.strip():
        return False
    found.add(line, "title")
    return True


def _headline(line: _Line, found: _Found) -> bool:
    """Note a line above the prose: the first is the title, unless it only names the section of the paper."""
    if found.title is None:
        found.title = line.text
        found.add(line, "title")
    elif not found.dated and len(found.sections) == 1 and _is_rubric(found.title) and not _is_rubric(line.text):
        found.title = line.text
        found.sections[0] = Section(start=found.sections[0].start, end=found.sections[0].end, role="deck")
        found.add(line, "title")
    else:
        found.add(line, "deck")
    return True


def _close(text: str, start: int, found: _Found) -> None:
    """Add what remains as the body; without a body the last line of the head is it."""
    rest = text[start:]
    if rest.strip():
        begin = start + len(rest) - len(rest.lstrip())
        found.sections.append(Section(start=begin, end=len(text.rstrip()), role="body"))
    elif found.sections and not (found.dated and len(found.sections) == 1):
        last = found.sections.pop()
        found.sections.append(Section(start=last.start, end=last.end, role="body"))
        if last.role == "title":
            found.title = None


def _last_head_line(lines: tuple[_Line, ...], languages: tuple[str, ...]) -> int:
    """The index of the dateline or byline that closes the head, or 0 where none of the first lines is one."""
    last = above = 0
    most = ABOVE_DATELINE
    for index, line in enumerate(lines):
        if datelines.whole_line(line.text, languages) or datelines.is_byline(line.text, languages):
            last = index
            continue
        if above == 0 and _ENDS_SENTENCE.search(line.text):
            most = 1  # a title may be a sentence, but two sentences in a row are prose
        above += 1
        if above > most or len(line.text) > (LONGEST_DECK if index else LONGEST_TITLE) or _LISTED.match(line.text):
            break
    return last


def _is_headline(line: _Line) -> bool:
    if len(line.text) > LONGEST_TITLE or line.wrapped or _LISTED.match(line.text):
        return False
    return not _ENDS_SENTENCE.search(line.text)


def _is_rubric(text: str) -> bool:
    return len(text.split()) <= RUBRIC_WORDS


def _lines(text: str, start: int) -> tuple[_Line, ...]:
    """The first lines that hold text."""
    found: list[_Line] = []
    for match in islice(_TEXT_LINE.finditer(text, start), HEAD_LINES + 1):
        content = match.group().rstrip()
        following = _BREAK.match(text, match.end())
        after = text[following.end() : following.end() + 1] if following else ""
        found.append(_Line(content, match.start(), match.start() + len(content), after.islower()))
    return tuple(found)
