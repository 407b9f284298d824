"""Currencies: the noun that several currencies share ("peso") → the one that an article means, by its countries.

The country named most often decides, the earlier one among equals. Where none of them is named, it is the currency
that most is written about.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from consistency.languages import load
from consistency.languages.entries import SHARED_CURRENCY, currency_words
from consistency.vocabulary import common_currencies

if TYPE_CHECKING:
    from consistency.extraction.countries import CountriesNamed


class CurrencyReader:
    """Resolves the shared nouns of one article, by the countries that it names."""

    def __init__(self, code: str, countries: CountriesNamed) -> None:
        self._code = code
        self._countries = countries
        self._known: dict[str, str] = {}

    def resolved(self, key: str) -> str:
        """The ISO 4217 code of a currency term's key, which may be a shared noun."""
        if not key.startswith(SHARED_CURRENCY):
            return key
        if key not in self._known:
            self._known[key] = self._meant(key.removeprefix(SHARED_CURRENCY))
        return self._known[key]

    def _meant(self, noun: str) -> str:
        candidates = {given for given in [_given(self._code).get(noun)] if given}.union(
            currency_words(self._code)[noun]
        )
        counts = {}
        for currency in sorted(candidates):
            named = [self._countries.count(country) for country in _territories(currency)]
            counts[currency] = (-sum(count for count, _ in named), min(first for _, first in named))
        common = [currency for currency in common_currencies() if currency in candidates]
        best = min(counts, key=lambda currency: counts[currency])
        if counts[best][0]:
            return best
        return _given(self._code).get(noun) or (common[0] if common else best)


@cache
def _given(code: str) -> dict[str, str]:
    """The nouns that a pack gives to one currency."""
    return {word.casefold(): key for key, words in load(code).data["currencies"].items() for word in words}


@cache
def _territories(currency: str) -> tuple[str, ...]:
    """The territories in which a currency is in use."""
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    territories = [code for code in get_global("territory_currencies") if len(code) == 2]
    return tuple(code for code in territories if currency in get_territory_currencies(code))
