"""Progress: how many files are done → a bar on stderr, where that is a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from consistency.cli.boundary import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.pipeline import Progress


@contextmanager
def bar(label: str, *, printing: bool = False) -> Iterator[Progress | None]:
    """A bar under `label` for as long as the block runs, or None where nobody watches.

    printing: the block prints to standard output; on one terminal the two would run into each other.
    """
    if not watched() or (printing and sys.stdout is not None and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
