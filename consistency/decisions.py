"""Decisions: a file of them (JSON Lines, added to and never changed in place) ↔ what an editor has settled.

One record a line: what it targets (a `pair` of figures that clash, by its fingerprint; a `finding`; a `claim`), what
was decided, why, by whom, when and until when. Fingerprints hold no path and no quote, so that a decision outlives
edits around a figure and not the figure. The latest record by one reviewer on one target holds.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORDS = ("target", "id", "decision", "why", "by", "rule", "topic")
TARGETS = ("pair", "finding", "claim")
ACCEPTED = "accepted"
NAME = re.compile(r"[0-9a-f]{16}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One record. when: the day on which it was made; until: the last day on which it holds, or None for good.

    rule, topic: what was decided on, for readers of the file; no words of an article stand in it.
    """

    target: str
    id: str
    decision: str
    why: str
    by: str | None = None
    when: date | None = None
    until: date | None = None
    rule: str | None = None
    topic: str | None = None

    def holds(self, day: date) -> bool:
        return self.until is None or day <= self.until

    def spelt(self) -> str:
        """Who, why and until when, in words."""
        ends = f" (until {self.until})" if self.until else ""
        return f"{f'{self.by}: ' if self.by else ''}{self.why}{ends}"


@dataclass(frozen=True, slots=True)
class Acceptances:
    """What has been accepted, by the fingerprints of pairs: what holds on a day, and what has run out by then."""

    holding: dict[str, Decision]
    over: dict[str, Decision]


def acceptances(decisions: Iterable[Decision], day: date) -> Acceptances:
    """The acceptances of pairs as of a day: of one reviewer the latest on a pair, of several any that accepts."""
    latest: dict[tuple[str, str | None], Decision] = {}
    for one in decisions:
        if one.target == "pair":
            latest[one.id, one.by] = one
    accepted = [one for one in latest.values() if one.decision == ACCEPTED]
    holding = {one.id: one for one in accepted if one.holds(day)}
    return Acceptances(holding, {one.id: one for one in accepted if one.id not in holding})


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file, in its order; none where there is no file. Raises UserError with every mistake in it."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else (error.strerror or str(error)).lower()
        raise UserError(Problem(path=path.as_posix(), message=f"cannot be read: {reason}")) from error
    found: list[Decision] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        one = _decision(line)
        if isinstance(one, Decision):
            found.append(one)
        else:
            problems.append(Problem(path=path.as_posix(), line=number, column=one[0], message=one[1]))
    if problems:
        raise UserError(problems)
    return tuple(found)


def add(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the end of a file, all or none of them."""
    data = "".join(map(written, decisions)).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            end = stream.tell()
            if end and path.read_bytes()[-1:] != b"\n":
                data = b"\n" + data
            try:
                stream.write(data)
                stream.flush()
            except OSError:
                stream.truncate(end)
                raise
    except OSError as error:
        raise UserError(Problem(path=path.as_posix(), message=_refusal(error))) from error


def keep(path: Path, wanted: Callable[[Decision], bool]) -> int:
    """Write a file anew with the wanted decisions alone, and give how many went.

    What another process adds in the meantime is looked at, too, up to the moment in which the file takes its place.
    """
    path = Path(os.path.realpath(path))  # a link stays one
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    while True:
        known = load(path)
        kept = [one for one in known if wanted(one)]
        if len(kept) == len(known):
            return 0
        try:
            beside.write_text("".join(map(written, kept)), encoding="utf-8")
            if load(path) == known:
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
        for name, value in asdict(decision).items() if value is not None
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False) + "\n"


def _refusal(error: OSError) -> str:
    return f"cannot be written: {(error.strerror or str(error)).lower()}"


def _decision(line: str) -> Decision | tuple[int, str]:
    """The decision in a line, or the column and the words of what is wrong with it."""
    try:
        given: Any = json.loads(line)
    except json.JSONDecodeError as error:
        return error.colno, f"no JSON: {error.msg.lower()}"
    except RecursionError:
        return 1, "no JSON: nested too deeply"
    if not isinstance(given, dict):
        return 1, "an object is expected in each line"
    for name, expected, fits in CHECKS:
        if not fits(given.get(name)):
            column = max(line.find(f'"{name}"'), 0) + 1
            return column, f"{name!r} must be {expected}" if name in given else f"{name!r} is missing"
    told: dict[str, Any] = {name: given.get(name) for name in WORDS}
    when, until = (date.fromisoformat(given[name]) if given.get(name) else None for name in ("when", "until"))
    return Decision(**told, when=when, until=until)


def _is_day(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


# What a record must hold; keys that are not known are passed over, as later versions may add some.
CHECKS = (
    ("target", f"one of {', '.join(TARGETS)}", lambda value: value in TARGETS),
    ("id", "sixteen hex digits", lambda value: isinstance(value, str) and NAME.fullmatch(value) is not None),
    ("decision", "a word", _is_text),
    ("why", "a reason", _is_text),
    ("by", "a name or null", _is_text_or_none),
    ("when", "a day, as 2025-01-31, or null", _is_day),
    ("until", "a day, as 2025-01-31, or null", _is_day),
    ("rule", "a name or null", _is_text_or_none),
    ("topic", "a name or null", _is_text_or_none),
)
