"""Sketches: near-copies of a text are known by them, and other reports on the same topic are not near-copies."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.articles.sketch import NEAR_COPY, SLOTS, similarity, sketch

SENTENCES = (
    "Rescuers in {place} pulled {count} people from the rubble on {day}, officials said.",
    "The governor of {place} told reporters on {day} that {count} buildings had collapsed.",
    "Temperatures fell below zero overnight, and {count} families slept in tents outside {place}.",
    "A convoy with food for {count} people left the capital for {place} on {day}.",
    "Schools in {place} stay closed until {day}, the ministry said in a statement to {count} teachers.",
    "Engineers warned that {count} bridges near {place} might not bear the weight of lorries.",
    "Foreign teams with {count} dogs landed at the airport of {place} late on {day}.",
    "The hospital in {place} treated {count} patients in its car park, a doctor said on {day}.",
)
PLACES = ("Malatya", "Kahramanmaraş", "Adana", "Hatay", "Osmaniye", "Gaziantep", "Kilis", "Elazığ")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def story(seed: int, sentences: int = 24) -> list[str]:
    """A report of some 350 words on the same topic as every other, in sentences."""
    dice = random.Random(seed)
    return [
        dice.choice(SENTENCES).format(place=dice.choice(PLACES), count=dice.randrange(2, 900), day=dice.choice(DAYS))
        for _ in range(sentences)
    ]


def alike(one: str, other: str) -> float:
    return similarity(sketch(one), sketch(other))


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_under_another_name_is_a_near_copy(seed: int) -> None:
    text = " ".join(story(seed))
    assert alike(f"Evening Post\nBy Jane Doe\n{text}", f"The Morning Star of Ankara\nBy John Roe\n{text}") >= 0.8


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_with_one_sentence_changed_is_a_near_copy(seed: int) -> None:
    sentences = story(seed)
    changed = list(sentences)
    changed[seed % len(changed)] = "Nobody could say how long any of this would last."
    assert alike(" ".join(sentences), " ".join(changed)) >= 0.75


def test_one_changed_sentence_leaves_four_fifths_on_average() -> None:
    shares = []
    for seed in range(40):
        sentences = story(seed)
        changed = [*sentences[:9], "Nobody could say how long any of this would last.", *sentences[10:]]
        shares.append(alike(" ".join(sentences), " ".join(changed)))
    assert sum(shares) / len(shares) >= 0.8


@pytest.mark.parametrize("seed", range(20))
def test_another_report_on_the_same_topic_is_none(seed: int) -> None:
    assert alike(" ".join(story(seed)), " ".join(story(seed + 1000))) < NEAR_COPY / 2


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch("The toll passed 5,000 on Tuesday, and it will rise.") == (
        "2525aa253125ab9dabab2c31bfab313131aa3125aa9dab9dab2c9d3131bf9dbfbfaa9d9dbfab31ab2531aa25abaa9d2caaab25ab9d312c9dababaaaaab25abbf"
    )


@given(st.text(max_size=400))
def test_a_sketch_is_128_hex_digits_or_empty(text: str) -> None:
    found = sketch(text)
    assert re.fullmatch(r"[0-9a-f]*", found)
    assert len(found) == 2 * SLOTS * bool(re.search(r"\w", text))
    assert similarity(found, sketch(text)) == (1.0 if found else 0.0)


@given(
    st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six", "seven", "eight"]), min_size=1, max_size=60)
)
def test_case_punctuation_and_line_ends_do_not_matter(words: list[str]) -> None:
    assert sketch(" ".join(words)) == sketch(",\n".join(words).upper())


def test_short_texts_are_told_apart() -> None:
    assert alike("3,000 soldiers", "3,000 soldiers") == 1.0
    assert alike("3,000 soldiers", "4,000 soldiers") < NEAR_COPY
    assert alike("", "") == 0.0
