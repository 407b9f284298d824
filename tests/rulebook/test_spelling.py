"""Words that are not known → the known words they were meant to be."""

import pytest

from consistency.rulebook.spelling import did_you_mean, distance, misspelt

KNOWN = ("soldier", "casualty", "territory", "officer", "employee", "tank", "strike", "protester", "refugee")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("soldeir", "soldier"),
        ("soldiers", "soldier"),
        ("casualties", "casualty"),
        ("teritory", "territory"),
        ("Soldier", "soldier"),
        ("protestor", "protester"),
    ],
)
def test_a_misspelt_word_is_told_from_a_word_of_its_own(word: str, meant: str) -> None:
    assert misspelt(word, KNOWN) == meant


@pytest.mark.parametrize("word", ["office", "employer", "bank", "stroke", "giraffe", "soldier"])
def test_a_word_of_its_own_stands(word: str) -> None:
    assert misspelt(word, KNOWN) is None


@pytest.mark.parametrize(
    ("a", "b", "edits"), [("", "abc", 3), ("ab", "ba", 1), ("sevrity", "severity", 1), ("a", "a", 0)]
)
def test_letters_are_inserted_dropped_changed_and_swapped(a: str, b: str, edits: int) -> None:
    assert distance(a, b) == distance(b, a) == edits


def test_a_word_like_no_other_gets_no_hint() -> None:
    assert did_you_mean("colour", KNOWN) is None
