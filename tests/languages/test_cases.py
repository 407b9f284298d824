"""The cases of every language: a sentence → exactly these claims; a key that a case leaves out is not judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.accuracy import Score, judge

from consistency.extraction import extract
from consistency.languages import codes
from consistency.model import Article, Claim, Section

FOLDER = Path(__file__).parent
FIELDS = ("subject", "of", "place", "kind", "modality", "source", "as_of")


def files(code: str) -> list[Path]:
    """The cases of a language: of its figures, and of each field."""
    return [FOLDER / f"{code}.yaml", *sorted((FOLDER / "fields").glob(f"*.{code}.yaml"))]


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (code, case) for code in codes() for file in files(code) for case in yaml.safe_load(file.read_text("utf-8"))
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
    claims = extract(article)[0]
    for gold in case["claims"]:
        claim = _overlapping(text, gold["text"], claims)
        for link in gold.get("links", []):
            other = _overlapping(text, link["to"], claims)
            assert (link["as"], other.claim_id) in [(tie.kind, tie.to) for tie in claim.links], (
                text,
                gold["text"],
                link,
            )


def _overlapping(text: str, words: str, claims: tuple[Claim, ...]) -> Claim:
    start = text.index(words)
    return next(claim for claim in claims if claim.start < start + len(words) and claim.end > start)


def test_every_language_has_cases_with_and_without_claims() -> None:
    for code in codes():
        for file in files(code):
            names = [case["name"] for case in yaml.safe_load(file.read_text("utf-8"))]
            assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
        own = yaml.safe_load(files(code)[0].read_text("utf-8"))
        without = sum(not case["claims"] for case in own)
        assert len(own) / 3 <= without < len(own)


def test_every_field_has_cases() -> None:
    for code in codes():
        judged = Counter(
            field for language, case in cases() if language == code for claim in case["claims"] for field in set(claim)
        )
        for field in FIELDS:
            assert judged[field], (code, field)
