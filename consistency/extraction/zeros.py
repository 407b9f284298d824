"""Zeros: "nobody was hurt", "senki sem sérült meg", "no deaths", "halálos áldozat nincs" → figures of nought.

Only what becomes of people counts as none of it: that nobody came or said anything is no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import Counted
from consistency.extraction.stated import Figure
from consistency.languages.lexicon import NONE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term

REACH = 3  # tokens between "no" and what there is none of


def zeros(sentence: Sentence) -> list[tuple[Figure, Counted]]:
    """The figures of nought in a sentence, each with what it counts."""
    found: list[tuple[Figure, Counted]] = []
    nobody, none_of = (sentence.pack.phrases[slot] for slot in ("nobody", "none_of"))
    words, tokens = sentence.lows, sentence.tokens
    for i in sorted({*nobody.places(words, tokens), *none_of.places(words, tokens)}):
        zero = _nobody(sentence, i) or _none_of(sentence, i)
        if zero is not None and not any(zero[0].first < f.last for f, _ in found):
            found.append(zero)
    return found


def _nobody(sentence: Sentence, i: int) -> tuple[Figure, Counted] | None:
    """Nobody, senki: the outcome stands in the same segment behind it."""
    nobody = sentence.pack.phrases["nobody"].after(sentence.tokens, i, NONE)
    if nobody is None:
        return None
    segment = sentence.segments[i]
    for term in sentence.of("outcome"):
        if term.first >= nobody[0] and sentence.segments[term.first] == segment and concept(term.key).settled:
            return _nought(i, term)
    return None


def _none_of(sentence: Sentence, i: int) -> tuple[Figure, Counted] | None:
    """No deaths; halálos áldozat nincs: a noun of loss beside the word that denies it."""
    negated = sentence.pack.phrases["none_of"].after(sentence.tokens, i, NONE)
    if negated is None:
        return None
    beside = [t for t in sentence.of("subject") if sentence.segments[t.first] == sentence.segments[i]]
    nouns = [t for t in beside if concept(t.key).settled]
    if sentence.pack.inflected:
        before = [t for t in nouns if 0 <= i - t.last <= REACH and not t.features & {"accusative", "dative"}]
        return _nought(before[-1].first, before[-1], negated[0]) if before else None
    behind = [t for t in nouns if 0 <= t.first - negated[0] <= 1]
    return _nought(i, behind[0]) if behind else None


def _nought(first: int, term: Term, last: int = 0) -> tuple[Figure, Counted]:
    last = max(last, term.last)
    return Figure(first, last, first, 0.0, 0.0, worded=True, step=1.0), Counted(term.key, last=last, own_noun=True)
