"""`consistency check`: new articles and an archive → findings in which a new one takes part, in the formats of CI."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.cli import options
from consistency.cli.boundary import DONE, FOUND, MISTAKE, counted, told
from consistency.cli.output import check_file, printed, write_file
from consistency.cli.progress import bar
from consistency.cli.settings import configured
from consistency.model import SEVERITIES
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from consistency.annotations import Checked
    from consistency.cli.settings import Settings

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson")
STDOUT = Path("-")
SUMMARY = "GITHUB_STEP_SUMMARY"  # the file of the step summary, where the run is one of GitHub's


class _InPairs(click.Command):
    """A command that remembers in which order --format and -o came, as each -o belongs to the format before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["pairs"] = list(_options(args))
        return super().parse_args(ctx, args)


def _options(args: list[str]) -> Iterator[tuple[str, str]]:
    """Each --format and -o with its value, in order."""
    rest = iter(args)
    for word in rest:
        if word == "--":
            return
        name, given, value = word.partition("=")
        if name in ("--format", "--output"):
            yield name[2:], value if given else next(rest, "")
        elif word.startswith("-o") and not word.startswith("--"):
            yield "output", word[2:] or next(rest, "")


@click.command(cls=_InPairs)
@click.argument("paths", nargs=-1, metavar="PATH...", type=options.named)
@configured
@click.option(
    "--since", metavar="COMMIT", type=options.named, help="New is what git says is new or changed since then."
)
@options.today
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES[:3]),
    help="Exit with 1 on a finding this severe or more (default: warning).",
)
@click.option("--format", "forms", multiple=True, type=click.Choice(FORMATS), help="Repeatable (default: text).")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=options.file,
    metavar="FILE",
    help="Write the format before it there.",
)
@click.option("--accepted", is_flag=True, help="Also what has been accepted.")
@options.debug
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    settings: Settings,
    since: str | None,
    today: date | None,
    fail_on: str | None,
    forms: tuple[str, ...],  # noqa: ARG001 - in order with the outputs in the context
    outputs: tuple[Path, ...],  # noqa: ARG001
    accepted: bool,
) -> int:
    """Check new articles: only findings in which one of them takes part.

    PATH is a file, a folder, or - for standard input; the archive is what --against names. With --since, PATH (default:
    the working directory) holds both.
    """
    if not paths and not since:
        raise click.UsageError("Missing argument 'PATH...', or --since")
    targets = _targets(context.meta["pairs"])
    taken = {Path(path).resolve() for path in paths} | {settings.decisions.resolve()}
    for _, file in targets:
        if file != STDOUT:
            if file.resolve() in taken:
                raise UserError(f"-o {file}: that is read, or written already")
            taken.add(file.resolve())
            check_file(file)
    with bar("Reading articles") as progress:
        found = settings.checked(paths or (".",), since=since, today=today, progress=progress)
    texts = [(file, _rendered(found, form, accepted)) for form, file in targets]
    for file, text in texts:
        if file != STDOUT:
            write_file(file, [text])
    for text in (text for file, text in texts if file == STDOUT):
        _shown_whole(text)
    if any(form == "github" for form, _ in targets):
        _summarise(found)
    told(*map(str, found.problems))
    told(_summary(found, since))
    failing = SEVERITIES[: SEVERITIES.index(fail_on or settings.fail_on or "warning") + 1]
    if found.problems:
        return MISTAKE
    return FOUND if any(one.severity in failing for one in found.open) else DONE


def _targets(pairs: list[tuple[str, str]]) -> list[tuple[str, Path]]:
    """Each format with the file that it goes to; the one without a file goes to standard output."""
    targets: list[tuple[str, Path]] = []
    last = ""
    for kind, value in pairs or [("format", "text")]:
        if kind == "format":
            targets.append((value, STDOUT))
        elif last == "format" or not targets:
            targets[-1:] = [(targets[-1][0] if targets else "text", Path(value))]
        else:
            raise UserError(f"-o {value}: an output follows the --format that goes there")
        last = kind
    if sum(file == STDOUT for _, file in targets) > 1:
        raise UserError("only one format can go to standard output; give the others a file with -o")
    return targets


def _shown_whole(text: str) -> None:
    """Write to standard output, though its reader may have seen enough (`| head`): the exit code still counts."""
    try:
        printed([text])
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _rendered(found: Checked, form: str, accepted: bool) -> str:
    from consistency.rendering import CHECKED

    return CHECKED[form](found, accepted=accepted)


def _summarise(found: Checked) -> None:
    """Add the whole to the summary of the step, where GitHub gives a file for it."""
    if os.environ.get(SUMMARY):
        from consistency.rendering import github

        with Path(os.environ[SUMMARY]).open("a", encoding="utf-8") as stream:
            stream.write(github.summary(found))


def _summary(found: Checked, since: str | None) -> str:
    if not found.new:
        return f"no article is new or changed since {since}; nothing was checked"
    accepted = len(found.annotations) - len(found.open)
    told_ = f"{counted(len(found.open), 'finding')} in {counted(found.new, 'new article')}"
    told_ += f", held against {counted(found.archive, 'other')}" if found.archive else ""
    return told_ + (f"; {accepted} accepted" if accepted else "") + ("; incomplete" if found.problems else "")
