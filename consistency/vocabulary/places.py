"""Places: the English name of a place → the country and region that it lies in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def gazetteer() -> dict[str, dict[str, str]]:
    """Every known place below a country by its English name: its "country" (ISO 3166), perhaps "region", "capital"."""
    text = files("consistency.vocabulary").joinpath("places.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, str]] = yaml.load(text, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    return entries


def is_seat(name: str) -> bool:
    """Whether a place is a capital, whose name also stands for its country's government ("Moscow sent")."""
    return gazetteer().get(name, {}).get("capital") == "yes"


def path_to(name: str) -> tuple[str, ...]:
    """From the country to the place: "Sudzha" → ("RU", "Kursk", "Sudzha"); a country code stands for itself."""
    entry = gazetteer().get(name)
    if entry is None:
        return (name,)
    return (*path_to(entry["region"]), name) if "region" in entry else (entry["country"], name)
