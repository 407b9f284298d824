"""Vocabulary: what is counted, where places lie and who answers to whom → facts that hold in every language."""

from __future__ import annotations

from consistency.vocabulary.parties import Speaker, institution, speakers
from consistency.vocabulary.places import gazetteer, path_to
from consistency.vocabulary.subjects import Concept, concept

__all__ = ["Concept", "Speaker", "concept", "gazetteer", "institution", "path_to", "speakers"]
