"""Rendering: a Report → the files and the terminal text in which people and programs read it.

One module a format. `RENDERERS` is the list of a report's files, `CHECKED` of the formats in which a check is told; to
add one, write its module and name it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.rendering import compiler, database, github, gitlab, html, json, junit, markdown, rdjson, sarif, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.model import Report

RENDERERS: dict[str, Callable[[Report], str | bytes]] = {
    "report.html": html.render,
    "report.md": markdown.render,
    "claims.csv": table.csv_bytes,
    "claims.jsonl": table.jsonl,
    "claims.parquet": table.parquet,
    "findings.json": json.render,
    "report.db": database.render,
}

# The formats of `check`; each tells also what has been accepted, if asked.
CHECKED: dict[str, Callable[..., str]] = {
    "text": compiler.render,
    "json": json.render_checked,
    "sarif": sarif.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "rdjson": rdjson.render,
}


def render(report: Report, name: str) -> str | bytes:
    """The content of the file called `name` (a key of RENDERERS); text is to be written as UTF-8, line ends kept."""
    return RENDERERS[name](report)
