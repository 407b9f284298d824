"""Loading: `<code>.yaml` beside this file → a Pack. The file list is the registry of languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from consistency.languages.lexicon import Endings, Entry, Lexicon
from consistency.languages.pack import Pack, Phrases
from consistency.languages.tokens import Tokeniser
from consistency.vocabulary import gazetteer, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# slot in the pack → (slot of the terms, class of endings); a slot of several keys gives each its own terms
KEYED = {
    "subjects": ("subject", "noun"),
    "outcomes": ("outcome", "verb"),
    "predicates": ("predicate", "verb"),
    "saying": ("saying", "verb"),
    "institutions": ("institution", "noun"),
    "units": ("unit", "noun"),
    "currencies": ("currency", "noun"),
    "demonyms": ("demonym", "noun"),
    "countries": ("country", "noun"),
    "places": ("place", "noun"),
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
}

SHORTEST_VERB = 3  # letters of a stem whose particle may part from it


@cache
def codes() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    folder = files("consistency.languages")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def load(code: str) -> Pack:
    """The compiled pack of a language. Raises KeyError for a code without one."""
    if code not in codes():
        raise KeyError(code)
    text = files("consistency.languages").joinpath(f"{code}.yaml").read_text(encoding="utf-8")
    # strings only, so that "no" (Norway) stays a word
    return _compiled(yaml.load(text, yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader))


def _compiled(data: dict[str, Any]) -> Pack:
    atoms = _values(data["numbers"])
    scales = _values(data["scales"])
    glued = data["glued_numbers"] == "true"
    number_words = frozenset(atoms) if glued else frozenset(atoms) | frozenset(scales) | frozenset(data["times"]["mid"])
    endings = _endings(data)
    tokeniser = Tokeniser(
        data["digits"]["decimal"], data["digits"]["group"], _number_word_test(number_words, scales, glued)
    )
    lexicon = Lexicon(endings)
    entries = list(_entries(data, tokeniser))
    lexicon.add(entries)
    lexicon.add(_separated(entries, data["preverbs"]))
    lexicon.add_near(_names(data))
    return Pack(
        code=data["code"], name=data["name"], tokeniser=tokeniser, lexicon=lexicon, endings=endings, atoms=atoms, scales=scales,
        scale_signs=_values(data["scale_signs"]),
        denominators=_values(data["fractions"]["denominators"]),
        glued=glued,
        inflected=data["inflected"] == "true",
        bounds=_phrases(tokeniser, {kind: slot["before"] for kind, slot in data["bounds"].items()}),
        approximations=_phrases(tokeniser, {"approximate": data["approximate"]["before"], "exact": data["exact"]}),
        increases=_phrases(tokeniser, {"increase": data["increase"]["before"]}),
        decreases=_phrases(tokeniser, {"decrease": data["decrease"]["before"]}),
        after_number=_phrases(tokeniser, {
            **{kind: slot["after"] for kind, slot in data["bounds"].items()}, "approximate": data["approximate"]["after"],
        }),
        small_counts={word: int(value) for word, value in data["times"]["counts"].items()},
        plural_scales=_values(data["vague"]["plural_scales"]),
        plural_groups={word: (float(low), float(high)) for word, (low, high) in data["vague"]["plural_groups"].items()},
        group_nouns=_values(data["group_nouns"]),
        money_signs=_values(data["money_signs"]),
        words={path: frozenset(word.casefold() for word in words) for path, words in _word_slots(data)},
        affixes={path: tuple(word.casefold() for word in words) for path, words in _word_slots(data)},
        phrases=_phrase_slots(data, tokeniser),
        data=data,
        abbreviations=frozenset(word.casefold() for word in data["abbreviations"]),
    )  # fmt: skip


def _values(slot: Mapping[str, str]) -> dict[str, float]:
    return {word: float(value) for word, value in slot.items()}


def _word_slots(data: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, list[str]]]:
    """Every plain list of words under its path ("times.since"); the slots that give terms are left out."""
    for slot, value in data.items():
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield path + slot, value
        elif isinstance(value, dict) and slot not in KEYED and slot != "endings":
            yield from _word_slots(value, f"{path}{slot}.")


def _number_word_test(words: frozenset[str], scales: Mapping[str, float], glued: bool) -> Any:
    if not glued:
        return words.__contains__
    stems = tuple(sorted({*words, *scales}, key=len, reverse=True))

    def begins_with_number(word: str) -> bool:
        """A glued numeral is a chain of number words; its ending is judged later."""
        rest = word
        while rest:
            stem = next((stem for stem in stems if rest.startswith(stem)), None)
            if stem is None:
                return rest != word and len(rest) <= 4
            rest = rest[len(stem) :]
        return True

    return begins_with_number


def _endings(data: dict[str, Any]) -> dict[str, Endings]:
    slot = data["endings"]
    return {
        name: Endings(slot.get(name, []), slot["groups"], data["lengthening"], slot["assimilating"], data["vowels"])
        for name in ("noun", "verb")
    }


def _entries(data: dict[str, Any], tokeniser: Tokeniser) -> Iterable[Entry]:
    capital = frozenset(data["capitalised"])
    for slot, (term, endings) in KEYED.items():
        for key, words in data.get(slot, {}).items():
            for word in words:
                short = term == "unit" and len(word) <= 3 and data["inflected"] != "true"  # "ha" is no stem of "has"
                yield Entry(tokeniser.words(word), term, key, "" if short else endings, term in capital)
    for slot, (term, endings) in PLAIN.items():
        for word in data[slot]:
            yield Entry(tokeniser.words(word), term, word, endings)
    for word in data["speakers"]["plain"]:
        yield Entry(tokeniser.words(word), "speaker", word, "noun")
    for direction in ("increase", "decrease"):
        for word in data[direction]["verb"]:
            yield Entry(tokeniser.words(word), "change", direction, "verb")
        for word in data[direction]["noun"]:
            yield Entry(tokeniser.words(word), "flow", direction, "noun")
    for meaning in ("phrases", "decoys"):
        for word in data["same"][meaning]:
            yield Entry(
                tokeniser.words(word), *(("same", meaning, "noun") if meaning == "phrases" else ("decoy", meaning))
            )
    for code, words in data["short_demonyms"].items():
        for word in words:
            yield Entry(tokeniser.words(word), "demonym", code, "noun", short=True)
    for code, words in data["short_countries"].items():
        for word in words:
            yield Entry(tokeniser.words(word), "country", code, "noun", short=True)
    yield from _times(data, tokeniser, capital)
    yield from _names_of_the_world(data, tokeniser, capital)


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


def _times(data: dict[str, Any], tokeniser: Tokeniser, capital: frozenset[str]) -> Iterable[Entry]:
    from babel import Locale

    locale = Locale.parse(data["code"])
    for slot, names in (("month", locale.months), ("weekday", locale.days)):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in names[context][width].items():
                    if width == "abbreviated" and slot == "weekday" and slot not in capital:
                        continue  # "H", "K", "Sze" are too short to stand for Monday, Tuesday, Wednesday
                    yield Entry(tokeniser.words(name.rstrip(".")), slot, str(number), "noun", slot in capital)
    for number, words in data["times"]["months"].items():
        for word in words:
            yield Entry(tokeniser.words(word), "month", number, "noun", "month" in capital)
    for season, words in data["times"]["seasons"].items():
        for word in words:
            yield Entry(tokeniser.words(word), "season", season, "noun")
    for key in ("now", "today", "yesterday", "last", "this", "next", "last_year", "this_year", "next_year", "last_week", "this_week",
                "last_month", "this_month", "last_weekend", "weekend", "early", "mid", "late", "first_half", "second_half", "first_quarter",
                "second_quarter", "third_quarter", "fourth_quarter", "ago", "earlier", "parts_of_day"):  # fmt: skip
        for word in data["times"].get(key, ()):
            yield Entry(tokeniser.words(word), "time", key, "noun")


def _names_of_the_world(data: dict[str, Any], tokeniser: Tokeniser, capital: frozenset[str]) -> Iterable[Entry]:
    from babel import Locale

    for code, name in Locale.parse(data["code"]).territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "QO", "ZZ", "XA", "XB"):
            yield Entry(tokeniser.words(name), "country", code, "noun", "country" in capital)
    for name in gazetteer():
        yield Entry(tokeniser.words(name), "place", name, "noun", "place" in capital)
    for code, name in Locale.parse(data["code"]).currencies.items():
        if code.isupper() and "(" not in name:
            yield Entry(tokeniser.words(name), "currency", code, "noun")
    for name, speaker in speakers().items():
        yield Entry(tokeniser.words(name), "voice", speaker.name, "noun", True)


def _names(data: dict[str, Any]) -> Iterable[str]:
    """The single-word names that are recognised with one letter wrong."""
    for slot in ("demonyms", "countries", "places"):
        for words in data[slot].values():
            for word in words:
                if len(word) >= 8 and " " not in word:
                    yield word.casefold()


def _phrases(tokeniser: Tokeniser, by_meaning: Mapping[str, Iterable[str]]) -> Phrases:
    found = Phrases()
    for meaning, phrases in by_meaning.items():
        for phrase in phrases:
            case, _, rest = phrase.partition("} ") if phrase.startswith("{") else ("", "", phrase)
            words = tokeniser.words(rest)
            if words:
                found.add((f"{case}}}", *words) if case else words, meaning)
    return found


def _phrase_slots(data: dict[str, Any], tokeniser: Tokeniser) -> dict[str, Phrases]:
    return {
        "pairs": _phrases(tokeniser, {value: [word] for word, value in data["pair_words"].items()}),
        "half_before": _phrases(tokeniser, {"half": data["halves"]["before"]}),
        "half_after": _phrases(tokeniser, {"half": data["halves"]["after"]}),
        "day_openers": _phrases(tokeniser, {"day": data["times"]["day_openers"]}),
        "several": _phrases(tokeniser, {"several": data["vague"]["several"]}),
        "open": _phrases(tokeniser, {"between": data["between"]["open"], "from": data["level_cues"]["from"]}),
        "close": _phrases(tokeniser, {"between": data["between"]["close"]}),
        "one_in": _phrases(tokeniser, {"in": data["fractions"]["one_in"]}),
        "according": _phrases(tokeniser, {"before": data["according"]["before"]}),
        "according_after": _phrases(tokeniser, {"after": data["according"]["after"]}),
        "ages": _phrases(tokeniser, {"age": data["ages"]["after"]}),
        "identifiers": _phrases(tokeniser, {"id": data["identifiers"]["before"]}),
        "of_them": _phrases(tokeniser, {"them": data["of_them"]}),
        "identified": _phrases(tokeniser, {"id": data["identifiers"]["after"]}),
    }
