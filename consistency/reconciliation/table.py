"""Table: claims → one row a claim, in a pandas frame of numbers and codes that every later step reads.

What is a word in a claim (its subject, its place, its origins) is a code here, an index into `words`; -1 is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from consistency.intervals import closedness
from consistency.model import KINDS, MODALITIES
from consistency.reconciliation import copies
from consistency.reconciliation.columns import columns
from consistency.reconciliation.days import LONG, UNDATED, newest, period, published_days
from consistency.reconciliation.fingerprints import figure, short
from consistency.reconciliation.headlines import repeated
from consistency.vocabulary import canonical, concept, path_to

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from consistency.model import Claim, LinkKind
    from consistency.reconciliation.arrays import Bools, Ints
    from consistency.reconciliation.columns import Columns

OPEN = (("right", "neither"), ("left", "neither"))  # the ways to close that leave the lower end open, and the upper
FIGURE = ("low", "high", "open_low", "open_high", "figured", "modality", "approximate")
DENIED = MODALITIES.index("denied")
ISO_DAY = len("2025-03-15")
EVENT_PARTS = ("event_kind", "event_place", "event_year", "event_month", "event_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Claims as columns.

    claims, ids, documents: in the order of the rows. codes, words: of each coded column, and what they stand for.
    numbers: what a figure is known by, as lists. linked: rows that are tied to others. inferring: see `Columns`. today:
    the day as of which projections are due, as an ordinal.
    """

    frame: pd.DataFrame
    words: dict[str, tuple[Any, ...]]
    codes: dict[str, Ints]
    numbers: dict[str, list[Any]]
    claims: Sequence[Claim]
    ids: list[str]
    documents: list[str]
    linked: tuple[int, ...]
    inferring: bool
    today: int

    def where(self, column: str, fits: Callable[[Any], bool], unknown: bool = False) -> Bools:
        """The rows whose word in `column` fits; `unknown` is what a row without a word counts as."""
        verdicts = np.array([*map(fits, self.words[column]), unknown], dtype=bool)
        return np.asarray(verdicts[self.frame[column].to_numpy()])

    def word(self, column: str, row: int) -> Any:
        """What the row says in a coded column; None where it says nothing."""
        code = self.codes[column][row]
        return self.words[column][code] if code >= 0 else None

    def figure(self, row: int, origins: tuple[str, ...]) -> str:
        """Who said which figure, by which a clash is known (see `fingerprints.figure`)."""
        numbers = self.numbers
        low, high = numbers["low"][row], numbers["high"][row]
        told = numbers["figured"][row]
        closed = closedness(not numbers["open_low"][row], not numbers["open_high"][row]) if told else ""
        denied = "denied " if numbers["modality"][row] == DENIED else ""
        ends = (None if abs(end) == inf else end for end in (low, high))
        return figure(origins, *ends, f"{denied}{closed}", self.word("unit", row), numbers["approximate"][row])

    def of_documents(self, documents: Collection[str]) -> frozenset[int]:
        """The rows of some documents."""
        return frozenset(row for row, name in enumerate(self.documents) if name in documents)

    def tied(self, kind: LinkKind) -> list[tuple[int, int]]:
        """Each row with a tie of a kind to another, and that one, such as "292,587 hectares (722,998 acres)"."""
        ties = {(row, link.to) for row in self.linked for link in self.claims[row].links if link.kind == kind}
        if not ties:
            return []
        wanted = {to for _, to in ties}
        rows = {name: row for row, name in enumerate(self.ids) if name in wanted}
        return sorted((row, rows[to]) for row, to in ties if to in rows)


def tabulate(claims: Sequence[Claim], fact_of: Ints, today: date | None) -> Table:
    """The table of `claims`, with a row each, in the order given.

    fact_of: for each claim, the index of the rule whose reference figure it is, or -1. today: the day of articles
    without a date; None takes the newest publication date for due projections, and leaves their day open.
    """
    given = columns(claims)
    day = today.toordinal() if today else newest(given.texts["published"])
    since = day if today or day == UNDATED else day - LONG  # beside dated articles one without a date may be years old
    found: dict[str, Any] = _figures(given) | _times(given, since, day)
    numbers = {name: found[name].tolist() for name in FIGURE}
    words: dict[str, tuple[Any, ...]] = {}
    codes: dict[str, Ints] = {}
    for name, values in (_things(given) | _voices(given)).items():
        codes[name], words[name] = values
    found |= codes
    found |= {"fact_of": fact_of}
    return Table(
        frame=pd.DataFrame(found, copy=False), words=words, codes=codes, numbers=numbers, claims=claims,
        ids=given.texts["claim_id"], documents=given.texts["document"], linked=given.linked, inferring=given.inferring,
        today=day,
    )  # fmt: skip


Coded = tuple["Ints", tuple[Any, ...]]


def coded(values: Sequence[Any]) -> Coded:
    """Each value → a code, in order of first appearance; None → -1."""
    codes, words = pd.factorize(np.fromiter(values, dtype=object, count=len(values)))
    return codes.astype(np.int64, copy=False), tuple(words.tolist())


def _each(known: Coded, make: Callable[[Any], Any]) -> Coded:
    """The codes of what is made of each word; None where it makes nothing."""
    codes, words = known
    again, made = coded([make(word) for word in words])
    return np.append(again, -1)[codes], made


def _looked_up(values: Sequence[str], number: Callable[[str], int]) -> Ints:
    """The number of each word, asked once for each that occurs."""
    codes, words = coded(values)
    return np.array([number(word) for word in words], dtype=np.int64)[codes]


def _figures(given: Columns) -> dict[str, Any]:
    """What each claim says in numbers: ends (±inf where unbounded), whether they are open, and how exact it is."""
    closed, ways = coded(given.texts["closed"])
    opened = [np.append(np.array([way in some for way in ways], dtype=bool), False)[closed] for some in OPEN]
    return {
        "low": given.low,
        "high": given.high,
        "open_low": opened[0] & given.figured,
        "open_high": opened[1] & given.figured,
        "figured": given.figured,
        "resolution": given.resolution,
        "approximate": given.approximate,
        "vague": given.vague,
        "in_title": given.in_title,
        "worded": given.worded,
        "counted": _looked_up(given.texts["unit"], lambda unit: unit == "count").astype(bool),
        "kind": _looked_up(given.texts["kind"], KINDS.index),
        "modality": _looked_up(given.texts["modality"], MODALITIES.index),
    }


def _times(given: Columns, since: int, today: int) -> dict[str, Any]:
    """The period that each claim speaks for, whether only its publication tells it, the day on which it was printed,
    and whether it names a source.
    """
    published = given.texts["published"]
    periods = _told(given)
    when, each = coded(list(zip(periods, published, strict=True)))
    spoken = np.array([period(days, day, today, since) for days, day in each], dtype=np.int64).reshape(-1, 3)[when]
    return {
        "named": np.array([source is not None for source in given.texts["source"]], dtype=bool),
        "first": spoken[:, 0].copy(),
        "last": spoken[:, 1].copy(),
        "undated": spoken[:, 2].astype(bool),
        "printed": np.array([(published_days(day) or (0, today))[1] for _, day in each], dtype=np.int64)[when],
    }


def _told(given: Columns) -> list[Any]:
    """The days that each claim names, but for a toll that only names the day of what caused it: that is of no day."""
    found = list(given.periods)
    for row, event in enumerate(given.texts["event"]):
        day = event.rpartition("/")[2] if event else ""
        if len(day) == ISO_DAY and found[row] and concept(given.texts["subject"][row]).measure == "total":
            first, last = (str(one) for one in found[row])
            found[row] = given.said[row] if first == last == day else found[row]
    return found


def _things(given: Columns) -> dict[str, Coded]:
    """What each claim is about, in words."""
    events = coded(given.texts["event"])
    return {
        "unit": coded(given.texts["unit"]),
        "subject": _each(coded(given.texts["subject"]), canonical),
        "of": coded(given.texts["of"]),
        "place": _each(coded(given.tuples["place"]), _place),
        "predicate": coded(given.texts["predicate"]),
        "event": events,
        **{name: _each(events, partial(_part, at)) for at, name in enumerate(EVENT_PARTS)},
    }


def _part(at: int, event: str) -> str | None:
    return event_parts(event)[at]


def _place(place: tuple[str, ...]) -> tuple[str, ...] | None:
    """The place from its country on, where only a name is told that is known: ("Paris",) → ("FR", "Paris")."""
    return path_to(place[0]) if len(place) == 1 else place or None


def event_parts(event: str | None) -> tuple[str | None, ...]:
    """ "protest/Budapest/2024-10" → what, in which country, year, month and day, None from where it is not told."""
    concept, _, rest = (event or "").partition("/")
    place, _, day = rest.partition("/")
    place = path_to(place)[0]
    parts = [part or None for part in (concept, place, *day.split("-"))]
    return tuple((parts + [None] * len(EVENT_PARTS))[: len(EVENT_PARTS)])


def _voices(given: Columns) -> dict[str, Coded]:
    """Who stands behind each claim; the own voice of near-copies is that of the one which came first, and a headline's
    that of whom its text names for the figure.

    text: one name for an article and its near-copies. origins, parties: empty where nobody is known. identity: what
    tells one voice from another, known or not.
    """
    texts = _texts(given)
    own = [
        source is None and via is None for source, via in zip(given.texts["source"], given.texts["via"], strict=True)
    ]
    first = _first(texts, given, own)
    said = _said(given)
    speakers = [first[text] if alone else row for row, (text, alone) in enumerate(zip(texts, own, strict=True))]
    origins = [said[0][row] for row in speakers]
    parties = [said[1][row] for row in speakers]
    for row, body in repeated(given):
        origins[row], parties[row] = origins[body], parties[body]
    identity = [known or (text,) for known, text in zip(parties, texts, strict=True)]
    return {"text": coded(texts), "origins": coded(origins), "parties": coded(parties), "identity": coded(identity)}


def _said(given: Columns) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The origins and the parties of each claim."""
    texts, tuples = given.texts, given.tuples
    rows = zip(tuples["origins"], tuples["parties"], texts["document"], texts["source"], texts["via"], texts["outlet"],
               strict=True)  # fmt: skip
    origins, parties = [], []
    for names, answering, document, source, via, outlet in rows:
        named = source or via or outlet
        known = (() if names == (document,) else names) or ((named,) if named else ())
        origins.append(known)
        parties.append((() if answering == (document,) else answering) or known)
    return origins, parties


def _texts(given: Columns) -> list[str]:
    """The name of each claim's text, by what it says of itself; near-copies bear that of the one which came first."""
    leader = copies.clusters(given.texts["sketch"])
    documents, sketches = given.texts["document"], given.texts["sketch"]
    clusters = [leader.get(sketch, document) for sketch, document in zip(sketches, documents, strict=True)]
    titles, outlets, published = (given.texts[name] for name in ("title", "outlet", "published"))
    names = {
        cluster: short([titles[row] or documents[row], outlets[row] or "", published[row] or ""])
        for cluster, row in _first(clusters, given).items()
    }
    return [names[cluster] for cluster in clusters]


def _first(names: Sequence[str], given: Columns, which: Sequence[bool] | None = None) -> dict[str, int]:
    """For each name the row whose article came first, of `which` or of all; one row an article is looked at."""
    documents, outlets, published = (given.texts[name] for name in ("document", "outlet", "published"))
    rows = range(len(names)) if which is None else [row for row, told in enumerate(which) if told]
    each = {(documents[row], names[row]): row for row in reversed(rows)}
    found: dict[str, int] = {}
    first: dict[str, tuple[str, str, str]] = {}
    for (document, name), row in each.items():
        precedence = (published[row] or "9", outlets[row] or "", document)
        if name not in found or precedence < first[name]:
            found[name], first[name] = row, precedence
    return found


def origins_of(claim: Claim) -> tuple[str, ...]:
    """Who says it, in one spelling: the origins, else the source, else what the article relays, else its outlet."""
    named = claim.source or claim.via or claim.outlet
    return (() if claim.origins == (claim.document,) else claim.origins) or ((named,) if named else ())
