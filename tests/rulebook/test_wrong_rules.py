"""Every mistake in a rule file is found, located and worded as `wrong_rules.yaml` says."""

from pathlib import Path

import pytest
import yaml

from consistency.rulebook import parse_rule

HEADER = "title: A rule\nkind: level\nwhy: Because.\n"
CASES = yaml.safe_load((Path(__file__).parent / "wrong_rules.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_wrong_rule_gives_exactly_these_problems(case: dict[str, object]) -> None:
    text = str(case["file"]) if "file" in case else HEADER + str(case["lines"])

    rule, problems = parse_rule(text, "rules/wrong.yaml")

    assert [str(problem).removeprefix("rules/wrong.yaml:") for problem in problems] == case["problems"]
    assert rule is None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_carets_stand_under_the_words_that_are_meant(case: dict[str, object]) -> None:
    text = str(case["file"]) if "file" in case else HEADER + str(case["lines"])

    for problem in parse_rule(text, "rules/wrong.yaml")[1]:
        if problem.source is None:
            continue
        _, source, pointer = problem.shown().splitlines()
        assert pointer.index("^") == source.index("|") + 2 + problem.column - 1
        assert problem.source in text
