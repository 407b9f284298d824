"""Numerals: a row of tokens → the bare numbers that stand in it, in digits, in words or both.

A numeral is composed of atoms (two, twenty, half) and scales (hundred, ezer, million), whether they are written
as one word (tizenkétezer), as several (two and a half million) or begin with digits (2.5 million, 12k, 12 ezer).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.composing import BEYOND, HUNDRED, THOUSAND, Composer, step_of
from consistency.extraction.number_words import Word, is_plural, number_word
from consistency.extraction.openings import may_open_number
from consistency.extraction.parts import PartReader
from consistency.languages.lexicon import NONE, Features

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages import Pack


@dataclass(frozen=True, slots=True)
class Numeral:
    """tokens[first:last] name `value`.

    step: the weight of the last digit that was stated. scale: the largest scale word, else 1.
    features: of the ending it carries ("3000-et"). worded: no digit stands in it. bare: nothing but scale words
    ("ezer").
    """

    value: float
    first: int
    last: int
    step: float
    scale: float = 1.0
    features: Features = NONE
    worded: bool = False
    bare: bool = False


class NumeralReader:
    """Reads the numeral that begins at a token of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack: Pack = sentence.pack
        self._one_and_a_half = self.pack.words["halves.one_and_a_half"]
        self._half = self.pack.words["halves.before"]
        self._read: dict[int, Numeral | None] = {}
        self.parts = PartReader(sentence, self.plain)

    def at(self, i: int) -> Numeral | None:
        """The longest numeral that begins at token i, or None."""
        token = self.tokens[i] if i < len(self.tokens) else None
        if token is None or token.kind == "p" or i in self.sentence.claimed:
            return None
        if token.kind == "w" and not may_open_number(self.pack.code, token.low):
            return None
        if i not in self._read:
            plain = self.plain(i)
            self._read[i] = plain and self.parts.finer(plain)
        return self._read[i]

    def plain(self, i: int) -> Numeral | None:
        """The numeral at token i without what makes it finer ("and two thirds", "point five")."""
        token = self.tokens[i] if i < len(self.tokens) else None
        if token is None or token.kind == "p" or i in self.sentence.claimed:
            return None
        return self._digits(i) if token.kind == "n" else self._words(i)

    def until(self, i: int, end: int) -> Numeral | None:
        """The numeral in words at token i, read no further than token `end`."""
        return self._words(i, end) if self.tokens[i].kind == "w" else None

    def _digits(self, i: int) -> Numeral:
        token = self.tokens[i]
        value, step, last = token.value, token.step, i + 1
        if self._is_grouped_elsewhere(i):
            value, step = value * THOUSAND, step * THOUSAND
        if step == 1.0 and value:
            step = step_of(value)
        scale, features = 1.0, NONE
        sign = self._scale_sign(last)
        if sign:
            value, step, scale, last = value * sign, step * sign, sign, last + 1
        while scale < BEYOND and (found := self._scale_word(last)) is not None:
            factor, features, after = found
            value, scale, last = value * factor, scale * factor, after
            step *= factor
        half = self.pack.phrases["half_after"].after(self.tokens, last, NONE) if scale > 1.0 else None
        if half:
            value, last = value + 0.5 * scale, half[0]  # "3 million and a half"
        if scale == 1.0 or sign:
            features, last = self.suffix(last)
        rest = self._smaller(last, scale) if scale >= HUNDRED and not sign and not features else None
        if rest is not None:
            value, step, last, features = value + rest.value, rest.step, rest.last, rest.features
        value = round(value, 10)
        return Numeral(value, i, last, min(step, step_of(value)) if value == int(value) else step, scale, features)

    def _is_grouped_elsewhere(self, i: int) -> bool:
        """Whether a decimal mark groups thousands, as it does in other countries: "12.000 households"."""
        token = self.tokens[i]
        whole, _, rest = token.text.partition(".")
        if (
            token.grouped
            or len(rest) != 3
            or not 0 < len(whole) <= 3
            or not (whole + rest).isdecimal()
            or whole[0] == "0"
        ):
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None or following.kind != "w" or following.low in self.pack.words["function_words"]:
            return False
        measured = self.sentence.slots(i + 1) & {"unit", "currency", "subunit"}
        return not measured and following.low not in self.pack.scales and following.low not in self.pack.scale_signs

    def _smaller(self, i: int, scale: float) -> Numeral | None:
        """The rest of a number in digits at token i: "1 millió 160 ezer"."""
        joined = self.sentence.low(i) in self.pack.words["number_joiner"]
        if joined:
            return self._joined(i + 1, scale)
        if i >= len(self.tokens) or self.tokens[i].kind != "n" or i in self.sentence.claimed:
            return None
        rest = self._digits(i)
        if scale == THOUSAND and rest.scale == 1.0 and len(self.tokens[i].text) == 3 and rest.value >= HUNDRED:
            return rest  # "41 ezer 312"
        return rest if 1.0 < rest.scale < scale and rest.value < scale and rest.step >= 1.0 else None

    def _joined(self, i: int, scale: float) -> Numeral | None:
        """What "and" adds to hundreds in digits, or in words to any scale: "3 hundred and 21"."""
        rest = self.plain(i)
        if rest is None or not float(rest.value).is_integer() or not rest.value < scale:
            return None
        if rest.worded and scale >= THOUSAND:
            return rest if rest.scale >= HUNDRED else None
        return rest if scale == HUNDRED and rest.scale == 1.0 and rest.value else None

    def _scale_sign(self, i: int) -> float:
        """The factor of a sign glued to digits ("12k", "61bn"), or 0."""
        if i >= len(self.tokens) or self.tokens[i].spaced or self.tokens[i].kind != "w":
            return 0.0
        sign = self.tokens[i].text
        money = bool(self.sentence.ends(i - 1, "currency"))
        if money:
            return self.pack.money_signs.get(sign) or self.pack.scale_signs.get(sign, 0.0)
        following = self.sentence.low(i + 1)
        number = self.tokens[i - 1]
        if sign in self.pack.data["fine_letters"]:  # "1.2b", but no "10G"
            fine = number.step < 1.0 or number.grouped
            return self.pack.money_signs.get(sign) or self.pack.scale_signs.get(sign, 0.0) if fine else 0.0
        if self.sentence.at(i, "unit") is not None and following in self.pack.words["dimensions"]:
            return 0.0  # "12m deep"
        return self.pack.scale_signs.get(sign, 0.0)

    def _scale_word(self, i: int) -> tuple[float, Features, int] | None:
        """A scale word at token i, perhaps behind a hyphen: (factor, features, token after it)."""
        tokens = self.tokens
        if i + 1 < len(tokens) and tokens[i].text in "-‑" and not tokens[i].spaced and not tokens[i + 1].spaced:
            i += 1
        if i >= len(tokens) or tokens[i].kind != "w":
            return None
        sign = self.pack.scale_signs.get(tokens[i].text, 0.0)
        if sign and (len(tokens[i].text) > 1 or self._stands_alone(i)):
            return sign, NONE, self._past_stop(i)
        if not self.pack.glued and (scale := self.pack.plural_scales.get(tokens[i].low, 0.0)) >= THOUSAND:
            return scale, NONE, i + 1  # "3 millions"
        word = number_word(self.pack.code, tokens[i].low)
        if word is None or len(word.atoms) != 1 or word.atoms[0] not in self.pack.scales or is_plural(word.features):
            return None
        features, last = (word.features, i + 1) if word.features else self.suffix(i + 1)
        return self.pack.scales[word.atoms[0]], features, last

    def _past_stop(self, i: int) -> int:
        """Past the abbreviation at token i and the full stop that belongs to it: "1,2 Mio. Euro"."""
        stop = self.tokens[i + 1] if i + 2 < len(self.tokens) else None
        abbreviated = stop is not None and stop.text == "." and not stop.spaced
        return i + 1 + (abbreviated and self.tokens[i].low + "." in self.pack.words["abbreviations"])

    def _stands_alone(self, i: int) -> bool:
        """Whether nothing follows a single letter that stands apart from its number: "2.33 k"."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        large = self.tokens[i].text in self.pack.data["large_letters"]
        return large and self.tokens[i].spaced and (following is None or following.kind == "p")

    def suffix(self, i: int) -> tuple[Features, int]:
        """The ending behind digits or a sign ("-et", "%-a"): (features, token after it)."""
        tokens = self.tokens
        if i + 1 < len(tokens) and tokens[i].text in "-‑–" and not tokens[i].spaced and not tokens[i + 1].spaced:
            table, ending = self.pack.endings["noun"].table, tokens[i + 1].low
            features = table.get(ending) or self.pack.endings["symbol"].table.get(f"-{ending}")
            if features:
                return features, i + 2
        return NONE, i

    def _words(self, i: int, end: int | None = None) -> Numeral | None:
        composer, j, features, last = Composer(self.pack.glued), i, NONE, i
        end = len(self.tokens) if end is None else end
        while j < end:
            taken = self._take(composer, j, i)
            if taken is None:
                break
            j, features = taken
            last = j
            if features:
                break
        if last == i or (composer.current is None and not composer.total):
            return None
        value, scale = round(composer.value, 6), composer.scale
        sign = self.pack.scale_signs.get(self.tokens[last].text, 0.0) if last < len(self.tokens) else 0.0
        if sign > scale and len(self.tokens[last].text) > 1 and not features:  # "twenty grand"
            value, scale, last = value * sign, sign, last + 1
        return Numeral(value, i, last, step_of(value), scale, features, worded=True, bare=composer.bare)

    def _take(self, composer: Composer, j: int, first: int) -> tuple[int, Features] | None:
        """Feed the composer from token j; (next token, features), or None where the number ends before j."""
        tokens = self.tokens
        k = self._past_joiner(j, first)
        token = tokens[k] if k < len(tokens) else None
        if token is None or k in self.sentence.claimed:
            return None
        if j > first and composer.current is not None and self._half_and_scale(composer, j):
            word = number_word(self.pack.code, tokens[j + 1].low)
            return j + 2, word.features if word else NONE
        half = self.pack.phrases["half_after"].after(tokens, j, NONE)
        if (
            half
            and j > first
            and self._is_measured(half[0])
            and not (composer.current is None and self._scale_follows(half[0]))
        ):
            composer.half()
            return half[0], NONE
        if j == first and token.low in self.pack.words["indefinite_one"]:
            return self._indefinite(composer, k)
        half = self.pack.phrases["half_before"].after(tokens, k, NONE) if j == first else None
        if half and token.low not in self.pack.scales and self._scale_follows(half[0]):
            composer.current = 0.5
            return half[0], NONE
        if j > first and not self.pack.glued and (scale := self.pack.plural_scales.get(token.low, 0.0)) >= HUNDRED:
            return (k + 1, NONE) if composer.times(scale) else None  # "three thousand millions"
        word = number_word(self.pack.code, token.low)
        if word is None or is_plural(word.features):
            return None
        before = composer.state
        if self._omits_hundred(composer, word, k):
            composer.hundreds()
        if not self._feed(composer, word):
            composer.state = before
            return None
        return k + 1, word.features

    def _is_measured(self, j: int) -> bool:
        """Whether what follows a half goes on with the number or is counted by it: "two and a half hours"."""
        if self._scale_follows(j) or j >= len(self.tokens) or not self.pack.glued:
            return True
        return bool(self.sentence.slots(j) & {"unit", "currency", "subject", "person", "rate"})

    def _omits_hundred(self, composer: Composer, word: Word, k: int) -> bool:
        """Whether "hundred" is left out: "one twenty two"."""
        if self.pack.glued or composer.total or composer.current is None or not 1 <= composer.current < 10:
            return False
        tens = self.pack.atoms.get(word.atoms[0], 0.0)
        following = self.sentence.low(k + 1)
        return 20 <= tens < HUNDRED and 1 <= self.pack.atoms.get(following, 0.0) < 10

    def _half_and_scale(self, composer: Composer, j: int) -> bool:
        """A half written with its scale: "három és félmillió"."""
        tokens, words = self.tokens, self.pack.words
        if not self.pack.glued or j + 1 >= len(tokens) or tokens[j].low not in words["and"]:
            return False
        word = number_word(self.pack.code, tokens[j + 1].low)
        if word is None or len(word.atoms) != 2 or word.atoms[0] not in self._half:
            return False
        composer.half()
        return word.atoms[1] in self.pack.scales and composer.times(self.pack.scales[word.atoms[1]])

    def composed(self, atoms: tuple[str, ...]) -> float | None:
        """The number that atoms and scales name together, or None."""
        composer = Composer(self.pack.glued)
        return composer.value if self._feed(composer, Word(atoms, NONE)) else None

    def _past_joiner(self, j: int, first: int) -> int:
        """Past "and" or a hyphen between number words."""
        tokens = self.tokens
        if j == first or j + 1 >= len(tokens):
            return j
        even = tokens[j].spaced == tokens[j + 1].spaced
        joins = tokens[j].low in self.pack.words["number_joiner"] or (tokens[j].text == "-" and even)
        if not joins:
            return j
        before, after = number_word(self.pack.code, tokens[j - 1].low), number_word(self.pack.code, tokens[j + 1].low)
        if before is None or after is None:
            return j
        if tokens[j].text == "-":
            multiplies = after.atoms[0] in self.pack.scales and self._value(before) < THOUSAND  # "fifty-million"
            return j + 1 if multiplies or self._hyphen_adds(before, after) else j
        return j + 1 if before.atoms[-1] in self.pack.scales else j

    def _hyphen_adds(self, before: Word, after: Word) -> bool:
        """A hyphen adds in "twenty-one" and "kétezer-ötszáz"; between equals ("hat-hét") it spans a range."""
        left, right = self._value(before), self._value(after)
        return (
            right < left
            and (left >= THOUSAND or (20 <= left < HUNDRED and right < 10))
            and left % (10 ** len(str(int(right)))) == 0
        )

    def _value(self, word: Word) -> float:
        composer = Composer(self.pack.glued)
        self._feed(composer, word)
        return composer.value

    def _scale_follows(self, j: int) -> bool:
        word = number_word(self.pack.code, self.tokens[j].low) if j < len(self.tokens) else None
        return word is not None and word.atoms[0] in self.pack.scales and not is_plural(word.features)

    def _indefinite(self, composer: Composer, k: int) -> tuple[int, Features] | None:
        """The article in "a hundred", "a million"."""
        if not self._scale_follows(k + 1):
            return None
        composer.current = 1.0
        composer.bare = False
        return k + 1, NONE

    def _feed(self, composer: Composer, word: Word) -> bool:
        for atom in word.atoms:
            if atom in self._one_and_a_half:
                if composer.current is not None or composer.total:
                    return False
                composer.current, composer.bare = 1.5, False
            elif atom in self._half:
                if composer.current is not None or composer.total or len(word.atoms) == 1:
                    return False
                composer.current, composer.bare = 0.5, False
            elif atom in self.pack.scales:
                if not composer.times(self.pack.scales[atom]):
                    return False
            elif not composer.atom(self.pack.atoms[atom]):
                return False
        return True
