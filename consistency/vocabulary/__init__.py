"""Vocabulary: what is counted, where places lie and who answers to whom → facts that hold in every language."""

from __future__ import annotations

from consistency.vocabulary.subjects import Concept, concept

__all__ = ["Concept", "concept"]
