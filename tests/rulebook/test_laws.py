"""Laws of the rulebook: whatever a file holds, reading it ends, and each problem points into it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.rulebook import parse_rule
from consistency.rulebook.sheet import LINE_BREAK

RULES = sorted((Path(__file__).parents[2] / "rules").glob("*.yaml"))
PIECES = st.sampled_from(
    [
        *("title", "kind", "about", "facts", "examples", "level", "soldier", "010", "12:30", "no", "~"),
        *(":", ": ", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ",", "'", '"', "|", ">", "&a", "*a", "!t", "? ", "# "),
        *("<<", "%", "\r\n", "\u2028"),
    ]
)


def assert_problems_point_into(text: str) -> None:
    rule, problems = parse_rule(text, "rules/any.yaml")
    lines = LINE_BREAK.split(text.removeprefix("\ufeff"))
    assert (rule is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.source in (None, lines[problem.line - 1])
        assert "\n" not in str(problem)
        assert len(problem.shown().splitlines()) in (1, 3)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_rule_or_problems_that_point_into_it(text: str) -> None:
    assert_problems_point_into(text)


@pytest.mark.parametrize("file", RULES, ids=[file.stem for file in RULES])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_rule_with_a_slip_in_it_gives_a_rule_or_problems_that_point_into_it(file: Path, data: st.DataObject) -> None:
    text = file.read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text)))
    dropped = data.draw(st.integers(0, 3))
    slip = data.draw(PIECES | st.just(""))

    assert_problems_point_into(text[:place] + slip + text[place + dropped :])
