"""Significance: a figure that was read → whether it is a claim, or a quantity that only furnishes the sentence.

Small cardinals that count the actors ("the two leaders"), spans of time that only place something ("three weeks later")
and counts of nothing in particular are quantities without a claim; `--all` lists them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.vocabulary import concept, units

if TYPE_CHECKING:
    from consistency.extraction.counted import Counted
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure

BEFALLING = frozenset({"destroyed", "damaged", "captured", "intercepted", "arrested", "evacuated", "laid_off"})
SMALL = 13  # below it, a number in words counts only things that are always counted
PAIR = 2  # people who act together, and are rather named than counted


def is_claim(figure: Figure, counted: Counted, sentence: Sentence) -> bool:
    """Whether someone would hold this figure against another."""
    if figure.unit in units("time"):
        return _is_stated_duration(figure, sentence)
    if figure.unit != "count" and figure.value == 1 and figure.worded and not figure.hedged:
        return figure.unit in ("percent", "percentage_point")  # "egy megawattóra"
    if figure.unit != "count" or figure.vague or figure.flow or counted.flow:
        return True
    if _is_vote(figure, sentence):
        return False
    if not figure.worded or figure.value >= SMALL:
        return True
    if figure.value == 1 and counted.last <= figure.last and _is_listed(figure, sentence):
        return True
    if figure.value == 1 and not figure.bound:
        article = sentence.tokens[figure.numeral_first].low in sentence.pack.words["articles"]  # "egy", "eine"
        told = _befell(figure, sentence) or not article
        return told and counted.own_noun and concept(counted.subject).settled
    if any(concept(name).few for name in (counted.subject, *counted.outcomes)):
        return not _is_definite(figure, sentence)
    counts = any(i < figure.first and i not in sentence.claimed for i in sentence.openers)
    spanned = sentence.at(figure.first, "unit") is not None  # "héten" is a week as well
    if "collective" in figure.features and not spanned and (counts or sentence.of("outcome") or figure.value > PAIR):
        return not _is_definite(figure, sentence)
    if figure.value > 1 and _is_of_a_people(figure, sentence) and not _is_definite(figure, sentence):
        return True
    if figure.value > 1 and counted.own_noun and _befell(figure, sentence) and not _is_definite(figure, sentence):
        return True
    if figure.value > 1 and _is_told(figure, counted, sentence):
        return True
    if _is_number_of(figure, sentence) or (counted.last <= figure.last and _is_listed(figure, sentence)):
        return True
    part = counted.anaphoric or any(kind == "part_of" for kind, _ in figure.links)
    if part and figure.value > 1 and not _is_definite(figure, sentence):
        return True
    if figure.hedged:
        return counted.own_noun or figure.bound != ""
    nationals = counted.people and counted.subject is None and counted.of is not None and counted.own_noun
    return nationals and not _is_definite(figure, sentence)


def _is_of_a_people(figure: Figure, sentence: Sentence) -> bool:
    """Whether a capitalised plural follows, which no vocabulary holds: "three Malawians"."""
    token = sentence.tokens[figure.last] if figure.last < len(sentence.tokens) else None
    plurals = sentence.pack.affixes["plurals.endings"]
    return token is not None and token.text[0].isupper() and bool(plurals) and token.low.endswith(plurals)


def _is_listed(figure: Figure, sentence: Sentence) -> bool:
    """Whether a bare small number goes on with counts before it: "18 tanks, Portugal three", "four in Antwerp"."""
    tokens, words = sentence.tokens, sentence.pack.words
    if not figure.first or not any(i < figure.first and i not in sentence.claimed for i in sentence.openers):
        return False
    before, after = tokens[figure.first - 1], tokens[figure.last] if figure.last < len(tokens) else None
    ends = after is None or after.kind == "p" or after.low in words["and"]
    if before.low in words["negations"]:
        return ends or (after is not None and after.low in words["of_or_as"])
    named = before.kind == "w" and before.text[0].isupper() and figure.first > 1
    where = after is not None and after.low in words["locatives.before"] and after.low not in words["of"]
    return (named and ends) or (where and (before.text in ",;:–—" or before.low in words["and"]))


def _is_number_of(figure: Figure, sentence: Sentence) -> bool:
    """Whether the clause speaks of a number: "ötre nőtt a kitörések száma"."""
    segment = sentence.segments[figure.first]
    return any(sentence.segments[t.first] == segment for t in sentence.of("number_noun"))


def _is_told(figure: Figure, counted: Counted, sentence: Sentence) -> bool:
    """A small number of things right before their noun ("four libraries will shut"), but not of those who act."""
    noun = [t.low for t in sentence.tokens[figure.last : counted.last]]
    if not noun or not counted.own_noun or _is_definite(figure, sentence):
        return False
    actors = sentence.pack.affixes["actors"]
    if any(low.startswith(actors) for low in noun):
        return False
    offices = [t for t in sentence.terms if figure.last <= t.first < counted.last and t.slot in ("role", "speaker")]
    return not offices or concept(counted.subject).people


def may_be_claim(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure can be a claim at all, before what it counts is read; most small numbers in words cannot."""
    if not figure.is_slight or figure.flow:
        return True
    if "collective" not in figure.features and _is_definite(figure, sentence):
        return False
    if figure.value > 1 and figure.last < len(sentence.tokens) and sentence.tokens[figure.last].kind == "w":
        return True
    return any(
        t.slot in ("outcome", "demonym", "afflicted")
        or (t.slot == "predicate" and t.key in BEFALLING)
        or (t.slot == "subject" and (concept(t.key).few or concept(t.key).settled))
        for t in sentence.terms
    )


def _befell(figure: Figure, sentence: Sentence) -> bool:
    """Whether the clause tells what became of them ("ten girls are missing", "két férfit állított elő")."""
    segment = sentence.segments[figure.first]
    return any(
        t.slot == "outcome" or (t.slot == "predicate" and t.key in BEFALLING)
        for t in sentence.terms
        if sentence.segments[t.first] == segment and (t.first >= figure.last or 0 <= figure.first - t.last <= 1)
    )


def _is_definite(figure: Figure, sentence: Sentence) -> bool:
    """Known actors, not a count: "the two", "a két"."""
    before = sentence.low(figure.first - 1)
    return (before in sentence.pack.words["articles"] and not sentence.pack.inflected) or before in sentence.pack.words[
        "definite"
    ]


def _is_vote(figure: Figure, sentence: Sentence) -> bool:
    """A result, as a score is: "by 79 votes to 18"."""
    tokens = sentence.tokens
    near = [t.low for t in tokens[max(0, figure.first - 3) : figure.last + 2]]
    return (
        bool(sentence.pack.words["votes.words"].intersection(near))
        and figure.value < 1000
        and any(
            t.low in sentence.pack.words["votes.against"] for t in tokens[max(0, figure.first - 1) : figure.last + 3]
        )
    )


def _is_stated_duration(figure: Figure, sentence: Sentence) -> bool:
    """A duration that is itself the news, not one that places another event ("two years ago", "the last 3 weeks").

    In words, or of a unit that mostly places, it must be told as lasting: "for two weeks", "két héten keresztül".
    """
    tokens, words = sentence.tokens, sentence.pack.words
    before = sentence.low(figure.first - 1)
    after = [t.low for t in tokens[figure.last : figure.last + 2]]
    if after[:1] and after[0] in words["spans.lasting_after"]:
        return True
    if before in words["spans.lasting_before"] and figure.hedged:
        return True
    if before in words["spans.before"] or any(word in words["spans.after"] for word in after):
        return False
    aged = (
        figure.unit == "year"
        and (figure.bound or figure.low != figure.high)
        and tokens[figure.last - 1].low.endswith(sentence.pack.affixes["bound_adjectives"])
    )
    if aged and sentence.pack.inflected:
        return False  # "35 év alatti"
    if "adjective" in figure.features or (tokens[figure.last - 1].kind == "w" and _is_compound(figure, sentence)):
        return not figure.worded and figure.unit in ("hour", "day") and not figure.bound
    levels = words["level_cues.to"] | words["level_cues.from"] | words["level_cues.by"]
    if before in levels and sentence.of("change"):
        return True  # "cut the ride down to 38 minutes"
    sentenced = not words["spans.lasting_words"].isdisjoint(sentence.lows)
    lasting = sentenced or before in words["spans.lasting_before"] or "terminative" in figure.features
    if not float(figure.value).is_integer() or (figure.value >= SMALL and figure.unit not in units("background")):
        return True
    stated = figure.bound or figure.low != figure.high or figure.approximate
    if figure.worded or figure.unit in units("background"):
        return lasting or bool(stated and not (figure.worded and figure.vague))
    return True


def _is_compound(figure: Figure, sentence: Sentence) -> bool:
    """Whether number and unit are one adjective: "a 40-hour week"."""
    unit = figure.last - 1
    return unit >= 2 and sentence.tokens[unit - 1].text == "-" and not sentence.tokens[unit].spaced
