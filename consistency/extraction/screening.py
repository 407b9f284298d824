"""Screening: an article's text → which stretches are worth reading closely, and which countries it names in full.

The text is looked through once. What it finds is only a suspicion: a digit, a word that may begin a figure, a denial,
a phrase that repeats a figure, "nobody" or "no" near a loss.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from consistency.extraction.openings import may_open_figure
from consistency.languages import load
from consistency.vocabulary import concept
from consistency.vocabulary.parties import speakers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.languages import Pack

NEAR = 60  # characters between "no" and a loss


class Screen:
    """What one text may state, and where."""

    def __init__(self, text: str, pack: Pack) -> None:
        self._at = [match.start() for match in _suspects(pack.code).finditer(text) if _holds(match, pack)]

    def may_state(self, start: int, end: int) -> bool:
        """Whether text[start:end] is worth reading closely."""
        first = bisect_left(self._at, start)
        return first < len(self._at) and self._at[first] < end


def _holds(match: re.Match[str], pack: Pack) -> bool:
    """Whether a suspect is one indeed."""
    if match["word"] is not None:
        word = match["word"].casefold()
        return " " in word or word in pack.denominators or may_open_figure(pack.code, word)
    if match["none"] is not None:
        around = match.string[max(0, match.start() - NEAR) : match.end() + NEAR]
        return _losses(pack.code).search(around) is not None
    return True


@cache
def _suspects(code: str) -> re.Pattern[str]:
    """Anything to look at: a digit; `word`, begun as a number word is; `none`, a word for nought; or a thing said."""
    data = load(code).data
    numbers = {
        *data["numbers"], *data["scales"], *data["vague"]["plural_scales"], *data["vague"]["plural_groups"],
        *data["group_nouns"], *data["pair_words"], *data["fractions"]["half"], *data["fractions"]["denominators"],
        *data["halves"]["one_and_a_half"], *data["halves"]["before"],
    }  # fmt: skip
    none, told = {*data["none"]["nobody"], *data["none"]["of"]}, {*data["same"]["phrases"], *data["saying"]["deny"]}
    told |= {word[:-1] + data["lengthening"][word[-1]] for word in told if word[-1] in data["lengthening"]}
    words = rf"(?P<word>{_trie(numbers)}\w*)|(?P<none>{_trie(none)}\b)|{_trie(told)}"
    return re.compile(rf"[\d¼-¾⅐-⅞]|\b(?:{words})", re.IGNORECASE)


@cache
def _losses(code: str) -> re.Pattern[str]:
    """A noun of loss, or what becomes of people."""
    data = load(code).data
    slots = ("outcomes", "subjects")
    words = {word for slot in slots for key, own in data[slot].items() if concept(key).settled for word in own}
    return re.compile(rf"\b{_trie(words)}", re.IGNORECASE)


def _trie(words: Iterable[str]) -> str:
    """The pattern of any of the words, longest first, with what they share at their beginnings written once."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _pattern(root) if root else "(?!)"


def _pattern(node: dict[str, dict[str, object]]) -> str:
    branches = [re.escape(char) + _pattern(rest) for char, rest in sorted(node.items()) if char]  # type: ignore[arg-type]
    whole = f"(?:{'|'.join(branches)})" if branches else ""
    return f"{whole}?" if branches and "" in node else whole


@cache
def _full_names(code: str) -> tuple[tuple[str, str], ...]:
    """(word, country) for every full name and demonym of the countries that have a short name in a pack."""
    data = load(code).data
    short = {*data["short_demonyms"], *data["short_countries"]}
    slots = ("countries", "demonyms")
    return tuple((word, key) for slot in slots for key in sorted(short & data[slot].keys()) for word in data[slot][key])


def countries_named(text: str, pack: Pack) -> frozenset[str]:
    """The countries of the pack's short names that an article names in full."""
    return frozenset(key for word, key in _full_names(pack.code) if word in text)


@cache
def _relays() -> re.Pattern[str]:
    """The name of an agency or outlet that hands on others' figures."""
    return re.compile(rf"\b{_trie(name for name, speaker in speakers().items() if speaker.relays)}")


def may_relay(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] names an agency or outlet that hands on others' figures."""
    return _relays().search(text, start, end) is not None
