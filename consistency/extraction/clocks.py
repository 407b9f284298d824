"""Clocks: numbers that tell a time of day (10:12, 7 p.m., 18 órakor, "from 6 to 9 a.m.") → the token behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.identifiers import HYPHENS
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

HOURS, MINUTES = 24, 60  # what a time of day stays below


def clock(sentence: Sentence, i: int) -> int:
    """10:12, 1:39 p.m., 18 órakor, 7 p.m., 10.30-kor, 5 óra 40 perc körül, the 10.26 express."""
    tokens = sentence.tokens
    j = i + 1
    timed = False
    if (
        j + 1 < len(tokens)
        and tokens[j].text == ":"
        and not tokens[j].spaced
        and tokens[j + 1].kind == "n"
        and not tokens[j + 1].spaced
    ):
        j, timed = j + 2, True
    if tokens[i].value <= HOURS and _is_timed_adjective(tokens[j : j + 3]):
        return j + 4
    told = sentence.pack.phrases["clock"].after(tokens, j, NONE)
    if told is not None and (timed or tokens[i].value <= HOURS):
        hour = sentence.at(told[0] - 1, "unit")
        if timed or hour is None or _at_the_hour(sentence, j):  # "18 óra" alone is a duration
            return told[0]
    if (
        j + 1 < len(tokens)
        and tokens[j].text in HYPHENS
        and "temporal" in sentence.pack.endings["noun"].table.get(tokens[j + 1].low, NONE)
    ):
        return j + 2
    if _at_time(sentence, i):
        return j
    evening = i > 0 and any(t.key == "parts_of_day" for t in sentence.ends(i, "time"))
    if (
        evening
        and sentence.pack.inflected
        and j + 1 < len(tokens)
        and tokens[j].text in HYPHENS
        and tokens[i].value <= HOURS
    ):
        return j + 2  # "este 8-tól"
    ended = _until_hour(sentence, i)
    if ended:
        return ended
    return j if timed else _hours(sentence, i) or _hour_and_minute(sentence, i) or _departure(sentence, i)


def _hour_and_minute(sentence: Sentence, i: int) -> int:
    """5 óra 40 perc körül: a time of day, unless it is said to last."""
    tokens = sentence.tokens
    if not sentence.pack.inflected or i + 3 >= len(tokens) or tokens[i + 2].kind != "n" or tokens[i].value > HOURS:
        return 0
    hour, minute = sentence.at(i + 1, "unit"), sentence.at(i + 3, "unit")
    if hour is None or minute is None or (hour.key, minute.key) != ("hour", "minute") or tokens[i + 2].value >= MINUTES:
        return 0
    following = sentence.low(minute.last)
    near = following in sentence.pack.words["clock_around"] or "temporal" in minute.features
    return minute.last if near or _opens_sentence(tokens, i) else 0


def _is_timed_adjective(parts: list[Token]) -> bool:
    """Whether minutes and a hyphen follow an hour: "a 8.30-as vonat"."""
    if len(parts) < 3 or parts[0].text != "." or any(part.spaced for part in parts):
        return False
    return _is_minutes(parts[1]) and parts[2].text in HYPHENS


def _is_hour_and_minutes(token: Token) -> bool:
    """Whether a decimal number may be an hour and its minutes: "21.40"."""
    hour, _, minute = token.text.partition(".")
    return hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) <= HOURS and int(minute) < MINUTES


def _is_minutes(token: Token) -> bool:
    return token.kind == "n" and not token.spaced and len(token.text) == 2 and token.value < MINUTES


def _until_hour(sentence: Sentence, i: int) -> int:
    """From 6 to 9 a.m.: the first hour takes the other's half of the day."""
    tokens = sentence.tokens
    if i + 3 >= len(tokens) or tokens[i + 2].kind != "n" or max(tokens[i].value, tokens[i + 2].value) > HOURS:
        return 0
    words = sentence.pack.words
    if tokens[i + 1].low not in words["range_words"] and tokens[i + 1].low not in words["and"]:
        return 0
    told = sentence.pack.phrases["clock"].after(tokens, i + 3, NONE)
    return told[0] if told and sentence.at(told[0] - 1, "unit") is None else 0


def _at_time(sentence: Sentence, i: int) -> bool:
    """At 21.40 on Tuesday: a known hour behind "at", and a day or nothing of a price behind it."""
    tokens = sentence.tokens
    if i == 0 or not _is_hour_and_minutes(tokens[i]):
        return False
    if tokens[i - 1].low not in sentence.pack.words["times.at_hours"] or sentence.at(i + 1, "unit") is not None:
        return False
    dated = sentence.slots(min(i + 2, len(tokens) - 1)) & {"weekday", "month", "time"}
    return i == 1 or bool(dated) or (i + 1 < len(tokens) and tokens[i + 1].low in sentence.pack.words["and"])


def _opens_sentence(tokens: list[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].kind == "p"


def _departure(sentence: Sentence, i: int) -> int:
    """The 10.26 to Leeds, the 10.26 Frecciarossa: an hour with its minutes, known, and before a name."""
    tokens = sentence.tokens
    if i == 0 or i + 1 >= len(tokens) or not _is_hour_and_minutes(tokens[i]):
        return 0
    known = tokens[i - 1].low in sentence.pack.words["definite_articles"]
    return i + 1 if known and tokens[i + 1].kind == "w" and tokens[i + 1].text[0].isupper() else 0


def _hours(sentence: Sentence, i: int) -> int:
    """From one hour to another: "8 és 16 óra között"."""
    tokens = sentence.tokens
    if (ended := _hours_by_case(sentence, i)) or i + 4 >= len(tokens) or tokens[i + 2].kind != "n":
        return ended
    if max(tokens[i].value, tokens[i + 2].value) > HOURS:
        return 0
    hour = sentence.at(i + 3, "unit")
    closed = sentence.pack.phrases["close"].after(tokens, i + 4, NONE)
    return i + 4 if hour is not None and hour.key == "hour" and closed else 0


def _hours_by_case(sentence: Sentence, i: int) -> int:
    """From one hour to another by endings: "10-től 14 óráig"."""
    tokens = sentence.tokens
    if i + 4 >= len(tokens) or tokens[i + 1].text not in HYPHENS or tokens[i + 3].kind != "n":
        return 0
    hour = sentence.at(i + 4, "unit")
    ablative = "ablative" in sentence.pack.endings["noun"].table.get(tokens[i + 2].low, NONE)
    ends = hour is not None and hour.key == "hour" and "terminative" in hour.features
    return i + 5 if ablative and ends and max(tokens[i].value, tokens[i + 3].value) <= HOURS else 0


def _at_the_hour(sentence: Sentence, j: int) -> bool:
    """Whether an hour is told as a time of day: "18 órakor", "16 órára", "reggel 6 órától este 22 óráig"."""
    hour = next((t for t in sentence.starting.get(j, ()) if t.slot == "unit"), None)
    if hour is None:
        return False
    if hour.features & {"temporal", "ablative"}:
        return True
    parts = sentence.pack.words["times.parts_of_day"]
    dated = (
        j >= 2 and any(t.slot == "time" for t in sentence.ends(j - 1, "time")) and sentence.tokens[j - 2].low in parts
    )
    return dated or ("sublative" in hour.features and not sentence.of("change"))
