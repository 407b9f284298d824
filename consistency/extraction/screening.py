"""Screening: an article's text → which stretches are worth reading closely, and which countries it names in full.

The text is looked through once. What it finds is only a suspicion: a digit, a word that may begin a figure, a denial,
a phrase that repeats a figure, "nobody" or "no" near a loss.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from consistency.extraction.number_words import number_word
from consistency.extraction.openings import may_open_figure
from consistency.extraction.stated import SLIGHT
from consistency.languages import load
from consistency.vocabulary import concept
from consistency.vocabulary.parties import speakers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.languages import Pack

LONGEST_MONTH = 16  # letters, with the space behind it
LONGEST_ARTICLE = 5  # letters, with the space behind it
NEAR = 60  # characters between "no" and a loss


class Screen:
    """What one text may state, and where. everything: what makes no claim counts too."""

    def __init__(self, text: str, pack: Pack, everything: bool = False) -> None:
        low = text.lower()
        suspects = _suspects(pack.code).finditer(low if len(low) == len(text) else text)
        self._at = [match.start() for match in suspects if everything or _holds(match, text, pack)]

    def may_state(self, start: int, end: int) -> bool:
        """Whether text[start:end] is worth reading closely."""
        first = bisect_left(self._at, start)
        return first < len(self._at) and self._at[first] < end


def _holds(match: re.Match[str], text: str, pack: Pack) -> bool:
    """Whether a suspect is one indeed."""
    if match["digits"] is not None:
        return not _is_dated(match, text, pack)
    if match["none"] is not None:
        return _is_near_loss(match, pack)
    if match["word"] is None:
        return True
    word = match["word"].casefold()
    if " " in word or word in pack.denominators:
        return True
    number = number_word(pack.code, word)
    if number is not None and len(number.atoms) == 1 and not number.features:
        value = pack.atoms.get(number.atoms[0], 0.0)
        if value == 1:
            return _is_near_loss(match, pack) or _is_hedged_measure(match, pack)
        if 1 < value < SLIGHT:
            before = match.string[max(0, match.start() - LONGEST_ARTICLE) : match.start()].split()
            definite = before and before[-1].casefold() in pack.words["definite"]
            return not definite or _measures(pack.code).match(match.string, match.end()) is not None
    return may_open_figure(pack.code, word)


def _is_near_loss(match: re.Match[str], pack: Pack) -> bool:
    """Whether a loss is told near "no" or "one"; any other one of a thing is no claim."""
    around = match.string[max(0, match.start() - NEAR) : match.end() + NEAR]
    return _losses(pack.code).search(around) is not None


def _is_hedged_measure(match: re.Match[str], pack: Pack) -> bool:
    """Whether a bound stands before one of a unit: "legalább egy gigawatt"."""
    if _unit(pack.code).match(match.string, match.end()) is None:
        return False
    before = match.string[max(0, match.start() - NEAR) : match.start()].split()
    return bool(before) and before[-1].casefold() in _bounds(pack.code)


def _is_dated(match: re.Match[str], text: str, pack: Pack) -> bool:
    """Whether digits are surely a date: a year that nothing follows, a day beside a month."""
    before, behind = _dates(pack.code)
    start = match.start()
    if behind.match(text, start) is not None:
        return True
    return before.search(text, max(0, start - LONGEST_MONTH), start) is not None and (
        _closed_day(pack.code).match(text, start) is not None
    )


@cache
def _dates(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends right before a day, and what a date, a time or an ordinal written with digits first looks like."""
    data, lexicon = load(code).data, load(code).lexicon
    months, endings = _trie(lexicon.words_of("month")), _trie(data["times"]["year_endings"])
    year = rf"(?:19|20)\d\d(?:-\d\d|\.? {months}|-{endings}\b|(?=[.,;:)]?(?:\s*$|[,;:)]| [^\Wa-zà-ž\d]))(?![.,]\d))"
    signs = [sign for sign in data["ordinal_signs"] if sign != "."]
    ordinal = rf"\d+{_trie(signs)}\b" if signs else r"\d{1,3}\. [a-zà-ž]"
    behind = rf"{year}|\d{{1,2}} {months}\b(?! \d)|\d\d?:\d\d|{ordinal}"
    return re.compile(rf"\b{months} $", re.IGNORECASE), re.compile(behind, re.MULTILINE)


@cache
def _closed_day(code: str) -> re.Pattern[str]:
    """A day of a month, and nothing that it could count."""
    times, stop = load(code).data["times"], "." in load(code).data["ordinal_signs"]
    behind = r"[,;:).]" if stop else r"[,;:)]"
    return re.compile(rf"\d{{1,2}}(?:-{_trie(times['dated_endings'])}\b|(?={behind}))", re.IGNORECASE)


@cache
def _suspects(code: str) -> re.Pattern[str]:
    """Anything to look at: a digit; `word`, begun as a number word is; `none`, a word for nought; or a thing said."""
    data = load(code).data
    numbers = {
        *data["numbers"], *data["scales"], *data["vague"]["plural_scales"], *data["vague"]["plural_groups"],
        *data["group_nouns"], *data["pair_words"], *data["fractions"]["half"], *data["fractions"]["denominators"],
        *(f"{every} {part}" for every in data["fractions"]["every"] for part in data["fractions"]["ordinals"]),
        *data["halves"]["one_and_a_half"], *data["halves"]["before"],
    }  # fmt: skip
    none, told = {*data["none"]["nobody"], *data["none"]["of"]}, {*data["same"]["phrases"], *data["saying"]["deny"]}
    told |= {word[:-1] + data["lengthening"][word[-1]] for word in told if word[-1] in data["lengthening"]}
    several = f"{_trie(data['vague']['several'])}?" if load(code).glued else ""
    words = rf"{several}(?P<word>{_trie(numbers)}\w*)|(?P<none>{_trie(none)}\b)|{_trie(told)}"
    return re.compile(rf"(?P<digits>\d+)|[¼-¾⅐-⅞]|\b(?:{words})", re.IGNORECASE)


@cache
def _unit(code: str) -> re.Pattern[str]:
    """The name of a unit."""
    return re.compile(rf" (?:{_trie(load(code).lexicon.words_of('unit'))})", re.IGNORECASE)


@cache
def _bounds(code: str) -> frozenset[str]:
    """The last words of what bounds a figure from before it."""
    bounds = load(code).data["bounds"]
    return frozenset(phrase.split()[-1] for kind in bounds.values() for phrase in kind["before"])


@cache
def _measures(code: str) -> re.Pattern[str]:
    """A scale, or a share in hundredths, behind a small number: "az öt százalékot"."""
    data = load(code).data
    units = [word for key in ("percent", "percentage_point") for word in data["units"].get(key, ())]
    return re.compile(rf" (?:{_trie([*data['scales'], *units])})", re.IGNORECASE)


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
