"""The shipped rules are sound, are covered by examples in both languages, and give the verdicts that these promise."""

from pathlib import Path

import pytest

from consistency import rule_tests, rulebook
from consistency.model import Rule

RULES = Path(__file__).parents[2] / "rules"
SHIPPED, PROBLEMS = rulebook.load([RULES])
EXAMPLES = [(rule, example) for rule in SHIPPED for example in rule_tests.examples(rule)]


def test_no_shipped_rule_has_a_mistake() -> None:
    assert [problem.shown() for problem in PROBLEMS] == []
    assert len(SHIPPED) == len(list(RULES.glob("*.yaml")))


@pytest.mark.parametrize("rule", SHIPPED, ids=[rule.id for rule in SHIPPED])
def test_a_shipped_rule_shows_that_it_fires_and_that_it_stays_silent(rule: Rule) -> None:
    assert rule_tests.uncovered(rule) == ()


@pytest.mark.parametrize("rule", SHIPPED, ids=[rule.id for rule in SHIPPED])
def test_a_shipped_rule_has_examples_in_both_languages(rule: Rule) -> None:
    read = {article.language for each, example in EXAMPLES if each is rule for article in example.articles}

    assert read >= {"en", "hu"}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[example.name for _, example in EXAMPLES])
def test_an_example_of_a_shipped_rule_holds(rule: Rule, example: rule_tests.Example) -> None:
    result = rule_tests.run(example, rule)

    assert result.passed, result.shown()
