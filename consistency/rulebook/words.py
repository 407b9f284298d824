"""The vocabulary and the language packs → the subjects and predicates that figures are read as.

The packs are looked into only for a word that the vocabulary of subjects does not list.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from consistency import languages

OURS = "en"  # the language whose words name concepts


@cache
def described_subjects() -> frozenset[str]:
    """The concepts whose behaviour the vocabulary describes."""
    listed = files("consistency.vocabulary").joinpath("subjects.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.load(listed, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)) - {"default"}


@cache
def subjects() -> frozenset[str]:
    """Every concept that a figure may be read as counting."""
    return described_subjects() | {concept for slot in ("subjects", "outcomes") for concept in _meanings(slot).values()}


@cache
def countries_named() -> dict[str, str]:
    """The names, in small letters, by which English texts call a country otherwise than CLDR → its code."""
    named = languages.slots(OURS)["countries"]
    return {name.casefold(): code for code, names in named.items() for name in names}


@cache
def happenings() -> tuple[str, ...]:
    """The kinds of happening that articles may be read as telling of."""
    kinds = {kind for code in languages.codes() for kind in languages.slots(code).get("happenings", {})}
    return tuple(sorted(kinds))


@cache
def predicates() -> frozenset[str]:
    """Every predicate that may be read of a subject."""
    return frozenset(_meanings("predicates").values())


def is_read(slot: str, word: str) -> bool:
    """Whether texts may say `word`, or be read as it, under a slot of the packs ("subjects", "predicates")."""
    return word in languages.slots(OURS)[slot] or word in _meanings(slot)


def subjects_named(word: str) -> tuple[str, ...]:
    """The word, and the concept that texts with this word are read as: `troop` is counted as `soldier`."""
    return (word,) if word in described_subjects() else _with_meaning(word, "subjects", subjects())


def predicates_named(word: str) -> tuple[str, ...]:
    """The word, and the predicate that texts with this word are read as: `dispatched` is `sent`."""
    return (word,) if word in languages.slots(OURS)["predicates"] else _with_meaning(word, "predicates", predicates())


def _with_meaning(word: str, slot: str, known: frozenset[str]) -> tuple[str, ...]:
    meaning = _meanings(slot).get(word)
    return (word,) if word in known or meaning is None else (word, meaning)


@cache
def _meanings(slot: str) -> dict[str, str]:
    """Each word of the packs under `slot` → what it is read as."""
    meanings: dict[str, str] = {}
    for code in languages.codes():
        for concept, words in languages.slots(code).get(slot, {}).items():
            for word in (concept, *words):
                meanings.setdefault(word, concept)
    return meanings
