"""Datelines: a line of text → the date of publication that it states, and how much of the line states it.

Newsrooms write the date as a line of its own ("2024. november 30. – 10:12", "Published 27 April 2025, 18:05",
"Paris, 24 March 2023") or before the first sentence ("MOSCOW, 12 March 2025. …"). A date that belongs to a
sentence is left alone: what surrounds a dateline's date is only labels, weekdays, a time, and names set off from
it. A date that can be read in two ways (03/04/2025) is a dateline without a date, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from consistency.articles.words import Words, bare, words_of

LONGEST = 160  # characters; a longer line is prose, and a date after this many opens no paragraph
MOST_NAMES = 5  # words that a place or a writer's name has at most
SET_OFF = ",;|–—-()/:•·"  # what separates a name from the date
PARTICLES = frozenset(("and", "és", "und", "de", "la", "von", "van", "der", "den", "al", "el", "of"))

_YEAR = r"(?P<y>(?:1[89]|20|21)\d\d)"
_GAP = r"[ \t\u00a0\u2009\u202f]"
_DAY = r"(?P<d>[0-3]?\d)"
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[0-2]?\d)(?::|\.|h)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    rf"(?:{_GAP}?(?P<half>[ap])\.?m\b\.?)?(?:{_GAP}*(?:Uhr|[A-Z]{{2,4}}T|GMT|UTC|Z|ET|PT)\b)?(?:{_GAP}*[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[,\s]*(?P<word>[^\W\d_]+)")
_SEPARATION = re.compile(r"[,\s]*")
_PROSE = re.compile(r"\s+(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_CLOSE = re.compile(
    rf"{_GAP}*\)?{_GAP}*(?P<agency>\([^()\n]{{1,40}}\))?{_GAP}*(?P<mark>[—–|:]|-{{1,2}}(?=\s)|\.(?=\s))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A date of publication as stated: `published` in ISO 8601, or None where it can be read in two ways.

    end: where the dateline ends in its line; what follows is prose. updated: the line dates a later version.
    """

    published: str | None
    end: int
    updated: bool = False


@dataclass(frozen=True, slots=True)
class _Date:
    """A date found in a line, between `start` and `end`."""

    start: int
    end: int
    iso: str | None


def whole_line(line: str, languages: tuple[str, ...]) -> Dateline | None:
    """The dateline that the whole of `line` is, or None where the line says anything else besides."""
    if len(line) > LONGEST:
        return None
    known = words_of(languages)
    found = dates(line, languages)
    if not found:
        return None
    rest = line
    for stated in reversed(found):
        rest = rest[: stated.start] + "\0" * (stated.end - stated.start) + rest[stated.end :]
    if not _only_names_remain(_TIME.sub("\0", rest), known):
        return None
    labels = [{bare(word) for word in _WORD.findall(before)} & known.updated for before in _before(line, found)]
    chosen = next((index for index, updated in enumerate(labels) if not updated), 0)
    after = found[chosen + 1].start if chosen + 1 < len(found) else len(line)
    match = _TIME.search(rest, found[chosen].end, after) or _TIME.search(rest, 0, found[0].start)
    time = _clock(match) if match else None
    return Dateline(published=_joined(found[chosen].iso, time), end=len(line), updated=bool(labels[chosen]))


def opening(line: str, languages: tuple[str, ...]) -> Dateline | None:
    """The dateline that opens a line of prose ("MOSCOW, 12 March 2025. Russia has …"), or None.

    An agency named after the date stays with the prose: "(Reuters) – …" tells whom the article relays.
    """
    found = dates(line[:LONGEST], languages, partial=True)
    known = words_of(languages)
    if not found or not _is_place(line[: found[0].start], known):
        return None
    end, time = _after(line, found[0].end, known)
    published = _joined(found[0].iso, time)
    if close := _CLOSE.match(line, end):
        return Dateline(published=published, end=close.start("agency") if close["agency"] else close.end())
    # "Kijev, 2025. március 12. A …": the full stop of the date closes the dateline as well.
    if found[0].start and line[end - 1] == "." and (prose := _PROSE.match(line, end)):
        return Dateline(published=published, end=prose.end())
    return None


def _after(line: str, end: int, known: Words) -> tuple[int, str | None]:
    """Where a date that ends at `end` ends together with the weekday and the time after it, and that time."""
    if (word := _NEXT_WORD.match(line, end)) and bare(word["word"]) in known.weekdays:
        end = word.end()
    gap = _SEPARATION.match(line, end)
    time = _TIME.match(line, gap.end() if gap else end)
    return (time.end(), _clock(time)) if time else (end, None)


def is_byline(line: str, languages: tuple[str, ...]) -> bool:
    """Whether the line only says who wrote the article ("By Jane Doe", "Írta: Kovács Éva")."""
    first, *names = _WORD.findall(line) or [""]
    if not 1 <= len(names) <= 2 * MOST_NAMES or line.rstrip()[-1:] in ".!?" or re.search(r"\d", line):
        return False
    known = words_of(languages)
    return bare(first) in known.by and all(name[0].isupper() or bare(name) in PARTICLES for name in names)


def iso_date(text: str, languages: tuple[str, ...]) -> str | None:
    """A date that stands alone, as in a field of front matter, in ISO 8601, or None where it is none.

    In a field a year alone is one ("2025"); in a line of text it could be anything.
    """
    if re.fullmatch(_YEAR, text.strip()):
        return text.strip()
    line = whole_line(text.strip(), languages)
    return line.published if line else None


def dates(line: str, languages: tuple[str, ...], *, partial: bool = False) -> tuple[_Date, ...]:
    """The calendar dates written in a line, in order. partial: also those without a year, as dates without a value."""
    found: list[_Date] = []
    for pattern in _patterns(languages)[: None if partial else -2]:
        for match in pattern.finditer(line):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                stated = _stated(match, dict(words_of(languages).months))
                if stated is not None:
                    found.append(stated)
    return tuple(sorted(found, key=lambda stated: stated.start))


@cache
def _patterns(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Ways to write a date, the more precise first; the last two lack the year."""
    names = sorted((re.escape(name) for name, _ in words_of(languages).months), key=len, reverse=True)
    month = rf"(?P<mon>{'|'.join(names) or '(?!)'})\.?"
    of = rf"(?:{_GAP}*-{_GAP}*|{_GAP}+(?:of{_GAP}+|de{_GAP}+)?)"
    forms = (
        rf"{_YEAR}-(?P<m>\d\d)-{_DAY}(?:[T ](?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?))?",
        rf"{_YEAR}(?P<sep>\.{_GAP}?|/)(?P<m>\d\d?)(?P=sep){_DAY}\.?",
        rf"{_YEAR}\.?{_GAP}*{month}{_GAP}*{_DAY}\.?",
        rf"{_DAY}(?:st|nd|rd|th|\.)?{of}{month},?{of}{_YEAR}",
        rf"{month}{_GAP}*{_DAY}(?:st|nd|rd|th)?,?{_GAP}+{_YEAR}",
        rf"{_DAY}\.{_GAP}?(?P<m>\d\d?)\.{_GAP}?(?P<y>(?:1[89]|20|21)\d\d|\d\d)",
        rf"(?P<a>\d\d?)(?P<sep>[/-])(?P<b>\d\d?)(?P=sep){_YEAR}",
        rf"{month},?{of}{_YEAR}",
        rf"{_YEAR}\.?{_GAP}*{month}",
        rf"{_YEAR}-(?P<m>\d\d)",
        rf"{month}{_GAP}*{_DAY}(?:st|nd|rd|th)?\.?",
        rf"{_DAY}(?:st|nd|rd|th|\.)?{of}{month}",
    )
    return tuple(re.compile(rf"(?<![\w-])(?:{form})(?!\w)(?!-\w)", re.IGNORECASE) for form in forms)


def _stated(match: re.Match[str], months: dict[str, int]) -> _Date | None:
    """The date in a match, or None where the calendar has no such day."""
    parts = match.groupdict()
    start, end = match.span()
    if parts.get("y") is None:
        return _Date(start, end, None)
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if parts.get("a"):
        return _two_ways(start, end, year, int(parts["a"]), int(parts["b"]))
    month = months[bare(parts["mon"])] if parts.get("mon") else int(parts["m"])
    iso = _iso(year, month, int(parts["d"]) if parts.get("d") else None)
    if iso is None:
        return None
    return _Date(start, end, _joined(iso, parts.get("time")))


def _two_ways(start: int, end: int, year: int, first: int, second: int) -> _Date | None:
    """A date such as 03/04/2025: a value only where one way of reading it is a day of the calendar."""
    ways = {_iso(year, second, first), _iso(year, first, second)} - {None}
    if not ways:
        return None
    return _Date(start, end, ways.pop() if len(ways) == 1 else None)


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        written = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return written if day else written[:7]


def _clock(match: re.Match[str]) -> str | None:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{match['minute']}" if hour < 24 else None


def _joined(iso: str | None, time: str | None) -> str | None:
    """Day and time as one; a time belongs to no month."""
    return f"{iso}T{time}" if iso and time and len(iso) == len("2024-11-30") else iso


def _before(line: str, found: tuple[_Date, ...]) -> tuple[str, ...]:
    """What stands before each date, back to the date before it."""
    starts = (0, *(stated.end for stated in found[:-1]))
    return tuple(line[start : stated.start] for start, stated in zip(starts, found, strict=True))


def _only_names_remain(rest: str, known: Words) -> bool:
    """Whether a line, its dates and times cut out as NULs, holds only labels and names set off from them."""
    if re.search(r"\d", rest):
        return False
    for chunk in re.split(f"[{re.escape(SET_OFF)}]", rest):
        words = [word for word in _WORD.findall(chunk) if bare(word) not in known.in_datelines]
        if not words:
            continue
        is_by = bare(words[0]) in known.by
        if "\0" in chunk and not is_by:
            return False
        names = [word for word in words if bare(word) not in PARTICLES | known.by]
        if len(names) > MOST_NAMES or not all(name[0].isupper() for name in names):
            return False
    return not re.search(r"[.!?]\s*$", rest.rstrip("\0 .")) if rest.strip("\0 .") else True


def _is_place(before: str, known: Words) -> bool:
    """Whether what stands before a date is nothing, or a place (and a weekday) set off from it."""
    text = before.strip()
    if not text:
        return True
    words = _WORD.findall(text)
    while words and bare(words[-1]) in known.weekdays:
        words.pop()
        text = text[: text.rfind(" ")] if " " in text else ","
    if not words:
        return True
    ordinary = {bare(word) for word in words if not word.isupper()} & known.frequent
    names = [word for word in words if bare(word) not in PARTICLES]
    named = bool(names) and len(names) <= MOST_NAMES and all(name[0].isupper() for name in names)
    return named and not ordinary and text.rstrip()[-1] in SET_OFF and not re.search(r"\d|\.\s", text)
