"""Entries: the slots of a pack, the world's names and the calendar's → the entries of a language's lexicon."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from consistency.languages.lexicon import NEAR_LENGTH, Entry
from consistency.vocabulary import cldr_units, gazetteer, places_named, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from consistency.languages.tokens import Tokeniser
    from consistency.vocabulary import Additions

# slot in the pack → (slot of the terms, class of endings); a slot of several keys gives each its own terms
KEYED = {
    "subjects": ("subject", "noun"),
    "outcomes": ("outcome", "verb"),
    "predicates": ("predicate", "verb"),
    "saying": ("saying", "verb"),
    "institutions": ("institution", "noun"),
    "units": ("unit", "noun"),
    "currencies": ("currency", "noun"),
    "subunits": ("subunit", "noun"),
    "demonyms": ("demonym", "noun"),
    "countries": ("country", "noun"),
    "rates": ("rate", ""),
    "stance": ("stance", ""),
    "outcome_adjectives": ("afflicted", ""),
    "evidence": ("evidence", ""),
}
PLAIN = {
    "persons": ("person", "noun"),
    "counters": ("counter", "noun"),
    "region_words": ("region", "noun"),
    "carriers": ("carrier", "noun"),
    "roles": ("role", "noun"),
    "media_words": ("media", "noun"),
    "event_places": ("event_place", "noun"),
    "number_nouns": ("number_noun", "noun"),
    "gatherings": ("gathering", "noun"),
    "flow_as": ("flow_as", ""),
    "private_speakers": ("private", "noun"),
    "there": ("there", ""),
}

FURTHER = {
    "speakers.plain": ("speaker", "noun"),
    "same.phrases": ("same", "noun"),
    "same.decoys": ("decoy", ""),
}
DIRECTIONS = ("increase", "decrease")
FLOWS = {"verb": ("change", "verb"), "noun": ("flow", "noun")}  # part of a direction's slot → slot and endings
SHORT = {"short_demonyms": "demonym", "short_countries": "country"}
# keys of `times` that give a term of their own; the others are plain words
TIMES = ("now", "today", "yesterday", "overnight", "last", "this", "next", "last_year", "this_year", "next_year",
         "last_week", "this_week", "last_month", "this_month", "last_weekend", "weekend", "early", "mid", "late",
         "first_half", "second_half", "first_half_year", "second_half_year", "year_to_date",
         "first_quarter", "second_quarter", "third_quarter", "fourth_quarter", "ago",
         "earlier", "later", "tomorrow", "day_before_yesterday", "year_before_last", "next_week", "next_month",
         "parts_of_day")  # fmt: skip

SHARED_CURRENCY = "?"  # before the noun of a currency that several countries have: "?peso"
FIXED_CURRENCIES = frozenset({"USD", "GBP"})  # what a dollar and a pound are wherever nothing is said
SHORTEST_VERB = 3  # letters of a stem whose particle may part from it
SHORTEST_INFLECTED_UNIT = 4  # letters; "ha" is no stem of "has"
SHORTEST_GLUED_UNIT = 3  # letters, where endings are glued on; "hat" is six, not some "ha"
SHORTEST_PLACE = 5  # letters of a lesser place's name that takes endings
CYRILLIC_OF = {"UA": "uk"}  # countries whose names in Cyrillic are not read as Russian
SHORTEST_SYMBOL = 2  # letters; a single one names too much else
NO_COUNTRIES = frozenset({"EU", "UN", "EZ", "QO", "ZZ", "XA", "XB"})  # CLDR territories of two letters that are none


class EntryMaker:
    """Makes the entries of one language."""

    def __init__(self, data: Mapping[str, Any], tokeniser: Tokeniser) -> None:
        self.data = data
        self.tokeniser = tokeniser
        self.capital = frozenset(data["capitalised"])

    def entries(self) -> list[Entry]:
        """Every entry of the language, those of verbs whose particle has parted from them included."""
        whole = [
            *self._keyed(),
            *self._plain(),
            *self._flows(),
            *self._short(),
            *self._times(),
            *self._prices(),
            *self._of_the_world(),
        ]
        return [*whole, *_separated(whole, self.data["preverbs"])]

    def _entry(self, word: str, slot: str, key: str, endings: str = "noun") -> Entry:
        return Entry(self.tokeniser.words(word), slot, key, endings, slot in self.capital)

    def _keyed(self) -> Iterator[Entry]:
        inflected = self.data["inflected"] == "true"
        for slot, (term, endings) in KEYED.items():
            for key, words in self.data[slot].items():
                for word in words:
                    shortest = SHORTEST_INFLECTED_UNIT if not inflected else SHORTEST_GLUED_UNIT
                    if term == "currency" and word.isalpha() and not word.islower():
                        yield self._entry(word, term, key, "symbol")  # "Ft-ba"
                    bare = term == "unit" and len(word) < shortest and word not in self._long_names(key)
                    yield self._entry(word, term, key, "symbol" if bare else endings)

    def _plain(self) -> Iterator[Entry]:
        for slot, (term, endings) in PLAIN.items():
            for word in self.data[slot]:
                yield self._entry(word, term, word, endings)
        for path, (term, endings) in FURTHER.items():
            slot, part = path.split(".")
            for word in self.data[slot][part]:
                yield self._entry(word, term, word, endings)

    def _units(self) -> Iterator[Entry]:
        """The names and symbols of units from CLDR; a word that the pack gives to a unit or to none stays there."""
        own = {word.casefold() for words in self.data["units"].values() for word in words}
        taken = own.union(self.data["not_units"], self.data["function_words"], self.data["preverbs"])
        for unit, identifier in cldr_units().items():
            long = _spelt(self.data["code"], identifier, "long")
            for word in sorted(long | _spelt(self.data["code"], identifier, "short")):
                symbol = word not in long
                if word.casefold() not in taken and len(word) >= SHORTEST_SYMBOL:
                    yield self._entry(word, "unit", unit, "symbol" if symbol else "noun")

    def _currency_nouns(self) -> Iterator[Entry]:
        """The noun of every currency in use; one that several share, or that the pack gives, is resolved later."""
        given = {word.casefold(): code for code, words in self.data["currencies"].items() for word in words}
        for word, codes in currency_words(self.data["code"]).items():
            if word not in self.data["not_units"] and FIXED_CURRENCIES.isdisjoint((*codes, given.get(word, ""))):
                key = codes[0] if len(codes) == 1 and word not in given else SHARED_CURRENCY + word
                yield self._entry(word, "currency", key)

    def _prices(self) -> Iterator[Entry]:
        """What something costs a unit, as one word: "négyzetméterár"."""
        for noun in self.data["price_nouns"]:
            for unit, words in self.data["units"].items():
                for word in {*words, *self._long_names(unit)}:
                    if word.isalpha() and len(word) >= SHORTEST_INFLECTED_UNIT:
                        yield self._entry(word + noun, "price", unit)

    def _long_names(self, unit: str) -> frozenset[str]:
        """The unit's full names in CLDR ("év", which is no abbreviation)."""
        identifier = cldr_units().get(unit)
        return _spelt(self.data["code"], identifier, "long") if identifier else frozenset()

    def _flows(self) -> Iterator[Entry]:
        for direction in DIRECTIONS:
            for part, (term, endings) in FLOWS.items():
                for word in self.data[direction][part]:
                    yield self._entry(word, term, direction, endings)

    def _short(self) -> Iterator[Entry]:
        for slot, term in SHORT.items():
            for code, words in self.data[slot].items():
                for word in words:
                    yield Entry(self.tokeniser.words(word), term, code, "noun", short=True)

    def _times(self) -> Iterator[Entry]:
        for slot in ("month", "weekday"):
            yield from self._calendar_names(slot)
        times = self.data["times"]
        for term, words_by_key in (("month", times["months"]), ("season", times["seasons"])):
            for key, words in words_by_key.items():
                for word in words:
                    yield self._entry(word, term, key)
        for key in TIMES:
            for word in times[key]:
                yield self._entry(word, "time", key)

    def _calendar_names(self, slot: str) -> Iterator[Entry]:
        """The names of months and weekdays, from CLDR."""
        from babel import Locale  # only here and below: it takes longer to import than the rest of a run

        locale = Locale.parse(self.data["code"])
        names = locale.months if slot == "month" else locale.days
        for width in ("wide", "abbreviated"):
            if width == "abbreviated" and slot == "weekday" and slot not in self.capital:
                continue  # "H", "K", "Sze" are too short to stand for Monday, Tuesday, Wednesday
            for context in ("format", "stand-alone"):
                for number, name in names[context][width].items():
                    yield self._entry(name.rstrip("."), slot, str(number))

    def _of_the_world(self) -> Iterator[Entry]:
        """Countries and currencies from CLDR, places and speakers from the vocabulary."""
        from babel import Locale  # see above

        locale = Locale.parse(self.data["code"])
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
                yield self._entry(name, "country", code)
        yield from self._units()
        yield from self._places()
        given = {word.casefold() for words in self.data["currencies"].values() for word in words}
        for code, sign in locale.currency_symbols.items():
            if sign.casefold() not in given and not sign.isalpha() and not sign.isspace() and len(code) == 3:
                yield self._entry(sign, "currency", code)
        for code, name in locale.currencies.items():
            if code.isupper() and "(" not in name:
                yield self._entry(name, "currency", code)
        yield from self._currency_nouns()
        for name, speaker in speakers().items():
            words = self.tokeniser.words(name)
            yield Entry(words, "voice", speaker.name, "noun", capital=True)

    def _places(self) -> Iterator[Entry]:
        """Places by the names of the pack, by those that GeoNames has, and by what their Cyrillic ones become."""
        for name, words in self.data["places"].items():
            for word in words:
                for known in places_named()[name]:
                    yield self._entry(word, "place", known)
        own = {word.casefold() for words in self.data["places"].values() for word in words}
        none = {word.casefold() for word in self.data["not_places"]}
        for place in gazetteer().values():
            spelt = {transliterated(name, place.country, self.data["transliteration"]) for name in place.native}
            for name in sorted({*place.names, *filter(None, spelt)}):
                low = name.casefold()
                if low in own or (low in none and not place.listed):
                    continue
                lesser = not place.listed and len(name) < SHORTEST_PLACE
                words = self.tokeniser.words(name)
                yield Entry(words, "place", place.id, "" if lesser else "noun", capital=True)


def transliterated(name: str, country: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    """A Cyrillic name in a language's letters: by the table of the country's own language, groups of letters first."""
    table = tables.get(CYRILLIC_OF.get(country, "ru"), {})
    found, rest = "", name.lower()
    while rest:
        size = next((n for n in (3, 2, 1) if (rest[:n] in table and n <= len(rest))), 0)
        start = not found or found[-1] in " -"
        if start and f"^{rest[:1]}" in table:
            found, rest = found + table[f"^{rest[:1]}"], rest[1:]
        elif size:
            found, rest = found + table[rest[:size]], rest[size:]
        elif rest[0] in " -":
            found, rest = found + rest[0], rest[1:]
        else:
            return ""
    return found.title() if found else ""


@cache
def _spelt(language: str, identifier: str, width: Literal["long", "short"]) -> frozenset[str]:
    """The words that CLDR has for a unit in one width, in the singular and in the plural."""
    from babel.units import UnknownUnitError, format_unit

    try:
        told = [format_unit(number, identifier, width, locale=language) for number in ("1", "5")]
    except UnknownUnitError:
        return frozenset()
    return frozenset(words.strip("15 \u00a0\u202f") for words in told)


@cache
def currency_words(language: str) -> dict[str, tuple[str, ...]]:
    """The noun of each currency in use ("peso", "pesos"), folded → the codes of those that share it, sorted."""
    from babel.core import get_global
    from babel.numbers import get_currency_name, get_territory_currencies

    territories = [code for code in get_global("territory_currencies") if len(code) == 2]
    in_use = {currency for territory in territories for currency in get_territory_currencies(territory)}
    found: dict[str, set[str]] = {}
    for code in sorted(in_use):
        for number in (1, 5):
            name = get_currency_name(code, count=number, locale=language).casefold()
            if name.isalpha() or " " in name:
                found.setdefault(name.split()[-1], set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in found.items() if word.isalpha()}


def _separated(entries: Iterable[Entry], preverbs: Iterable[str]) -> Iterable[Entry]:
    """The verbs whose particle may stand behind them: "megerősít" → "erősít … meg"."""
    particles = sorted(preverbs, key=len, reverse=True)
    for entry in entries:
        if entry.endings != "verb" or len(entry.words) != 1:
            continue
        verb = entry.words[0]
        particle = next((p for p in particles if verb.startswith(p) and len(verb) - len(p) >= SHORTEST_VERB), None)
        if particle:
            yield Entry((verb[len(particle) :],), entry.slot, entry.key, "verb", particle=particle)


def added(data: Mapping[str, Any], tokeniser: Tokeniser, additions: Additions) -> Iterator[Entry]:
    """The entries of what users add to a language: its words, and speakers as they are spelt anywhere."""
    capital = frozenset(data["capitalised"])
    for language, slot, key, word in additions.words:
        if language == data["code"]:
            ending = "verb" if slot == "predicate" else "noun"
            yield Entry(tokeniser.words(word), slot, key, ending, slot in capital or slot == "place")
    for spelling, speaker in additions.spellings:
        yield Entry(tokeniser.words(spelling), "voice", speaker.name, "noun", capital=True)


def near_names(data: Mapping[str, Any]) -> Iterator[str]:
    """The single-word names that are recognised with one letter wrong."""
    for slot in ("demonyms", "countries", "places"):
        for words in data[slot].values():
            for word in words:
                if len(word) >= NEAR_LENGTH and " " not in word:
                    yield word.casefold()
