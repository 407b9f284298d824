"""Anchors: moments that lean on another time ("a year earlier", "the previous month", "másnap") → their days.

They lean on the moment before them in the sentence, else on when the figures before held, else on the publication.
Neighbouring moments that something leads from and to are one span ("from 2015 to 2019", "szerdától péntekig").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.calendar_days import day_of, narrower, shifted

if TYPE_CHECKING:
    from consistency.extraction.time_words import Moment, TimeWords
    from consistency.model import Days

LONGEST_SPAN = 400  # days; moments further apart are two, whatever joins them, unless something opens a span
YEARS_BACK = 2  # how far the beginning of a span may be put back so as to lie before its end


class Anchors:
    """Joins and anchors the moments of one sentence. anchor: when the figures before the sentence held."""

    def __init__(self, words: TimeWords, anchor: Days | None) -> None:
        self.words = words
        self.sentence = words.sentence
        self.tokens = words.tokens
        self.pack = words.pack
        self.anchor = anchor

    def settled(self, moments: list[Moment]) -> list[Moment]:
        """The moments with neighbours joined and what leans on others told in days."""
        found: list[Moment] = []
        for moment in moments:
            whole = self._with_previous(found[-1], moment) if found else None
            if whole is not None:
                found[-1] = whole
            else:
                found.append(moment)
        for k, moment in enumerate(found):
            if moment.shift is not None:
                before = [m.days for m in found[:k] if m.days is not None]
                told = self.words.anchored(moment.first) is not None  # "the previous month", and no mere distance
                anchor = before[-1] if before else self.anchor or (self.words.calendar.published if told else None)
                moment.days = shifted(anchor, *moment.shift) if anchor else None
        return found

    def _with_previous(self, previous: Moment, moment: Moment) -> Moment | None:
        """The one moment that two neighbours make, or None where they stay two."""
        a, b = previous.days, moment.days
        if b is None:
            return None
        opened = self._is_span(previous, moment)
        if opened and moment.shift is None and previous.shift is None:
            start = self._start(previous, b)
            if start is None:
                return None
            self.sentence.claimed.update(range(previous.last, moment.first))
            return type(moment)(previous.first, moment.last, (start[0], b[1]))
        if a is None:
            return None
        if moment.first - previous.last == 1 and self.words.joins(previous.last):
            if a[0] > b[1] or (b[1] - a[0]).days >= LONGEST_SPAN:
                return None
            self.sentence.claimed.add(previous.last)
            return type(moment)(previous.first, moment.last, (a[0], b[1]))
        narrow = narrower(a, b) if moment.first == previous.last else None
        return type(moment)(previous.first, moment.last, narrow) if narrow else None

    def _start(self, previous: Moment, end: Days) -> Days | None:
        """The days of a span's beginning: of the year of its end where it names none, so that it lies before it."""
        if previous.yearless is not None:
            month, day = previous.yearless
            for year in range(end[1].year, end[1].year - YEARS_BACK, -1):
                found = day_of(year, month, day)
                if found is not None and found <= end[1]:
                    return found, found
        if previous.days is None:
            return None
        start = previous.days
        for _ in range(YEARS_BACK):
            if start[0] <= end[0]:
                return start
            start = shifted(start, -1, "year") or start
        return start if start[0] <= end[0] else None

    def _is_span(self, previous: Moment, moment: Moment) -> bool:
        """Whether something leads from the one to the other: "between … and …", "from … to …", "-tól … -ig"."""
        if self.pack.inflected:
            return self._is_span_by_case(previous, moment)
        gap = moment.first - previous.last
        if not 1 <= gap <= 2 or not self.words.joins(previous.last):
            return False
        return self.sentence.low(previous.first - 1) in self.pack.words["times.span_openers"]

    def _is_span_by_case(self, previous: Moment, moment: Moment) -> bool:
        ended = self._features(moment.last - 1)
        if "terminative" in ended and 0 <= moment.first - previous.last <= 1:
            return "ablative" in self._features(previous.last - 1)
        closed = self.sentence.low(moment.last) in self.pack.words["between.close"]
        return closed and moment.first - previous.last == 1 and self.words.joins(previous.last)

    def _features(self, i: int) -> frozenset[str]:
        """The features of a word by its ending: "januártól", "-től"."""
        low = self.tokens[i].low
        table = self.pack.endings["noun"].table
        own = [t.features for t in self.sentence.terms if t.last == i + 1 and t.features]
        by_ending = (table[low[-n:]] for n in (3, 2) if len(low) >= n and low[-n:] in table)
        return frozenset().union(*own, next(by_ending, frozenset()))
