"""Time words: the pieces that dates are put together from (a month's name, a year, "last", "end of") → what each means.

Every question is asked of one token; an answer comes with the token after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.calendar_days import Calendar, part_of
from consistency.extraction.number_words import number_word

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term
    from consistency.model import Days

HYPHENS = "-‑–—"
PARTS = ("early", "mid", "late", "first_half", "second_half")
WHICH = ("last_year", "this_year", "next_year", "last", "this", "next")
MOMENTS = frozenset({"time", "month", "weekday", "season", "unit"})  # slots of which a term may begin a moment
YEARS = (1900, 2100)  # what a four-digit number must lie within to be a year
LONGEST_ABBREVIATION = 5  # letters of a month or weekday whose full stop belongs to it


@dataclass(slots=True, eq=False)
class Moment:
    """tokens[first:last] mean these days; None where they only mark a time ("since 2022").

    shift: how far it lies from the time that it leans on ("a year earlier": -1 year). ahead: the days of its next
    occurrence, where it may be to come ("on Friday"). yearless: month and day, where no year is told.
    """

    first: int
    last: int
    days: Days | None
    shift: tuple[int, str] | None = None
    ahead: Days | None = None
    yearless: tuple[int, int] | None = None


class TimeWords:
    """The words of time in one sentence. published: the days on which the article may have appeared, or None."""

    def __init__(self, sentence: Sentence, published: Days | None) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.calendar = Calendar(published)
        self._times: dict[int, list[Term]] = {}
        for term in sentence.of("time"):
            self._times.setdefault(term.first, []).append(term)

    def is_time(self, i: int) -> bool:
        """Whether a word of time begins at token i."""
        return i in self._times

    def time(self, i: int, *keys: str) -> int:
        """The token after a time word of one of these keys at token i, or 0."""
        terms = self._times.get(i)
        return max((term.last for term in terms if term.key in keys), default=0) if terms else 0

    def beginnings(self) -> list[int]:
        """The tokens at which a date can begin, in order."""
        found = {term.first for term in self.sentence.terms if term.slot in MOMENTS}
        counts, first_n = self.pack.small_counts, self.pack.words["first_n"]
        found.update(self.pack.phrases["anchored"].places(self.sentence.lows, self.tokens))
        for i, token in enumerate(self.tokens):
            if token.kind == "n" or token.low in counts or token.low in first_n:
                found.add(i)
        return sorted(found)

    def is_scale(self, i: int) -> bool:
        """Whether token i is a scale word, with any ending ("milliárdnál")."""
        word = number_word(self.pack.code, self.sentence.low(i))
        return word is not None and word.atoms[0] in self.pack.scales

    def skip(self, i: int, slot: str) -> int:
        """Past token i where it is one of the words of a slot."""
        return i + (self.sentence.low(i) in self.pack.words[slot])

    def named(self, i: int, slot: str) -> tuple[int, int] | None:
        """A month or weekday at token i: (its number, token after it and after the full stop of an abbreviation)."""
        term = self.sentence.at(i, slot)
        if term is None:
            return None
        last = term.last
        abbreviated = last + 1 < len(self.tokens) and len(self.tokens[i].text) <= LONGEST_ABBREVIATION
        if abbreviated and self.tokens[last].text == "." and not self.tokens[last].spaced:
            last += 1
        return int(term.key), last

    def number(self, i: int, low: int, high: int) -> int:
        """A plain whole number at token i within low and high, or 0."""
        if i >= len(self.tokens) or i in self.sentence.claimed:
            return 0
        token = self.tokens[i]
        if token.kind != "n" or token.grouped or len(token.text) > 4 or not token.value.is_integer():
            return 0
        return int(token.value) if low <= token.value <= high else 0

    def after_number(self, i: int) -> int:
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

    def year(self, i: int) -> tuple[int, int]:
        """A year at token i: (year, token after it), or (0, i)."""
        year = self.number(i, *YEARS)
        return (year, self.after_number(i + 1)) if year and len(self.tokens[i].text) == 4 else (0, i)

    def year_behind(self, i: int) -> tuple[int, int]:
        """A year behind a month or season, perhaps after a comma or a preposition; (0, i) for none."""
        j = i + (self.sentence.low(i) == ",")
        year, after = self.year(self.skip(j, "times.of_or_in"))
        return (year, after) if year else (0, i)

    def day_number(self, i: int) -> tuple[int, int]:
        """A day of a month at token i: (day, token after it), or (0, i)."""
        day = self.number(i, 1, 31)
        return (day, self.after_number(i + 1)) if day else (0, i)

    def which(self, i: int) -> tuple[str, int]:
        """Which year, month or season at token i: (its key among WHICH, token after it), or ("", i)."""
        for key in WHICH if i in self._times else ():
            after = self.time(i, key)
            if after:
                return key, after
        return "", i

    def which_or_year(self, i: int) -> tuple[str, int, int]:
        """Which year, or a year in digits, before a month, a season or the first months: (which, year, token after)."""
        which, j = self.which(i)
        year, j = (0, j) if which else self.year(j)
        return which, year, j

    def anchored(self, i: int) -> tuple[tuple[int, str], int] | None:
        """A phrase that leans on another time: (how far it lies from it, token after it)."""
        found = self.pack.phrases["anchored"].after(self.tokens, i, frozenset())
        if found is None:
            return None
        count, unit = found[1].split(" ")
        return (int(count), unit), found[0]

    def count(self, i: int) -> int:
        """A small number in digits or words at token i, or 0."""
        token = self.tokens[i]
        if token.kind == "n" and token.value.is_integer():
            return int(token.value)
        return self.pack.small_counts.get(token.low, 0)

    def joins(self, i: int) -> bool:
        """Whether token i joins two days into a span ("and", "to", a dash)."""
        words = self.pack.words
        return (
            self.tokens[i].text in HYPHENS
            or self.sentence.low(i) in words["and"]
            or self.sentence.low(i) in words["range_words"]
        )

    def in_part(self, days: Days, j: int) -> tuple[Days, int]:
        """A part named behind its whole: "április végén", "az év elején"; (its days, token after it)."""
        for part in PARTS if j in self._times else ():
            after = self.time(j, part)
            if after:
                return part_of(days, part), after
        return days, j
