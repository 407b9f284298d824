"""Rules → the schema, the reference and the listing; a problem → its picture."""

import json
from pathlib import Path

import pytest
import yaml

from consistency import rulebook
from consistency.problems import Problem
from consistency.rulebook.keys import FACT, KINDS, SELECTOR, rule_table

RULES = Path(__file__).parents[2] / "rules"


def test_a_problem_shows_its_line_and_a_caret_under_every_character_that_is_meant() -> None:
    _, (problem,) = rulebook.parse_rule("title: a\nkind: level\nwhy: b\nsevrity: error\n", "rules/kursk-territory.yaml")

    assert problem.shown() == (
        "rules/kursk-territory.yaml:4:1: unknown key 'sevrity'\n"
        "    4 | sevrity: error\n"
        "      | ^^^^^^^ did you mean 'severity'?"
    )


@pytest.mark.parametrize(
    ("source", "column", "width", "expected"),
    [
        ("\tx: 1", 2, 1, ["    1 |  x: 1", "      |  ^"]),
        ("핵무기: no", 6, 2, ["    1 | 핵무기: no", "      |         ^^"]),
        ("a\x1b[31mb: no", 9, 2, ["    1 | a [31mb: no", "      |         ^^"]),
        ("x", 40, 9, ["    1 | x", "      |  ^"]),
    ],
    ids=["tabs", "wide letters", "control characters", "beyond the line"],
)
def test_carets_keep_their_place(source: str, column: int, width: int, expected: list[str]) -> None:
    problem = Problem(path="r.yaml", column=column, message="m", source=source, width=width)

    assert problem.shown().splitlines()[1:] == expected


def test_a_long_line_is_cut_around_the_mistake() -> None:
    problem = Problem(path="r.yaml", column=501, message="m", source="a" * 500 + "BAD" + "c" * 500, width=3)

    _, line, carets = problem.shown().splitlines()

    assert len(line) < 130
    assert line[carets.index("^") :].startswith("BAD")
    assert carets.count("^") == 3


def test_a_problem_of_a_whole_file_is_one_line() -> None:
    assert Problem(path="r.yaml", message="no rule here").shown() == "r.yaml:1:1: no rule here"


def test_the_schema_knows_every_key_and_says_what_it_means() -> None:
    schema = rulebook.schema()

    assert json.loads(json.dumps(schema)) == schema
    assert list(schema["properties"]) == [key.name for key in rule_table().keys]
    assert list(schema["properties"]["about"]["properties"]) == [key.name for key in SELECTOR]
    assert list(schema["properties"]["facts"]["items"]["properties"]) == [key.name for key in FACT]
    assert schema["properties"]["kind"]["enum"] == list(KINDS)
    assert schema["required"] == ["title", "kind", "why"]
    assert all(entry["description"] for entry in schema["properties"].values())


def test_the_reference_has_a_row_for_every_key() -> None:
    reference = rulebook.reference()

    for key in (*rule_table().keys, *SELECTOR, *FACT):
        assert f"| `{key.name}` | {key.doc}" in reference


def test_the_shipped_rules_hold_no_key_that_the_schema_does_not_know() -> None:
    known = set(rulebook.schema()["properties"])

    for file in RULES.glob("*.yaml"):
        assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) <= known


def test_the_listing_says_what_each_rule_compares() -> None:
    rules, _ = rulebook.load([RULES])

    listing = rulebook.listing(rules)

    for rule in rules:
        assert f"{rule.id} ({rule.kind}, {rule.severity}): {rule.title}\n" in listing
    assert "compares soldier or fighter of KP in RU: figures for one thing can be true together" in listing
    assert "a stock, holds 60 days, may be 7 days old, slack 10%" in listing
