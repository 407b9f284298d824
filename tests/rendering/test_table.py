"""Claims as tables: safe in a spreadsheet, unchanged for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest

from consistency.records import to_record
from consistency.rendering import render
from consistency.rendering.table import FORMULA_STARTS, cell


def sheet(report):
    raw = render(report, "claims.csv")
    assert isinstance(raw, bytes)
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_sees_a_byte_order_mark_and_one_row_a_claim(report):
    assert bytes(render(report, "claims.csv")).startswith(b"\xef\xbb\xbfclaim_id,document,")
    rows = sheet(report)
    assert [row["claim_id"] for row in rows] == [claim.claim_id for claim in report.claims]


def test_numbers_have_decimal_points_and_lists_are_joined(report):
    rows = {row["claim_id"]: row for row in sheet(report)}
    assert rows["i-third"]["low"] == "33.3"
    assert rows["h-aid"]["high"] == "61000000000"
    assert rows["a-joint"]["high"] == ""
    assert rows["a-joint"]["parties"] == "KR; US"
    assert rows["b-more"]["as_of"] == "2025-01-01; 2025-02-28"
    assert rows["e-seoul"]["source"] == "szöuli vezérkar"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_can_be_run_as_a_formula(start):
    assert cell(f"{start}1+1").startswith("'")


def test_numbers_below_zero_stay_numbers():
    assert cell(-5.0) == "-5"
    assert cell(-0.5) == "-0.5"


def test_no_cell_of_a_hostile_report_begins_as_a_formula_or_holds_a_control(hostile):
    for row in sheet(hostile):
        for text in row.values():
            assert not text.startswith(FORMULA_STARTS)
            assert not {"\x00", "\x1b", "\u202e"} & set(text)


def test_jsonl_holds_the_records(report):
    text = str(render(report, "claims.jsonl"))
    assert [json.loads(line) for line in text.splitlines()] == [to_record(claim) for claim in report.claims]


def parquet(report):
    import pyarrow.parquet as pq

    return pq.read_table(io.BytesIO(bytes(render(report, "claims.parquet")))).to_pylist()


def test_parquet_reads_back_to_the_same_records(report, hostile):
    for one in (report, hostile):
        assert parquet(one) == [to_record(claim) for claim in one.claims]


def test_parquet_of_no_claims_has_the_columns_all_the_same(report, empty):
    import pyarrow.parquet as pq

    schemas = [pq.read_schema(io.BytesIO(bytes(render(one, "claims.parquet")))) for one in (report, empty)]
    assert schemas[0] == schemas[1]
    assert set(schemas[0].names) == set(to_record(report.claims[0]))


def test_parquet_takes_text_that_is_no_unicode(report):
    odd = dataclasses.replace(report.claims[0], title="half \ud800")
    assert parquet(dataclasses.replace(report, claims=(odd,)))[0]["title"] == "half ?"
