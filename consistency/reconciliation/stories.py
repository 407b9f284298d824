"""Stories: what the articles name → which of them tell of one story, so that what one leaves unsaid another may tell.

Two articles are of one story where they share enough of what is telling: names, places below a country, happenings, and
figures too sharp to be shared by chance. What many articles have in common tells nothing. Names are known by their
first letters alone, which survive case endings and most transcriptions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from math import log
from typing import TYPE_CHECKING, NamedTuple

from consistency.reconciliation.copies import root
from consistency.reconciliation.units import measured
from consistency.reconciliation.widening import significant_digits

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from consistency.model import Claim
    from consistency.reconciliation.arrays import Ints
    from consistency.reconciliation.table import Table

ENOUGH = 3.0  # of the weights below
WEIGHTS = {
    "event": 2.0,
    "figure": 1.5,
    "place": 1.0,
    "name": 1.0,
    "subject": 0.25,
    "country": 0.25,
    "of": 0.5,
    "origin": 0.75,
}
THROUGHOUT = 0.4  # of ENOUGH, which articles of one story have in common on average
COMMON = 12  # articles, or a twentieth of all: what more of them share is not telling
APART = 200  # days between two articles of one story
STEM = 5  # letters by which a name is known
SHARP = 3  # significant digits of a figure that few others share
_NAME = re.compile(r"(?<![.!?:\"“„»'’] )(?<!^)\b([^\W\d_a-zà-öø-ÿ]\w{3,})")


class Told(NamedTuple):
    """The rows that a rule is about, with the article and the story in which each stands."""

    table: Table
    rows: list[int]
    texts: list[int]
    stories: list[str]

    def claim(self, at: int) -> Claim:
        return self.table.claims[self.rows[at]]

    def are_apart(self, some: Sequence[int]) -> bool:
        """Whether some of the rows stand in several articles."""
        return len({self.texts[at] for at in some}) > 1


def stories(texts: Sequence[str], claims: Sequence[Claim], printed: Ints) -> dict[str, str]:
    """Each text → a name for its story, which is that of the first of its texts.

    texts: the name of the text that each claim stands in. printed: the day on which it appeared.
    """
    days = {text: int(day) for text, day in zip(texts, printed, strict=True)}
    names = sorted(days, key=lambda text: (days[text], text))
    holding: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for text, claim in zip(texts, claims, strict=True):
        for mark in _marks(claim):
            holding[mark].add(text)
    shared = _shared(holding, len(names))
    leader = {text: text for text in names}
    members = {text: [text] for text in names}
    for (one, other), weight in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if weight >= ENOUGH and abs(days[one] - days[other]) <= APART:
            _join(root(one, leader), root(other, leader), leader, members, shared)
    first: dict[str, str] = {}
    for text in names:
        first.setdefault(root(text, leader), text)
    return {text: first[root(text, leader)] for text in names}


def _marks(claim: Claim) -> Iterator[tuple[str, Hashable]]:
    """What one claim tells of its story, each by its kind."""
    for name in _NAME.findall(claim.quote):
        yield ("name", name.casefold()[:STEM])
    for at, place in enumerate(claim.place):
        yield ("place" if at or len(place) > 2 else "country", place)
    if claim.event:
        yield ("event", "/".join(claim.event.split("/")[:2]))
    if claim.subject:
        yield ("subject", claim.subject)
    if claim.of:
        yield ("of", claim.of)
    for origin in claim.origins if claim.source else ():
        yield ("origin", origin)
    value = sharp_value(claim)
    if value is not None:
        yield ("figure", value)


def sharp_value(claim: Claim, digits: int = SHARP) -> tuple[str, float] | None:
    """A single figure with so many significant digits, in base units, and what it measures; else None."""
    interval = claim.quantity.interval
    if interval is None or not interval.is_point or claim.quantity.vague:
        return None
    assert interval.low is not None, "a point has an end"
    if significant_digits(interval.low) < digits:
        return None
    unit = measured(claim.quantity.unit)
    return (unit.dimension, float(f"{interval.low * unit.size:.6g}"))


def _shared(holding: Mapping[tuple[str, Hashable], set[str]], number: int) -> dict[tuple[str, str], float]:
    """What every two texts have in common, weighed by how few others have it."""
    limit = max(COMMON, number // 20)
    found: dict[tuple[str, str], float] = defaultdict(float)
    for mark, texts in sorted(holding.items(), key=str):
        if 2 <= len(texts) <= limit:
            weight = WEIGHTS[mark[0]] * (1 - log(len(texts) / 2) / log(max(number, 3)))
            for pair in combinations(sorted(texts), 2):
                found[pair] += weight
    return found


def _join(
    one: str, other: str, leader: dict[str, str], members: dict[str, list[str]], shared: Mapping[tuple[str, str], float]
) -> None:
    """Make one story of two where their articles have enough in common throughout, and not only those at a border."""
    if one == other:
        return
    pairs = [(min(a, b), max(a, b)) for a in members[one] for b in members[other]]
    if sum(shared.get(pair, 0.0) for pair in pairs) < ENOUGH * THROUGHOUT * len(pairs):
        return
    leader[other] = one
    members[one] += members.pop(other)
