"""The main job on the sample articles: what a reader of `consistency report seeds/` must find there."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from make_example import EXAMPLE, ROOT, contents

from consistency import pipeline, rendering

if TYPE_CHECKING:
    from consistency.model import Finding, Report

SEEDS = ROOT / "seeds"
REINFORCEMENT = SEEDS / "2025-03-kurszk-utanpotlas.txt"
SILENT = ("2025-07-13-lavrov-wonsan.md", "2025-08-13-putyin-kim-hivas.md")


@cache
def report() -> Report:
    return pipeline.report([SEEDS], rules=[ROOT / "rules"])


def of_verdict(verdict: str, found: Report) -> list[Finding]:
    return [finding for finding in found.findings if finding.verdict == verdict]


def languages(finding: Finding, found: Report) -> set[str | None]:
    claims = {claim.claim_id: claim for claim in found.claims}
    return {claims[claim].language for side in finding.sides for claim in side}


@pytest.mark.parametrize("verdict", ["contradiction", "agreement"])
def test_there_are_two_of_each_and_one_across_languages(verdict: str) -> None:
    findings = of_verdict(verdict, report())
    assert len(findings) >= 2
    assert any(len(languages(finding, report())) > 1 for finding in findings)


def test_the_losses_of_23_december_contradict_across_languages() -> None:
    findings = [f for f in of_verdict("contradiction", report()) if f.rule == "north-korean-casualties"]
    claims = {claim.claim_id: claim for claim in report().claims}
    said = [{claims[claim].origins[0] for side in finding.sides for claim in side} for finding in findings]
    assert any("Volodymyr Zelensky" in origins and len(origins) > 1 for origins in said), said


def test_the_articles_without_a_figure_yield_none() -> None:
    assert not [claim for claim in report().claims if Path(claim.document).name in SILENT]


def test_files_in_any_order_give_the_same_bytes() -> None:
    files = sorted(path for path in SEEDS.iterdir() if path.name != "README.md")
    turned = pipeline.report(files[::-1], rules=[ROOT / "rules"])
    for name in ("findings.json", "report.html", "report.md", "claims.csv"):
        assert rendering.render(turned, name) == rendering.render(report(), name)


def test_ten_outlets_with_one_story_change_no_verdict_and_count_one_party(tmp_path: Path) -> None:
    for path in SEEDS.iterdir():
        shutil.copy(path, tmp_path / path.name)
    for number in range(10):
        copy = f"---\nsource: Outlet {number}\ndate: 2025-03\n---\n\n" + REINFORCEMENT.read_text("utf-8").removeprefix(
            " date 2025-03 "
        )
        (tmp_path / f"copy-{number}.md").write_text(copy, encoding="utf-8")
    copied = pipeline.report([tmp_path], rules=[ROOT / "rules"])
    assert verdicts(copied) == verdicts(report())
    assert parties(copied) == parties(report())


def verdicts(found: Report) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.verdict) for finding in found.findings)


def parties(found: Report) -> list[tuple[str, int]]:
    return sorted((topic.title, len(camp.parties)) for topic in found.topics for camp in topic.camps)


def test_the_example_in_the_repository_is_what_the_report_gives() -> None:
    made = contents()
    assert {path.name for path in EXAMPLE.iterdir()} == set(made)
    for name, content in made.items():
        assert (EXAMPLE / name).read_bytes() == content, f"{name} is out of date: python tests/make_example.py"
