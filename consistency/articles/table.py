"""Table: claims written by `extract --format parquet` → the claims; no articles are kept in this form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.articles.reading import Reading, Setting, Source, refused
from consistency.model import Claim
from consistency.records import from_record

if TYPE_CHECKING:
    from consistency.problems import Problem


def read(source: Source, setting: Setting) -> Reading:  # noqa: ARG001 - every form is read with the same arguments
    """The claims of a Parquet file, a row each; a problem's line is the row, counted from 1."""
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    from pyarrow import parquet

    try:
        rows = parquet.read_table(pa.BufferReader(source.data)).to_pylist()
    except (pa.ArrowException, OSError) as error:
        return refused(source, f"not a Parquet file that can be read: {str(error).splitlines()[0]}")
    claims: list[Claim] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        claim = from_record(row, source.path, number)
        if isinstance(claim, Claim):
            claims.append(claim)
        else:
            problems.extend(claim)
    return Reading(claims=tuple(claims), problems=tuple(problems))
