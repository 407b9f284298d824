"""Ages: numbers that tell how old somebody is ("Ramesh, 40, was", "aged 6 and 8", "45 éves") → the token behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.extraction.identifiers import HYPHENS, past_list
from consistency.languages.lexicon import NONE
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from consistency.extraction.sentences import Sentence
    from consistency.languages.tokens import Token

OLDEST = 115  # years; a higher number beside a name is no age


def age(sentence: Sentence, i: int) -> int:
    """An age: "Ramesh, 40, was", "(45)", "a 45 éves", "40-year-old", "aged 6 and 8", "a woman of 91", "I am 68"."""
    tokens, token = sentence.tokens, sentence.tokens[i]
    if token.value != int(token.value):
        return 0
    found = None
    if i + 1 < len(tokens) and tokens[i + 1].text in HYPHENS:
        found = sentence.pack.phrases["ages"].after(tokens, i + 2, NONE)  # of anything: "a 125-year-old record"
    if token.value > OLDEST:
        return found[0] if found else 0
    found = found or sentence.pack.phrases["ages"].after(tokens, i + 1, NONE)
    if found:
        return found[0]
    if sentence.pack.phrases["ages_before"].before(tokens, i) or _is_span_of_ages(sentence, i):
        return past_list(sentence, i)
    listed = past_list(sentence, i, counted=True)
    if listed > i + 1 and (found := sentence.pack.phrases["ages"].after(tokens, listed, NONE)):
        return found[0]  # "A 24, 28 és 31 éves nők", "18–24 éves"
    if _is_youth(sentence, i) or _is_told_of_one(sentence, i):
        return i + 1
    if _ends_phrase(sentence, i + 1) and (_is_of_one(sentence, i) or sentence.pack.phrases["selves"].before(tokens, i)):
        return i + 1
    if i >= 2 and tokens[i - 1].text in ",(" and tokens[i - 2].kind == "w" and tokens[i - 2].text[0].isupper():
        closed = i + 1 >= len(tokens) or tokens[i + 1].text in ',).”"'
        two = i >= 3 and (
            (tokens[i - 3].kind in "wp" and _is_of_a_name(tokens[i - 3])) or bool(sentence.ends(i - 2, "saying"))
        )
        named = two or (tokens[i - 1].text == "," and i + 1 < len(tokens) and tokens[i + 1].text == ",")
        first = i - 2 if two else i - 1  # "Mr Moore, 45, met": the last name may be that of a town
        return i + 1 if closed and named and not any(t.first < first for t in sentence.ends(i - 1, "place")) else 0
    if i >= 3 and tokens[i - 1].text in ",(" and tokens[i - 2].text == "." and tokens[i - 3].text[:1].isupper():
        return i + 1  # "Kennedy Jr., 71, attended", "Marek K. (41)"
    return i + 1 if _is_apposed(sentence, i) else 0


def _is_told_of_one(sentence: Sentence, i: int) -> bool:
    """Whether a copula ties the number to one person: "My kid is 6 and she counted the trucks"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].low not in sentence.pack.words["ages.copulas"] or not _ends_phrase(sentence, i + 1):
        return False
    people = sentence.ends(i - 1, "person", "subject")
    return any((t.slot == "person" or concept(t.key).people) and "plural" not in t.features for t in people)


def _is_youth(sentence: Sentence, i: int) -> bool:
    """Whether people are told by a bound on their ages: "prisoners under 25", "women over 65"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].low not in sentence.pack.words["ages.bounds"] or tokens[i].grouped:
        return False
    if i + 1 < len(tokens) and (sentence.slots(i + 1) & {"unit", "subject", "currency"} or tokens[i + 1].text == "%"):
        return False
    people = sentence.ends(i - 1, "person", "subject")
    return any(t.slot == "person" or concept(t.key).people for t in people)


def _is_span_of_ages(sentence: Sentence, i: int) -> bool:
    """Whether people are told by their ages: "women between 20 and 35"."""
    opened = sentence.pack.phrases["open"].before(sentence.tokens, i)
    joined = i + 2 < len(sentence.tokens) and sentence.tokens[i + 2].kind == "n"
    if opened is None or opened[1] != "between" or not joined or not _ends_phrase(sentence, i + 3):
        return False
    people = sentence.ends(opened[0], "person", "subject")
    return any(t.slot == "person" or concept(t.key).people for t in people)


def _ends_phrase(sentence: Sentence, j: int) -> bool:
    """Whether nothing follows at token j that the number before it could count."""
    if j >= len(sentence.tokens):
        return True
    token, words = sentence.tokens[j], sentence.pack.words
    if token.low in words["range_words"]:
        return False
    return token.text in ',.;:!?)”"' or token.low in words["function_words"] or token.low in words["auxiliaries"]


def _is_of_one(sentence: Sentence, i: int) -> bool:
    """Whether "of" ties the number to one person: "a teacher of 44", "an unnamed woman of 32"."""
    tokens, words = sentence.tokens, sentence.pack.words
    if i < 3 or tokens[i - 1].low not in words["of"] or tokens[i - 2].kind != "w":
        return False
    return any(tokens[j].low in words["indefinite_one"] for j in range(max(0, i - 4), i - 2)) and not any(
        t.slot in ("unit", "currency", "flow", "number_noun") or (t.slot == "subject" and not concept(t.key).people)
        for t in sentence.ends(i - 1, "unit", "currency", "flow", "number_noun", "subject")
    )


def _is_apposed(sentence: Sentence, i: int) -> bool:
    """Whether a number stands between commas behind the noun of one person: "her son, 3, was"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].text != "," or tokens[i - 2].kind != "w":
        return False
    last = i + 1 >= len(tokens) or (tokens[i + 1].text in '.”"' and i + 3 >= len(tokens))
    between = i + 2 < len(tokens) and tokens[i + 1].text == "," and tokens[i + 2].kind in "wp"
    if not last and not between:
        return False
    nouns = [t for t in sentence.terms if t.last == i - 1]
    several = any("plural" in t.features or concept(t.key).settled for t in nouns)  # "of the wounded, 12,"
    known = any(t.slot in ("subject", "person", "role", "speaker") for t in nouns)
    if last and not known:
        return bool(sentence.of("saying")) and not tokens[i - 2].low.endswith(sentence.pack.affixes["plurals.endings"])
    return not several and (not nouns or known)


def _is_of_a_name(token: Token) -> bool:
    return token.text[0].isupper() or token.text == "."
