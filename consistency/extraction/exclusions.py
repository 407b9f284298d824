"""Exclusions: the numbers of a sentence that state no magnitude → claimed tokens, so that no figure is read from them.

Identifiers (F-16, MH17, 24.hu), clock times, ordinals, ages, scores, phone numbers, addresses, decades, multiples,
calibres and list markers. Dates are claimed before, by `dates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.identifiers import HYPHENS, glued_to_word, marker, named, numbered, past_list, phone
from consistency.extraction.numerals import NumeralReader
from consistency.extraction.openings import may_open_number
from consistency.languages.lexicon import NONE
from consistency.vocabulary import concept, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.numerals import Numeral
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

OLDEST_YEAR, NEWEST_OLD_YEAR = 1000, 1900  # years that no date of a report lies in
HOURS, MINUTES = 24, 60  # what a time of day stays below
OFTEN = 13  # from here on "times" tells how often
OLDEST = 115  # years; a higher number beside a name is no age


def exclude(sentence: Sentence, everything: bool = False) -> None:
    """Claim every token of a number that is no figure; with everything, ages, calibres and strokes may be read."""
    exclusions = tuple(e for e in EXCLUSIONS if e not in QUANTITIES) if everything else EXCLUSIONS
    numerals, tokens, claimed = NumeralReader(sentence), sentence.tokens, sentence.claimed
    idioms = sentence.pack.phrases["idioms"]
    for i in idioms.places(sentence.lows, tokens):
        idiom = idioms.after(tokens, i, NONE)
        claimed.update(range(i, idiom[0] if idiom else i))
    for i in sentence.openers:
        if i in claimed:
            continue
        if tokens[i].kind == "n":
            for excludes in exclusions:
                if everything and excludes is _score and stroke(sentence, i):
                    break
                last = excludes(sentence, i)
                if last:
                    claimed.update(range(i, last))
                    break
        elif may_open_number(sentence.pack.code, tokens[i].low):
            claimed.update(range(i, _worded(sentence, numerals, i, everything)))


def _clock(sentence: Sentence, i: int) -> int:
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
    following = tokens[minute.last].low if minute.last < len(tokens) else ""
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


def _ordinal(sentence: Sentence, i: int) -> int:
    """80th, 19. századi, 3. helyen."""
    tokens = sentence.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.spaced:
        return 0
    signs = sentence.pack.words["ordinal_signs"]
    if after.low in signs and after.kind == "w":
        return i + 2
    if "." in signs and after.text == "." and i + 2 < len(tokens) and tokens[i + 2].text == ")":
        return i + 2  # "(V. 31.) kormányrendelet"
    if (
        "." in signs
        and after.text == "."
        and i == 1
        and i + 2 == len(tokens)
        and tokens[0].low in sentence.pack.words["articles"]
    ):
        return i + 1  # "A 43." of a week
    if "." in signs and after.text == "." and i + 2 < len(tokens) and tokens[i].value == int(tokens[i].value):
        following = tokens[i + 2]
        if following.spaced and following.kind == "w" and (following.text[0].islower() or tokens[i].value < 200):
            return i + 2
        if following.text in HYPHENS:
            return i + 2
    return 0


def _age(sentence: Sentence, i: int) -> int:
    """An age: "Ramesh, 40, was", "(45)", "a 45 éves", "40-year-old", "aged 6 and 8", "a woman of 91", "I am 68"."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    if token.value > OLDEST or token.value != int(token.value):
        return 0
    found = sentence.pack.phrases["ages"].after(tokens, i + 1, NONE)
    if found is None and i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS:
        found = sentence.pack.phrases["ages"].after(tokens, i + 2, NONE)
    if found:
        return found[0]
    if sentence.pack.phrases["ages_before"].before(tokens, i) or _is_span_of_ages(sentence, i):
        return past_list(sentence, i)
    listed = past_list(sentence, i, counted=True)
    if listed > i + 1 and (found := sentence.pack.phrases["ages"].after(tokens, listed, NONE)):
        return found[0]  # "A 24, 28 és 31 éves nők", "18–24 éves"
    if _is_youth(sentence, i):
        return i + 1
    if _ends_phrase(sentence, i + 1) and (_is_of_one(sentence, i) or sentence.pack.phrases["selves"].before(tokens, i)):
        return i + 1
    if i >= 2 and tokens[i - 1].text in ",(" and tokens[i - 2].kind == "w" and tokens[i - 2].text[0].isupper():
        closed = i + 1 >= len(tokens) or tokens[i + 1].text in ',).”"'
        two = i >= 3 and (
            (tokens[i - 3].kind in "wp" and _is_of_a_name(tokens[i - 3])) or bool(sentence.ends(i - 2, "saying"))
        )
        named = two or (tokens[i - 1].text == "," and i + 1 < len(tokens) and tokens[i + 1].text == ",")
        return i + 1 if closed and named and not sentence.ends(i - 1, "place") else 0
    if i >= 3 and tokens[i - 1].text in ",(" and tokens[i - 2].text == "." and tokens[i - 3].text[:1].isupper():
        return i + 1  # "Kennedy Jr., 71, attended", "Marek K. (41)"
    return i + 1 if _is_apposed(sentence, i) else 0


def _is_youth(sentence: Sentence, i: int) -> bool:
    """Whether people are told by a bound on their ages: "prisoners under 25", "women over 65"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].low not in sentence.pack.words["ages.bounds"] or not _ends_phrase(sentence, i + 1):
        return False
    people = sentence.ends(i - 1, "person", "subject")
    return any(t.slot == "person" or concept(t.key).people for t in people)


def _is_span_of_ages(sentence: Sentence, i: int) -> bool:
    """Whether people are told by their ages: "women between 20 and 35"."""
    opened = sentence.pack.phrases["open"].before(sentence.tokens, i)
    joined = i + 2 < len(sentence.tokens) and sentence.tokens[i + 2].kind == "n"
    if opened is None or opened[1] != "between" or not joined or not _ends_phrase(sentence, i + 3):
        return False
    people = sentence.ends(opened[0], "person", "subject")
    return any(t.slot == "person" or concept(t.key).people for t in people)


def _ends_phrase(sentence: Sentence, j: int) -> bool:
    """Whether nothing follows at token j that the number before it could count."""
    if j >= len(sentence.tokens):
        return True
    token, words = sentence.tokens[j], sentence.pack.words
    if token.low in words["range_words"]:
        return False
    return token.text in ',.;:!?)”"' or token.low in words["function_words"] or token.low in words["auxiliaries"]


def _is_of_one(sentence: Sentence, i: int) -> bool:
    """Whether "of" ties the number to one person: "a teacher of 44", "an unnamed woman of 32"."""
    tokens, words = sentence.tokens, sentence.pack.words
    if i < 3 or tokens[i - 1].low not in words["of"] or tokens[i - 2].kind != "w":
        return False
    return any(tokens[j].low in words["indefinite_one"] for j in range(max(0, i - 4), i - 2)) and not any(
        t.slot in ("unit", "currency", "flow", "number_noun") or (t.slot == "subject" and not concept(t.key).people)
        for t in sentence.ends(i - 1, "unit", "currency", "flow", "number_noun", "subject")
    )


def _is_apposed(sentence: Sentence, i: int) -> bool:
    """Whether a number stands between commas behind the noun of one person: "her son, 3, was"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].text != "," or tokens[i - 2].kind != "w":
        return False
    last = i + 1 >= len(tokens) or (tokens[i + 1].text in '.”"' and i + 3 >= len(tokens))
    between = i + 2 < len(tokens) and tokens[i + 1].text == "," and tokens[i + 2].kind in "wp"
    if not last and not between:
        return False
    nouns = [t for t in sentence.terms if t.last == i - 1]
    several = any("plural" in t.features or concept(t.key).settled for t in nouns)  # "of the wounded, 12,"
    known = any(t.slot in ("subject", "person", "role", "speaker") for t in nouns)
    if last and not known:
        return bool(sentence.of("saying")) and not tokens[i - 2].low.endswith(sentence.pack.affixes["plurals.endings"])
    return not several and (not nouns or known)


def _is_of_a_name(token: Token) -> bool:
    return token.text[0].isupper() or token.text == "."


def _score(sentence: Sentence, i: int) -> int:
    """3-1, 79 votes to 18 are left to figures; 2–0, 4-4-2 and 24/7 are no magnitudes."""
    tokens = sentence.tokens
    if i + 2 < len(tokens) and tokens[i + 1].text == "+" and tokens[i + 2].kind == "n" and not tokens[i + 2].spaced:
        return i + 3  # "90+4. percben"
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS + "/:" or tokens[i + 1].spaced or tokens[i + 2].spaced:
        return 0
    right = tokens[i + 2]
    if right.kind != "n":
        return 0
    third = (
        i + 4 < len(tokens)
        and tokens[i + 3].text == tokens[i + 1].text
        and tokens[i + 4].kind == "n"
        and not tokens[i + 4].spaced
    )
    if third:
        return past_list(sentence, i)
    if tokens[i + 1].text in "/:":
        parted = tokens[i + 1].text == "/" and stroke(sentence, i) and _is_part_of(sentence, i + 3)
        return 0 if parted else i + 3
    small = tokens[i].value < 100 and right.value < 100
    playing = not sentence.lows.isdisjoint(sentence.pack.words["scores.words"])
    if _shares_scale(sentence, i + 2):
        return 0
    falling = right.value <= tokens[i].value and not tokens[i].grouped and not right.grouped
    counting = any(sentence.at(i + 3, slot) is not None for slot in ("subject", "person", "unit"))
    return i + 3 if (small and playing and not counting) or falling else 0


def _is_part_of(sentence: Sentence, j: int) -> bool:
    """Whether a fraction with a stroke is told as one: "2/3 of them", "2/3-a"."""
    tokens = sentence.tokens
    if j >= len(tokens):
        return False
    suffixed = j + 1 < len(tokens) and tokens[j].text in HYPHENS and not tokens[j].spaced
    if suffixed:
        return "owned" in sentence.pack.endings["noun"].table.get(tokens[j + 1].low, NONE)
    return tokens[j].low in sentence.pack.words["of"]


def _shares_scale(sentence: Sentence, i: int) -> bool:
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if after is None:
        return False
    return after.low in sentence.pack.scales or (not after.spaced and after.text in sentence.pack.scale_signs)


def _magnitude(sentence: Sentence, i: int) -> int:
    """A magnitude of 6.8 on a scale, an own institute's "as 7": the scale has no unit."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    near = [t.low for t in tokens[max(0, i - 4) : i + 5]]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.kind == "p":
        near += sentence.lows  # "the magnitude as 6.8, Morocco's own institute as 7"
    if token.value >= 10 or sentence.at(i + 1, "unit") is not None:
        return 0
    shaken = token.step < 1.0 and not sentence.lows.isdisjoint(sentence.pack.words["quakes"])
    return i + 1 if shaken or sentence.pack.words["magnitudes"].intersection(near) else 0


def _calibre(sentence: Sentence, i: int) -> int:
    """155-mm shells, 12-gauge, 152 milliméteres löveg."""
    tokens = sentence.tokens
    j = i + 1
    hyphen = j < len(tokens) and tokens[j].text in HYPHENS and not tokens[j].spaced
    j += hyphen
    if j >= len(tokens) or not any(tokens[j].low.startswith(unit) for unit in sentence.pack.words["calibre_units"]):
        return 0
    unit = sentence.at(j, "unit")
    weapon = any(t.low.startswith(w) for t in tokens[j + 1 : j + 4] for w in sentence.pack.words["weapons"])
    if unit is None and not hyphen and not weapon:
        return 0
    return j + 1 if weapon or (hyphen and (unit is None or unit.key in units("calibre"))) else 0


def _multiple(sentence: Sentence, i: int) -> int:
    """3-szorosára, 10-fold, three times, 2,5-szer."""
    tokens, j = sentence.tokens, i + 1
    if j < len(tokens) and tokens[j].text in HYPHENS:
        j += 1
    elif tokens[i].value >= OFTEN and j + 1 < len(tokens) and tokens[j + 1].low not in sentence.pack.words["compared"]:
        return 0  # "27,418 times": how often, not how many times as much
    if j < len(tokens) and any(
        tokens[j].low == word or (len(word) > 4 and tokens[j].low.startswith(word))
        for word in sentence.pack.words["multiples"]
    ):
        return j + 1
    return 0


def _decade(sentence: Sentence, i: int) -> int:
    """1990s, the 90s, a 90-es évek, '67, in 1433."""
    tokens = sentence.tokens
    if _is_old_year(sentence, i):
        return i + 1
    if i and tokens[i - 1].text in "'’‘" and not tokens[i].spaced and len(tokens[i].text) == 2:
        return i + 1
    if (
        i + 1 < len(tokens)
        and not tokens[i + 1].spaced
        and tokens[i + 1].low in sentence.pack.words["decade_endings"]
        and tokens[i].value % 10 == 0
    ):
        return i + 2
    if i + 3 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i].value % 10 == 0:
        adjective = "adjective" in sentence.pack.endings["noun"].table.get(tokens[i + 2].low, NONE)
        years = any(t.key == "year" and "plural" in t.features for t in sentence.starting.get(i + 3, ()))
        return i + 3 if adjective and years else 0
    return 0


def _is_old_year(sentence: Sentence, i: int) -> bool:
    """Whether four digits are a year long past: "first mentioned in 1433.", "1887 óta"."""
    tokens, token, words = sentence.tokens, sentence.tokens[i], sentence.pack.words
    if len(token.text) != 4 or not token.text.isdecimal() or not OLDEST_YEAR <= token.value < NEWEST_OLD_YEAR:
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if sentence.pack.inflected:
        hyphen = i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS
        ended = hyphen and tokens[i + 2].low in words["times.year_endings"]
        return ended or (after is not None and after.low in words["times.since"])
    before = tokens[i - 1].low if i else ""
    if before not in words["times.of_or_in"] and before not in words["times.since"]:
        return False
    joined = after is not None and after.low in words["and"] and before not in words["of"]
    return joined or after is None or after.text in ",.;)"


EXCLUSIONS: tuple[Callable[[Sentence, int], int], ...] = (
    marker, _clock, _decade, _age, phone, _score, _calibre, _multiple, glued_to_word, _ordinal, numbered, _magnitude,
    named,
)  # fmt: skip


def _worded(sentence: Sentence, numerals: NumeralReader, i: int, everything: bool) -> int:
    """Past an age or a multiple in words ("forty-year-old", "three times", "negyvenéves"), or i."""
    numeral = numerals.at(i)
    if numeral is None or not numeral.worded:
        return i
    j, tokens = numeral.last, sentence.tokens
    hyphen = j < len(tokens) and tokens[j].text in HYPHENS
    tens = hyphen and numeral.value % 10 == 0 and j + 1 < len(tokens) and not tokens[j].spaced
    if tens and tokens[j + 1].low in sentence.pack.words["ordinals"]:
        return i if i and numerals.parts.fraction(i - 1) else j + 2  # "thirty-first", but "a twenty-first"
    if numeral.value <= HOURS and sentence.pack.phrases["clock_before"].before(tokens, i):
        return j  # "half past four"
    if numeral.bare and "adjective" in numeral.features:
        return j  # "egy milliárdos üzletember"
    if sentence.pack.inflected and _is_named_so(tokens[i], numeral):
        return j
    age = sentence.pack.phrases["ages"].after(sentence.tokens, j + hyphen, NONE)
    if age and numeral.value <= OLDEST and not everything:
        return age[0]
    return _multiple(sentence, j - 1) or i


def _is_named_so(token: Token, numeral: Numeral) -> bool:
    """Whether a word only looks like a number: the town of Hatvan ("Hatvanban")."""
    return token.text[0].isupper() and bool(numeral.features & {"inessive", "illative", "elative"})


def stroke(sentence: Sentence, i: int) -> bool:
    """Whether a stroke at token i makes a fraction of one ("4/5"), or goes on with a whole number ("1 4/5")."""
    found = NumeralReader(sentence).parts.stroke(i)
    return found is not None and found[0] < 1


QUANTITIES = (_age, _calibre)  # true quantities, though no claims
