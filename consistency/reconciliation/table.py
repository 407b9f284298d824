"""Table: claims → one row a claim, in a pandas frame of numbers and codes that every later step reads.

What is a word in a claim (its subject, its place, its origins) is a code here, an index into `words`; -1 is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from consistency.model import KINDS, MODALITIES, Claim
from consistency.reconciliation import copies
from consistency.reconciliation.days import UNDATED, newest, period, published_days
from consistency.reconciliation.fingerprints import short
from consistency.vocabulary import path_to

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date

    from consistency.reconciliation.arrays import Bools, Ints

EVENT_PARTS = ("event_kind", "event_place", "event_year", "event_month", "event_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Claims as columns. claims: in the order of the rows. words: for each coded column, what its codes stand for."""

    frame: pd.DataFrame
    words: dict[str, tuple[Any, ...]]
    claims: tuple[Claim, ...]

    def where(self, column: str, fits: Callable[[Any], bool], unknown: bool = False) -> Bools:
        """The rows whose word in `column` fits; `unknown` is what a row without a word counts as."""
        verdicts = np.array([*map(fits, self.words[column]), unknown], dtype=bool)
        return np.asarray(verdicts[self.frame[column].to_numpy()])

    def word(self, column: str, row: int) -> Any:
        """What the row says in a coded column; None where it says nothing."""
        code = int(self.frame[column].to_numpy()[row])
        return self.words[column][code] if code >= 0 else None


def tabulate(claims: Sequence[Claim], fact_of: Sequence[int], today: date | None) -> Table:
    """The table of `claims`, with a row each, in the order given.

    fact_of: for each claim, the index of the rule whose reference figure it is, or -1. today: the day of articles
    without a date; None takes the newest publication date, or, where there is none, an unknown day.
    """
    known = today or newest(list(claims))
    day = known.toordinal() if known else UNDATED
    columns: dict[str, Any] = _figures(claims) | _times(claims, day)
    words: dict[str, tuple[Any, ...]] = {}
    for name, values in (_things(claims) | _voices(claims)).items():
        columns[name], words[name] = coded(values)
    columns |= {"fact_of": np.asarray(fact_of, dtype=np.int64)}
    return Table(frame=pd.DataFrame(columns), words=words, claims=tuple(claims))


def coded(values: Iterable[Hashable]) -> tuple[Ints, tuple[Any, ...]]:
    """Each value → a code, in order of first appearance; None → -1."""
    codes: dict[Hashable, int] = {}
    found = [-1 if value is None else codes.setdefault(value, len(codes)) for value in values]
    return np.asarray(found, dtype=np.int64), tuple(codes)


def _figures(claims: Sequence[Claim]) -> dict[str, Any]:
    """What each claim says in numbers: ends (±inf where unbounded), whether they are open, and how exact it is."""
    quantities = [claim.quantity for claim in claims]
    intervals = [quantity.interval for quantity in quantities]
    return {
        "low": np.array([-inf if i is None or i.low is None else i.low for i in intervals], dtype=float),
        "high": np.array([inf if i is None or i.high is None else i.high for i in intervals], dtype=float),
        "open_low": np.array([i is not None and i.closed in ("right", "neither") for i in intervals], dtype=bool),
        "open_high": np.array([i is not None and i.closed in ("left", "neither") for i in intervals], dtype=bool),
        "figured": np.array([i is not None for i in intervals], dtype=bool),
        "resolution": np.array([q.resolution or 0.0 for q in quantities], dtype=float),
        "approximate": np.array([q.approximate for q in quantities], dtype=bool),
        "vague": np.array([q.vague for q in quantities], dtype=bool),
        "worded": np.array([q.worded_share for q in quantities], dtype=bool),
        "counted": np.array([q.unit == "count" for q in quantities], dtype=bool),
        "kind": np.array([KINDS.index(claim.kind) for claim in claims], dtype=np.int64),
        "modality": np.array([MODALITIES.index(claim.modality) for claim in claims], dtype=np.int64),
    }


def _times(claims: Sequence[Claim], today: int) -> dict[str, Any]:
    """The period that each claim speaks for, whether only its publication tells it, the day on which it was printed,
    and whether it names a source.
    """
    periods = [period(claim, today) for claim in claims]
    return {
        "named": np.array([claim.source is not None for claim in claims], dtype=bool),
        "first": np.array([first for first, _, _ in periods], dtype=np.int64),
        "last": np.array([last for _, last, _ in periods], dtype=np.int64),
        "undated": np.array([undated for _, _, undated in periods], dtype=bool),
        "printed": np.array([(published_days(claim.published) or (0, today))[1] for claim in claims], dtype=np.int64),
    }


def _things(claims: Sequence[Claim]) -> dict[str, list[Any]]:
    """What each claim is about, in words."""
    events = [event_parts(claim.event) for claim in claims]
    return {
        "unit": [claim.quantity.unit for claim in claims],
        "subject": [claim.subject for claim in claims],
        "of": [claim.of for claim in claims],
        "place": [_place(claim.place) for claim in claims],
        "predicate": [claim.predicate for claim in claims],
        "event": [claim.event for claim in claims],
        **{name: [parts[at] for parts in events] for at, name in enumerate(EVENT_PARTS)},
    }


def _place(place: tuple[str, ...]) -> tuple[str, ...] | None:
    """The place from its country on, where only a name is told that is known: ("Paris",) → ("FR", "Paris")."""
    return path_to(place[0]) if len(place) == 1 else place or None


def event_parts(event: str | None) -> tuple[str | None, ...]:
    """ "protest/Budapest/2024-10" → what, where, year, month and day, None from where it is not told."""
    concept, _, rest = (event or "").partition("/")
    place, _, day = rest.partition("/")
    parts = [part or None for part in (concept, place, *day.split("-"))]
    return tuple((parts + [None] * len(EVENT_PARTS))[: len(EVENT_PARTS)])


def _voices(claims: Sequence[Claim]) -> dict[str, list[Any]]:
    """Who stands behind each claim; the own voice of near-copies is that of the one which came first.

    text: one name for an article and its near-copies. origins, parties: empty where nobody is known. identity: what
    tells one voice from another, known or not.
    """
    texts = _texts(claims)
    own = [claim.source is None and claim.via is None for claim in claims]
    first = _first([text for text, alone in zip(texts, own, strict=True) if alone],
                   [claim for claim, alone in zip(claims, own, strict=True) if alone])  # fmt: skip
    speakers = [first[text] if alone else claim for claim, text, alone in zip(claims, texts, own, strict=True)]
    origins = [origins_of(speaker) for speaker in speakers]
    parties = [_known(speaker.parties, speaker) or said for speaker, said in zip(speakers, origins, strict=True)]
    identity = [known or (text,) for known, text in zip(parties, texts, strict=True)]
    return {"text": texts, "origins": origins, "parties": parties, "identity": identity}


def _texts(claims: Sequence[Claim]) -> list[str]:
    """The name of each claim's text, by what it says of itself; near-copies bear that of the one which came first."""
    leader = copies.clusters(claim.sketch for claim in claims)
    clusters = [leader.get(claim.sketch, claim.document) for claim in claims]
    first = _first(clusters, claims)
    names = {
        cluster: short([claim.title or claim.document, claim.outlet or "", claim.published or ""])
        for cluster, claim in first.items()
    }
    return [names[cluster] for cluster in clusters]


def _first(names: Sequence[str], claims: Sequence[Claim]) -> dict[str, Claim]:
    """For each name the claim whose article came first."""
    found: dict[str, Claim] = {}
    for name, claim in zip(names, claims, strict=True):
        if name not in found or _precedence(claim) < _precedence(found[name]):
            found[name] = claim
    return found


def _precedence(claim: Claim) -> tuple[str, str, str]:
    return (claim.published or "9", claim.outlet or "", claim.document)


def origins_of(claim: Claim) -> tuple[str, ...]:
    """Who says it, in one spelling: the origins, else the source, else what the article relays, else its outlet."""
    named = claim.source or claim.via or claim.outlet
    return _known(claim.origins, claim) or ((named,) if named else ())


def _known(names: tuple[str, ...], claim: Claim) -> tuple[str, ...]:
    """The names but that of the file, which names nobody."""
    return () if names == (claim.document,) else names
