"""Subjects: a counted concept's name → how figures of it behave over time and how texts speak of it."""

from __future__ import annotations

from dataclasses import dataclass
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
    people, money, national, owned, topic, settled, losable, few, uncounted, placed, displaced, actor, reference: how
    texts speak of it; subjects.yaml explains each.
    """

    name: str
    measure: Measure
    holds: int
    lag: int
    together: tuple[tuple[str, ...], ...]
    whole: str | None = None
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
    facts = {**entries["default"], **entries.get(name or "", {})}
    return Concept(name=name or "", **{**facts, "together": tuple(map(tuple, facts["together"]))})
