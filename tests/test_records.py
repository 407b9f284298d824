"""Records: a claim survives being written and read, and a record that is wrong is told at its place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.intervals import Interval
from consistency.model import KINDS, MODALITIES, Claim, Link, Quantity
from consistency.problems import Problem
from consistency.records import FIELDS, LINK_KINDS, from_record, to_record

CLAIM = Claim(
    claim_id="c1", document="a.txt", title="Toll", outlet=None, language="en", published="2023-02-07",
    start=12, end=17, text="5,000", quote="About 5,000 died.", quote_start=6, line=2, column=7,
    quantity=Quantity(interval=Interval(low=5000, high=5000), approximate=True, resolution=1000),
    subject="death", of="TR", place=("TR", "Hatay"), source="AFAD", origins=("AFAD",), parties=("TR",),
    as_of=(date(2023, 2, 7), date(2023, 2, 7)), links=(Link(to="c2", kind="part_of"),), sketch="00ff",
)  # fmt: skip

words = st.text(min_size=1, max_size=12).filter(str.strip)
countries = st.sampled_from(["RU", "KP"])
places = st.just(()) | st.tuples(countries) | st.tuples(countries, words)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
spans = st.lists(days, min_size=2, max_size=2).map(lambda days: (min(days), max(days)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2)))
    if low == high:
        return Interval(low=low, high=high)
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    return Interval(low=ends[0], high=ends[1], closed=draw(st.sampled_from(["both", "left", "right", "neither"])))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    before, text, after = draw(words), draw(words), draw(words)
    quote_start = draw(st.integers(0, 10**6))
    denied = draw(st.booleans())
    return Claim(
        claim_id=draw(words), document=draw(words), title=draw(st.none() | words), in_title=draw(st.booleans()),
        start=quote_start + len(before), end=quote_start + len(before) + len(text), text=text,
        quote=before + text + after, quote_start=quote_start, line=draw(st.integers(1, 99)),
        quantity=Quantity(
            interval=draw(st.none() if denied else intervals()), vague=draw(st.booleans()),
            worded_share=draw(st.booleans()), resolution=draw(st.none() | st.sampled_from([1, 1000, 0.5])),
        ),
        place=draw(places), of=draw(st.none() | countries), kind=draw(st.sampled_from(KINDS)),
        modality="denied" if denied else draw(st.sampled_from(MODALITIES)), origins=tuple(draw(st.lists(words))),
        as_of=draw(st.none() | spans), said_on=draw(st.none() | spans),
        links=tuple(Link(to=draw(words), kind=kind) for kind in draw(st.sets(st.sampled_from(LINK_KINDS)))),
    )  # fmt: skip


@given(claims())
def test_a_claim_comes_back_as_it_was_written(claim: Claim) -> None:
    assert from_record(json.loads(json.dumps(to_record(claim))), "claims.jsonl") == claim


@given(claims())
def test_a_record_has_every_key_of_the_interface_and_writes_the_same_twice(claim: Claim) -> None:
    record = to_record(claim)
    assert set(record) == set(FIELDS)
    again = from_record(record, "claims.jsonl")
    assert isinstance(again, Claim)
    assert json.dumps(to_record(again)) == json.dumps(record)


def test_whole_numbers_are_written_as_integers() -> None:
    record = to_record(CLAIM)
    assert json.dumps([record["low"], record["high"], record["resolution"]]) == "[5000, 5000, 1000]"


def test_a_denied_existence_has_no_figure() -> None:
    record = to_record(CLAIM) | {"low": None, "high": None, "modality": "denied"}
    claim = from_record(record, "claims.jsonl")
    assert isinstance(claim, Claim)
    assert claim.quantity.interval is None


def test_what_the_interface_does_not_list_need_not_be_there_and_may_be_more() -> None:
    record = to_record(CLAIM) | {"added_later": 1}
    for name in ("quote_start", "line", "column", "worded_share"):
        del record[name]
    claim = from_record(record, "claims.jsonl")
    assert isinstance(claim, Claim)
    assert (claim.quote_start, claim.line) == (6, 1)


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.required])
def test_every_key_of_the_interface_must_be_there(name: str) -> None:
    record = to_record(CLAIM)
    del record[name]
    assert from_record(record, "claims.jsonl", 3) == (
        Problem(path="claims.jsonl", line=3, message=f"claim: {name!r} is missing"),
    )


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"low": "5000"}, "'low' must be a number or null"),
    ({"low": True}, "'low' must be a number or null"),
    ({"low": 6000}, "low 6000 is above high 5000"),
    ({"closed": "neither"}, "the interval at 5000 is empty unless closed at both ends"),
    ({"low": None, "high": None}, "'low' and 'high' are both null, which only a denied existence may have"),
    ({"closed": "open"}, "'closed' must be one of both, left, right, neither"),
    ({"kind": "stock"}, "'kind' must be one of level, increase, decrease"),
    ({"modality": "hoped"}, "'modality' must be one of asserted, estimated, projected, planned, denied"),
    ({"modality": ["denied"]}, "'modality' must be one of asserted, estimated, projected, planned, denied"),
    ({"as_of": ["2023-02-31", "2023-03-01"]}, '\'as_of\' must be null or two dates, as ["2024-11-30", "2024-11-30"]'),
    ({"as_of": ["2023-02-07"]}, '\'as_of\' must be null or two dates, as ["2024-11-30", "2024-11-30"]'),
    ({"said_on": ["2023-02-08", "2023-02-07"]}, "'said_on' must be two dates, the earlier one first"),
    ({"start": -1}, "'start' must be a whole number, not below 0"),
    ({"start": 12.0}, "'start' must be a whole number, not below 0"),
    ({"start": 11}, "'start' and 'end' do not enclose 'text'"),
    ({"start": 13, "end": 18}, "'text' does not stand in 'quote'"),
    ({"place": "TR"}, "'place' must be a list of strings"),
    ({"in_title": 0}, "'in_title' must be true or false"),
    ({"subject": 1}, "'subject' must be a string"),
    ({"links": [{"to": "c2", "as": "kin"}]}, "'links' must be a list of"),
    ({"sketch": None}, "'sketch' must be a string"),
    ({"sketch": "0f0"}, "'sketch' must be pairs of hex digits"),
    ({"claim_id": ""}, "'claim_id' must be a string that is not empty"),
    ({"document": " "}, "'document' must be a string that is not empty"),
    ({"subject": ""}, "'subject' must be a string that is not empty"),
    ({"title": "\ud800"}, "'title' must be a string of whole characters"),
    ({"origins": [""]}, "'origins' must be a list of strings, none of them empty"),
    ({"links": [{"to": "", "as": "part_of"}]}, "'links' must be a list of"),
    ({"of": "tr"}, "'of' must be null or a country of two letters, as RU"),
    ({"of": "Türkiye"}, "'of' must be null or a country of two letters, as RU"),
    ({"unit": "kilometr ** 2"}, "'unit' must be a unit that is known"),
    ({"unit": "XQZ"}, "'unit' must be a unit that is known"),
    ({"line": 0}, "'line' must be a whole number, not below 1"),
    ({"start": 10**30}, "'start' must be a whole number, not below 0"),
    ({"high": 10**400}, "'high' must be a number that is not beyond reckoning"),
    ({"low": float("inf")}, "'low' must be a number or null"),
    ({"resolution": 0}, "'resolution' must be a number above 0, or null"),
    ({"as_of": ["20230207", "20230207"]}, "'as_of' must be null or two dates"),
    ({"as_of": ["9999-12-31", "9999-12-31"]}, "'as_of' must be null or two dates"),
]


DATES = (
    "foo",
    "",
    "2023-2-7",
    "2023-02-31",
    "2023-13",
    "20230207",
    "2023-02-07T",
    "2023T10:12",
    "2023-02-07 10:12",
    "9999",
)
UNITS = ("", "km^2", "9**9**9", "meter ** 9 ** 9", "meter ** 99", "meter ** 2.5", "meter**2", "2 * meter", "(meter)",
         "meter / ", "a * b * c * d * e", "__import__", "meter\n")  # fmt: skip
WRONG += [({"published": published}, "'published' must be null or a date, as") for published in DATES]
WRONG += [({"unit": unit}, "'unit' must be names joined by ' * ' and ' / '") for unit in UNITS]


@pytest.mark.parametrize(
    "change",
    [
        {"published": published}
        for published in ("2023", "2023-02", "2023-02-07", "2023-02-07T10:12", "2023-02-07T10:12:00Z")
    ]
    + [{"unit": unit} for unit in ("count / day", "kilometer ** 2", "meter ** 3 / day", "USD", "gallon")]
    + [
        {"unit": unit} for unit in ("meter / second ** 2", "meter * second ** -1", "degree_Celsius", "percentage_point")
    ],
)
def test_what_extract_writes_is_read(change: dict[str, Any]) -> None:
    assert isinstance(from_record(to_record(CLAIM) | change, "claims.jsonl"), Claim)


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_value_is_told_at_its_key(change: dict[str, Any], message: str) -> None:
    record = to_record(CLAIM) | change
    written = json.dumps(record)
    problems = from_record(record, "claims.jsonl", 3, written=written)
    assert isinstance(problems, tuple)
    assert [problem.message.startswith(f"claim: {message}") for problem in problems] == [True], problems
    assert written[problems[0].column - 1] == '"'


def test_every_mistake_is_told_at_once() -> None:
    problems = from_record(to_record(CLAIM) | {"low": "x", "kind": "y", "as_of": 1}, "claims.jsonl")
    assert isinstance(problems, tuple)
    assert len(problems) == 3
