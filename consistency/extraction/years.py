"""Years: a four-digit number in a sentence → the days of that year, unless the number counts or measures something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.calendar_days import year_days
from consistency.extraction.counted import singular
from consistency.extraction.time_words import HYPHENS, YEARS, Moment, TimeWords
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.languages.lexicon import Features

COUNTED = frozenset({"person", "subject", "unit", "currency", "demonym", "outcome", "flow", "counter"})
COUNTED_AFTER_CUE = frozenset({"person", "subject", "unit", "demonym"})  # "in 2024 people …", "since 1,990 soldiers"


class Years:
    """Reads the years of one sentence."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.sentence = words.sentence
        self.tokens = words.tokens
        self.pack = words.pack

    def year(self, i: int) -> Moment | None:
        """in 2024, 2024-ben, 2024–25: a four-digit number from 1900 to 2100 that counts nothing."""
        year, j = self.words.year(i)
        if not year or self._counts(i, j):
            return None
        days = year_days(year)
        if self._leads_on(j):
            end = int(self.tokens[j + 1].value)
            end += 0 if end > YEARS[0] else year - year % 100
            if end <= year:
                return None
            days = (days[0], year_days(min(end, YEARS[1]))[1])
            j = self.words.after_number(j + 2)
        days, j = self.words.in_part(days, j)
        return Moment(i, j, days)

    def _leads_on(self, j: int) -> bool:
        """Whether a dash and a second year follow: "2024–25"."""
        dash = j + 1 < len(self.tokens) and self.tokens[j].text in HYPHENS + "/" and not self.tokens[j].spaced
        return dash and bool(self.words.number(j + 1, 1, YEARS[1]))

    def _counts(self, i: int, j: int) -> bool:
        """Whether a number that looks like a year measures or counts instead."""
        if self.sentence.ends(i, "currency"):
            return True
        features = self.pack.endings["noun"].table.get(self.tokens[j - 1].low, NONE) if j > i + 1 else NONE
        if features:
            return self._counts_by_case(features, j)
        slots = self.sentence.slots(j)
        if not self.pack.inflected:
            counted = bool(slots & COUNTED_AFTER_CUE) and "outcome" not in slots
            if self.sentence.low(i - 1) in self.pack.words["times.of_or_in"] - self.pack.words["of"]:
                return False  # "in 2024 vessels landed more"
            if self.sentence.low(i - 1) in self.pack.words["indefinite_one"]:
                return False  # "a 2026 budget"
            if self.sentence.low(i - 1) in self.pack.words["times.year_cues"] and not counted:
                return False
        if self._is_second_end(i, j):
            return True
        if self._is_counting(i, j) or (self.pack.inflected and self.pack.after_number.after(self.tokens, j, NONE)):
            return True
        return bool(slots & COUNTED) or self.words.is_scale(j) or self._is_hedged(i)

    def _is_second_end(self, i: int, j: int) -> bool:
        """Whether it ends a range that begins before any year: "1000 és 2000 közötti"."""
        closed = self.sentence.low(j) in self.pack.words["between.close"]
        if not closed or i < 2 or not self.words.joins(i - 1) or self.tokens[i - 2].kind != "n":
            return False
        return not self.words.number(i - 2, *YEARS) and i - 2 not in self.sentence.claimed

    def _is_counting(self, i: int, j: int) -> bool:
        """Whether a verb before it and a plural noun behind it make it a count: "employs 1980 welders"."""
        if self.pack.inflected or i == 0 or j >= len(self.tokens) or j > i + 1:
            return False
        before, noun = self.tokens[i - 1], self.tokens[j]
        small = before.low in self.pack.words["function_words"] or before.low in self.pack.words["articles"]
        plural = noun.kind == "w" and noun.text.islower() and singular(noun.low, self.pack) is not None
        return plural and before.kind == "w" and before.text.islower() and not small and not self._is_dated(i)

    def _is_dated(self, i: int) -> bool:
        return any(t.slot in ("month", "season", "time") for t in self.sentence.ends(i, "month", "season", "time"))

    def _counts_by_case(self, features: Features, j: int) -> bool:
        """Whether the ending behind the digits is one that a year does not take here: "2000-et", "2000-re nőtt"."""
        if "accusative" in features:
            return True
        if "instrumental" in features or self.pack.after_number.after(self.tokens, j, features):
            return True
        if "delative" in features and j < len(self.tokens) and self.tokens[j].kind == "n":
            return True  # "2000-ről 2500-ra nőtt"
        if "sublative" in features and "change" in self.sentence.slots(j):
            return True  # "2000-re nőtt"; "2030-ra" alone is a year
        collective = "collective" in features and self.tokens[j - 1].low in self.pack.words["times.counting_endings"]
        return collective and bool(self.sentence.slots(j) & {"outcome", "predicate"})

    def _is_hedged(self, i: int) -> bool:
        found = self.pack.bounds.before(self.tokens, i) or self.pack.approximations.before(self.tokens, i)
        return found is not None
