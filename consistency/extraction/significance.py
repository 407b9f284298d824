"""Significance: a figure that was read → whether it is a claim, or a quantity that only furnishes the sentence.

Small cardinals that count the actors ("the two leaders"), spans of time that only place something ("three weeks later") and counts of
nothing in particular are quantities without a claim; `--all` lists them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction.figures import Figure
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.subjects import Counted

SMALL = 13  # below it, a number in words counts only things that are always counted
ALWAYS_COUNTED = frozenset({
    "death", "wounded", "casualty", "missing", "prisoner", "hostage", "missile", "drone", "tank", "aircraft", "helicopter", "ship",
    "artillery_shell", "howitzer", "armoured_vehicle", "strike", "arrest", "settlement", "territory", "evacuee", "launcher", "case", "seat",
})  # fmt: skip


def is_claim(figure: Figure, counted: Counted, sentence: Sentence) -> bool:
    """Whether someone would hold this figure against another."""
    pack = sentence.pack
    if figure.unit in pack.words["durations"]:
        return _is_stated_duration(figure, sentence)
    if figure.unit != "count" or figure.vague or figure.flow:
        return True
    if _is_vote(figure, sentence):
        return False
    small = figure.worded and figure.low is not None and abs(figure.value) < SMALL and figure.low == figure.high
    if not small and not (figure.worded and figure.value < SMALL):
        return True
    if figure.value == 1 and not figure.bound:
        return False
    if counted.subject in ALWAYS_COUNTED or counted.outcomes & ALWAYS_COUNTED:
        return not _is_definite(figure, sentence)
    if figure.hedged:
        return counted.own_noun or figure.bound != ""
    nationals = counted.people and counted.subject is None and counted.of is not None and counted.own_noun
    return nationals and not _is_definite(figure, sentence)


def _is_definite(figure: Figure, sentence: Sentence) -> bool:
    """ "the two", "a két": known actors, not a count."""
    before = sentence.tokens[figure.first - 1].low if figure.first else ""
    return (before in sentence.pack.words["articles"] and not sentence.pack.inflected) or before in sentence.pack.data[
        "definite"
    ]


def _is_vote(figure: Figure, sentence: Sentence) -> bool:
    """ "by 79 votes to 18": a result, as a score is."""
    tokens = sentence.tokens
    near = [t.low for t in tokens[max(0, figure.first - 3) : figure.last + 2]]
    return (
        bool(sentence.pack.words["votes"].intersection(near))
        and figure.value < 1000
        and any(t.low in ("to", "against") for t in tokens[max(0, figure.first - 1) : figure.last + 3])
    )


def _is_stated_duration(figure: Figure, sentence: Sentence) -> bool:
    """A duration in digits that is itself the news; not one that places another event ("two years ago", "within 3 weeks")."""
    tokens, data = sentence.tokens, sentence.pack.data["spans"]
    if figure.worded and not figure.bound and not figure.approximate:
        return False
    before = tokens[figure.first - 1].low if figure.first else ""
    after = [t.low for t in tokens[figure.last : figure.last + 2]]
    if before in data["before"] or any(word in data["after"] for word in after):
        return False
    if figure.unit in ("year", "month", "week", "minute", "second") and not figure.bound:
        return False
    return "adjective" not in figure.features
