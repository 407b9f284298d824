"""Names: where in a sentence a speaker's name begins and ends → the tokens that name it, without titles, articles and
carrier nouns.

A speaker is a body, an office, a medium, a country or capital, or a capitalised name. In an inflected language it
stands in no oblique case; elsewhere its place before the verb tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.languages.lexicon import NONE, Term
from consistency.vocabulary import gazetteer

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

OBLIQUE = frozenset({
    "accusative", "dative", "instrumental", "inessive", "illative", "elative", "superessive", "sublative", "delative", "adessive",
    "allative", "ablative", "terminative", "causal",
})  # fmt: skip
FINITE = frozenset({"past", "present", "conditional", "potential"})
HEADS = ("speaker", "role", "institution", "voice", "media", "country", "place", "carrier")
LONG_ENDING = 3  # letters from which an ending betrays an oblique case in an unknown name
REACH = 12  # tokens that a speaker's name may stretch over
BRIDGE = 4  # adjectives that may stand between a body and its office ("az ukrán vezérkar egyik magas rangú tisztje")


class Names:
    """Answers questions about the noun phrases of one sentence. figures: tokens that state figures."""

    def __init__(self, sentence: Sentence, figures: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    # -- extents ---------------------------------------------------------------------------------------------

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

    def start(self, last: int, one_head: bool = False) -> int:
        """Where the noun phrase that ends before token `last` begins, its article left out; with one_head before any
        other speaker.
        """
        if not last:
            return 0
        first = last
        begin, _ = self.segment(last - 1)
        while first > begin and last - first < REACH and not self.stops(first - 1, last):
            if (
                one_head
                and first < last
                and any(t.last == first and t.slot in ("speaker", "media", "voice") for t in self.sentence.terms)
            ):
                break
            first -= 1
            if self.is_article(first) and not self._is_linked(first):
                return first + 1
        while first < last and (self.is_article(first) or self.tokens[first].kind == "p"):
            first += 1
        return first

    def _is_linked(self, article: int) -> bool:
        """Whether the article stands inside a phrase: "chief of the General Staff", "Kyiv and the Pentagon"."""
        if not article:
            return False
        before = self.tokens[article - 1].low
        if self.pack.inflected:
            return self._joins(article - 1, len(self.tokens))
        return (
            before in self.pack.words["links"]
            or before in self.pack.words["role_links"]
            or self._joins(article - 1, len(self.tokens))
        )

    def end(self, first: int) -> int:
        """Where the noun phrase that begins at token `first` ends."""
        last = first
        while last < len(self.tokens) and last - first < REACH:
            token = self.tokens[last]
            if (
                (token.kind != "w" and token.text not in ".&'’-")
                or last in self.figures
                or last in self.sentence.claimed
            ):
                break
            if (
                last > first
                and token.low in self.pack.words["function_words"]
                and token.low not in self.pack.words["links"]
                and not self._joins(last, len(self.tokens))
            ):
                break
            if token.text == "." and not self._abbreviates(last):
                break
            if last > first and self._is_verb(last):
                break
            last += 1
        while last > first and (
            self.tokens[last - 1].low in self.pack.words["links"] or self.tokens[last - 1].kind == "p"
        ):
            last -= 1
        return last

    def stops(self, i: int, last: int) -> bool:
        """Whether token i ends a noun phrase that reaches to token `last`."""
        token = self.tokens[i]
        if token.kind == "n" or i in self.figures or (i in self.sentence.claimed and i >= last - 1):
            return True
        if token.kind == "p":
            return token.text not in "'’&.-" or (token.text == "." and not self._abbreviates(i))
        if token.low in self.pack.words["and"]:
            return not self._joins(i, last)
        if self.is_article(i) or (token.low in self.pack.words["links"] and i > 0):
            return False
        if (
            token.low in self.pack.words["role_links"]
            and i > 0
            and any(t.last == i and t.slot in ("role", "speaker") for t in self.sentence.terms)
        ):
            return False  # "ambassador to the United Nations"
        if (
            self.pack.inflected
            and i < last - 1
            and any(
                t.slot in ("number_noun", "predicate", "change", "outcome") for t in self.sentence.starting.get(i, ())
            )
        ):
            return True
        return token.low in self.pack.words["function_words"] or self._is_verb(i)

    def _abbreviates(self, dot: int) -> bool:
        """Whether a full stop belongs to an abbreviation or an initial ("Gen.", "G.S. Malik")."""
        word = self.tokens[dot - 1] if dot else None
        return word is not None and (
            word.low + "." in self.pack.abbreviations or (len(word.text) == 1 and word.text.isupper())
        )

    def _is_verb(self, i: int) -> bool:
        verbs = [t for t in self.sentence.starting.get(i, ()) if t.slot in ("saying", "evidence")]
        if not verbs or self.is_carrier(i):
            return False
        if self.pack.inflected and all(t.features and not t.features & FINITE for t in verbs):
            return False
        return not any(self.is_participle(t) for t in verbs)

    def _joins(self, i: int, last: int) -> bool:
        """An "and" within one speaker; as in "South Korean and American estimates", "Meduza and Mediazona"."""
        if i == 0 or i + 1 >= last or self.tokens[i].low not in self.pack.words["and"]:
            return False
        named = {"demonym", "country", "voice", "place", "institution", "speaker"}
        left = {t.slot for t in self.sentence.terms if t.last == i} & named
        j = i + 1 + (self.is_article(i + 1) and i + 2 < last)
        right = {t.slot for t in self.sentence.starting.get(j, ())} & named
        return bool(left and right) or (self.is_capital(i - 1) and self.is_capital(j))

    # -- speakers --------------------------------------------------------------------------------------------

    def speaker_within(self, begin: int, end: int) -> tuple[int, int] | None:
        """The first noun phrase in tokens[begin:end] that can speak, in a language whose cases mark the subject."""
        i = begin
        while i < end:
            last = self._head_end(i, end)
            if last:
                last = self._with_office(last, end)
                if not self.is_oblique(last - 1) and not self._owns_next(last, end):
                    return self.cleaned(max(begin, self.start(last)), last)
                i = last
            else:
                i += 1
        return None

    def _owns_next(self, last: int, end: int) -> bool:
        """The head only owns what follows: "az orosz haderő létszámát"."""
        return last < end and self.sentence.at(last, "number_noun") is not None

    def _head_end(self, i: int, end: int) -> int:
        """Where a head that begins at token i ends: a known speaker, or a run of capitalised words; 0 for none."""
        if self.stops(i, end):
            return 0
        ends = [
            t.last for t in self.sentence.starting.get(i, ()) if t.slot in HEADS and t.last <= end and self._can_head(t)
        ]
        run = i
        while (
            run < end
            and self.is_capital(run)
            and not self.stops(run, end)
            and (run == i or not self.is_oblique(run - 1))
        ):
            run += 1
        if run - i >= 2 or (run > i and i > 0):
            ends.append(run)
        return max(ends, default=0)

    def _can_head(self, term: Term) -> bool:
        """A carrier speaks only where it is no one's ("amerikai becslések"), an adjective never."""
        carried = term.slot == "carrier" and ("plural" not in term.features or "owned" in term.features)
        return not carried and "adjective" not in term.features

    def _with_office(self, last: int, end: int) -> int:
        """Past what follows a head within its phrase: "Li Szongkvon dél-koreai képviselő", "a vezérkar egyik tisztje"."""
        joined = last + 1 + (last + 1 < end and self.is_article(last + 1))
        if last < end and self._joins(last, end):
            further = self._head_end(joined, end)
            return self._with_office(further, end) if further else last
        for j in range(last, min(end, last + BRIDGE + 1)):
            if self.stops(j, end) or self.is_article(j):
                return last
            for term in self.sentence.starting.get(j, ()):
                if (
                    term.slot in ("role", "speaker", "institution", "media")
                    and term.last <= end
                    and "adjective" not in term.features
                ):
                    return self._with_office(term.last, end)
        return last

    def speaks(self, first: int, last: int) -> bool:
        """Whether tokens[first:last] can be a speaker."""
        if first >= last or (self.pack.inflected and self.is_oblique(last - 1)):
            return False
        if self.is_pronoun(first, last):
            return True
        terms = [t for t in self.sentence.terms if first <= t.first and t.last <= last and t.slot in HEADS]
        if any(t.last == last or not self.pack.inflected for t in terms):
            return True
        if not self.pack.inflected and any(
            t.slot == "demonym" and first <= t.first < last for t in self.sentence.terms
        ):
            return True
        names = sum(self.is_capital(i) for i in range(first, last))
        return names >= 2 or (names == 1 and last - first <= 3 and first > 0)

    def cleaned(self, first: int, last: int) -> tuple[int, int] | None:
        """The name without titles, carrier nouns and articles: "Luke Pollard brit védelmi államtitkár" → "Luke
        Pollard".
        """
        while first < last and (self.is_article(first) or self.tokens[first].kind == "p" or self.is_particle(first)):
            first += 1
        last = self._without_carrier(first, last)
        while first < last and first in self.sentence.claimed:
            first += 1
        while last > first and (
            self.is_particle(last - 1) or self.tokens[last - 1].kind == "p" or last - 1 in self.sentence.claimed
        ):
            last -= 1
        run = self._name_run(first, last)
        return run or ((first, last) if first < last else None)

    def _without_carrier(self, first: int, last: int) -> int:
        """The noun that carries the figure falls away where a name remains: "az ENSZ adatai", "Intel's estimates"."""
        carrier = next(
            (t for t in self.sentence.terms if t.slot == "carrier" and t.last == last and t.first > first), None
        )
        if carrier is None:
            return last
        if self.pack.inflected:
            owner = any(
                t.last == carrier.first and t.slot in (*HEADS, "demonym") and "adjective" not in t.features
                for t in self.sentence.terms
                if t.slot != "demonym"
            )
            return (
                carrier.first if "owned" in carrier.features and (owner or "plural" not in carrier.features) else last
            )
        return (
            carrier.first
            if self.tokens[carrier.first - 1].low.endswith(self.pack.affixes["possessive_endings"])
            else last
        )

    def _name_run(self, first: int, last: int) -> tuple[int, int] | None:
        """A person's name within the phrase: two or more capitalised words that are no title, country or office."""
        best: tuple[int, int] | None = None
        i = first
        while i < last:
            j = i
            while (
                j < last and (self.is_capital(j) or (self.tokens[j].text == "." and j > i)) and not self._is_office(j)
            ):
                j += 1
            while j > i and self.tokens[j - 1].kind == "p":
                j -= 1
            if j - i >= 2 and not self._is_country(i, j) and (best is None or j - i > best[1] - best[0]):
                best = (i, j)
            i = max(j, i + 1)
        if best is None or best == (first, last):
            return best
        inside = [k for k in range(first, last) if not best[0] <= k < best[1]]
        titles = any(self._is_office(k) for k in inside)
        others = [k for k in inside if self.is_capital(k) and not self._is_office(k)]
        return best if titles and not others else None

    def is_office_phrase(self, first: int, last: int) -> bool:
        """Whether tokens[first:last] only tell someone's office ("az ukrán vezérkar vezetője", "Oroszország
        ENSZ-nagykövete").
        """
        for i in range(first, last):
            part = self.tokens[i].low.rpartition("-")[2]
            if self._is_office(i) or any(entry.slot == "role" for entry, _ in self.pack.lexicon.read(part)):
                return True
        return False

    def _is_office(self, i: int) -> bool:
        return any(t.slot in ("role", "demonym", "institution") and t.first <= i < t.last for t in self.sentence.terms)

    def _is_country(self, first: int, last: int) -> bool:
        return any(
            t.slot in ("country", "demonym", "place", "institution") and first <= t.first < last
            for t in self.sentence.terms
        )

    # -- small questions -------------------------------------------------------------------------------------

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
            return all(f & OBLIQUE and not ("owned" in f and not f & {"sublative", "inessive"}) for f in features)
        low = self.tokens[i].low
        table = self.pack.endings["noun"].table
        ends = (low[-n:] for n in (LONG_ENDING, LONG_ENDING + 1) if len(low) > n + 2)
        return any(
            table[end] & OBLIQUE and "plural" not in table[end] and "owned" not in table[end]
            for end in ends
            if end in table
        )

    def is_participle(self, term: Term) -> bool:
        """ "becsült", "közölt" before a noun describe it."""
        if not self.pack.inflected or "participle" not in term.features:
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


def is_seat(term: Term) -> bool:
    """Whether a place's name also stands for its country's government ("Moscow sent")."""
    return gazetteer().get(term.key, {}).get("capital") == "yes"
