"""Dates: words of time in a sentence → the first and last day that they mean, as of the article's publication.

Absolute dates, months, seasons, weekdays, quarters and relative words are composed from neighbouring tokens whatever
their order ("tavaly ősszel", "autumn of last year", "2024. november 30."). A date without a year is the latest one on
or before publication. Every token of a date is claimed, so that no figure is read from it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from consistency.languages.lexicon import NONE
from consistency.vocabulary import units

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.model import Days

HYPHENS = "-‑–—"
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month, meteorological
QUARTERS = {"first_quarter": 1, "second_quarter": 4, "third_quarter": 7, "fourth_quarter": 10}
PARTS = ("early", "mid", "late", "first_half", "second_half")


@dataclass(slots=True, eq=False)
class Moment:
    """tokens[first:last] mean these days; None where they only mark a time ("since 2022", "two years ago")."""

    first: int
    last: int
    days: Days | None


def published_days(published: str | None) -> Days | None:
    """The day or days that a publication date means: "2025-03" is the whole of March."""
    if not published:
        return None
    parts = [int(part) for part in published[:10].split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        return month_days(*parts)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


class DateReader:
    """Reads the moments of one sentence. published: the days on which the article may have appeared, or None."""

    def __init__(self, sentence: Sentence, published: Days | None) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.published = published
        self.today = published[1] if published else None

    def read(self) -> list[Moment]:
        """All moments in order; their tokens are claimed in the sentence."""
        found: list[Moment] = []
        i = 0
        while i < len(self.tokens):
            moment = self._at(i)
            if moment is None:
                i += 1
                continue
            self.sentence.claimed.update(range(moment.first, moment.last))
            found.append(self._governed(moment))
            i = moment.last
        return _joined(found, self)

    def _at(self, i: int) -> Moment | None:
        for recognise in (
            self._first_n,
            self._iso,
            self._day,
            self._part,
            self._season,
            self._quarter,
            self._month,
            self._weekday,
            self._relative,
            self._distance,
            self._year,
        ):
            moment = recognise(i)
            if moment is not None:
                return moment
        return None

    def _governed(self, moment: Moment) -> Moment:
        """The moment is where something began, not when the figure holds: "Since", "óta", "after"."""
        before = self.tokens[moment.first - 1].low if moment.first else ""
        after = self.tokens[moment.last].low if moment.last < len(self.tokens) else ""
        since = self.pack.words["times.since"]
        since_before = before in since and not self.pack.inflected
        if since_before or (self.pack.inflected and after in since):
            moment.days = None
        return moment

    # -- pieces ----------------------------------------------------------------------------------------------

    def _time(self, i: int, *keys: str) -> int:
        """The token after a time word of one of these keys at token i, or 0."""
        ends = [t.last for t in self.sentence.starting.get(i, ()) if t.slot == "time" and t.key in keys]
        return max(ends, default=0)

    def _term(self, i: int, slot: str) -> tuple[int, int] | None:
        """A month or weekday at token i: (its number, token after it and after the full stop of an abbreviation)."""
        term = self.sentence.at(i, slot)
        if term is None:
            return None
        last = term.last
        if (
            last + 1 < len(self.tokens)
            and self.tokens[last].text == "."
            and len(self.tokens[i].text) <= 5
            and not self.tokens[last].spaced
        ):
            last += 1
        return int(term.key), last

    def _number(self, i: int, low: int, high: int) -> int:
        """A plain whole number at token i within low and high, or 0."""
        if i >= len(self.tokens) or i in self.sentence.claimed:
            return 0
        token = self.tokens[i]
        value = int(token.value)
        fits = (
            token.kind == "n"
            and not token.grouped
            and token.value == value
            and low <= value <= high
            and len(token.text) <= 4
        )
        return value if fits else 0

    def _after_number(self, i: int) -> int:
        """Past the full stop or the ending behind a day or year at token i - 1 ("19-én", "30.", "2024-ben", "3rd")."""
        tokens = self.tokens
        if i < len(tokens) and tokens[i].text == "." and not tokens[i].spaced and i + 1 < len(tokens):
            i += 1
        if i + 1 < len(tokens) and tokens[i].text in HYPHENS and not tokens[i].spaced and not tokens[i + 1].spaced:
            ending = tokens[i + 1].low
            if self.pack.endings["noun"].table.get(ending) or ending in self.pack.words["times.day_endings"]:
                return i + 2
        if i < len(tokens) and not tokens[i].spaced and tokens[i].low in self.pack.words["ordinal_signs"]:
            return i + 1
        return i

    def _year_at(self, i: int, leading: bool = False) -> tuple[int, int]:
        """A year at token i: (year, token after it), or (0, i). Behind a month or season, "," or "of" may stand before
        it.
        """
        j = i
        if not leading and j < len(self.tokens) and self.tokens[j].text == ",":
            j += 1
        if not leading and j < len(self.tokens) and self.tokens[j].low in self.pack.words["times.of_or_in"]:
            j += 1
        year = self._number(j, 1900, 2100)
        return (year, self._after_number(j + 1)) if year and len(self.tokens[j].text) == 4 else (0, i)

    def _day_number(self, i: int) -> tuple[int, int]:
        day = self._number(i, 1, 31)
        return (day, self._after_number(i + 1)) if day else (0, i)

    # -- shapes ----------------------------------------------------------------------------------------------

    def _iso(self, i: int) -> Moment | None:
        """2024-11-30, 2024/11/30, 30/11/2024, 30.11.2024."""
        tokens = self.tokens
        if (
            i + 4 < len(tokens)
            and all(tokens[i + k].kind == "n" for k in (0, 2, 4))
            and tokens[i + 1].text == tokens[i + 3].text
            and tokens[i + 1].text in "-/."
        ):
            a, b, c = (int(tokens[i + k].value) for k in (0, 2, 4))
            year, month, day = (a, b, c) if a > 1900 else (c, b, a)
            found = _date(year, month, day)
            if found and not any(tokens[i + k].spaced for k in (1, 2, 3, 4)):
                return Moment(i, i + 5, (found, found))
        return None

    def _day(self, i: int) -> Moment | None:
        """2024. november 30., March 3(, 2025), 3(rd) (of) March (2025), május 3–17., between 3 and 17 May, the 12th."""
        return self._year_first(i) or self._month_first(i) or self._day_first(i) or self._bare_ordinal_day(i)

    def _year_first(self, i: int) -> Moment | None:
        year, j = self._year_at(i, leading=True)
        if not year or self.tokens[i].kind != "n":
            return None
        month = self._term(j, "month")
        if month is None:
            return None
        return self._month_and_days(i, month[0], month[1], year) or Moment(
            i, month[1], self._in_part(month_days(year, month[0]), month[1])[0]
        )

    def _month_first(self, i: int) -> Moment | None:
        month = self._term(i, "month")
        return self._month_and_days(i, month[0], month[1], 0) if month else None

    def _month_and_days(self, first: int, month: int, j: int, year: int) -> Moment | None:
        """Days behind a month: "június 19-én", "május 3–17.", "March 3 and 17, 2025"."""
        day, after = self._day_number(j)
        if not day or (not self.pack.inflected and self._is_counted(after, j)):
            return None
        last_day, after = self._second_day(after, day)
        if not year:
            year, after = self._year_at(after)
        return self._span(first, after, year, month, day, last_day)

    def _is_counted(self, after: int, j: int) -> bool:
        """The number belongs to what follows it: "In May 12 people died"."""
        following = self.tokens[after] if after < len(self.tokens) else None
        if following is None or following.kind != "w" or after > j + 1:
            return False
        return any(
            t.slot in ("person", "subject", "unit", "outcome", "demonym") for t in self.sentence.starting.get(after, ())
        )

    def _second_day(self, j: int, day: int) -> tuple[int, int]:
        tokens = self.tokens
        joins = j < len(tokens) and (
            tokens[j].text in HYPHENS
            or tokens[j].low in self.pack.words["and"]
            or tokens[j].low in self.pack.words["range_words"]
        )
        if joins:
            second, after = self._day_number(j + 1)
            if second > day:
                return second, after
        return day, j

    def _day_first(self, i: int) -> Moment | None:
        day, j = self._day_number(i)
        if not day or self.tokens[i].kind != "n":
            return None
        last_day, j = self._second_day(j, day)
        if j < len(self.tokens) and self.tokens[j].low in self.pack.words["of"]:
            j += 1
        month = self._term(j, "month")
        if month is None or (self.pack.inflected and last_day == day):
            return None
        year, after = self._year_at(month[1])
        return self._span(i, after, year, month[0], day, last_day)

    def _bare_ordinal_day(self, i: int) -> Moment | None:
        """The latest 12th: "on the 12th"."""
        day = self._number(i, 1, 31)
        signs = self.pack.words["ordinal_signs"]
        if not day or self.today is None or "." in signs or i + 1 >= len(self.tokens):
            return None
        signed = self.tokens[i + 1].low in signs and not self.tokens[i + 1].spaced
        if not signed or self.pack.phrases["day_openers"].before(self.tokens, i) is None:
            return None
        month = self.today if self.today.day >= day else self.today - relativedelta(months=1)
        found = _date(month.year, month.month, day)
        return Moment(i, i + 2, (found, found)) if found else None

    def _span(self, first: int, last: int, year: int, month: int, day: int, last_day: int) -> Moment | None:
        start = _date(year, month, day) if year else self._latest(month, day)
        end = _date(start.year, month, last_day) if start else None
        if start is None and (year or self.today):
            return None
        return Moment(first, last, (start, end) if start and end else None)

    def _latest(self, month: int, day: int) -> date | None:
        """The latest such day on or before publication."""
        if self.today is None:
            return None
        for year in range(self.today.year, self.today.year - 5, -1):
            found = _date(year, month, day)
            if found and found <= self.today:
                return found
        return None

    def _part(self, i: int) -> Moment | None:
        """early May, mid-March, the end of April, late last year."""
        part = next((key for key in PARTS if self._time(i, key)), None)
        if part is None:
            return None
        j = self._time(i, part)
        while j < len(self.tokens) and (
            self.tokens[j].text in HYPHENS or self.tokens[j].low in self.pack.words["times.part_links"]
        ):
            j += 1
        whole = self._season(j) or self._month(j) or self._relative(j) or self._year(j)
        if whole is None:
            return None
        return Moment(i, whole.last, part_of(whole.days, part) if whole.days else None)

    def _in_part(self, days: Days, j: int) -> tuple[Days, int]:
        """A part named behind its whole: "április végén", "az év elején"."""
        for part in PARTS:
            after = self._time(j, part)
            if after:
                return part_of(days, part), after
        return days, j

    def _first_n(self, i: int) -> Moment | None:
        """az év első két hónapjában; the first two months of 2025; without a year only a stretch of time."""
        which, j = self._which(i)
        year, j = self._year_at(j, leading=True) if not which else (0, j)
        unit = self.sentence.at(j, "unit")
        if unit is not None and unit.key == "year" and not year and self.pack.inflected:
            which, j = which or "this_year", unit.last
        if j >= len(self.tokens) or self.tokens[j].low not in self.pack.words["first_n"]:
            return None
        count = self._count(j + 1) if j + 1 < len(self.tokens) else 0
        span = self.sentence.at(j + 2, "unit") if count else None
        if span is None or span.key not in ("month", "week", "day", "year"):
            return None
        last = span.last
        if (
            not which
            and not year
            and last < len(self.tokens)
            and self.tokens[last].low in self.pack.words["times.of_or_in"]
        ):
            k = last + 1 + (last + 1 < len(self.tokens) and self.tokens[last + 1].low in self.pack.words["articles"])
            year, after = self._year_at(k, leading=True)
            which, after = ("", after) if year else self._which(k)
            whole = self.sentence.at(k, "unit")
            if not year and not which and whole is not None and whole.key == "year":
                which, after = "this_year", whole.last
            last = after if year or which else last
        if (not which and not year) or (self.today is None and not year):
            return Moment(i, last, None)
        year = year or self.today.year - (which == "last_year")  # type: ignore[union-attr]
        start = date(year, 1, 1)
        return Moment(i, last, (start, start + relativedelta(**{f"{span.key}s": count}) - timedelta(days=1)))  # type: ignore[arg-type]

    def _season(self, i: int) -> Moment | None:
        which, j = self._which(i)
        year, j = self._year_at(j, leading=True) if not which else (0, j)
        season = self.sentence.at(j, "season")
        if season is None:
            return None
        j = season.last
        if not which and not year:
            after = j + 1 if j < len(self.tokens) and self.tokens[j].low in self.pack.words["of"] else j
            which, later = self._which(after)
            year, later = (0, later) if which else self._year_at(j)
            j = later if which or year else j
            if (
                not which
                and not year
                and self.tokens[season.first].low in self.pack.words["times.ambiguous_seasons"]
                and not self._is_time_phrase(i)
            ):
                return None
        days = self._season_days(season.key, which, year)
        if days is not None:
            days, j = self._in_part(days, j)
        return Moment(i, j, days)

    def _is_time_phrase(self, i: int) -> bool:
        return i > 0 and (self.tokens[i - 1].low in self.pack.words["times.season_openers"])

    def _which(self, i: int) -> tuple[str, int]:
        for key in ("last_year", "this_year", "next_year", "last", "this", "next"):
            after = self._time(i, key)
            if after:
                return key, after
        return "", i

    def _season_days(self, season: str, which: str, year: int) -> Days | None:
        if not year and self.today is None:
            return None
        if not year:
            assert self.today is not None
            year = self.today.year
            if which == "last_year":
                year -= 1
            elif which in ("next", "next_year"):
                year += 1
            else:
                start = date(year, SEASONS[season], 1)
                end = start + relativedelta(months=3, days=-1)
                if which == "last":
                    year -= end >= self.today
                elif which != "this_year" and start > self.today:
                    year -= 1
        start = date(year, SEASONS[season], 1)
        return start, start + relativedelta(months=3, days=-1)

    def _quarter(self, i: int) -> Moment | None:
        key = next((key for key in QUARTERS if self._time(i, key)), None)
        if key is None:
            return None
        j = self._time(i, key)
        year, j = self._year_at(j)
        if not year:
            if self.today is None:
                return Moment(i, j, None)
            year = self.today.year - (QUARTERS[key] > self.today.month + 5)
        start = date(year, QUARTERS[key], 1)
        return Moment(i, j, (start, start + relativedelta(months=3, days=-1)))

    def _month(self, i: int) -> Moment | None:
        which, j = self._which(i)
        month = self._term(j, "month")
        if month is None:
            return None
        number, j = month
        year, after = self._year_at(j)
        if not which and not year:
            which, k = self._which(j + (j < len(self.tokens) and self.tokens[j].low in self.pack.words["of"]))
            after = k if which in ("last_year", "this_year") else j
            which = which if after != j else ""
        days = self._month_days(number, which, year)
        if days is not None:
            days, after = self._in_part(days, after if year or after > j else j)
        return Moment(i, max(after, j), days)

    def _month_days(self, month: int, which: str, year: int) -> Days | None:
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

    def _weekday(self, i: int) -> Moment | None:
        which, j = self._which(i)
        day = self._term(j, "weekday")
        if day is None:
            return None
        number, j = day
        while j < len(self.tokens) and self._time(j, "parts_of_day"):
            j += 1
        if self.published is None or self.published[0] != self.published[1]:
            return Moment(i, j, None)
        today = self.published[1]
        back = (today.weekday() - number) % 7
        if which == "last" and not back:
            back = 7
        found = (
            today + timedelta(days=(number - today.weekday()) % 7 or 7)
            if which == "next"
            else today - timedelta(days=back)
        )
        return Moment(i, j, (found, found))

    def _relative(self, i: int) -> Moment | None:
        """now, yesterday, last year, last month, this week, at the weekend."""
        for key in (
            "last_weekend",
            "weekend",
            "last_week",
            "this_week",
            "last_month",
            "this_month",
            "last_year",
            "this_year",
            "now",
            "today",
            "yesterday",
        ):
            j = self._time(i, key)
            if not j:
                continue
            days = self._relative_days(key)
            if days is not None and key.endswith(("year", "month", "week")):
                days, j = self._in_part(days, j)
            return Moment(i, j, days)
        return self._period(i)

    def _period(self, i: int) -> Moment | None:
        """a hét elején, az év végén: a part of the period that is going on."""
        unit = self.sentence.at(i, "unit")
        if unit is None or unit.key not in ("year", "month", "week") or self.today is None or not self.pack.inflected:
            return None
        days, j = self._in_part(self._relative_days(f"this_{unit.key}") or (self.today, self.today), unit.last)
        return Moment(i, j, days) if j > unit.last else None

    def _relative_days(self, key: str) -> Days | None:
        if self.published is None or self.today is None:
            return None
        today = self.today
        if key in ("now", "today"):
            return self.published
        if key == "yesterday":
            return today - timedelta(days=1), today - timedelta(days=1)
        monday = today - timedelta(days=today.weekday())
        if key.endswith("weekend"):
            saturday = monday + timedelta(days=5)
            saturday -= (
                timedelta(days=7)
                if saturday > today or (key == "last_weekend" and today.weekday() >= 5)
                else timedelta()
            )
            return saturday, saturday + timedelta(days=1)
        back = 1 if key.startswith("last") else 0
        if key.endswith("week"):
            monday -= timedelta(days=7 * back)
            return monday, monday + timedelta(days=6)
        if key.endswith("month"):
            first = today.replace(day=1) - relativedelta(months=back)
            return month_days(first.year, first.month)
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)

    def _distance(self, i: int) -> Moment | None:
        """two weeks ago, a week earlier, egy héttel ezelőtt, három nappal korábban: how long before, so no day by
        itself.
        """
        count = self._count(i)
        unit = self.sentence.at(i + 1, "unit") if count else None
        if unit is None or unit.key not in units("time"):
            return None
        after = self._time(unit.last, "ago", "earlier")
        if not after:
            return None
        days = None
        if self.today is not None and self._time(unit.last, "ago") and unit.key in ("day", "week", "month", "year"):
            day = self.today - relativedelta(**{f"{unit.key}s": count})  # type: ignore[arg-type]
            days = (
                (day, day)
                if unit.key in ("day", "week")
                else month_days(day.year, day.month)
                if unit.key == "month"
                else (date(day.year, 1, 1), date(day.year, 12, 31))
            )
        return Moment(i, after, days)

    def _count(self, i: int) -> int:
        token = self.tokens[i]
        if token.kind == "n" and token.value == int(token.value):
            return int(token.value)
        return int(self.pack.data["times"]["counts"].get(token.low, 0))

    def _year(self, i: int) -> Moment | None:
        """in 2024, 2024-ben, 2024–25: a four-digit number from 1900 to 2100 that counts nothing."""
        year = self._number(i, 1900, 2100)
        if not year or len(self.tokens[i].text) != 4 or i in self.sentence.claimed:
            return None
        j = self._after_number(i + 1)
        if self._counts(i, j):
            return None
        days: Days | None = (date(year, 1, 1), date(year, 12, 31))
        tokens = self.tokens
        if j + 1 < len(tokens) and tokens[j].text in HYPHENS and not tokens[j].spaced and self._number(j + 1, 1, 2100):
            end = int(tokens[j + 1].value)
            end += 0 if end > 1900 else year - year % 100
            if end <= year:
                return None
            days, j = (date(year, 1, 1), date(min(end, 2100), 12, 31)), self._after_number(j + 2)
        assert days is not None
        days, j = self._in_part(days, j)
        return Moment(i, j, days)

    def _counts(self, i: int, j: int) -> bool:
        """Whether a number that looks like a year measures or counts instead."""
        if any(t.last == i and t.slot == "currency" for t in self.sentence.terms):
            return True
        features = self.pack.endings["noun"].table.get(self.tokens[j - 1].low, NONE) if j > i + 1 else NONE
        if features:
            if "accusative" in features:
                return True
            changes = any(t.slot == "change" for t in self.sentence.terms)
            return (changes and bool(features & {"sublative", "delative"})) or bool(
                features & {"collective"}
                and self.tokens[j - 1].low in self.pack.words["times.counting_endings"]
                and self._is_people(j)
            )
        if not self.pack.inflected:
            cue = self.tokens[i - 1].low if i else ""
            slots = {t.slot for t in self.sentence.starting.get(j, ())}
            counted = bool(slots & {"person", "subject", "unit", "demonym"}) and "outcome" not in slots
            if cue in self.pack.words["times.year_cues"] and not counted:
                return False
        slots = {t.slot for t in self.sentence.starting.get(j, ())}
        counted = bool(
            slots & {"person", "subject", "unit", "currency", "demonym", "outcome", "flow", "counter"}
        ) or self._scale_at(j)
        return counted or self._hedged(i)

    def _is_people(self, j: int) -> bool:
        return any(t.slot in ("outcome", "predicate") for t in self.sentence.starting.get(j, ()))

    def _scale_at(self, j: int) -> bool:
        return j < len(self.tokens) and self.tokens[j].low in self.pack.scales

    def _hedged(self, i: int) -> bool:
        found = self.pack.bounds.before(self.tokens, i) or self.pack.approximations.before(self.tokens, i)
        return found is not None


def part_of(days: Days, part: str) -> Days:
    """early, mid or late in a month is its first, second or last ten days; in a longer span, its thirds."""
    first, last = days
    length = (last - first).days + 1
    if part.endswith("half"):
        middle = first + relativedelta(months=6) if length > 300 else first + timedelta(days=length // 2)
        return (first, middle - timedelta(days=1)) if part == "first_half" else (middle, last)
    third = 10 if 28 <= length <= 31 else max(1, length // 3)
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "mid":
        return first + timedelta(days=third), first + timedelta(days=2 * third - 1)
    return first + timedelta(days=2 * third), last


def _joined(moments: list[Moment], reader: DateReader) -> list[Moment]:
    """Neighbours joined by "and" or a dash are one span: "januárban és februárban", "8 December to 2 January"."""
    found: list[Moment] = []
    for moment in moments:
        previous = found[-1] if found else None
        if previous and moment.first - previous.last == 1 and previous.days and moment.days:
            link = reader.tokens[previous.last]
            joins = (
                link.text in HYPHENS
                or link.low in reader.pack.words["and"]
                or link.low in reader.pack.words["range_words"]
            )
            if joins and previous.days[0] <= moment.days[1] and (moment.days[1] - previous.days[0]).days < 400:
                reader.sentence.claimed.add(previous.last)
                found[-1] = Moment(previous.first, moment.last, (previous.days[0], moment.days[1]))
                continue
        if previous and moment.first == previous.last and previous.days and moment.days:
            narrow = _narrowed(previous.days, moment.days)
            if narrow:
                found[-1] = Moment(previous.first, moment.last, narrow)
                continue
        found.append(moment)
    return found


def _narrowed(a: Days, b: Days) -> Days | None:
    """Two moments side by side name one ("Tuesday 13 August 2024", "idén januárban"): the narrower of them."""
    if a[0] <= b[0] and b[1] <= a[1]:
        return b
    if b[0] <= a[0] and a[1] <= b[1]:
        return a
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
