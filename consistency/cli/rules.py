"""`consistency rules`: rule files → what they compare, what is wrong in them, and whether their examples hold."""

from __future__ import annotations

import json

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, FOUND, MISTAKE, counted, shown, told, watched
from consistency.cli.output import printed
from consistency.problems import UserError


@click.group()
@options.debug
def rules() -> None:
    """List, check and test the rules."""


_paths = click.argument("paths", nargs=-1, metavar="[PATH...]", type=options.named)


@rules.command("list")
@_paths
@options.debug
def list_(paths: tuple[str, ...]) -> int:
    """Tell what each rule compares (default: ./rules, else the shipped rules)."""
    from consistency import pipeline, rulebook

    printed([rulebook.listing(pipeline.rules_from(paths or None)) + "\n"])
    return DONE


@rules.command()
@_paths
@options.debug
def check(paths: tuple[str, ...]) -> int:
    """Check rule files, and tell every mistake with its place."""
    from consistency.rulebook import load

    found, problems = load(paths or None)
    if not problems and not found:
        raise UserError("there is no rule to check")
    for problem in problems:
        shown(problem.shown() if watched() else str(problem))
    if problems:
        return MISTAKE
    told(f"{counted(len(found), 'rule')}, no mistake")
    return DONE


@rules.command()
@_paths
@click.option("--format", "form", type=click.Choice(["text", "junit"]), default="text", show_default=True)
@options.debug
def test(paths: tuple[str, ...], form: str) -> int:
    """Run the examples in rule files; exit with 1 where one does not give its verdict."""
    from consistency import rule_tests

    run = rule_tests.test(paths or None)
    failures = [result.shown() for result in run.results if not result.passed]
    printed([rule_tests.junit(run)] if form == "junit" else [f"{failure}\n" for failure in failures])
    told(*map(str, (*run.problems, *run.uncovered)))
    held = len(run.results) - len(failures)
    told(f"{held} of {counted(len(run.results), 'example')} hold")
    if not run.results and not run.problems:
        raise UserError("there is no example to run")
    return MISTAKE if run.problems else FOUND if failures else DONE


@rules.command()
@options.debug
def schema() -> int:
    """Print the JSON Schema of a rule file, for editors."""
    from consistency import rulebook

    printed([json.dumps(rulebook.schema(), ensure_ascii=False, indent=2) + "\n"])
    return DONE
