"""Calendar days: a month, a season, last week, two years ago → the first and last day that it means, inclusive.

Everything relative is counted from the publication. A month, season or day without a year is the latest one on or
before it. Seasons are meteorological.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from consistency.model import Days

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month, meteorological
QUARTERS = {"first_quarter": (1, 3), "second_quarter": (4, 3), "third_quarter": (7, 3), "fourth_quarter": (10, 3),
            "first_half_year": (1, 6), "second_half_year": (7, 6)}  # fmt: skip  # first month, and how many
MONTH_LENGTHS = range(28, 32)  # days; thirds of a month are told in tens
HALVED_YEAR = 300  # days from which a half is six months
LEAP_CYCLE = 5  # years back in which every day of a year has occurred
AHEAD = 5  # months that a quarter may lie ahead and still be one of this year


def published_days(published: str | None) -> Days | None:
    """The day or days that an ISO 8601 publication date means: "2025-03" is the whole of March."""
    if not published:
        return None
    parts = [int(part) for part in published[:10].split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        return month_days(*parts)
    return year_days(parts[0])


def year_days(year: int) -> Days:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_days(year: int, month: int, months: int = 3) -> Days:
    """The first and last day of the months, mostly three, that begin with `month`."""
    start = date(year, month, 1)
    return start, start + relativedelta(months=months, days=-1)


def first_of_year(year: int, count: int, unit: str) -> Days:
    """The first `count` days, weeks, months or years from the beginning of `year`."""
    start = date(year, 1, 1)
    return start, start + span(unit, count) - timedelta(days=1)


def span(unit: str, count: int) -> relativedelta:
    """So many days, weeks, months or years. Raises KeyError for another unit."""
    days, months = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}[unit]
    return relativedelta(days=days * count, months=months * count)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def part_of(days: Days, part: str) -> Days:
    """early, mid or late in a month is its first, second or last ten days; in a longer span, its thirds."""
    first, last = days
    length = (last - first).days + 1
    if part.endswith("half"):
        middle = first + (relativedelta(months=6) if length > HALVED_YEAR else timedelta(days=length // 2))
        return (first, middle - timedelta(days=1)) if part == "first_half" else (middle, last)
    third = 10 if length in MONTH_LENGTHS else max(1, length // 3)
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "mid":
        return first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    return first + timedelta(days=2 * third), last


def shifted(days: Days, count: int, unit: str) -> Days | None:
    """The days so many days, weeks, months, quarters or years from others; None where those are too coarse for it.

    Whole months stay whole months: a month before the whole of March is the whole of February.
    """
    first, last = days
    if unit == "quarter":
        count, unit = 3 * count, "month"
    if unit in ("day", "week"):
        step = timedelta(days=count * (7 if unit == "week" else 1))
        whole = (last - first).days
        return (first + step, last + step) if whole < (7 if unit == "week" else 1) or not count else None
    step_months = relativedelta(months=count * (12 if unit == "year" else 1))
    start, end = first + step_months, last + step_months
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    return start, end


def narrower(a: Days, b: Days) -> Days | None:
    """The narrower of two spans of which one lies within the other ("Tuesday 13 August 2024"), else None."""
    if a[0] <= b[0] and b[1] <= a[1]:
        return b
    if b[0] <= a[0] and a[1] <= b[1]:
        return a
    return None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Time as seen from a publication: the days on which it may have been, or None where nothing relative is known."""

    published: Days | None

    @property
    def today(self) -> date | None:
        return self.published[1] if self.published else None

    def latest(self, month: int, day: int) -> date | None:
        """The latest such day on or before publication."""
        if self.today is None:
            return None
        for year in range(self.today.year, self.today.year - LEAP_CYCLE, -1):
            found = day_of(year, month, day)
            if found and found <= self.today:
                return found
        return None

    def coming(self, days: Days, unit: str) -> Days | None:
        """The next occurrence of days that come round each `unit`, where the last one lies before publication."""
        if self.today is None or days[1] >= self.today:
            return None
        return shifted(days, 1, unit)

    def latest_day(self, day: int) -> date | None:
        """The latest such day of a month ("on the 12th")."""
        if self.today is None:
            return None
        month = self.today if self.today.day >= day else self.today - relativedelta(months=1)
        return day_of(month.year, month.month, day)

    def season(self, season: str, which: str, year: int) -> Days | None:
        """A season of `year`, or where that is 0 the one that `which` tells (last_year, next, last, this_year, "")."""
        if year:
            return quarter_days(year, SEASONS[season])
        if self.today is None:
            return None
        year = self.today.year
        if which == "last_year":
            year -= 1
        elif which in ("next", "next_year"):
            year += 1
        else:
            start, end = quarter_days(year, SEASONS[season])
            if which == "last":
                year -= end >= self.today
            elif which != "this_year" and start > self.today:
                year -= 1
        return quarter_days(year, SEASONS[season])

    def quarter(self, key: str, year: int) -> Days | None:
        """A quarter or a half of `year`, or where that is 0 the one nearest to publication."""
        first, months = QUARTERS[key]
        if not year:
            if self.today is None:
                return None
            year = self.today.year - (first > self.today.month + AHEAD)
        return quarter_days(year, first, months)

    def month(self, month: int, which: str, year: int) -> Days | None:
        """A month of `year`, or where that is 0 the one that `which` tells (see `season`)."""
        if year:
            return month_days(year, month)
        if self.today is None:
            return None
        year = self.today.year
        if which == "last_year":
            year -= 1
        elif which in ("next", "next_year"):
            year += month <= self.today.month or which == "next_year"
        elif (which != "this_year" and month > self.today.month) or (which == "last" and month == self.today.month):
            year -= 1
        return month_days(year, month)

    def weekday(self, number: int, which: str) -> Days | None:
        """The latest such weekday (0 is Monday) on or before publication, the next or the one before today's."""
        if self.published is None or self.published[0] != self.published[1]:
            return None
        today = self.published[1]
        if which == "next":
            found = today + timedelta(days=(number - today.weekday()) % 7 or 7)
        else:
            back = (today.weekday() - number) % 7
            found = today - timedelta(days=7 if which == "last" and not back else back)
        return found, found

    def relative(self, key: str) -> Days | None:
        """now, today, yesterday, overnight; last_ or this_ week, month or year; weekend or last_weekend."""
        today = self.today
        if self.published is None or today is None:
            return None
        if key in ("now", "today"):
            return self.published
        if key == "year_to_date":
            return date(today.year, 1, 1), today
        if key == "yesterday":
            return today - timedelta(days=1), today - timedelta(days=1)
        if key == "overnight":
            return today - timedelta(days=1), today
        if key == "tomorrow":
            return today + timedelta(days=1), today + timedelta(days=1)
        if key == "day_before_yesterday":
            return today - timedelta(days=2), today - timedelta(days=2)
        if key.endswith("weekend"):
            return self._weekend(today, key == "last_weekend")
        back = (
            1 if key.startswith("last") else -1 if key.startswith("next") else 2 if key.startswith("year_before") else 0
        )
        if key.endswith("week"):
            monday = today - timedelta(days=today.weekday() + 7 * back)
            return monday, monday + timedelta(days=6)
        if key.endswith("month"):
            first = today.replace(day=1) - relativedelta(months=back)
            return month_days(first.year, first.month)
        return year_days(today.year - back)

    def _weekend(self, today: date, last: bool) -> Days:
        saturday = today + timedelta(days=5 - today.weekday())
        if saturday > today or (last and today.weekday() >= 5):
            saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=1)

    def ago(self, count: int, unit: str) -> Days | None:
        """So many days or weeks ago is a day; so many months or years ago the whole month or year."""
        if self.today is None:
            return None
        day = self.today - span(unit, count)
        if unit == "month":
            return month_days(day.year, day.month)
        return year_days(day.year) if unit == "year" else (day, day)
