"""Origins: a speaker's name as the text has it → one spelling for it across articles and languages, and whom it answers
to.

A known person, body or outlet has its own entry in the vocabulary. A country and an institution make one ("South
Korea's military", "a dél-koreai vezérkar"), a country or its capital alone stands for its government, two countries are
two origins. An institution without a country is the one that the article named before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from consistency.vocabulary import Speaker, country_of_place, institution, speakers

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages import Pack
    from consistency.languages.lexicon import Term
    from consistency.model import Article

OFFICE_REACH = 4  # tokens between a name and the office beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who stands behind a figure (names) and whom they answer to (parties). relay: it hands on others' figures."""

    names: tuple[str, ...]
    parties: tuple[str, ...]
    relay: str | None = None


@dataclass(slots=True)
class OriginReader:
    """Resolves the speakers of one article; remembers institutions and full names named before."""

    article: Article
    _institutions: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _offices: dict[str, Origin] = field(default_factory=dict)

    def of(self, sentence: Sentence, who: tuple[int, int]) -> Origin:
        """The origin that tokens who[0]:who[1] of a sentence name."""
        terms = [t for t in sentence.terms if who[0] <= t.first and t.last <= who[1]]
        voice = next((t for t in terms if t.slot == "voice"), None)
        if voice is not None and not self._is_only_described(sentence.pack, terms, voice, who):
            speaker = _speaker(sentence.pack, voice.key)
            origin = Origin(
                names=(speaker.name,),
                parties=(speaker.party or speaker.name,),
                relay=speaker.name if speaker.relays else None,
            )
            self._remember(sentence, who, origin)
            return origin
        countries = self._countries(terms)
        if any(t.slot in ("media", "private") for t in terms) and not any(t.slot == "institution" for t in terms):
            return self._unknown(spelt(sentence, who), [])
        institutions = sorted({t.key for t in terms if t.slot == "institution"}, key=len)
        if institutions:
            return self._institution(institutions[-1], countries, sentence, who)
        if countries and not self._is_person(sentence, who, terms):
            names = tuple(country_name(code) for code in countries)
            return Origin(names=names, parties=tuple(countries))
        return self._office(who, terms) or self._named(sentence, who, countries)

    def _office(self, who: tuple[int, int], terms: list[Term]) -> Origin | None:
        """An office alone is whoever was named with it before: "the governor said"."""
        roles = [t.key for t in terms if t.slot == "role" and t.last == who[1]]
        bare = all(any(t.first <= i < t.last for t in terms if t.slot in ("role", "speaker")) for i in range(*who))
        return self._offices.get(roles[-1]) if roles and bare else None

    def _named(self, sentence: Sentence, who: tuple[int, int], countries: list[str]) -> Origin:
        origin = self._unknown(spelt(sentence, who), countries)
        self._remember(sentence, who, origin)
        return origin

    def _remember(self, sentence: Sentence, who: tuple[int, int], origin: Origin) -> None:
        """Keep the offices that stand beside a name: "Alexei Smirnov, the acting governor"."""
        for term in sentence.of("role"):
            near = -OFFICE_REACH <= term.first - who[1] <= OFFICE_REACH or 0 <= who[0] - term.last <= OFFICE_REACH
            if near:
                self._offices[term.key] = origin

    def own_voice(self, via: str | None) -> Origin:
        """The article's own voice counts as what it relays, else as its outlet."""
        name = via or self.article.outlet or self.article.document
        speaker = speakers().get(name)
        return Origin(names=(name,), parties=(speaker.party if speaker and speaker.party else name,))

    def _is_only_described(self, pack: Pack, terms: list[Term], voice: Term, who: tuple[int, int]) -> bool:
        """Whether a voice only describes another's: "Oroszország ENSZ-nagykövete" is Russia's, not the UN's."""
        if _speaker(pack, voice.key).relays:
            return False  # "China's Xinhua news agency"
        return any(t.slot == "country" for t in terms) and voice.last < who[1] and voice.first > who[0]

    def _countries(self, terms: list[Term]) -> list[str]:
        found: list[str] = []
        for term in terms:
            code = term.key if term.slot in ("country", "demonym") else ""
            if term.slot == "place":
                code = country_of_place(term.key)
            if code and code not in found:
                found.append(code)
        return found

    def _institution(self, kind: str, countries: list[str], sentence: Sentence, who: tuple[int, int]) -> Origin:
        country = countries[0] if countries else self._institutions.get(kind)
        if country is None:
            return self._unknown(spelt(sentence, who), [])
        self._institutions[kind] = country
        name = institution(country, kind) or f"{country_name(country)}'s {kind}"
        return Origin(names=(name,), parties=(country,))

    def _is_person(self, sentence: Sentence, who: tuple[int, int], terms: list[Term]) -> bool:
        """A capitalised name that is neither country nor place: it speaks for itself, or for the country beside it."""
        for i in range(*who):
            token = sentence.tokens[i]
            known = any(t.first <= i < t.last for t in terms)
            if token.kind == "w" and token.text[0].isupper() and not known and i > 0:
                return True
        return False

    def _unknown(self, words: str, countries: list[str]) -> Origin:
        """A name that no vocabulary holds: the fuller form named before, else as written."""
        last = words.split()[-1] if words.split() else words
        full = self._names.get(last, words)
        if len(words.split()) > 1 and words[0].isupper():
            self._names[last] = words
        return Origin(names=(full,), parties=(countries[0] if countries else full,))


def spelt(sentence: Sentence, who: tuple[int, int]) -> str:
    """A speaker's words; of an office that has no other name, the English one: "hatóságok" → "authorities"."""
    words = sentence.words(*who)
    offices: dict[str, list[str]] = sentence.pack.data["offices"]
    return next((name for name, spellings in offices.items() if words.casefold() in spellings), words)


def _speaker(pack: Pack, name: str) -> Speaker:
    """The speaker of that one spelling, a user's before ours."""
    return pack.speakers.get(name) or _by_name()[name]


@cache
def _by_name() -> dict[str, Speaker]:
    return {speaker.name: speaker for speaker in speakers().values()}


@cache
def country_name(code: str) -> str:
    """The English name of a country."""
    from babel import Locale

    return str(Locale.parse("en").territories.get(code, code))
