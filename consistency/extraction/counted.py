"""What is counted: the noun that a figure goes with, whose it is, what is said of it; and the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consistency.languages.lexicon import NONE, Features, Term
from consistency.vocabulary import concept, path_to

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.languages import Pack

SHORTEST_PLURAL, SHORTEST_STEM = 4, 2  # letters


@dataclass(slots=True, eq=False)
class Counted:
    """What a figure counts. last: the token after the noun phrase. own_noun: the text names it with the figure.

    carried: the noun stands before it with a verb between, so that a unit may be left out ("wind gave 12").
    people: persons, by whatever word. features: of the noun's ending. outcomes: what became of them. anaphoric: "of
    them", counted out of the figure before.
    """

    subject: str | None = None
    of: str | None = None
    predicate: str | None = None
    last: int = 0
    flow: str = ""
    people: bool = False
    own_noun: bool = False
    carried: bool = False
    anaphoric: bool = False
    outcomes: set[str] = field(default_factory=set)
    features: Features = NONE


class Surroundings:
    """The words around the figures of a sentence. speaking: tokens that name speakers, which are never counted."""

    def __init__(self, sentence: Sentence, figures: Row, speaking: set[int]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.pack = sentence.pack
        self.segments = sentence.segments
        self.figures = figures
        self.speaking = speaking

    def next_figure(self, figure: Figure) -> int:
        return self.figures.start_behind(figure.last, len(self.tokens))

    def previous_figure(self, figure: Figure) -> int:
        return self.figures.end_before(figure.first)

    def noun_follows(self, i: int) -> bool:
        """Whether the phrase goes on to a noun behind a demonym."""
        for j in range(i, min(i + 3, len(self.tokens))):
            token = self.tokens[j]
            if any(
                t.slot in ("subject", "person", "outcome", "afflicted", "flow")
                for t in self.sentence.starting.get(j, ())
            ):
                return True
            if (
                token.kind != "w"
                or token.low in self.pack.words["function_words"]
                or any(t.slot in ("predicate", "saying") for t in self.sentence.starting.get(j, ()))
            ):
                return False
            if self.pack.inflected and token.text[0].islower() and not self.sentence.starting.get(j):
                return not any("plural" in t.features for t in self.sentence.ends(i, "demonym"))
            if (
                not self.pack.inflected
                and token.text[0].islower()
                and token.low.endswith(self.pack.affixes["plurals.endings"])
            ):
                return True
        return False

    def take_possessor(self, term: Term, counted: Counted) -> None:
        counted.people = term.slot == "person" or concept(term.key).people
        counted.subject = counted.subject or (term.key if term.slot == "subject" else None)
        counted.own_noun = True
        for j in range(term.first - 1, max(-1, term.first - 5), -1):
            for other in self.sentence.starting.get(j, ()):
                if other.slot == "demonym" or (other.slot == "country" and self._governs(other)):
                    counted.of = counted.of or other.key
                elif other.slot == "afflicted":
                    counted.outcomes.add(other.key)
            if self.tokens[j].kind != "w":
                break

    def _governs(self, country: Term) -> bool:
        """Whether a country owns or does: "az Észak-Korea által küldött katonák", "North Korea's soldiers"."""
        following = self.sentence.low(country.last)
        return following in self.pack.words["by_words"] or "possessive" in country.features


def country_of(term: Term) -> str:
    """The country that a country's or a place's name belongs to."""
    return path_to(term.key)[0]


def singular(noun: str, pack: Pack) -> str | None:
    """The singular of a regular plural ("lighthouses" → "lighthouse"); None where the noun is none."""
    is_plural = noun.endswith(pack.affixes["plurals.endings"]) and not noun.endswith(
        pack.affixes["plurals.not_endings"]
    )
    if not is_plural or len(noun) < SHORTEST_PLURAL:
        return None
    for ending, replacement in pack.data["plurals"]["singular"].items():
        if noun.endswith(ending) and len(noun) - len(ending) >= SHORTEST_STEM:
            return noun.removesuffix(ending) + str(replacement)
    return None
