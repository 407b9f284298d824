"""Speakers: the words of saying in a sentence → who says it, how firmly, and which stretch of the sentence they cover.

Three shapes, in any language: a postposition or preposition of source ("X szerint", "according to X"), a verb of saying with its
subject ("X said", "közölte X"), and a name set right before a figure where the verb was said once ("the police 119,000").
"""

from __future__ import annotations

from dataclasses import dataclass

from consistency.extraction.sentences import Sentence
from consistency.languages.lexicon import NONE, Term

OBLIQUE = frozenset({
    "accusative", "dative", "instrumental", "inessive", "illative", "elative", "superessive", "sublative", "delative", "adessive",
    "allative", "ablative", "terminative", "causal",
})  # fmt: skip
FINITE = frozenset({"past", "present", "conditional", "potential"})
HEADS = ("speaker", "role", "institution", "voice", "media", "country", "place", "carrier")
LONG_ENDING = 3  # letters from which an ending betrays an oblique case in an unknown name
REACH = 12  # tokens that a speaker's name may stretch over


@dataclass(slots=True, eq=False)
class Attribution:
    """tokens[first:last] name the speaker and say that it speaks.

    who: tokens of the name, or None where it carries over ("he said", "hozzátette"). kind: say, estimate, expect, plan, deny or according.
    at: the token of the verb or postposition. trailing: it closes the statement (", said X") and covers what stands before it.
    """

    first: int
    last: int
    who: tuple[int, int] | None
    kind: str
    at: int
    trailing: bool = False
    impersonal: bool = False


class SpeakerReader:
    """Finds the attributions of one sentence."""

    def __init__(self, sentence: Sentence, figure_tokens: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figure_tokens

    def read(self) -> list[Attribution]:
        found = [*self._postpositions(), *self._prepositions()]
        taken = {i for a in found for i in range(a.first, a.last)}
        for term in self.sentence.of("saying"):
            if taken.isdisjoint(range(term.first, term.last)) and not self._is_unsaid(term):
                attribution = self._verb(term, taken)
                if attribution is not None:
                    found.append(attribution)
                    taken.update(range(attribution.first, attribution.last))
        return sorted(found, key=lambda a: a.at)

    # -- shapes ----------------------------------------------------------------------------------------------

    def _postpositions(self) -> list[Attribution]:
        found = []
        for i in range(len(self.tokens)):
            phrase = self.pack.phrases["according_after"].after(self.tokens, i, NONE)
            if phrase is None or not i:
                continue
            first = self._phrase_start(i)
            who = self._cleaned(first, i)
            kind = "estimate" if self._estimates(first, i) else "according"
            pronoun = self._is_pronoun(first, i)
            impersonal = not pronoun and (who is None or self._only_carriers(first, i))
            found.append(Attribution(first, phrase[0], None if pronoun or impersonal else who, kind, i, impersonal=impersonal))
        return [a for a in found if a.first < a.at]

    def _prepositions(self) -> list[Attribution]:
        found = []
        for i in range(len(self.tokens)):
            phrase = self.pack.phrases["according"].after(self.tokens, i, NONE)
            if phrase is None:
                continue
            last = self._phrase_end(phrase[0])
            who = self._cleaned(phrase[0], last)
            kind = "estimate" if self._estimates(phrase[0], last) else "according"
            if who is not None and not self._is_pronoun(*who):
                found.append(Attribution(i, last, who, kind, i, trailing=i > 0))
        return found

    def _verb(self, term: Term, taken: set[int]) -> Attribution | None:
        if self.pack.inflected and (self._is_participle(term) or term.features and not term.features & FINITE):
            return None
        begin, end = self._segment(term.first)
        leads = self._leads(begin, term.first)
        sides = [self._right, self._left] if leads else [self._left, self._right]
        if not self.pack.inflected and not leads:
            sides = [self._left]
        for side in sides:
            who = side(term, begin, end)
            if who is not None and taken.isdisjoint(range(*who)):
                pronoun = self._is_pronoun(*who)
                first, last = min(who[0], term.first), max(who[1], term.last)
                trailing = leads and term.first > 0
                return Attribution(first, last, None if pronoun else who, term.key, term.first, trailing=trailing)
        if self.pack.inflected or self._has_pronoun(begin, term.first):
            return Attribution(term.first, term.last, None, term.key, term.first, trailing=leads and term.first > 0)
        return None

    # -- who -------------------------------------------------------------------------------------------------

    def _left(self, term: Term, begin: int, end: int) -> tuple[int, int] | None:
        """The subject before the verb, in its segment or before an apposition."""
        del end
        last = self._before_auxiliaries(term.first, begin)
        if last == begin and begin > 0 and self.tokens[begin - 1].text == ",":
            return self._before_apposition(begin - 1)
        found = self._head_before(begin, last)
        if found and self._is_apposition(found[0], begin):
            return self._before_apposition(begin - 1) or found
        return found

    def _right(self, term: Term, begin: int, end: int) -> tuple[int, int] | None:
        """The subject behind the verb: "közölte csütörtökön a dél-koreai vezérkar", ", said X"."""
        del begin
        j = term.last
        while j < end:
            start, last = self._noun_phrase_from(j, end)
            if start >= last:
                return None
            if self._speaks(start, last):
                return self._cleaned(start, last)
            j = max(last, j + 1)
        return None

    def _head_before(self, begin: int, last: int) -> tuple[int, int] | None:
        """The noun phrase before token `last` that can speak; in an inflected language any such in the clause."""
        if not self.pack.inflected:
            first = self._phrase_start(last)
            return self._cleaned(max(first, begin), last) if self._speaks(max(first, begin), last) else None
        j = begin
        while j < last:
            start, stop = self._noun_phrase_from(j, last)
            if start >= stop:
                return None
            if self._speaks(start, stop):
                return self._cleaned(start, stop)
            j = max(stop, j + 1)
        return None

    def _before_auxiliaries(self, i: int, begin: int) -> int:
        """Past "had", "has now", "also" to the end of the subject."""
        if self.pack.inflected:
            return i
        while i > begin and (self.tokens[i - 1].low in AUXILIARIES or self.tokens[i - 1].low.endswith("ly") or i - 1 in self.sentence.claimed):
            i -= 1
        return i

    def _is_apposition(self, first: int, begin: int) -> bool:
        """Whether the phrase at the start of its segment only describes the name before the comma."""
        if begin < 2 or self.tokens[begin - 1].text != "," or first > begin + 1:
            return False
        describes = self.tokens[begin].low in self.pack.words["articles"] or self.sentence.at(begin, "role") is not None
        return describes and self._is_capital(begin - 2)

    def _before_apposition(self, comma: int) -> tuple[int, int] | None:
        begin, _ = self._segment(comma - 1)
        first = self._phrase_start(comma) if not self.pack.inflected else begin
        first = max(first, begin)
        if self._speaks(first, comma) and not self._is_apposition(first, begin):
            return self._cleaned(first, comma)
        if begin > 1 and self.tokens[begin - 1].text == ",":
            return self._before_apposition(begin - 1)
        return None

    def _phrase_start(self, last: int) -> int:
        """Where the noun phrase that ends before token `last` begins."""
        first = last
        begin, _ = self._segment(last - 1) if last else (0, 0)
        while first > begin and last - first < REACH and not self._stops(first - 1, last):
            first -= 1
            if self.tokens[first].low in self.pack.words["articles"] and self.pack.inflected:
                return first + 1
        while first < last and self.tokens[first].low in self.pack.words["articles"]:
            first += 1
        return first

    def _phrase_end(self, first: int) -> int:
        """Where the noun phrase that begins at token `first` ends."""
        last = first
        while last < len(self.tokens) and last - first < REACH:
            token = self.tokens[last]
            if token.kind != "w" and token.text not in ".&'’" or last in self.figures or last in self.sentence.claimed:
                break
            if last > first and token.low in self.pack.words["function_words"] and token.low not in LINKS:
                break
            if token.text == "." and not (self.tokens[last - 1].low + "." in self.pack.abbreviations):
                break
            if last > first and any(t.slot == "saying" for t in self.sentence.starting.get(last, ())) and not self._is_carrier(last):
                break
            last += 1
        while last > first and self.tokens[last - 1].low in LINKS:
            last -= 1
        return last

    def _noun_phrase_from(self, j: int, end: int) -> tuple[int, int]:
        """The next noun phrase at or after token j: an article or adjective up to its last word."""
        while j < end and (self._stops(j, end) or self.tokens[j].low in self.pack.words["articles"]):
            j += 1
        last = j
        while last < end and last - j < REACH and not self._stops(last, end):
            if last > j and (self.tokens[last].low in self.pack.words["articles"] or self._is_oblique(last - 1)):
                break
            last += 1
        return j, last

    def _stops(self, i: int, last: int) -> bool:
        """Whether token i ends a noun phrase."""
        token = self.tokens[i]
        if token.kind == "n" or i in self.figures or i in self.sentence.claimed:
            return True
        if token.kind == "p":
            return token.text not in "'’&." or token.text == "." and not self.tokens[i - 1].low + "." in self.pack.abbreviations
        if token.low in self.pack.words["and"]:
            return not self._joins_names(i, last)
        if token.low in self.pack.words["articles"]:
            return False
        if token.low in LINKS and not self.pack.inflected:
            return False
        if token.low in self.pack.words["function_words"]:
            return True
        if any(t.slot == "saying" and not self._is_carrier(i) for t in self.sentence.starting.get(i, ())):
            return not (self.pack.inflected and self._is_participle(next(t for t in self.sentence.starting[i] if t.slot == "saying")))
        return False

    def _joins_names(self, i: int, last: int) -> bool:
        """"South Korean and American estimates", "Meduza and Mediazona": and within one speaker."""
        if i == 0 or i + 1 >= last:
            return False
        left = {t.slot for t in self.sentence.terms if t.last == i}
        right = {t.slot for t in self.sentence.starting.get(i + 1, ())}
        named = {"demonym", "country", "voice", "place", "institution"}
        both_capital = self._is_capital(i - 1) and self._is_capital(i + 1)
        return bool(left & named and right & named) or both_capital

    def _speaks(self, first: int, last: int) -> bool:
        """Whether tokens[first:last] can be a speaker: a body, an office, a name, not in an oblique case."""
        if first >= last or (self.pack.inflected and self._is_oblique(last - 1)):
            return False
        if self._is_pronoun(first, last):
            return True
        terms = [t for t in self.sentence.terms if first <= t.first and t.last <= last and t.slot in HEADS]
        if any(t.last == last or not self.pack.inflected for t in terms):
            return True
        if any(t.slot == "demonym" for i in range(first, last) for t in self.sentence.starting.get(i, ())) and not self.pack.inflected:
            return True
        names = sum(self._is_capital(i) for i in range(first, last))
        return names >= 2 or (names == 1 and last - first <= 3 and first > 0) or (not self.pack.inflected and 0 < last - first <= 4 and bool(terms))

    def _cleaned(self, first: int, last: int) -> tuple[int, int] | None:
        """The name without titles, carrier nouns and articles: "Luke Pollard brit védelmi államtitkár" → "Luke Pollard"."""
        while first < last and (self.tokens[first].low in self.pack.words["articles"] or self.tokens[first].kind == "p" or self._is_particle(first)):
            first += 1
        last = self._without_carrier(first, last)
        run = self._name_run(first, last)
        if run is not None:
            return run
        return (first, last) if first < last else None

    def _is_particle(self, i: int) -> bool:
        return self.tokens[i].low in self.pack.words["function_words"]

    def _without_carrier(self, first: int, last: int) -> int:
        """"az ENSZ adatai", "Intel's estimates": the noun that carries the figure falls away where a name remains."""
        carrier = next((t for t in self.sentence.terms if t.slot == "carrier" and t.last == last and t.first > first), None)
        if carrier is None:
            return last
        if self.pack.inflected:
            owned = "owned" in carrier.features
            return carrier.first if owned else last
        before = self.tokens[carrier.first - 1]
        return carrier.first if before.low.endswith(("'s", "s'")) else last

    def _name_run(self, first: int, last: int) -> tuple[int, int] | None:
        """A person's name within the phrase: two or more capitalised words that are no title, country or office."""
        best: tuple[int, int] | None = None
        i = first
        while i < last:
            j = i
            while j < last and (self._is_capital(j) or (self.tokens[j].text == "." and j > i)) and not self._is_office(j):
                j += 1
            while j > i and self.tokens[j - 1].kind == "p":
                j -= 1
            if j - i >= 2 and not self._is_country(i, j) and (best is None or j - i > best[1] - best[0]):
                best = (i, j)
            i = max(j, i + 1)
        if best is None:
            return None
        lowercase_after = all(not self._is_capital(k) for k in range(best[1], last))
        title_only_before = all(self._is_office(k) or self.tokens[k].low in ("of", "the") or not self._is_capital(k) for k in range(first, best[0]))
        office = any(self._is_office(k) for k in range(first, last) if not best[0] <= k < best[1])
        return best if (office and lowercase_after and title_only_before) or best == (first, last) else None

    def _is_office(self, i: int) -> bool:
        starting = self.sentence.starting.get(i, ())
        return any(t.slot in ("role", "demonym", "institution") for t in starting) or any(
            t.slot == "role" and t.first <= i < t.last for t in self.sentence.terms
        )

    def _is_country(self, first: int, last: int) -> bool:
        return any(t.slot in ("country", "demonym") and t.first <= first and t.last >= last for t in self.sentence.terms)

    # -- small questions -------------------------------------------------------------------------------------

    def _segment(self, i: int) -> tuple[int, int]:
        """The bounds of the segment that token i lies in, without its marks."""
        number = self.segments[i]
        begin = i
        while begin > 0 and self.segments[begin - 1] == number:
            begin -= 1
        end = i + 1
        while end < len(self.segments) and self.segments[end] == number:
            end += 1
        while begin < i and self.tokens[begin].kind == "p" and begin not in self.figures:
            begin += 1
        return begin, end

    def _leads(self, begin: int, i: int) -> bool:
        """Whether the verb opens its segment (", közölte X"; "– mondta")."""
        return all(self.tokens[k].kind == "p" or k in self.sentence.claimed for k in range(begin, i))

    def _is_capital(self, i: int) -> bool:
        return self.tokens[i].kind == "w" and self.tokens[i].text[0].isupper()

    def _is_oblique(self, i: int) -> bool:
        """Whether a word stands in a case that no subject takes."""
        features = [t.features for t in self.sentence.terms if t.last == i + 1 and t.slot in (*HEADS, "subject", "person", "demonym")]
        if features:
            return all(f & OBLIQUE and "owned" not in f for f in features)
        low = self.tokens[i].low
        table = self.pack.endings["noun"].table
        ends = (low[-n:] for n in (LONG_ENDING, LONG_ENDING + 1) if len(low) > n + 2)
        return any(table.get(end, NONE) & OBLIQUE and "plural" not in table[end] for end in ends if end in table)

    def _is_participle(self, term: Term) -> bool:
        """"becsült", "közölt" before a noun describe it."""
        nxt = self.tokens[term.last] if term.last < len(self.tokens) else None
        word = self.tokens[term.last - 1].low
        return "participle" in term.features and word.endswith(("ó", "ő", "lt", "tt")) and nxt is not None and nxt.kind == "w" and any(
            t.slot in ("subject", "person", "carrier") for t in self.sentence.starting.get(term.last, ())
        )

    def _is_unsaid(self, term: Term) -> bool:
        """"did not confirm", "nem erősítette meg": nothing is said."""
        return any(t.slot == "saying" and t.key == "unconfirmed" and t.first <= term.first < t.last for t in self.sentence.terms)

    def _is_carrier(self, i: int) -> bool:
        """"the report said": a word that is both a verb and a noun is the noun where a verb of saying follows or an article precedes."""
        if not any(t.slot == "carrier" for t in self.sentence.starting.get(i, ())):
            return False
        following = self.sentence.starting.get(i + 1, ())
        before = self.tokens[i - 1] if i else None
        noun_before = before is not None and (before.low in self.pack.words["articles"] or before.low.endswith("'s") or any(
            t.last == i and t.slot in ("demonym", "country", "carrier", "media") for t in self.sentence.terms
        ))
        return noun_before or any(t.slot == "saying" for t in following)

    def _is_pronoun(self, first: int, last: int) -> bool:
        words = " ".join(token.low for token in self.tokens[first:last])
        pronouns = self.pack.data["speakers"]["pronouns"]
        return words in pronouns

    def _has_pronoun(self, begin: int, last: int) -> bool:
        return any(token.low in ("he", "she", "they") for token in self.tokens[begin:last])

    def _estimates(self, first: int, last: int) -> bool:
        """Whether the carrier noun is an estimate or intelligence ("becslések szerint", "értesülései szerint")."""
        words = self.pack.data["estimating_carriers"]
        return any(token.low.startswith(word) for token in self.tokens[first:last] for word in words)

    def _only_carriers(self, first: int, last: int) -> bool:
        """"Becslések szerint", "a jelentések szerint": nobody is named."""
        content = [i for i in range(first, last) if self.tokens[i].kind == "w" and self.tokens[i].low not in self.pack.words["articles"]]
        return all(any(t.slot == "carrier" for t in self.sentence.starting.get(i, ())) or self._is_particle(i) for i in content)


AUXILIARIES = frozenset({
    "had", "has", "have", "was", "were", "is", "are", "also", "now", "then", "still", "only", "first", "later", "once", "just", "already", "will", "would",
    "did", "never", "himself", "itself", "even", "since", "so", "far", "been", "more", "recently",
})  # fmt: skip
LINKS = frozenset({"of", "for", "'s"})
