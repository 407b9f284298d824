"""Sentences: an article's sections → paragraphs → sentences, each with its tokens and terms.

Newlines split first: a line is a paragraph, but for a line that was only wrapped. Within one, a sentence ends at a full
stop, question or exclamation mark that is followed by a capital, a digit or an opening quotation mark, unless the word
before it is a known abbreviation or an initial, or the mark stands inside a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from consistency.extraction.openings import may_open_figure
from consistency.extraction.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.languages import Pack
    from consistency.languages.lexicon import Term
    from consistency.languages.tokens import Token
    from consistency.model import Article

WRAPPED = 60  # a line at least this long that ends in no mark was broken by an editor's margin
LONGEST = 1000  # characters; a longer stretch without an end is no sentence, and is read a clause at a time
LONGEST_DATE = 16  # characters of a day and a month
WOVEN = 6  # words; a longer quotation is a statement of its own
_CLAUSES = (", ", "; ", ": ", " – ", " — ", ") ")
_LINE = regex.compile(r"[^\n]+")
_BULLET = regex.compile(r"\s*(?:[-*•>#]+|\d+[.)])\s")
_END = regex.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s++[\"'„“‘«(\[–—*_]*+[\p{Lu}\p{N}])")
_CLOSED = regex.compile(r"[.!?…:;\"”»)\]*]\s*$")


@dataclass(eq=False)
class Sentence:
    """article.text[start:end]; paragraph counts from 0 and tells which sentences stand together."""

    text: str
    start: int
    end: int
    pack: Pack
    in_title: bool
    paragraph: int
    claimed: set[int] = field(default_factory=set)
    speaking: set[int] = field(default_factory=set)  # tokens that name speakers
    setting: Setting | None = None  # of the article, told by its own words where None

    @cached_property
    def tokens(self) -> list[Token]:
        return self.pack.tokeniser.tokens(self.text, self.start, self.end)

    @cached_property
    def terms(self) -> list[Term]:
        self.setting = self.setting or Setting(self.text, self.pack)
        return self.setting.settled(self.pack.lexicon.terms(self.tokens), self.tokens)

    @cached_property
    def lows(self) -> frozenset[str]:
        """Every word of the sentence, folded."""
        return frozenset(token.low for token in self.tokens)

    @cached_property
    def openers(self) -> list[int]:
        """The tokens with which a figure may begin, in order."""
        code = self.pack.code
        return [
            i for i, t in enumerate(self.tokens) if t.kind == "n" or (t.kind == "w" and may_open_figure(code, t.low))
        ]

    @cached_property
    def starting(self) -> dict[int, list[Term]]:
        """The terms by their first token."""
        found: dict[int, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.first, []).append(term)
        return found

    @cached_property
    def ending(self) -> dict[int, list[Term]]:
        """The terms by the token after their last."""
        found: dict[int, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.last, []).append(term)
        return found

    @cached_property
    def _by_slot(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.slot, []).append(term)
        return found

    def low(self, i: int) -> str:
        """The folded word at token i, or nothing outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def ends(self, i: int, *slots: str) -> list[Term]:
        """The terms of some slots that end before token i."""
        return [term for term in self.ending.get(i, ()) if term.slot in slots]

    def slots(self, i: int) -> set[str]:
        """The slots of the terms that begin at token i."""
        return {term.slot for term in self.starting.get(i, ())}

    def at(self, i: int, slot: str) -> Term | None:
        """The term of a slot that begins at token i, the longest one."""
        return next((term for term in self.starting.get(i, ()) if term.slot == slot), None)

    def of(self, *slots: str) -> list[Term]:
        """The terms of some slots, in order."""
        if len(slots) == 1:
            return self._by_slot.get(slots[0], [])
        return [term for term in self.terms if term.slot in slots]

    @cached_property
    def segments(self) -> list[int]:
        """For each token the number of its segment: a stretch between commas, dashes, brackets and the like."""
        numbers: list[int] = []
        segment = last = 0
        outer: list[int] = []  # what goes on behind a bracket
        woven = self._woven_quotes()
        for i, token in enumerate(self.tokens):
            if token.kind == "p" and token.text in ',;:()[]–—„“”"«»…' and i not in woven and not self._joins(i):
                if token.text in ")]" and outer:
                    segment = outer.pop()
                else:
                    if token.text in "([":
                        outer.append(segment)
                    segment = last = last + 1
            numbers.append(segment)
        return numbers

    def _woven_quotes(self) -> set[int]:
        """The marks of a figure quoted within a clause: lost "more than 76,000" killed."""
        marks = [i for i, token in enumerate(self.tokens) if token.kind == "p" and token.text in '„“”"«»']
        woven: set[int] = set()
        for first, last in zip(marks[::2], marks[1::2], strict=False):
            inside = [token.kind for token in self.tokens[first + 1 : last]]
            before = self.tokens[first - 1].kind if first else "p"
            behind = self.tokens[last + 1].kind if last + 1 < len(self.tokens) else "p"
            if (before, behind) == ("w", "w") and len(inside) <= WOVEN and "n" in inside and "p" not in inside:
                woven |= {first, last}
        return woven

    def _joins(self, i: int) -> bool:
        """A dash between two figures, and the comma of "több, mint", do not part segments."""
        tokens = self.tokens
        if i == 0 or i + 1 >= len(tokens):
            return False
        if tokens[i].text in "–—":
            return not tokens[i].spaced and not tokens[i + 1].spaced
        return tokens[i].text == "," and tokens[i + 1].low in self.pack.words["than"]

    def words(self, first: int, last: int) -> str:
        """The text of tokens[first:last]."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def paragraphs(article: Article) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs of an article: start, end, and whether it belongs to headline or deck."""
    for section in article.sections:
        start = end = -1
        for match in _LINE.finditer(article.text, section.start, section.end):
            if not match.group().strip():
                continue
            if start >= 0 and _continues(article.text, start, end, match.start()):
                end = match.end()
                continue
            if start >= 0:
                yield start, end, section.role != "body"
            start, end = match.start(), match.end()
        if start >= 0:
            yield start, end, section.role != "body"


def _continues(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line at `following` goes on with the paragraph text[start:end], as wrapped lines do."""
    if text.count("\n", end, following) > 1 or _BULLET.match(text, following):
        return False
    line = text[max(start, text.rfind("\n", start, end) + 1) : end].rstrip()
    if _CLOSED.search(line) and len(line) < WRAPPED:
        return False
    return (len(line) >= WRAPPED and len(line) <= 2 * WRAPPED) or text[following].islower()


def sentences(
    article: Article,
    start: int,
    end: int,
    pack: Pack,
    in_title: bool,
    paragraph: int,
    setting: Setting | None = None,
) -> Iterator[Sentence]:
    """The sentences of one paragraph."""
    for first, stop in _bounds(article.text, start, end, pack):
        begin = first
        while stop - begin > LONGEST:
            cut = _cut(article.text, begin)
            yield Sentence(article.text, begin, cut, pack, in_title, paragraph, setting=setting)
            begin = _past_space(article.text, cut, stop)
        if begin < stop:
            yield Sentence(article.text, begin, stop, pack, in_title, paragraph, setting=setting)


def _bounds(text: str, start: int, end: int, pack: Pack) -> Iterator[tuple[int, int]]:
    """Where the sentences of text[start:end] begin and end."""
    begin = start
    for match in _END.finditer(text, start, end):
        if not _ends(text, begin, match.start(), pack):
            continue
        yield begin, match.end()
        begin = _past_space(text, match.end(), end)
    if begin < end:
        yield begin, end


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _cut(text: str, begin: int) -> int:
    """Where to part an endless sentence: behind the last clause mark or space that keeps it within LONGEST."""
    end = begin + LONGEST
    last = max(text.rfind(mark, begin, end) for mark in _CLAUSES)
    last = last if last > begin else text.rfind(" ", begin, end)
    return last + 1 if last > begin else end


def _is_ordinal(text: str, begin: int, start: int, pack: Pack) -> bool:
    """Whether digits with a full stop are an ordinal before a noun, by what stands before them: "am 12. März"."""
    before, behind = text[begin:start].split(), text[start : start + LONGEST_DATE].split()
    if len(behind) > 1 and any(entry.slot == "month" for entry, _ in pack.lexicon.read(behind[1].casefold())):
        return True
    last = before[-1].casefold() if before else ""
    return last in pack.words["articles"] or last in pack.words["before_ordinals"]


def _ends(text: str, begin: int, dot: int, pack: Pack) -> bool:
    """Whether the mark at `dot` ends a sentence rather than an abbreviation, an initial or an ordinal."""
    if text[dot] != ".":
        return True
    word_start = dot
    while word_start > begin and not text[word_start - 1].isspace() and text[word_start - 1] not in '([„“"–':
        word_start -= 1
    word = text[word_start:dot]
    if not word:
        return True
    if word.isdigit() and pack.capital_nouns and "." in pack.words["ordinal_signs"]:
        return not _is_ordinal(text, begin, word_start, pack)
    return not (
        word.casefold() + "." in pack.words["abbreviations"] or (len(word) == 1 and word.isalpha() and word.isupper())
    )
