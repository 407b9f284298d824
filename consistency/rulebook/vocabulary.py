"""vocabulary.yaml beside the rules → the words, places and speakers that it adds, with every mistake located."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.languages import codes
from consistency.rulebook import values
from consistency.rulebook.folders import vocabulary_files
from consistency.rulebook.reading import text_of
from consistency.rulebook.shapes import Entries, Filled, Key, One, Several, Table
from consistency.rulebook.sheet import compose
from consistency.vocabulary import Additions, Speaker, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from consistency.problems import Problem

WORDS = Several(One("a word", values.text), least=1)
WHERE = Several(One("a country code", values.country), rest=One("the name of a place", values.text), least=1)


def vocabulary_table() -> Table:
    """What a vocabulary.yaml may hold."""
    languages = tuple(Key(code, WORDS, "The words in this language.") for code in codes())
    place = Table(
        "a place",
        (
            Key("within", WHERE, "What it lies in: a country, or the way from a country down.", required=True),
            *languages,
        ),
    )
    speaker = Table(
        "a speaker",
        (
            Key("party", One("a country code or a name", values.text), "Whom it answers to.", default="itself"),
            Key("names", WORDS, "How else texts spell it, in any language.", default="its own name alone"),
        ),
    )
    concept, spelling = One("a concept", values.concept), One("a name", values.text)
    words = Table("the words of a concept", languages)
    return Table(
        "a vocabulary",
        (
            Key("subjects", Entries(concept, words), "What is counted, and the nouns for it."),
            Key("predicates", Entries(concept, words), "What is said of it, and the verbs for it."),
            Key("places", Entries(spelling, place), "Places, by their English names."),
            Key("speakers", Entries(spelling, speaker), "Speakers, by the one spelling that reports use."),
        ),
    )


def vocabulary(paths: Sequence[Path | str] | None = None) -> tuple[Additions, tuple[Problem, ...]]:
    """What the vocabulary.yaml files beside the rules under `paths` add, and every mistake in them.

    paths: as `rulebook.load` takes them. A file with a mistake adds nothing; the others still do.
    """
    additions = Additions()
    problems: list[Problem] = []
    for file in vocabulary_files(paths):
        text, unread = text_of(file)
        found, wrong = parse_vocabulary(text, file.as_posix()) if text is not None else (Additions(), unread)
        additions += found
        problems += wrong
    return additions, tuple(problems)


def parse_vocabulary(text: str, path: str) -> tuple[Additions, tuple[Problem, ...]]:
    """What `text` adds; `path` names its file in problems."""
    sheet, node = compose(path, text)
    filled = vocabulary_table().read(node, sheet) if node is not None else None
    if filled is None or sheet.problems:
        return Additions(), tuple(sorted(sheet.problems))
    places = _sections(filled, "places")
    words = (
        *_words("subject", _sections(filled, "subjects")),
        *_words("predicate", _sections(filled, "predicates")),
        *_words("place", {"/".join((*entry.get("within"), name)): entry for name, entry in places.items()}),
    )
    spellings = tuple(_spellings(_sections(filled, "speakers")))
    return Additions(words=words, spellings=spellings), ()


def _sections(filled: Filled, name: str) -> dict[str, Filled]:
    found: dict[str, Filled] = filled.get(name, {})
    return found


def _words(slot: str, entries: dict[str, Filled]) -> Iterator[Word]:
    for key, entry in entries.items():
        for code in codes():
            for word in entry.get(code, ()):
                yield Word(code, slot, key, word)


def _spellings(entries: dict[str, Filled]) -> Iterator[tuple[str, Speaker]]:
    for name, entry in entries.items():
        party: Any = entry.get("party")
        speaker = Speaker(name=name, party=party)
        for spelling in dict.fromkeys((name, *entry.get("names", ()))):
            yield spelling, speaker
