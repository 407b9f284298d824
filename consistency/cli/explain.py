"""`consistency explain`: the id of a finding or a claim → why it was found, or why it was left out, step by step."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.cli import options
from consistency.cli.output import printed
from consistency.cli.report import CLAIMS, FINDINGS, FOLDER
from consistency.cli.settings import settings as settings_of
from consistency.problems import UserError

if TYPE_CHECKING:
    from consistency.model import Report


@click.command()
@click.argument("name", metavar="ID", type=options.named)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=options.named)
@options.rules
@options.decisions
@options.today
@options.debug
def explain(
    name: str, paths: tuple[str, ...], rules: tuple[str, ...], decisions: Path | None, today: date | None
) -> int:
    """Tell why a finding was made, or why a claim was left out.

    ID is that of a finding or a claim, or its beginning. PATH is a report's folder, else articles (default: the last
    report, in reports/). The rules, the decisions and the day have to be those that the report was made with.
    """
    from consistency.explanation import explained

    report = _report(paths, rules, decisions, today)
    told = explained(report, name, today)
    if not told:
        where = ", ".join(paths) or f"{FOLDER}/"
        raise UserError(f"there is no finding or claim {name!r} in {where} under these rules")
    printed(["\n\n".join(told) + "\n"])
    return 0


def _report(paths: tuple[str, ...], rules: tuple[str, ...], decisions: Path | None, today: date | None) -> Report:
    """The report as it was written, or made of articles."""
    from consistency import pipeline

    settings = settings_of(rules=rules, decisions=decisions)
    decided = settings.ledger().holding(today or date.today())
    given = paths or (FOLDER,)
    written = Path(given[0]) if len(given) == 1 else None
    if written is not None and written.name == FINDINGS:
        written = written.parent
    if written is not None and (written / FINDINGS).exists():
        if not (written / CLAIMS).exists():
            raise UserError(f"there is no {written / CLAIMS} beside the findings; make the report anew")
        again = pipeline.report(
            (str(written / CLAIMS),), rules=settings.rules or None, today=today, decided=decided
        )  # fmt: skip
        if _ids(written / FINDINGS) != {finding.id for finding in again.findings}:
            others = "name what it was made with by --rules, --decisions and --today, or make it anew"
            raise UserError(f"{written / FINDINGS} was made with other rules or decisions, or on another day; {others}")
        return again
    if not paths:
        raise UserError(f"there is no {FOLDER}/{FINDINGS}; make a report first, or name the articles")
    return pipeline.report(given, rules=settings.rules or None, today=today, cache=settings.kept(), decided=decided)


def _ids(path: Path) -> set[str]:
    """The ids of the findings that a report told."""
    try:
        return {finding["id"] for finding in json.loads(path.read_text(encoding="utf-8"))["findings"]}
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UserError(f"{path} is no report of ours: {error}") from error
