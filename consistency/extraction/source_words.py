"""Source words: "X szerint", "according to X", "X-re hivatkozva", "X's estimate is", "X: …" → attributions.

A postposition or preposition names its source; a word of evidence asks for a case; a carrier noun has an owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.attributions import Attribution, AttributionReader
from consistency.extraction.name_words import HEADS
from consistency.extraction.word_order import WordOrder
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence


class SourceWords(AttributionReader):
    """Finds the attributions of one sentence that no verb of saying makes."""

    def __init__(self, sentence: Sentence, figures: list[tuple[int, int]], references: list[tuple[int, int]]) -> None:
        super().__init__(sentence, figures, references)
        self.order = WordOrder(sentence, figures, references)

    def postpositions(self) -> list[Attribution]:
        found = []
        after = self.pack.phrases["according_after"]
        for i in after.places(self.sentence.lows, self.tokens):
            phrase = after.after(self.tokens, i, NONE)
            if phrase is None or i == 0:
                continue
            last = self._before_bracket(i)
            first = self.names.start(last)
            who = self._relative(first, last) or self.apposed(first) or self.names.cleaned(first, last)
            if first == last or (
                self.tokens[i].low in self.pack.words["carrier_postpositions"] and not self.carries(first, last)
            ):
                continue
            pronoun = self.names.is_pronoun(first, last) or self._refers_back(first, last)
            impersonal = not pronoun and (who is None or self.only_carriers(*who))
            found.append(
                Attribution(
                    first,
                    phrase[0],
                    None if pronoun or impersonal else who,
                    self.kind_of(first, last),
                    i,
                    impersonal=impersonal,
                )
            )
        found += [
            Attribution(i, i + 1, None, "according", i)
            for i, t in enumerate(self.tokens)
            if t.low in self.pack.words["speakers.adverbs"]
        ]
        return found

    def _before_bracket(self, i: int) -> int:
        """Back over the short form of a name: "az Amerikai Földtani Szolgálat (USGS) szerint"."""
        if i > 3 and self.tokens[i - 1].text == ")" and self.tokens[i - 3].text == "(":
            return i - 3
        return i

    def _refers_back(self, first: int, last: int) -> bool:
        """One report of somebody named before: "az új jelentés szerint"."""
        carrier = next((t for t in self.sentence.terms if t.slot == "carrier" and t.last == last), None)
        named = any(self.names.is_capital(i) and i > 0 for i in range(first, last)) or any(
            t.slot in (*HEADS, "demonym") and t.slot != "carrier" and first <= t.first < last
            for t in self.sentence.terms
        )
        return carrier is not None and not carrier.features and not named

    def _relative(self, first: int, last: int) -> tuple[int, int] | None:
        """The noun that the relative pronoun stands for: "a Pentagon, amely szerint …"."""
        if (
            last - first != 1
            or not self.tokens[first].low.startswith(self.pack.affixes["relative"])
            or first < 2
            or self.tokens[first - 1].text != ","
        ):
            return None
        return self.names.cleaned(self.names.start(first - 1), first - 1)

    def prepositions(self) -> list[Attribution]:
        found = []
        before = self.pack.phrases["according"]
        for i in before.places(self.sentence.lows, self.tokens):
            phrase = before.after(self.tokens, i, NONE)
            if phrase is None:
                continue
            last = self.names.end(phrase[0])
            named = (
                None if self.pack.inflected else self.order.by_whom(last) or self.order.apposed_name(phrase[0], last)
            )
            last = named[1] if named else last
            who = named or self.names.cleaned(phrase[0], last)
            if who is not None and not self.names.is_pronoun(*who):
                impersonal = self.only_carriers(*who)
                found.append(
                    Attribution(
                        i,
                        last,
                        None if impersonal else who,
                        self.kind_of(i, last),
                        i,
                        trailing=i > 0,
                        impersonal=impersonal,
                    )
                )
        return found

    def evidence(self) -> list[Attribution]:
        """derül ki az ENSZ adataiból; a Pentagonra hivatkozva: the source stands in the case that the word asks for."""
        found = []
        for term in self.sentence.of("evidence"):
            begin, end = self.names.segment(term.first)
            for last in [*range(term.first, begin, -1), *range(term.last + 1, end + 1)]:
                if term.key not in self.names.features_at(last - 1) and not any(
                    t.last == last and term.key in t.features for t in self.sentence.terms
                ):
                    continue
                first = max(self.names.start(last, one_head=True), begin if last <= term.first else term.last)
                who = self.names.cleaned(first, last)
                if who is None:
                    continue
                trailing = last > term.last or begin > 0
                found.append(
                    Attribution(
                        min(first, term.first),
                        max(last, term.last),
                        who,
                        self.kind_of(first, last),
                        term.first,
                        trailing=trailing,
                    )
                )
                break
        return found

    def possessives(self, taken: set[int]) -> list[Attribution]:
        """The owners of estimates: "South Korea's estimate is the same", "Dél-Korea becslése megegyezik"."""
        found = []
        for carrier in self.sentence.of("carrier"):
            if carrier.first in taken or carrier.first == 0:
                continue
            owner = [
                t for t in self.sentence.terms if t.last == carrier.first and t.slot in HEADS and t.slot != "carrier"
            ]
            owned = (
                "owned" in carrier.features
                if self.pack.inflected
                else self.tokens[carrier.first - 1].low.endswith(self.pack.affixes["possessive_endings"])
            )
            first = self.names.start(carrier.first)
            if not owned or not owner or first in taken:
                continue
            who = self.names.cleaned(first, carrier.first)
            if who is not None:
                found.append(Attribution(first, carrier.last, who, self.kind_of(first, carrier.last), carrier.first))
        return found

    def colon(self, taken: set[int]) -> list[Attribution]:
        """A speaker set before a colon: "Kijev: tizenegyezer észak-koreai katona van Kurszkban"."""
        colon = next((i for i, token in enumerate(self.tokens[:8]) if token.text == ":"), 0)
        if not colon or taken.intersection(range(colon)) or not self.names_only(0, colon):
            return []
        if any(t.text == "," for t in self.tokens[:colon]):
            return []  # "The WHO, working from registers, has more: 900"
        return [Attribution(0, colon + 1, self.names.cleaned(0, colon), "say", colon - 1)]
