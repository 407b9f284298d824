"""Setting: an article's text → what a word of several meanings means in it.

A short name ("the North") holds where the article names the country in full; "pesos" are those of the country named
most; of places with one name the best known is meant, unless the article speaks of another one's country and not of
its.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.countries import CountriesNamed
from consistency.extraction.currencies import CurrencyReader
from consistency.extraction.screening import countries_named
from consistency.vocabulary import place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.languages import Pack
    from consistency.languages.lexicon import Term
    from consistency.languages.tokens import Token

FAR_LESS_KNOWN = 60  # times fewer inhabitants, from which a namesake is meant only where its country is said beside it
OFTEN = 4  # times as often as the other's that a country must be named to outweigh one that is named too


class Setting:
    """Settles the terms of one article's sentences."""

    def __init__(self, text: str, pack: Pack) -> None:
        self._pack = pack
        self._countries = CountriesNamed(text, pack.code)
        self._full = countries_named(text, pack)
        self._money = CurrencyReader(pack.code, self._countries)
        self._meant: dict[tuple[str, ...], str] = {}

    def settled(self, terms: Iterable[Term], tokens: list[Token]) -> list[Term]:
        """The terms that hold in this article, with one place for each name."""
        kept = [term for term in terms if not term.short or term.key in self._full]
        places: dict[tuple[int, int], list[Term]] = {}
        for term in kept:
            if term.slot == "currency":
                term.key = self._money.resolved(term.key)
            elif term.slot == "place":
                places.setdefault((term.first, term.last), []).append(term)
        return self._with_places(kept, places, tokens) if places else kept

    def _with_places(
        self, terms: list[Term], places: dict[tuple[int, int], list[Term]], tokens: list[Token]
    ) -> list[Term]:
        dropped: set[int] = set()
        countries = {(t.first, t.last): t for t in terms if t.slot == "country"}
        known = {i for t in terms if t.slot not in ("place", "voice") for i in range(t.first, t.last)}
        for span, namesakes in places.items():
            ids = tuple(dict.fromkeys(term.key for term in namesakes))
            listed = any(place(i).listed for i in ids)
            country = countries.get(span)
            if (not listed and country is not None) or self._is_of_a_name(span, known, tokens, listed):
                dropped.update(map(id, namesakes))
                continue
            meant = self._beside(span, ids, terms) or self._place(ids)
            if country is not None and not self._is_place(meant, country.key):
                dropped.update(map(id, namesakes))
                continue
            if country is not None:
                dropped.add(id(country))
            dropped.update(id(term) for term in namesakes if term.key != meant)
        return [term for term in terms if id(term) not in dropped]

    def _is_of_a_name(self, span: tuple[int, int], known: set[int], tokens: list[Token], listed: bool) -> bool:
        """Whether the name of a place only stands in a person's: "Victoria Nuland", "Marion Ramstein"."""
        if self._pack.capital_nouns:
            return False
        first, last = span
        after = tokens[last] if last < len(tokens) else None
        if not listed and after is not None and _is_capital(after) and last not in known:
            return True
        before = tokens[first - 1] if first > 1 else None
        small = before is not None and before.low in self._pack.words["function_words"] | self._pack.words["articles"]
        return before is not None and _is_capital(before) and first - 1 not in known and not small

    def _beside(self, span: tuple[int, int], ids: tuple[str, ...], terms: list[Term]) -> str | None:
        """The namesake whose country or region stands right behind: "Tripoli, Lebanon", "Paris, Texas"."""
        behind = [t for t in terms if t.slot in ("place", "country") and 0 <= t.first - span[1] <= 1]
        for term in behind:
            country = place(term.key).country if term.slot == "place" else term.key
            own = next((i for i in ids if place(i).country == country), None)
            if own is not None:
                return own
        return None

    def _place(self, ids: tuple[str, ...]) -> str:
        if ids not in self._meant:
            self._meant[ids] = self._best(ids)
        return self._meant[ids]

    def _best(self, ids: tuple[str, ...]) -> str:
        best, *others = sorted(ids, key=lambda i: (not place(i).listed, -place(i).size))
        for other in others:
            ours, theirs = place(best), place(other)
            if ours.country == theirs.country or ours.size > FAR_LESS_KNOWN * max(1, theirs.size):
                continue
            count = self._countries.count(theirs.country)[0]
            if count and (not self._countries.is_named(ours.country) or count >= OFTEN * self._count(ours.country)):
                return other
        return best

    def _count(self, country: str) -> int:
        return max(1, self._countries.count(country)[0])

    def _is_place(self, town: str, country: str) -> bool:
        """Whether a name that is also a country's means the place: Georgia, where the United States are spoken of."""
        within = place(town).country
        if within == country:
            return False
        return self._countries.is_named(within) and not self._countries.names_capital(country)


def _is_capital(token: Token) -> bool:
    return token.kind == "w" and token.text[0].isupper()
