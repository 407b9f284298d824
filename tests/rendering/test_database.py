"""report.db, read back by SQLite itself: whole, its ties intact, and what it holds is what the report holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from consistency import pipeline
from consistency.model import Rule, Selector
from consistency.rendering import render

NOTHING = {"kind": "level", "path": "rule.yaml", "about": Selector()}
SEEDS = Path(__file__).parents[2] / "seeds"


def read(content: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    return database


def test_it_holds_what_the_report_holds() -> None:
    report = pipeline.report([SEEDS])
    with closing(read(render(report, "report.db"))) as database:  # type: ignore[arg-type]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute("SELECT claim_id, text, low, high FROM claims WHERE fact_of IS NULL").fetchall()
        told = [(claim.claim_id, claim.text, claim.quantity.interval) for claim in report.claims]
        assert found == [(name, text, one and one.low, one and one.high) for name, text, one in told]
        assert dict(database.execute("SELECT id, message FROM findings")) == {
            finding.id: finding.message for finding in report.findings
        }
        steps = database.execute(
            "SELECT step FROM finding_steps WHERE finding = ? ORDER BY number", [report.findings[0].id]
        )
        assert [step for (step,) in steps] == list(report.findings[0].because)
        quoted = database.execute("SELECT count(*) FROM finding_quotes WHERE verdict = 'contradiction'").fetchone()
        contradictions = [finding for finding in report.findings if finding.verdict == "contradiction"]
        assert quoted == (sum(len(side) for finding in contradictions for side in finding.sides),)


@pytest.mark.parametrize("name", ["report", "hostile", "empty"])
def test_its_ties_hold_whatever_a_text_says(name: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(name)
    names = {one.rule for one in (*made.topics, *made.findings)}
    known = {claim.claim_id for claim in made.claims}
    report = replace(made, rules=tuple(Rule(**NOTHING, id=one, title=one) for one in sorted(names)))
    with closing(read(render(report, "report.db"))) as database:  # type: ignore[arg-type]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        told = {pair for finding in report.findings for pair in finding.pairs if {pair.a, pair.b} <= known}
        assert database.execute("SELECT count(*) FROM finding_pairs").fetchone() == (len(told),)
        assert render(report, "report.db") == render(report, "report.db")
        assert database.execute("SELECT count(*) FROM claims WHERE fact_of IS NULL").fetchone() == (len(report.claims),)
        assert database.execute("SELECT count(*) FROM findings").fetchone() == (len(report.findings),)
