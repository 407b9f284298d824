"""Ties: the figures of one sentence → which is a part or a share of which, and what a change led from and to.

"3,000 of the 12,000 soldiers", "a third of the 5,400", "of the 2,300 buses, 38%", "520 people, including 35
foreigners", "11 ezer katona harmada"; "grew by 2,000, from 18,000 to 20,000".
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from consistency.languages.lexicon import NONE

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure
    from consistency.model import LinkKind

REACH = 4  # tokens between a whole and the share that belongs to it
SHARES = ("percent", "permille")


class TieReader:
    """Ties the figures of one sentence to each other."""

    def __init__(self, sentence: Sentence, figures: list[Figure]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def tie(self) -> None:
        """Write the links into the figures."""
        for left, right in itertools.pairwise(self.figures):
            if self._is_of(left, right):
                left.links.append((_kind(left), right))
            elif self._is_owned(left, right) or self._is_fronted(left, right):
                right.links.append((_kind(right), left))
        for figure in self.figures:
            whole = self._whole_before(figure)
            if whole is not None and not figure.links:
                figure.links.append((_kind(figure), whole))
        self._changes()

    def _is_of(self, left: Figure, right: Figure) -> bool:
        """3,000 of the 12,000 soldiers."""
        between = [token.low for token in self.tokens[left.last : right.first]]
        words = self.pack.words
        return (
            bool(between)
            and between[0] in words["of"]
            and all(low in words["articles"] | words["fractions.half_of"] for low in between[1:])
        )

    def _is_fronted(self, left: Figure, right: Figure) -> bool:
        """Of the 2,300 buses, 38% failed."""
        i = left.first - 1
        while i > 0 and self.tokens[i].low in self.pack.words["articles"]:
            i -= 1
        opens = i == 0 or (i > 0 and self.tokens[i - 1].kind == "p")
        return opens and self.tokens[i].low in self.pack.words["of"] and self._is_part(left, right)

    def _is_owned(self, left: Figure, right: Figure) -> bool:
        """11 ezer katona harmada; 600 dolgozójának negyedét: a share with the ending of what is owned."""
        near = right.first - left.last <= REACH and self.segments[left.first] == self.segments[right.first]
        share = right.unit in SHARES and "owned" in right.features and left.unit not in SHARES
        return self.pack.inflected and near and share and not left.role

    def _whole_before(self, figure: Figure) -> Figure | None:
        """The count that a figure is told to be a part of: "including 1,250", "610 of them", "ebből 27"."""
        if not self.is_part(figure):
            return None
        before = [f for f in self.figures if f.last <= figure.first and f.unit not in SHARES and not f.role]
        if before and before[-1].links and self._goes_on(figure):
            return before[-1].links[0][1]
        return before[-1] if before and self._is_part(before[-1], figure) else None

    def is_part(self, figure: Figure) -> bool:
        """Whether words around a figure make it a part of one before it."""
        them = self.pack.phrases["of_them"]
        first = figure.first
        while self.sentence.low(first - 1) in self.pack.words["skip"]:
            first -= 1
        if them.after(self.tokens, figure.last, NONE) or them.before(self.tokens, first):
            return True
        return self.pack.phrases["including"].before(self.tokens, first) is not None or self._goes_on(figure)

    def _goes_on(self, figure: Figure) -> bool:
        """Whether "and" joins a figure to a part right before it: "including 83 women and 29 children"."""
        before = next((f for f in reversed(self.figures) if f.last <= figure.first and f is not figure), None)
        if before is None or self.tokens[figure.first - 1].low not in self.pack.words["and"]:
            return False
        near = figure.first - before.last <= REACH and self.segments[before.last - 1] == self.segments[figure.first]
        return near and before.unit == figure.unit and self.is_part(before)

    def _is_part(self, whole: Figure, part: Figure) -> bool:
        """Whether the part can be one of the whole by its unit and size."""
        if part.unit in SHARES:
            return whole.unit not in SHARES
        return part.unit == whole.unit and part.value <= whole.value

    def _changes(self) -> None:
        """The difference that a change from one level to another makes."""
        start = next((f for f in self.figures if f.role == "from" or self._is_end(f, "from")), None)
        end = next((f for f in self.figures if f.role == "to" or self._is_end(f, "to")), None)
        if start is None or end is None or start is end or start.unit != end.unit:
            return
        if not end.role and not any(kind == "from" for kind, _ in end.links):
            end.links.append(("from", start))
        for figure in self.figures:
            if figure not in (start, end) and self._is_difference(figure) and self._measures(figure, start):
                told = {kind for kind, _ in figure.links}
                ties: list[tuple[LinkKind, Figure]] = [("from", start), ("to", end)]
                figure.links += [(kind, to) for kind, to in ties if kind not in told]

    def _is_end(self, figure: Figure, which: str) -> bool:
        """Whether a word or a case makes a figure the start or the end of a change: "fell to 5.2% from 5.9%"."""
        cues = self.pack.data["level_cues"][which]
        cases = {cue.strip("{}") for cue in cues if cue.startswith("{")}
        told = bool(figure.features & cases) if cases else self.sentence.low(figure.first - 1) in cues
        return told and bool(self.sentence.of("change"))

    def _measures(self, difference: Figure, level: Figure) -> bool:
        """Whether a difference is in the unit of the levels, or a share of them."""
        return difference.unit == level.unit or difference.unit in ("percent", "percentage_point")

    def _is_difference(self, figure: Figure) -> bool:
        """by 2,000; 2000-rel; 2000 fővel; an increase of 3,000; rose 25 percent."""
        cues = self.pack.data["level_cues"]["by"]
        cases = {cue.strip("{}") for cue in cues if cue.startswith("{")}
        behind = (t.features for t in self.sentence.terms if t.first <= figure.last < t.last and t.slot != "change")
        features = figure.features.union(*behind)
        changed = any(t.last == figure.first for t in self.sentence.of("change"))
        return bool(features & cases) or self.sentence.low(figure.first - 1) in cues or bool(figure.flow) or changed


def _kind(figure: Figure) -> LinkKind:
    return "share_of" if figure.unit in SHARES else "part_of"
