"""What one article of a story leaves open, another tells; articles of two stories tell each other nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

EVENT = "earthquake/EC/2026-03-12"


@pytest.fixture
def toll(claim):
    """A claim of the dead of one earthquake, which the names in its quote make one of its story."""

    def told(figure, paper, **fields):
        quote = f"In Portoviejo and Manta, Governor Zambrano and Doctor Alarcon spoke of {figure} dead."
        known = {"subject": "death", "event": EVENT, "by": "agency", "inferred": ("event",), "published": "2026-03-13"}
        made = claim(figure, **{**known, "document": f"{paper}.txt", **fields})
        return replace(made, quote=quote)

    return told


def test_a_toll_of_the_only_place_that_its_article_names_is_that_of_the_country(toll, tell):
    first = toll("84", "friday", place="EC", as_of="2026-03-13")
    later = toll("173", "tuesday", place="EC/Manabi", as_of="2026-03-17", published="2026-03-17")
    assert tell([first, later]).between(first, later) == "change"


def test_a_town_beside_a_larger_figure_is_a_part_of_it(toll, tell):
    whole = toll("84", "friday", place="EC/Portoviejo", inferred=("place", "event"), as_of="2026-03-13")
    town = toll("51", "friday", place="EC/Portoviejo", as_of="2026-03-13", start=90)
    other = toll("60", "saturday", place="EC", by="mayor", as_of="2026-03-13", published="2026-03-14")
    told = tell([whole, town, other])
    assert told.between(whole, other) == "contradiction"
    assert told.between(town, other) == "not compared"


def test_a_day_read_from_one_opening_or_another_parts_no_tolls(toll, tell):
    first = toll("84", "friday", place="EC", as_of="2026-03-13")
    other = toll("60", "sunday", place="EC", by="mayor", event="earthquake/EC/2026-03-15", as_of="2026-03-13",
                 published="2026-03-15")  # fmt: skip
    assert tell([first, other]).between(first, other) == "contradiction"


def test_two_words_that_count_one_sharp_figure_are_words_for_one_thing(toll, tell):
    fields = {"place": "EC", "event": None, "inferred": (), "published": "2026-03-13"}
    english = toll("1076", "english", subject="national", **fields)
    hungarian = toll("1076", "magyar", subject="citizen", **fields)
    more = toll("1410", "later", subject="citizen", by="ministry", **fields)
    told = tell([english, hungarian, more])
    assert told.between(english, hungarian) == "together"
    assert told.between(english, more) == "contradiction"


def test_a_round_figure_makes_no_two_words_one(toll, tell):
    fields = {"place": "EC", "event": None, "inferred": (), "published": "2026-03-13"}
    one, other = (
        toll("5000", "english", subject="national", **fields),
        toll("5000", "magyar", subject="crate", **fields),
    )
    assert tell([one, other]).between(one, other) == "not compared"


def test_a_figure_in_brackets_restates_the_one_before_it_without_a_tie(claim, tell, rule):
    quote = "They hold 62 square miles (24 sq km) there."
    fields = {"subject": "territory", "place": "UA", "document": "a.txt", "published": "2025-10-03"}
    made = [
        claim("62", unit="mile ** 2", start=10, **fields),
        claim("24", unit="kilometer ** 2", start=28, **fields),
    ]
    spoken = [
        replace(one, quote=quote, quote_start=0, text=text, start=at, end=at + len(text))
        for one, text, at in zip(made, ("62 square miles", "24 sq km"), (10, 27), strict=True)
    ]
    told = tell(spoken, rule("conversions", kind="conversion"))
    assert told.between(*spoken) == "contradiction"
