"""A headline that names nobody corroborates nobody whom its own text quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reconciliation.conftest import make_claim, make_rule

from consistency.reconciliation.columns import columns
from consistency.reconciliation.headlines import repeated

if TYPE_CHECKING:
    from collections.abc import Callable

    from reconciliation.conftest import Told

ABOUT = {"subject": "death", "place": "PE", "event": "earthquake/PE/2025-01-08", "published": "2025-01-08"}
TEXT = {**ABOUT, "document": "a.md", "outlet": "Morning Post"}
HEADLINE = {**TEXT, "in_title": True}


@pytest.mark.parametrize(
    ("headline", "text"),
    [("340", "340"), ("200..1000", "340"), (">=300", "340"), ("~350", "340"), ("340", ">=340"), (">300", ">300")],
)
def test_a_headline_is_no_second_party_beside_its_text(headline: str, text: str, tell: Callable[..., Told]) -> None:
    vague = headline == "200..1000"
    claims = [make_claim(headline, vague=vague, **HEADLINE), make_claim(text, "interior ministry", **TEXT)]
    assert tell(claims, make_rule()).with_verdict("agreement") == []


def test_a_message_names_whom_the_text_names_and_not_the_headline(tell: Callable[..., Told]) -> None:
    claims = [make_claim("340", **HEADLINE), make_claim("340", "interior ministry", **TEXT, start=50)]
    claims.append(make_claim("900", "Red Cross", **ABOUT, document="b.md"))
    (found,) = [one for one in tell(claims, make_rule()).report.findings if one.verdict != "agreement"]
    assert "interior ministry says 340" in found.message.replace("Interior", "interior")
    assert "Morning Post" not in found.message


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


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ({"of": "UA"}, {"of": "RU"}), ({"predicate": "killed"}, {"predicate": "missing"}),
        ({"as_of": "2025-01-08"}, {"as_of": "2024-03-01"}), ({"place": "PE/Lima"}, {"place": "CL"}),
        ({"figure": "<100"}, {"figure": "20"}), ({"figure": ">100"}, {"figure": "5000"}),
        ({"figure": "any", "modality": "denied"}, {"figure": "any", "modality": "denied"}),
    ],
)  # fmt: skip
def test_a_headline_is_nobodys_figure_of_something_else(headline: dict[str, str], text: dict[str, str]) -> None:
    one = {"figure": "340", **HEADLINE, **headline}
    other = {"figure": "340", "by": "interior ministry", **TEXT, **text}
    assert list(repeated(columns([make_claim(**one), make_claim(**other)]))) == []


def test_the_nearest_figure_of_the_text_is_the_headlines() -> None:
    told = [make_claim("330", "interior ministry", **TEXT), make_claim("340", "UN", **TEXT, start=5)]
    assert list(repeated(columns([make_claim("340", **HEADLINE), *told]))) == [(0, 2)]
    own = make_claim("340", **TEXT, start=5)
    assert list(repeated(columns([make_claim("340", **HEADLINE), told[0], own]))) == []


def test_a_headline_that_its_text_does_not_bear_out_is_held_against_it(tell: Callable[..., Told]) -> None:
    claims = [make_claim("900", **HEADLINE), make_claim("340", "interior ministry", **TEXT)]
    assert "contradiction" in tell(claims, make_rule()).verdicts()
