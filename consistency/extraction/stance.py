"""Stance: the verbs and cues around a figure → its modality (asserted, estimated, projected, planned, denied).

The firmest sign in the figure's own clause wins over the verb of saying, and a verb of saying with a figure of its own
tells nothing of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction.attributions import Attribution
    from consistency.extraction.counted import Counted
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages.lexicon import Term
    from consistency.model import Modality

BY_SAYING: dict[str, Modality] = {
    "estimate": "estimated", "expect": "projected", "plan": "planned", "intend": "planned", "demand": "planned",
    "deny": "denied",
}  # fmt: skip
DOING = frozenset({"sent", "deployed", "pledged", "laid_off", "trained", "evacuated", "decrease", "increase"})
SPEAKERS = ("speaker", "institution", "voice", "country", "place", "role", "media", "private")


class StanceReader:
    """Reads the modality of the figures of one sentence."""

    def __init__(self, sentence: Sentence, figures: Row) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures

    def modality(self, figure: Figure, counted: Counted, attribution: Attribution | None) -> Modality:
        """How the figure is said to hold."""
        cues = self._cues(figure, counted)
        said = self._said(figure, attribution)
        if self._is_negated(figure) or "denied" in cues or said == "denied":
            return "denied"
        if figure.role != "from":
            for modality in ("planned", "projected"):
                if modality in cues:
                    return modality
            if said in ("planned", "projected"):
                return said
        if "estimated" in cues or figure.estimated or said == "estimated":
            return "estimated"
        return "asserted"

    def _said(self, figure: Figure, attribution: Attribution | None) -> Modality | None:
        """What the verb of saying makes of the figure; one with a figure in its clause tells of that alone."""
        said = BY_SAYING.get(attribution.kind) if attribution is not None else None
        if said is None or attribution is None or attribution.kind not in BY_SAYING:
            return None
        if any(
            attribution.at < f.first
            and f.last <= figure.first
            and self.segments[f.first] != self.segments[figure.first]
            for f in self.figures
        ):
            return None
        segment = self.segments[attribution.at]
        shared = segment in (self.segments[figure.first], self.segments[figure.last - 1])
        others = any(self.segments[f.first] == segment for f in self.figures if f is not figure)
        if not shared and others:
            return None
        if said == "denied" and not self._is_within_denial(figure, attribution):
            return None
        return said

    def _is_within_denial(self, figure: Figure, attribution: Attribution) -> bool:
        """Whether a figure is what a verb denies, and not what it dismisses: "denied that 700", "dismissed 300"."""
        direct = figure.first - attribution.last if attribution.at < figure.first else -1
        return direct > 0 or (attribution.trailing and attribution.at > figure.first)

    def _is_negated(self, figure: Figure) -> bool:
        """Whether a figure is set right: "at £15bn, not £4.5bn as first forecast", "nem 800, hanem 210 katona"."""
        first = figure.first
        if first == 0 or self.tokens[first - 1].low not in self.pack.words["negations"]:
            return False
        behind = self.tokens[figure.last : figure.last + 4]
        if any(token.low in self.pack.words["instead"] for token in behind):
            return True
        return first == 1 or self.tokens[first - 2].kind == "p" or self.tokens[first - 2].low in self.pack.words["and"]

    def _cues(self, figure: Figure, counted: Counted) -> set[str]:
        """The stance words of the figure's clause: its own segment, up to the figures beside it."""
        begin = self.figures.end_before(figure.first)
        end = self.figures.start_behind(figure.last, len(self.tokens))
        alike = {self.segments[min(figure.last, len(self.tokens)) - 1], self.segments[figure.first]}
        found: set[str] = set()
        clauses = alike | self._leading(figure)
        for term in self.sentence.terms:
            if not begin <= term.first < end or self.segments[term.first] not in clauses:
                continue
            if term.slot == "stance" and self._holds(term, figure, counted, alike):
                if term.key != "wanted" or self._is_to_do(self.segments[figure.last - 1]):
                    found.add(self._meant(term))
            elif term.slot == "saying" and term.key in ("plan", "intend") and self.segments[term.first] in alike:
                found.add("planned")
        if self.pack.inflected:
            own = range(figure.first, figure.last)
            inside = [i for i in range(begin, end) if self.segments[i] in alike and i not in own]
            found |= {m for i in inside if (m := self._mood(i))}
            found |= {"planned" for i in inside if self._is_to_come(i)}
        return found

    def _leading(self, figure: Figure) -> set[int]:
        """The segment before the figure's, where it only leads on to it: "célja, hogy 800 ezer autót adjon el"."""
        own = self.segments[figure.first]
        opening = next((t for t, s in zip(self.tokens, self.segments, strict=True) if s == own and t.kind == "w"), None)
        return {own - 1} if opening is not None and opening.low in self.pack.words["that"] else set()

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
        """What a cue makes of a figure: "will" is a plan where someone is to do it, else a projection."""
        if term.key == "wanted":
            return "planned"
        if term.key == "hearsay":  # "sollen wegfallen" is a plan, "sollen getötet worden sein" is said
            words = (t.low for t, s in zip(self.tokens, self.segments, strict=True) if s == self.segments[term.first])
            return "estimated" if not self.pack.words["perfect"].isdisjoint(words) else "planned"
        if term.key == "not_projected":
            return "estimated"
        if term.key != "will":
            return term.key
        if self.pack.inflected:
            return "planned" if self._is_to_be_done(self.segments[term.first]) else "projected"
        return "planned" if self._is_done(term.last) and self._acts(term.first) else "projected"

    def _is_to_be_done(self, segment: int) -> bool:
        """Whether the infinitive of a verb of doing stands in a segment: "fog küldeni"."""
        doing = self.pack.affixes["doing"]
        endings = self.pack.endings["verb"].table
        words = (t.low for t, s in zip(self.tokens, self.segments, strict=True) if s == segment and t.kind == "w")
        return any(w.startswith(doing) and any("infinitive" in endings.get(w[-n:], ()) for n in (2, 3)) for w in words)

    def _is_done(self, i: int) -> bool:
        """Whether a verb of doing follows: "will send", "would not have sent"."""
        for k in range(i, min(i + 3, len(self.tokens))):
            if self.tokens[k].low in self.pack.words["doing"]:
                return True
            if any(t.key in DOING for t in self.sentence.starting.get(k, ()) if t.slot in ("predicate", "change")):
                return True
            if self.tokens[k].low not in self.pack.words["auxiliaries"]:
                return False
        return False

    def _acts(self, i: int) -> bool:
        """Whether someone who can decide stands before the verb at token i: a body, a state, a name, a pronoun."""
        before = i - 1
        while before > 0 and (
            self.tokens[before].low in self.pack.words["auxiliaries"] or before in self.sentence.claimed
        ):
            before -= 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.low in self.pack.words["pronouns_acting"] | self.pack.words["and"] or token.kind == "p":
            return True
        if token.low.endswith(self.pack.affixes["person_endings"]):
            return True  # "the carmaker will cut"
        known = any(t.slot in SPEAKERS for t in self.sentence.ending.get(before + 1, ()))
        return known or (token.kind == "w" and token.text[0].isupper() and not self.pack.capital_nouns)

    def _mood(self, i: int) -> str:
        """What a verb's mood tells: "nőhet" is projected, "sebesülhetett" estimated, "vonna ki" planned."""
        low = self.tokens[i].low
        starting = self.sentence.starting.get(i, ())
        if (
            self.tokens[i].kind != "w"
            or not self.tokens[i].text.islower()
            or any(t.slot in ("unit", "subject", "person", "place", "stance") for t in starting)
        ):
            return ""
        verbs = [t for t in starting if t.slot in ("change", "outcome", "predicate", "saying")]
        for term in verbs:
            if "potential" in term.features:
                return "estimated" if "past" in term.features else "projected"
            if "conditional" in term.features and term.slot != "saying":
                return self._conditional(i)
        table = self.pack.endings["verb"].table
        for n in range(min(8, len(low) - 2), 1, -1):
            features = table.get(low[-n:])
            if features and "potential" in features and n > 2:
                return "estimated" if "past" in features and "present" not in features else "projected"
            if features and features == {"conditional"} and not starting and self._is_conditional(i):
                return self._conditional(i)
        return ""

    def _is_conditional(self, i: int) -> bool:
        """Whether an unknown word is a verb in the conditional: by a long ending, or by the particle behind it."""
        long = self.tokens[i].low.endswith(self.pack.affixes["conditional_endings"])
        return long or self.sentence.low(i + 1) in self.pack.words["preverbs"]

    def _conditional(self, i: int) -> str:
        """A conditional is a plan of who acts, a projection where a condition or what would be is told."""
        conditions = any(t.low in self.pack.words["conditions"] for t in self.tokens)
        being = self.tokens[i].low in self.pack.words["being"]
        return "projected" if conditions or being else "planned"

    def _is_to_come(self, i: int) -> bool:
        """Whether a verb of doing stands in the present tense, which tells what is to come: "14 harckocsit küld"."""
        verbs = [t for t in self.sentence.starting.get(i, ()) if t.slot in ("predicate", "change", "outcome")]
        done = all(t.key in DOING for t in verbs)
        return done and self.tokens[i].low in self.pack.words["doing"]

    def _holds(self, term: Term, figure: Figure, counted: Counted, alike: set[int]) -> bool:
        """A cue before the figure rules it; one behind it only as its verb ("3,000 could follow")."""
        if term.first in self.sentence.claimed or self._is_name(term):
            return False
        if self.segments[term.first] not in alike:
            return self.pack.inflected or term.last > term.first
        if self.pack.inflected:
            describes = 0 < term.first < figure.first and self.figures.end_before(term.first) == term.first
            return not describes  # "1000 tervezett járatból 900-at töröltek"
        if term.first < figure.first:
            return True
        passive = self.sentence.low(term.first - 1) in self.pack.words["copulas"]
        joined = any(t.low in self.pack.words["and"] for t in self.tokens[counted.last : term.first])
        near = term.first <= counted.last + 1 and not joined  # "shipped 2,000 doses and will send"
        joined_on = term.last - term.first > 1
        return (near and (term.key != "estimated" or passive or joined_on)) or term.first < figure.last

    def _is_name(self, term: Term) -> bool:
        """Whether a cue with a capital is a month or a name: "In May 4,200 people", "Theresa May"."""
        token = self.tokens[term.first]
        told = self.pack.inflected or self.pack.capital_nouns
        return term.first > 0 and token.text[0].isupper() and not told
