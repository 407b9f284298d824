"""Periods: months, seasons, quarters, weekdays and relative words → the days that they mean.

"tavaly ősszel", "autumn of last year", "early May", "az év első két hónapjában", "at the weekend", "two weeks ago".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.calendar_days import QUARTERS, first_of_year, part_of
from consistency.extraction.time_words import HYPHENS, PARTS, Moment, TimeWords
from consistency.vocabulary import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.languages.lexicon import Term
    from consistency.model import Days

RELATIVE = ("year_to_date", "last_weekend", "weekend", "last_week", "this_week", "last_month", "this_month",
            "last_year", "this_year", "next_week", "next_month", "next_year", "year_before_last",
            "tomorrow", "day_before_yesterday", "now", "today", "yesterday", "overnight")  # fmt: skip
CALENDAR_UNITS = ("day", "week", "month", "year")


class Periods:
    """Reads the spans of time of one sentence. year: reads a year in digits, where a part of one is named."""

    def __init__(self, words: TimeWords, year: Callable[[int], Moment | None]) -> None:
        self.words = words
        self.sentence = words.sentence
        self.tokens = words.tokens
        self.pack = words.pack
        self.calendar = words.calendar
        self.year = year

    def of_digits(self) -> tuple[Callable[[int], Moment | None], ...]:
        """The shapes of a period that begin with digits, in the order in which they are tried."""
        return (self.season, self.quarter, self.distance)

    def of_words(self) -> tuple[Callable[[int], Moment | None], ...]:
        """The shapes of a period that begin with a word."""
        return (
            self.anchored,
            self.part,
            self.season,
            self.quarter,
            self.month,
            self.weekday,
            self.relative,
            self.distance,
        )

    def part(self, i: int) -> Moment | None:
        """early May, mid-March, the end of April, late last year."""
        part = next((key for key in PARTS if self.words.time(i, key)), None) if self.words.is_time(i) else None
        if part is None:
            return None
        j = self.words.time(i, part)
        links = self.pack.words["times.part_links"]
        while j < len(self.tokens) and (self.tokens[j].text in HYPHENS or self.tokens[j].low in links):
            j += 1
        whole = self.season(j) or self.month(j) or self.relative(j) or self.year(j)
        if whole is None:
            return None
        return Moment(i, whole.last, part_of(whole.days, part) if whole.days else None)

    def first_n(self, i: int) -> Moment | None:
        """az év első két hónapjában; the first two months of 2025; without a year only a stretch of time."""
        which, year, j = self.words.which_or_year(i)
        unit = self.sentence.at(j, "unit")
        if unit is not None and unit.key == "year" and not year and self.pack.inflected:
            which, j = which or "this_year", unit.last
        if self.sentence.low(j) not in self.pack.words["first_n"]:
            return None
        count = self.words.count(j + 1) if j + 1 < len(self.tokens) else 0
        span = self.sentence.at(j + 2, "unit") if count else None
        if span is None or span.key not in CALENDAR_UNITS:
            return None
        last = span.last
        if not which and not year and self.sentence.low(last) in self.pack.words["times.of_or_in"]:
            which, year, last = self._year_of(last)
        today = self.calendar.today
        if not year and which and today is not None:
            year = today.year - (which == "last_year")
        return Moment(i, last, first_of_year(year, count, span.key) if year else None)

    def _year_of(self, of: int) -> tuple[str, int, int]:
        """The year behind "the first two months": (which, year, token after), the preposition itself where none is."""
        k = self.words.skip(of + 1, "articles")
        year, after = self.words.year(k)
        which, after = ("", after) if year else self.words.which(k)
        whole = self.sentence.at(k, "unit")
        if not year and not which and whole is not None and whole.key == "year":
            which, after = "this_year", whole.last
        return which, year, after if year or which else of

    def season(self, i: int) -> Moment | None:
        """tavaly ősszel, autumn of last year, the winter of 2024, spring."""
        which, year, j = self.words.which_or_year(i)
        season = self.sentence.at(j, "season")
        if season is None:
            return None
        j = season.last
        if not which and not year:
            which, year, j = self._year_behind_season(j)
            if not which and not year and self._is_ambiguous(i, season):
                return None
        days = self.calendar.season(season.key, which, year)
        if days is not None:
            days, j = self.words.in_part(days, j)
        return Moment(i, j, days, ahead=self._coming(days, "year", bool(which or year)))

    def _year_behind_season(self, j: int) -> tuple[str, int, int]:
        which, later = self.words.which(self.words.skip(j, "of"))
        year, later = (0, later) if which else self.words.year_behind(j)
        return which, year, later if which or year else j

    def _is_ambiguous(self, i: int, season: Term) -> bool:
        """Whether a season's name may be another word ("fall") and nothing before it tells that a time is meant."""
        ambiguous = self.tokens[season.first].low in self.pack.words["times.ambiguous_seasons"]
        return ambiguous and self.sentence.low(i - 1) not in self.pack.words["times.season_openers"]

    def quarter(self, i: int) -> Moment | None:
        """first quarter, első negyedév, the third quarter of 2024, a tavalyi első félév."""
        which, told, begin = self.words.which_or_year(i)
        key = (
            next((key for key in QUARTERS if self.words.time(begin, key)), None) if self.words.is_time(begin) else None
        )
        if key is None:
            return None
        year, j = self.words.year_behind(self.words.time(begin, key))
        year = year or told
        if not year and which in ("last_year", "this_year") and self.calendar.today is not None:
            year = self.calendar.today.year - (which == "last_year")
        return Moment(i, j, self.calendar.quarter(key, year))

    def month(self, i: int) -> Moment | None:
        """May, last March, March 2025, idén januárban, április végén."""
        which, j = self.words.which(i)
        month = self.words.named(j, "month")
        if month is None:
            return None
        number, j = month
        year, after = self.words.year_behind(j)
        if not which and not year:
            which, k = self.words.which(self.words.skip(j, "of"))
            after = k if which in ("last_year", "this_year") else j
            which = which if after != j else ""
        days = self.calendar.month(number, which, year)
        if days is not None:
            days, after = self.words.in_part(days, after if year or after > j else j)
        told = bool(which or year)
        return Moment(i, max(after, j), days, ahead=self._coming(days, "year", told))

    def _coming(self, days: Days | None, unit: str, told: bool) -> Days | None:
        return self.calendar.coming(days, unit) if days is not None and not told else None

    def weekday(self, i: int) -> Moment | None:
        """on Tuesday, last Friday night, kedd este."""
        which, j = self.words.which(i)
        day = self.words.named(j, "weekday")
        if day is None:
            return None
        number, j = day
        while j < len(self.tokens) and self.words.time(j, "parts_of_day"):
            j += 1
        days = self.calendar.weekday(number, which)
        return Moment(i, j, days, ahead=self._coming(days, "week", bool(which) or self._is_of_a_promise()))

    def _is_of_a_promise(self) -> bool:
        """Whether the day may be that of a promise, which has been made: "pledged $250 million on Monday"."""
        promised = any(term.key == "plan" for term in self.sentence.of("saying"))
        return promised and not any(term.key == "will" for term in self.sentence.of("stance"))

    def relative(self, i: int) -> Moment | None:
        """now, yesterday, last year, last month, this week, at the weekend."""
        for key in RELATIVE if self.words.is_time(i) else ():
            j = self.words.time(i, key)
            if not j:
                continue
            days = self.calendar.relative(key)
            if days is not None and key.endswith(("year", "month", "week", "year_before_last")):
                days, j = self.words.in_part(days, j)
            return Moment(i, j, days)
        return self._part_of_current(i)

    def _part_of_current(self, i: int) -> Moment | None:
        """A part of the period that is going on: "a hét elején", "az év végén"."""
        unit = self.sentence.at(i, "unit") if self.pack.inflected else None
        if unit is None or unit.key not in ("year", "month", "week"):
            return None
        period = self.calendar.relative(f"this_{unit.key}")
        if period is None:
            return None
        days, j = self.words.in_part(period, unit.last)
        return Moment(i, j, days) if j > unit.last else None

    def distance(self, i: int) -> Moment | None:
        """two weeks ago, a week earlier, egy héttel ezelőtt, három nappal korábban: how long before another time."""
        count = self.words.count(i)
        unit = self.sentence.at(i + 1, "unit") if count else None
        if unit is None or unit.key not in units("time"):
            return None
        after = self.words.time(unit.last, "ago", "earlier", "later")
        if not after or self._leads_on(after):
            return None
        if unit.key not in CALENDAR_UNITS:
            return Moment(i, after, None)
        if self.words.time(unit.last, "ago"):
            return Moment(i, after, self.calendar.ago(count, unit.key))
        back = -1 if self.words.time(unit.last, "earlier") else 1
        return Moment(i, after, None, shift=(back * count, unit.key))

    def _leads_on(self, j: int) -> bool:
        """Whether the last word of a distance is a preposition with its noun: "80 cm an hour on Thursday"."""
        prepositions, following = self.pack.words["locatives.before"], self.sentence.tokens[j : j + 1]
        preposition = self.sentence.low(j - 1) in prepositions
        return preposition and any(t.kind in "wn" and t.low not in prepositions for t in following)

    def anchored(self, i: int) -> Moment | None:
        """the previous month, the day before, másnap: a step from another time."""
        found = self.words.anchored(i)
        return Moment(i, found[1], None, shift=found[0]) if found else None
