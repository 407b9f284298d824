"""Git and the decision store: who signs a decision unless told otherwise, and how those of two branches are merged."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES, UNION = ".gitattributes", "merge=union"


def git_name() -> str | None:
    """The name that git signs with, or None."""
    return _git("config", "user.name")


def merged_by_line(store: Path) -> str | None:
    """Have git merge a store line by line, so that what two reviewers added on two branches is kept; what was done.

    Adds a line to the .gitattributes beside the store where it lies in a work tree and nothing is said of it yet. None
    where nothing had to be done, or could be.
    """
    folder, name = store.absolute().parent, store.name
    if not folder.is_dir() or _git("rev-parse", "--is-inside-work-tree", folder=folder) != "true":
        return None
    told = _git("check-attr", "merge", "--", name, folder=folder)
    if told is None or not told.endswith(": unspecified"):
        return None
    file = folder / ATTRIBUTES
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{'' if not before or before.endswith(chr(10)) else chr(10)}{_pattern(name)} {UNION}\n")
    except (OSError, UnicodeDecodeError):
        return None
    return f"{file.name} now says that git merges {name} line by line; commit both"


def _pattern(name: str) -> str:
    """A name as .gitattributes spells one that is meant as it stands."""
    plain = re.sub(r"[\\*?\[\]!]", r"\\\g<0>", name)
    if not re.search(r'[\s"#]', plain):
        return plain
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _git(*arguments: str, folder: Path | None = None) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
