"""Speaking: the attributions of an article's sentences, one after the other → who speaks in each, by name and origin.

A pronoun or a dropped subject is the last who spoke; inside a quotation that an earlier sentence opened, that speaker
still speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.extraction.backlog import Latest
from consistency.extraction.origins import Origin, OriginReader
from consistency.languages.grammar import EVIDENCE
from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.attributions import Attribution
    from consistency.extraction.drafts import Draft
    from consistency.extraction.sentences import Sentence
    from consistency.model import Article

ENDING_LENGTHS = (4, 3, 2)  # letters of a case ending on a name, the longest first
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

    def enter(self, sentence: Sentence, attributions: list[Attribution]) -> None:
        """Resolve the attributions of the next sentence, in order, and mark those that hand on others' figures."""
        self._by_attribution = {}
        for attribution in attributions:
            speaking = self._speaker(sentence, attribution)
            self._by_attribution[id(attribution)] = speaking
            self._last.tell(sentence.start, speaking)
            if speaking is not None:
                attribution.relay = speaking.origin.relay is not None

    def pass_by(self, sentence: Sentence, attributions: list[Attribution]) -> None:
        """Take note of who speaks in a sentence without a figure that was passed over before."""
        for attribution in attributions:
            if attribution.who is not None:
                self._last.tell(sentence.start, self._speaker(sentence, attribution))

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
        elif self._quotes.is_open(draft.sentence.start):
            self._look_back(lambda: self._last.at)
            speaking = self._last.value
        if speaking is not None:
            draft.source, draft.origin = speaking.source, speaking.origin

    def own(self) -> Origin:
        """Who speaks where nobody is named."""
        return self.origins.own_voice(self.via)


class Quotations:
    """Whether a quotation is open at a place of a text. Asked in order, it looks at every character once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._straight = 0

    def is_open(self, start: int) -> bool:
        """Whether a quotation of the same paragraph is open at offset `start`."""
        line = self._text.rfind("\n", self._at if start > self._at else 0, start) + 1
        if line > self._at or start < self._at:
            self._at, self._depth, self._straight = line, 0, 0
        passed = self._text[self._at : start]
        self._depth += passed.count("„") + passed.count("“") - passed.count("”")
        self._straight += passed.count('"')
        self._at = start
        return self._depth > 0 or self._straight % 2 == 1


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
