"""`consistency review`: articles and rules → the local pages on which what was found is settled; `export` of that."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from consistency.articles.discover import STDIN
from consistency.cli import options
from consistency.cli.boundary import DONE, MISTAKE, counted, shown, told
from consistency.cli.output import check_file
from consistency.cli.owned import write_owned
from consistency.cli.progress import bar
from consistency.cli.report import CLAIMS, FOLDER
from consistency.cli.settings import configured
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.cli.settings import Settings

EXPORT = "export"
CASES = "cases"


class _Review(click.Command):
    """A command that hands on what follows `export`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == [EXPORT]:
            return export.make_context(f"{info_name} {EXPORT}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=_Review)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=options.named)
@configured
@options.today
@click.option("--by", metavar="NAME", help="Who decides (default: the user.name of git; the pages ask, else).")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on 127.0.0.1 (default: a free one).")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--watch", is_flag=True, help="Read again whenever an article or a rule changes.")
@options.debug
def review(
    paths: tuple[str, ...],
    settings: Settings,
    today: date | None,
    by: str | None,
    port: int | None,
    no_browser: bool,
    watch: bool,
) -> int:
    """Review what was found, on local pages in the browser.

    PATH is a file or a folder: articles, or claims that `extract` wrote (default: the last report, in reports/). With
    --against, only what a new article takes part in. `consistency review export` makes test cases of what was decided.
    """
    from consistency.decisions import Store
    from consistency.decisions.git import git_name
    from consistency.decisions.words import one_name
    from consistency.pipeline import additions_from
    from consistency.review.desk import Desk
    from consistency.review.server import bound, serve, state

    given = paths or _reported()
    if STDIN in (*given, *settings.against):
        raise UserError("standard input cannot be read again, which a review does; name files or folders")
    check_file(settings.decisions)
    desk = Desk(partial(settings.checked, given, today=today), Store(settings.decisions), today, say=told)
    watched = partial(_watched, given, settings)
    before = state(watched()) if watch else {}
    with bound(port) as listening:
        with bar("Reading articles") as progress:
            desk.open(progress)
        told(*map(str, desk.snapshot.checked.problems))
        reviewer = by or git_name()
        waiting = desk.open_count(one_name(reviewer or ""))
        serve(
            desk, listening, by=reviewer, named=by is not None,
            additions=additions_from(settings.rules or None),
            watching=(watched, before) if watch else None, browser=not no_browser,
            say=lambda address: shown(f"Reviewing {counted(waiting, 'open finding')} at {address} (Ctrl-C ends it)"),
        )  # fmt: skip
    return DONE


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=options.named)
@configured
@options.today
@click.option("-o", "--output", type=options.file, metavar="DIR", help=f"Where to write (default: {CASES}/).")
@options.debug
def export(
    paths: tuple[str, ...],
    settings: Settings,
    today: date | None,
    output: Path | None,
) -> int:
    """Make test cases of what was decided in review.

    PATH and the options are those of `consistency review`. Writes rules/RULE.examples.yaml with the rule beside it
    (`consistency rules test DIR/rules` runs them), languages/CODE.yaml with cases of reading, and claimreview.json with
    what is confirmed, as schema.org ClaimReview. Cases of an earlier export that are made no longer go; a file that is
    not as an export left it is never replaced.
    """
    from consistency.pipeline import additions_from
    from consistency.review.export import PLACES, exported
    from consistency.rulebook.folders import vocabulary_files

    folder = output or Path(CASES)
    with bar("Reading articles") as progress:
        checked = settings.checked(paths or _reported(), today=today, progress=progress)
    additions = additions_from(settings.rules or None)
    words = vocabulary_files(settings.rules or None)
    found = exported(checked, settings.ledger(), today or date.today(), additions, words)
    stay = write_owned(folder, found.files, within=PLACES)
    told(*map(str, checked.problems))
    told(*(f"{folder / name} is made no longer, and stays as it was changed since" for name in stay))
    made = f"{counted(found.examples, 'example')}, {counted(found.readings, 'case')} of reading, "
    made += counted(found.reviews, "ClaimReview")
    left = (
        f"; {counted(found.left_out, 'decision')} left out, as no example of them can be made" if found.left_out else ""
    )
    told(f"{made} written to {folder}{left}" if found.files else f"nothing has been decided that makes a case{left}")
    return MISTAKE if checked.problems else DONE


def _reported() -> tuple[str, ...]:
    """The claims of the last report."""
    file = Path(FOLDER, CLAIMS)
    if not file.is_file():
        raise UserError(f"there is no {file.as_posix()}; name the articles, or make a report first")
    return (str(file),)


def _watched(paths: tuple[str, ...], settings: Settings) -> Iterator[str]:
    """The files of articles and rules, their examples and words, as they are now."""
    from consistency import articles
    from consistency.rulebook.folders import SUFFIXES

    found, _ = articles.find((*paths, *settings.against))
    yield from (file.path for file in found)
    for folder in settings.rules or ("rules",):
        path = Path(folder)
        yield from map(
            str, sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES) if path.is_dir() else [path]
        )
