"""The names of speakers as each article spells them → one spelling for a person across a run.

"Kovács Péter" of a Hungarian article, "Péter Kovács" and "Peter Kovacs" of English ones are one person: names of the
same words in any order, with or without accents. Nobody is told apart by these, so none of them corroborates another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from consistency.reconciliation.columns import Rows
from consistency.vocabulary import speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consistency.model import Claim

NAMES = ("origins", "parties")
NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")  # one word of a name
MOST = 4  # words of a person's name


def one_spelling(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims with one spelling of each name in their origins and parties: given names first where an article in
    English has it so, and with all its accents. The same whatever the order of the claims.
    """
    told = _told(claims)
    instead = _instead(told)
    if not instead:
        return claims
    if isinstance(claims, Rows):
        given = dict(claims.given)
        for column in NAMES:
            given[column] = [_spelt(names, instead) for names in given[column]]
        return Rows(given)
    return tuple(
        replace(claim, origins=_spelt(claim.origins, instead), parties=_spelt(claim.parties, instead))
        if any(name in instead for name in (*claim.origins, *claim.parties)) else claim
        for claim in claims
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """What is the same of a person's name however it is spelt; of any other name, that."""
    words = name.split()
    if not 1 <= len(words) <= MOST or not all(NAME.fullmatch(word) and word[0].isupper() for word in words):
        return name
    plain = " ".join(sorted(map(_plain, words)))
    return name if plain == name or name in _settled() else plain


@cache
def _settled() -> frozenset[str]:
    """The names that have one spelling already: of countries, and of all whom the vocabulary knows."""
    return frozenset(Locale("en").territories.values()) | {speaker.name for speaker in speakers().values()}


def _told(claims: Sequence[Claim]) -> set[tuple[str, str | None]]:
    """Each name with the languages of the articles that have it."""
    if isinstance(claims, Rows):
        columns = claims.given
        rows: Iterable[tuple[tuple[str, ...], tuple[str, ...], str | None]] = zip(
            columns["origins"], columns["parties"], columns["language"], strict=True
        )
    else:
        rows = ((claim.origins, claim.parties, claim.language) for claim in claims)
    return {(name, language) for origins, parties, language in set(rows) for name in (*origins, *parties)}


def _instead(told: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """What is written for each name that is spelt otherwise, too."""
    spellings: dict[str, dict[str, set[str | None]]] = {}
    for name, language in told:
        spellings.setdefault(key(name), {}).setdefault(name, set()).add(language)
    found: dict[str, str] = {}
    for names in spellings.values():
        if len(names) > 1:
            best = min(names, key=lambda name: (-_marks(name), "en" not in names[name], name))
            order = next((name for name in sorted(names) if "en" in names[name]), best)
            best = _in_order(best, order)
            found |= {name: best for name in names if name != best}
    return found


def _in_order(name: str, other: str) -> str:
    """The words of a name in the order of the other one."""
    words = {_plain(word): word for word in name.split()}
    return " ".join(words[_plain(word)] for word in other.split())


def _spelt(names: tuple[str, ...], instead: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(instead.get(name, name) for name in names)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _marks(name: str) -> int:
    return sum(bool(unicodedata.combining(sign)) for sign in unicodedata.normalize("NFD", name))
