"""Days: what an article tells of the date of a figure → the first and last day on which it held.

A day is its proleptic Gregorian ordinal, so that periods can be compared by the million; EVER and NEVER stand for
an end that nothing sets.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.model import Days

NEVER, EVER = -(10**7), 10**7
UNDATED = date(1000, 1, 1).toordinal()  # the day of every article where none has a date
LONG = 3650  # days; of a figure for a stretch as long as this nobody knows when it was
KNOWN = date(1100, 1, 1).toordinal()  # no period that ends before it is known
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?!\d).*)?)?", re.DOTALL)


@cache
def published_days(published: str | None) -> tuple[int, int] | None:
    """First and last day of a publication date, as precise as it is: 2025-03 → 1 to 31 March; None where unreadable."""
    found = _PUBLISHED.fullmatch(published or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return (first.toordinal(), first.toordinal())
    last = first.replace(month=month or 12)
    return (first.toordinal(), last.replace(day=monthrange(last.year, last.month)[1]).toordinal())


def newest(published: Iterable[str | None]) -> int:
    """The newest of publication dates, as an ordinal; UNDATED where there is none."""
    return max((found[1] for each in set(published) if (found := published_days(each))), default=UNDATED)


def period(stated: Days | Sequence[str] | None, published: str | None, today: int, since: int) -> tuple[int, int, bool]:
    """First and last day for which a claim speaks, and whether that is only when it was published.

    stated: those that the text tells, as dates or as they are written in claims.csv. since, today: the days of
    which an article without a date may be.
    """
    if stated is not None:
        first, last = (day if isinstance(day, date) else _written(day) for day in stated)
        return (first.toordinal(), last.toordinal(), False)
    return (*(published_days(published) or (since, today)), True)


@cache
def _written(day: str) -> date:
    return date.fromisoformat(day)


def spelt(first: int, last: int) -> str:
    """A period in words: "23 December 2024", "21 to 30 April 2025", "January to February 2025"; "" for any time."""
    if NEVER < last < KNOWN:
        return "an unknown day"
    if first <= NEVER or last >= EVER:
        return "any time" if first <= NEVER else f"{_day(first)} on"
    one, other = day_of(first), day_of(last)
    whole_months = one.day == 1 and other.day == monthrange(other.year, other.month)[1]
    if whole_months and (one.year, one.month) == (other.year, other.month):
        return f"{one:%B %Y}"
    if whole_months:
        return f"{one:%B}{'' if one.year == other.year else f' {one.year}'} to {other:%B %Y}"
    if one == other:
        return _day(first)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def day_of(ordinal: int) -> date:
    """The date of an ordinal; what lies beyond the calendar is its first or last day."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _day(ordinal: int) -> str:
    day = day_of(ordinal)
    return f"{day.day} {day:%B %Y}"
