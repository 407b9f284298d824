"""Each rule kind has examples in English and Hungarian, in a shipped rule or here, and the rules here hold theirs."""

from pathlib import Path

import pytest

from consistency import rule_tests, rulebook
from consistency.model import RULE_KINDS as KINDS
from consistency.model import Rule

HERE = Path(__file__).parent / "kinds"
SHIPPED = Path(__file__).parents[2] / "rules"
RULES, PROBLEMS = rulebook.load([HERE])
EXAMPLES = [(rule, example) for rule in RULES for example in rule_tests.examples(rule)]


def test_the_rules_have_no_mistake() -> None:
    assert [problem.shown() for problem in PROBLEMS] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_examples_in_both_languages(kind: str) -> None:
    rules = [rule for rule in (*RULES, *rulebook.load([SHIPPED])[0]) if rule.kind == kind]
    told = {article.language for rule in rules for example in rule_tests.examples(rule) for article in example.articles}
    assert told >= {"en", "hu"}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[example.name for _, example in EXAMPLES])
def test_an_example_holds(rule: Rule, example: rule_tests.Example) -> None:
    result = rule_tests.run(example, rule)
    assert result.passed, result.shown()
