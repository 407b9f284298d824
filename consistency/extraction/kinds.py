"""Kinds: the flow words and verbs of change around a figure → a level, an increase or a decrease.

A flow word with the figure ("further 3,000") or a verb of change that takes it as the difference ("rose by", "lost 300
jobs"); the end of a change ("rose to") is a level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import concept, is_money

if TYPE_CHECKING:
    from consistency.extraction.counted import Counted
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term
    from consistency.model import Kind

LOSS_WITHIN = 4  # words between a verb of loss and what is lost further
OBJECT_WITHIN = 3  # words between a verb and its object
COMPARED_WITHIN = 3  # tokens behind a figure in which it is told which way it differs


class KindReader:
    """Tells the kinds of the figures of one sentence."""

    def __init__(self, sentence: Sentence, figures: Row) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def kind(self, figure: Figure, counted: Counted) -> Kind:
        flow = figure.flow or counted.flow
        if flow and self._is_fresh(figure, counted):
            flow = ""
        if figure.role or self._is_end_of_change(figure, counted):
            return "level"
        if flow:
            if self._is_further_case(figure, counted):
                return "level"
            falls = flow != "increase" or self._is_falling(figure)
            return "decrease" if falls else "increase"
        segment = self.segments[figure.first]
        if self._apposed_flow(figure) or any(self.segments[t.first] == segment for t in self.sentence.of("flow_as")):
            return "increase"
        compared = self._compared(figure, counted)
        if compared is not None:
            return compared
        change = self._change_near(figure) or self._change_told(figure)
        if change is None:
            return "level"
        if self._is_difference(figure, change, counted) or self._is_object(figure, change, counted):
            return "increase" if change.key == "increase" else "decrease"
        return "level"

    def _is_fresh(self, figure: Figure, counted: Counted) -> bool:
        """Whether only "new" tells of an increase, and of things: "183,000 new flats" are a level."""
        words = [t.low for t in self.tokens[figure.last : counted.last]]
        thing = concept(counted.subject)
        told = any(w in self.pack.words["fresh"] for w in words) and not figure.flow
        return told and not (thing.settled or thing.few or thing.measure == "total")

    def _is_further_case(self, figure: Figure, counted: Counted) -> bool:
        """Whether more of those befallen only join others of the sentence: "12 were killed and another 45 injured"."""
        befallen = concept(counted.subject).settled
        earlier = any(f.last <= figure.first and f.unit == "count" for f in self.figures)
        return befallen and earlier and figure.first > 0 and self.figures.end_before(figure.first) > 0

    def _is_falling(self, figure: Figure) -> bool:
        """Whether what is added is a loss: "the lira slid a further 12 percent"."""
        changes = [t for t in self.sentence.of("change") if t.last <= figure.first]
        return bool(changes) and changes[-1].key == "decrease" and figure.first - changes[-1].last <= LOSS_WITHIN

    def _compared(self, figure: Figure, counted: Counted) -> Kind | None:
        """Which way a difference goes: "12 százalékkal kevesebbet", "3.3 per cent lower"."""
        cases = {cue.strip("{}") for cue in self.pack.data["level_cues"]["by"] if cue.startswith("{")}
        last, reach = max(figure.last, counted.last), 1
        if cases:
            if not (figure.features | counted.features) & cases:
                return None
            last, reach = figure.last, COMPARED_WITHIN
        elif figure.unit == "count":
            return None
        behind = [t.low for t in self.tokens[last : last + reach]]
        if any(low in self.pack.words["increase.compared"] for low in behind):
            return "increase"
        return "decrease" if any(low in self.pack.words["decrease.compared"] for low in behind) else None

    def _apposed_flow(self, figure: Figure) -> bool:
        """The figure tells how large the reinforcement before the comma is: "ismét küldött erősítést, mintegy háromezer
        katonát".
        """
        segment = self.segments[figure.first]
        if (
            segment == 0
            or not self.pack.inflected
            or any(
                t.slot in ("predicate", "change", "outcome") and self.segments[t.first] == segment
                for t in self.sentence.terms
            )
        ):
            return False
        before = [t for t in self.sentence.of("flow") if self.segments[t.first] == segment - 1]
        return any(t.key == "increase" and "adjective" not in t.features and "accusative" in t.features for t in before)

    def _change_near(self, figure: Figure) -> Term | None:
        segment = self.segments[figure.first]
        changes = [t for t in self.sentence.terms if t.slot == "change" and self.segments[t.first] == segment]
        return min(changes, key=lambda t: min(abs(t.first - figure.last), abs(figure.first - t.last)), default=None)

    def _change_told(self, figure: Figure) -> Term | None:
        """The change of which the figure is the amount, as the levels that it leads from and to tell: "2000 fővel,
        8000-ről 10 000-re nőtt".
        """
        led = any(kind == "to" for kind, _ in figure.links)
        return next(iter(self.sentence.of("change")), None) if led else None

    def _is_end_of_change(self, figure: Figure, counted: Counted) -> bool:
        """rose to 10,000; 8 ezerre nőtt; 300-ról."""
        cues = self.pack.data["level_cues"]
        cases = {cue.strip("{}") for cue in (*cues["to"], *cues["from"]) if cue.startswith("{")}
        features = figure.features | (counted.features if self._change_near(figure) else frozenset())
        if cases and features & cases and not figure.flow:
            return True
        before = self.sentence.low(figure.first - 1)
        return before in cues["to"] and self._change_near(figure) is not None

    def _is_difference(self, figure: Figure, change: Term, counted: Counted) -> bool:
        """rose by 2,000; rose 40 centimetres; ötszázzal nőtt; 2000 fővel nőtt."""
        cues = self.pack.data["level_cues"]["by"]
        cases = {cue.strip("{}") for cue in cues if cue.startswith("{")}
        if cases:
            return bool((figure.features | counted.features) & cases)
        before = self.sentence.low(figure.first - 1)
        return before in cues or (change.last == figure.first and figure.unit != "count")

    def _is_object(self, figure: Figure, change: Term, counted: Counted) -> bool:
        """withdrew 2,000 troops; lost 300 jobs; 13 ezer állást szüntet meg."""
        thing = concept(counted.subject)
        if thing.settled or (figure.unit not in ("count", "percent") and not is_money(figure.unit)):
            return False
        if self.pack.inflected:
            moved = "accusative" in figure.features | counted.features or thing.losable
            return moved and figure.unit == "count" and self._takes(change, figure, counted)
        words = self.sentence.words(change.first, change.last).casefold()
        taking = words in self.pack.words["taking"] and not thing.owned
        if not thing.losable and not taking:
            return False
        return 0 <= figure.first - change.last <= OBJECT_WITHIN or (
            change.first >= figure.last and self.tokens[change.first].low in self.pack.words["decrease.behind"]
        )

    def _takes(self, change: Term, figure: Figure, counted: Counted) -> bool:
        """Whether a verb of change rules the figure's noun: it is no participle before it, or of what can be lost."""
        if "participle" in change.features and change.first < figure.last:
            return False
        taking = change.key == "decrease" and self._stem(change) in self.pack.words["taking"]
        return concept(counted.subject).losable or taking

    def _stem(self, change: Term) -> str:
        """The verb as the pack has it, whatever its ending."""
        read = self.pack.lexicon.read(self.tokens[change.first].low)
        words = [" ".join(e.words) + (f" {e.particle}" if e.particle else "") for e, _ in read if e.slot == "change"]
        own = self.sentence.words(change.first, change.last).casefold()
        taking = self.pack.words["taking"]
        return next((w for w in (*words, own) if w in taking or w.split(" ")[0] in taking), own)
