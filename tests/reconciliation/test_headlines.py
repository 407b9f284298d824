"""A headline that names nobody corroborates nobody whom its own text quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reconciliation.conftest import make_claim, make_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from reconciliation.conftest import Told

ABOUT = {"subject": "death", "place": "PE", "event": "earthquake/PE/2025-01-08", "published": "2025-01-08"}
TEXT = {**ABOUT, "document": "a.md", "outlet": "Morning Post"}
HEADLINE = {**TEXT, "in_title": True}


@pytest.mark.parametrize("figure", ["340", "200..1000", ">=300", "~350"])
def test_a_headline_is_no_second_party_beside_its_text(figure: str, tell: Callable[..., Told]) -> None:
    claims = [make_claim(figure, **HEADLINE), make_claim("340", "interior ministry", **TEXT)]
    assert tell(claims, make_rule()).with_verdict("agreement") == []


def test_headlines_of_several_outlets_are_still_one_party(tell: Callable[..., Told]) -> None:
    outlets = [{"document": f"{outlet}.md", "outlet": outlet} for outlet in ("Morning Post", "Evening Post")]
    claims = [make_claim("340", **{**HEADLINE, **own}) for own in outlets]
    claims += [make_claim("340", "interior ministry", **{**TEXT, **own}) for own in outlets]
    assert tell(claims, make_rule()).with_verdict("agreement") == []


@pytest.mark.parametrize(
    "headline",
    [
        {"document": "b.md", "outlet": "Evening Post"},
        {"source": "the prefect", "origins": ("the prefect",), "parties": ("the prefect",)},
        {"in_title": False},
    ],
    ids=["of another article", "that names somebody", "that is none"],
)
def test_any_other_voice_is_a_party(headline: dict[str, object], tell: Callable[..., Told]) -> None:
    claims = [make_claim("340", **{**HEADLINE, **headline}), make_claim("340", "interior ministry", **TEXT)]
    (agreement,) = tell(claims, make_rule()).with_verdict("agreement")
    assert "2 independent parties" in agreement.message


def test_a_headline_that_its_text_does_not_bear_out_is_held_against_it(tell: Callable[..., Told]) -> None:
    claims = [make_claim("900", **HEADLINE), make_claim("340", "interior ministry", **TEXT)]
    assert "contradiction" in tell(claims, make_rule()).verdicts()
