"""Subjects: a counted concept's name → how figures of it behave over time and how texts speak of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from consistency.model import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A counted thing. holds and lag are days; whole is the concept of which this one is a part, or None.

    together: groups of predicates of which figures may be compared; the first is the one that goes without saying.
    totals: predicates of which a stock is a running total. narrower: those of which a figure counts some and not all.
    alike: the concept whose counts are counts of this one (bodies, and the dead), or None. general: it is said of many
    things, so that a figure of it may be of another concept ("214 people").
    hourly: a total of it grows in the course of a day. known: the vocabulary has it. listed: how its counts
    behave is known, and no default.
    people, money, national, owned, topic, settled, losable, few, uncounted, placed, displaced, actor, reference: how
    texts speak of it; subjects.yaml explains each.
    """

    name: str
    measure: Measure
    holds: int
    lag: int
    together: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    narrower: tuple[str, ...]
    whole: str | None = None
    alike: str | None = None
    general: bool = False
    hourly: bool = False
    known: bool = False
    listed: bool = False
    people: bool = False
    money: bool = False
    national: bool = False
    owned: bool = False
    topic: bool = False
    settled: bool = False
    losable: bool = False
    few: bool = False
    uncounted: bool = False
    placed: bool = False
    displaced: bool = False
    actor: bool = False
    reference: bool = False

    def is_part_of(self, other: str) -> bool:
        """Whether counts of this concept are parts of counts of `other`, at any depth."""
        return self.whole is not None and (self.whole == other or concept(self.whole).is_part_of(other))

    def measure_of(self, predicate: str | None) -> Measure:
        """How the truth may move of which that is said."""
        return "total" if self.measure == "stock" and predicate in self.totals else self.measure

    def predicate_class(self, predicate: str | None) -> str | None:
        """The name of the group of predicates whose figures may be compared; None where no predicate is said."""
        for group in self.together:
            if predicate in group:
                return group[0]
        return predicate


@cache
def _entries() -> dict[str, dict[str, Any]]:
    text = files("consistency.vocabulary").joinpath("subjects.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    return entries


@cache
def concept(name: str | None) -> Concept:
    """The concept of that name; one that is not listed, and None, behave as the default."""
    entries = _entries()
    if name not in entries and name and " " in name:  # maintenance workers are workers
        return replace(concept(canonical(name.rpartition(" ")[2])), name=name, known=False, alike=None)
    facts = {**entries["default"], **entries.get(name or "", {})}
    listed = not {"measure", "holds"}.isdisjoint(entries.get(name or "", {}))
    facts |= {"together": tuple(map(tuple, facts["together"])), "totals": tuple(facts["totals"])}
    facts |= {"narrower": tuple(facts["narrower"])}
    return Concept(name=name or "", known=name in entries, listed=listed, **facts)


def canonical(name: str | None) -> str | None:
    """The concept under which counts of this one are compared: bodies are the dead, strikers protesters."""
    return concept(name).alike or name if name else name
