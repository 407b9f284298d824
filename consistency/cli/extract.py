"""`consistency extract`: articles → their claims, one JSON object a line, or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, MISTAKE, counted, told
from consistency.cli.output import check_file, printed, write_file
from consistency.cli.progress import bar
from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from consistency.model import Claim
    from consistency.pipeline import Extracted

FORMATS = ("jsonl", "csv", "parquet")


@click.command()
@options.articles
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How to write.")
@click.option("-o", "--output", type=options.file, metavar="FILE", help="Write to FILE instead of standard output.")
@options.language
@options.rules
@click.option("--all", "everything", is_flag=True, help="Also the quantities that carry no claim.")
@options.debug
def extract(
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    language: str | None,
    rules: tuple[str, ...],
    everything: bool,
) -> int:
    """Write the claims of articles: every figure with what it counts, who says so, when, and its place.

    PATH is a file, a folder, or - for standard input: plain text, Markdown, JSON Lines, each also gzipped.
    """
    from consistency import pipeline

    if output is not None:
        check_file(output)
    tally = _Tally()
    with bar("Reading articles", printing=output is None) as progress:
        files = pipeline.extract(
            paths, language=language, everything=everything, rules=rules or None, progress=progress
        )
        parts = _rendered(tally.counted(files), form)
        if output is not None:
            write_file(output, parts)
        else:
            printed(parts)
    told(*map(str, tally.problems))
    if not tally.problems:
        told(f"{counted(tally.claims, 'claim')} in {counted(tally.articles, 'article')}")
    return MISTAKE if tally.problems else DONE


class _Tally:
    """What has gone by: how many articles and claims, and every problem."""

    def __init__(self) -> None:
        self.articles = 0
        self.claims = 0
        self.problems: list[Problem] = []

    def counted(self, files: Iterable[Extracted]) -> Iterator[tuple[Claim, ...]]:
        """The claims of each file; raises UserError after the last where nothing could be read at all."""
        for file in files:
            claims = (*file.earlier, *file.claims)
            self.articles += len({*file.documents, *(claim.document for claim in file.earlier)})
            self.claims += len(claims)
            self.problems.extend(file.problems)
            if claims:
                yield claims
        if not self.articles:
            raise UserError(self.problems or "there is no article to read")


def _rendered(files: Iterable[tuple[Claim, ...]], form: str) -> Iterator[str | bytes]:
    """The output in pieces: JSON lines as the files come, a table once all have come."""
    from consistency.model import Report
    from consistency.rendering import render

    nothing: dict[str, Any] = {"articles": 0, "rules": (), "topics": (), "findings": (), "problems": ()}
    if form == "jsonl":
        for claims in files:
            yield render(Report(claims=claims, **nothing), "claims.jsonl")
    else:
        every = tuple(claim for claims in files for claim in claims)
        yield render(Report(claims=every, **nothing), f"claims.{form}")
