"""Settings: the options of a command, and those of the configuration where none was given → what a run goes by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.articles.discover import DECISIONS
from consistency.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from consistency.annotations import Checked
    from consistency.cache import Cache
    from consistency.configuration import Configuration
    from consistency.decisions import Decision, Ledger
    from consistency.pipeline import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """rules, against: paths. decisions: the file of them. cache: whether there is one."""

    rules: tuple[str, ...]
    against: tuple[str, ...]
    decisions: Path
    language: str | None
    fail_on: str | None
    cache: bool

    def kept(self) -> Cache | None:
        """The cache, if there is to be one."""
        from consistency.cache import Cache

        return Cache() if self.cache else None

    def decided(self) -> tuple[Decision, ...]:
        from consistency.decisions import load

        return load(self.decisions)

    def ledger(self) -> Ledger:
        """What has been decided, and which of it holds."""
        from consistency.decisions import Ledger

        return Ledger(self.decided())

    def checked(
        self,
        paths: Sequence[str],
        *,
        since: str | None = None,
        today: date | None = None,
        progress: Progress | None = None,
        texts: Mapping[str, bytes] | None = None,
    ) -> Checked:
        """A check of `paths`, with what has been decided. The options are those of `check`; texts: see `Sources`."""
        from consistency.checking import Sources, check

        return check(
            Sources(paths=tuple(paths), against=self.against, since=since, language=self.language, texts=texts,
                    besides=(self.decisions,)),
            rules=self.rules or None, decisions=self.decided(), today=today, day=today or date.today(),
            cache=self.kept(), progress=progress,
        )  # fmt: skip


def settings(
    *,
    rules: tuple[str, ...] = (),
    against: tuple[str, ...] = (),
    decisions: Path | None = None,
    language: str | None = None,
    no_cache: bool = False,
) -> Settings:
    """The options given, each in the place of that of the configuration."""
    from consistency.configuration import configuration

    found = configuration()
    return Settings(
        rules=rules or found.rules or _rules_beside(found),
        against=against or found.against,
        decisions=decisions or Path(found.decisions or os.path.relpath((found.folder or Path()) / DECISIONS)),
        language=language or found.language,
        fail_on=found.fail_on,
        cache=found.cache and not no_cache,
    )


def configured(command: Callable[..., int]) -> Callable[..., int]:
    """--against, --rules, --decisions, --language and --no-cache, which a command is given as its `settings`."""

    @options.against
    @options.rules
    @options.decisions
    @options.language
    @options.no_cache
    @wraps(command)
    def run(
        *,
        against: tuple[str, ...],
        rules: tuple[str, ...],
        decisions: Path | None,
        language: str | None,
        no_cache: bool,
        **given: Any,
    ) -> int:
        known = settings(rules=rules, against=against, decisions=decisions, language=language, no_cache=no_cache)
        return command(settings=known, **given)

    return run


def _rules_beside(found: Configuration) -> tuple[str, ...]:
    """The rules beside the configuration, where it lies above the working directory; there they are found anyway."""
    folder = found.folder / "rules" if found.folder else None
    below = folder is not None and folder.is_dir() and folder.resolve() != Path("rules").resolve()
    return (os.path.relpath(folder),) if folder is not None and below else ()
