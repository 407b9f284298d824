"""The decision store: a file of records (JSON Lines, added to and never changed in place) ↔ decisions.

A record is written in one piece, at the end, under a lock, and is on the disk before anyone is told that it is kept.
What a crash leaves of the line that was being written is passed over, and taken out by whoever writes next.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.decisions.ledger import Ledger
from consistency.decisions.words import TARGETS
from consistency.intervals import Interval
from consistency.model import Decision
from consistency.problems import Problem, UserError
from consistency.records import FIELDS, SURROGATE

try:
    import fcntl
except ImportError:  # Windows, where one write at the end has to do
    fcntl = None  # type: ignore[assignment]  # the name is there, and nothing behind it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TEXTS = ("target", "id", "decision", "why", "note", "by", "rule", "topic", "act")
CORRECTABLE = (
    "low", "high", "closed", "approximate", "vague", "resolution", "unit", "subject", "of", "place", "kind", "modality",
    "source", "origins", "parties", "as_of",
)  # fmt: skip
FIGURE = ("low", "high", "closed")
NUMBERS = ("low", "high", "resolution")
LARGEST = 1e15  # of the numbers in a correction
NAME = re.compile(r"[0-9a-f]{16}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HEAD = b'{"target": "'  # how every line of ours begins
MARK = b"\xef\xbb\xbf"  # of the order of bytes, which some editors put before a text
MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


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
        if before:
            for record in records:
                self.ledger.add(record)
        else:
            self.ledger = Ledger(records)
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

    All or none of them, unless the machine itself fails: then what had been written of them is there.
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


def written(decision: Decision) -> str:
    """A decision as its line."""
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(decision).items() if value is not None and name != "correction"
    }  # fmt: skip
    if decision.correction is not None:
        told["correction"] = dict(decision.correction)
    return json.dumps(told, ensure_ascii=False) + "\n"


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
        one = _decision(record)
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


def _decision(line: str) -> Decision | tuple[int, str]:
    """The decision in a line, or the column and the words of what is wrong with it."""
    if line.startswith(MARKERS):
        return 1, "a merge was not finished here: keep the records of both sides, and take the lines of git out"
    try:
        given: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return error.colno, f"no JSON: {error.msg.lower()}"
    except RecursionError:
        return 1, "no JSON: nested too deeply"
    except ValueError:
        return 1, "no JSON: a number beyond reckoning"
    if not isinstance(given, dict):
        return 1, "an object is expected in each line"
    for name, expected, fits in CHECKS:
        if not fits(given.get(name)):
            column = max(line.find(f'"{name}"'), 0) + 1
            return column, f"{name!r} must be {expected}" if name in given else f"{name!r} is missing"
    wrong = _wrong(given.get("correction"))
    if wrong is not None:
        return max(line.find(f'"{wrong[0]}"', line.find('"correction"')), 0) + 1, wrong[1]
    if given["target"] != "claim" and not NAME.fullmatch(given["id"]):
        return max(line.find('"id"'), 0) + 1, "'id' must be sixteen hex digits"
    told: dict[str, Any] = {name: given.get(name) for name in TEXTS}
    when, until = (date.fromisoformat(given[name]) if given.get(name) else None for name in ("when", "until"))
    return Decision(**told, when=when, until=until, correction=_correction(given.get("correction")))


def _correction(given: dict[str, Any] | None) -> tuple[tuple[str, object], ...] | None:
    if given is None:
        return None
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return tuple((name, listed[name]) for name in CORRECTABLE if name in listed)


def _is_day(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not SURROGATE.search(value)


def _is_text_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and not SURROGATE.search(value))


def _wrong(correction: Any) -> tuple[str, str] | None:
    """The field of a correction that does not hold what it must, and what is to be said of it."""
    for name, value in (correction or {}).items():
        if name not in CORRECTABLE:
            return name, f"{name!r} is no field that a claim is corrected in"
        try:
            FIELDS[name].read(value)
        except ValueError as error:
            return name, f"{name!r} must be {error}"
        if name in NUMBERS and value is not None and abs(value) > LARGEST:
            return name, f"{name!r} is beyond reckoning"
    ends = [name for name in FIGURE if name in (correction or {})]
    if not ends:
        return None
    if len(ends) < len(FIGURE):
        return ends[0], f"a figure needs {', '.join(map(repr, FIGURE))}"
    try:
        Interval(low=correction["low"], high=correction["high"], closed=correction["closed"])
    except ValueError as error:
        return ends[0], str(error)
    unbounded = correction["low"] is None and correction["high"] is None
    return (ends[0], "'low' and 'high' are both null") if unbounded else None


# What a record must hold; keys that are not known are passed over, as later versions may add some.
CHECKS = (
    ("target", f"one of {', '.join(TARGETS)}", lambda value: value in TARGETS),
    ("id", "sixteen hex digits", _is_text),
    ("decision", "a word", _is_text),
    ("why", "a reason", _is_text),
    ("note", "a text or null", _is_text_or_none),
    ("by", "a name or null", _is_text_or_none),
    ("when", "a day, as 2025-01-31, or null", _is_day),
    ("until", "a day, as 2025-01-31, or null", _is_day),
    ("rule", "a name or null", _is_text_or_none),
    ("topic", "a name or null", _is_text_or_none),
    ("act", "sixteen hex digits", lambda value: value is None or (_is_text(value) and NAME.fullmatch(value))),
    ("correction", "an object, or null", lambda value: value is None or isinstance(value, dict)),
)
