"""Changes: a commit → the files that are new or changed since then, as git tells."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.articles.discover import STDIN
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a repository. root: its folder. changed: the real paths, of files and of submodules. ignored:
    those of the files asked about that git does not look at.
    """

    root: str
    changed: frozenset[str]
    ignored: frozenset[str]

    def has(self, path: str) -> bool:
        """Whether a file counts as new: it changed, or git cannot tell that it did not."""
        real = os.path.realpath(path)
        outside = path == STDIN or not Path(real).is_relative_to(self.root)
        within = any(parent in self.changed for parent in (real, *map(str, Path(real).parents)))
        return outside or within or real in self.ignored


def since(commit: str, asked: Iterable[str] = ()) -> Changes:
    """What was added, changed or renamed after `commit` in the working directory's repository, committed or not.

    asked: files that may be ignored by git. Raises UserError where there is no git, no repository, or no such commit.
    """
    if commit.startswith("-"):
        raise UserError(f"--since: {commit!r} is no commit")
    root = _git(["rev-parse", "--show-toplevel"], None).rstrip("\n")
    base = _git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"], None, commit).strip()
    changed = _git(["diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", base, "--"], Path(root))
    untracked = _git(["ls-files", "--others", "--exclude-standard", "-z"], Path(root))
    ignored = _git(["ls-files", "--others", "--ignored", "--exclude-standard", "-z"], Path(root))
    given = {os.path.realpath(path) for path in asked if path != STDIN}
    return Changes(os.path.realpath(root), _real(root, changed + untracked), frozenset(given & _real(root, ignored)))


def _real(root: str, names: str) -> frozenset[str]:
    return frozenset(os.path.realpath(Path(root, name)) for name in names.split("\0") if name)


def _git(arguments: list[str], folder: Path | None, commit: str | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_INDEX_FILE")}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, check=False, capture_output=True,
            encoding="utf-8", errors="surrogateescape",
        )  # fmt: skip
    except FileNotFoundError:
        raise UserError("--since: there is no git on this machine") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        told = f"there is no commit {commit!r}; a shallow clone may lack it (fetch-depth: 0)" if commit else None
        raise UserError(f"--since: {told or (lines[0] if lines else 'git failed')}")
    return done.stdout
