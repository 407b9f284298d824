"""Output: what a run made → files that appear whole or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def printed(parts: Iterable[str | bytes]) -> None:
    """Write parts to standard output as they come, in UTF-8."""
    for part in parts:
        sys.stdout.buffer.write(_bytes(part))
    sys.stdout.buffer.flush()


def check_folder(folder: Path) -> None:
    """Raise UserError if `folder` cannot be written to or made; asked before a long run, not after."""
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(parent))
    if not nearest.is_dir():
        raise UserError(Problem(path=str(folder), message=f"cannot be written: {nearest.name} is a file, not a folder"))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UserError(Problem(path=str(folder), message="cannot be written: permission denied"))


def check_file(file: Path) -> None:
    """Raise UserError if `file` cannot be written: there is no such folder, or a folder stands in its place."""
    if file.is_dir():
        raise UserError(Problem(path=str(file), message="cannot be written: it is a folder"))
    if not file.absolute().parent.is_dir():
        raise UserError(Problem(path=str(file), message=f"cannot be written: there is no folder {file.parent}"))
    check_folder(file.parent)


def write_file(file: Path, parts: Iterable[str | bytes]) -> None:
    """Write parts to a new file beside `file` as they come, then put it in its place."""
    _replace(file, _written(file, parts))


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by name into `folder`, which is made where it is missing.

    None of them is put in its place before all of them are written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    written: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            written[folder / name] = _written(folder / name, (content,))
    except BaseException:
        for beside in written.values():
            beside.unlink(missing_ok=True)
        raise
    for file, beside in written.items():
        _replace(file, beside)


def _written(file: Path, parts: Iterable[str | bytes]) -> Path:
    """A hidden file beside `file` that holds the parts; nothing is left of it where writing fails."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            for part in parts:
                stream.write(_bytes(part))
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _refused(file, error) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8")


def _replace(file: Path, beside: Path) -> None:
    try:
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _refused(file, error) from error


def _refused(path: Path, error: OSError) -> UserError:
    reason = (error.strerror or str(error)).lower()
    return UserError(Problem(path=str(path), message=f"cannot be written: {reason}"))
