"""Datelines: which lines state a date of publication, which date, and what is left of them as prose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from consistency.articles.datelines import is_byline, iso_date, opening, whole_line

LANGUAGES = ("hu", "en", "de")
CASES: dict[str, dict[str, Any]] = yaml.load(
    Path(__file__).with_name("datelines.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def _or_none(written: str) -> str | None:
    return None if written in ("null", "unclear") else written


@pytest.mark.parametrize(("line", "wanted"), CASES["whole"].items())
def test_a_line_that_is_a_dateline_states_its_date(line: str, wanted: str) -> None:
    found = whole_line(line, LANGUAGES)
    assert (found is None) == (wanted == "null"), found
    assert (found.published if found else None) == _or_none(wanted)


@pytest.mark.parametrize(("line", "wanted"), CASES["opening"].items())
def test_a_dateline_that_opens_a_line_leaves_the_prose_whole(line: str, wanted: Any) -> None:
    found = opening(line, LANGUAGES)
    assert (found and [found.published, line[found.end :]]) == (
        None if wanted == "null" else [_or_none(wanted[0]), wanted[1]]
    )


@pytest.mark.parametrize(("line", "wanted"), CASES["bylines"].items())
def test_a_byline_is_told_from_prose(line: str, wanted: str) -> None:
    assert is_byline(line, LANGUAGES) == (wanted == "true")


def test_a_line_with_an_updated_date_alone_says_so() -> None:
    found = whole_line("Frissítve: 2023. február 8. 19:40", LANGUAGES)
    assert found is not None
    assert (found.published, found.updated) == ("2023-02-08T19:40", True)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 1, 1)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["long", "full", "medium"]),
)
def test_every_date_as_cldr_writes_it_is_read_back(day: date, language: str, form: str) -> None:
    assert iso_date(format_date(day, form, locale=language), LANGUAGES) == day.isoformat()


@given(st.text(max_size=200))
def test_no_line_is_too_odd(line: str) -> None:
    found = opening(line, LANGUAGES)
    assert found is None or 0 < found.end <= len(line)
    whole_line(line, LANGUAGES)
    is_byline(line, LANGUAGES)


def test_a_very_long_line_of_digits_takes_no_time() -> None:
    assert whole_line("1" * 1_000_000, LANGUAGES) is None
    assert opening("1" * 1_000_000, LANGUAGES) is None
