"""Lexicon: words and phrases with their endings → the terms that stand in a row of tokens.

A term is known by its stem. An agglutinated word is a stem and a chain of endings ("katona" + "k" + "at");
a chain is composed once, at loading, from the language's groups of endings, and looked up whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.languages.tokens import LONGEST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consistency.languages.tokens import Token

Features = frozenset[str]
NONE: Features = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the pack: what it means (slot, key) and how it may end (class of endings)."""

    words: tuple[str, ...]
    slot: str
    key: str
    endings: str = ""
    capital: bool = False
    short: bool = False
    particle: str = ""


@dataclass(slots=True, eq=False)
class Term:
    """An entry met in text: tokens[first:last], with the features that its ending carries.

    short: the word means this only in an article that names it in full elsewhere ("északi" for North Korean).
    """

    slot: str
    key: str
    first: int
    last: int
    features: Features
    short: bool = False


class Endings:
    """The endings of one class of words, composed from chains of groups."""

    def __init__(
        self,
        chains: Sequence[Sequence[str]],
        groups: Mapping[str, Mapping[str, Sequence[str]]],
        lengthening: Mapping[str, str],
        assimilating: Mapping[str, Sequence[str]],
        vowels: Sequence[str],
        digraphs: Sequence[str] = (),
    ) -> None:
        self._lengthening = dict(lengthening)
        self._vowels = frozenset(vowels)
        self._digraphs = frozenset(digraphs)
        self._assimilating = {form: name for name, forms in assimilating.items() for form in forms}
        self.table: dict[str, Features] = {"": NONE}
        for chain in chains:
            forms: dict[str, Features] = {"": NONE}
            for group in chain:
                forms.update(self._continued(forms, groups[group]))
            for form, features in forms.items():
                self.table[form] = self.table.get(form, NONE) | features

    def _continued(self, forms: Mapping[str, Features], group: Mapping[str, Sequence[str]]) -> dict[str, Features]:
        longer: dict[str, Features] = {}
        for stem, features in forms.items():
            for name, endings in group.items():
                for ending in endings:
                    form = self.lengthened(stem) + ending
                    longer[form] = longer.get(form, NONE) | features | {name}
                if stem and name in self._assimilating.values():
                    for form, assimilated in self._assimilating.items():
                        if assimilated == name and stem[-1] not in self._vowels:
                            longer.setdefault(stem + stem[-1] + form, features | {name})
        return longer

    def lengthened(self, stem: str) -> str:
        """The stem as it stands before an ending: a final short vowel may lengthen (katona → katoná-)."""
        return stem[:-1] + self._lengthening.get(stem[-1], stem[-1]) if stem else stem

    def doubled(self, stem: str) -> str:
        """The stem as it stands before an ending that takes on its last sound, written in two letters: "hiánny-al"."""
        return stem[:-1] + stem[-2:] if stem[-2:] in self._digraphs else stem

    def hyphenated(self) -> Endings:
        """The same endings behind a hyphen, as symbols take them: "km-re", "MW-os"."""
        behind = Endings([], {}, {}, {}, ())
        behind.table.update({f"-{form}": features for form, features in self.table.items() if form})
        for form, name in self._assimilating.items():  # "cm-rel", as it is spoken
            behind.table.update({f"-{letter}{form}": frozenset({name}) for letter in CONSONANTS})
        return behind

    def of(self, stem: str, rest: str) -> Features | None:
        """The features of `rest` after `stem`, or None where it is no ending of it."""
        if len(rest) == 1 and rest == stem[-1:] and rest not in self._vowels:
            return None  # "esett" fell, and is no "eset" in the accusative
        features = self.table.get(rest) if len(stem) > 1 or not rest or rest[0] == "-" else None
        if features is None and rest and rest[0] == "-" and rest not in self.table and len(rest) > 1:
            return self.table.get(rest[1:])  # "acre-t"
        if features is None and stem[-3:-2] == stem[-2:-1] and stem[-2:] in self._digraphs:
            return frozenset({self._assimilating[rest]}) if rest in self._assimilating else None  # "hiánny" + "al"
        if features is None and stem[-2:-1] == stem[-1:] and rest in self._assimilating:
            return frozenset({self._assimilating[rest]})  # "watt" + "al"
        if features is None and rest and stem and rest[0] == stem[-1]:
            name = self._assimilating.get(rest[1:])
            return frozenset({name}) if name else None
        return features


class Lexicon:
    """All entries of a language, found by the first word of each."""

    def __init__(self, endings: Mapping[str, Endings], clause_particles: bool = False) -> None:
        """clause_particles: the particle of a two-part verb closes the clause ("teilte die Polizei mit")."""
        self._clause_particles = clause_particles
        self._endings = {"": Endings([], {}, {}, {}, ()), **endings}
        self._single: dict[str, list[Entry]] = {}
        self._phrases: dict[str, list[tuple[str, Entry]]] = {}  # with two letters of the second word, if it is longer
        self._read: dict[str, tuple[tuple[Entry, Features], ...]] = {}
        self._near: dict[str, str] = {}
        self._compounds: dict[str, tuple[Entry, Features] | None] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if len(entry.words) == 1:
                stem = entry.words[0]
                endings = self._endings[entry.endings]
                for form in {stem, endings.lengthened(stem), endings.doubled(stem)}:
                    known = self._single.setdefault(form, [])
                    if entry not in known:
                        known.append(entry)
            elif entry.words:
                second = entry.words[1] if len(entry.words[1]) > 2 else ""
                self._phrases.setdefault(entry.words[0], []).append((second[:2], entry))

    def extended(self, entries: Iterable[Entry]) -> Lexicon:
        """Another lexicon that holds these entries as well; this one stays as it is."""
        other = Lexicon({name: endings for name, endings in self._endings.items() if name}, self._clause_particles)
        other._single = {form: [*known] for form, known in self._single.items()}
        other._phrases = {first: [*known] for first, known in self._phrases.items()}
        other._near = self._near
        other.add(entries)
        return other

    def add_near(self, names: Iterable[str]) -> None:
        """Names that are also known with one letter wrong; only long ones, for short ones lie too close together."""
        for name in names:
            for form in _without_one(name):
                self._near.setdefault(form, name)

    def read(self, word: str) -> tuple[tuple[Entry, Features], ...]:
        """Every single-word entry that `word` (folded) may be, with the features of its ending, longest stem first."""
        if len(word) > LONGEST_WORD:
            return ()
        known = self._read.get(word)
        if known is None:
            known = self._read[word] = tuple(self._readings(word)) or tuple(self._near_readings(word))
        return known

    def _readings(self, word: str) -> Iterable[tuple[Entry, Features]]:
        counted = any(entry.words[0] == word and entry.slot == "subject" for entry in self._single.get(word, ()))
        for cut in range(len(word), 0, -1):
            for entry in self._single.get(word[:cut], ()):
                if cut == len(word) and entry.words[0] != word:
                    continue  # a lengthened stem wants an ending
                features = self._endings[entry.endings].of(word[:cut], word[cut:])
                if features is not None and not (counted and cut < len(word) and entry.slot in MEASURES):
                    yield entry, features  # "vonat" is a train, and no won in the accusative

    def _near_readings(self, word: str) -> Iterable[tuple[Entry, Features]]:
        if not self._near or len(word) < NEAR_LENGTH - 1:
            return
        for cut in range(len(word), max(NEAR_LENGTH - 2, len(word) - 6), -1):
            stem, rest = word[:cut], word[cut:]
            for form in (stem, *_without_one(stem)):
                name = self._near.get(form)
                if name is None or not _one_apart(name, stem):
                    continue
                for entry in self._single.get(name, ()):
                    features = self._endings[entry.endings].of(stem, rest)
                    if features is not None:
                        yield entry, features
                return

    def compound(self, word: str) -> tuple[Entry, Features] | None:
        """The noun that ends an unknown compound: "kormánykatonát" is a soldier, in the accusative."""
        if word not in self._compounds:
            cuts = range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1) if len(word) <= LONGEST_WORD else ()
            found = (pair for cut in cuts for pair in self._readings(word[cut:]) if _is_head(pair[0]))
            self._compounds[word] = next(found, None)
        return self._compounds[word]

    def words_of(self, slot: str) -> list[str]:
        """The single words of a slot, folded, without endings."""
        return sorted({entry.words[0] for entries in self._single.values() for entry in entries if entry.slot == slot})

    def at(self, tokens: Sequence[Token], i: int) -> list[Term]:
        """The terms that begin at token i."""
        token = tokens[i]
        found: list[Term] = []
        for entry, features in self.read(token.low):
            if entry.capital and not token.text[:1].isupper() and "adjective" not in features:
                continue
            if not entry.particle:
                found.append(Term(entry.slot, entry.key, i, i + 1, features, entry.short))
            elif i + 1 < len(tokens) and tokens[i + 1].low == entry.particle:
                found.append(Term(entry.slot, entry.key, i, i + 2, features))
            elif self._clause_particles and _closing_word(tokens, i) == entry.particle:
                found.append(Term(entry.slot, entry.key, i, i + 1, features))
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        for second, entry in self._phrases.get(token.low, ()):
            if not following.startswith(second):
                continue
            ending = self._phrase_features(entry, tokens, i)
            if ending is None or (entry.capital and not token.text[:1].isupper()):
                continue
            last = i + len(entry.words)
            sign = entry.slot == "currency" and not entry.words[-1].isalpha()
            if sign and (tokens[last - 1].spaced or not token.text.isupper()):
                continue  # "A$" is written as one, "a $" is not
            found.append(Term(entry.slot, entry.key, i, last, ending, entry.short))
        return found

    def _phrase_features(self, entry: Entry, tokens: Sequence[Token], i: int) -> Features | None:
        words = entry.words
        last = i + len(words) - 1
        if last >= len(tokens):
            return None
        for j in range(1, len(words) - 1):
            if tokens[i + j].low != words[j]:
                return None
        word, stem = tokens[last].low, words[-1]
        endings = self._endings[entry.endings]
        for form in {stem, endings.lengthened(stem), endings.doubled(stem)}:
            if word == stem or (word.startswith(form) and word != form):
                features = endings.of(form if word != stem else stem, word[len(form) :])
                if features is not None:
                    return features
        return None

    def terms(self, tokens: Sequence[Token]) -> list[Term]:
        """All terms of a row of tokens, in order; of two in one slot where one lies within the other, the longer."""
        found: list[Term] = []
        for i, token in enumerate(tokens):
            if token.kind != "n" and (token.low in self._phrases or self.read(token.low)):
                found += self.at(tokens, i)
        found.sort(key=lambda term: (term.first, -term.last))
        kept: list[Term] = []
        reach: dict[str, tuple[int, int]] = {}
        for term in found:
            first, last = reach.get(term.slot, (-1, -1))
            if term.last > last or (term.first, term.last) == (first, last):
                kept.append(term)
                reach[term.slot] = (term.first, term.last)
        return kept


CONSONANTS = "bcdfghjklmnprstvwxyz"
MEASURES = frozenset({"unit", "currency"})  # which a word is not that wholly names a subject
LONGEST_CLAUSE = 40  # tokens between a verb and its particle
SHORTEST_PART = 3  # letters before the noun that ends a compound
SHORTEST_HEAD = 5  # letters of that noun
NEAR_LENGTH = 8  # letters; shorter names lie within one letter of each other (szlovén, szlovák)


def _closing_word(tokens: Sequence[Token], i: int) -> str:
    """The last word of the clause in which token i stands: what a mark or "und" follows."""
    last = i + 1
    while last < len(tokens) and tokens[last].kind != "p" and last - i < LONGEST_CLAUSE:
        last += 1
    return tokens[last - 1].low


def _is_head(entry: Entry) -> bool:
    """Whether an entry can end a compound."""
    return entry.slot in ("subject", "person") and len(entry.words[0]) >= SHORTEST_HEAD


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour turns a into b."""
    if a == b or abs(len(a) - len(b)) > 1:
        return a == b
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = a[i + 1 : i + 2] + a[i : i + 1] == b[i : i + 2] and a[i + 2 :] == b[i + 2 :]
        return a[i + 1 :] == b[i + 1 :] or swapped
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]
