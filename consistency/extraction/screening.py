"""Screening: an article's text → which paragraphs are worth reading closely, and which countries it names in full."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from consistency.languages import load
from consistency.vocabulary import concept

NEAR = 60  # characters between "no" and a loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    return regex.compile(rf"\p{{N}}|(?i:\b(?:{stems}))|(?i:\b(?:{_nought(data)}))")


def _nought(data: Mapping[str, Any]) -> str:
    """The pattern of a nought in words: "nobody" before what becomes of people, or "no" near a noun of loss."""
    nobody, none = (_any(data["none"][key]) for key in ("nobody", "of"))
    fates, losses = (
        _any(word for key, words in data[slot].items() if concept(key).settled for word in words)
        for slot in ("outcomes", "subjects")
    )
    near = rf".{{0,{NEAR}}}?"
    return rf"{nobody}\b{near}\b{fates}|{none}\b{near}\b{losses}|{losses}{near}\b{none}\b"


def _any(words: Iterable[str]) -> str:
    """The pattern of one of the words; of none where there are none."""
    return f"(?:{'|'.join(map(regex.escape, words)) or '(?!)'})"


@cache
def _country_names(code: str) -> dict[str, str]:
    """Every word for a country in a pack, full names and demonyms, → its code."""
    data = load(code).data
    return {word: key for slot in ("countries", "demonyms") for key, words in data[slot].items() for word in words}


def countries_named(text: str, pack: Pack) -> frozenset[str]:
    """The countries of the pack's short names that an article names in full."""
    short = {*pack.data["short_demonyms"], *pack.data["short_countries"]}
    return frozenset(key for word, key in _country_names(pack.code).items() if key in short and word in text)
