"""The names of speakers as each article spells them → one spelling for a person across a run.

"Kovács Péter" of a Hungarian article, "Péter Kovács" and "Peter Kovacs" of English ones are one person: names of the
same words, in another order where the languages differ, with all accents or without any. Nobody is told apart by these,
so none of them corroborates another. What the vocabulary knows, countries, outlets and documents keep their names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from consistency.languages import codes, load
from consistency.reconciliation.columns import Rows
from consistency.vocabulary import speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consistency.model import Claim

NAMES = ("origins", "parties")
NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")  # one word of a name
MOST = 4  # words of a person's name


class Said(NamedTuple):
    """Whom a claim names, and in which language; of whom it is the own voice, that is nobody's name."""

    origins: tuple[str, ...]
    parties: tuple[str, ...]
    language: str | None
    source: str | None


def one_spelling(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims with one spelling of each name in their origins and parties: that with the accents, and in the order
    that an article in English has. The same whatever the order of the claims.
    """
    instead = _instead(_told(claims))
    if not instead:
        return claims
    if isinstance(claims, Rows):
        given = dict(claims.given)
        sources = given["source"]
        for column in NAMES:
            given[column] = [
                _spelt(names, instead) if source is not None else names
                for names, source in zip(given[column], sources, strict=True)
            ]
        return Rows(given)
    return tuple(
        replace(claim, origins=_spelt(claim.origins, instead), parties=_spelt(claim.parties, instead))
        if claim.source is not None and any(name in instead for name in (*claim.origins, *claim.parties)) else claim
        for claim in claims
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """What is the same of a person's name however it is spelt; of any other name, that."""
    words = name.split()
    if not 1 < len(words) <= MOST or not all(
        NAME.fullmatch(word) and word[0].isupper() for word in map(_composed, words)
    ):
        return name
    plain = _plain(name)
    return name if name in _settled() or plain in _settled() else " ".join(sorted(plain.split()))


@cache
def _settled() -> frozenset[str]:
    """The names that have one spelling already: of countries, and of all whom the vocabulary knows."""
    return frozenset(Locale("en").territories.values()) | {speaker.name for speaker in speakers().values()}


def _told(claims: Sequence[Claim]) -> set[tuple[str, str | None]]:
    """Each name of a speaker, with the languages of the articles that have it."""
    if isinstance(claims, Rows):
        columns = (claims.given[name] for name in Said._fields)
        rows: Iterable[Said] = set(map(Said._make, zip(*columns, strict=True)))
    else:
        rows = {Said(claim.origins, claim.parties, claim.language, claim.source) for claim in claims}
    return {
        (name, said.language) for said in rows if said.source is not None for name in (*said.origins, *said.parties)
    }


def _instead(told: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """What is written for each name that is spelt otherwise, too."""
    spellings: dict[str, dict[str, set[str | None]]] = {}
    for name, language in told:
        if key(name) != name or " " in name:
            spellings.setdefault(key(name), {}).setdefault(name, set()).add(language)
    found: dict[str, str] = {}
    for names in spellings.values():
        if len(names) > 1 and all(_are_one(one, other, names) for one, other in combinations(names, 2)):
            order = min(names, key=lambda name: ("en" not in names[name], name))
            best = min(names, key=lambda name: (-_marks(name), name != order, name))
            best = _in_order(best, order)
            found |= {name: best for name in names if name != best}
    return found


def _are_one(one: str, other: str, languages: Mapping[str, set[str | None]]) -> bool:
    """Whether two names of the same plain words may be one person's: each word has the same accents in both, or one
    name has none at all; in another order only where one is of languages in which the family name comes first."""
    words = {_plain(word): _composed(word) for word in one.split()}
    alike = all(words[_plain(word)] == _composed(word) for word in other.split())
    turned = all(map(_family_first, languages[one])) != all(map(_family_first, languages[other]))
    return (alike or not (_marks(one) and _marks(other))) and (_plain(one) == _plain(other) or turned)


@cache
def _family_first(language: str | None) -> bool:
    return language in codes() and load(language).family_name_first


def _in_order(name: str, other: str) -> str:
    """The words of a name in the order of the other one."""
    words = {_plain(word): word for word in name.split()}
    return " ".join(words[_plain(word)] for word in other.split())


def _spelt(names: tuple[str, ...], instead: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(instead.get(name, name) for name in names)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _marks(name: str) -> int:
    return sum(bool(unicodedata.combining(sign)) for sign in unicodedata.normalize("NFD", name))
