"""References: phrases that repeat a figure, and denials that a thing is there at all → claims without a number of their
own.

"Dél-Korea is ugyanennyire saccolja" states the figure before it with another speaker; "tagadta, hogy észak-koreai
csapatok lennének jelen" and "denied the presence of North Korean troops" state that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.languages.grammar import CIRCUMSTANCE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.lexicon import Term


@dataclass(slots=True, eq=False)
class SameAgain:
    """tokens[first:last] say "the same number"; subject and of where the phrase names them."""

    first: int
    last: int
    subject: str | None
    of: str | None


@dataclass(slots=True, eq=False)
class Denial:
    """tokens[first:last] deny that any `subject` of `of` is there; verb is the token of the verb of denial."""

    first: int
    last: int
    verb: int
    subject: str
    of: str | None


def same_again(sentence: Sentence) -> list[SameAgain]:
    """The phrases of a sentence that repeat a figure; "ugyanebben az időszakban" is none."""
    found: list[SameAgain] = []
    decoys = sentence.of("decoy")
    for same in sentence.of("same"):
        if _is_told_itself(sentence, same.last):
            continue
        if any(d.first <= same.first < d.last for d in decoys) or (found and same.first < found[-1].last):
            continue
        last, subject, of = same.last, None, None
        for term in sentence.terms:
            if term.features & CIRCUMSTANCE:
                continue
            if last <= term.first <= last + 3 and sentence.segments[term.first] == sentence.segments[same.first]:
                subject = subject or (term.key if term.slot == "subject" else None)
                of = of or (term.key if term.slot == "demonym" else None)
        if sentence.pack.inflected and last < len(sentence.tokens) and sentence.at(last, "saying"):
            last += 1
        found.append(SameAgain(same.first, last, subject, of))
    return found


def _is_told_itself(sentence: Sentence, j: int) -> bool:
    """Whether the number is given behind the phrase: "is the same as 40,000"."""
    return any(token.kind == "n" for token in sentence.tokens[j + 1 : j + 2]) and sentence.tokens[j].kind == "w"


def denials(sentence: Sentence, figure_tokens: set[int]) -> list[Denial]:
    """The denied existences of a sentence: a verb of denial over a clause that counts nothing and names what could be
    counted.
    """
    found = []
    for verb in sentence.of("saying"):
        if verb.key != "deny":
            continue
        for scope in (_scope(sentence, verb.last), _object_before(sentence, verb.first)):
            denied = None if figure_tokens.intersection(range(*scope)) else _denied(sentence, scope)
            if denied is not None:
                found.append(Denial(min(verb.first, scope[0]), max(verb.last, scope[1]), verb.first, *denied))
                break
    return found


def _object_before(sentence: Sentence, verb: int) -> tuple[int, int]:
    """The object before the verb, where cases let it stand there: "katonák jelenlétét … tagadta"."""
    first = verb
    while sentence.pack.inflected and first > 0 and sentence.segments[first - 1] == sentence.segments[verb]:
        first -= 1
    objects = [
        i
        for i in range(first, verb)
        if any(sentence.tokens[i].low.startswith(word) for word in sentence.pack.words["denial.presence"])
    ]
    return (first, objects[-1] + 1) if objects else (verb, verb)


def _scope(sentence: Sentence, first: int) -> tuple[int, int]:
    """What the verb denies: up to the end of the clause behind it, over the comma before "hogy" or "that"."""
    tokens, segments = sentence.tokens, sentence.segments
    last = first
    if last < len(tokens) and tokens[last].text == ",":
        last += 1
    segment = segments[min(last, len(tokens) - 1)] if tokens else 0
    while last < len(tokens) and tokens[last].text not in ".!?":
        if segments[last] != segment:
            opened = next((t for t in tokens[last : last + 2] if t.kind == "w"), None)
            if opened is None or opened.low not in sentence.pack.words["that"]:
                break
            segment = segments[last]
        last += 1
    return first, last


def _denied(sentence: Sentence, scope: tuple[int, int]) -> tuple[str, str | None] | None:
    """What is denied to be there, and whose: a noun that can be counted, with a word of presence or sending."""
    terms = [t for t in sentence.terms if scope[0] <= t.first and t.last <= scope[1]]
    presence = sentence.pack.words["denial.presence"]
    present = any(t.slot in ("predicate", "outcome") for t in terms) or any(
        token.low == word
        or token.low in sentence.pack.words["copulas"]
        or (sentence.pack.inflected and token.low.startswith(word))
        for token in sentence.tokens[slice(*scope)]
        for word in presence
    )
    for term in terms:
        if term.slot == "subject" and present and _is_countable(term.key) and _is_any(sentence, term):
            before = [t for t in terms if t.slot == "demonym" and term.first - 3 <= t.first < term.first]
            of = before[-1].key if before else None
            if of is None:
                countries = [t for t in terms if t.slot == "country" and not _is_local(sentence, t)]
                of = countries[0].key if countries else None
            return term.key, of
    return None


def _is_any(sentence: Sentence, term: Term) -> bool:
    """Whether any of a kind are meant and not the one that was spoken of ("that the town had been retaken")."""
    definite = sentence.low(term.first - 1) in sentence.pack.words["articles"]
    return "plural" in term.features or concept(term.key).settled or (concept(term.key).owned and not definite)


def _is_local(sentence: Sentence, term: Term) -> bool:
    """Whether a country is told as a place: "sent soldiers to Russia"."""
    before = sentence.low(term.first - 1)
    words = sentence.pack.words
    return before in words["locatives.before"] or bool(term.features & words["locatives.case"])


def _is_countable(subject: str) -> bool:
    """Whether the existence of a thing can be denied as a figure is: people, what a state has, what befalls people."""
    thing = concept(subject)
    return not thing.uncounted and (thing.people or thing.owned or thing.few or thing.settled)
