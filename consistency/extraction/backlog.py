"""Backlog: the sentences of an article without a figure → what they spoke of, read only when a later one looks back.

Most sentences of news tell no number. They matter only where a figure leaves out what they named (who speaks, what is
counted, where), so they are put by and read at the first such question. Only the paragraph of the figure and the two
before it are looked back on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from consistency.extraction.sentences import Sentence

T = TypeVar("T")

PARAGRAPHS_BACK = 2  # beside the figure's own


@dataclass(slots=True)
class Latest(Generic[T]):
    """What was last told of something, and at which offset; what stands earlier but is read later changes nothing."""

    value: T
    at: int = -1

    def tell(self, at: int, value: T | None) -> None:
        if value is not None and at >= self.at:
            self.value, self.at = value, at


class Passage:
    """Sentences put by together, from offset `start` on: made when they are first asked for, and once."""

    def __init__(self, start: int, paragraph: int, make: Callable[[], Iterable[Sentence]]) -> None:
        self.start = start
        self.paragraph = paragraph
        self._make = make
        self._made: tuple[Sentence, ...] | None = None

    def sentences(self) -> tuple[Sentence, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made


class Backlog:
    """The passages put by in one article, for one who asks of them. tell: what takes each sentence."""

    def __init__(self, tell: Callable[[Sentence], None]) -> None:
        self._tell = tell
        self._waiting: list[Passage] = []

    def put_by(self, passage: Passage) -> None:
        """Keep a passage for later."""
        self._waiting.append(passage)

    def read_back(self, first: int, since: Callable[[], int]) -> None:
        """Read what waits, the latest passage first, back to paragraph `first` or to what is known since an offset."""
        while self._waiting and self._waiting[-1].paragraph >= first and self._waiting[-1].start > since():
            for sentence in self._waiting.pop().sentences():
                self._tell(sentence)

    def read(self, last: int, wanted: Callable[[Sentence], bool]) -> None:
        """Read the wanted sentences of what waits of the paragraphs up to `last`; the rest is dropped."""
        for passage in self._waiting:
            if passage.paragraph <= last:
                for sentence in filter(wanted, passage.sentences()):
                    self._tell(sentence)
        self._waiting = [passage for passage in self._waiting if passage.paragraph > last]
