"""Drafts of rules are sound as they stand; those proposed from articles hold the examples that were found there."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import pipeline, rule_drafts, rule_tests, rulebook
from consistency.model import RULE_KINDS as KINDS
from consistency.problems import UserError

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_of_each_kind_is_a_sound_rule(kind: str) -> None:
    rule, problems = rulebook.parse_rule(rule_drafts.starter(kind), "rules/starter.yaml")
    assert problems == ()
    assert rule is not None
    assert rule.kind == kind


def test_proposed_rules_are_sound_and_hold_their_examples() -> None:
    report = pipeline.report([ROOT / "seeds"], rules=[ROOT / "rules" / "any-figure.yaml"])
    drafts = rule_drafts.proposed(report)
    assert "protesters-present-in-madrid-spain-protest-2024-10-13" in drafts
    for name, text in drafts.items():
        rule, problems = rulebook.parse_rule(text, f"rules/{name}.yaml")
        assert problems == ()
        assert rule is not None
        assert all(rule_tests.run(example, rule).passed for example in rule_tests.examples(rule))
    assert any("contradiction:" in text for text in drafts.values())


def test_articles_in_which_nobody_disagrees_propose_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("2024-12-02\n\nSeoul counted 11,000 soldiers in Russia.\n", encoding="utf-8")
    report = pipeline.report([tmp_path], rules=[ROOT / "rules" / "any-figure.yaml"])
    with pytest.raises(UserError, match="nothing to propose"):
        rule_drafts.proposed(report)
