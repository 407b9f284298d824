"""Phrases: runs of words with a meaning → where they stand in a row of tokens, before or behind a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from consistency.languages.lexicon import Features
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
        known = self.forward.get(tokens[i].low) if i < len(tokens) else None
        if known is None:
            return None
        best: tuple[int, str] | None = None
        for words, meaning in known:
            case = words[0][1:-1] if words[0].startswith("{") else ""
            wanted = words[1:] if case else words
            if case and case not in features:
                continue
            end = i + len(wanted)
            if _stand(tokens, i, wanted) and (best is None or end > best[0]):
                best = (end, meaning)
        return best

    def places(self, sentence_words: Collection[str], tokens: Sequence[Token]) -> list[int]:
        """The tokens with which a phrase may begin; sentence_words: every folded word among the tokens."""
        if self.forward.keys().isdisjoint(sentence_words):
            return []
        return [i for i, token in enumerate(tokens) if token.low in self.forward]

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


def phrases(tokeniser: Tokeniser, by_meaning: Mapping[str, Iterable[str]]) -> Phrases:
    """The phrases of a slot, compiled: meaning → phrases as the pack writes them."""
    found = Phrases()
    for meaning, written in by_meaning.items():
        for phrase in written:
            case, _, rest = phrase.partition("} ") if phrase.startswith("{") else ("", "", phrase)
            words = tokeniser.words(rest)
            if words:
                found.add((f"{case}}}", *words) if case else words, meaning)
    return found


def _by_value(words: Mapping[str, str]) -> dict[str, list[str]]:
    """Value → the phrases that stand for it."""
    found: dict[str, list[str]] = {}
    for word, value in words.items():
        found.setdefault(value, []).append(word)
    return found


def phrase_slots(data: Mapping[str, Any], tokeniser: Tokeniser) -> dict[str, Phrases]:
    """The phrases of a pack by the name under which readers ask for them."""
    return {
        "pairs": phrases(tokeniser, _by_value(data["pair_words"])),
        "idioms": phrases(tokeniser, {"idiom": data["idioms"]}),
        "clock_before": phrases(tokeniser, {"clock": data["clock_before"]}),
        "clock": phrases(tokeniser, {"clock": data["clock"]}),
        "half_before": phrases(tokeniser, {"half": data["halves"]["before"]}),
        "half_after": phrases(tokeniser, {"half": data["halves"]["after"]}),
        "day_openers": phrases(tokeniser, {"day": data["times"]["day_openers"]}),
        "anchored": phrases(tokeniser, data["times"]["anchored"]),
        "several": phrases(tokeniser, {"several": data["vague"]["several"]}),
        "open": phrases(tokeniser, {"between": data["between"]["open"], "from": data["level_cues"]["from"]}),
        "close": phrases(tokeniser, {"between": data["between"]["close"]}),
        "one_in": phrases(tokeniser, {"in": data["fractions"]["one_in"]}),
        "according": phrases(tokeniser, {"before": data["according"]["before"]}),
        "according_after": phrases(tokeniser, {"after": data["according"]["after"]}),
        "nobody": phrases(tokeniser, {"nobody": data["none"]["nobody"]}),
        "none_of": phrases(tokeniser, {"none": data["none"]["of"]}),
        "ages": phrases(tokeniser, {"age": data["ages"]["after"]}),
        "ages_before": phrases(tokeniser, {"age": data["ages"]["before"]}),
        "selves": phrases(tokeniser, {"age": data["ages"]["selves"]}),
        "identifiers": phrases(tokeniser, {"id": data["identifiers"]["before"]}),
        "including": phrases(tokeniser, {"part": data["including"]}),
        "of_them": phrases(tokeniser, {"them": data["of_them"]}),
        "identified": phrases(tokeniser, {"id": data["identifiers"]["after"]}),
    }
