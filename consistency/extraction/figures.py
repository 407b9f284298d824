"""Figures: the numerals of a sentence → stated intervals with their unit, bounds and approximation.

What stands around a numeral decides what it allows: a second numeral makes a range, a bound word opens an end, a scale
word after a range belongs to both ends. Words of measure and money after (or before) it give the unit.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consistency.extraction.numerals import HUNDRED, THOUSAND, Numeral, NumeralReader, number_word, step_of
from consistency.intervals import Closed, Interval
from consistency.languages.lexicon import NONE, Features
from consistency.model import Quantity

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

VAGUE_LOW, VAGUE_HIGH = 2, 10  # several thousand is two to ten times a thousand


@dataclass(slots=True, eq=False)
class Figure:
    """tokens[first:last] state low to high. numeral_first is where the digits or number words begin.

    features: of the ending on the figure. increase/decrease: a flow word stands with it ("further 3,000").
    worded: no digit in it. hedged: a bound or an approximation goes with it. role: "from" or "to" in "from 8,000 to
    10,000".
    """

    first: int
    last: int
    numeral_first: int
    low: float | None
    high: float | None
    closed: Closed = "both"
    unit: str = "count"
    approximate: bool = False
    estimated: bool = False
    vague: bool = False
    share: bool = False
    step: float | None = None
    features: Features = NONE
    flow: str = ""
    worded: bool = False
    hedged: bool = False
    bound: str = ""
    role: str = ""
    scale: float = 1.0
    links: list[tuple[str, Figure]] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        return Quantity(
            interval=Interval(low=self.low, high=self.high, closed=self.closed), unit=self.unit, approximate=self.approximate,
            vague=self.vague, resolution=self.step, worded_share=self.share and self.worded,
        )  # fmt: skip

    @property
    def is_slight(self) -> bool:
        """Whether it is a small number in words that may well only be part of a noun phrase ("one analyst", "the two
        armies").
        """
        return self.worded and not self.hedged and self.unit == "count" and self.value < 13

    @property
    def value(self) -> float:
        """The stated number, or the nearest stated end."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0


class FigureReader:
    """Reads every figure of one sentence; tokens that the sentence has claimed are passed over."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.numerals = NumeralReader(sentence)

    def read(self) -> list[Figure]:
        """The figures in reading order; they never overlap."""
        found: list[Figure] = []
        i = 0
        while i < len(self.tokens):
            figures = self._at(i) if i not in self.sentence.claimed else []
            for figure in figures:
                self._look_back(figure, found[-1].last if found else 0)
                found.append(figure)
            i = max(figures[-1].last, i + 1) if figures else i + 1
        self._pair_changes(found)
        return found

    def _pair_changes(self, figures: list[Figure]) -> None:
        """Two ends of one change share their unit: "95 százalékról 19-re", "a korábbi 3,7-ről 5 százalékra"."""
        for left, right in itertools.pairwise(figures):
            starts, ends = left.features & {"delative", "ablative"}, right.features & {"sublative", "terminative"}
            if not (starts and ends) or right.first - left.last > 4:
                continue
            if "count" in (left.unit, right.unit):
                left.unit = right.unit = left.unit if right.unit == "count" else right.unit
            if left.role or left.unit != right.unit:
                continue
            left.role, right.role = "from", "to"
            right.links.append(("from", left))

    def _at(self, i: int) -> list[Figure]:
        for recognise in (self._share, self._vague, self._stated):
            figures = recognise(i)
            if figures:
                return figures
        return []

    # -- shares in words -------------------------------------------------------------------------------------

    def _share(self, i: int) -> list[Figure]:
        return self._glued_fraction(i) or self._fraction(i) or self._one_in(i) or self._half(i)

    def _percent(self, first: int, last: int, part: float, whole: float, features: Features = NONE) -> list[Figure]:
        value = round(100.0 * part / whole, 2)
        return [
            Figure(
                first, last, first, value, value, unit="percent", share=True, worded=True, features=features, step=1.0
            )
        ]

    def _glued_fraction(self, i: int) -> list[Figure]:
        """kétharmada, negyedét, háromötöde: a denominator with a possessive ending, perhaps a numerator before it."""
        low = self.tokens[i].low
        if not self.pack.glued or self.tokens[i].kind != "w":
            return []
        for stem, whole in self.pack.denominators.items():
            at = low.find(stem)
            if at < 0:
                continue
            features = self.pack.endings["noun"].table.get(low[at + len(stem) :])
            if (
                not features
                or low[at + len(stem) :].startswith(self.pack.affixes["fractions.ordinal_endings"])
                or not features & {"owned", "adjective"}
            ):
                continue
            numerator = number_word(self.pack.code, low[:at]) if at else None
            if at and numerator is None:
                continue
            part = self.pack.atoms.get(numerator.atoms[0], 0.0) if numerator else 1.0
            if 0 < part < whole:
                return self._percent(i, i + 1, part, whole, features)
        return []

    def _fraction(self, i: int) -> list[Figure]:
        """a third of, two thirds, three-quarters; an ordinal ("the third time") has no whole."""
        if self.pack.glued:
            return []
        numeral = self.numerals.at(i)
        if numeral is not None and not float(numeral.value).is_integer():
            return []
        j = numeral.last if numeral else i + 1 if self.tokens[i].low in self.pack.words["indefinite_one"] else -1
        if j < 0 or j >= len(self.tokens):
            return []
        j += self.tokens[j].text == "-" and j + 1 < len(self.tokens)
        whole = self.pack.denominators.get(self.tokens[j].low)
        part = numeral.value if numeral else 1.0
        if whole is None or not part < whole or not self._has_whole(j + 1, plural=part > 1):
            return []
        return self._percent(i, j + 1, part, whole)

    def _has_whole(self, j: int, plural: bool) -> bool:
        token = self.tokens[j] if j < len(self.tokens) else None
        return plural or token is None or token.kind == "p" or token.low in self.pack.words["fractions.of"]

    def _one_in(self, i: int) -> list[Figure]:
        """one in five, nine out of ten; every fifth, minden ötödik."""
        tokens = self.tokens
        if tokens[i].low in self.pack.words["fractions.every"] and i + 1 < len(tokens):
            word = tokens[i + 1].low
            whole = self._denominator(word)
            return self._percent(i, i + 2, 1.0, whole) if whole else []
        part = self.numerals.at(i)
        middle = self.pack.phrases["one_in"].after(tokens, part.last, NONE) if part and part.value <= 10 else None
        whole_numeral = self.numerals.at(middle[0]) if middle else None
        if part is None or whole_numeral is None or not part.value < whole_numeral.value <= 100:
            return []
        if part.worded != whole_numeral.worded:
            return []
        return self._percent(i, whole_numeral.last, part.value, whole_numeral.value)

    def _denominator(self, word: str) -> float:
        """What an ordinal divides by ("fifth", "ötödik" → 5), or 0."""
        stems = (word, *(word.removesuffix(ending) for ending in self.pack.words["fractions.ordinal_endings"]))
        return next((self.pack.denominators[stem] for stem in stems if stem in self.pack.denominators), 0.0)

    def _half(self, i: int) -> list[Figure]:
        if self.tokens[i].low not in self.pack.words["fractions.half"] or (i and self._is_ordinal(i - 1)):
            return []
        if self.pack.glued:
            return self._percent(i, i + 1, 1.0, 2.0)
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None or following.low not in self.pack.words["fractions.half_of"]:
            return []
        return self._percent(i, i + 1, 1.0, 2.0)

    def _is_ordinal(self, i: int) -> bool:
        return self.tokens[i].low in self.pack.words["ordinals"]

    # -- vague amounts ---------------------------------------------------------------------------------------

    def _vague(self, i: int) -> list[Figure]:
        several = self.pack.phrases["several"].after(self.tokens, i, NONE)
        start = several[0] if several else i
        figure = self._vague_scale(start, bool(several)) or self._plural_scale(start)
        if figure is None:
            return []
        figure.first = figure.numeral_first = i
        self._complete(figure)
        return [figure]

    def _vague_scale(self, i: int, several: bool) -> Figure | None:
        """several thousand, több százezer, több tucat."""
        if not several:
            return None
        dozen = self._group_noun(i)
        if dozen:
            return self._vague_between(i, dozen[0], 24.0, 100.0)
        numeral = self.numerals.at(i)
        if numeral is None or not numeral.worded or not _is_power_of_ten(numeral.value):
            return None
        if numeral.value < HUNDRED and not (self.pack.glued and numeral.scale >= HUNDRED):
            return None
        figure = self._vague_between(i, numeral.last, VAGUE_LOW * numeral.value, VAGUE_HIGH * numeral.value)
        figure.features = numeral.features
        return figure

    def _vague_between(self, first: int, last: int, low: float, high: float) -> Figure:
        return Figure(
            first, last, first, low, high, closed="left", approximate=True, vague=True, worded=True, hedged=True
        )

    def _group_noun(self, i: int) -> tuple[int, float] | None:
        if i >= len(self.tokens):
            return None
        for noun, size in self.pack.data["group_nouns"].items():
            low = self.tokens[i].low
            if low.startswith(noun) and self.pack.endings["noun"].of(noun, low[len(noun) :]) is not None:
                return i + 1, float(size)
        return None

    def _plural_scale(self, i: int) -> Figure | None:
        """thousands of, tens of thousands, ezrek, több tízezren."""
        if i >= len(self.tokens):
            return None
        group = self._named(i, "plural_groups")
        if group:
            low, high = (float(end) for end in self.pack.data["vague"]["plural_groups"][group[0]])
            return self._vague_between(i, i + 1, low, high)
        named = self._named(i, "plural_scales")
        if named is None:
            return None
        value, j, features = float(self.pack.data["vague"]["plural_scales"][named[0]]), i + 1, named[1]
        while (following := self._next_plural(j)) is not None:
            factor, j, features = following
            value *= factor
        if value < 100:
            return None  # "tens" alone
        figure = self._vague_between(i, j, VAGUE_LOW * value, VAGUE_HIGH * value)
        figure.features = features
        return figure

    def _next_plural(self, j: int) -> tuple[float, int, Features] | None:
        """The next factor in "tens of thousands"."""
        if j < len(self.tokens) and self.tokens[j].low in self.pack.words["of"]:
            j += 1
        named = self._named(j, "plural_scales") if j < len(self.tokens) else None
        return (float(self.pack.data["vague"]["plural_scales"][named[0]]), j + 1, named[1]) if named else None

    def _named(self, i: int, slot: str) -> tuple[str, Features] | None:
        low = self.tokens[i].low
        words = self.pack.data["vague"][slot]
        if low in words:
            return low, NONE
        if self.pack.glued:
            for word in words:
                features = self.pack.endings["noun"].of(word, low[len(word) :]) if low.startswith(word) else None
                if features:
                    return word, features
        return None

    # -- stated numbers and ranges ---------------------------------------------------------------------------

    def _stated(self, i: int) -> list[Figure]:
        pair = self.pack.phrases["pairs"].after(self.tokens, i, NONE)
        if pair:
            return self._amount(i, pair[0], float(pair[1]))
        numeral = self.numerals.at(i)
        dozen = self._dozens(i, numeral)
        if dozen:
            return dozen
        if numeral is None:
            return []
        return self._range(numeral) or [self._single(numeral)]

    def _amount(self, first: int, last: int, value: float) -> list[Figure]:
        figure = Figure(first, last, first, value, value, approximate=True, worded=True, step=1.0)
        self._complete(figure)
        return [figure]

    def _dozens(self, i: int, numeral: Numeral | None) -> list[Figure]:
        """a dozen, half a dozen, two dozen, tucatnyi, fél tucat."""
        start, factor = i, 1.0
        half = self.pack.phrases["half_before"].after(self.tokens, i, NONE)
        if half and self._group_noun(half[0]):
            start, factor = half[0], 0.5
        elif numeral is not None and self._group_noun(numeral.last):
            start, factor = numeral.last, numeral.value
        elif self.tokens[i].low in self.pack.words["indefinite_one"] and self._group_noun(i + 1):
            start = i + 1
        group = self._group_noun(start)
        return self._amount(i, group[0], factor * group[1]) if group else []

    def _single(self, numeral: Numeral) -> Figure:
        figure = Figure(
            numeral.first, numeral.last, numeral.first, numeral.value, numeral.value, step=numeral.step,
            features=numeral.features, worded=numeral.worded, scale=numeral.scale,
        )  # fmt: skip
        self._complete(figure)
        return figure

    def _range(self, left: Numeral) -> list[Figure]:
        """11–12 ezer, $1–1.5 billion, between 3 and 4 million, ezer és háromezer közötti, from 8,000 to 10,000."""
        after_unit = self._unit(left.last)
        middle = self._middle(left, after_unit[1] if after_unit else left.last)
        if middle is None:
            return []
        opened, j = middle
        start = self._past_currency(j)
        right = self.numerals.at(start)
        if right is None:
            return []
        low = self._sharing(left, right)
        if opened == "between" and not self._closes(right.last) and not self._opens(left.first, "between"):
            return []
        if opened == "range" and self._opens(left.first, "from"):
            return self._two_levels(left, right, low)
        if low >= right.value:
            return []
        figure = Figure(
            left.first, right.last, left.first, low, right.value, step=min(left.step, right.step), features=right.features,
            worded=left.worded and right.worded, hedged=True, scale=right.scale,
        )  # fmt: skip
        self._complete(figure)
        closing = self._closing(figure.last)
        figure.last = closing or figure.last
        if after_unit and figure.unit == "count":
            figure.unit = after_unit[0]
        return [figure]

    def _middle(self, left: Numeral, j: int) -> tuple[str, int] | None:
        """What stands between the ends of a range: ("dash", "range" or "between", the token after it)."""
        tokens = self.tokens
        if j >= len(tokens):
            return None
        token = tokens[j]
        if token.text in "-–—‑−" and j + 1 < len(tokens):
            even = token.spaced == tokens[j + 1].spaced
            return ("dash", j + 1) if even and not left.features else None
        if token.low in self.pack.words["range_words"]:
            return "range", j + 1
        if token.low in self.pack.words["and"] or token.low in self.pack.words["between.middle"]:
            return "between", j + 1
        return None

    def _past_currency(self, j: int) -> int:
        term = self.sentence.at(j, "currency")
        return term.last if term is not None else j

    def _sharing(self, left: Numeral, right: Numeral) -> float:
        """The left end in the right end's scale: 11-12 ezer, 5-6 000, 11 to 12,000."""
        if left.scale >= THOUSAND:
            return left.value
        if right.scale >= THOUSAND and left.value < THOUSAND:
            return left.value * right.scale if left.value * right.scale < right.value else left.value
        if right.value >= THOUSAND and left.value < THOUSAND and left.value * THOUSAND < right.value:
            return left.value * THOUSAND
        return left.value

    def _closes(self, j: int) -> bool:
        return self._closing(j) is not None or (
            (unit := self._unit(j)) is not None and self._closing(unit[1]) is not None
        )

    def _closing(self, j: int) -> int | None:
        found = self.pack.phrases["close"].after(self.tokens, j, NONE)
        return found[0] if found else None

    def _opens(self, i: int, meaning: str) -> bool:
        """Whether "between" (or "from") stands before token i, perhaps with an article or a sign between."""
        i -= self.sentence.at(i - 1, "currency") is not None if i else 0
        while i and self.tokens[i - 1].low in self.pack.words["skip"]:
            i -= 1
        while i and (hedge := self.pack.approximations.before(self.tokens, i)) is not None:
            i = hedge[0]
        found = self.pack.phrases["open"].before(self.tokens, i)
        return found is not None and found[1] == meaning

    def _two_levels(self, left: Numeral, right: Numeral, low: float) -> list[Figure]:
        first = Figure(
            left.first,
            left.last,
            left.first,
            low,
            low,
            step=left.step,
            worded=left.worded,
            role="from",
            scale=left.scale,
        )
        second = self._single(right)
        second.role = "to"
        self._complete(first)
        if first.unit == "count":
            first.unit = second.unit
        first.last = min(first.last, right.first)
        second.links.append(("from", first))
        return [first, second]

    # -- what follows: unit, bound ---------------------------------------------------------------------------

    def _complete(self, figure: Figure) -> None:
        """Take the unit and the bounds that follow the numeral into the figure."""
        self._take_after(figure)
        unit = self._unit(figure.last)
        if unit is not None:
            figure.unit, figure.last, features = unit
            figure.features |= features
        self._take_after(figure)
        if figure.vague or figure.low == figure.high:
            return

    def _take_after(self, figure: Figure) -> None:
        found = self.pack.after_number.after(self.tokens, figure.last, figure.features)
        if found is None:
            return
        figure.last, meaning = found
        if meaning == "approximate":
            figure.approximate = figure.hedged = True
        else:
            bounded(figure, meaning)

    def _unit(self, j: int) -> tuple[str, int, Features] | None:
        """The unit that begins at token j, perhaps behind a hyphen: (unit, token after it, features)."""
        tokens = self.tokens
        if (
            j < len(tokens)
            and tokens[j].text in "-‑"
            and not tokens[j].spaced
            and j + 1 < len(tokens)
            and not tokens[j + 1].spaced
        ):
            j += 1
        for slot in ("currency", "unit"):
            term = self.sentence.at(j, slot)
            if term is not None:
                features, last = term.features, term.last
                if tokens[term.last - 1].kind == "p" or tokens[term.last - 1].text[-1] in "²³":
                    more, last = self.numerals.suffix(last)
                    features |= more
                return term.key, last, features
        return None

    # -- what precedes: currency, bound, approximation, flow -------------------------------------------------

    def _look_back(self, figure: Figure, floor: int) -> None:
        """Take the words before the figure into it, down to token `floor`."""
        if figure.first > floor and figure.unit == "count":
            before = next((t for t in self.sentence.terms if t.slot == "currency" and t.last == figure.first), None)
            if before is not None and (
                not self.tokens[figure.first].spaced or before.key == self.tokens[before.first].text
            ):
                figure.unit, figure.first = before.key, before.first
        for _ in range(5):
            if not self._one_back(figure, floor):
                return

    def _one_back(self, figure: Figure, floor: int) -> bool:
        start = figure.first
        for skipped in range(3):
            at = start - skipped
            if at <= floor or (skipped and self.tokens[at].low not in self.pack.words["skip"]):
                return False
            if self._taken_back(figure, at, floor):
                return True
        return False

    def _taken_back(self, figure: Figure, at: int, floor: int) -> bool:
        for phrases in (self.pack.bounds, self.pack.approximations, self.pack.increases, self.pack.decreases):
            found = phrases.before(self.tokens, at)
            if found is None or found[0] < floor:
                continue
            start, meaning = found
            if any(i in self.sentence.claimed for i in range(start, at)):
                continue
            figure.first = start
            self._apply(figure, meaning, start, at)
            return True
        return False

    def _apply(self, figure: Figure, meaning: str, start: int, end: int) -> None:
        if meaning in ("increase", "decrease"):
            figure.flow = meaning
        elif meaning == "approximate":
            figure.approximate = figure.hedged = True
            words = " ".join(token.low for token in self.tokens[start:end])
            figure.estimated |= words in self.pack.words["approximate.estimated"]
        elif meaning == "exact":
            figure.hedged = figure.hedged or not figure.worded
        elif not figure.bound and not figure.vague:
            bounded(figure, meaning)


def bounded(figure: Figure, meaning: str) -> None:
    """Open one end of a figure: more, at_least, at_most or less (than it states)."""
    figure.hedged, figure.bound = True, meaning
    if figure.vague:
        return
    if meaning in ("more", "at_least"):
        figure.high = None
        figure.closed = "neither" if meaning == "more" else "left"
    else:
        figure.low = None
        figure.closed = "right" if meaning == "at_most" else "neither"


def _is_power_of_ten(value: float) -> bool:
    return value >= 10 and step_of(value) == value
