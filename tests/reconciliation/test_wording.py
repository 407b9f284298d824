"""The words of messages: figures, units, days, hints."""

from __future__ import annotations

from datetime import date

import pytest

from consistency.reconciliation.days import published_days, spelt
from consistency.reconciliation.hints import hint
from consistency.reconciliation.wording import as_of, figure, listed, says, unit_words


@pytest.mark.parametrize(
    ("shorthand", "unit", "words"),
    [
        ("12000", "count", "12,000"),
        ("11000..12000", "count", "11,000 to 12,000"),
        (">3000", "count", "more than 3,000"),
        (">=3000", "count", "at least 3,000"),
        ("<=100000", "count", "up to 100,000"),
        ("<500", "count", "fewer than 500"),
        ("~1100", "count", "about 1,100"),
        ("2500000", "count", "2.5 million"),
        ("61000000000", "USD", "61 billion USD"),
        ("~1000", "kilometer ** 2", "about 1,000 square kilometres"),
        ("70", "mile / hour", "70 miles per hour"),
        ("86", "percent", "86 percent"),
    ],
)
def test_a_figure_is_told_in_words(claim, shorthand, unit, words):
    assert figure(claim(shorthand, unit=unit).quantity) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["2024-12-23", "2024-12-23"], "both as of 23 December 2024"),
        (["2024-12-23"] * 3, "all as of 23 December 2024"),
        (["2024-08-16", "2024-08-15"], "as of 16 August 2024 and 15 August 2024"),
        (["2024-11-03", "2024-11-17", "2024-11-17", "2024-11-05"], "as of 3 to 17 November 2024"),
        ([], ""),
    ],
)
def test_the_days_of_two_figures_are_told_and_of_more_the_span(days, words):
    assert as_of([(date.fromisoformat(day).toordinal(),) * 2 for day in days]) == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [("metric_ton", "metric tons"), ("foot", "feet"), ("meter ** 3", "cubic metres"), ("EUR", "EUR")],
)
def test_a_unit_is_told_in_words(unit, words):
    assert unit_words(unit) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 12, 23), date(2024, 12, 23), "23 December 2024"),
        (date(2025, 4, 21), date(2025, 4, 30), "21 to 30 April 2025"),
        (date(2025, 1, 1), date(2025, 2, 28), "January to February 2025"),
        (date(2024, 9, 1), date(2024, 9, 30), "September 2024"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 December 2024 to 5 January 2025"),
    ],
)
def test_a_period_is_told_in_words(first, last, words):
    assert spelt(first.toordinal(), last.toordinal()) == words


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2025-03", (date(2025, 3, 1), date(2025, 3, 31))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2024-11-30T10:12", (date(2024, 11, 30), date(2024, 11, 30))),
        ("2025-02-30", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_publication_date_is_as_precise_as_it_is_known(published, days):
    assert published_days(published) == (days and tuple(day.toordinal() for day in days))


@pytest.mark.parametrize(
    ("one", "other", "dimension", "words"),
    [
        ("3", "30", "count", "one is exactly ten times the other, likely a slip"),
        ("3000", "3000000", "count", "one is exactly a thousand times the other, likely a slip"),
        ("61000000", "61000000000", "USD",
         "one is exactly a thousand times the other, likely million taken for billion (milliárd)"),
        ("100", "161", "[length]", "they differ by the ratio of two units, likely miles taken for kilometres"),
        ("386", "1000", "[length] ** 2",
         "they differ by the ratio of two units, likely square miles taken for square kilometres"),
        ("1000", "2471", "[length] ** 2", "they differ by the ratio of two units, likely acres taken for hectares"),
        ("907.18", "1000", "[mass]", "they differ by the ratio of two units, likely short tons taken for metric tons"),
        ("1294", "1249", "[length] ** 2", "two digits are swapped, likely a slip"),
        ("<3000", "3000..5000", "count", "one is the other end of the range, likely a slip"),
        (">5000", "3000..5000", "count", "one is the other end of the range, likely a slip"),
        ("1231", "3693", "count", "one is exactly a third of the other, perhaps a part taken for the whole"),
        ("6000", "12000", "count", None),
        ("1100", "3000", "count", None),
        ("100", "161", "count", None),
        ("0", "10", "count", None),
    ],
)  # fmt: skip
def test_a_likely_slip_is_hinted_at(claim, one, other, dimension, words):
    figures = [claim(figure).quantity.interval for figure in (one, other)]
    assert hint(*figures, dimension) == hint(*reversed(figures), dimension) == words


def test_names_are_listed_as_a_person_would():
    assert [listed(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]


def test_a_change_is_told_in_the_order_of_its_days(claim, rule, tell):
    about = {"subject": "death", "place": "MM", "event": "earthquake/MM/2025-03-28"}
    claims = [
        claim(">1600", "BBC", published="2025-03-30", **about),  # of the 28th, perhaps
        claim("1002", "state television", as_of="2025-03-29", published="2025-03-30", **about),
    ]
    (change,) = tell(claims, rule()).with_verdict("change")
    told = [change.message.index(day) for day in ("29 March 2025", "30 March 2025")]
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Zelensky", "Zelensky says"), ("organisers", "organisers say"),
        ("police", "police say"), ("Police and Reuters", "Police and Reuters say"), ("Reuters", "Reuters says"),
        ("officials in Kursk", "officials in Kursk say"), ("the head of rescuers", "the head of rescuers says"),
        ("United States", "United States says"), ("company", "company says"), ("police chief", "police chief says"),
        ("emergency services", "emergency services say"), ("boss", "boss says"),
        ("Ministry of Health and Welfare", "Ministry of Health and Welfare says"),
        ("sources close to the ministry", "sources close to the ministry say"),
    ],
)  # fmt: skip
def test_several_speakers_take_a_verb_in_the_plural(who, words):
    assert says(who) == words
