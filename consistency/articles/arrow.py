"""Arrow: a table as Parquet holds it → one list a column, in which equal words and lists are one object.

An archive says the same few words a million times; holding each once is what makes it quick to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types


def lists(table: pa.Table) -> dict[str, list[Any]]:
    """The columns by name; None where nothing is told."""
    return {name: _list(table.column(name).combine_chunks()) for name in table.column_names}


def _list(column: pa.ChunkedArray) -> list[Any]:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(column)
    if (pa.types.is_list(kind) or pa.types.is_large_list(kind)) and not pa.types.is_nested(kind.value_type):
        return _tuples(column)
    found: list[Any] = column.to_pylist()
    return found


def _strings(column: pa.ChunkedArray) -> list[Any]:
    import pyarrow as pa

    coded = column.dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    words = [*coded.dictionary.to_pylist(), None]
    return [words[code] for code in coded.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False).tolist()]


def _tuples(column: pa.ChunkedArray) -> list[Any]:
    """Lists of words as tuples."""
    import pyarrow as pa

    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    flat = _list(array.flatten())
    lengths = array.value_lengths().fill_null(-1).to_numpy(zero_copy_only=False).tolist()
    known: dict[Any, Any] = {}
    if len(lengths) == len(flat) and set(lengths) <= {1}:
        return [known.setdefault(name, (name,)) for name in flat]
    found: list[Any] = []
    at = 0
    for length in lengths:
        if length < 0:
            found.append(None)
            continue
        names = tuple(flat[at : at + length])
        found.append(known.setdefault(names, names))
        at += length
    return found
