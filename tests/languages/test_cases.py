"""The cases of every language: a sentence → exactly these claims; a key that a case leaves out is not judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.accuracy import Score, judge

from consistency.languages import codes
from consistency.model import Article, Section

FOLDER = Path(__file__).parent


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (code, case)
        for code in codes()
        for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    ("code", "case"), cases(), ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_case(code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    article = Article(
        document="case", path="case", text=text, sections=(Section(start=0, end=len(text), role="body"),),
        language=code, published=str(case["published"]) if "published" in case else None,
    )  # fmt: skip
    score = Score()
    judge(score, article, case)
    assert not score.misses, "\n".join([text, *score.misses])


def test_every_language_has_cases_with_and_without_claims() -> None:
    for code in codes():
        own = [case for language, case in cases() if language == code]
        names = [case["name"] for case in own]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
        assert any(not case["claims"] for case in own)
        assert any(case["claims"] for case in own)
