"""The whole run: the same input in any order gives the same report, and claims written earlier do as articles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import consistency
from consistency import pipeline
from consistency.problems import UserError
from consistency.rendering import render

FIRST = "2024-12-02\n\nSeoul put the number of North Korean soldiers in Russia at 11,000 on Monday, officials said.\n"
SECOND = (
    "---\ntitle: Kijev becslése\ndate: 2024-12-03\nsource: Esti Lap\n---\n\n"
    "A kijevi hadügyminisztérium szerint 30 ezer észak-koreai katona van Oroszországban.\n"
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.md").write_text(SECOND, encoding="utf-8")
    return tmp_path


def everything(*paths: str | Path) -> dict[str, str | bytes]:
    report = pipeline.report(paths)
    return {name: render(report, name) for name in ("findings.json", "report.html", "report.md", "claims.csv")}


def test_the_order_of_files_changes_no_byte(archive: Path) -> None:
    assert everything("first.txt", "second.md") == everything("second.md", "first.txt") == everything(archive)


def test_the_seed_of_hashes_changes_no_byte() -> None:
    gold = Path(__file__).parent / "gold"
    folders = [str(gold / name) for name in ("news", "articles", "fresh-7-hu")]
    command = [sys.executable, "-m", "consistency", "extract", *folders]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("form", ["claims.jsonl", "claims.parquet"])
def test_claims_written_earlier_give_the_report_of_their_articles(archive: Path, form: str) -> None:
    report = pipeline.report(["first.txt", "second.md"])
    content = render(report, form)
    (archive / form).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    again = pipeline.report([form])
    assert again.claims == report.claims
    assert render(again, "findings.json") == render(report, "findings.json")


def test_an_article_that_is_read_again_stands_for_what_was_written_of_it(archive: Path) -> None:
    content = render(pipeline.report(["first.txt"]), "claims.jsonl")
    (archive / "claims.jsonl").write_text(str(content), encoding="utf-8")
    (archive / "first.txt").write_text(FIRST.replace("11,000", "12,000"), encoding="utf-8")
    report = pipeline.report(["claims.jsonl", "first.txt"])
    assert [claim.quantity.interval.low for claim in report.claims if claim.quantity.interval] == [12000]
    assert report.articles == 1


def test_every_claim_stands_where_it_says(archive: Path) -> None:
    texts = {article.document: article.text for article in consistency.read([archive]).articles}
    claims = pipeline.report([archive]).claims
    assert len(claims) == 2
    for claim in claims:
        text = texts[claim.document]
        assert text[claim.start : claim.end] == claim.text
        assert text[claim.quote_start :].startswith(claim.quote)
        assert text.split("\n")[claim.line - 1][claim.column - 1 :].startswith(claim.text.split("\n")[0])


def test_progress_ends_where_all_files_are_done(archive: Path) -> None:
    seen: list[tuple[float, int]] = []
    pipeline.report([archive], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.usefixtures("archive")
def test_nothing_to_read_is_no_green_run() -> None:
    with pytest.raises(UserError, match="there is no such file or folder"):
        pipeline.report(["missing"])


def test_wrong_rules_and_missing_articles_are_told_together(archive: Path) -> None:
    (archive / "tolls.yaml").write_text("title: 1\n", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        pipeline.report(["missing"], rules=["tolls.yaml"])
    assert any(line.startswith("tolls.yaml:") for line in raised.value.lines)
    assert "missing:1:1: there is no such file or folder" in raised.value.lines


def test_the_package_hands_on_its_steps() -> None:
    tables = {"claims_table", "findings_table", "picture", "rules", "topics_table"}
    assert set(consistency.__all__) == {"__version__", "extract", "read", "reconcile", "report", *tables}
    assert all(callable(getattr(consistency, name)) for name in consistency.__all__ if name != "__version__")
