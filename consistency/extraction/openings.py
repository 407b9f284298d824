"""Openings: a word → what may begin with it (a number, a figure), so that readers pass over the rest at once.

The answer depends on the word alone and is remembered; what really begins there is for the readers to tell.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from consistency.extraction.number_words import WORDS_KEPT, measured_word, number_word
from consistency.languages import load

if TYPE_CHECKING:
    from consistency.languages import Pack


@lru_cache(maxsize=WORDS_KEPT)
def may_open_number(code: str, low: str) -> bool:
    """Whether a number may begin with this folded word ("twelve", "a" of "a hundred", "fél" of "fél millió")."""
    return low in _number_openers(code) or number_word(code, low) is not None


@lru_cache(maxsize=WORDS_KEPT)
def may_open_figure(code: str, low: str) -> bool:
    """Whether a figure may begin with this folded word: a number, a vague amount, a dozen or a share in words."""
    pack = load(code)
    if low in _figure_openers(code) or may_open_number(code, low) or low in pack.plural_groups:
        return True
    if low.startswith(tuple(pack.group_nouns)) or low in pack.plural_scales:
        return True
    if not pack.glued:
        return False
    if measured_word(code, low) is not None:
        return True
    amounts = (*pack.plural_scales, *pack.plural_groups)
    return low.startswith(amounts) or any(stem in low for stem in pack.denominators)


@cache
def _number_openers(code: str) -> frozenset[str]:
    pack = load(code)
    return frozenset(pack.words["indefinite_one"]) | frozenset(pack.phrases["half_before"].forward)


@cache
def _figure_openers(code: str) -> frozenset[str]:
    pack: Pack = load(code)
    words = pack.words["fractions.every"] | pack.words["fractions.half"] | frozenset(pack.denominators)
    return words.union(*(pack.phrases[slot].forward for slot in ("several", "pairs", "half_before")))
