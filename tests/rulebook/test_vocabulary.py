"""What users add to the vocabulary beside their rules: read, told where it is wrong, and used by every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from consistency import pipeline
from consistency.problems import UserError
from consistency.rulebook import vocabulary
from consistency.rulebook.vocabulary import parse_vocabulary
from consistency.vocabulary import Speaker, Word

if TYPE_CHECKING:
    from pathlib import Path

    from consistency.model import Claim

OWN = """\
subjects:
  sea_drone:
    en: [sea drone, drone boat]
    hu: tengeri drón
    de: [Seedrohne, Seedrohnen]
predicates:
  scuttled:
    en: [scuttled]
places:
  Novaya Gavan:
    within: [RU, Kursk]
    en: [Novaya Gavan]
    hu: [Novaja Gavany]
speakers:
  Blue Harbour Watch:
    party: NL
    names: [Kék Kikötő Figyelő]
"""
RULE = """\
title: Sea drones
kind: level
about: {subject: sea_drone}
why: Everyone counts the same boats.
examples:
  contradiction:
    - - {published: 2025-03-10, en: "Some 40 sea drones were seen on 9 March, Kyiv said."}
      - {published: 2025-03-10, hu: "Március 9-én 15 tengeri drónt láttak, közölte Moszkva."}
"""
ARTICLES = {
    "en.txt": "Some 40 drone boats were seen in Novaya Gavan, Blue Harbour Watch said.",
    "hu.txt": "A Kék Kikötő Figyelő szerint 44 tengeri drón volt Novaja Gavanyban.",
    "de.txt": "Nach Angaben von Blue Harbour Watch wurden in Russland 41 Seedrohnen gesehen.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with rules, a vocabulary and articles."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "rules" / "vocabulary.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "rules" / "boats.yaml").write_text(RULE, encoding="utf-8")
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    return tmp_path


def extracted(folder: Path, rules: list[Path] | None) -> dict[str, Claim]:
    files = pipeline.extract([folder / "articles"], rules=rules)
    return {claim.document: claim for file in files for claim in file.claims}


def test_what_a_file_adds() -> None:
    additions, problems = parse_vocabulary(OWN, "vocabulary.yaml")
    assert problems == ()
    assert Word("hu", "subject", "sea_drone", "tengeri drón") in additions.words
    assert Word("hu", "place", "RU/Kursk/Novaya Gavan", "Novaja Gavany") in additions.words
    watch = Speaker(name="Blue Harbour Watch", party="NL")
    assert additions.spellings == (("Blue Harbour Watch", watch), ("Kék Kikötő Figyelő", watch))


def test_words_in_every_language_are_read(folder: Path) -> None:
    claims = extracted(folder, [folder / "rules"])
    assert {claim.subject for claim in claims.values()} == {"sea_drone"}
    assert {claim.origins for claim in claims.values()} == {("Blue Harbour Watch",)}
    assert {claim.parties for claim in claims.values()} == {("NL",)}
    assert {claim.place[:3] for claim in claims.values()} == {("RU", "Kursk", "Novaya Gavan"), ("RU",)}


def test_beside_a_rule_file_and_in_no_other_run(folder: Path) -> None:
    assert extracted(folder, [folder / "rules" / "boats.yaml"]) == extracted(folder, [folder / "rules"])
    assert "sea_drone" not in {claim.subject for claim in extracted(folder, None).values()}


def test_a_folder_of_that_name_is_told(folder: Path) -> None:
    path = folder / "rules" / "more" / "vocabulary.yaml"
    path.mkdir(parents=True)
    _, problems = vocabulary([folder / "rules"])
    assert [str(problem) for problem in problems] == [f"{path.as_posix()}:1:1: cannot be read: Is a directory"]


def test_examples_of_rules_know_the_words(folder: Path) -> None:
    from consistency import rule_tests

    run = rule_tests.test([folder / "rules"])
    assert [result.passed for result in run.results] == [True]
    assert run.problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subject:\n  boat: {en: [boat]}\n", "1:1: unknown key 'subject'"),
        ("subjects:\n  Sea Drone: {en: [x]}\n", "2:3: 'Sea Drone' is no name of a concept"),
        ("subjects:\n  boat: {xx: [x]}\n", "2:10: unknown key 'xx'"),
        ("subjects: [boat]\n", "1:11: a concept with its entry is expected here, not a list"),
        ("subjects:\n  boat: {en: [x]}\n  boat: {en: [y]}\n", "3:3: 'boat' is given twice"),
        ("places:\n  Gavan: {en: [Gavan]}\n", "2:10: a place needs 'within'"),
        ("places:\n  Gavan: {within: [XX], en: [Gavan]}\n", "2:20: 'XX' is no ISO 3166 country code"),
        ("places:\n  Gavan: {within: [], en: [Gavan]}\n", "2:19: a country code is expected here"),
        ("subjects:\n  boat: {en: []}\n", "2:14: a word is expected here"),
        ("speakers:\n  Watch: [a]\n", "2:10: a speaker is expected here"),
        ("speakers: {A: {names: [a}\n", "1:"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, told: str, folder: Path) -> None:
    path = folder / "rules" / "vocabulary.yaml"
    path.write_text(text, encoding="utf-8")
    additions, problems = vocabulary([folder / "rules"])
    assert not additions
    assert f"{path.as_posix()}:{told}" in str(problems[0])
    with pytest.raises(UserError):
        list(pipeline.extract([folder / "articles"], rules=[folder / "rules"]))
