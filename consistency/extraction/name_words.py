"""Name words: the words that speakers' names are made of → whether each may stand in a name, end it or speak.

Questions about single tokens and short runs of them, answered from the terms of the sentence, capitals and endings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.languages.grammar import FINITE, OBLIQUE
from consistency.languages.lexicon import NONE, Term

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

HEADS = ("speaker", "role", "institution", "voice", "media", "country", "place", "carrier")
LONG_ENDING = 3  # letters from which an ending betrays an oblique case in an unknown name


class NameWords:
    """Answers questions about the words of one sentence. figures: tokens that state figures."""

    def __init__(self, sentence: Sentence, figures: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def segment(self, i: int) -> tuple[int, int]:
        """The bounds of the segment that token i lies in, without its marks."""
        number = self.segments[i]
        begin, end = i, i + 1
        while begin > 0 and self.segments[begin - 1] == number:
            begin -= 1
        while end < len(self.segments) and self.segments[end] == number:
            end += 1
        while begin < i and self.tokens[begin].kind == "p" and begin not in self.figures:
            begin += 1
        return begin, end

    def abbreviates(self, dot: int) -> bool:
        """Whether a full stop belongs to an abbreviation or an initial ("Gen.", "G.S. Malik")."""
        word = self.tokens[dot - 1] if dot else None
        return word is not None and (
            word.low + "." in self.pack.words["abbreviations"] or (len(word.text) == 1 and word.text.isupper())
        )

    def is_verb(self, i: int) -> bool:
        verbs = [t for t in self.sentence.starting.get(i, ()) if t.slot in ("saying", "evidence")]
        if not verbs or self.is_carrier(i):
            return False
        if self.pack.inflected and all(t.features and not t.features & FINITE for t in verbs):
            return False
        return not any(self.is_participle(t) for t in verbs)

    def joins(self, i: int, last: int) -> bool:
        """An "and" within one speaker; as in "South Korean and American estimates", "Meduza and Mediazona"."""
        if i == 0 or i + 1 >= last or self.tokens[i].low not in self.pack.words["and"]:
            return False
        named = {"demonym", "country", "voice", "place", "institution", "speaker"}
        left = {t.slot for t in self.sentence.terms if t.last == i} & named
        j = i + 1 + (self.is_article(i + 1) and i + 2 < last)
        right = {t.slot for t in self.sentence.starting.get(j, ())} & named
        return bool(left and right) or (self.is_capital(i - 1) and self.is_capital(j))

    def is_office_phrase(self, first: int, last: int) -> bool:
        """Whether tokens[first:last] only tell someone's office ("az ukrán vezérkar vezetője", "Oroszország
        ENSZ-nagykövete").
        """
        for i in range(first, last):
            part = self.tokens[i].low.rpartition("-")[2]
            if self.is_office(i) or any(entry.slot == "role" for entry, _ in self.pack.lexicon.read(part)):
                return True
        return False

    def is_office(self, i: int) -> bool:
        return any(t.slot in ("role", "demonym", "institution") and t.first <= i < t.last for t in self.sentence.terms)

    def is_country(self, first: int, last: int) -> bool:
        return any(
            t.slot in ("country", "demonym", "place", "institution") and first <= t.first < last
            for t in self.sentence.terms
        )

    def is_capital(self, i: int) -> bool:
        return self.tokens[i].kind == "w" and self.tokens[i].text[0].isupper()

    def is_article(self, i: int) -> bool:
        return self.tokens[i].low in self.pack.words["articles"]

    def is_particle(self, i: int) -> bool:
        return self.tokens[i].low in self.pack.words["function_words"]

    def is_oblique(self, i: int) -> bool:
        """Whether a word stands in a case that no subject takes."""
        features = [
            t.features
            for t in self.sentence.terms
            if t.last == i + 1 and t.slot in (*HEADS, "subject", "person", "demonym")
        ]
        if features:
            return all(
                f & OBLIQUE and not ("owned" in f and not f & {"sublative", "inessive", "dative"}) for f in features
            )
        low = self.tokens[i].low
        table = self.pack.endings["noun"].table
        ends = (low[-n:] for n in (LONG_ENDING, LONG_ENDING + 1) if len(low) > n + 2)
        return any(
            table[end] & OBLIQUE and "plural" not in table[end] and "owned" not in table[end]
            for end in ends
            if end in table
        )

    def is_participle(self, term: Term) -> bool:
        """Whether a verb only describes the noun behind it: "becsült", "közölt"."""
        same = [t for t in self.sentence.starting.get(term.first, ()) if t.last == term.last and t.slot == term.slot]
        if not self.pack.inflected or not any("participle" in t.features for t in same):
            return False
        word = self.tokens[term.last - 1].low
        slots = {t.slot for t in self.sentence.starting.get(term.last, ())}
        return word.endswith(self.pack.affixes["participle_endings"]) and bool(
            slots & {"subject", "person", "carrier", "number_noun"}
        )

    def is_carrier(self, i: int) -> bool:
        """A word that is verb and noun is a noun behind an article or a possessive, or before a verb of saying: "the
        report said".
        """
        if not any(t.slot == "carrier" for t in self.sentence.starting.get(i, ())):
            return False
        before = self.tokens[i - 1] if i else None
        owned = before is not None and (
            self.is_article(i - 1)
            or before.low.endswith(self.pack.affixes["possessive_endings"])
            or before.low in self.pack.words["carrier_owners"]
            or any(t.last == i and t.slot in ("demonym", "country", "carrier", "media") for t in self.sentence.terms)
        )
        return owned or any(t.slot == "saying" for t in self.sentence.starting.get(i + 1, ()))

    def is_pronoun(self, first: int, last: int) -> bool:
        return " ".join(token.low for token in self.tokens[first:last]) in self.pack.words["speakers.pronouns"]

    def features_at(self, i: int) -> frozenset[str]:
        """The features of the word at token i by its ending alone, for names that no lexicon holds."""
        low = self.tokens[i].low
        table = self.pack.endings["noun"].table
        return next((table[low[-n:]] for n in range(5, 1, -1) if len(low) > n + 2 and table.get(low[-n:], NONE)), NONE)
