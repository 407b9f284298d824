"""`consistency lsp`: a language server for editors, on standard input and output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from consistency import __version__
from consistency.cli import options
from consistency.cli.boundary import DONE
from consistency.cli.settings import settings as settings_of
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from consistency.annotations import Checked


@click.command()
@options.rules
@options.against
@options.decisions
@options.language
@options.no_cache
@options.debug
def lsp(
    rules: tuple[str, ...],
    against: tuple[str, ...],
    decisions: Path | None,
    language: str | None,
    no_cache: bool,
) -> int:
    """Serve an editor: what `check` finds, at the words, while an article is written.

    It speaks the Language Server Protocol on standard input and output, and needs the extra `lsp`.
    """
    try:
        from consistency.lsp import server
    except ModuleNotFoundError as error:
        raise UserError(f"this needs the extra 'lsp' ({error.name} is not installed)") from None

    def check(paths: Sequence[str], texts: dict[str, bytes]) -> Checked:
        found = settings_of(rules=rules, against=against, decisions=decisions, language=language, no_cache=no_cache)
        return found.checked(paths, texts=texts)

    server(__version__, check).start_io()
    return DONE
