"""Day dates: a day of a month in any order and script → the day, or the days, that it means.

2024-11-30; 2024. november 30.; March 3, 2025; 3rd of March; május 3–17.; the 12th.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.calendar_days import day_of, month_days
from consistency.extraction.time_words import HYPHENS, Moment, TimeWords

if TYPE_CHECKING:
    from collections.abc import Callable

DATE_MARKS = "-/."


class DayDates:
    """Reads the days of one sentence."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.sentence = words.sentence
        self.tokens = words.tokens
        self.pack = words.pack
        self.calendar = words.calendar

    def of_digits(self) -> tuple[Callable[[int], Moment | None], ...]:
        """The shapes of a day that begin with digits, in the order in which they are tried."""
        return (self.numeric, self.year_first, self.day_first, self.bare_ordinal)

    def of_words(self) -> tuple[Callable[[int], Moment | None], ...]:
        """The shapes of a day that begin with a word."""
        return (self.month_first,)

    def numeric(self, i: int) -> Moment | None:
        """2024-11-30, 2024/11/30, 30/11/2024, 30.11.2024."""
        five = self.tokens[i : i + 5]
        if len(five) < 5 or any(token.kind != "n" for token in five[::2]) or any(token.spaced for token in five[1:]):
            return None
        if five[1].text != five[3].text or five[1].text not in DATE_MARKS:
            return None
        a, b, c = (int(token.value) for token in five[::2])
        year, month, day = (a, b, c) if a > 1900 else (c, b, a)
        found = day_of(year, month, day)
        return Moment(i, i + 5, (found, found)) if found else None

    def year_first(self, i: int) -> Moment | None:
        """2024. november 30.; 2024 novembere is the whole month."""
        year, j = self.words.year(i)
        month = self.words.named(j, "month") if year else None
        if month is None:
            return None
        days = None if self._is_closed(j) else self._days_behind(i, month[0], month[1], year)
        return days or Moment(i, month[1], self.words.in_part(month_days(year, month[0]), month[1])[0])

    def month_first(self, i: int) -> Moment | None:
        """június 19-én, May 3–17, March 3 and 17, 2025."""
        month = self.words.named(i, "month")
        return self._days_behind(i, month[0], month[1], 0) if month and not self._is_closed(i) else None

    def _is_closed(self, i: int) -> bool:
        """Whether an ending on the month tells that no day follows: "májusban 21 ezer"."""
        month = self.sentence.at(i, "month")
        return month is not None and self.pack.inflected and bool(month.features)

    def _days_behind(self, first: int, month: int, j: int, year: int) -> Moment | None:
        day, after = self.words.day_number(j)
        if not day or (not self.pack.inflected and self._is_counted(after, j) and not self._is_the(first)):
            return None
        last_day, after = self._second_day(after, day)
        if not year:
            year, after = self.words.year_behind(after)
        return self._span(first, after, year, month, day, last_day)

    def _is_the(self, first: int) -> bool:
        """Whether an article stands before the month: "the October 7 attacks"."""
        return self.sentence.low(first - 1) in self.pack.words["definite_articles"]

    def _is_counted(self, after: int, j: int) -> bool:
        """Whether the number belongs to what follows it: "In May 12 people died"."""
        following = self.tokens[after] if after < len(self.tokens) else None
        if following is None or following.kind != "w" or after > j + 1:
            return False
        counted = ("person", "subject", "unit", "outcome", "demonym")
        return any(t.slot in counted for t in self.sentence.starting.get(after, ()))

    def _second_day(self, j: int, day: int) -> tuple[int, int]:
        """The last of several days: (it, token after it)."""
        if j < len(self.tokens) and self.words.joins(j):
            second, after = self.words.day_number(j + 1)
            if second > day:
                return second, after
        return day, j

    def day_first(self, i: int) -> Moment | None:
        """3 March 2025, 3rd of March, between 3 and 17 May."""
        day, j = self.words.day_number(i)
        if not day:
            return None
        last_day, j = self._second_day(j, day)
        month = self.words.named(self.words.skip(j, "of"), "month")
        if month is None or (self.pack.inflected and last_day == day):
            return None
        year, after = self.words.year_behind(month[1])
        return self._span(i, after, year, month[0], day, last_day)

    def bare_ordinal(self, i: int) -> Moment | None:
        """The latest such day, where no month is named: "on the 12th"."""
        day = self.words.number(i, 1, 31)
        signs = self.pack.words["ordinal_signs"]
        if not day or i + 1 >= len(self.tokens):
            return None
        if "." in signs:
            return self._dated_by_ending(i, day)
        if self.tokens[i + 1].low not in signs or self.tokens[i + 1].spaced:
            return None
        if self.pack.phrases["day_openers"].before(self.tokens, i) is None:
            return None
        found = self.calendar.latest_day(day)
        return Moment(i, i + 2, (found, found)) if found else None

    def _dated_by_ending(self, i: int, day: int) -> Moment | None:
        """The latest such day, told by its ending alone: "17-én"."""
        three = self.tokens[i : i + 3]
        if len(three) < 3 or three[1].text not in HYPHENS or three[1].spaced or three[2].spaced:
            return None
        if three[2].low not in self.pack.words["times.dated_endings"]:
            return None
        found = self.calendar.latest_day(day)
        return Moment(i, i + 3, (found, found) if found else None)

    def _span(self, first: int, last: int, year: int, month: int, day: int, last_day: int) -> Moment | None:
        start = day_of(year, month, day) if year else self.calendar.latest(month, day)
        end = day_of(start.year, month, last_day) if start else None
        if start is None and (year or self.calendar.today):
            return None
        days = (start, end) if start and end else None
        told = bool(year) or days is None
        ahead = None if told or days is None else self.calendar.coming(days, "year")
        return Moment(first, last, days, ahead=ahead, yearless=None if year else (month, day))
