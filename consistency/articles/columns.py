"""Columns: claims, as a table or as records → one list a field, and every mistake in them.

A column may be of any type that pandas has for its values: objects, strings, nullable and Arrow numbers. Nothing is
guessed, and each row answers for itself alone.
"""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from consistency.problems import Problem
from consistency.records import FIELDS, from_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

FREE = ("claim_id", "document", "text", "quote")  # columns of nearly as many words as rows
NUMBERS = ("low", "high", "resolution")
PLACES = ("start", "end", "quote_start")
LARGE = 1e15  # numbers beyond it are looked at one by one
LEAST = {"start": 0.0, "end": 0.0, "quote_start": 0.0, "resolution": 1e-15}
LISTS = ("place", "origins", "parties", "inferred", "corrected", "as_of", "said_on")  # names, or first and last day
WHOLE = ("start", "end", "quote_start", "line", "column")  # numbers that a column with a gap holds as floats


Columns = dict[str, list[Any]]  # of every field, all of one length


def joined_columns(some: Iterable[Mapping[str, list[Any]]]) -> Columns:
    """Columns of claims that are known to be right, one after another."""
    each = [columns for columns in some if columns and columns["claim_id"]]
    if len(each) == 1 and each[0].keys() >= FIELDS.keys():
        return dict(each[0])
    found: Columns = {}
    for name, field in FIELDS.items():
        values: list[Any] = []
        for columns in each:
            values += columns.get(name) or [field.default] * len(columns["claim_id"])
        found[name] = values
    return found


def plain(columns: Mapping[str, list[Any]]) -> Columns:
    """Columns as JSON has them, with tuples in the place of lists."""
    return {name: _plain(values, name) for name, values in columns.items()}


def checked(table: pd.DataFrame, path: str = "table") -> tuple[Columns, tuple[Problem, ...]]:
    """The columns of a table of claims, None where nothing is told, and every mistake in it, at `path:ROW:1`.

    Nothing is guessed: a column that is missing, a value of a wrong type, a low above its high, an unknown unit, a day
    that is in no calendar are mistakes, as in a file of claims. Rows are counted from 1.
    """
    if not table.columns.is_unique:
        twice = table.columns[table.columns.duplicated()].unique()
        return {}, tuple(Problem(path=path, message=f"the column {name!r} stands twice") for name in twice)
    return checked_columns({name: _listed(table[name]) for name in FIELDS if name in table}, path)


def checked_columns(given: Mapping[str, list[Any]], path: str) -> tuple[Columns, tuple[Problem, ...]]:
    """The same, of a table that has been read into lists."""
    missing = [name for name, field in FIELDS.items() if field.required and name not in given]
    if missing:
        return {}, tuple(Problem(path=path, message=f"the column {name!r} is missing") for name in missing)
    columns = {name: _plain(given[name], name) for name in FIELDS if name in given}
    suspect = np.zeros(len(columns["claim_id"]), dtype=bool)
    for name, values in columns.items():
        suspect |= _suspect(values, name)
    suspect |= _misfit(columns)
    problems: list[Problem] = []
    for row in np.flatnonzero(suspect).tolist():
        found = from_record({name: _exact(values[row]) for name, values in columns.items()}, path, row + 1)
        problems += found if isinstance(found, tuple) else ()
    return columns, tuple(problems) or tuple(_contested(columns, path))


def _contested(columns: Columns, path: str) -> Iterator[Problem]:
    """A mistake for each claim of an id that another one has, which says something else."""
    ids = columns["claim_id"]
    if len(set(ids)) == len(ids):
        return
    first: dict[str, int] = {}
    for row, name in enumerate(ids):
        other = first.setdefault(name, row)
        differing = [field for field, values in columns.items() if values[row] != values[other]]
        if differing:
            message = f"claim: its 'claim_id' is that of row {other + 1}, but not its {differing[0]!r}; give it another"
            yield Problem(path=path, line=row + 1, message=message)


def _listed(column: pd.Series[Any]) -> list[Any]:
    """The values of a column; of a column of strings each word is one object, however many rows have it."""
    import pandas as pd

    if not isinstance(column.dtype, pd.StringDtype):
        values = column.tolist()
        missing = type(pd.NA) in set(map(type, values))
        return [None if value is pd.NA else value for value in values] if missing else values
    codes, words = pd.factorize(column)
    known = [*words.tolist(), None]
    return [known[code] for code in codes.tolist()]


def _plain(values: list[Any], name: str) -> list[Any]:
    """A column with None for what is not told, and one tuple for all lists that are alike."""
    kinds = set(map(type, values))
    if np.ndarray in kinds:
        values = [value.tolist() if isinstance(value, np.ndarray) else value for value in values]
    if float in kinds and name not in NUMBERS:
        values = [None if _is_nan(value) else value for value in values]
    if name in WHOLE and float in kinds:
        values = [int(value) if isinstance(value, float) and value.is_integer() else value for value in values]
    if name in LISTS and set(map(type, values)) <= {list, tuple, type(None)}:
        known: dict[Any, Any] = {}
        alike = [value if value is None else tuple(value) for value in values]
        try:
            return [known.setdefault(value, value) for value in alike]
        except TypeError:  # something in a list that is neither
            return alike
    return values


def _suspect(values: list[Any], name: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """The rows whose value its field may not take; each value is looked at once, however many rows have it."""
    kinds = set(map(type, values))
    nothing = np.zeros(len(values), dtype=bool)
    if (name in PLACES and kinds == {int}) or (name in NUMBERS and kinds <= {int, float}):
        numbers = np.array(values, dtype=float)
        return (numbers < LEAST.get(name, -LARGE)) | (numbers > LARGE)
    if name == "links" and kinds == {list} and not any(values):
        return nothing
    if name in FREE and kinds == {str} and all(values) and _is_text("".join(values)):
        return nothing
    try:
        known = dict.fromkeys(values)
    except TypeError:  # lists and objects, which only a careful look compares
        return np.array([not _takes(name, value) for value in values], dtype=bool)
    wrong = {value for value in known if not _takes(name, value)}
    if not wrong and len(kinds) <= 1:
        return nothing
    return np.array([value in wrong or not _takes(name, value) for value in values], dtype=bool)


def _is_text(words: str) -> bool:
    """Whether there is no half of a surrogate pair in it."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _takes(name: str, value: Any) -> bool:
    try:
        FIELDS[name].read(_exact(value))
    except ValueError:
        return False
    return True


def _misfit(columns: Columns) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """The rows whose values do not fit each other, as far as whole columns tell; each is looked at again by itself."""
    whole = all(set(map(type, columns[name])) <= {int} for name in ("start", "end"))
    plain = all(set(map(type, columns[name])) <= {int, float, type(None)} for name in ("low", "high"))
    texts = set(map(type, (*columns["text"], *columns["quote"]))) <= {str}
    if not (whole and plain and texts) or "quote_start" in columns:
        return np.ones(len(columns["text"]), dtype=bool)
    low, high = (np.array(columns[name], dtype=float) for name in ("low", "high"))
    span = np.array(columns["end"]) - np.array(columns["start"]) - np.array(list(map(len, columns["text"])))
    apart = [text not in quote for quote, text in zip(columns["quote"], columns["text"], strict=True)]
    asserted = np.array([modality != "denied" for modality in columns["modality"]], dtype=bool)
    half = np.array([closed != "both" for closed in columns["closed"]], dtype=bool)
    crossed = (low > high) | ((low == high) & half) | (np.isnan(low) & np.isnan(high) & asserted)
    return np.asarray(crossed | (span != 0) | np.array(apart, dtype=bool))


def _exact(value: Any) -> Any:
    """A value as JSON has it: whole numbers of NumPy as Python's, tuples as lists, NaN as null."""
    if _is_nan(value):
        return None
    if isinstance(value, tuple):
        return list(value)
    return value.item() if isinstance(value, np.generic) else value


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and isnan(value)
