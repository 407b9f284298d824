"""Happenings: what an article tells of → the event that its losses and crowds belong to, "earthquake/MM/2025-03-28".

The words for one kind of happening stand in the headline or the first paragraphs, and more often than those for any
other. Its first day is the one that a sentence with such a word tells, where it has come already.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from consistency.extraction.dates import DateReader
from consistency.extraction.scope import Scope
from consistency.extraction.sentences import paragraphs, sentences
from consistency.extraction.speakers import SpeakerReader
from consistency.extraction.stated import Row
from consistency.languages import load
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.setting import Setting
    from consistency.languages import Pack
    from consistency.model import Article, Days

OPENING = 5  # paragraphs, headline and deck among them, that tell what the article is about
STANDS_OUT = 0.6  # share of the words for happenings that are for one kind, from which it is what the article tells of
OFTEN = 2  # times that the opening must name it
LASTING = frozenset({"flood", "storm", "wildfire"})  # which day they began on is told in many ways: the month is kept
NEWS = 10  # days for which a happening is news
BELONGING = frozenset({"total", "constant"})  # measures of what a happening leaves behind or draws
LOST = frozenset({"missing"})  # what it leaves behind as well, though they may be found


def name_event(
    drafts: Sequence[Draft], article: Article, pack: Pack, setting: Setting, published: Days | None, country: str | None
) -> None:
    """Name the event for the figures that belong to it, if the opening is about one. country: where it was."""
    if not drafts or country is None:
        return
    opening = list(islice(paragraphs(article), OPENING))
    kind = _kind(article.text, opening[0][0], opening[-1][1], pack)
    if kind is None:
        return
    told = (
        sentence
        for number, (start, end, in_title) in enumerate(opening)
        for sentence in sentences(article, start, end, pack, in_title, number, setting)
    )
    days = _first_day(kind, told, published)
    event = "/".join(part for part in (kind, country, days and _spelt(kind, days)) if part)
    for draft in drafts:
        if _belongs(draft, country, days):
            draft.event = event


def _belongs(draft: Draft, country: str, days: Days | None) -> bool:
    """Whether a figure may be of what was lost or who gathered there: not one of an earlier day or of elsewhere."""
    counted = concept(draft.counted.subject)
    earlier = draft.as_of is not None and days is not None and draft.as_of[1] < days[0]
    elsewhere = bool(draft.place) and draft.place[0] != country
    left = counted.placed and (counted.measure in BELONGING or counted.name in LOST)
    return left and not earlier and not elsewhere and draft.quantity.unit == "count"


def _kind(text: str, start: int, end: int, pack: Pack) -> str | None:
    """The kind of happening that text[start:end] mostly speaks of, or None."""
    counts = Counter(str(match.lastgroup) for match in _words(pack.code).finditer(text, start, end))
    best, often = counts.most_common(1)[0] if counts else (None, 0)
    return best if often >= max(OFTEN, STANDS_OUT * counts.total()) else None


def _first_day(kind: str, told: Iterable[Sentence], published: Days | None) -> Days | None:
    """When it happened: the first day that is news in the sentences that name both it and a time that has come.

    Later days are of what came of it ("its toll rose on Tuesday"), and one of old times is of another.
    """
    found: list[Days] = []
    for sentence in told:
        words = _words(sentence.pack.code)
        if not any(match.lastgroup == kind for match in words.finditer(sentence.text, sentence.start, sentence.end)):
            continue
        scope = Scope(
            sentence, DateReader(sentence, published).read(), [], SpeakerReader(sentence, [], []).read(), Row()
        )
        days = [m.days for m in scope.moments if not scope.said[id(m)] and m.days is not None]
        come = [one for one in days if published is None or one[1] <= published[1]]
        found += come
    news = [one for one in found if published is None or (published[0] - one[1]).days <= NEWS]
    return min(news, default=None) or next(iter(found), None)


def _spelt(kind: str, days: Days) -> str:
    """As precise as it is told: a day, a month or a year."""
    first, last = days
    if first == last and kind not in LASTING:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return first.isoformat()[:4] if first.year == last.year else ""


@cache
def _words(code: str) -> re.Pattern[str]:
    """Finds the words for happenings, each with its kind as the group; also within compounds, where nouns have them."""
    pack = load(code)
    begins = "" if pack.compounds else r"\b"
    kinds = (
        f"(?P<{kind}>{begins}(?:{'|'.join(map(re.escape, stems))}))" for kind, stems in pack.data["happenings"].items()
    )
    return re.compile("|".join(kinds), re.IGNORECASE)
