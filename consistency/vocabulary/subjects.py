"""Subjects: a counted concept's name → how figures of it behave over time, and of what it is a part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from consistency.model import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A counted thing. holds and lag are days; whole is the concept of which this one is a part, or None."""

    name: str
    measure: Measure
    holds: int
    lag: int
    whole: str | None = None

    def is_part_of(self, other: str) -> bool:
        """Whether counts of this concept are parts of counts of `other`, at any depth."""
        return self.whole is not None and (self.whole == other or concept(self.whole).is_part_of(other))


@cache
def _entries() -> dict[str, dict[str, Any]]:
    text = files("consistency.vocabulary").joinpath("subjects.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return entries


@cache
def concept(name: str | None) -> Concept:
    """The concept of that name; one that is not listed, and None, behave as the default."""
    entries = _entries()
    return Concept(name=name or "", **{**entries["default"], **entries.get(name or "", {})})
