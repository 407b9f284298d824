"""Values and days → places on a picture, with round numbers and sensible dates to mark them.

Time runs in percent of the width, so that one drawing fits a phone and a desk without its text shrinking;
values run in pixels of the height.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from consistency.rendering import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.model import Days

LOG_SPAN = 100  # more than two decades between the smallest and the largest value calls for a log scale
ZERO_SHARE = 0.4  # smallest over largest below which a linear scale starts at zero
MOST_DATES = 8
LAST_DATE = 96  # percent of the width, beyond which the words of a date would be cut off
STEPS = (
    relativedelta(days=1), relativedelta(days=2), relativedelta(weeks=1), relativedelta(weeks=2),
    relativedelta(months=1), relativedelta(months=2), relativedelta(months=3), relativedelta(months=6),
    relativedelta(years=1), relativedelta(years=2), relativedelta(years=5), relativedelta(years=10),
    relativedelta(years=50), relativedelta(years=250), relativedelta(years=1000), relativedelta(years=2500),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """low at `bottom` px, high at `top` px (measured downwards), linear or logarithmic."""

    low: float
    high: float
    top: float
    bottom: float
    log: bool = False

    def y(self, value: float) -> float:
        """Where `value` lies, kept within the picture."""
        if self.log:
            share = (log10(max(value, self.low)) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - min(max(share, 0.0), 1.0) * (self.bottom - self.top), 1)

    def ticks(self) -> tuple[float, ...]:
        """Four to seven round numbers from low to high."""
        if self.log:
            return self._decades()
        step = _round_step((self.high - self.low) / 5)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))

    def _decades(self) -> tuple[float, ...]:
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        every = 1 + len(powers) // 7
        return tuple(10.0**power for power in powers if power % every == 0 and self.low <= 10.0**power <= self.high)


def value_axis(values: Iterable[float], *, top: float, bottom: float) -> ValueAxis:
    """An axis on which every value fits, with a little air."""
    ends = sorted(set(values)) or [0.0, 1.0]
    low, high = ends[0], ends[-1]
    if low < 0:
        margin = (high - low) * 0.1 or 1.0
        return ValueAxis(low=low - margin, high=high + margin, top=top, bottom=bottom)
    positive = next((value for value in ends if value > 0), 1.0)
    if high > LOG_SPAN * positive:
        return ValueAxis(low=positive / 1.6, high=high * 1.6, top=top, bottom=bottom, log=True)
    if low < ZERO_SHARE * high or high == 0:
        return ValueAxis(low=0, high=high * 1.12 or 1.0, top=top, bottom=bottom)
    margin = max((high - low) * 0.3, high * 0.02)
    return ValueAxis(low=max(0.0, low - margin), high=high + margin, top=top, bottom=bottom)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    scale = 10.0 ** floor(log10(rough))
    return next(factor * scale for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * scale >= rough * 0.999)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """The days from first to last as 0 to 100 percent."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where `day` begins, in percent."""
        return round((day - self.first).days / ((self.last - self.first).days + 1) * 100, 2)

    def stretch(self, days: Days) -> tuple[float, float]:
        """Where a first and last day begin and end, in percent."""
        one_day = 100 / ((self.last - self.first).days + 1)
        return self.x(max(days[0], self.first)), round(self.x(min(days[1], self.last)) + one_day, 2)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """At most eight dates, each with its words, at the turn of days, weeks, months or years."""
        step = next((step for step in STEPS if self._count(step) <= MOST_DATES), STEPS[-1])
        days = self._dates(step)
        if step.months or step.years:
            coarse = bool(step.years)
            return tuple((self.x(day), str(day.year) if coarse else dates.month(day)) for day in days)
        return tuple(
            (self.x(day), dates.day(day) if _turns(days, index) else f"{day.day} {dates.MONTHS[day.month - 1]}")
            for index, day in enumerate(days)
        )

    def _count(self, step: relativedelta) -> float:
        days = step.years * 365.25 + step.months * 30.4 + step.days
        return (self.last - self.first).days / days

    def _dates(self, step: relativedelta) -> list[date]:
        if step.years:
            start = date(self.first.year // step.years * step.years or step.years, 1, 1)
        elif step.months:
            start = date(self.first.year, (self.first.month - 1) // step.months * step.months + 1, 1)
        elif step.days % 7 == 0:
            start = self.first - timedelta(days=self.first.weekday())
        else:
            start = self.first
        shown: list[date] = []
        for index in range(2 * MOST_DATES + 20):
            try:
                day = start + step * index
            except (ValueError, OverflowError):  # past the year 9999
                break
            if self.first <= day and self.x(day) <= LAST_DATE:
                shown.append(day)
        return shown


def _turns(days: list[date], index: int) -> bool:
    """Whether a date tells its year: the first does, and two at its turn, as narrow pictures show every second date."""
    return index == 0 or days[max(index - 2, 0)].year != days[index].year


def time_axis(spans: Iterable[Days]) -> TimeAxis:
    """An axis on which every stretch of days fits, with a little air; at least ten days long."""
    stretches = list(spans)
    first, last = min(days[0] for days in stretches), max(days[1] for days in stretches)
    margin = timedelta(days=max(round((last - first).days * 0.05), 5))
    return TimeAxis(first=_moved(first, -margin), last=_moved(last, margin))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
