"""The page's template, styles, script and drawing definitions, as files of their own kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def source(name: str) -> str:
    """A file of this folder, as it stands."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
