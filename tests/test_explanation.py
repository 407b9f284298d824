"""A finding retold: its quotes, what makes its figures comparable, the rules tried, what would change the verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from consistency import pipeline
from consistency.explanation import explained, flips
from consistency.reconciliation import reconcile

if TYPE_CHECKING:
    from consistency.model import Report

KYIV = "2024-12-02\n\nAbout 12,000 North Korean soldiers are in Russia, Kyiv said.\n"
SEOUL = "2024-12-06\n\nAbout 9,500 North Korean soldiers are in Russia, Seoul said.\n"


@pytest.fixture
def report(tmp_path, monkeypatch) -> Report:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kyiv.txt").write_text(KYIV, encoding="utf-8")
    (tmp_path / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    return pipeline.report(["kyiv.txt", "seoul.txt"])


def test_a_finding_is_retold_with_its_quotes_its_steps_and_the_rules_tried(report: Report) -> None:
    (finding,) = (one for one in report.findings if one.verdict == "contradiction")
    (told,) = explained(report, finding.id)
    assert "“About 12,000 North Korean soldiers”, Ukraine  kyiv.txt:3:1" in told
    assert "About 9,500 North Korean soldiers are in Russia, Seoul said." in told
    assert "any-figure: takes what no other level rule takes, and north-korean-troops-in-russia takes it" in told
    assert "kursk-territory: not about it, as its subject is not territory" in told
    assert all(step in told for step in finding.because)


def test_the_smallest_change_of_a_parameter_does_flip_the_verdict(report: Report) -> None:
    (finding,) = (one for one in report.findings if one.verdict == "contradiction")
    pair = (finding.pairs[0].a, finding.pairs[0].b)
    slack = next(flip for flip in flips(finding, pair, report, None) if flip.name == "slack")
    at = int(slack.then.removesuffix("%"))
    for value, gone in ((at, True), (at - 1, False)):
        rules = [replace(rule, slack=value / 100) for rule in report.rules if rule.id == finding.rule]
        again = reconcile(report.claims, rules)
        assert any(one.verdict == "contradiction" for one in again.findings) is not gone


def test_a_claim_is_retold_with_how_it_was_read_and_what_became_of_it(report: Report) -> None:
    claim = report.claims[0]
    (told,) = explained(report, claim.claim_id)
    assert "about 12,000: [12,000, 12,000] count, approximate" in told
    assert "soldier of KP in RU, present; level, asserted" in told
    assert "North Korean troops in Russia [north-korean-troops-in-russia]: compared; contradiction" in told


def test_an_unknown_id_is_of_nothing(report: Report) -> None:
    assert explained(report, "zzzz") == []
