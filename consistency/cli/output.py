"""Output: what a run made → files that appear whole or not at all, or standard output.

A link is followed: the file that it leads to is replaced, not the link. A device or a pipe cannot be replaced, and is
written to as it stands.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def printed(parts: Iterable[str | bytes]) -> None:
    """Write parts to standard output as they come, in UTF-8."""
    if sys.stdout is None:
        raise UserError("standard output cannot be written: it is closed")
    for part in parts:
        with _refusing("standard output"):
            sys.stdout.buffer.write(_bytes(part))
    with _refusing("standard output"):
        sys.stdout.buffer.flush()


def check_folder(folder: Path, names: Iterable[str] = ()) -> None:
    """Raise UserError if `folder` cannot be made or written to, or one of the files `names` in it cannot be replaced.

    Asked before a long run, not after.
    """
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(parent))
    if not nearest.is_dir():
        raise _refused(folder, f"{nearest.name} is a file, not a folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _refused(folder, "permission denied")
    for file in (folder / name for name in names):
        with _refusing(file):
            if file.exists() and not file.is_file():
                raise _refused(file, "it is a folder" if file.is_dir() else "it is a device or a pipe, not a file")


def check_file(file: Path) -> None:
    """Raise UserError if `file` cannot be written: there is no such folder, or a folder stands in its place."""
    with _refusing(file):
        if file.is_dir():
            raise _refused(file, "it is a folder")
        if _is_special(file):
            if not os.access(file, os.W_OK):
                raise _refused(file, "permission denied")
            return
        folder = _place(file).parent if file.is_symlink() else file.parent
        if not folder.is_dir():
            raise _refused(file, f"there is no folder {folder}")
    check_folder(folder)


def write_file(file: Path, parts: Iterable[str | bytes]) -> None:
    """Write parts to a new file beside `file` as they come, then put it in its place; to a device or pipe, directly."""
    with _refusing(file):
        special = _is_special(file)
    if special:
        _fill(file, parts, file)
    else:
        _put({file: parts})


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by name into `folder`, which is made where it is missing.

    None of them is put in its place before all of them are written and every place has been looked at.
    """
    with _refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _put({folder / name: (content,) for name, content in files.items()})


def write_files(files: Mapping[Path, str | bytes]) -> None:
    """Write files, all of them or none, with the folders that they lie in."""
    for folder in {file.parent for file in files}:
        with _refusing(folder):
            folder.mkdir(parents=True, exist_ok=True)
    _put({file: [content] for file, content in files.items()})


def _put(files: Mapping[Path, Iterable[str | bytes]]) -> None:
    """Write each file beside its place, then move all of them there; nothing stays beside, however this ends."""
    places: dict[Path, tuple[Path, Path]] = {}
    for file in files:
        with _refusing(file):
            place = _place(file)
        places[file] = (place, place.with_name(f".{place.name}.{os.getpid()}"))
    try:
        for file, parts in files.items():
            _fill(places[file][1], parts, file)
        for file in files:
            check_folder(file.parent, (file.name,))
        for file, (place, beside) in places.items():
            with _refusing(file):
                beside.replace(place)
    finally:
        for _, beside in places.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _fill(path: Path, parts: Iterable[str | bytes], file: Path) -> None:
    """Write parts into `path`; where that fails, `file` is what the user is told of."""
    with _refusing(file):
        stream = path.open("wb")
    with _refusing(file), stream:
        for part in parts:
            stream.write(_bytes(part))


def _is_special(file: Path) -> bool:
    """Whether `file` leads to a device or a pipe, which is there to be written to and not to be replaced."""
    return file.exists() and not file.is_file() and not file.is_dir()


def _place(file: Path) -> Path:
    """Where `file` really is: what links lead to, also where nothing is there yet. A ring of them is an OSError."""
    try:
        return Path(os.path.realpath(file, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(file))


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8")


@contextmanager
def _refusing(path: Path | str) -> Iterator[None]:
    """Turn what the system refuses inside into a UserError about `path`; that nobody reads a pipe any more is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _refused(path, (error.strerror or str(error)).lower()) from error


def _refused(path: Path | str, reason: str) -> UserError:
    if isinstance(path, str):
        return UserError(f"{path} cannot be written: {reason}")
    return UserError(Problem(path=str(path), message=f"cannot be written: {reason}"))
