"""`consistency rules`: rule files → what they compare, what is wrong in them, and whether their examples hold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, FOUND, MISTAKE, counted, shown, told, watched
from consistency.cli.output import printed, write_files
from consistency.model import RULE_KINDS
from consistency.problems import Problem, UserError


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
@click.option(
    "--coverage", is_flag=True, help="Exit with 1 where a rule has no example that fires, or none that does not."
)
@options.debug
def test(paths: tuple[str, ...], form: str, coverage: bool) -> int:
    """Run the examples in rule files; exit with 1 where one does not give its verdict."""
    from consistency import rule_tests

    run = rule_tests.test(paths or None)
    failures = [result.shown() for result in run.results if not result.passed]
    printed([rule_tests.junit(run)] if form == "junit" else [f"{failure}\n" for failure in failures])
    told(*map(str, (*run.problems, *run.uncovered)))
    held = len(run.results) - len(failures)
    told(f"{held} of {counted(len(run.results), 'example')} hold")
    if not run.results and not run.problems and not (coverage and run.uncovered):
        raise UserError("there is no example to run")
    return MISTAKE if run.problems else FOUND if failures or (coverage and run.uncovered) else DONE


@rules.command()
@options.debug
def schema() -> int:
    """Print the JSON Schema of a rule file, for editors."""
    from consistency import rulebook

    printed([json.dumps(rulebook.schema(), ensure_ascii=False, indent=2) + "\n"])
    return DONE


@rules.command()
@click.argument("path", metavar="[PATH]", required=False, type=options.file)
@click.option("--kind", type=click.Choice(list(RULE_KINDS)), default="level", show_default=True, help="What must hold.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="FOLDER",
    type=options.named,
    help="Propose rules for the topics of which several parties speak in these articles; repeatable.",
)
@options.debug
def new(path: Path | None, kind: str, sources: tuple[str, ...]) -> int:
    """Write a rule to begin from.

    PATH is the file to write, rules/my-rule.yaml; with --from, the folder for the proposed rules (default: rules/). No
    file is overwritten.
    """
    from consistency import pipeline, rule_drafts, rulebook

    if sources:
        folder = path or Path("rules")
        report = pipeline.report(sources, rules=[rulebook.shipped_folder() / "any-figure.yaml"])
        told(*map(str, report.problems))
        drafts = {folder / f"{name}.yaml": text for name, text in rule_drafts.proposed(report).items()}
    elif path is None:
        raise UserError("name the file to write, such as rules/my-rule.yaml, or articles with --from")
    elif not rulebook.holds_a_rule(path):
        raise UserError(f"{path}: no rule would be read from a file of that name; name it as rules/my-rule.yaml")
    else:
        drafts = {path: rule_drafts.starter(kind)}
    taken = [file for file in drafts if file.exists()]
    if taken:
        raise UserError(
            [Problem(path=file.as_posix(), message="exists already; nothing was written") for file in taken]
        )
    wrong = [problem for file, text in drafts.items() for problem in rulebook.parse_rule(text, file.as_posix())[1]]
    if wrong:
        raise UserError(wrong)
    write_files(drafts)
    told(f"Written: {', '.join(file.as_posix() for file in drafts)}")
    return DONE
