"""Packs: one YAML file of a language's words → everything that the recognisers ask of a language.

The slots of a pack are listed in `schema.md` beside this file. A pack holds words only; how they combine is the
engine's business, switched by flags (`glued_numbers`) where languages differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from consistency.languages.lexicon import Endings, Features, Lexicon
    from consistency.languages.tokens import Token, Tokeniser

Phrase = tuple[str, ...]


@dataclass(slots=True)
class Phrases:
    """Phrases with what they mean, found forwards from a token or backwards from one.

    A phrase may begin with a case in braces ("{adessive} több"): then the figure before it must carry that case.
    """

    forward: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)
    backward: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)

    def add(self, words: Phrase, meaning: str) -> None:
        first = words[1] if words[0].startswith("{") and len(words) > 1 else words[0]
        self.forward.setdefault(first, []).append((words, meaning))
        self.backward.setdefault(words[-1], []).append((words, meaning))

    def after(self, tokens: Sequence[Token], i: int, features: Features) -> tuple[int, str] | None:
        """The longest phrase that begins at token i: (token after it, meaning)."""
        best: tuple[int, str] | None = None
        if i < len(tokens):
            for words, meaning in self.forward.get(tokens[i].low, ()):
                case = words[0][1:-1] if words[0].startswith("{") else ""
                wanted = words[1:] if case else words
                if case and case not in features:
                    continue
                end = i + len(wanted)
                if _stand(tokens, i, wanted) and (best is None or end > best[0]):
                    best = (end, meaning)
        return best

    def before(self, tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
        """The longest phrase that ends before token i: (its first token, meaning)."""
        best: tuple[int, str] | None = None
        if i > 0:
            for words, meaning in self.backward.get(tokens[i - 1].low, ()):
                start = i - len(words)
                if start >= 0 and _stand(tokens, start, words) and (best is None or start < best[0]):
                    best = (start, meaning)
        return best


def _stand(tokens: Sequence[Token], i: int, words: Phrase) -> bool:
    if i + len(words) > len(tokens):
        return False
    return all(tokens[i + j].low == word for j, word in enumerate(words))


@dataclass(slots=True)
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
    glued: bool  # number words are written as one
    inflected: bool  # cases mark who does what and where
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
    abbreviations: frozenset[str]
