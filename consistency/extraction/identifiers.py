"""Identifiers: numbers that name which one and count nothing (F-16, MH17, Article 5, phone numbers, list markers).

Each function takes a sentence and the token of a number, and returns the token after what names, or 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.languages.grammar import OBLIQUE
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

HYPHENS = "-‑–"
SIGNS = "#№§_@"  # signs before a number that names
SHORTEST_CALL = 6  # digits of a telephone number
ACCOUNT_RUN = 6  # digits on either side of a hyphen that make the number of an account
OF_MANY = 10  # from here on a number behind "per" only tells of how many
SHORT_NAME = 3  # letters of a name that needs no capital before its number ("il-76")
LONGEST_IDENTIFIER = 10_000  # a number from here on counts, whatever word stands before it
SCALED = "%‰°"  # signs that make a figure of the number before them
COUNTED = ("subject", "person", "unit", "currency", "outcome", "demonym", "afflicted", "counter", "number_noun")
NO_NAMES = frozenset({"place", "country", "demonym", "month", "weekday", "season", "currency", "time", "saying"})
STREET_ENDING = 4  # letters from which a word for a street may end a longer one
LONGEST_LIST = 99  # items
COUNTING = 100  # digits with an adjective's ending count people and things from here on


def glued_to_word(sentence: Sentence, i: int) -> int:
    """MH17, F-16, T–72-es, Il-76, 787-8, 14A, 24.hu, 5G: letters and digits in one word."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    before = tokens[i - 1] if i else None
    if before is not None and not token.spaced:
        if before.kind == "w" and sentence.at(i - 1, "currency") is None:
            return _to_end_of_word(tokens, i)
        if (
            before.text in HYPHENS
            and i >= 2
            and not before.spaced
            and tokens[i - 2].kind == "w"
            and _is_name(tokens[i - 2])
            and not (i >= 3 and tokens[i - 3].kind == "n" and not tokens[i - 2].spaced)  # "70bn–80bn"
        ):
            return _to_end_of_word(tokens, i)
        if before.text in SIGNS:
            return i + 1
        if before.text == "." and i >= 2 and not before.spaced and tokens[i - 2].text.isupper() and len(token.text) < 3:
            return i + 1  # "the ID.3"
        if before.text in HYPHENS and i >= 4 and i - 2 in sentence.claimed and _is_name(tokens[i - 4]):
            return i + 1 if tokens[i - 3].text in HYPHENS and not tokens[i - 2].spaced else 0  # "CVE-2024-51378"
    return _followed_by_letters(sentence, i) or _is_file_number(tokens, i)


def _is_capital_letter(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _is_file_number(tokens: list[Token], i: int) -> int:
    """25-cv-1413: digits, letters and digits behind hyphens."""
    parts = tokens[i + 1 : i + 5]
    if len(parts) < 4 or any(part.spaced for part in parts) or [part.kind for part in parts] != ["p", "w", "p", "n"]:
        return 0
    return _to_end_of_word(tokens, i) if parts[0].text in HYPHENS and parts[2].text in HYPHENS else 0


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() or len(token.text) <= SHORT_NAME


def _to_end_of_word(tokens: list[Token], i: int) -> int:
    """Past everything that is written on without a space."""
    j = i + 1
    while j < len(tokens) and not tokens[j].spaced and (tokens[j].kind in "wn" or tokens[j].text in HYPHENS + "./"):
        j += 1
    while j > i + 1 and tokens[j - 1].kind == "p":
        j -= 1
    return j


def _followed_by_letters(sentence: Sentence, i: int) -> int:
    tokens = sentence.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.spaced:
        return 0
    if after.kind == "w":
        unit, fine = sentence.at(i + 1, "unit"), tokens[i].step < 1.0 or tokens[i].grouped
        money = i > 0 and sentence.at(i - 1, "currency") is not None and after.text in sentence.pack.money_signs
        power = after.low in ("x", "×") and i + 3 < len(tokens) and tokens[i + 3].text == "^"  # "1.3x10^6"
        known = (
            money
            or power
            or (fine and after.text in sentence.pack.data["fine_letters"])
            or (
                after.text in sentence.pack.scale_signs
                and (fine or after.text not in sentence.pack.data["fine_letters"])
            )
            or (unit is not None and (unit.key.startswith("degree") or not _is_capital_letter(after)))
            or sentence.at(i + 1, "currency")
        )
        written_on = i + 2 < len(tokens) and tokens[i + 2].kind == "n" and not tokens[i + 2].spaced  # "8M336"
        return 0 if known and (power or not written_on) else _to_end_of_word(tokens, i)
    if after.text == "." and i + 2 < len(tokens) and not tokens[i + 2].spaced and tokens[i + 2].kind == "w":
        return _to_end_of_word(tokens, i)
    return 0


def phone(sentence: Sentence, i: int) -> int:
    """1800 5691 444, +36 30 123 4567: three or more runs of digits."""
    tokens = sentence.tokens
    j = i
    while j + 1 < len(tokens) and (
        tokens[j + 1].kind == "n"
        or (
            tokens[j + 1].text in "-/."
            and not tokens[j + 1].spaced
            and j + 2 < len(tokens)
            and tokens[j + 2].kind == "n"
        )
    ):
        j += 1 if tokens[j + 1].kind == "n" else 2
    runs = sum(token.kind == "n" for token in tokens[i : j + 1])
    if runs == 2 and j > i + 1 and min(len(tokens[i].text), len(tokens[j].text)) >= ACCOUNT_RUN:
        return j + 1
    if tokens[i].text.startswith("0") and len(tokens[i].text) > 1 and tokens[i].step == 1.0:
        return j + 1
    international = i and tokens[i - 1].text == "+" and runs >= 2
    long = sum(len(token.text) for token in tokens[i : j + 1] if token.kind == "n") >= SHORTEST_CALL
    return j + 1 if (runs >= 3 and long) or international else 0


def numbered(sentence: Sentence, i: int) -> int:
    """Article 5, runway 23, 47-es busz, the 96 bus, trams 2, 7 and 11: the number names which one."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    colon = i > 1 and tokens[i - 1].text == ":"
    noun = sentence.pack.phrases["identifiers"].before(tokens, i - colon)
    if noun and colon and sentence.pack.words["dialled"].isdisjoint(t.low for t in tokens[noun[0] : i]):
        noun = None
    if noun and token.grouped and not _counts(sentence, i + 1):
        dialled = not sentence.pack.words["dialled"].isdisjoint(t.low for t in tokens[noun[0] : i])
        if dialled or (token.spaced and _is_title(sentence, noun[0])):
            return i + 1  # "Law 27,742", "ring 900 555 018"
    if i and token.value >= OF_MANY and tokens[i - 1].low in sentence.pack.words["per_many"]:
        return i + 1  # "5.4 per 100,000 people"
    if token.grouped or (token.value >= LONGEST_IDENTIFIER and not noun):
        return 0
    identified = sentence.pack.phrases["identified"].after(tokens, i + 1, NONE)
    if identified and sentence.at(i + 1, "unit") is None:
        return identified[0]
    if _names_which(sentence, i):
        return i + 3
    if _is_one(sentence, i):
        return i + 1
    if noun and not _counts(sentence, i + 1):
        return past_list(sentence, i)
    return _street(sentence, i)


def _is_title(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.tokens[i].text[0].isupper()


def _counts(sentence: Sentence, j: int) -> bool:
    """Whether a noun, a unit, a scale or a sign of money follows, so that the number before it counts."""
    if j < len(sentence.tokens) and (
        sentence.tokens[j].text in SCALED or sentence.tokens[j].low in sentence.pack.scales
    ):
        return True
    return any(t.slot in COUNTED for t in sentence.starting.get(j, ()))


def past_list(sentence: Sentence, i: int, counted: bool = False) -> int:
    """Past every number of an enumeration: "2, 7 and 11", "6-8", "541 and 543"; counted: what they count may follow."""
    tokens, last = sentence.tokens, i + 1
    while last + 1 < len(tokens):
        low = tokens[last].low
        joins = low in HYPHENS + ",/" or low in sentence.pack.words["and"] or low in sentence.pack.words["range_words"]
        second = last + 1 + (tokens[last].text == "," and tokens[last + 1].low in sentence.pack.words["and"])
        if not joins or second >= len(tokens) or tokens[second].kind != "n":
            break
        if not counted and _counts(sentence, second + 1):
            break
        last = second + 1
    while last < len(tokens) and tokens[last].kind in "wn" and not tokens[last].spaced:
        last += 1  # "seat 27K"
    return last


def _street(sentence: Sentence, i: int) -> int:
    """14 Soborna Street, 903 S. Edgemoor."""
    tokens = sentence.tokens
    if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and _is_street(sentence, tokens[i + 1].low):
        return i + 2  # "221 Alexanderstrasse"
    if _is_postcode(sentence, i):
        return i + 1
    if _is_house(sentence, i):
        return i + 1
    if i + 3 < len(tokens) and tokens[i + 2].text == "." and len(tokens[i + 1].text) == 1:
        return i + 1 if tokens[i + 1].text.isupper() and tokens[i + 3].text[0].isupper() else 0
    for j in range(i + 1, min(i + 4, len(tokens))):
        if tokens[j].kind != "w" or not tokens[j].text[0].isupper():
            break
        if tokens[j].low in sentence.pack.words["numbered_streets"] and j > i + 1:
            return j + 1
    return 0


def _is_street(sentence: Sentence, low: str) -> bool:
    return any(len(word) >= STREET_ENDING and low.endswith(word) for word in sentence.pack.words["numbered_streets"])


def _is_house(sentence: Sentence, i: int) -> bool:
    """Whether a number opens an address: "8 Calle Mayor.", "9125 15th Place"; the street is two capitalised words."""
    tokens, three = sentence.tokens, sentence.tokens[i + 1 : i + 4]
    if sentence.pack.inflected or sentence.in_title or len(three) < 2 or not three[0].spaced:
        return False
    if three[0].kind == "n":
        return three[1].low in sentence.pack.words["ordinal_signs"] and not three[1].spaced
    names = all(t.kind == "w" and t.text[0].isupper() for t in three[:2])
    closed = len(three) == 2 or three[2].text in ",.;)"
    known = any(sentence.slots(j) - {"region", "role", "voice"} for j in (i + 1, i + 2))
    return names and closed and not known and tokens[i - 1].low in sentence.pack.words["locatives.before"]


def _is_postcode(sentence: Sentence, i: int) -> bool:
    """Whether four digits stand before a town and a comma: "1054 Budapest, Széchenyi rakpart 19."."""
    tokens = sentence.tokens
    if not sentence.pack.inflected or len(tokens[i].text) != 4 or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].kind == "w" and tokens[i + 1].text[0].isupper() and tokens[i + 2].text == ","


def named(sentence: Sentence, i: int) -> int:
    """Golf 8, Live 95, AVE 3941, Kinkerstraat 241, Euro 2013: a plain number right behind a name belongs to it."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    if i == 0 or token.grouped or not token.spaced or token.step < 1.0:
        return 0
    if tokens[i - 1].text == "." and i >= 4 and len(tokens[i - 2].text) == 1 and tokens[i - 2].text.isupper():
        return i + 1  # "U.S. 385"
    if tokens[i - 1].kind != "w" or not _is_capitalised(sentence, i - 1):
        return 0
    if _is_year(token) and sentence.at(i - 1, "currency") is not None and not tokens[i - 1].text.isupper():
        return i + 1  # "Euro 2024"
    if sentence.pack.inflected and _has_case(sentence, i - 1):
        return 0
    if sentence.slots(i - 1) & NO_NAMES or sentence.ends(i, *NO_NAMES) or _counts(sentence, i + 1):
        return 0
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and _suffixed(sentence, i + 1):
        return 0  # "a Naleraq 8-at"
    if after is None or after.kind == "p":
        return past_list(sentence, i) if after is None or after.text not in SCALED else 0
    if sentence.pack.inflected or sentence.in_title or after.kind == "n":
        return 0
    return i + 1


def _suffixed(sentence: Sentence, j: int) -> bool:
    """Whether a hyphen and the ending of a noun follow a number, but not those that tell which one."""
    tokens = sentence.tokens
    if j + 1 >= len(tokens) or tokens[j].text not in HYPHENS or tokens[j].spaced or tokens[j + 1].spaced:
        return False
    features = sentence.pack.endings["noun"].table.get(tokens[j + 1].low, NONE)
    return bool(features) and "adjective" not in features


def _has_case(sentence: Sentence, i: int) -> bool:
    """Whether a name carries an ending, so that it stands apart from what follows: "Árpásnál 10 centi"."""
    low, table = sentence.tokens[i].low, sentence.pack.endings["noun"].table
    return any(table.get(low[-n:], NONE) & OBLIQUE for n in (2, 3, 4) if len(low) > n + 2)


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def _is_capitalised(sentence: Sentence, i: int) -> bool:
    """Whether a capital at token i makes a name: not at the beginning of a sentence, nor in a heading full of them."""
    tokens = sentence.tokens
    text = tokens[i].text
    if not text[0].isupper() or tokens[i].low in sentence.pack.words["function_words"]:
        return False
    if text.isupper() and len(text) > 1:
        return True
    opening = i == 0 or (tokens[i - 1].kind == "p" and tokens[i - 1].text not in ",(-")
    if opening and i + 2 < len(tokens) and tokens[i + 2].kind == "w" and not sentence.pack.inflected:
        plural = tokens[i + 2].low.endswith(sentence.pack.affixes["plurals.endings"])
        return not plural and not sentence.starting.get(i) and not sentence.in_title  # "Formula 1 will race"
    return not opening and not (sentence.in_title and not sentence.pack.inflected)


def _is_one(sentence: Sentence, i: int) -> bool:
    """Whether an article makes a number the name of a type: "the crash of a 787,"."""
    tokens = sentence.tokens
    behind = i + 1 >= len(tokens) or (tokens[i + 1].kind == "p" and tokens[i + 1].text in ",.;:)")
    return behind and i > 0 and tokens[i - 1].low in sentence.pack.words["indefinite_one"]


def _names_which(sentence: Sentence, i: int) -> bool:
    """A 11-es út, az 1818-as szám: digits with an adjective's ending name which one, unless people or things are
    counted by them.
    """
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].text not in HYPHENS or tokens[i + 1].spaced or tokens[i + 2].spaced:
        return False
    features = sentence.pack.endings["noun"].table.get(tokens[i + 2].low, NONE)
    if features != {"adjective"}:
        return False
    counts = any(t.slot in ("subject", "person", "number_noun") for t in sentence.starting.get(i + 3, ()))
    return not (counts and tokens[i].value >= COUNTING)


def marker(sentence: Sentence, i: int) -> int:
    """The number of a list item: "1. Kyiv", "3) land"."""
    tokens = sentence.tokens
    if tokens[i].value > LONGEST_LIST:
        return 0
    bracketed = i and tokens[i - 1].text == "(" and i + 1 < len(tokens) and tokens[i + 1].text == ")"
    if bracketed and (i == 1 or tokens[i].value <= sum(_is_bracketed(tokens, j) for j in range(len(tokens)))):
        return i + 1  # "(1) a failed line, (2) a storm"
    opens = i == 0 or (tokens[i - 1].text == ":" and tokens[i].value == 1)  # "What happens next: 1. The court …"
    if not opens or len(tokens) < i + 2 or tokens[i + 1].text not in ".)" or tokens[i + 1].spaced:
        return 0
    return i + 1 if len(tokens) == i + 2 or tokens[i + 2].spaced else 0


def _is_bracketed(tokens: list[Token], i: int) -> bool:
    around = 0 < i < len(tokens) - 1 and tokens[i - 1].text == "(" and tokens[i + 1].text == ")"
    return around and tokens[i].kind == "n" and len(tokens[i].text) == 1
