"""The recognisers one by one, each with its cases as data beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from consistency.extraction.calendar_days import published_days
from consistency.extraction.dates import DateReader
from consistency.extraction.numerals import NumeralReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure
    from consistency.model import Claim

PUBLISHED = published_days("2025-03-12")


def cases(name: str) -> list[Any]:
    """(language, text, what is expected of it) of each case of a file; a bare list of texts expects nothing."""
    by_language = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    found = []
    for code, texts in by_language.items():
        for text in texts:
            expected = texts[text] if isinstance(texts, dict) else None
            found.append(pytest.param(code, text, expected, id=f"{code}: {text}"))
    return found


@pytest.mark.parametrize(("code", "text", "value"), cases("numerals"))
def test_numerals(code: str, text: str, value: float, sentence: Callable[[str, str], Sentence]) -> None:
    whole = sentence(text, code)
    numeral = NumeralReader(whole).at(0)
    assert numeral is not None
    assert (numeral.value, numeral.last) == (value, len(whole.tokens))


@pytest.mark.parametrize(("code", "text", "expected"), cases("figures"))
def test_figures(code: str, text: str, expected: list[Any], figures: Callable[[str, str], list[Figure]]) -> None:
    (figure,) = figures(text, code)
    low, high, closed, unit, *about = expected
    assert (figure.low, figure.high) == pytest.approx((low, high), abs=0.005)
    assert (figure.closed, figure.unit) == (closed, unit)
    assert figure.approximate == bool(about)


@pytest.mark.parametrize(("code", "text", "days"), cases("dates"))
def test_dates(code: str, text: str, days: list[date] | None, sentence: Callable[[str, str], Sentence]) -> None:
    (moment,) = DateReader(sentence(text, code), PUBLISHED).read()
    assert moment.days == (tuple(days) if days else None)


@pytest.mark.parametrize(("code", "text", "_"), cases("exclusions"))
def test_exclusions(code: str, text: str, _: None, claims: Callable[[str, str], list[Claim]]) -> None:
    assert [claim.text for claim in claims(text, code)] == []


@pytest.mark.parametrize(("code", "text", "path"), cases("places"))
def test_places(code: str, text: str, path: list[str], claims: Callable[[str, str], list[Claim]]) -> None:
    (claim,) = claims(text, code)
    assert list(claim.place) == path


@pytest.mark.parametrize(("code", "text", "source"), cases("speakers"))
def test_speakers(code: str, text: str, source: str | None, claims: Callable[[str, str], list[Claim]]) -> None:
    (claim,) = claims(text, code)
    assert claim.source == source


@pytest.mark.parametrize(("code", "text", "events"), cases("happenings"))
def test_happenings(code: str, text: str, events: list[str | None], claims: Callable[[str, str], list[Claim]]) -> None:
    assert [claim.event for claim in claims(text, code)] == events
