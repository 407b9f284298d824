"""Files and folders of rules → Rules, and the mistakes of all files at once."""

from datetime import date
from pathlib import Path

import pytest

from consistency import rulebook
from consistency.intervals import Interval
from consistency.model import Selector

RULE = "title: A rule\nkind: level\nwhy: Because.\n"


def write(folder: Path, name: str, text: str = RULE) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_every_key_finds_its_place_in_the_rule(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "troops.yaml",
        """\
title: "Troops: all of them"
kind: level
about: {subject: [soldier, officer], of: KP, place: [RU, Kursk], predicate: deployed, event: war/UA, dimension: count}
same: [place]
measure: stock
holds: 2 weeks
lag: 0 days
slack: 12.5%
losses: {subject: death, of: [KP, RU]}
severity: note
why: >
  Two
  lines.
examples:
  quiet:
    - - {published: 2025-03, outlet: Daily, en: No figure here.}
""",
    )

    (rule,), problems = rulebook.load([file])

    assert problems == ()
    assert (rule.id, rule.title, rule.kind, rule.path) == ("troops", "Troops: all of them", "level", file.as_posix())
    assert rule.about == Selector(
        subject=("soldier", "officer"),
        of=("KP",),
        place=("RU", "Kursk"),
        predicate=("deployed",),
        event="war/UA",
        dimension="count",
    )
    assert rule.losses == Selector(subject=("death",), of=("KP", "RU"))
    assert (rule.same, rule.measure, rule.holds, rule.lag, rule.slack) == (("place",), "stock", 14, 0, 0.125)
    assert (rule.severity, rule.why) == ("note", "Two lines.")
    assert rule.examples == (("quiet", (({"published": "2025-03", "outlet": "Daily", "en": "No figure here."},),)),)


def test_what_a_rule_does_not_say_takes_the_default(tmp_path: Path) -> None:
    (rule,), _ = rulebook.load([write(tmp_path, "bare.yaml")])

    assert rule.about == Selector()
    assert (rule.measure, rule.holds, rule.lag, rule.losses) == (None, None, None, None)
    assert (rule.slack, rule.severity, rule.same, rule.facts, rule.examples) == (0.1, "warning", (), (), ())


def test_a_fact_becomes_a_claim_of_what_the_rule_is_about(tmp_path: Path) -> None:
    facts = """\
about: {subject: soldier, of: KP, place: RU}
facts:
  - {low: 11000, high: 12000, approximate: true, source: Pentagon, as_of: 2024-11-04, cite: closer to 11 to 12000}
  - {low: 10000, place: [RU, Kursk], source: Pentagon, as_of: [2024-11-01, 2024-11-04], cite: at least 10000}
"""
    ((rule), *_), problems = rulebook.load([write(tmp_path, "troops.yaml", RULE + facts)])

    assert problems == ()
    first, second = rule.facts
    assert first.quantity.interval == Interval(low=11000, high=12000)
    assert first.quantity.approximate
    assert (first.subject, first.of, first.place, first.source) == ("soldier", "KP", ("RU",), "Pentagon")
    assert (first.document, first.line, first.column) == ("troops.yaml", 6, 5)
    assert first.quote[first.start : first.end] == first.text == "closer to 11 to 12000"
    assert first.as_of == (date(2024, 11, 4), date(2024, 11, 4))
    assert second.quantity.interval == Interval(low=10000, high=None)
    assert second.place == ("RU", "Kursk")
    assert second.as_of == (date(2024, 11, 1), date(2024, 11, 4))
    assert first.claim_id != second.claim_id


@pytest.mark.parametrize(
    ("source", "origin", "party"),
    [
        ("Pentagon officials", "Pentagon", "US"),
        ("Szirszkij", "Oleksandr Syrskyi", "UA"),
        ("Reuters", "Reuters", "Reuters"),
        ("South Korea's defence ministry", "South Korea's defence ministry", "KR"),
        ("a passer-by", "a passer-by", "a passer-by"),
    ],
)
def test_a_fact_counts_for_the_party_of_its_source(source: str, origin: str, party: str) -> None:
    fact = f'about: {{subject: soldier}}\nfacts: [{{low: 1, source: "{source}", as_of: 2024-11-04, cite: one}}]\n'

    rule, _ = rulebook.parse_rule(RULE + fact, "x.yaml")

    assert rule is not None
    assert (rule.facts[0].origins, rule.facts[0].parties) == ((origin,), (party,))


def test_a_fact_keeps_its_id_when_others_are_written_before_it(tmp_path: Path) -> None:
    fact = "  - {low: 1, source: X, as_of: 2024-11-04, cite: one}\n"
    other = "  - {low: 2, source: Y, as_of: 2024-11-04, cite: two}\n"
    head = RULE + "about: {subject: soldier}\nfacts:\n"

    ((alone), *_), _ = rulebook.load([write(tmp_path / "a", "troops.yaml", head + fact)])
    ((both), *_), _ = rulebook.load([write(tmp_path / "b", "troops.yaml", head + other + fact)])

    assert alone.facts[0].claim_id == both.facts[1].claim_id


def test_a_word_that_texts_use_stands_for_its_concept_too() -> None:
    rule, problems = rulebook.parse_rule(RULE + "about: {subject: troop, predicate: dispatched}\n", "x.yaml")

    assert problems == ()
    assert rule is not None
    assert rule.about.subject == ("troop", "soldier")
    assert rule.about.predicate == ("dispatched", "sent")


def test_a_noun_outside_the_vocabulary_may_be_counted() -> None:
    rule, problems = rulebook.parse_rule(RULE + "about: {subject: [giraffe, office, bank]}\n", "x.yaml")

    assert problems == ()
    assert rule is not None
    assert rule.about.subject == ("giraffe", "office", "bank")


def test_a_broken_file_gives_its_problems_and_the_others_their_rules(tmp_path: Path) -> None:
    write(tmp_path, "good.yaml")
    write(tmp_path, "bad.yaml", RULE + "sevrity: error\n")
    write(tmp_path, "worse.yaml", "title: [\n")

    rules, problems = rulebook.load([tmp_path])

    assert [rule.id for rule in rules] == ["good"]
    assert [Path(problem.path).name for problem in problems] == ["bad.yaml", "worse.yaml"]
    assert rulebook.check([tmp_path]) == problems


def test_two_rules_with_one_id_are_a_problem(tmp_path: Path) -> None:
    first = write(tmp_path / "a", "troops.yaml")
    second = write(tmp_path / "b", "troops.yaml")

    rules, (problem,) = rulebook.load([tmp_path])

    assert [rule.path for rule in rules] == [first.as_posix()]
    assert str(problem) == f"{second.as_posix()}:1:1: there are two rules 'troops'; the other is {first.as_posix()}"


def test_a_rule_given_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path, "troops.yaml")

    rules, problems = rulebook.load([tmp_path, file])

    assert len(rules) == 1
    assert problems == ()


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    files = [write(tmp_path, name) for name in ("c.yaml", "a.yaml", "b.yaml")]

    assert rulebook.load(files) == rulebook.load(files[::-1]) == rulebook.load([tmp_path])


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "no such file or folder"), ("empty", "no rule (*.yaml) in this folder")],
)
def test_a_path_without_rules_is_a_problem(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()

    rules, (problem,) = rulebook.load([tmp_path / name])

    assert rules == ()
    assert problem.message == message


def test_a_file_that_is_not_text_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "binary.yaml"
    file.write_bytes(b"title: x\nwhy: \xff\xfe\n")

    _, (problem,) = rulebook.load([file])

    assert (problem.line, problem.message) == (2, "not UTF-8 text")


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes(b"\xef\xbb\xbfsevrity: error\ntitle: x\nkind: level\nwhy: y\n")

    _, (problem,) = rulebook.load([file])

    assert (problem.line, problem.column, problem.source) == (1, 1, "sevrity: error")


def test_a_file_name_that_cannot_be_an_id_is_a_problem(tmp_path: Path) -> None:
    _, (problem,) = rulebook.load([write(tmp_path, "my rule.yaml")])

    assert problem.message.startswith("'my rule' cannot be a rule's id")


def test_without_paths_the_rules_of_the_working_folder_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "rules", "mine.yaml")
    monkeypatch.chdir(tmp_path)

    rules, _ = rulebook.load()

    assert [(rule.id, rule.path) for rule in rules] == [("mine", "rules/mine.yaml")]


def test_without_paths_and_rules_the_shipped_ones_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path)

    rules, problems = rulebook.load()

    assert problems == ()
    assert "any-figure" in [rule.id for rule in rules]
