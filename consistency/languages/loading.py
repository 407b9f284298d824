"""Loading: `<code>.yaml` beside this file → a Pack. The file list is the registry of languages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from consistency.languages.entries import KEYED, EntryMaker, added, near_names
from consistency.languages.lexicon import Endings, Lexicon
from consistency.languages.pack import Pack
from consistency.languages.phrases import phrase_slots, phrases
from consistency.languages.tokens import Tokeniser
from consistency.vocabulary import NOTHING, Additions

HUNDRED = 100.0

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LONGEST_ENDING = 4  # letters that may follow the number words of a glued numeral


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    folder = files("consistency.languages")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".yaml")))


def load(code: str, additions: Additions = NOTHING) -> Pack:
    """The compiled pack of a language, with what users add to it. Raises KeyError for a code without one."""
    return _extended(code, additions) if additions else _own(code)


@cache
def _extended(code: str, additions: Additions) -> Pack:
    own = _own(code)
    lexicon = own.lexicon.extended(added(own.data, own.tokeniser, additions))
    speakers = {speaker.name: speaker for _, speaker in additions.spellings}
    return replace(own, lexicon=lexicon, speakers=speakers)


@cache
def _own(code: str) -> Pack:
    return _compiled(slots(code))


@cache
def slots(code: str) -> dict[str, Any]:
    """A language's words as its file has them, by slot. Raises KeyError for a code without a pack."""
    if code not in codes():
        raise KeyError(code)
    text = files("consistency.languages").joinpath(f"{code}.yaml").read_text(encoding="utf-8")
    # strings only, so that "no" (Norway) stays a word
    found: dict[str, Any] = yaml.load(text, yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)
    return found


def _compiled(data: dict[str, Any]) -> Pack:
    endings = _endings(data)
    tokeniser = Tokeniser(
        data["digits"]["decimal"],
        data["digits"]["group"],
        [word for word, value in data["scales"].items() if float(value) >= HUNDRED],
        _number_word_test(data),
        data["vague"]["several"] if data["glued_numbers"] == "true" else (),
    )
    lexicon = Lexicon(endings, data["clause_particles"] == "true")
    lexicon.add(EntryMaker(data, tokeniser).entries())
    lexicon.add_near(near_names(data))
    return Pack(
        code=data["code"],
        name=data["name"],
        glued=data["glued_numbers"] == "true",
        inflected=data["inflected"] == "true",
        verb_second=data["verb_second"] == "true",
        names_concepts=data["names_concepts"] == "true",
        fractions_apart=data["fractions_apart"] == "true",
        family_name_first=data["family_name_first"] == "true",
        compounds=data["compounds"] == "true",
        capital_nouns=data["capital_nouns"] == "true",
        tokeniser=tokeniser,
        lexicon=lexicon,
        endings=endings,
        words={path: frozenset(word.casefold() for word in words) for path, words in _word_slots(data)},
        affixes={path: tuple(word.casefold() for word in words) for path, words in _word_slots(data)},
        phrases=phrase_slots(data, tokeniser),
        data=data,
        **_amounts(data),
        **_hedges(data, tokeniser),
    )


def _amounts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a pack that give words a number."""
    vague = data["vague"]
    return {
        "atoms": _values(data["numbers"]),
        "scales": _values(data["scales"]),
        "scale_signs": _values(data["scale_signs"]),
        "money_signs": _values(data["money_signs"]),
        "denominators": _values(data["fractions"]["denominators"]),
        "firsts": _values(data["fractions"]["firsts"]),
        "group_nouns": _values(data["group_nouns"]),
        "plural_scales": _values(vague["plural_scales"]),
        "plural_groups": {word: (float(low), float(high)) for word, (low, high) in vague["plural_groups"].items()},
        "small_counts": {word: int(value) for word, value in data["times"]["counts"].items()},
    }


def _hedges(data: Mapping[str, Any], tokeniser: Tokeniser) -> dict[str, Any]:
    """The fields of a pack that stand before and behind figures and change what they allow."""
    bounds, approximate = data["bounds"], data["approximate"]
    behind = {**{kind: slot["after"] for kind, slot in bounds.items()}, "approximate": approximate["after"]}
    return {
        "bounds": phrases(tokeniser, {kind: slot["before"] for kind, slot in bounds.items()}),
        "approximations": phrases(tokeniser, {"approximate": approximate["before"], "exact": data["exact"]}),
        "increases": phrases(tokeniser, {"increase": data["increase"]["before"]}),
        "decreases": phrases(tokeniser, {"decrease": data["decrease"]["before"]}),
        "after_number": phrases(tokeniser, behind),
    }


def _values(slot: Mapping[str, str]) -> dict[str, float]:
    return {word: float(value) for word, value in slot.items()}


def _word_slots(data: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, list[str]]]:
    """Every plain list of words under its path ("times.since"); the slots that give terms are left out."""
    for slot, value in data.items():
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield path + slot, value
        elif isinstance(value, dict) and slot not in KEYED and slot != "endings":
            yield from _word_slots(value, f"{path}{slot}.")


def _number_word_test(data: Mapping[str, Any]) -> Callable[[str], bool]:
    """Tells whether a word names a number; a glued numeral is a chain of number words, its ending is judged later."""
    atoms, scales = data["numbers"], data["scales"]
    if data["glued_numbers"] != "true":
        return frozenset((*atoms, *scales, *data["times"]["mid"])).__contains__
    stems = tuple(sorted({*atoms, *scales}, key=len, reverse=True))

    def begins_with_number(word: str) -> bool:
        rest = word
        while rest:
            stem = next((stem for stem in stems if rest.startswith(stem)), None)
            if stem is None:
                return rest != word and len(rest) <= LONGEST_ENDING
            rest = rest[len(stem) :]
        return True

    return begins_with_number


def _endings(data: Mapping[str, Any]) -> dict[str, Endings]:
    slot = data["endings"]
    found = {
        name: Endings(
            slot[name], slot["groups"], data["lengthening"], slot["assimilating"], data["vowels"], data["digraphs"]
        )
        for name in ("noun", "verb")
    }
    return {**found, "symbol": found["noun"].hyphenated()}
