"""Codes: digits within one word with letters or signs (MH17, F-16, 24.hu, 5G, 25-cv-1413) → the token behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.identifiers import HYPHENS

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

SIGNS = "#№§_@"  # signs before a number that names
SHORT_NAME = 3  # letters of a name that needs no capital before its number ("il-76")


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
        if (
            before.text == "."
            and i >= 2
            and not before.spaced
            and tokens[i - 2].text.isupper()
            and len(tokens[i - 2].text) > 1
        ):
            return i + 1  # "the ID.3", "SA.106796"
        if before.text in HYPHENS and i >= 4 and i - 2 in sentence.claimed and _is_name(tokens[i - 4]):
            return i + 1 if tokens[i - 3].text in HYPHENS and not tokens[i - 2].spaced else 0  # "CVE-2024-51378"
    if _is_type(sentence, i):
        return i + 2  # "the 737 MAX"
    return _followed_by_letters(sentence, i) or _is_file_number(tokens, i)


def _is_type(sentence: Sentence, i: int) -> bool:
    """Whether a number and the capitals behind it name a type: "the 737 MAX"."""
    tokens = sentence.tokens
    if sentence.in_title or not i or i + 1 >= len(tokens) or tokens[i].grouped or tokens[i + 1].kind != "w":
        return False
    known = tokens[i - 1].low in sentence.pack.words["definite_articles"]
    capitals = len(tokens[i + 1].text) > 1 and tokens[i + 1].text.isupper()
    return known and capitals and not sentence.slots(i + 1)


def _is_capital_letter(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _is_file_number(tokens: list[Token], i: int) -> int:
    """25-cv-1413: digits, letters and digits behind hyphens."""
    parts = tokens[i + 1 : i + 5]
    kinds = "".join(part.kind for part in parts)
    if any(part.spaced for part in parts[:3]) or not (kinds == "pwpn" or kinds.startswith("pwn")):
        return 0
    if kinds.startswith("pwn"):
        return _to_end_of_word(tokens, i) if parts[0].text in HYPHENS else 0  # "46-K2-3"
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
