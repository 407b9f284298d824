"""The decision store: a file of lines that is added to and never changed in place ↔ decisions.

A record is written in one piece, at the end, under a lock, and is on the disk before anyone is told that it is kept.
What a crash leaves of the line that was being written is passed over, and taken out by whoever writes next.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.decisions.ledger import Ledger
from consistency.decisions.lines import read, written
from consistency.model import Decision
from consistency.problems import Problem, UserError

try:
    import fcntl
except ImportError:  # Windows, where one write at the end has to do
    fcntl = None  # type: ignore[assignment]  # the name is there, and nothing behind it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HEAD = b'{"target": "'  # how every line of ours begins
MARK = b"\xef\xbb\xbf"  # of the order of bytes, which some editors put before a text


class Store:
    """A store as it is read while others write to it: what was added is added to the ledger, and where anything before
    it is not as it was, all is read anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = Ledger()
        self._read = b""
        self._seen: tuple[int, ...] | None = None  # the state in which the file was read

    def refresh(self) -> bool:
        """Read what has been added; whether there was anything. Raises UserError with every mistake in it."""
        try:
            found = self.path.stat()
            state = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
            if state == self._seen:
                return False
            data = self.path.read_bytes()
        except FileNotFoundError:
            changed = bool(self.ledger.records)
            self.ledger, self._read, self._seen = Ledger(), b"", None
            return changed
        except OSError as error:
            raise _unreadable(self.path, error) from error
        whole = data[: len(data) - len(_torn(data))]
        before = self._read if whole.startswith(self._read) else b""
        records = [one for one, _ in _records(whole[len(before) :], self.path, before.count(b"\n") + 1)]
        if before and self.ledger.follows(records):
            for record in records:
                self.ledger.add(record)
        else:
            self.ledger = Ledger([*self.ledger.given, *records] if before else records)
        self._read, self._seen = whole, state
        return not before or bool(records)


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file, in its order; none where there is no file. Raises UserError with every mistake in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unreadable(path, error) from error
    return tuple(one for one, _ in _records(data[: len(data) - len(_torn(data))], path, 1))


def add(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the end of a file; back only when they are on the disk.

    Where the file refuses some, none is kept. A process that is killed meanwhile leaves those that it had written.
    """
    data = "".join(map(written, decisions)).encode("utf-8")
    if not data:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path) as stream:
            held = _tail(stream)
            end = stream.seek(0, os.SEEK_END) - len(_torn(held))
            stream.truncate(end)
            if held and not _torn(held) and not held.endswith(b"\n"):
                data = b"\n" + data
            try:
                _write(stream.fileno(), data)
            except OSError:
                stream.truncate(end)
                raise
    except OSError as error:
        raise UserError(Problem(path=path.as_posix(), message=_refusal(error))) from error


def keep(path: Path, wanted: Callable[[Decision], bool]) -> int:
    """Write a file anew with the lines of the wanted decisions alone, as they are, and give how many went.

    What another process adds in the meantime is looked at, too, up to the moment in which the file takes its place.
    """
    path = Path(os.path.realpath(path))  # a link stays one
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    while True:
        data = path.read_bytes() if path.exists() else b""
        known = _records(data[: len(data) - len(_torn(data))], path, 1)
        kept = [line for one, line in known if wanted(one)]
        if len(kept) == len(known):
            return 0
        try:
            with beside.open("wb") as stream:
                stream.write("".join(f"{line}\n" for line in kept).encode("utf-8"))
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(path, beside)
            with _locked(path):
                if path.read_bytes() == data:
                    beside.replace(path)
                    return len(known) - len(kept)
        except OSError as error:
            raise UserError(Problem(path=path.as_posix(), message=_refusal(error))) from error
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[Any]:
    """The file, open at its end, while nobody else who asks for it so has it. Raises OSError."""
    while True:
        with path.open("a+b", buffering=0) as stream:
            if fcntl is not None:
                fcntl.flock(stream, fcntl.LOCK_EX)
            with suppress(FileNotFoundError):
                if path.stat().st_ino == os.fstat(stream.fileno()).st_ino:  # it was not replaced while we waited
                    yield stream
                    return


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]
    os.fsync(file)


def _tail(stream: Any) -> bytes:
    """What stands behind the last line end but one, or from the beginning."""
    size, step = stream.seek(0, os.SEEK_END), 4096
    while True:
        start = max(size - step, 0)
        stream.seek(start)
        data: bytes = stream.read(size - start)
        if start == 0 or b"\n" in data[:-1]:
            return data[data.rfind(b"\n", 0, -1) + 1 :]
        step *= 4


def _torn(data: bytes) -> bytes:
    """The beginning of a line of ours at the end, of which a crash has left no more."""
    last = data[data.rfind(b"\n") + 1 :]
    if last and not last.strip(b"\0"):  # room that the system had made, and nothing was written into
        return last
    if not (last.startswith(HEAD) or HEAD.startswith(last)):
        return b""
    try:
        json.loads(last)
    except (ValueError, RecursionError):
        return last
    return b""


def _records(data: bytes, path: Path, first: int) -> tuple[tuple[Decision, str], ...]:
    """The decisions in whole lines, each with its line; raises UserError with every mistake.

    first: the number of the first line.
    """
    try:
        lines = data.removeprefix(MARK).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + first
        raise UserError(Problem(path=path.as_posix(), line=line, message="cannot be read: not UTF-8 text")) from error
    found: list[tuple[Decision, str]] = []
    problems: list[Problem] = []
    for number, record in enumerate(lines, start=first):
        if not record.strip():
            continue
        one = read(record)
        if isinstance(one, Decision):
            found.append((one, record.rstrip("\r")))
        else:
            problems.append(Problem(path=path.as_posix(), line=number, column=one[0], message=one[1]))
    if problems:
        raise UserError(problems)
    return tuple(found)


def _unreadable(path: Path, error: OSError) -> UserError:
    reason = (error.strerror or str(error)).lower()
    return UserError(Problem(path=path.as_posix(), message=f"cannot be read: {reason}"))


def _refusal(error: OSError) -> str:
    return f"cannot be written: {(error.strerror or str(error)).lower()}"
