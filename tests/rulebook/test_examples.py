"""Examples in a rule file, and beside it → examples that know where they stand."""

from pathlib import Path
from xml.etree import ElementTree as ET

from consistency import rule_tests, rulebook
from consistency.model import Finding, Words

RULE = """\
title: A rule
kind: level
why: Because.
examples:
  contradiction:
    - - {published: 2024-11-30, en: One soldier.}
      - {published: 2024-12-01, outlet: Daily, hu: Két katona.}
    - - {published: 2024-12-02, en: Three soldiers.}
  agreement: []
"""
BESIDE = """\
quiet:
  - - {published: 2025, en: Nothing.}
"""


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def finding(verdict: str, message: str) -> Finding:
    return Finding(
        id="1", rule="r", topic="t", verdict=verdict, severity="note", sides=(), pairs=(), gap=None,
        words=Words.said(message),
    )  # type: ignore[arg-type]  # fmt: skip


def test_examples_know_their_line_their_number_and_their_articles(tmp_path: Path) -> None:
    (rule,), problems = rulebook.load([write(tmp_path, "a.yaml", RULE)])

    first, second = rule_tests.examples(rule)

    assert problems == ()
    assert [(each.name, each.line) for each in (first, second)] == [
        ("a: contradiction 1", 6),
        ("a: contradiction 2", 8),
    ]
    assert [(a.text, a.language, a.outlet, a.published) for a in first.articles] == [
        ("One soldier.", "en", None, "2024-11-30"),
        ("Két katona.", "hu", "Daily", "2024-12-01"),
    ]


def test_a_file_beside_the_rule_adds_examples(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", RULE)
    beside = write(tmp_path, "a.examples.yaml", BESIDE)

    (rule,), problems = rulebook.load([tmp_path])

    assert problems == ()
    last = rule_tests.examples(rule)[-1]
    assert (last.name, last.path, last.line) == ("a: quiet 1", beside.as_posix(), 2)


def test_a_mistake_in_the_file_beside_is_located_there(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", RULE)
    beside = write(tmp_path, "a.examples.yaml", BESIDE.replace("quiet", "quite"))

    rules, problems = rulebook.load([tmp_path])

    assert rules == ()
    assert [str(problem) for problem in problems] == [
        f"{beside.as_posix()}:1:1: unknown key 'quite'; did you mean 'quiet'?"
    ]


def test_a_rule_has_to_show_that_it_fires_and_that_it_stays_silent(tmp_path: Path) -> None:
    (rule,), _ = rulebook.load([write(tmp_path, "a.yaml", RULE)])
    (bare,), _ = rulebook.load([write(tmp_path, "b.yaml", RULE.partition("examples")[0])])

    assert [gap.message for gap in rule_tests.uncovered(rule)] == [
        "no example of it stays silent; give one under 'agreement' or 'quiet'"
    ]
    assert len(rule_tests.uncovered(bare)) == 2


def test_an_example_that_fails_shows_what_it_promised_and_what_it_gave(tmp_path: Path) -> None:
    (rule,), _ = rulebook.load([write(tmp_path, "a.yaml", RULE)])
    example = rule_tests.examples(rule)[1]
    result = rule_tests.Result(example=example, claims=(), findings=(finding("change", "It rose."),))

    assert not result.passed
    assert result.shown().splitlines() == [
        f"{rule.path}:8: a: contradiction 2: FAILED",
        "  - contradiction",
        "  + change: It rose.",
        "  article 1: no figure was read in “Three soldiers.”",
    ]


def test_an_example_gives_no_alarm_that_it_does_not_promise(tmp_path: Path) -> None:
    (rule,), _ = rulebook.load([write(tmp_path, "a.yaml", RULE)])
    example = rule_tests.examples(rule)[0]
    promised, other = finding("contradiction", "They differ."), finding("denial", "Not so.")

    assert rule_tests.Result(example=example, claims=(), findings=(promised,)).passed
    assert rule_tests.Result(example=example, claims=(), findings=(promised, finding("change", "It rose."))).passed
    assert not rule_tests.Result(example=example, claims=(), findings=(promised, other)).passed


def test_a_quiet_example_gives_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", RULE)
    write(tmp_path, "a.examples.yaml", BESIDE)
    (rule,), _ = rulebook.load([tmp_path])
    example = rule_tests.examples(rule)[-1]

    assert rule_tests.Result(example=example, claims=(), findings=()).passed
    assert not rule_tests.Result(example=example, claims=(), findings=(finding("change", "It rose."),)).passed


def test_junit_has_a_case_for_every_example_and_every_mistake(tmp_path: Path) -> None:
    (rule,), _ = rulebook.load([write(tmp_path, "a.yaml", RULE)])
    first, second = rule_tests.examples(rule)
    held = rule_tests.Result(example=first, claims=(), findings=(finding("contradiction", "They differ."),))
    failed = rule_tests.Result(example=second, claims=(), findings=())
    broken = rulebook.check([write(tmp_path, "b.yaml", "title: <b>\n")])

    suite = ET.fromstring(rule_tests.junit(rule_tests.Tests(results=(held, failed), problems=broken, uncovered=())))

    assert suite.attrib == {"name": "consistency rules test", "tests": "3", "failures": "1", "errors": "1"}
    assert [[child.tag for child in case] for case in suite] == [[], ["failure"], ["error"]]
    assert suite[1].attrib == {
        "classname": "a", "name": "contradiction 2", "file": first.path, "line": "8"
    }  # fmt: skip
