"""The four steps from a notebook: lists and tables in, lists and tables out, and every mistake in a table located."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import consistency
from consistency.problems import UserError
from consistency.rendering import render

ARTICLES = pd.DataFrame(
    {
        "id": ["kyiv", "seoul"],
        "published": ["2024-12-02", "2024-12-06"],
        "outlet": ["Esti Lap", None],
        "text": [
            "A kijevi hadügyminisztérium szerint 30 ezer észak-koreai katona van Oroszországban.",
            "There are 11,000 North Korean soldiers in Russia, Seoul said.",
        ],
    }
)


@pytest.fixture
def claims() -> pd.DataFrame:
    return consistency.extract(ARTICLES)


def test_a_table_of_articles_becomes_a_table_of_claims_and_a_report(claims: pd.DataFrame) -> None:
    assert claims["low"].tolist() == [30000, 11000]
    assert claims.attrs["problems"] == ()
    report = consistency.reconcile(claims)
    assert [finding.verdict for finding in report.findings] == ["contradiction"]
    assert consistency.findings_table(report)["verdict"].tolist() == ["contradiction"]
    assert consistency.topics_table(report)["low"].tolist() == [28500, 10500]  # as widened
    assert consistency.claims_table(report).equals(claims.sort_values("document").reset_index(drop=True))


def test_lists_and_tables_give_the_same_report(claims: pd.DataFrame) -> None:
    reading = consistency.read(ARTICLES)
    listed, problems = consistency.extract(reading.articles)
    assert problems == ()
    of_lists, of_tables = consistency.reconcile(listed), consistency.reconcile(claims)
    assert render(of_lists, "findings.json") == render(of_tables, "findings.json")
    assert tuple(of_tables.claims) == of_lists.claims
    assert consistency.report(reading.articles).findings == consistency.report(ARTICLES).findings == of_lists.findings


def test_the_sample_articles_give_the_same_report_through_a_table() -> None:
    report = consistency.report([Path(__file__).parents[1] / "seeds"])
    again = consistency.reconcile(consistency.claims_table(report), report.rules)
    assert again.findings == report.findings
    assert again.topics == report.topics


def test_the_order_of_rows_changes_no_byte(claims: pd.DataFrame) -> None:
    backwards = claims.iloc[::-1]
    assert render(consistency.reconcile(claims), "findings.json") == render(
        consistency.reconcile(backwards), "findings.json"
    )


def test_parquet_goes_in_as_it_came_out(claims: pd.DataFrame, tmp_path) -> None:
    claims.to_parquet(tmp_path / "claims.parquet")
    again = pd.read_parquet(tmp_path / "claims.parquet")
    assert consistency.reconcile(again).findings == consistency.reconcile(claims).findings


@pytest.mark.parametrize("backend", ["pyarrow", "numpy_nullable"])
def test_the_types_of_a_column_change_nothing(claims: pd.DataFrame, tmp_path, backend) -> None:
    claims.to_parquet(tmp_path / "claims.parquet")
    again = pd.read_parquet(tmp_path / "claims.parquet", dtype_backend=backend)
    assert consistency.reconcile(again).findings == consistency.reconcile(claims).findings
    gap = claims.assign(event=pd.NA, start=claims["start"].astype(float))
    assert consistency.reconcile(gap).findings == consistency.reconcile(claims).findings


def test_one_thing_is_a_list_of_one(claims: pd.DataFrame) -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    report = consistency.report([seeds])
    assert consistency.report(seeds).findings == consistency.report(str(seeds)).findings == report.findings
    assert consistency.reconcile(report, report.rules).findings == report.findings
    assert consistency.report(list(report.claims)).findings == report.findings
    assert consistency.extract(consistency.read(seeds))[0] == consistency.extract(consistency.read([seeds]).articles)[0]
    named = consistency.reconcile(claims, "any-figure", today="2025-01-01")
    assert named.findings == consistency.reconcile(claims, consistency.rules("any-figure") * 2).findings
    with pytest.raises(UserError, match="int is nothing that can be taken here"):
        consistency.report(5)  # type: ignore[call-overload]
    with pytest.raises(UserError, match="'soon' is no day"):
        consistency.reconcile(claims, today="soon")


def test_two_claims_of_one_id_are_told(claims: pd.DataFrame) -> None:
    twice = pd.concat([claims, claims.iloc[[0]]])
    assert consistency.reconcile(twice).findings == consistency.reconcile(claims).findings
    for rows in ([claims, claims.iloc[[0]].assign(high=31000.0)], [claims.iloc[[0]].assign(high=31000.0), claims]):
        with pytest.raises(UserError, match="its 'claim_id' is that of row 1, but not its 'high'"):
            consistency.reconcile(pd.concat(rows))
    one, _ = consistency.extract(consistency.read(ARTICLES))
    with pytest.raises(UserError, match="two claims that differ have the id"):
        consistency.reconcile([*one, replace(one[0], outlet="Other")])


def test_a_moment_is_of_the_day_that_its_place_has() -> None:
    moment = pd.Timestamp("2024-02-03 23:30", tz="America/New_York")
    (article,) = consistency.read(ARTICLES.iloc[[1]].assign(published=[moment])).articles
    assert article.published.startswith("2024-02-03T23:30")
    (article,) = consistency.read(ARTICLES.iloc[[1]].assign(published=[pd.Timestamp("2024-02-03")])).articles
    assert article.published == "2024-02-03"


def test_a_topic_shows_its_picture(claims: pd.DataFrame) -> None:
    report = consistency.reconcile(claims)
    picture = consistency.picture(report, "North Korean troops")
    assert picture._repr_svg_().startswith("<svg")
    with pytest.raises(UserError, match="there is no topic 'Chinese troops'"):
        consistency.picture(report, "Chinese troops")


WRONG = {
    "a missing column": (lambda t: t.drop(columns="unit"), "table:1:1: the column 'unit' is missing"),
    "a wrong type": (lambda t: t.assign(low=["many", 11000.0]), "table:1:1: claim: 'low' must be a number or null"),
    "low above high": (lambda t: t.assign(high=[1.0, 11000.0]), "table:1:1: claim: low 30000"),
    "an unknown unit": (lambda t: t.assign(unit=["count", "parsnip"]), "table:2:1: claim: 'unit' must be a unit"),
    "an impossible date": (lambda t: t.assign(published=["2024-02-30", None]), "table:1:1: claim: 'published' must be"),
    "a span that is none": (lambda t: t.assign(end=t["start"]), "table:1:1: claim: 'start' and 'end' do not enclose"),
    "no figure at all": (lambda t: t.assign(low=np.nan, high=np.nan), "table:1:1: claim: 'low' and 'high' are both"),
    "a column that stands twice": (lambda t: pd.concat([t, t[["low"]]], axis=1), "table:1:1: the column 'low' stands"),
    "a start that is missing": (lambda t: t.assign(start=[np.nan, 0]), "table:1:1: claim: 'start' must be a whole"),
    "a place that is no list": (lambda t: t.assign(place="RU"), "table:1:1: claim: 'place' must be a list of strings"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_table_is_told_at_its_row(claims: pd.DataFrame, name: str) -> None:
    spoil, message = WRONG[name]
    with pytest.raises(UserError) as raised:
        consistency.reconcile(spoil(claims))
    assert raised.value.lines[0].startswith(message)


def test_articles_without_a_text_are_told() -> None:
    assert str(consistency.read(pd.DataFrame({"id": ["a"]})).problems[0]) == "table:1:1: the column 'text' is missing"
    (problem,) = consistency.read(ARTICLES.assign(published=["soon", "2024-12-06"])).problems
    assert str(problem).startswith("table:1:")
