"""Rewording: what a reviewer types for a figure or a speaker → what the same words would give in an article.

A figure is read in English, in which figures are shown, and in the language of the claim's article; in any other only
where neither takes all that was typed. What cannot be taken whole, or in more than one way, is refused with a reason.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from consistency.extraction.claims import extract
from consistency.extraction.origins import Origin, OriginReader
from consistency.extraction.sentences import Sentence
from consistency.intervals import Interval
from consistency.languages import codes, load
from consistency.languages.lexicon import NONE
from consistency.model import Article, Claim, Quantity, Section
from consistency.problems import UserError
from consistency.vocabulary import NOTHING, canonical, concept
from consistency.vocabulary.places import path_to, places_named

if TYPE_CHECKING:
    from consistency.vocabulary import Additions

SHOWN_IN = "en"
DIGITS = re.compile(r"\d+")
LONGEST = 200  # characters of anything that is typed for a figure or a name
EXAMPLES = "12,000, more than 3,000, 11–12 thousand"


def figure(words: str, language: str | None) -> tuple[Quantity, bool]:
    """The quantity that words tell ("more than 3,000", "11–12 ezer"), and whether they name what is counted.

    language: code of the pack of the claim's article. "13,500" is read as figures are shown, whatever the language;
    "13.500" is so, too, in a language that groups digits by a point, if people or things are counted.
    Raises UserError where the words are no figure, more than one, denied, or may be two.
    """
    words = " ".join(words[:LONGEST].split())
    if DIGITS.fullmatch(words):  # a year for all that a text tells
        return Quantity(interval=Interval(low=float(words), high=float(words)), resolution=1.0), False
    near = _languages(language)
    read = {code: found for code in near if (found := _whole(words, code)) is not None}
    for code in codes():
        if not read and code not in near and (found := _whole(words, code)) is not None:
            read = {code: found}
    if not read:
        part = next((claims[0].text for code in near if (claims := _claims(words, code))), None)
        if part is None:
            raise UserError(f"no figure is read in “{words}”; {EXAMPLES} are examples of one")
        raise UserError(f"of “{words}” only “{part}” is read as a figure; write one figure and nothing beside it")
    shown, other = read.get(SHOWN_IN), read.get(near[-1])
    claim = shown or other or next(iter(read.values()))
    if shown is not None and other is not None and not _is_same(shown, other) and not _is_integer(shown):
        if other.quantity.unit != "count":
            raise UserError(
                f"“{words}” may be {_told(shown)} or {_told(other)}; write it without a mark "
                "between thousands, or with one more digit behind the decimal mark"
            )
        claim = other
    return claim.quantity, claim.subject is not None


def speaker(name: str, claim: Claim, additions: Additions = NOTHING) -> Origin:
    """Who is behind a name as it is typed; behind none, whose voice the claim's article is."""
    name = " ".join(name[:LONGEST].split())
    language = _languages(claim.language)[-1]
    about = Article(
        document=claim.document, path=claim.document, text=name, sections=(), outlet=claim.outlet, language=language
    )  # fmt: skip
    reader = OriginReader(about)
    if not name:
        return reader.own_voice(claim.via)
    sentence = Sentence(name, 0, len(name), load(language, additions), False, 0)
    return reader.of(sentence, (0, len(sentence.tokens)))


@cache
def articles() -> frozenset[str]:
    """The articles of all languages."""
    return frozenset(word for code in codes() for word in load(code).words["articles"])


def subject(words: str, language: str | None) -> str | None:
    """The concept that words name ("wounded soldiers"), or what they say where none is known; None behind none."""
    words = " ".join(words[:LONGEST].split())
    if not words:
        return None
    order = dict.fromkeys((*_languages(language), *codes()))
    read = (claim.subject for code in order for claim in _claims(f"5 {words}", code))
    known = next((name for name in read if name is not None and concept(name).known), None)
    listed = words.casefold().replace(" ", "_")
    return known or canonical(listed if concept(listed).known else words)


def place(words: str, language: str | None, additions: Additions = NOTHING) -> tuple[str, ...]:
    """The path to a place, as ("RU", "Kursk") behind "Kursk" or "Kursk, Russia"; none behind no words.

    One that is not known is taken where its country is told behind it. Raises UserError for any other.
    """
    *within, outer = [" ".join(part.split()) for part in words[:LONGEST].split(",")]
    if not (within or outer):
        return ()
    order = dict.fromkeys((*_languages(language), *codes()))
    path = next((path_to(key) for code in order if (key := _located(outer, code, additions)) is not None), None)
    if path is None or (within and len(path) > 1 and not within[0]):
        told = "no place is known as" if not within else "no country is known as"
        raise UserError(f"{told} “{outer}”{'' if within else f'; with its country any is taken: {outer}, Hungary'}")
    for name in reversed([name for name in within if name]):
        keys = [key for code in order if (key := _located(name, code, additions)) is not None]
        keys += places_named().get(name, ())
        path = next(
            (path_to(key) for key in keys if path_to(key)[0] == path[0] and len(path_to(key)) > 1), (*path, name)
        )
    return path


def _located(name: str, language: str, additions: Additions) -> str | None:
    """The key of the place or country that a name is, an article before it perhaps."""
    sentence = Sentence(name, 0, len(name), load(language, additions), False, 0)
    tokens = sentence.tokens
    first = 1 if len(tokens) > 1 and tokens[0].low in sentence.pack.words["articles"] else 0
    named = (term for term in sentence.terms if (term.first, term.last) == (first, len(tokens)))
    return next((term.key for term in named if term.slot in ("place", "country")), None)


def _languages(language: str | None) -> list[str]:
    return [SHOWN_IN, language] if language in codes() and language != SHOWN_IN else [SHOWN_IN]


def _is_same(one: Claim, other: Claim) -> bool:
    return (one.quantity.interval, one.quantity.unit) == (other.quantity.interval, other.quantity.unit)


def _told(claim: Claim) -> str:
    interval = claim.quantity.interval
    return f"{interval.low:,.15g}" if interval is not None and interval.is_point else str(interval)


def _is_integer(claim: Claim) -> bool:
    """Whether it was read without a fraction."""
    return claim.quantity.resolution is None or claim.quantity.resolution >= 1


def _whole(words: str, language: str) -> Claim | None:
    """The one figure that the words are, with nothing beside it but what opens a range ("between")."""
    claims = _claims(words, language)
    if len(claims) != 1 or claims[0].quantity.interval is None or claims[0].modality == "denied":
        return None
    (claim,) = claims
    before = Sentence(words, 0, claim.start, load(language), False, 0)
    opened = before.pack.phrases["open"].after(before.tokens, 0, NONE)
    told = any(token.low.isalnum() for token in before.tokens[opened[0] if opened else 0 :])
    return None if told or any(sign.isalnum() for sign in words[claim.end :]) else claim


def _claims(words: str, language: str) -> list[Claim]:
    """The figures of the words, the longest first."""
    body = Section(start=0, end=len(words), role="body")
    found, _ = extract(Article(document="", path="", text=words, sections=(body,), language=language), everything=True)
    return sorted(found, key=lambda claim: -len(claim.text))
