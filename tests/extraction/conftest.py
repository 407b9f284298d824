"""What the tests of extraction share: a text → its sentence or its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from consistency.extraction import extract
from consistency.extraction.calendar_days import published_days
from consistency.extraction.dates import DateReader
from consistency.extraction.exclusions import exclude
from consistency.extraction.figures import FigureReader
from consistency.extraction.sentences import Sentence
from consistency.languages import load
from consistency.model import Article, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.stated import Figure
    from consistency.model import Claim

PUBLISHED = "2025-03-12"  # a Wednesday


def article_of(text: str, code: str) -> Article:
    body = Section(start=0, end=len(text), role="body")
    return Article(document="a", path="a.txt", text=text, sections=(body,), language=code, published=PUBLISHED)


def sentence_of(text: str, code: str) -> Sentence:
    return Sentence(text, 0, len(text), load(code), in_title=False, paragraph=0)


@pytest.fixture(scope="session")
def sentence() -> Callable[[str, str], Sentence]:
    """(text, language) → the text as one sentence."""
    return sentence_of


@pytest.fixture(scope="session")
def claims() -> Callable[[str, str], list[Claim]]:
    """(text, language) → its claims; a problem fails the test."""

    def read(text: str, code: str) -> list[Claim]:
        found, problems = extract(article_of(text, code))
        assert problems == ()
        return list(found)

    return read


@pytest.fixture(scope="session")
def figures() -> Callable[[str, str], list[Figure]]:
    """(text, language) → its figures, whether they carry a claim or not."""

    def read(text: str, code: str) -> list[Figure]:
        whole = sentence_of(text, code)
        DateReader(whole, published_days(PUBLISHED)).read()
        exclude(whole)
        return FigureReader(whole).read()

    return read
