"""`consistency explain`: the id of a finding or a claim → why it was found, or why it was left out, step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from consistency.cli import options
from consistency.cli.output import printed
from consistency.cli.report import FOLDER
from consistency.problems import Problem, UserError

NAME = "findings.json"
Findings = dict[str, Any]  # as in findings.json


@click.command()
@click.argument("name", metavar="ID", type=options.named)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=options.named)
@options.rules
@options.today
@options.debug
def explain(name: str, paths: tuple[str, ...], rules: tuple[str, ...], today: Any) -> int:
    """Tell why a finding was made, or why a claim was left out.

    ID is that of a finding or a claim, or its beginning. PATH is a report's folder or findings.json, else articles to
    report on anew (default: the last report, in reports/).
    """
    findings = _written(paths or (FOLDER,)) or _anew(paths, rules, today)
    told_of = [*_findings(findings, name), *_claims(findings, name)]
    if not told_of:
        raise UserError(f"there is no finding or claim {name!r} in {', '.join(paths) or f'{FOLDER}/{NAME}'}")
    printed(["\n\n".join(told_of) + "\n"])
    return 0


def _written(paths: tuple[str, ...]) -> Findings | None:
    """The findings in a report that was written, or None where `paths` name articles."""
    path = Path(paths[0])
    file = path if path.name == NAME else path / NAME
    if len(paths) > 1 or (not file.exists() and path != Path(FOLDER)):
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"there is no {file}; make a report first, or name the articles") from None
    except (OSError, ValueError) as error:
        raise UserError(Problem(path=str(file), message=f"cannot be read: {error}")) from None
    if not isinstance(found, dict) or not {"findings", "topics"} <= found.keys():
        raise UserError(Problem(path=str(file), message=f"is no {NAME} of a report"))
    return found


def _anew(paths: tuple[str, ...], rules: tuple[str, ...], today: Any) -> Findings:
    from consistency import pipeline
    from consistency.rendering import render

    found: Findings = json.loads(render(pipeline.report(paths, rules=rules or None, today=today), NAME))
    return found


def _findings(found: Findings, name: str) -> list[str]:
    """What is to be told of each finding whose id begins with `name`, or that is about such a claim."""
    chosen = [finding for finding in found["findings"] if finding["id"].startswith(name)]
    return [_finding(finding) for finding in chosen]


def _finding(finding: dict[str, Any]) -> str:
    lines = [f"{finding['id']}  {finding['verdict']} [{finding['rule']}]", finding["message"], "", "Because:"]
    lines += [f"{number:3}. {step}" for number, step in enumerate(finding["because"], start=1)]
    return "\n".join(lines)


def _claims(found: Findings, name: str) -> list[str]:
    """What became of each claim whose id begins with `name`: in which topics it stands, and where it was left out."""
    told: dict[str, list[str]] = {}
    for topic in found["topics"]:
        left_out = {entry["claim"]: entry["why"] for entry in topic["uncompared"]}
        for claim in {*topic["claims"], *left_out}:
            if claim.startswith(name):
                told.setdefault(claim, []).append(_place(topic, claim, left_out.get(claim), found))
    return [f"{claim}  claim\n" + "\n".join(sorted(lines)) for claim, lines in sorted(told.items())]


def _place(topic: dict[str, Any], claim: str, why: str | None, found: Findings) -> str:
    where = f"  {topic['title'] or topic['topic']} [{topic['rule']}]"
    if why is not None:
        return f"{where}: not compared, {why}"
    about = [
        f"{finding['verdict']} {finding['id']}"
        for finding in found["findings"]
        if (finding["rule"], finding["topic"]) == (topic["rule"], topic["topic"])
        and any(claim in side for side in finding["sides"])
    ]
    return f"{where}: compared; {', '.join(about) or 'no finding rests on it'}"
