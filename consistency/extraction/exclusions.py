"""Exclusions: the numbers of a sentence that state no magnitude → claimed tokens, so that no figure is read from them.

Identifiers (F-16, MH17, 24.hu), clock times, ordinals, ages, scores, phone numbers, addresses, decades, multiples,
calibres and list markers. Dates are claimed before, by `dates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.addresses import phone
from consistency.extraction.ages import OLDEST, age
from consistency.extraction.clocks import HOURS, clock
from consistency.extraction.codes import glued_to_word
from consistency.extraction.identifiers import HYPHENS, marker, named, numbered, past_list
from consistency.extraction.number_words import number_word
from consistency.extraction.numerals import NumeralReader
from consistency.extraction.openings import may_open_number
from consistency.languages.lexicon import NONE
from consistency.vocabulary import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.numerals import Numeral
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

OLDEST_YEAR, NEWEST_OLD_YEAR = 1000, 1900  # years that no date of a report lies in
OFTEN = 13  # from here on "times" tells how often


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
    spanned = tokens[i + 2 : i + 5]
    if (
        "." in signs
        and after.text in HYPHENS
        and len(spanned) == 3
        and spanned[0].kind == "n"
        and spanned[1].text == "."
    ):
        return i + 4 if spanned[2].text[0].islower() and not spanned[1].spaced else 0  # "6–9. vágány"
    if "." in signs and after.text == "." and i + 2 < len(tokens) and tokens[i].value == int(tokens[i].value):
        following = tokens[i + 2]
        if following.spaced and following.kind == "w" and (following.text[0].islower() or tokens[i].value < 200):
            return i + 2
        if following.text in HYPHENS:
            return i + 2
    return 0


def _score(sentence: Sentence, i: int) -> int:
    """3-1, 79 votes to 18 are left to figures; 2–0, 4-4-2 and 24/7 are no magnitudes."""
    tokens = sentence.tokens
    if i + 2 < len(tokens) and tokens[i + 1].text == "+" and tokens[i + 2].kind == "n" and not tokens[i + 2].spaced:
        return i + 3  # "90+4. percben"
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS + "/:" or tokens[i + 1].spaced or tokens[i + 2].spaced:
        return 0
    right = tokens[i + 2]
    if right.kind != "n" or _is_mixed(sentence, i):
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


def _is_mixed(sentence: Sentence, i: int) -> bool:
    """Whether a fraction goes on with a whole number: "2-1/2 feet", at either; "1 1/2 billion"."""
    tokens = sentence.tokens
    if tokens[i + 1].text in HYPHENS:
        return i + 3 < len(tokens) and tokens[i + 3].text == "/" and stroke(sentence, i + 2)
    if i and tokens[i - 1].kind == "n" and tokens[i].spaced:
        return tokens[i - 1].step == 1.0 and stroke(sentence, i)
    hyphened = i > 1 and tokens[i - 1].text in HYPHENS and not tokens[i].spaced and tokens[i - 2].kind == "n"
    return hyphened and not tokens[i - 1].spaced and stroke(sentence, i)


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
    before = sentence.low(i - 1)
    if before in words["times.since"] and after is not None and after.text in HYPHENS and not after.spaced:
        return True  # "since 1850-1900"
    if before not in words["times.of_or_in"] and before not in words["times.since"]:
        return False
    joined = after is not None and after.low in words["and"] and before not in words["of"]
    return joined or after is None or after.text in ",.;)"


EXCLUSIONS: tuple[Callable[[Sentence, int], int], ...] = (
    marker, clock, _decade, age, phone, _score, _calibre, _multiple, glued_to_word, _ordinal, numbered, _magnitude,
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
    clock = "temporal" in numeral.features or sentence.pack.phrases["clock_before"].before(tokens, i)
    if numeral.value <= HOURS and clock:
        return j  # "half past four", "fél háromkor"
    several = sentence.pack.phrases["several"].before(tokens, i)
    plural = tokens[i].low in sentence.pack.plural_scales  # "emberek milliói"
    if numeral.bare and "adjective" in numeral.features and not several and not plural:
        return j  # "egy milliárdos üzletember"
    if sentence.pack.inflected and _is_named_so(sentence, tokens[i], numeral):
        return j
    age = sentence.pack.phrases["ages"].after(sentence.tokens, j + hyphen, NONE)
    if age and numeral.value <= OLDEST and not everything:
        return age[0]
    return _multiple(sentence, j - 1) or i


def _is_named_so(sentence: Sentence, token: Token, numeral: Numeral) -> bool:
    """Whether a word only looks like a number: the town of Hatvan ("Hatvanban", "hatvani"), the "húszi" movement."""
    if token.text[0].isupper() and numeral.features & {"inessive", "illative", "elative"}:
        return True
    word = number_word(sentence.pack.code, token.low)
    stem = "".join(word.atoms) if word is not None else ""
    return not numeral.bare and any(token.low == stem + ending for ending in sentence.pack.words["town_endings"])


def stroke(sentence: Sentence, i: int) -> bool:
    """Whether a stroke at token i makes a fraction of one ("4/5"), or goes on with a whole number ("1 4/5")."""
    found = NumeralReader(sentence).parts.stroke(i)
    return found is not None and found[0] < 1


QUANTITIES = (age, _calibre)  # true quantities, though no claims
