"""Stance: the verbs and cues around a figure → its kind (level, increase, decrease) and modality (asserted … denied).

Kind: a flow word with the figure ("further 3,000") or a verb of change that takes it as the difference ("rose by"); the
end of a change ("rose to") is a level. Modality: the firmest sign in the figure's own clause wins over the verb of
saying.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.attributions import Attribution
    from consistency.extraction.counted import Counted
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term
    from consistency.model import Kind, Modality

BY_SAYING: dict[str, Modality] = {"estimate": "estimated", "expect": "projected", "plan": "planned", "demand": "planned", "deny": "denied"}

DOING = frozenset({"sent", "deployed", "pledged", "laid_off", "launched", "trained", "evacuated", "decrease"})


COMPARED_WITHIN = 3  # tokens behind a figure in which it is told which way it differs


class StanceReader:
    """Reads kind and modality of the figures of one sentence."""

    def __init__(self, sentence: Sentence, figures: Row) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def kind(self, figure: Figure, counted: Counted) -> Kind:
        flow = figure.flow or counted.flow
        if figure.role or self._is_end_of_change(figure, counted):
            return "level"
        if flow:
            return "increase" if flow == "increase" else "decrease"
        segment = self.segments[figure.first]
        if self._apposed_flow(figure) or any(self.segments[t.first] == segment for t in self.sentence.of("flow_as")):
            return "increase"
        compared = self._compared(figure, counted)
        if compared is not None:
            return compared
        change = self._change_near(figure)
        if change is None:
            return "level"
        if self._is_difference(figure, change) or self._is_object(figure, change, counted):
            return "increase" if change.key == "increase" else "decrease"
        return "level"

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

    def _is_end_of_change(self, figure: Figure, counted: Counted) -> bool:
        """rose to 10,000; 8 ezerre nőtt; 300-ról."""
        cues = self.pack.data["level_cues"]
        cases = {cue.strip("{}") for cue in (*cues["to"], *cues["from"]) if cue.startswith("{")}
        features = figure.features | (counted.features if self._change_near(figure) else frozenset())
        if cases and features & cases and not figure.flow:
            return True
        before = self.sentence.low(figure.first - 1)
        return before in cues["to"] and self._change_near(figure) is not None

    def _is_difference(self, figure: Figure, change: Term) -> bool:
        """rose by 2,000; ötszázzal nőtt."""
        cues = self.pack.data["level_cues"]["by"]
        cases = {cue.strip("{}") for cue in cues if cue.startswith("{")}
        if cases:
            return bool(figure.features & cases)
        before = self.sentence.low(figure.first - 1)
        return before in cues or (change.last == figure.first and figure.unit in ("percent", "percentage_point"))

    def _is_object(self, figure: Figure, change: Term, counted: Counted) -> bool:
        """withdrew 2,000 troops; 13 ezer állást szüntet meg."""
        if not concept(counted.subject).losable or figure.unit != "count":
            return False
        if self.pack.inflected:
            return "participle" not in change.features or change.first >= figure.last
        return 0 <= figure.first - change.last <= 3 or (
            change.first >= figure.last and self.tokens[change.first].low in self.pack.words["decrease.behind"]
        )

    # -- modality --------------------------------------------------------------------------------------------

    def modality(self, figure: Figure, counted: Counted, attribution: Attribution | None) -> Modality:
        cues = self._cues(figure, counted)
        said = BY_SAYING.get(attribution.kind) if attribution is not None else None
        if (
            self._is_negated(figure)
            or "denied" in cues
            or (said == "denied" and self._is_within_denial(figure, attribution))
        ):
            return "denied"
        for modality in ("planned", "projected"):
            if modality in cues:
                return modality
        if said in ("planned", "projected"):
            return said
        if "estimated" in cues or figure.estimated or said == "estimated":
            return "estimated"
        return "asserted"

    def _is_negated(self, figure: Figure) -> bool:
        """Whether a figure is set right: "at £15bn, not £4.5bn as first forecast"."""
        first = figure.first
        if first == 0 or self.tokens[first - 1].low not in self.pack.words["negations"]:
            return False
        return first == 1 or self.tokens[first - 2].kind == "p" or self.tokens[first - 2].low in self.pack.words["and"]

    def _is_within_denial(self, figure: Figure, attribution: Attribution | None) -> bool:
        return attribution is not None and attribution.at < figure.first

    def _cues(self, figure: Figure, counted: Counted) -> set[str]:
        """The stance words of the figure's clause: its own segment, up to the figures beside it."""
        begin = self.figures.end_before(figure.first)
        end = self.figures.start_behind(figure.last, len(self.tokens))
        segment = self.segments[min(figure.last, len(self.tokens)) - 1]
        found: set[str] = set()
        for term in self.sentence.terms:
            if not begin <= term.first < end or self.segments[term.first] not in (segment, self.segments[figure.first]):
                continue
            if term.slot == "stance" and self._holds(term, figure, counted):
                if term.key != "wanted" or self._is_to_do(segment):
                    found.add(self._meant(term))
            elif term.slot == "saying" and term.key == "plan":
                found.add("planned")
        if self.pack.inflected:
            found |= {
                m
                for i in range(begin, end)
                if self.segments[i] in (segment, self.segments[figure.first]) and (m := self._mood(i))
            }
        return found

    def _is_to_do(self, segment: int) -> bool:
        """Whether something is wanted to be done: an infinitive stands in the clause."""
        endings = self.pack.endings["verb"].table
        return any(
            self.segments[i] == segment
            and token.kind == "w"
            and any("infinitive" in endings.get(token.low[-n:], ()) for n in (2, 3) if len(token.low) > n + 1)
            for i, token in enumerate(self.tokens)
        )

    def _meant(self, term: Term) -> str:
        """What a cue makes of a figure: "will" is a plan where it rules a verb of doing, else a projection."""
        if term.key == "wanted":
            return "planned"
        if term.key == "not_projected":
            return "estimated"
        if term.key != "will":
            return term.key
        doing = [t for t in self.sentence.of("predicate", "change") if 0 <= t.first - term.last <= 1]
        return "planned" if any(t.key in DOING for t in doing) else "projected"

    def _mood(self, i: int) -> str:
        """The potential mood of a verb: "nőhet" is projected, "sebesülhetett" estimated."""
        low = self.tokens[i].low
        if self.tokens[i].kind != "w" or any(
            t.slot in ("unit", "subject", "person") for t in self.sentence.starting.get(i, ())
        ):
            return ""
        if any(
            "potential" in t.features and t.slot in ("change", "outcome", "predicate", "saying")
            for t in self.sentence.starting.get(i, ())
        ):
            return "projected"
        table = self.pack.endings["verb"].table
        for n in range(min(8, len(low) - 3), 2, -1):
            features = table.get(low[-n:])
            if features and "potential" in features:
                return "estimated" if "past" in features and "present" not in features else "projected"
        return ""

    def _holds(self, term: Term, figure: Figure, counted: Counted) -> bool:
        """A cue before the figure rules it; one behind it only as its verb ("3,000 could follow")."""
        if self.pack.inflected or term.first < figure.first:
            return True
        passive = self.sentence.low(term.first - 1) in self.pack.words["copulas"]
        joined = any(t.low in self.pack.words["and"] for t in self.tokens[counted.last : term.first])
        near = term.first <= counted.last + 1 and not joined  # "shipped 2,000 doses and will send"
        return (near and (term.key != "estimated" or passive)) or term.first < figure.last
