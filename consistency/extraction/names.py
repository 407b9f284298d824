"""Names: where in a sentence a speaker's name begins and ends → the tokens that name it, without titles, articles and
carrier nouns.

A speaker is a body, an office, a medium, a country or capital, or a capitalised name. In an inflected language it
stands in no oblique case; elsewhere its place before the verb tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.counted import singular
from consistency.extraction.name_words import HEADS, LONG_ENDING, NameWords
from consistency.languages.grammar import OBLIQUE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.languages.lexicon import Term

REACH = 12  # tokens that a speaker's name may stretch over
BRIDGE = 4  # adjectives that may stand between a body and its office ("az ukrán vezérkar egyik magas rangú tisztje")


class Names(NameWords):
    """Finds the noun phrases of one sentence that name speakers."""

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
            if self._is_another(first):
                break
            first -= 1
            if self.is_article(first) and not self._is_linked(first):
                return first + 1
        while first < last and (self.is_article(first) or self.tokens[first].kind == "p"):
            first += 1
        return first

    def _is_another(self, first: int) -> bool:
        """Whether a country before token `first` is not part of the name but the subject: "Észak-Korea amerikai …"."""
        nations = self.sentence.at(first, "demonym") if first < len(self.tokens) else None
        if not self.pack.inflected or nations is None:
            return False
        return any(not t.features for t in self.sentence.ends(first, "country"))

    def _is_linked(self, article: int) -> bool:
        """Whether the article stands inside a phrase: "chief of the General Staff", "Kyiv and the Pentagon"."""
        if not article:
            return False
        before = self.tokens[article - 1].low
        if self.pack.inflected:
            return self.joins(article - 1, len(self.tokens))
        return (
            before in self.pack.words["links"]
            or before in self.pack.words["role_links"]
            or self.joins(article - 1, len(self.tokens))
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
                and not self.joins(last, len(self.tokens))
            ):
                break
            if token.text == "." and not self.abbreviates(last):
                break
            if last > first and self._is_past_noun(last):
                break
            if last > first and self.is_verb(last):
                break
            last += 1
        while last > first and (
            self.tokens[last - 1].low in self.pack.words["links"] or self.tokens[last - 1].kind == "p"
        ):
            last -= 1
        return last

    def _is_past_noun(self, i: int) -> bool:
        """Whether a small word behind a noun with its capital ends the phrase: "Angaben der Veranstalter kamen"."""
        if not self.pack.capital_nouns or not self.is_capital(i - 1) or self.tokens[i].kind != "w":
            return False
        words, low = self.pack.words, self.tokens[i].low
        goes_on = low in words["links"] or low in words["and"] or self.is_article(i)
        return self.tokens[i].text.islower() and not goes_on

    def stops(self, i: int, last: int) -> bool:
        """Whether token i ends a noun phrase that reaches to token `last`."""
        token = self.tokens[i]
        if token.kind == "n" or i in self.figures or (i in self.sentence.claimed and i >= last - 1):
            return True
        if token.kind == "p":
            return token.text not in "'’&.-" or (token.text == "." and not self.abbreviates(i))
        if token.low in self.pack.words["and"]:
            return not self.joins(i, last)
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
        return token.low in self.pack.words["function_words"] or self.is_verb(i)

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
        region = self.sentence.at(last, "region")
        placed = region is not None and bool(region.features & OBLIQUE)  # "Hargita megyében"
        return last < end and (placed or self.sentence.at(last, "number_noun") is not None)

    def _head_end(self, i: int, end: int) -> int:
        """Where a head that begins at token i ends: a known speaker, or a run of capitalised words; 0 for none."""
        if self.stops(i, end):
            return 0
        ends = [
            t.last for t in self.sentence.starting.get(i, ()) if t.slot in HEADS and t.last <= end and self._can_head(t)
        ]
        if not ends and self._is_office_compound(i):
            ends.append(i + 1)
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

    def _is_office_compound(self, i: int) -> bool:
        """Whether a word ends in an office: "kórházigazgató"."""
        low = self.tokens[i].low
        roles = self.pack.affixes["compound_roles"]
        return self.pack.inflected and any(low.endswith(role) and len(low) > len(role) for role in roles)

    def _can_head(self, term: Term) -> bool:
        """A carrier speaks only where it is no one's ("amerikai becslések"), an adjective never."""
        carried = term.slot == "carrier" and ("plural" not in term.features or "owned" in term.features)
        return not carried and "adjective" not in term.features

    def _with_office(self, last: int, end: int) -> int:
        """Past what follows a head in its phrase: "Li Szongkvon dél-koreai képviselő", "a vezérkar egyik tisztje"."""
        joined = last + 1 + (last + 1 < end and self.is_article(last + 1))
        if last < end and self.joins(last, end):
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
        if not self.pack.inflected and self._are_people(last):
            return True
        names = sum(self.is_capital(i) for i in range(first, last))
        return names >= 2 or (names == 1 and last - first <= 3 and first > 0)

    def _are_people(self, last: int) -> bool:
        """Whether the phrase that ends before token `last` is of people: "local activists", "three workers"."""
        known = any(t.slot == "person" or concept(t.key).people for t in self.sentence.ends(last, "subject", "person"))
        endings = tuple(e for e in self.pack.affixes["person_endings"] if len(e) >= LONG_ENDING)
        noun = singular(self.tokens[last - 1].low, self.pack) or self.tokens[last - 1].low
        return known or (bool(endings) and self.tokens[last - 1].kind == "w" and noun.endswith(endings))

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
            while j < last and (self.is_capital(j) or (self.tokens[j].text == "." and j > i)) and not self.is_office(j):
                j += 1
            while j > i and self.tokens[j - 1].kind == "p":
                j -= 1
            if j - i >= 2 and not self.is_country(i, j) and (best is None or j - i > best[1] - best[0]):
                best = (i, j)
            i = max(j, i + 1)
        if best is None or best == (first, last):
            return best
        inside = [k for k in range(first, last) if not best[0] <= k < best[1]]
        titles = any(self.is_office(k) for k in inside)
        others = [k for k in inside if self.is_capital(k) and not self.is_office(k)]
        return best if titles and not others else None
