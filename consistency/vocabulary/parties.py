"""Parties: a speaker's name in any spelling → one name for it, and whom it answers to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One voice: its one spelling, its party (None where it speaks for nobody), and whether it relays others."""

    name: str
    party: str | None
    relays: bool = False


@cache
def _known() -> dict[str, dict[str, dict[str, object]]]:
    text = files("consistency.vocabulary").joinpath("parties.yaml").read_text(encoding="utf-8")
    known: dict[str, dict[str, dict[str, object]]] = yaml.load(
        text, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    )
    return known


@cache
def speakers() -> dict[str, Speaker]:
    """Every known name, as written, → its speaker."""
    found: dict[str, Speaker] = {}
    for section in ("people", "bodies", "outlets"):
        for name, entry in _known()[section].items():
            party = entry.get("party")
            speaker = Speaker(name=name, party=str(party) if party else None, relays=bool(entry.get("relays")))
            names = entry["names"]
            assert isinstance(names, list)
            for spelling in (name, *names):
                found.setdefault(str(spelling), speaker)
    return found


@cache
def institution(country: str, kind: str) -> str | None:
    """The name of its own that a country's institution has: ("US", "defence ministry") → "Pentagon"; None for none."""
    name = _known()["institutions"].get(f"{country} {kind}")
    return str(name) if name else None
