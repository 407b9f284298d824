"""`consistency report`: articles and rules → the discrepancy report, as files and as a summary."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, FOUND, MISTAKE, shown, told, watched
from consistency.cli.output import check_folder, printed, write_folder
from consistency.cli.progress import bar
from consistency.cli.settings import settings as settings_of
from consistency.model import SEVERITIES

if TYPE_CHECKING:
    from consistency.decisions import Ledger
    from consistency.model import Report

FILES = ("report.html", "report.md", "claims.csv", "claims.jsonl", "claims.parquet", "findings.json", "report.db")
FOLDER = "reports"
FINDINGS, CLAIMS = "findings.json", "claims.jsonl"  # what a report is known by, and from which it is reckoned again
WIDEST = 120  # columns; longer lines are hard to read


@click.command()
@options.articles
@options.rules
@options.language
@options.today
@click.option("-o", "--output", type=options.file, metavar="DIR", help=f"Where to write (default: {FOLDER}/).")
@click.option(
    "--format", "form", type=click.Choice(["json"]), help="Print findings.json; files are written with -o only."
)
@click.option("--fail-on", type=click.Choice(SEVERITIES[:3]), help="Exit with 1 on a finding this severe or more.")
@options.decisions
@options.no_cache
@options.debug
def report(
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    language: str | None,
    today: date | None,
    output: Path | None,
    form: str | None,
    fail_on: str | None,
    decisions: Path | None,
    no_cache: bool,
) -> int:
    """Report which figures in articles agree and which contradict each other.

    PATH is a file, a folder, or - for standard input: articles, or claims that `extract` wrote. Writes report.html,
    report.md, claims.csv, claims.jsonl, claims.parquet, findings.json and report.db (SQLite), and a summary to standard
    error.
    """
    from consistency import pipeline
    from consistency.rendering import render

    folder = output or (None if form else Path(FOLDER))
    if folder is not None:
        check_folder(folder, FILES)
    settings = settings_of(rules=rules, decisions=decisions, language=language, no_cache=no_cache)
    ledger, day = settings.ledger(), today or date.today()
    with bar("Reading articles") as progress:
        found = pipeline.report(
            paths, rules=settings.rules or None, language=settings.language, today=today, progress=progress,
            cache=settings.kept(), decided=ledger.holding(day),
        )  # fmt: skip
    if folder is not None:
        write_folder(folder, {name: render(found, name) for name in FILES})
    told(*map(str, found.problems))
    if form:
        printed([render(found, "findings.json")])
    else:
        shown(_summary(found))
        told(f"Written to {folder}: {', '.join(FILES)}")
    return MISTAKE if found.problems else FOUND if fail_on and _fails(found, fail_on, ledger, day) else DONE


def _fails(found: Report, level: str, ledger: Ledger, day: date) -> bool:
    """Whether a finding that is not quiet is as severe as `level`, or more so."""
    from consistency.decisions import standing

    failing = SEVERITIES[: SEVERITIES.index(level) + 1]
    return any(finding.severity in failing and not standing(finding, ledger, day).quiet for finding in found.findings)


def _summary(found: Report) -> str:
    from consistency.rendering import terminal

    width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
    return terminal.render(found, width=width, colour=watched() and "NO_COLOR" not in os.environ).rstrip("\n")
