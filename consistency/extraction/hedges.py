"""Hedges: the words around a figure ("more than", "about", "a further", a currency sign) → what they make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import units

if TYPE_CHECKING:
    from consistency.extraction.numerals import NumeralReader
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure
    from consistency.languages.lexicon import Features

LONGEST_SIGN = 3  # letters of a currency's abbreviation, which may stand before a number: "Rs 12"
MOST = 5  # hedges that may stand before one figure
NEGATION_REACH = 3  # tokens between a negation and the bound that it denies
MOVED_REACH = 4  # tokens between a verb and the level that it leads to
NEGATED = {"more": "at_most", "less": "at_least"}
QUOTATION = "\"”“„»«'’"
COMPARING = 3  # words that may stand before a comparative: "50 főnél is jóval nagyobb"
SKIPPED = 2  # articles and the like that may stand between a hedge and the figure


def bound_behind(sentence: Sentence, numerals: NumeralReader, j: int, features: Features) -> tuple[int, str] | None:
    """The bound that stands behind a figure, from token j: (token after it, meaning).

    features: of the figure's ending. What begins another figure is none: "12 and more than 194".
    """
    found = sentence.pack.after_number.after(sentence.tokens, j, features)
    if found is None or any(numerals.at(found[0] + ahead) for ahead in (0, 1)):
        return _comparative(sentence, j, features)
    return found


def _comparative(sentence: Sentence, j: int, features: Features) -> tuple[int, str] | None:
    """A comparative behind what it surpasses: "10 ezernél népesebb", "50 főnél is jóval kisebb"."""
    words, affixes = sentence.pack.words, sentence.pack.affixes
    if "adessive" not in features or not words["comparatives.endings"]:
        return None
    for i in range(j, min(j + COMPARING, len(sentence.tokens))):
        low = sentence.tokens[i].low
        if low.endswith(affixes["comparatives.endings"]):
            return i + 1, "less" if low.startswith(affixes["comparatives.lesser"]) else "more"
        if low not in words["comparatives.skip"]:
            return None
    return None


class HedgeReader:
    """Takes what stands before the figures of one sentence into them."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.before = (self.pack.bounds, self.pack.approximations, self.pack.increases, self.pack.decreases)

    def look_back(self, figure: Figure, floor: int) -> None:
        """Take the words before the figure into it, down to token `floor`."""
        if figure.first > floor and figure.unit == "count":
            self._currency(figure)
        for _ in range(MOST):
            if not self._one_back(figure, floor):
                return

    def _currency(self, figure: Figure) -> None:
        before = next(iter(self.sentence.ends(figure.first, "currency")), None)
        if before is None:
            return
        text = self.tokens[before.first].text
        if (
            not self.tokens[figure.first].spaced
            or before.key == text
            or (len(text) <= LONGEST_SIGN and not text.islower())
        ):
            figure.unit, figure.first = before.key, before.first

    def _one_back(self, figure: Figure, floor: int) -> bool:
        for skipped in range(SKIPPED + 1):
            at = figure.first - skipped
            if at <= floor or (skipped and not self._is_skipped(at)):
                return False
            known = skipped and self.tokens[at].low in self.pack.words["definite_articles"]
            if known and (self._is_preposition(at) or self.pack.bounds.before(self.tokens, at)):
                return False  # "below the 77bn that was expected" measures another figure
            if self._taken(figure, at, floor):
                return True
        return False

    def _is_skipped(self, at: int) -> bool:
        """Whether a hedge may stand before token `at`: an article, or a mark that ends a quotation (“well over” 20)."""
        token = self.tokens[at]
        return token.low in self.pack.words["skip"] or (token.text in QUOTATION and not token.spaced)

    def _is_preposition(self, at: int) -> bool:
        return self.sentence.low(at - 1) in self.pack.words["bound_prepositions"]

    def _is_particle(self, at: int) -> bool:
        """Whether a preposition belongs to the verb before it: "handed over 1,000 bodies"."""
        words = self.pack.words
        return (
            at > 0
            and self.tokens[at].low in words["bound_prepositions"]
            and self.tokens[at - 1].low in words["particle_verbs"]
        )

    def _is_meanwhile(self, figure: Figure, start: int, at: int) -> bool:
        """Whether a preposition tells in what time something came about: "$2000 over 3 years"."""
        words = self.pack.words
        if figure.unit not in units("time") or at - start != 1 or self.tokens[start].low not in words["over"]:
            return False
        before = self.sentence.low(start - 1)
        return bool(before) and before not in words["copulas"] and before not in words["spans.lasting_before"]

    def _taken(self, figure: Figure, at: int, floor: int) -> bool:
        for phrases in self.before:
            found = phrases.before(self.tokens, at)
            if found is None or found[0] < floor:
                continue
            start, meaning = found
            if (
                self._is_meanwhile(figure, start, at)
                or self._is_particle(start)
                or not self.sentence.claimed.isdisjoint(range(start, at))
            ):
                continue
            figure.first = start
            self._apply(figure, meaning, start, at)
            return True
        return False

    def _is_negated(self, start: int) -> bool:
        """Whether a bound is denied: "never offered more than €40m" is at most that."""
        before = [token.low for token in self.tokens[max(0, start - NEGATION_REACH) : start]]
        return not self.pack.words["negated_bounds"].isdisjoint(before)

    def _is_moved(self, start: int, end: int) -> bool:
        """Whether a verb carries something to the level: "took the toll up to 45" is no bound."""
        words = self.pack.words
        if end - start < 2 or self.tokens[end - 1].low not in words["level_cues.to"]:
            return False
        before = {token.low for token in self.tokens[max(0, start - MOVED_REACH) : start]}
        return not words["moving_verbs"].isdisjoint(before)

    def _apply(self, figure: Figure, meaning: str, start: int, end: int) -> None:
        if meaning in ("increase", "decrease"):
            figure.flow = meaning
        elif meaning == "approximate":
            figure.approximate = figure.hedged = True
            words = " ".join(token.low for token in self.tokens[start:end])
            figure.estimated |= words in self.pack.words["approximate.estimated"]
        elif meaning == "exact":
            figure.hedged = figure.hedged or not figure.worded
        elif self._is_moved(start, end):
            figure.role = figure.role or "to"
        elif not figure.bound and not figure.vague:
            figure.open(NEGATED.get(meaning, meaning) if self._is_negated(start) else meaning)
