"""Packs: one YAML file of a language's words → everything that the recognisers ask of a language.

The slots of a pack are listed in `schema.md` beside this file. A pack holds words only; how they combine is the
engine's business, switched by flags (`glued_numbers`) where languages differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from consistency.languages.lexicon import Endings, Lexicon
    from consistency.languages.phrases import Phrases
    from consistency.languages.tokens import Tokeniser
    from consistency.vocabulary import Speaker


@dataclass(frozen=True, slots=True)
class Pack:
    """One language, compiled.

    Terms lie in the lexicon under their slot. words: each plain list of words under its path in the pack
    ("times.since"), for whole words; affixes: the same lists, for what words begin or end with. The rest are small
    tables.
    """

    code: str
    name: str
    tokeniser: Tokeniser
    lexicon: Lexicon
    endings: Mapping[str, Endings]
    atoms: Mapping[str, float]
    scales: Mapping[str, float]
    scale_signs: Mapping[str, float]
    denominators: Mapping[str, float]
    firsts: Mapping[str, float]
    glued: bool  # number words are written as one
    inflected: bool  # cases mark who does what and where
    verb_second: bool  # the finite verb is second, so that its subject follows it where something else opens the clause
    names_concepts: bool  # concepts are named in this language, so that an unknown noun names its own
    fractions_apart: bool  # "two thirds" are two words
    family_name_first: bool  # "Kovács Péter"
    compounds: bool  # nouns are written as one; the last part tells what is counted
    capital_nouns: bool  # every noun has a capital, so that one tells no name
    bounds: Phrases
    approximations: Phrases
    increases: Phrases
    decreases: Phrases
    after_number: Phrases
    plural_scales: Mapping[str, float]
    plural_groups: Mapping[str, tuple[float, float]]
    group_nouns: Mapping[str, float]
    money_signs: Mapping[str, float]
    small_counts: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    affixes: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, Phrases]
    data: Mapping[str, Any]
    speakers: Mapping[str, Speaker] = field(default_factory=dict)  # those that users add, by their one spelling
