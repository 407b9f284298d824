"""Languages: one file of words each → packs that the recognisers read with."""

from __future__ import annotations

from consistency.languages.loading import codes, load, slots
from consistency.languages.pack import Pack

__all__ = ["Pack", "codes", "load", "slots"]
