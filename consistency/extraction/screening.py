"""Screening: an article's text → which paragraphs are worth reading closely, and which countries it names in full."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from consistency.languages import load

if TYPE_CHECKING:
    from consistency.languages import Pack


@cache
def triggers(code: str) -> regex.Pattern[str]:
    """What a paragraph must hold to be read closely: a digit, a number word, a denial or a reference to a figure."""
    data = load(code).data
    words = {
        *data["numbers"], *data["scales"], *data["vague"]["plural_scales"], *data["vague"]["plural_groups"],
        *data["group_nouns"], *data["pair_words"], *data["fractions"]["half"], *data["fractions"]["denominators"],
        *data["halves"]["one_and_a_half"], *data["same"]["phrases"], *data["saying"]["deny"],
    }  # fmt: skip
    stems = "|".join(sorted(map(regex.escape, words), key=len, reverse=True))
    none = "|".join(map(regex.escape, [*data["none"]["nobody"], *data["none"]["of"]])) or "(?!)"
    return regex.compile(rf"\p{{N}}|(?i:\b(?:{stems}))|(?i:\b(?:{none})\b)")


@cache
def _country_names(code: str) -> dict[str, str]:
    """Every word for a country in a pack, full names and demonyms, → its code."""
    data = load(code).data
    return {word: key for slot in ("countries", "demonyms") for key, words in data[slot].items() for word in words}


def countries_named(text: str, pack: Pack) -> frozenset[str]:
    """The countries of the pack's short names that an article names in full."""
    short = {*pack.data["short_demonyms"], *pack.data["short_countries"]}
    return frozenset(key for word, key in _country_names(pack.code).items() if key in short and word in text)
