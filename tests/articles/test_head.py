"""Heads: what the first lines of an article say of it, and which of its words are prose."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from consistency.articles.head import parse

LANGUAGES = ("hu", "en", "de")
CASES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
LINES = (
    "Toll passes 5,000", "7 February 2023", "ANKARA, 7 February 2023. The toll rose.", "By Jane Doe", "", "World",
    "The toll passed 5,000 on Tuesday.", " date 2023-02 ", "# Heading", "*A deck in emphasis*", "- an item", "…",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_head_of_an_article_is_read(case: dict[str, Any]) -> None:
    found = parse(case["text"], LANGUAGES)
    wanted = case["published"]
    assert found.published == (None if wanted == "null" else wanted)
    assert found.title == (None if case["title"] == "null" else case["title"])
    assert [[part.role, case["text"][part.start : part.end]] for part in found.sections] == case["sections"]


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join) | st.text(max_size=300), st.booleans())
def test_sections_are_in_order_apart_and_without_white_space_around_them(text: str, markdown: bool) -> None:
    sections = parse(text, LANGUAGES, markdown=markdown).sections
    assert all(one.end <= other.start for one, other in pairwise(sections))
    for part in sections:
        assert 0 <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
    assert [part.role for part in sections].count("title") <= 1
    assert [part.role for part in sections].count("body") <= 1
