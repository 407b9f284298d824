"""Addresses: telephone and account numbers, houses, streets and postcodes → the token after what is no figure, or 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

SHORTEST_CALL = 6  # digits of a telephone number
ACCOUNT_RUN = 6  # digits on either side of a hyphen that make the number of an account
STREET_ENDING = 4  # letters from which a word for a street may end a longer one


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
    if runs == 2 and j > i + 1 and i and tokens[i - 1].text == ")":
        return j + 1  # "(+36-1) 555-6789"
    if runs == 2 and j > i + 1 and min(len(tokens[i].text), len(tokens[j].text)) >= ACCOUNT_RUN:
        return j + 1
    if tokens[i].text.startswith("0") and len(tokens[i].text) > 1 and tokens[i].step == 1.0:
        return j + 1
    international = i and tokens[i - 1].text == "+" and runs >= 2
    long = sum(len(token.text) for token in tokens[i : j + 1] if token.kind == "n") >= SHORTEST_CALL
    return j + 1 if (runs >= 3 and long) or international else 0


def street(sentence: Sentence, i: int) -> int:
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
