"""A folder that a command makes anew: files → the folder, where nothing that somebody else wrote or changed is touched.

Which files are the command's own is told by SHA256SUMS beside them (`sha256sum -c` reads it): one that is made no
longer goes, one that was changed since, or was there before, is never replaced.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from consistency.cli.output import write_files
from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMS = "SHA256SUMS"


def write_owned(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write files by path into `folder`, all of them or none, and take out those of an earlier run.

    Gives the paths that are made no longer and stay, as somebody has changed them. Raises UserError where a file would
    be replaced that is not as an earlier run left it.
    """
    known = _known(folder)
    new = {name: text.encode("utf-8") for name, text in files.items()}
    refused = [
        Problem(path=str(folder / name), message="is not as an export left it; move it away, or export elsewhere (-o)")
        for name, data in new.items()
        if (found := _sum(folder / name)) is not None and found not in (known.get(name), _sum_of(data))
    ]
    if refused:
        raise UserError(refused)
    gone = [name for name in known if name not in new and (folder / name).is_file()]
    stay = tuple(name for name in gone if _sum(folder / name) != known[name])
    if new:
        sums = "".join(f"{_sum_of(data)}  {name}\n" for name, data in sorted(new.items()))
        write_files({**{folder / name: data for name, data in new.items()}, folder / SUMS: sums})
    elif known:
        gone.append(SUMS)
    for name in gone:
        if name not in stay:
            (folder / name).unlink(missing_ok=True)
            with suppress(OSError):  # where something else is in it, it stays
                (folder / name).parent.rmdir()
    return stay


def _known(folder: Path) -> dict[str, str]:
    """The sums of the files that an earlier run wrote, by path."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Problem(path=str(folder / SUMS), message="cannot be read")) from error
    told = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in told if _is_within(name)}


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _sum(file: Path) -> str | None:
    try:
        return _sum_of(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # a folder, or one that may not be read
        raise UserError(Problem(path=str(file), message=f"cannot be read: {(error.strerror or '').lower()}")) from error


def _sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
