"""Places: the names of places → the country and region that each lies in.

places.yaml holds those whose names we keep ourselves, geonames.tsv a selection from GeoNames. A place is told apart
from its namesakes by its id, the country before its English name: "GB/Birmingham", "US/Birmingham".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

CURATED = 10**9  # inhabitants beyond any town's: what we list ourselves is what is mostly meant


@dataclass(frozen=True, slots=True)
class Place:
    """A place below a country. names: in Latin letters, the English one first; native: in Cyrillic.

    size: inhabitants in thousands, by which the better known of two namesakes is told. listed: it is in places.yaml.
    """

    id: str
    country: str
    region: str | None
    names: tuple[str, ...]
    native: tuple[str, ...] = ()
    size: int = 0
    capital: bool = False
    listed: bool = False

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def gazetteer() -> dict[str, Place]:
    """Every known place by its id."""
    listed = {place.id: place for place in _listed()}
    by_name = {(place.country, name): place.id for place in listed.values() for name in place.names}
    found = dict(listed)
    for line in _data("geonames.tsv").splitlines():
        if line.startswith("#"):
            continue
        country, name, _, size, latin, native = line.split("\t")
        names = (name, *filter(None, latin.split("|")))
        known = next((by_name[country, n] for n in names if (country, n) in by_name), None)
        own = found.get(known or f"{country}/{name}")
        place = Place(f"{country}/{name}", country, None, names, tuple(filter(None, native.split("|"))), int(size))
        found[own.id if own else place.id] = _merged(own, place) if own else place
    return found


def _merged(own: Place, other: Place) -> Place:
    """One place of two entries: ours, with the names and the size that GeoNames knows."""
    names = tuple(dict.fromkeys((*own.names, *other.names)))
    native = tuple(dict.fromkeys((*own.native, *other.native)))
    size = max(own.size, other.size)
    return Place(own.id, own.country, own.region, names, native, size, own.capital, own.listed)


def _listed() -> list[Place]:
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    found = []
    for key, entry in yaml.load(_data("places.yaml"), loader).items():
        name, country = key.split(" (")[0], entry["country"]
        names = (name, *entry.get("names", ()))
        capital = entry.get("capital") == "yes"
        found.append(
            Place(f"{country}/{name}", country, entry.get("region"), names, capital=capital, size=0, listed=True)
        )
    return found


def _data(name: str) -> str:
    return files("consistency.vocabulary").joinpath(name).read_text(encoding="utf-8")


@cache
def places_named() -> dict[str, tuple[str, ...]]:
    """English name → the ids of the places so called, the best known first."""
    found: dict[str, list[Place]] = {}
    for place in gazetteer().values():
        for name in place.names:
            found.setdefault(name, []).append(place)
    return {
        name: tuple(place.id for place in sorted(places, key=lambda p: (-(p.listed * CURATED + p.size), p.id)))
        for name, places in found.items()
    }


@cache
def names_within(country: str) -> frozenset[str]:
    """The English names of the places in a country, by its ISO 3166 code."""
    return frozenset(place.name for place in gazetteer().values() if place.country == country)


def is_seat(id_or_name: str) -> bool:
    """Whether a place is a capital, whose name also stands for its country's government ("Moscow sent")."""
    place = _place(id_or_name)
    return place is not None and place.capital


def country_of_place(id_or_name: str) -> str:
    """The ISO 3166 code of the country in which a place lies. Raises KeyError for an unknown place."""
    return place(id_or_name).country


def place(id_or_name: str) -> Place:
    """The place; one that a user added is made of its id alone. Raises KeyError for an unknown name."""
    found = _place(id_or_name)
    if found is None and "/" in id_or_name:
        country, *_, name = id_or_name.split("/")
        return Place(id_or_name, country, None, (name,), listed=True)
    if found is None:
        raise KeyError(id_or_name)
    return found


def path_to(id_or_name: str) -> tuple[str, ...]:
    """From the country to the place: "Sudzha" → ("RU", "Kursk", "Sudzha"); a country code stands for itself."""
    place = _place(id_or_name)
    if place is None:
        return tuple(id_or_name.split("/"))  # one that a user added tells where it lies itself
    return (*path_to(f"{place.country}/{place.region}"), place.name) if place.region else (place.country, place.name)


def _place(id_or_name: str) -> Place | None:
    found = gazetteer().get(id_or_name)
    if found is None and "/" not in id_or_name:
        ids = places_named().get(id_or_name, ())
        found = gazetteer()[ids[0]] if ids else None
    return found
