"""consistency: articles in, agreements and contradictions between their figures out."""

from __future__ import annotations

__version__ = "0.1.0"
