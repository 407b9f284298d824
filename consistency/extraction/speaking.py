"""Speaking: the attributions of an article's sentences, one after the other → who speaks in each, by name and origin.

A pronoun or a dropped subject is the last who spoke; inside a quotation that an earlier sentence opened, that speaker
still speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.backlog import Latest
from consistency.extraction.origins import Origin, OriginReader
from consistency.extraction.quotations import Quotations
from consistency.languages.grammar import EVIDENCE
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.attributions import Attribution
    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.model import Article

ENDING_LENGTHS = (4, 3, 2)  # letters of a case ending on a name, the longest first
SPOKEN = 3  # words from which a quotation is something said
SHORTEST_NAME = 4  # letters that a case ending leaves of a name


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks: the name as written, and its origin."""

    source: str
    origin: Origin


OPENING = 2  # paragraphs, the headline with them, in which an article says whom it relays


class Voices:
    """Who speaks in one article, carried over from sentence to sentence. via: the agency that the article relays."""

    def __init__(self, article: Article, look_back: Callable[[Callable[[], int]], None]) -> None:
        self.text = article.text
        self._look_back = look_back
        self.origins = OriginReader(article)
        self.via: str | None = None
        self._last: Latest[Speaking | None] = Latest(None)
        self._by_attribution: dict[int, Speaking | None] = {}
        self._quotes = Quotations(article.text)
        self._waiting: list[tuple[Draft, int]] = []  # drafts in a quotation, and where it ends

    @property
    def waits(self) -> bool:
        """Whether it may be told behind the current sentence who said what it quotes."""
        return bool(self._waiting)

    def enter(self, sentence: Sentence, attributions: list[Attribution], opening: Attribution | None = None) -> None:
        """Resolve the attributions of the next sentence, in order, and mark those that hand on others' figures.

        opening: the person with whom the sentence opens, who is meant by a pronoun behind it.
        """
        self._by_attribution = {}
        if opening is not None and all(a.who is None for a in attributions):
            self._last.tell(sentence.start, self._speaker(sentence, opening))
        for attribution in attributions:
            speaking = self._speaker(sentence, attribution)
            self._by_attribution[id(attribution)] = speaking
            self._last.tell(sentence.start, speaking)
            if speaking is not None:
                attribution.relay = speaking.origin.relay is not None
                self._tell_waiting(sentence.tokens[attribution.first].start, speaking)

    def pass_by(self, sentence: Sentence, attributions: list[Attribution], opening: Attribution | None) -> None:
        """Take note of who speaks in a sentence without a figure that was passed over before."""
        if opening is not None and not attributions:
            self._last.tell(sentence.start, self._speaker(sentence, opening))
        for attribution in attributions:
            if attribution.who is not None:
                speaking = self._speaker(sentence, attribution)
                self._last.tell(sentence.start, speaking)
                if speaking is not None:
                    self._tell_waiting(sentence.tokens[attribution.first].start, speaking)

    def _tell_waiting(self, first: int, speaking: Speaking) -> None:
        """Give what was quoted to who is named right behind the quotation."""
        for draft, end in self._waiting:
            if self._quotes.is_closed_by(end, first):
                draft.source, draft.origin = speaking.source, speaking.origin
        self._waiting = [(draft, end) for draft, end in self._waiting if end >= first]

    def _speaker(self, sentence: Sentence, attribution: Attribution) -> Speaking | None:
        if attribution.impersonal:
            return None
        if attribution.who is None:
            self._look_back(lambda: self._last.at)
            return self._last.value
        origin = self.origins.of(sentence, attribution.who)
        if origin.relay:
            self.via = self.via or (origin.relay if sentence.paragraph <= OPENING else None)
        return Speaking(named(sentence, *attribution.who), origin)

    def give(self, draft: Draft, attribution: Attribution | None) -> None:
        """Write into a draft who says it: the speaker of its attribution, else of the quotation it stands in."""
        speaking = None
        if attribution is not None:
            speaking = self._by_attribution.get(id(attribution))
        else:
            quotation = self._quotes.around(draft.start)
            if quotation is not None and self._is_speech(quotation):
                self._look_back(lambda: self._last.at)
                speaking = self._last.value
                if quotation[1] >= draft.sentence.end - 1:
                    self._waiting.append((draft, quotation[1]))
        if speaking is not None:
            draft.source, draft.origin = speaking.source, speaking.origin

    def _is_speech(self, quotation: tuple[int, int]) -> bool:
        """Whether a quotation is no mere word or name in marks."""
        return len(self.text[slice(*quotation)].split()) >= SPOKEN

    def own(self) -> Origin:
        """Who speaks where nobody is named."""
        return self.origins.own_voice(self.via)


def named(sentence: Sentence, first: int, last: int) -> str:
    """A speaker's name as written, without the ending that the sentence puts on it."""
    text = sentence.words(first, last)
    if not sentence.pack.inflected:
        ending = next((e for e in sentence.pack.words["name_endings"] if text.endswith(e)), "")
        return text.removesuffix(ending)
    low = sentence.tokens[last - 1].low
    table = sentence.pack.endings["noun"].table
    for n in ENDING_LENGTHS:
        features = table.get(low[-n:], NONE) if len(low) >= n + SHORTEST_NAME else NONE
        known = any(t.last == last and t.features & EVIDENCE for t in sentence.terms)
        if features & EVIDENCE and "plural" not in features and "owned" not in features and (n > 2 or known):
            return text[:-n]
    return text
