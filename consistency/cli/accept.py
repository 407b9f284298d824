"""`consistency accept` and `prune`: findings that an editor knows of → decisions; what they are of no more → out."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, counted, told
from consistency.cli.report import FINDINGS, FOLDER
from consistency.cli.settings import configured
from consistency.cli.settings import settings as settings_of
from consistency.decisions import ACCEPTED, Decision, add, keep, load, moment, new_act, standing
from consistency.decisions.git import git_name, merged_by_line
from consistency.decisions.words import LOUD, NAMES, one_line, one_name
from consistency.model import Finding, Pair, Words
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.cli.settings import Settings

AGAIN = "has been read already, from"  # a document of the archive that is among the new ones, as `check` takes it
ID = re.compile(r"[0-9a-f]{6,16}")


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
    day = today or date.today()
    known = _found(settings, paths, since, today)
    findings = [*known] if everything else _meant(names, known)
    ledger, who, act = settings.ledger(), one_name(by or git_name() or "") or None, new_act()
    now = moment(ledger)
    wanted = {
        name: (one.rule, one.topic)
        for one in findings
        for name in known[one] if not names or any(one.id.startswith(each) or name.startswith(each) for each in names)
    }  # fmt: skip
    quiet = {name for one in findings for name in standing(one, ledger, day).accepted.holding} if everything else set()
    made = [
        Decision(
            target="pair", id=name, decision=ACCEPTED, why=one_line(why), by=who, when=day, at=now, until=until,
            rule=rule, topic=topic, act=act,
        )
        for name, (rule, topic) in sorted(wanted.items()) if name not in quiet
    ]  # fmt: skip
    add(settings.decisions, made)
    told(*filter(None, [merged_by_line(settings.decisions)]))
    told(f"{counted(len(findings), 'finding')} accepted, {counted(len(made), 'pair')} added to {settings.decisions}")
    for record in made:
        ledger.add(record)
    for one in findings:
        loud = [each.decision for each in standing(one, ledger, day).opinions if each.word in LOUD]
        if loud:
            said = "; ".join(f"{each.by or 'a reviewer'} says: {NAMES[each.decision]}" for each in loud)
            told(f"{one.id} is told all the same, as {said}")
    return DONE


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=options.named)
@configured
@options.today
@options.debug
def prune(
    paths: tuple[str, ...],
    settings: Settings,
    today: date | None,
) -> int:
    """Drop decisions on what no longer occurs in PATH and the archive.

    PATH has to be everything that the decisions are about.
    """
    from consistency import pipeline

    load(settings.decisions)  # what is wrong in it is told before a long run
    held = settings.ledger().holding(today or date.today())
    read = partial(
        pipeline.report, (*paths, *settings.against), rules=settings.rules or None, language=settings.language,
        today=today, cache=settings.kept(),
    )  # fmt: skip
    found = [read(decided=held)]
    if found[0].misread:
        found.append(read())  # what is found again where a correction is undone
    problems = [one for one in found[0].problems if AGAIN not in one.message]
    if problems:
        raise UserError(problems)
    findings = [finding for report in found for finding in report.findings]
    occurring = {
        "pair": {pair.fingerprint for finding in findings for pair in finding.pairs},
        "finding": {finding.id for finding in findings},
        "claim": {claim.claim_id for report in found for claim in (*report.claims, *report.misread)},
    }
    acts: set[str] = set()

    def occurs(one: Decision) -> bool:
        """Whether there is still what it is on; of an undo, whether there is still what it undoes."""
        found = one.id in (acts if one.target == "decision" else occurring[one.target])
        if found and one.act is not None:
            acts.add(one.act)
        return found

    gone = keep(settings.decisions, occurs)
    told(f"{counted(gone, 'decision')} dropped, {len(load(settings.decisions))} kept in {settings.decisions}")
    return DONE


Found = dict["Finding", tuple[str, ...]]  # findings, each with the fingerprints of those of its pairs that are told


def _found(settings: Settings, paths: tuple[str, ...], since: str | None, today: date | None) -> Found:
    """The findings that are told."""
    if not paths and since is None:
        return _reported(Path(FOLDER, FINDINGS))
    checked = settings.checked(paths or (".",), since=since, today=today)
    if checked.problems:
        raise UserError([*checked.problems])
    told: dict[str, set[str]] = {}
    for one in checked.annotations:
        told.setdefault(one.id, set()).update(one.fingerprints)
    return {one: tuple(sorted(told[one.id])) for one in checked.report.findings if one.id in told}


def _reported(file: Path) -> Found:
    """The findings of the last report."""
    try:
        findings = json.loads(file.read_text(encoding="utf-8"))["findings"]
        made = [
            Finding(
                id=one["id"], rule=one["rule"], topic=one["topic"], verdict=one["verdict"], severity=one["severity"],
                sides=tuple(map(tuple, one["sides"])), pairs=tuple(Pair(**pair) for pair in one["pairs"]), gap=None,
                words=Words.said(one["message"]),
            )
            for one in findings if one["severity"] != "none"
        ]  # fmt: skip
        return {one: tuple(pair.fingerprint for pair in one.pairs) for one in made}
    except FileNotFoundError:
        raise UserError(f"there is no {file.as_posix()}; name the articles, or make a report first") from None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UserError(f"{file.as_posix()} is no report of ours: {error}") from error


def _meant(names: Iterable[str], known: Found) -> list[Finding]:
    """The findings that are meant, by how they or their pairs begin; raises UserError for others."""
    found: dict[Finding, None] = {}
    lacking: list[str] = []
    for name in names:
        meant = [one for one, pairs in known.items() if any(each.startswith(name) for each in (one.id, *pairs))]
        found |= dict.fromkeys(meant)
        lacking += [] if meant else [f"there is no finding {name!r} here"]
    if lacking:
        raise UserError("; ".join(lacking))
    return [*found]
