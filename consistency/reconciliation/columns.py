"""Columns: claims, as objects or as the columns of a table → one list a field, so that both are tabulated alike.

Claims that come as a table become objects one by one, and only where one is asked for: to quote it, or to write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from operator import le
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from consistency.records import of_row

if TYPE_CHECKING:
    from consistency.model import Claim

TEXTS = ("claim_id", "document", "title", "outlet", "published", "unit", "subject", "of", "predicate", "event", "kind",
         "modality", "source", "via", "sketch", "closed")  # fmt: skip
KEPT = 20_000  # claims that are kept as objects
TUPLES = ("place", "origins", "parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One list a field, all as long as `claims`.

    texts: fields of strings or None. tuples: fields of tuples of strings. periods: (first, last) days that a claim is
    of, or None: those it names, else when its source spoke. said: when its source spoke. low, high: ±inf where
    unbounded. figured: not so a denied existence. linked: the rows that have links. inferring: whether
    an article around a figure tells part of what any of them is of.
    """

    claims: Sequence[Claim]
    texts: dict[str, list[Any]]
    tuples: dict[str, list[tuple[str, ...]]]
    periods: list[Any]
    said: list[Any]
    low: np.ndarray[Any, np.dtype[np.float64]]
    high: np.ndarray[Any, np.dtype[np.float64]]
    figured: np.ndarray[Any, np.dtype[np.bool_]]
    resolution: np.ndarray[Any, np.dtype[np.float64]]
    approximate: np.ndarray[Any, np.dtype[np.bool_]]
    vague: np.ndarray[Any, np.dtype[np.bool_]]
    in_title: np.ndarray[Any, np.dtype[np.bool_]]
    worded: np.ndarray[Any, np.dtype[np.bool_]]
    linked: tuple[int, ...]
    inferring: bool


class Rows(Sequence["Claim"]):
    """Claims behind the columns of a table, made as they are asked for.

    given: the columns of claims.csv by name, all of one length, already checked (see `consistency.articles.columns`).
    """

    def __init__(self, given: dict[str, list[Any]]) -> None:
        self.given = given
        self._made: dict[int, Claim] = {}  # those asked for last, as a finding asks several times for each

    def __len__(self) -> int:
        return len(self.given["claim_id"])

    def in_order(self) -> Rows:
        """The claims by document and place in it, each once."""
        given = self.given
        ids = given["claim_id"]
        order = [given["document"], given["start"], given["end"], ids, given["text"]]
        each_once = len(set(ids)) == len(ids)
        if each_once and all(map(le, zip(*order, strict=True), islice(zip(*order, strict=True), 1, None))):
            return self
        ordered = sorted(range(len(ids)), key=list(zip(*order, strict=True)).__getitem__)
        if not each_once:
            ordered = list({ids[row]: row for row in reversed(ordered)}.values())[::-1]
        return Rows({name: [column[row] for row in ordered] for name, column in given.items()})

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        if at not in self._made:
            if len(self._made) >= KEPT:
                self._made.clear()
            self._made[at] = of_row({name: column[at] for name, column in self.given.items()})
        return self._made[at]


class Chain(Sequence["Claim"]):
    """Claims one sequence after another, none of them copied."""

    def __init__(self, first: Sequence[Claim], then: Sequence[Claim]) -> None:
        self.first, self.then = first, then

    def __len__(self) -> int:
        return len(self.first) + len(self.then)

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        return self.first[at] if at < len(self.first) else self.then[at - len(self.first)]


class Instead(Sequence["Claim"]):
    """A sequence with others in the place of some, none of the rest copied."""

    def __init__(self, claims: Sequence[Claim], others: dict[int, Claim]) -> None:
        self.claims, self.others = claims, others

    def __len__(self) -> int:
        return len(self.claims)

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        return self.others[at] if at in self.others else self.claims[at]


def columns(claims: Sequence[Claim]) -> Columns:
    """The columns of claims, whichever way they come."""
    if isinstance(claims, Rows):
        return _of_table(claims)
    if isinstance(claims, Chain):
        return _joined(columns(claims.first), columns(claims.then), claims)
    return _of_objects(claims)


def _of_objects(claims: Sequence[Claim]) -> Columns:
    quantities = [claim.quantity for claim in claims]
    intervals = [quantity.interval for quantity in quantities]
    texts = {name: [getattr(claim, name) for claim in claims] for name in TEXTS if name not in ("unit", "closed")}
    texts |= {
        "unit": [quantity.unit for quantity in quantities],
        "closed": ["both" if interval is None else interval.closed for interval in intervals],
    }
    return Columns(
        claims=claims,
        texts=texts,
        tuples={name: [getattr(claim, name) for claim in claims] for name in TUPLES},
        periods=[claim.as_of or claim.said_on for claim in claims],
        said=[claim.said_on for claim in claims],
        low=np.array([-inf if i is None or i.low is None else i.low for i in intervals], dtype=float),
        high=np.array([inf if i is None or i.high is None else i.high for i in intervals], dtype=float),
        figured=np.array([i is not None for i in intervals], dtype=bool),
        resolution=np.array([quantity.resolution or 0.0 for quantity in quantities], dtype=float),
        approximate=np.array([quantity.approximate for quantity in quantities], dtype=bool),
        vague=np.array([quantity.vague for quantity in quantities], dtype=bool),
        in_title=np.array([claim.in_title for claim in claims], dtype=bool),
        worded=np.array([quantity.worded_share for quantity in quantities], dtype=bool),
        linked=tuple(row for row, claim in enumerate(claims) if claim.links),
        inferring=any(claim.inferred for claim in claims),
    )


def _of_table(claims: Rows) -> Columns:
    given = claims.given
    low, high = (np.array(given[name], dtype=float) for name in ("low", "high"))
    spoken = zip(given["as_of"], given["said_on"], strict=True)
    return Columns(
        claims=claims,
        texts={name: given[name] for name in TEXTS},
        tuples={name: given[name] for name in TUPLES},
        periods=[as_of or said_on for as_of, said_on in spoken],
        said=given["said_on"],
        low=np.where(np.isnan(low), -inf, low),
        high=np.where(np.isnan(high), inf, high),
        figured=~(np.isnan(low) & np.isnan(high)),
        resolution=np.nan_to_num(np.array(given["resolution"], dtype=float), nan=0.0),
        approximate=np.array(given["approximate"], dtype=bool),
        vague=np.array(given["vague"], dtype=bool),
        in_title=np.array(given["in_title"], dtype=bool),
        worded=np.array(given.get("worded_share", [False] * len(claims)), dtype=bool),
        linked=tuple(row for row, links in enumerate(given["links"]) if links),
        inferring=any(given.get("inferred", ())),
    )


def _joined(one: Columns, other: Columns, claims: Sequence[Claim]) -> Columns:
    arrays = ("low", "high", "figured", "resolution", "approximate", "vague", "in_title", "worded")
    return Columns(
        claims=claims,
        texts={name: one.texts[name] + other.texts[name] for name in TEXTS},
        tuples={name: one.tuples[name] + other.tuples[name] for name in TUPLES},
        periods=one.periods + other.periods,
        said=one.said + other.said,
        linked=(*one.linked, *(row + len(one.claims) for row in other.linked)),
        inferring=one.inferring or other.inferring,
        **{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in arrays},
    )
