"""A folder that a command makes anew: files → the folder, where nothing that somebody else wrote or changed is touched.

Which files are the command's own is told by SHA256SUMS beside them (`sha256sum -c` reads it): one that is made no
longer goes, one that was changed since, or was there before, is never replaced. The list tells of every file before it
is written and until it is gone, so that a run that is stopped leaves nothing that the next one does not know.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from consistency.cli.output import write_files
from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SUMS = "SHA256SUMS"
HEAD = "# What `consistency review export` wrote here; it replaces and takes out nothing else.\n"
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def write_owned(folder: Path, files: Mapping[str, str], *, within: tuple[str, ...]) -> tuple[str, ...]:
    """Write files by path into `folder`, all of them or none, and take out those of an earlier run.

    within: the beginnings that a path may have. Gives the paths that are made no longer and stay, as somebody has
    changed them. Raises UserError where a file would be replaced that is not as an earlier run left it.
    """
    known = _known(folder, within)
    new = {name: text.encode("utf-8") for name, text in files.items()}
    refused = [
        Problem(path=str(folder / name), message="is not as an export left it; move it away, or export elsewhere (-o)")
        for name in new
        if (found := _sum(folder / name)) is not None and found not in known.get(name, ())
    ]
    refused += [
        Problem(path=str(folder / name), message="no file of this name can be exported")
        for name in new
        if any(sign in name for sign in LINE_ENDS)
    ]
    if refused:
        raise UserError(refused)
    gone = [name for name in known if name not in new and _sum(folder / name) is not None]
    stay = tuple(name for name in gone if _sum(folder / name) not in known[name])
    made = {name: {_sum_of(data)} for name, data in new.items()}
    if new:
        _list(folder, {name: known.get(name, set()) | made.get(name, set()) for name in {**known, **made}})
        write_files({folder / name: data for name, data in new.items()})
    for name in gone:
        if name not in stay:
            (folder / name).unlink(missing_ok=True)
            if "/" in name:
                with suppress(OSError):  # where something else is in it, it stays
                    (folder / name).parent.rmdir()
    if new:
        _list(folder, made)
    elif known:
        (folder / SUMS).unlink(missing_ok=True)
    return stay


def _list(folder: Path, sums: Mapping[str, set[str]]) -> None:
    lines = [f"{digest}  {name}\n" for name in sorted(sums) for digest in sorted(sums[name])]
    write_files({folder / SUMS: "".join([HEAD, *lines])})


def _known(folder: Path, within: tuple[str, ...]) -> dict[str, set[str]]:
    """The sums that each file of an earlier run may have, by path; raises UserError for a list that is none of ours."""
    file = folder / SUMS
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Problem(path=str(file), message="cannot be read")) from error
    if not text.startswith(HEAD):
        raise UserError(Problem(path=str(file), message="is of something else; export elsewhere (-o)"))
    found: dict[str, set[str]] = {}
    for line in text.removeprefix(HEAD).split("\n"):
        digest, _, name = line.partition("  ")
        if name.startswith(within) and ".." not in name.split("/"):
            found.setdefault(name, set()).add(digest)
    return found


def _sum(file: Path) -> str | None:
    """The sum of a file; None where there is none."""
    try:
        return _sum_of(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # a folder, or one that may not be read
        raise UserError(Problem(path=str(file), message=f"cannot be read: {(error.strerror or '').lower()}")) from error


def _sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
