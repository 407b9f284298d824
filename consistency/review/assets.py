"""The package's style sheets and scripts → the two files that the pages load."""

from __future__ import annotations

from importlib.resources import files

from consistency.rendering.templates import source


def style() -> str:
    """The style sheet of all pages."""
    return "".join(source(name) for name in ("palette.css", "report.css", "timeline.css")) + _own("review.css")


def script() -> str:
    """The script of all pages, which are complete without it."""
    return source("tips.js") + _own("review.js")


def _own(name: str) -> str:
    return files("consistency.review").joinpath("static", name).read_text(encoding="utf-8")
