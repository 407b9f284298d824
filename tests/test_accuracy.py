"""The gold in tests/gold: what is extracted from it must not fall below what was once reached."""

from __future__ import annotations

import pytest
from benchmarks import accuracy

# figure F1 and share of whole claims below which a change has made reading worse
FLOORS = {
    "seeds": (0.98, 0.83),
    "articles": (0.95, 0.73),
    "news": (0.97, 0.79),
    "rewordings a": (0.99, 0.92),
    "rewordings b": (0.99, 0.84),
    "rewordings c": (0.98, 0.78),
    "fresh-1-en": (0.95, 0.64),
    "fresh-1-hu": (0.97, 0.74),
    "fresh-2-en": (0.96, 0.72),
    "fresh-2-hu": (0.95, 0.7),
    "fresh-3-en": (0.96, 0.67),
    "fresh-3-hu": (0.98, 0.77),
    "fresh-4-en": (0.96, 0.71),
    "fresh-4-hu": (0.98, 0.74),
    "fresh-5-en": (0.93, 0.68),
    "fresh-5-hu": (0.95, 0.68),
    "fresh-6-en": (0.96, 0.84),
    "fresh-6-hu": (0.95, 0.76),
    "fresh-7-en": (0.96, 0.61),
    "fresh-7-hu": (0.93, 0.53),
    "fresh-8-en": (0.95, 0.48),
    "fresh-8-hu": (0.95, 0.59),
    "fresh-1-de": (0.93, 0.48),
    "fresh-2-de": (0.93, 0.52),
}


@pytest.mark.parametrize("name", sorted(accuracy.sets()))
def test_gold_is_read_at_least_as_well_as_before(name: str) -> None:
    score = accuracy.measured(accuracy.sets()[name])
    f1, whole = FLOORS[name]
    report = "\n".join(score.misses)
    assert score.f1 >= f1, f"figure F1 {score.f1:.3f} < {f1}\n{report}"
    assert score.whole_share >= whole, f"whole claims {score.whole_share:.3f} < {whole}\n{report}"


def test_every_gold_quote_stands_in_its_text() -> None:
    for name, pairs in accuracy.sets().items():
        for article, entry in pairs:
            for claim in entry.get("claims") or []:
                assert claim["text"] in article.text, (name, article.document, claim["text"])
            for words in entry.get("ignore") or []:
                assert words in article.text, (name, article.document, words)
