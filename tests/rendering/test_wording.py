"""Figures read as a newspaper would print them."""

from __future__ import annotations

from datetime import date

import pytest

from consistency.intervals import Interval
from consistency.model import Claim, Gap, Quantity
from consistency.rendering import dates, wording

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("low", "high", "closed", "unit", "words"),
    [
        (12_000, 12_000, "both", "count", "12,000"),
        (11_000, 12_000, "both", "count", "11,000–12,000"),
        (10_000, None, "neither", "count", "more than 10,000"),
        (3_000, None, "left", "count", "at least 3,000"),
        (None, 100_000, "right", "count", "up to 100,000"),
        (None, 500, "neither", "count", "fewer than 500"),
        (None, 500, "neither", "kilogram", f"less than 500{NBSP}kg"),
        (None, None, "neither", "count", "any number"),
        (10_000, 12_500, "right", "count", "more than 10,000, up to 12,500"),
        (10_000, 12_500, "left", "count", "10,000 to under 12,500"),
        (10_000, 12_500, "neither", "count", "more than 10,000, under 12,500"),
        (1_300, 1_300, "both", "kilometer ** 2", f"1,300{NBSP}km²"),
        (386, 386, "both", "mile ** 2", f"386{NBSP}sq mi"),
        (90, 90, "both", "kilometer / hour", f"90{NBSP}km/h"),
        (3, 3, "both", "day", f"3{NBSP}days"),
        (1, 1, "both", "day", f"1{NBSP}day"),
        (2, 4, "both", "metric_ton", f"2–4{NBSP}t"),
        (61e9, 61e9, "both", "USD", f"$61{NBSP}billion"),
        (60e9, 61e9, "both", "EUR", f"€60–61{NBSP}billion"),
        (800_000, 1e6, "both", "count", f"800,000–1{NBSP}million"),
        (5e8, 5e8, "both", "HUF", f"HUF{NBSP}500{NBSP}million"),
        (2_500_000, 2_500_000, "both", "count", f"2.5{NBSP}million"),
        (1_234_567, 1_234_567, "both", "count", "1,234,567"),
        (33.3, 33.3, "both", "percent", "33.3%"),
        (0.25, 0.25, "both", "percent", "0.25%"),
        (2, 2, "both", "percentage_point", f"2{NBSP}percentage points"),
        (0, 0, "both", "count", "0"),
    ],
)
def test_an_interval_is_worded_for_readers(low, high, closed, unit, words):
    assert wording.figure(Interval(low=low, high=high, closed=closed), unit) == words


def test_approximate_and_vague_figures_say_so():
    thousand = Interval(low=3_000, high=3_000)
    assert wording.figure(thousand, approximate=True) == "about 3,000"
    assert wording.figure(Interval(low=3_000, high=None, closed="left"), approximate=True) == "at least about 3,000"
    assert wording.figure(Interval(low=2_000, high=10_000, closed="left"), vague=True).startswith("roughly 2,000")


def test_a_share_in_words_is_as_coarse_as_words():
    third = Quantity(interval=Interval(low=33.33, high=33.33), unit="percent", worded_share=True)
    assert wording.quantity(third) == "33.3%"


def told(**fields: object) -> Claim:
    known: dict = {"quantity": Quantity(interval=Interval(low=3_000, high=3_000)), "claim_id": "c", "document": "d"}
    return Claim(start=0, end=1, text="x", quote="x", quote_start=0, **{**known, **fields})


def test_a_claim_says_what_it_does_and_how_it_is_meant():
    assert wording.stated(told()) == "3,000"
    assert wording.stated(told(kind="increase")) == "3,000 more"
    assert wording.stated(told(kind="decrease")) == "3,000 fewer"
    assert wording.stated(told(modality="estimated")) == "3,000 (estimated)"
    assert wording.stated(told(modality="denied")) == "denies 3,000"
    assert wording.stated(told(modality="denied", quantity=Quantity(interval=None))) == "denies that there are any"


def test_a_gap_gives_distance_and_factor():
    assert wording.gap(Gap(absolute=1_900, ratio=3_000 / 1_100, unit="count")) == "1,900 apart, a factor of 2.7"
    assert wording.gap(Gap(absolute=5, ratio=None, unit="percent")) == "5% apart"
    assert wording.gap(Gap(absolute=3_000, ratio=1.25, unit="count")) == "3,000 apart, a factor of 1.25"


def test_codes_become_names_and_names_stay():
    assert wording.territories(("KP", "think tank", "US")) == "North Korea, think tank and United States"
    assert wording.listed([]) == ""
    assert wording.listed(["one"]) == "one"


def test_counts_are_said_in_words():
    assert [wording.counted(count, "claim") for count in (0, 1, 1_204)] == ["no claims", "1 claim", "1,204 claims"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-11-30", "2024-11-30", "30 Nov 2024"),
        ("2024-09-01", "2024-11-30", "Sep–Nov 2024"),
        ("2024-12-01", "2025-02-28", "Dec 2024–Feb 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-02-01", "2025-02-28", "Feb 2025"),
        ("2025-04-21", "2025-04-30", "21–30 Apr 2025"),
        ("2025-04-21", "2025-05-03", "21 Apr – 3 May 2025"),
        ("2024-12-21", "2025-01-03", "21 Dec 2024 – 3 Jan 2025"),
    ],
)
def test_days_are_worded_as_coarsely_as_they_allow(first, last, words):
    assert dates.span((date.fromisoformat(first), date.fromisoformat(last))) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2025", "2025"),
        ("2025-03", "Mar 2025"),
        ("2024-11-30", "30 Nov 2024"),
        ("2024-11-30T10:12", "30 Nov 2024, 10:12"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_moment_is_as_precise_as_it_is_known(published, words):
    assert dates.moment(published) == words
