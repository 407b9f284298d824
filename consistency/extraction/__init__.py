"""Extraction: an article → its numeric claims."""

from __future__ import annotations

from consistency.extraction.claims import extract

__all__ = ["extract"]
