"""Vocabulary: what is counted and in which units, where places lie, who answers to whom → facts for every language."""

from __future__ import annotations

from consistency.vocabulary.additions import NOTHING, Additions, Word
from consistency.vocabulary.parties import Speaker, institution, speakers
from consistency.vocabulary.places import (
    Place,
    country_of_place,
    gazetteer,
    is_seat,
    names_within,
    path_to,
    place,
    places_named,
)
from consistency.vocabulary.subjects import Concept, canonical, concept
from consistency.vocabulary.units import cldr_units, common_currencies, is_money, same_dimension, units

__all__ = [
    "NOTHING",
    "Additions",
    "Concept",
    "Place",
    "Speaker",
    "Word",
    "canonical",
    "cldr_units",
    "common_currencies",
    "concept",
    "country_of_place",
    "gazetteer",
    "institution",
    "is_money",
    "is_seat",
    "names_within",
    "path_to",
    "place",
    "places_named",
    "same_dimension",
    "speakers",
    "units",
]
