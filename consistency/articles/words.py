"""Words: a language's code → the words that the readers know of it, and CLDR's names of months and weekdays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEAST_PREFIX = 3  # letters of a month's name that still tell it: "Sept", "Febr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, or of several together, all in lower case and without a final full stop.

    published, updated: labels before a date. by: before a writer's name. small: what else stands in a dateline.
    frequent: the commonest words of prose. months: name → 1 to 12. weekdays: names.
    """

    published: frozenset[str]
    updated: frozenset[str]
    by: frozenset[str]
    small: frozenset[str]
    frequent: frozenset[str]
    months: tuple[tuple[str, int], ...]
    weekdays: frozenset[str]

    @property
    def in_datelines(self) -> frozenset[str]:
        return self.published | self.updated | self.small | self.weekdays


@cache
def words(language: str) -> Words:
    """What is known of that language; a code that neither the table nor CLDR knows yields nothing."""
    entry = _table().get(language, {})
    months, weekdays = _calendar(language)
    return Words(
        published=frozenset(entry.get("published", ())),
        updated=frozenset(entry.get("updated", ())),
        by=frozenset(entry.get("by", ())),
        small=frozenset(entry.get("small", ())),
        frequent=frozenset(str(entry.get("frequent", "")).split()),
        months=months,
        weekdays=weekdays,
    )


@cache
def words_of(languages: tuple[str, ...]) -> Words:
    """The words of several languages together; a month's name that means two months counts for the first."""
    each = [words(language) for language in languages]
    months: dict[str, int] = {}
    for known in each:
        for name, number in known.months:
            months.setdefault(name, number)
    return Words(
        published=frozenset().union(*(known.published for known in each)),
        updated=frozenset().union(*(known.updated for known in each)),
        by=frozenset().union(*(known.by for known in each)),
        small=frozenset().union(*(known.small for known in each)),
        frequent=frozenset().union(*(known.frequent for known in each)),
        months=tuple(months.items()),
        weekdays=frozenset().union(*(known.weekdays for known in each)),
    )


def bare(word: str) -> str:
    """A word as the tables hold it: lower case, no final full stop."""
    return word.casefold().removesuffix(".")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    import yaml

    text = files("consistency.articles").joinpath("words.yaml").read_text(encoding="utf-8")
    # Strings only: YAML would read "on" and "no" as truth values.
    table: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=yaml.BaseLoader)
    return table


def _calendar(language: str) -> tuple[tuple[tuple[str, int], ...], frozenset[str]]:
    """Month names with their numbers, and weekday names, in full and short, from CLDR."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return (), frozenset()
    names: dict[str, set[int]] = {}
    weekdays: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                for length in range(min(LEAST_PREFIX, len(name)), len(name) + 1):
                    names.setdefault(bare(name[:length]), set()).add(number)
            weekdays.update(bare(name) for name in locale.days[context][width].values())
    return tuple((name, min(numbers)) for name, numbers in names.items() if len(numbers) == 1), frozenset(weekdays)
