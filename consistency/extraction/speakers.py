"""Speakers: the words of saying in a sentence → who says it, how firmly, and from where in the sentence.

The shapes, in any language: a postposition or preposition of source ("X szerint", "according to X"), a verb of saying
with its subject ("X said", "közölte X"), a source in the case that a word of evidence asks for ("X-re hivatkozva"), a
possessive ("X's estimate is"), and a name right before a figure where the verb was said for several ("the union claimed
800,000, the police 119,000").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.names import HEADS, Names, is_seat
from consistency.languages.lexicon import NONE, Term

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence

CIRCUMSTANCE = frozenset(
    {"inessive", "superessive", "elative", "delative", "ablative", "adessive", "sublative", "illative"}
)
FINITE = frozenset({"past", "present", "conditional", "potential"})


@dataclass(slots=True, eq=False)
class Attribution:
    """tokens[first:last] name the speaker and say that it speaks.

    who: tokens of the name, or None where it carries over ("he said", "hozzátette"). kind: say, estimate, expect, plan,
    deny or according.
    at: the token of the verb or postposition. trailing: it closes the statement (", said X") and covers what stands
    before it.
    impersonal: nobody is named ("according to estimates"). relay: set once the name is known to hand on others'
    figures.
    """

    first: int
    last: int
    who: tuple[int, int] | None
    kind: str
    at: int
    trailing: bool = False
    impersonal: bool = False
    relay: bool = False


class SpeakerReader:
    """Finds the attributions of one sentence. figures, references: (first, last) tokens of each figure and each "the
    same number".
    """

    def __init__(self, sentence: Sentence, figures: list[tuple[int, int]], references: list[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures
        self.stated = sorted([*figures, *references])
        self.names = Names(sentence, {i for first, last in figures for i in range(first, last)})

    def read(self) -> list[Attribution]:
        found = [*self._postpositions(), *self._prepositions(), *self._evidence()]
        taken = {i for a in found for i in range(a.first, a.last)}
        for term in self.sentence.of("saying"):
            if taken.isdisjoint(range(term.first, term.last)) and not self._is_unsaid(term):
                attribution = self._verb(term, taken)
                if attribution is not None:
                    found.append(attribution)
                    taken.update(range(attribution.first, attribution.last))
        found += self._possessives(taken)
        found += self._colon(taken)
        found += self._elliptic(found)
        return sorted(found, key=lambda a: a.at)

    # -- source words ----------------------------------------------------------------------------------------

    def _postpositions(self) -> list[Attribution]:
        found = []
        for i in range(1, len(self.tokens)):
            phrase = self.pack.phrases["according_after"].after(self.tokens, i, NONE)
            if phrase is None:
                continue
            first = self.names.start(i)
            who = self._relative(first, i) or self._apposed(first) or self.names.cleaned(first, i)
            if first == i or (
                self.tokens[i].low in self.pack.words["carrier_postpositions"] and not self._carries(first, i)
            ):
                continue
            pronoun = self.names.is_pronoun(first, i) or self._refers_back(first, i)
            impersonal = not pronoun and (who is None or self._only_carriers(*who))
            found.append(
                Attribution(
                    first,
                    phrase[0],
                    None if pronoun or impersonal else who,
                    self._kind(first, i),
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

    def _apposed(self, first: int) -> tuple[int, int] | None:
        """The name before the comma where the phrase at `first` only describes it ("Virginia Barcones, a főigazgató
        szerint").
        """
        comma = first - 1
        while comma > 0 and self.names.is_article(comma):
            comma -= 1
        if comma < 2 or self.tokens[comma].text != "," or not self.names.is_capital(comma - 1):
            return None
        begin, _ = self.names.segment(comma - 1)
        who = self.names.cleaned(max(begin, self.names.start(comma)), comma)
        return who if who and who[1] - who[0] <= 4 and all(self.names.is_capital(i) for i in range(*who)) else None

    def _prepositions(self) -> list[Attribution]:
        found = []
        for i in range(len(self.tokens)):
            phrase = self.pack.phrases["according"].after(self.tokens, i, NONE)
            if phrase is None:
                continue
            last = self.names.end(phrase[0])
            who = self.names.cleaned(phrase[0], last)
            if who is not None and not self.names.is_pronoun(*who):
                impersonal = self._only_carriers(*who)
                found.append(
                    Attribution(
                        i,
                        last,
                        None if impersonal else who,
                        self._kind(i, last),
                        i,
                        trailing=i > 0,
                        impersonal=impersonal,
                    )
                )
        return found

    def _evidence(self) -> list[Attribution]:
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
                        self._kind(first, last),
                        term.first,
                        trailing=trailing,
                    )
                )
                break
        return found

    def _possessives(self, taken: set[int]) -> list[Attribution]:
        """ "South Korea's estimate is the same", "Dél-Korea becslése megegyezik"."""
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
                found.append(Attribution(first, carrier.last, who, self._kind(first, carrier.last), carrier.first))
        return found

    def _colon(self, taken: set[int]) -> list[Attribution]:
        """A speaker set before a colon: "Kijev: tizenegyezer észak-koreai katona van Kurszkban"."""
        colon = next((i for i, token in enumerate(self.tokens[:8]) if token.text == ":"), 0)
        if not colon or taken.intersection(range(colon)) or not self._names_only(0, colon):
            return []
        return [Attribution(0, colon + 1, self.names.cleaned(0, colon), "say", colon - 1)]

    # -- verbs of saying -------------------------------------------------------------------------------------

    def _verb(self, term: Term, taken: set[int]) -> Attribution | None:
        if self.pack.inflected and (self.names.is_participle(term) or (term.features and not term.features & FINITE)):
            return None
        if self.names.is_carrier(term.first) or self._is_passive(term):
            return None
        begin, end = self.names.segment(term.first)
        leads = self._leads(begin, term.first)
        who = (
            self._inflected_subject(term, begin, end, leads)
            if self.pack.inflected
            else self._subject(term, begin, end, leads)
        )
        if who is not None and not taken.isdisjoint(range(*who)):
            who = None
        trailing = self._is_trailing(term, begin, end, leads)
        if who is not None and not self.names.is_pronoun(*who):
            estimates = term.key == "say" and self._kind(who[0], max(who[1], term.first)) == "estimate"
            kind = "estimate" if estimates else term.key
            return Attribution(
                min(who[0], term.first), max(who[1], term.last), who, kind, term.first, trailing=trailing
            )
        pronoun = (
            who is not None
            or self.pack.inflected
            or any(t.low in self.pack.words["personal_pronouns"] for t in self.tokens[begin : term.first])
        )
        return Attribution(term.first, term.last, None, term.key, term.first, trailing=trailing) if pronoun else None

    def _is_trailing(self, term: Term, begin: int, end: int, leads: bool) -> bool:
        """Whether the saying closes its statement: it opens a later segment, or ends the sentence with nothing said
        after it.
        """
        if begin == 0 or (begin == 1 and self.tokens[0].kind == "p"):
            return False
        if self.pack.inflected:
            relative = self.tokens[begin].low.startswith(self.pack.affixes["relative"])
            closes = self.tokens[begin - 1].text in '–—”"»' and not any(
                begin <= first < end for first, _ in self.figures
            )
            return leads or relative or closes
        leads_on = any(self.tokens[i].low in self.pack.words["that"] for i in range(term.last, end))
        return not leads_on and not any(term.last <= first < end for first, _ in self.figures)

    def _is_passive(self, term: Term) -> bool:
        """The subject does not speak: "is believed to", "was told"."""
        before = self.tokens[term.first - 1].low if term.first else ""
        return (
            not self.pack.inflected
            and before in self.pack.words["copulas"]
            and self.tokens[term.first].low.endswith(self.pack.affixes["passive_endings"])
        )

    def _inflected_subject(self, term: Term, begin: int, end: int, leads: bool) -> tuple[int, int] | None:
        """The first nominative name of the clause: before the verb, or behind a verb that opens its segment."""
        left = self.names.speaker_within(begin, term.first)
        if left is not None and not leads:
            describes = 0 < left[0] <= begin + 1 and self.names.is_office_phrase(*left)
            return (self._apposed(left[0]) if describes else None) or left
        right = self.names.speaker_within(term.last, end)
        if right is not None:
            return self._named_after(*right) or right
        return (
            left
            or self._apposed(begin)
            or (None if leads else self._seats(begin, term.first) or self._before_list(begin))
        )

    def _named_after(self, first: int, last: int) -> tuple[int, int] | None:
        """The name behind an office: "óvott az ukrán államfő, Volodimir Zelenszkij: …"."""
        if last >= len(self.tokens) or self.tokens[last].text != "," or not self.names.is_office_phrase(first, last):
            return None
        stop = last + 1
        while stop < len(self.tokens) and self.names.is_capital(stop):
            stop += 1
        return (last + 1, stop) if stop - last > 2 else None

    def _seats(self, begin: int, last: int) -> tuple[int, int] | None:
        """Governments told by their capitals: "Washingtonban és Szöulban úgy becsülik"."""
        seats = [
            t for t in self.sentence.of("place") if begin <= t.first < last and is_seat(t) and "inessive" in t.features
        ]
        return (seats[0].first, seats[-1].last) if seats else None

    def _before_list(self, begin: int) -> tuple[int, int] | None:
        """The subject before a list: "Moszkva 263 harckocsi, 204 harcjármű megsemmisítését jelentette"."""
        while begin > 1 and self.tokens[begin - 1].text == ",":
            earlier, last = self.names.segment(begin - 2)
            inside = range(earlier, last)
            if any(t.slot in ("saying", "predicate", "outcome") and t.first in inside for t in self.sentence.terms):
                return None
            found = self.names.speaker_within(earlier, last)
            if found is not None:
                return found
            begin = earlier
        return None

    def _subject(self, term: Term, begin: int, end: int, leads: bool) -> tuple[int, int] | None:
        """Before the verb; behind it only where the verb opens its segment ("…", said X)."""
        last = self._before_auxiliaries(term.first, begin)
        if last == begin and begin > 0 and self.tokens[begin - 1].text in ",–—":
            resumed = self._resumed(begin - 1)
            if resumed is not None:
                return resumed
        if leads or last == begin:
            first = term.last
            while first < end and (first in self.sentence.claimed or self.names.is_article(first)):
                first += 1
            stop = min(self.names.end(first), end)
            return self.names.cleaned(first, stop) if self.names.speaks(first, stop) else None
        first = max(self.names.start(last), begin)
        if not any(
            self.tokens[i].kind == "w" and not self.names.is_particle(i) for i in range(first, last)
        ) and not self.names.is_pronoun(first, last):
            return None
        first, last = self._head_phrase(first, last, begin)
        return (self._apposed(first) if self._describes(first, begin) else None) or self.names.cleaned(first, last)

    def _head_phrase(self, first: int, last: int, begin: int) -> tuple[int, int]:
        """Back over a preposition to the noun that it describes: "the government's delegation in the capital counted"."""
        while first > begin:
            i = first - 1
            while i > begin and self.names.is_article(i):
                i -= 1
            if self.tokens[i].low not in self.pack.words["predicate_prepositions"] or i <= begin:
                break
            start = max(self.names.start(i), begin)
            if start >= i or all(self.names.is_particle(k) for k in range(start, i)):
                break
            first, last = start, i
        return first, last

    def _describes(self, first: int, begin: int) -> bool:
        return (
            first <= begin + 1
            and begin > 0
            and (self.names.is_article(begin) or self.sentence.at(begin, "role") is not None)
        )

    def _resumed(self, comma: int) -> tuple[int, int] | None:
        """The subject before an apposition, or the apposition that is the name: "Gerasimov, the chief of the General
        Staff, told".
        """
        begin, end = self.names.segment(comma - 1) if comma else (0, 0)
        if end - begin > 9 or any(begin <= f < end for f, _ in self.figures) or self.sentence.at(begin, "saying"):
            return None
        opened = begin == 0 or self.tokens[begin - 1].text in ",–—" or self.tokens[begin - 1].kind == "p"
        if not opened:
            return None
        first = max(self.names.start(comma), begin)
        if self.names.is_article(begin) or self.sentence.at(begin, "role") is not None or self.names.is_particle(begin):
            named = self._apposed(begin)
            if named is not None:
                return named
        return self.names.cleaned(first, comma) if self.names.speaks(first, comma) else None

    def _before_auxiliaries(self, i: int, begin: int) -> int:
        """Past "had", "has now", "on Tuesday" back to the end of the subject."""
        words = self.pack.words["auxiliaries"]
        while i > begin and (
            self.tokens[i - 1].low in words
            or self.tokens[i - 1].low.endswith(self.pack.affixes["adverb_endings"])
            or i - 1 in self.sentence.claimed
        ):
            i -= 1
        return i

    def _leads(self, begin: int, i: int) -> bool:
        """Whether the verb opens its segment (", közölte X"; "– mondta")."""
        return all(self.tokens[k].kind == "p" or k in self.sentence.claimed for k in range(begin, i))

    # -- verb said once --------------------------------------------------------------------------------------

    def _elliptic(self, found: list[Attribution]) -> list[Attribution]:
        """The names before figures in segments of their own, in a sentence that says it elsewhere."""
        spoken = {self.segments[a.at] for a in found}
        found = [a for a in found if a.kind != "plan"]
        more: list[Attribution] = []
        for first, _ in self.stated:
            if not found or first == 0:
                continue
            if self._has_verb(first):
                continue
            begin = self._after_and(first)
            if begin is None and self.segments[first] in spoken:
                continue
            begin = self.names.segment(first)[0] if begin is None else begin
            j = begin
            while j < first and (
                (self.names.is_particle(j) and not self.names.is_article(j)) or self.tokens[j].kind == "p"
            ):
                j += 1
            stop = first
            while stop > j and (
                stop - 1 in self.sentence.claimed
                or (self.names.is_particle(stop - 1) and not self.names.is_article(stop - 1))
            ):
                stop -= 1
            kind = found[0].kind if found[0].kind != "deny" else "say"
            while stop > j + 1 and any(t.slot == "carrier" and t.last == stop for t in self.sentence.terms):
                kind, stop = self._kind(stop - 1, stop), stop - 1
                while stop > j and self.names.is_particle(stop - 1):
                    stop -= 1
            who = self.names.cleaned(j, stop) if self._names_only(j, stop) else None
            if who is not None:
                more.append(Attribution(who[0], who[1], who, kind, who[0]))
                spoken.add(self.segments[first])
        return more

    def _has_verb(self, first: int) -> bool:
        """Whether the figure's segment says on its own what happens ("Phenjan tízezernél több katonát vezényelt")."""
        segment = self.segments[first]
        verbs = ("predicate", "outcome", "change")
        return self.pack.inflected and any(
            t.slot in verbs and t.first >= first and self.segments[t.first] == segment for t in self.sentence.terms
        )

    def _after_and(self, first: int) -> int | None:
        """Behind the "and" between a figure and the one before it in its segment ("… marchers and the CGT 1.7
        million").
        """
        before = [last for _, last in self.figures if last <= first and self.segments[last - 1] == self.segments[first]]
        if not before:
            return None
        joints = [i for i in range(max(before), first) if self.tokens[i].low in self.pack.words["and"]]
        return joints[-1] + 1 if joints else None

    def _names_only(self, first: int, last: int) -> bool:
        """Whether nothing but a speaker's name stands in tokens[first:last]."""
        if not 0 < last - first <= 6 or any(self.names.stops(i, last) for i in range(first, last)):
            return False
        heads = [
            t
            for t in self.sentence.terms
            if first <= t.first
            and t.last == last
            and (
                t.slot in ("speaker", "institution", "voice", "media", "role")
                or (is_seat(t) and t.slot == "place" and not t.features)
            )
        ]
        capitals = [i for i in range(first, last) if self.names.is_capital(i)]
        if self.pack.inflected and any(
            self.names.features_at(i) & CIRCUMSTANCE for i in range(first, last - 1) if not self.names.is_capital(i)
        ):
            return False
        placed = [
            t
            for t in self.sentence.terms
            if first <= t.first and t.last <= last and t.slot in ("place", "country") and t.features
        ]
        return (
            not placed
            and (bool(heads) or (len(capitals) >= 2 and not self._is_place(first, last)))
            and not (self.pack.inflected and self.names.is_oblique(last - 1))
        )

    def _is_place(self, first: int, last: int) -> bool:
        return any(t.slot in ("place", "country") and first <= t.first < last for t in self.sentence.terms)

    # -- small questions -------------------------------------------------------------------------------------

    def _is_unsaid(self, term: Term) -> bool:
        """Nothing is said: "did not confirm", "nem erősítette meg"."""
        unsaid = any(
            t.slot == "saying" and t.key == "unconfirmed" and t.first <= term.first < t.last
            for t in self.sentence.terms
        )
        negated = term.first > 0 and self.tokens[term.first - 1].low in self.pack.words["negations"]
        return unsaid or negated

    def _kind(self, first: int, last: int) -> str:
        """An estimate where the carrier noun is one ("becslések szerint", "according to assessments")."""
        words = self.pack.affixes["estimating_carriers"]
        return "estimate" if any(token.low.startswith(words) for token in self.tokens[first:last]) else "according"

    def _carries(self, first: int, last: int) -> bool:
        return any(t.slot in ("carrier", "media") and first <= t.first < last for t in self.sentence.terms)

    def _only_carriers(self, first: int, last: int) -> bool:
        """Nobody is named: "Becslések szerint", "a jelentések szerint"."""
        content = [i for i in range(first, last) if self.tokens[i].kind == "w" and not self.names.is_article(i)]
        return all(
            any(t.slot == "carrier" for t in self.sentence.starting.get(i, ())) or self.names.is_particle(i)
            for i in content
        )
