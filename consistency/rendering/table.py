"""The claims of a report → tables: claims.csv for a spreadsheet, claims.jsonl and claims.parquet for programs.

The CSV file is for people. It opens right in a spreadsheet: UTF-8 with a byte order mark (without which Excel
reads it as the system's old code page), decimal points, CRLF line ends (RFC 4180), lists as "a; b", and no cell
that a spreadsheet would run as a formula (OWASP, "CSV Injection"). It tells claims as reviewers put them right. The
other two, which runs read again, hold the records as they were read.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from consistency.records import to_record
from consistency.rendering.inert import inert
from consistency.rendering.json import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types

    from consistency.model import Claim, Report

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LEFT_OUT = ("sketch",)  # a fingerprint for programs, of no use in a spreadsheet


def csv_bytes(report: Report) -> bytes:
    """claims.csv: a header line, then one row a claim."""
    records = [to_record(claim) for claim in report.claims]
    columns = [name for name in (records[0] if records else ()) if name not in LEFT_OUT]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns or ["claim_id"])
    writer.writerows([cell(record[name]) for name in columns] for record in records)
    return lines.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """One value as a spreadsheet cell; text that would be run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{int(value)}" if float(value).is_integer() else repr(float(value))
    text = inert(_joined(value))
    raw = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) or raw.startswith(FORMULA_STARTS) else text


def _joined(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(value[key]) for key in ("as", "to") if key in value) or str(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(_joined(item) for item in value)
    return str(value)


def jsonl(report: Report) -> str:
    """claims.jsonl: one record a line."""
    return "".join(encoded(to_record(claim)) + "\n" for claim in _as_read(report))


def _as_read(report: Report) -> Sequence[Claim]:
    """The claims before reviewers put some of them right, which is done again whenever the file is read."""
    if not report.misread:
        return report.claims
    read = {claim.claim_id: claim for claim in (*report.claims, *report.misread)}  # of one id the latter
    return sorted(read.values(), key=lambda claim: (claim.document, claim.start, claim.end, claim.claim_id))


def parquet(report: Report) -> bytes:
    """claims.parquet: the same records, each list a list and each link a struct, so that they read back equal."""
    import pyarrow as pa
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it ships no types

    records = [{name: _written(value) for name, value in to_record(claim).items()} for claim in _as_read(report)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(records, schema=_schema()), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _written(value: Any) -> Any:
    """`value` with lone surrogates replaced, which no UTF-8 column can hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, texts, flag, whole, real = pa.string(), pa.list_(pa.string()), pa.bool_(), pa.int64(), pa.float64()
    link = pa.struct([("to", text), ("as", text)])
    columns: dict[str, pa.DataType] = {
        "claim_id": text, "document": text, "title": text, "outlet": text, "language": text, "published": text,
        "in_title": flag, "start": whole, "end": whole, "text": text, "quote": text, "quote_start": whole,
        "line": whole, "column": whole, "low": real, "high": real, "closed": text, "approximate": flag,
        "vague": flag, "resolution": real, "worded_share": flag, "unit": text, "subject": text, "of": text,
        "place": texts, "predicate": text, "event": text, "kind": text, "modality": text, "source": text,
        "origins": texts, "parties": texts, "via": text, "as_of": texts, "said_on": texts,
        "links": pa.list_(link), "sketch": text, "inferred": pa.list_(text),
        "corrected": pa.list_(text),
    }  # fmt: skip
    return pa.schema(list(columns.items()))
