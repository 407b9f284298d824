"""Wording: figures, speakers and days → the words of a message that a newspaper reader understands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from consistency.extraction.origins import country_name
from consistency.reconciliation.days import published_days, spelt
from consistency.reconciliation.table import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.intervals import Interval
    from consistency.model import Claim, Quantity
    from consistency.reconciliation.topics import Key

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
MASS_NOUNS = frozenset(
    {
        "wounded",
        "missing",
        "aid",
        "personnel",
        "territory",
        "fuel",
        "oil",
        "gas",
        "grain",
        "rainfall",
        "inflation",
        "gdp",
        "unemployment",
        "turnout",
        "spending",
        "damage",
        "debt",
        "equipment",
        "aircraft",
        "evidence",
    }
)
PLURALS = {"foot": "feet", "inch": "inches", "person": "people"}
SEVERAL = frozenset({"police", "people", "media", "troops"})  # that take a verb in the plural, without an "s"
NOUN_END = re.compile(r",| (?:of|for|from|in|at|on|to|with|near|behind|who|that|close)\b")
NAMED = 3  # speakers of one figure that a message names


def number(value: float) -> str:
    """12000.0 → "12,000"; 2500000.0 → "2.5 million"; 998.4 stays as it is."""
    for scale, word in SCALES:
        if abs(value) >= scale and round(value / scale, 3) * scale == value:
            return f"{value / scale:,.10g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.7g}"


def measure(value: str, unit: str) -> str:
    """A number in words with its unit: "1,000 square kilometres"; a count stands alone."""
    return value if unit == "count" else f"{value} {unit_words(unit)}"


def unit_words(unit: str) -> str:
    """ "kilometer ** 2" → "square kilometres", "meter / day" → "metres per day", "USD" stays."""
    if re.fullmatch(r"[A-Z]{3}", unit) or unit == "percent":
        return unit
    over, _, under = unit.partition(" / ")
    power = {"2": "square ", "3": "cubic "}
    base, _, exponent = over.partition(" ** ")
    words = f"{power.get(exponent, '')}{plural(_british(base))}"
    return f"{words} per {_british(under)}" if under else words


def _british(unit: str) -> str:
    return re.sub("meter$", "metre", re.sub("liter$", "litre", unit)).replace("_", " ")


def plural(noun: str) -> str:
    """The plural of an English noun, or of a concept's name: "armoured_vehicle" → "armoured vehicles"."""
    noun = noun.replace("_", " ")
    if noun in PLURALS or noun in MASS_NOUNS:
        return PLURALS.get(noun, noun)
    if re.search("[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search("(s|x|ch|sh)$", noun) else "s")


def figure(quantity: Quantity) -> str:
    """A figure as stated: "11,000 to 12,000", "more than 3,000", "about 1,100", "up to 1,000 square kilometres"."""
    if quantity.interval is None:
        return "any"
    return measure(bounds(quantity.interval, quantity.approximate and not quantity.vague), quantity.unit)


def bounds(interval: Interval, approximate: bool = False) -> str:
    """An interval in words, without a unit."""
    low, high = interval.low, interval.high
    about = "about " if approximate else ""
    if low is None and high is None:
        return "any number"
    if high is None:
        return f"{'at least' if interval.closed in ('left', 'both') else 'more than'} {number(low or 0.0)}"
    if low is None:
        return f"{'up to' if interval.closed in ('right', 'both') else 'fewer than'} {number(high)}"
    return about + (number(low) if low == high else f"{number(low)} to {number(high)}")


def speaker(claim: Claim) -> str:
    """Who says it, in one spelling where it is known, else the article."""
    return listed(_names(claim))


def speakers(claims: Iterable[Claim]) -> str:
    """Who says it, each once; beyond NAMED only their number."""
    names = list(dict.fromkeys(name for claim in claims for name in _names(claim)))
    return listed(names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"])


def parties_named(parties: Iterable[str], origins: Iterable[str]) -> str:
    """Parties by their names: a country's, for its code; "PA" among the origins is no country's code, but an agency."""
    names = set(origins)
    return ", ".join(
        country_name(one) if re.fullmatch("[A-Z]{2}", one) and one not in names else one for one in parties
    )  # fmt: skip


def says(who: str) -> str:
    """Speakers, as they are told, with their verb: "organisers say", "Zelensky says"."""
    return f"{who} {'say' if _are_several(who) else 'says'}"


def denies(who: str) -> str:
    """ "police deny", "Zelensky denies"."""
    return f"{who} {'deny' if _are_several(who) else 'denies'}"


def _are_several(who: str) -> bool:
    head = NOUN_END.split(who, maxsplit=1)[0]
    noun = head.rpartition(" ")[2]  # a name begins with a capital: "Reuters"
    return " and " in head or (noun.islower() and (noun in SEVERAL or bool(re.search(r"[^sui']s$", noun))))


def _names(claim: Claim) -> tuple[str, ...]:
    days = published_days(claim.published)
    return origins_of(claim) or (f"an article of {spelt(*days)}" if days else "an undated article",)


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def counted(amount: int, noun: str) -> str:
    """1, "article" → "1 article"; 5 → "5 articles"."""
    return f"{amount:,} {noun if amount == 1 else plural(noun)}"


def as_of(periods: Sequence[tuple[int, int]]) -> str:
    """When figures hold: "both as of 23 December 2024", each in turn, of many the whole span; "" if no day matters."""
    days = [spelt(*each) for each in periods]
    if not days or "any time" in days:
        return ""
    if len(set(days)) == 1:
        return f"{'both ' if len(days) == 2 else 'all ' if len(days) > 2 else ''}as of {days[0]}"
    if len(days) > 2:
        return f"as of {spelt(min(first for first, _ in periods), max(last for _, last in periods))}"
    return f"as of {listed(days)}"


def heading(key: Key) -> str:
    """What a topic without a rule of its own is about: "Deaths in Myanmar (earthquake, 2025-03-28)"."""
    thing = plural(key.subject) if key.subject else "figures"
    words = [thing[:1].upper() + thing[1:]]
    words += [f"of {country(key.of)}"] if key.of and key.of not in (key.place or ()) else []
    words += [key.predicate.replace("_", " ")] if key.predicate else []
    words += [f"in {', '.join(country(part) for part in reversed(key.place))}"] if key.place else []
    title = " ".join(words) + (f" ({happening(key)})" if happening(key) else "")
    plain = key.dimension == "count" or (key.subject == "territory" and key.dimension == "[length] ** 2")
    return title if plain else f"{title}, {_dimension(key.dimension)}"


def happening(key: Key) -> str:
    """The event of a topic: "earthquake, 2025-03-28"; "" where it has none."""
    return ", ".join(part for part in ((*key.event[:1], "-".join(p for p in key.event[2:] if p))) if part)


def _dimension(dimension: str) -> str:
    names = {
        "[length]": "length",
        "[length] ** 2": "area",
        "[length] ** 3": "volume",
        "[mass]": "mass",
        "[time]": "time",
    }
    return names.get(dimension, dimension.replace("_", " "))


@cache
def country(code: str) -> str:
    """The English name of an ISO 3166 country; any other place's name as it is."""
    if not re.fullmatch("[A-Z]{2}", code):
        return code
    from babel import Locale  # CLDR takes a moment to load

    return str(Locale("en").territories.get(code, code))
