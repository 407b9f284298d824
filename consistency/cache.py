"""Cache: what was read from a file → kept between runs, so that the next one reads only what has changed.

An entry is found by what the reading of a file depends on: its bytes, its name, the options, and the package with its
language packs, which are known by the size and time of each of their files. Entries are JSON, one a file, put in their
place whole, so that runs at the same time do not disturb each other; one that cannot be read is as good as none. What
has not been used for longest goes when all of it is larger than LARGEST.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 256 * 2**20  # bytes of all entries
KEPT = 0.75  # of LARGEST, when something has to go
FOLDER = "CONSISTENCY_CACHE"  # the variable of the environment that names another folder
PACKAGE = Path(__file__).parent


class Cache:
    """A folder of entries. None of its methods fails: a folder that cannot be used keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        """folder: None is the user's own, as the environment names it."""
        self.folder = folder or default_folder()
        self._added = False

    def key(self, *parts: bytes | str | None) -> str:
        """The name of an entry that depends on `parts`, and on the package that makes it."""
        digest = blake2b(_package().encode(), digest_size=20)
        for part in parts:
            data = (
                b"\xff" if part is None else part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            )
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()

    def get(self, key: str) -> Any:
        """The entry, or None where there is none."""
        file = self._file(key)
        try:
            found = json.loads(file.read_bytes())
            os.utime(file)
        except (OSError, ValueError):
            return None
        return found

    def put(self, key: str, entry: object) -> None:
        """Keep an entry."""
        file = self._file(key)
        beside = file.with_name(f".{file.name}.{os.getpid()}.{get_ident()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(
                json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            )
            beside.replace(file)
            self._added = True
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def trim(self) -> None:
        """Let go of what has not been used for longest, if there is too much; asked at the end of a run."""
        if not self._added:
            return
        entries = sorted(_entries(self.folder))
        total = sum(size for _, size, _ in entries)
        if total <= LARGEST:
            return
        for _, size, file in entries:
            if total <= LARGEST * KEPT:
                break
            with suppress(OSError):
                file.unlink(missing_ok=True)
            total -= size

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"


def default_folder() -> Path:
    """The user's folder for caches, or the one that CONSISTENCY_CACHE names."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    shared = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):
        return Path(shared or Path.home() / ".cache") / "consistency"
    return Path(".consistency-cache")  # a user without a home


def _entries(folder: Path) -> Iterable[tuple[float, int, Path]]:
    """When each entry was last used, how large it is, and its file."""
    for file in folder.glob("??/*.json"):
        with suppress(OSError):
            found = file.stat()
            yield found.st_mtime, found.st_size, file


@cache
def _package() -> str:
    """The package as it is: the name, size and time of each of its files, the one with its version among them."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".yaml", ".tsv"))
    told = [(path.relative_to(PACKAGE).as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return repr(told)
