"""Backlog: the sentences of an article without a figure → what they spoke of, read only when a later one looks back.

Most sentences of news tell no number. They matter only where a figure leaves out what they named (who speaks, what is
counted, where), so they are put by and read at the first such question. Only the paragraph of the figure and the two
before it are looked back on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from consistency.extraction.places import PlaceReader, last_place
from consistency.extraction.speakers import SpeakerReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from consistency.extraction.attributions import Attribution
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


class Backlog:
    """The sentences put by in one article. tell: what takes each, with its attributions and the last place in it."""

    def __init__(self, tell: Callable[[Sentence, list[Attribution], tuple[str, ...]], None]) -> None:
        self._tell = tell
        self._waiting: list[tuple[int, Callable[[], Iterable[Sentence]]]] = []

    def put_by(self, paragraph: int, sentences: Callable[[], Iterable[Sentence]]) -> None:
        """Keep sentences of a paragraph for later."""
        self._waiting.append((paragraph, sentences))

    def read(self, first: int, last: int, wanted: Callable[[Sentence], bool] = lambda _: True) -> None:
        """Read what waits of the paragraphs `first` to `last`, in order; of their sentences only the wanted ones."""
        due = [put_by for put_by in self._waiting if first <= put_by[0] <= last]
        if not due:
            return
        self._waiting = [put_by for put_by in self._waiting if not first <= put_by[0] <= last]
        for _, sentences in due:
            for sentence in filter(wanted, sentences()):
                attributions = SpeakerReader(sentence, [], []).read()
                speaking = {i for a in attributions if a.who for i in range(*a.who)}
                self._tell(sentence, attributions, last_place(PlaceReader(sentence, speaking).read()))
