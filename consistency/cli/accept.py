"""`consistency accept` and `prune`: findings that an editor knows of → decisions; what they are of no more → out."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, counted, told
from consistency.cli.report import FOLDER
from consistency.cli.settings import settings as settings_of
from consistency.decisions import ACCEPTED, Decision, add, keep, load
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from consistency.cli.settings import Settings

AGAIN = "has been read already, from"  # a document of the archive that is among the new ones, as `check` takes it
ID = re.compile(r"[0-9a-f]{6,16}")
FINDINGS = "findings.json"


@click.command()
@click.argument("given", nargs=-1, metavar="[ID...] [PATH...]", type=options.named)
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@click.option(
    "--until", metavar="DATE", callback=options.day, help="The last day on which it holds (default: for good)."
)
@click.option("--by", metavar="NAME", help="Who accepts (default: the user.name of git).")
@click.option("--all", "everything", is_flag=True, help="Accept all that is found today, as a baseline.")
@options.against
@click.option("--since", metavar="COMMIT", type=options.named, help="As in `check`.")
@options.rules
@options.decisions
@options.language
@options.today
@options.no_cache
@options.debug
def accept(
    given: tuple[str, ...],
    why: str,
    until: date | None,
    by: str | None,
    everything: bool,
    against: tuple[str, ...],
    since: str | None,
    rules: tuple[str, ...],
    decisions: Path | None,
    language: str | None,
    today: date | None,
    no_cache: bool,
) -> int:
    """Accept findings, so that `check` is quiet about them.

    ID is that of a finding, or the fingerprint of one of its pairs, or the beginning of either; PATH is what `check`
    was given (default: the last report, in reports/). A figure that changes is found again; one whose text only moves
    stays accepted.
    """
    if not why.strip():
        raise click.BadParameter("a reason is needed", param_hint="'--why'")
    names = [name for name in given if ID.fullmatch(name) and not Path(name).exists()]
    paths = tuple(name for name in given if name not in names)
    if everything == bool(names):
        raise click.UsageError("name the findings to accept, or --all of them")
    if until is not None and until < (today or date.today()):
        raise click.BadParameter(f"{until} is over already", param_hint="'--until'")
    if not paths and since is None and (against or rules or today):
        raise click.UsageError("name the articles, too; without any, the findings are those of the last report")
    settings = settings_of(rules=rules, against=against, decisions=decisions, language=language, no_cache=no_cache)
    known = _found(settings, paths, since, today)
    chosen = known if everything else {name: known[name] for name in _meant(names, known)}
    holding = settings.accepted(today)
    who = by or _git_name()
    made = [
        Decision(
            target="pair", id=name, decision=ACCEPTED, why=" ".join(why.split()), by=who, when=today or date.today(),
            until=until, rule=rule, topic=topic,
        )
        for name, (rule, topic, _) in sorted(chosen.items()) if name not in holding or not everything
    ]  # fmt: skip
    add(settings.decisions, made)
    findings = {finding for _, _, finding in chosen.values()}
    told(f"{counted(len(findings), 'finding')} accepted, {counted(len(made), 'pair')} added to {settings.decisions}")
    return DONE


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=options.named)
@options.against
@options.rules
@options.decisions
@options.language
@options.today
@options.no_cache
@options.debug
def prune(
    paths: tuple[str, ...],
    against: tuple[str, ...],
    rules: tuple[str, ...],
    decisions: Path | None,
    language: str | None,
    today: date | None,
    no_cache: bool,
) -> int:
    """Drop decisions on what no longer occurs in PATH and the archive.

    PATH has to be everything that the decisions are about.
    """
    from consistency import pipeline

    settings = settings_of(rules=rules, against=against, decisions=decisions, language=language, no_cache=no_cache)
    load(settings.decisions)  # what is wrong in it is told before a long run
    found = pipeline.report(
        (*paths, *settings.against), rules=settings.rules or None, language=settings.language, today=today,
        cache=settings.kept(),
    )  # fmt: skip
    problems = [one for one in found.problems if AGAIN not in one.message]
    if problems:
        raise UserError(problems)
    occurring = {
        "pair": {pair.fingerprint for finding in found.findings for pair in finding.pairs},
        "finding": {finding.id for finding in found.findings},
        "claim": {claim.claim_id for claim in found.claims},
    }
    gone = keep(settings.decisions, lambda one: one.id in occurring[one.target])
    told(f"{counted(gone, 'decision')} dropped, {len(load(settings.decisions))} kept in {settings.decisions}")
    return DONE


Pairs = dict[str, tuple[str, str, str]]  # by fingerprint: the rule, the topic and the id of the finding


def _found(settings: Settings, paths: tuple[str, ...], since: str | None, today: date | None) -> Pairs:
    """The pairs of all findings that are there."""
    if not paths and since is None:
        return _reported(Path(FOLDER, FINDINGS))
    checked = settings.checked(paths or (".",), since=since, today=today)
    if checked.problems:
        raise UserError([*checked.problems])
    topics = {finding.id: finding.topic for finding in checked.report.findings}
    return {
        name: (one.rule, topics[one.id], one.id) for one in checked.annotations for name in one.fingerprints
    }  # fmt: skip


def _reported(file: Path) -> Pairs:
    """The pairs of the last report's findings."""
    try:
        findings = json.loads(file.read_text(encoding="utf-8"))["findings"]
        return {
            pair["fingerprint"]: (one["rule"], one["topic"], one["id"])
            for one in findings if one["severity"] != "none" for pair in one["pairs"]
        }  # fmt: skip
    except FileNotFoundError:
        raise UserError(f"there is no {file.as_posix()}; name the articles, or make a report first") from None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UserError(f"{file.as_posix()} is no report of ours: {error}") from error


def _meant(names: Iterable[str], known: Mapping[str, tuple[str, str, str]]) -> list[str]:
    """The fingerprints that are meant, by how they or their findings begin; raises UserError for others."""
    found: list[str] = []
    lacking: list[str] = []
    for name in names:
        meant = [each for each, (_, _, finding) in known.items() if each.startswith(name) or finding.startswith(name)]
        found += meant
        lacking += [] if meant else [f"there is no finding {name!r} here"]
    if lacking:
        raise UserError("; ".join(lacking))
    return found


def _git_name() -> str | None:
    """The name that git signs with, or None."""
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False, encoding="utf-8")
    except OSError:
        return None
    return done.stdout.strip() or None
