"""Vocabulary: what is counted and in which units, where places lie, who answers to whom → facts for every language."""

from __future__ import annotations

from consistency.vocabulary.parties import Speaker, institution, speakers
from consistency.vocabulary.places import gazetteer, is_seat, path_to
from consistency.vocabulary.subjects import Concept, concept
from consistency.vocabulary.units import cldr_units, common_currencies, is_money, same_dimension, units

__all__ = [
    "Concept",
    "Speaker",
    "cldr_units",
    "common_currencies",
    "concept",
    "gazetteer",
    "institution",
    "is_money",
    "is_seat",
    "path_to",
    "same_dimension",
    "speakers",
    "units",
]
