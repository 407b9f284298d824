"""Countries: an article's text → how often it names each country, by its name, its people or its capital."""

from __future__ import annotations

from functools import cache

from consistency.languages import load
from consistency.vocabulary import gazetteer


class CountriesNamed:
    """Counts the countries of one article, each when it is first asked for."""

    def __init__(self, text: str, code: str) -> None:
        self._text = text
        self._code = code
        self._known: dict[str, tuple[int, int]] = {}

    def count(self, country: str) -> tuple[int, int]:
        """(how often, offset of the first) by name and people; the length of the text where it is never named."""
        if country not in self._known:
            names = country_names(self._code).get(country, ())
            first = min((self._text.find(name) for name in names if name in self._text), default=len(self._text))
            self._known[country] = (sum(self._text.count(name) for name in names), first)
        return self._known[country]

    def is_named(self, country: str) -> bool:
        """Whether the article names the country, its people or its capital."""
        return bool(self.count(country)[0]) or self.names_capital(country)

    def names_capital(self, country: str) -> bool:
        """Whether the article names the country's capital."""
        return any(name in self._text for name in _capitals().get(country, ()))


@cache
def country_names(code: str) -> dict[str, tuple[str, ...]]:
    """The words for each country in a language: its name in CLDR, and the names and demonyms of the pack."""
    from babel import Locale

    found = {country: {name} for country, name in Locale.parse(code).territories.items()}
    for slot in ("countries", "demonyms"):
        for country, words in load(code).data[slot].items():
            found.setdefault(country, set()).update(words)
    return {country: tuple(sorted(names)) for country, names in found.items()}


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    return {place.country: place.names for place in gazetteer().values() if place.capital}
