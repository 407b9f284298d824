"""Rewording: what a reviewer types for a figure or a speaker → what the same words would give in an article.

A figure is read in English, in which figures are shown, in the claim's own language and in all others; of these
readings the one that takes more of the words counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.extraction.claims import extract
from consistency.extraction.origins import Origin, OriginReader
from consistency.extraction.sentences import Sentence
from consistency.intervals import Interval
from consistency.languages import codes, load
from consistency.model import Article, Claim, Quantity, Section
from consistency.vocabulary import NOTHING

if TYPE_CHECKING:
    from consistency.vocabulary import Additions

SHOWN_IN = "en"
DIGITS = re.compile(r"\d+")
LONGEST = 200  # characters of anything that is typed for a figure or a name


def figure(words: str, language: str | None) -> tuple[Quantity, bool] | None:
    """The quantity that words tell ("more than 3,000", "11–12 ezer"), and whether they name what is counted; or None.

    language: code of the pack of the claim's article. Of two readings as long, whole numbers count: "12.000" may be
    twelve thousand, and is hardly twelve.
    """
    words = " ".join(words[:LONGEST].split())
    if DIGITS.fullmatch(words):  # a year for all that a text tells
        return Quantity(interval=Interval(low=float(words), high=float(words)), resolution=1.0), False
    order = dict.fromkeys((*_languages(language), *codes()))
    read = [found for code in order if (found := _read(words, code)) is not None]
    best = max(read, key=lambda claim: (len(claim.text), _is_whole(claim.quantity)), default=None)
    if best is None or best.quantity.interval is None:
        return None
    return best.quantity, best.subject is not None


def _is_whole(quantity: Quantity) -> bool:
    """Whether it was read without a fraction."""
    return quantity.resolution is None or quantity.resolution >= 1


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


def _languages(language: str | None) -> list[str]:
    return [SHOWN_IN, language] if language in codes() and language != SHOWN_IN else [SHOWN_IN]


def _read(words: str, language: str) -> Claim | None:
    """The longest figure of the words."""
    body = Section(start=0, end=len(words), role="body")
    found, _ = extract(Article(document="", path="", text=words, sections=(body,), language=language), everything=True)
    return max(found, key=lambda claim: len(claim.text), default=None)
