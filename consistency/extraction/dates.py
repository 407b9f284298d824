"""Dates: words of time in a sentence → the first and last day that they mean, as of the article's publication.

Absolute dates, months, seasons, weekdays, quarters and relative words are composed from neighbouring tokens whatever
their order ("tavaly ősszel", "autumn of last year", "2024. november 30."). A date without a year is the latest one on
or before publication. Every token of a date is claimed, so that no figure is read from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.anchors import Anchors
from consistency.extraction.day_dates import DayDates
from consistency.extraction.periods import Periods
from consistency.extraction.time_words import Moment, TimeWords
from consistency.extraction.years import Years

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.model import Days


class DateReader:
    """Reads the moments of one sentence.

    published: the days on which the article may have appeared, or None. anchor: when the figures before it held.
    """

    def __init__(self, sentence: Sentence, published: Days | None, anchor: Days | None = None) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.words = TimeWords(sentence, published)
        self.anchors = Anchors(self.words, anchor)
        days, years = DayDates(self.words), Years(self.words)
        periods = Periods(self.words, years.year)
        self.of_digits = (periods.first_n, *days.of_digits(), *periods.of_digits(), years.year)
        self.of_words = (periods.first_n, *days.of_words(), *periods.of_words())

    def read(self) -> list[Moment]:
        """All moments in order; their tokens are claimed in the sentence."""
        found: list[Moment] = []
        reached = 0
        for i in self.words.beginnings():
            moment = self._at(i) if i >= reached else None
            if moment is None:
                continue
            self.sentence.claimed.update(range(moment.first, moment.last))
            found.append(self._governed(moment))
            reached = moment.last
        return self.anchors.settled(found)

    def _at(self, i: int) -> Moment | None:
        for shape in self.of_digits if self.tokens[i].kind == "n" else self.of_words:
            moment = shape(i)
            if moment is not None:
                return moment
        return None

    def _governed(self, moment: Moment) -> Moment:
        """The moment is where something began, not when the figure holds: "since", "óta", "after"."""
        governor = moment.last if self.pack.inflected else moment.first - 1
        joined = self.sentence.low(governor) in self.pack.words["range_words"] and governor - 1 in self.sentence.claimed
        if not joined and self.sentence.low(governor) in self.pack.words["times.since"]:
            moment.days, moment.ahead = None, None
        return moment
