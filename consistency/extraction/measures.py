"""Measures: the words behind a numeral → the unit or currency of its figure, and the bound or "or so" that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.hedges import bound_behind
from consistency.extraction.number_words import measured_word
from consistency.extraction.stated import Figure

if TYPE_CHECKING:
    from consistency.extraction.numerals import NumeralReader
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Features


ANGLE = "degree"  # of heat, where the sentence speaks of it
HUNDREDTHS = 100.0
CENTS = frozenset({"USD", "EUR", "CAD", "AUD", "NZD"})  # currencies whose hundredth is a cent


class MeasureReader:
    """Reads what follows the numerals of one sentence."""

    def __init__(self, sentence: Sentence, numerals: NumeralReader) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.numerals = numerals

    def glued(self, i: int) -> Figure | None:
        """A number and its unit in one word: "kétkilónyi", "tízkilométeres", "százfős"."""
        word = measured_word(self.pack.code, self.tokens[i].low)
        value = self.numerals.composed(word.atoms) if word else None
        if word is None or value is None:
            return None
        entries = self.pack.lexicon.read(word.rest)
        entry, features = next(pair for pair in entries if pair[0].slot in ("unit", "person", "currency"))
        figure = Figure(i, i + 1, i, value, value, worded=True, features=features, step=1.0)
        figure.unit = entry.key if entry.slot != "person" else "count"
        return figure

    def complete(self, figure: Figure) -> None:
        """Take the unit and the bounds that follow the numeral into the figure."""
        self._bound(figure)
        of = figure.vague and self.sentence.low(figure.last) in self.pack.words["of"]
        more = self.sentence.low(figure.last) in self.pack.words["before_unit"]
        unit = self.unit(figure.last + of)
        if unit is None and more:
            unit = self.unit(figure.last + 1)
        if unit is None:
            self._subunit(figure)
        else:
            figure.unit, figure.last, features = unit
            figure.features |= features
        self._bound(figure)

    def _subunit(self, figure: Figure) -> None:
        """Hundredths of a currency: "187p", "70 cents"; of the one that the sentence names, where it names one."""
        term = self.sentence.at(figure.last, "subunit")
        if term is None or (len(term.key) == 1 and self.tokens[term.first].spaced):
            return
        if len(self.tokens[term.first].text) == 1 and self.tokens[term.first].spaced:
            return  # "5 p" is a page or a part
        named = [t.key for t in self.sentence.of("currency")]
        same = next((key for key in named if key == term.key), None)
        figure.unit = same or (named[0] if named and named[0] in CENTS and term.key in CENTS else term.key)
        figure.low = None if figure.low is None else round(figure.low / HUNDREDTHS, 6)
        figure.high = None if figure.high is None else round(figure.high / HUNDREDTHS, 6)
        figure.last, figure.features = term.last, figure.features | term.features

    def _bound(self, figure: Figure) -> None:
        found = bound_behind(self.sentence, self.numerals, figure.last, figure.features)
        if found is None:
            return
        figure.last, meaning = found
        if meaning == "inclusive":
            figure.inclusive = True
        elif meaning == "approximate":
            figure.approximate = figure.hedged = True
        else:
            figure.open(meaning)

    def unit(self, j: int) -> tuple[str, int, Features] | None:
        """The unit that begins at token j, perhaps behind a hyphen: (unit, token after it, features)."""
        tokens = self.tokens
        hyphen = j + 1 < len(tokens) and tokens[j].text in "-‑"  # "40-hour", "fifty-million-dollar"
        if hyphen and not tokens[j].spaced and not tokens[j + 1].spaced:
            if tokens[j + 1].kind == "p":
                return None  # "€60m-€70m"
            j += 1
        if j + 1 < len(tokens) and tokens[j].low in self.pack.words["in_words"]:
            term = self.sentence.at(j + 1, "currency")  # "480,000 in Swiss francs"
            paid = term is not None and term.last < len(tokens) and tokens[term.last].kind == "n"  # "Six for £85"
            return (term.key, term.last, term.features) if term is not None and not paid else None
        for slot in ("currency", "unit"):
            term = self.sentence.at(j, slot)
            degree = term is not None and term.key.startswith("degree") and not tokens[j].spaced  # "41.7C"
            if term is not None and (degree or not self._is_letter(term.first, term.last)):
                features, last = term.features, term.last
                if tokens[last - 1].kind == "p" or tokens[last - 1].text[-1] in "²³":
                    more, last = self.numerals.suffix(last)
                    features |= more
                if term.key == ANGLE and not self.pack.words["heat"].isdisjoint(self.sentence.lows):
                    return "degree_Celsius", last, features
                key, last, features = self._divided(term.key, last, features)
                return key, last, features
        return None

    def _divided(self, key: str, last: int, features: Features) -> tuple[str, int, Features]:
        """A unit written as a quotient: "118 kilométer/órás", "50 kg/m³"."""
        tokens = self.tokens
        if "/" in key or last + 1 >= len(tokens) or tokens[last].text != "/" or tokens[last + 1].spaced:
            return key, last, features
        below = self.sentence.at(last + 1, "unit")
        return (f"{key} / {below.key}", below.last, below.features) if below is not None else (key, last, features)

    def _is_letter(self, first: int, last: int) -> bool:
        """Whether a unit is but a capital letter, which names something else ("5G")."""
        text = self.tokens[first].text
        return last - first == 1 and len(text) == 1 and text.isupper()
