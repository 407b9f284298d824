"""Identifiers: numbers that name which one and count nothing (Article 5, the 96 bus, Golf 8, trams 2, 7 and 11).

Each function takes a sentence and the token of a number, and returns the token after what names, or 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.addresses import street
from consistency.languages.grammar import OBLIQUE
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages import Pack
    from consistency.languages.phrases import Phrases
    from consistency.languages.tokens import Token

HYPHENS = "-‑–"
OF_MANY = 10  # from here on a number behind "per" only tells of how many
LONGEST_IDENTIFIER = 10_000  # a number from here on counts, whatever word stands before it
SCALED = "%‰°"  # signs that make a figure of the number before them
COUNTED = ("subject", "person", "unit", "currency", "outcome", "demonym", "afflicted", "counter", "number_noun")
NO_NAMES = frozenset({"place", "country", "demonym", "month", "weekday", "season", "currency", "time", "saying"})
LONGEST_LIST = 99  # items
LONGEST_NOTE = 999  # notes
COUNTING = 100  # digits with an adjective's ending count people and things from here on


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
    if noun and (_always_names(sentence, noun[0], i - colon) or not _counts(sentence, i + 1)):
        return past_list(sentence, i)
    return street(sentence, i)


def _always_names(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens[first:last] name by a number even where a noun follows: "S&P 500 companies"."""
    lows = [token.low for token in sentence.tokens[first:last]]
    return not sentence.pack.words["naming"].isdisjoint((lows[0], " ".join(lows)))


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


def named(sentence: Sentence, i: int) -> int:
    """Golf 8, Live 95, AVE 3941, Kinkerstraat 241, Euro 2013: a plain number right behind a name belongs to it."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    if i == 0 or token.grouped or not token.spaced or token.step < 1.0:
        return 0
    if tokens[i - 1].text == "." and i >= 4 and len(tokens[i - 2].text) == 1 and tokens[i - 2].text.isupper():
        return i + 1  # "U.S. 385"
    if tokens[i - 1].kind != "w" or not _is_capitalised(sentence, i - 1):
        return 0
    if sentence.pack.capital_nouns and not tokens[i - 1].text.isupper():
        return 0  # "Küstenwache 40 bis 60"
    if _is_year(token) and sentence.at(i - 1, "currency") is not None and not tokens[i - 1].text.isupper():
        return i + 1  # "Euro 2024"
    if sentence.pack.inflected and _has_case(sentence, i - 1):
        return 0
    if i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 2].kind == "n" and _counts(sentence, i + 3):
        return 0  # "a Baltwings 5-6 százalékkal"
    known = bool(sentence.slots(i - 1) & NO_NAMES or sentence.ends(i, *NO_NAMES))
    if (known and not _is_of_an_article(sentence, i)) or _counts(sentence, i + 1):
        return 0
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and _suffixed(sentence, i + 1):
        return 0  # "a Naleraq 8-at"
    if after is None or after.kind == "p":
        return past_list(sentence, i) if after is None or after.text not in SCALED else 0
    if sentence.pack.inflected:
        acronym = len(tokens[i - 1].text) > 1 and tokens[i - 1].text.isupper() and token.value < LONGEST_LIST
        words = sentence.pack.words
        small = after.low in words["function_words"] or after.low in words["articles"] or i + 1 in sentence.claimed
        return i + 1 if after.kind != "n" and (small or acronym) else 0
    return 0 if sentence.in_title or after.kind == "n" else i + 1


def _is_of_an_article(sentence: Sentence, i: int) -> bool:
    """Whether a place behind an article names something else: "the Chesapeake 1000 is coming"."""
    article = not sentence.pack.inflected and sentence.low(i - 2) in sentence.pack.words["articles"]
    return article and bool(sentence.ends(i, "place")) and not sentence.ends(i, *(NO_NAMES - {"place"}))


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
    if any(char.isupper() for char in text[1:]) and not text.isupper():
        return True  # "iPhone 16"
    if not text[0].isupper() or tokens[i].low in sentence.pack.words["function_words"]:
        return False
    if text.isupper() and len(text) > 1:
        return True
    if any(phrases.before(tokens, i + 1) for phrases in hedges(sentence.pack)):
        return False  # "Nearly 190 of the servers"
    opening = i == 0 or (tokens[i - 1].kind == "p" and tokens[i - 1].text not in ",(-")
    if opening and i + 2 < len(tokens) and tokens[i + 2].text in "'’s" and not sentence.starting.get(i):
        return True  # "Local 751's hall"
    if opening and i + 2 < len(tokens) and tokens[i + 2].kind == "w" and not sentence.pack.inflected:
        plural = tokens[i + 2].low.endswith(sentence.pack.affixes["plurals.endings"])
        return not plural and not sentence.starting.get(i) and not sentence.in_title  # "Formula 1 will race"
    return not opening and not (sentence.in_title and not sentence.pack.inflected)


def hedges(pack: Pack) -> tuple[Phrases, ...]:
    """The words that stand before a figure and change what it allows."""
    return (pack.bounds, pack.approximations, pack.increases, pack.decreases)


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
    """The number of a list item or a note: "1. Kyiv", "3) land", "homes.[63]", "one month.1"."""
    tokens = sentence.tokens
    if tokens[i].value > LONGEST_NOTE or tokens[i].step < 1.0:
        return 0
    if _is_note(tokens, i):
        return i + 1
    if tokens[i].value > LONGEST_LIST:
        return 0
    bracketed = i and tokens[i - 1].text == "(" and i + 1 < len(tokens) and tokens[i + 1].text == ")"
    if bracketed and (i == 1 or tokens[i].value <= sum(_is_bracketed(tokens, j) for j in range(len(tokens)))):
        return i + 1  # "(1) a failed line, (2) a storm"
    opens = i == 0 or (tokens[i - 1].text == ":" and tokens[i].value == 1)  # "What happens next: 1. The court …"
    if not opens or len(tokens) < i + 2 or tokens[i + 1].text not in ".)" or tokens[i + 1].spaced:
        return 0
    return i + 1 if len(tokens) == i + 2 or tokens[i + 2].spaced else 0


def _is_note(tokens: list[Token], i: int) -> bool:
    """Whether a number sends to a note: it stands in square brackets, or is glued to the stop behind a word."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if i and tokens[i - 1].text == "[":
        return after is not None and after.text == "]"
    glued = i > 1 and not tokens[i].spaced and tokens[i - 1].text == "." and not tokens[i - 1].spaced
    word = (
        glued and tokens[i - 2].kind == "w" and tokens[i - 2].low == tokens[i - 2].text and len(tokens[i - 2].low) > 1
    )
    return word and (after is None or (after.spaced and after.kind == "w" and after.text[0].isupper()))


def _is_bracketed(tokens: list[Token], i: int) -> bool:
    around = 0 < i < len(tokens) - 1 and tokens[i - 1].text == "(" and tokens[i + 1].text == ")"
    return around and tokens[i].kind == "n" and len(tokens[i].text) == 1
