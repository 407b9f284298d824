"""The store of decisions: what is written is read, mistakes are located, and a crash costs at most the last line."""

from __future__ import annotations

import multiprocessing
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.decisions import Decision, Ledger, Store, add, keep, load, moment, written
from consistency.decisions.git import merged_by_line
from consistency.problems import UserError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
DAYS = st.none() | st.dates()
HEX = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
FIGURES = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(sorted)
CORRECTIONS = st.builds(
    lambda ends, source: (
        ("low", ends[0]), ("high", ends[1]), ("closed", "both"), ("source", source), ("origins", (source,)),
        ("as_of", ("2025-01-01", "2025-01-02")),
    ),
    FIGURES, TEXT,
)  # fmt: skip
MOMENTS = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(
    lambda at: at.isoformat(timespec="milliseconds") + "Z"
)
DECISIONS = st.builds(
    Decision, target=st.sampled_from(["pair", "finding", "claim", "decision"]), id=HEX, decision=TEXT, why=TEXT,
    note=st.none() | TEXT, by=st.none() | TEXT, when=DAYS, at=MOMENTS, until=DAYS, rule=st.none() | TEXT,
    topic=st.none() | TEXT, act=st.none() | HEX, correction=st.none() | CORRECTIONS,
)  # fmt: skip


@given(some=st.lists(DECISIONS))
def test_what_is_written_is_read(some: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("store") / "decisions.jsonl"
    store = Store(file)
    add(file, some[:1])
    store.refresh()
    add(file, some[1:])
    assert load(file) == tuple(some)
    assert store.refresh() == bool(some[1:])
    assert store.ledger.records == Ledger(some).records
    wanted = {one.why for one in some[::2]}
    left = tuple(one for one in some if one.why in wanted)
    assert keep(file, lambda one: one.why in wanted) == len(some) - len(left)
    assert load(file) == left
    store.refresh()
    assert store.ledger.records == Ledger(left).records


ONE = Decision(target="pair", id="0123456789abcdef", decision="accepted", why="known", by="A", until=date(2025, 1, 31))
OTHER = replace(ONE, id="f" * 16, why="árvíz – 3", by="B", act="a" * 16)

WRONG = {
    "{": ":1:2: no JSON: ",
    "[]": ":1:1: an object is expected in each line",
    '{"target": "pair"}': ":1:1: 'id' is missing",
    "<<<<<<< HEAD": ":1:1: a merge was not finished here: keep the records of both sides",
    written(ONE).replace('"known"', '""').strip(): "'why' must be a reason",
    written(ONE).replace("2025-01-31", "2025-02-31").strip(): "'until' must be a day",
    written(ONE).replace("0123", "xxxx").strip(): ":1:20: 'id' must be sixteen hex digits",
    written(ONE).replace('"pair"', '"pear"').strip(): "'target' must be one of pair, finding, claim, decision",
    written(replace(ONE, correction=(("low", 3), ("high", 2), ("closed", "both")))).strip(): ":1:135: low 3 is above",
    written(replace(ONE, correction=(("low", 3),))).strip(): ":1:135: a figure needs 'low', 'high', 'closed'",
    written(replace(ONE, correction=(("quote", "words"),))).strip(): ":1:135: 'quote' is no field",
    written(replace(ONE, correction=(("unit", "moons"),))).strip(): ":1:135: 'unit' must be a unit that is known",
    written(replace(ONE, correction=(("low", 10**19), ("high", None), ("closed", "left")))).strip(): "beyond reckoning",
    written(replace(ONE, correction=(("low", None), ("high", None), ("closed", "both")))).strip(): "are both null",
    written(ONE).replace("known", "\\ud800").strip(): "'why' must be a reason",
    written(ONE).replace('"known"', "9" * 5000).strip(): ":1:1: no JSON: a number beyond reckoning",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_is_located(line: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(f"{line}\n{written(ONE)}", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        load(file)
    assert WRONG[line] in str(raised.value)
    assert str(raised.value).startswith(f"{file.as_posix()}:1:")


def test_a_mistake_in_what_was_added_is_located_too(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    add(file, [ONE, ONE])
    store = Store(file)
    store.refresh()
    with file.open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    with pytest.raises(UserError, match=r":3:1: 'target' is missing"):
        store.refresh()


def test_a_line_without_an_end_is_not_run_together(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(written(ONE).strip(), encoding="utf-8")
    store = Store(file)
    store.refresh()
    add(file, [ONE])
    assert load(file) == (ONE, ONE)
    store.refresh()
    assert store.ledger.records == [ONE, ONE]


def test_a_crash_at_any_byte_loses_at_most_the_line_that_was_being_written(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    whole = "".join(map(written, (ONE, OTHER, ONE))).encode()
    ends = [at for at in range(1, len(whole) + 1) if whole[at - 1 : at] == b"\n"]
    for cut in range(len(whole) + 1):
        file.write_bytes(whole[:cut])
        kept = [ONE, OTHER, ONE][: sum(end - 1 <= cut for end in ends)]  # the mark at its end is no part of a line
        store = Store(file)
        store.refresh()
        assert load(file) == tuple(store.ledger.records) == tuple(kept)
        add(file, [OTHER])
        assert load(file) == (*kept, OTHER)
        store.refresh()
        assert store.ledger.records == [*kept, OTHER]


def test_room_that_was_never_written_into_is_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(written(ONE).encode() + b"\0" * 4096)
    assert load(file) == (ONE,)
    add(file, [OTHER])
    assert load(file) == (ONE, OTHER)


def test_what_an_editor_puts_before_and_behind_lines_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + written(ONE).encode().replace(b"\n", b"\r\n") + b"\r\n")
    assert load(file) == (ONE,)


@pytest.mark.parametrize("way", ["in place", "anew"])
@pytest.mark.parametrize("order", [(OTHER,), (OTHER, ONE), (ONE, OTHER, ONE), ()])
def test_a_file_that_was_made_anew_is_read_anew(way: str, order: tuple[Decision, ...], tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    add(file, [ONE])
    store = Store(file)
    store.refresh()
    text = "".join(map(written, order))
    if way == "in place":
        file.write_text(text, encoding="utf-8")
    else:
        file.unlink()
        file.with_name("other").write_text(text, encoding="utf-8")
        file.with_name("other").rename(file)
    store.refresh()
    assert store.ledger.records == list(order)


def test_pruning_keeps_lines_as_they_are_and_who_may_read_them(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    later = written(ONE).replace('"why"', '"seen": [1,  2], "why"')
    file.write_text(written(OTHER) + later, encoding="utf-8")
    file.chmod(0o640)
    assert keep(file, lambda one: one.id == ONE.id) == 1
    assert file.read_text(encoding="utf-8") == later
    assert file.stat().st_mode & 0o777 == 0o640


def test_words_of_a_person_at_the_end_are_not_taken_for_a_crash(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(f"{written(ONE)}to do: ask Anna", encoding="utf-8")
    with pytest.raises(UserError, match=":2:1: no JSON"):
        load(file)


def test_what_is_added_while_others_are_dropped_stays(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    add(file, [ONE])
    late = replace(ONE, id="f" * 16)

    def wanted(one: Decision) -> bool:
        if len(load(file)) == 1:  # another process, in the middle of it
            add(file, [late])
        return one.id == late.id

    assert keep(file, wanted) == 1
    assert load(file) == (late,)


def _adds(file: Path, by: str, count: int) -> None:
    for turn in range(count):
        add(file, [replace(ONE, by=by, why=f"{turn}"), replace(ONE, by=by, why=f"{turn} " * 600)])


def test_processes_that_write_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    writers = [multiprocessing.get_context("spawn").Process(target=_adds, args=(file, name, 40)) for name in "ABC"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = load(file)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    for name in "ABC":
        assert [one.why for one in found if one.by == name][::2] == [f"{turn}" for turn in range(40)]
    assert len(found) == 240


def _git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def test_git_merges_what_two_reviewers_added_line_by_line(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    file = tmp_path / "decisions.jsonl"
    add(file, [ONE])
    assert merged_by_line(file) == ".gitattributes now says that git merges decisions.jsonl line by line; commit both"
    assert merged_by_line(file) is None
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message=first")
    _git(tmp_path, "checkout", "--quiet", "-b", "other")
    theirs = [replace(OTHER, why=f"theirs {turn}") for turn in range(3)]
    add(file, theirs)
    _git(tmp_path, "commit", "--quiet", "--all", "--message=theirs")
    _git(tmp_path, "checkout", "--quiet", "main")
    ours = [replace(ONE, why=f"ours {turn}") for turn in range(2)]
    add(file, ours)
    _git(tmp_path, "commit", "--quiet", "--all", "--message=ours")
    _git(tmp_path, "merge", "--quiet", "other")
    found = load(file)
    assert len(found) == 6
    assert [one for one in found if one in ours] == ours
    assert [one for one in found if one in theirs] == theirs


@pytest.mark.parametrize("before", ["", "*.png binary\n", "*.png binary"])
def test_what_stands_in_gitattributes_stays(before: str, tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitattributes").write_text(before, encoding="utf-8")
    merged_by_line(tmp_path / "decisions.jsonl")
    text = (tmp_path / ".gitattributes").read_text(encoding="utf-8")
    assert text == f"{before.rstrip()}\ndecisions.jsonl merge=union\n".lstrip()


@pytest.mark.parametrize(
    "name",
    [
        "our decisions.jsonl",
        "decisions[1].jsonl",
        "#d.jsonl",
        "!d.jsonl",
        'a"b.jsonl',
        "a*.jsonl",
        "a\\b.jsonl",
        "ár.jsonl",
    ],
)
def test_any_name_is_merged_by_line_and_no_other(name: str, tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    assert merged_by_line(tmp_path / name) is not None
    assert merged_by_line(tmp_path / name) is None  # it holds by now
    assert merged_by_line(tmp_path / "another.jsonl") is not None


def test_outside_of_a_repository_nothing_is_written(tmp_path: Path) -> None:
    assert merged_by_line(tmp_path / "decisions.jsonl") is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "record",
    [
        {"when": date.today() + timedelta(days=1)}, {"when": date(2999, 1, 1)}, {"at": "2999-01-01T10:00:00.000Z"},
        {"when": date(2020, 1, 1)}, {},
    ],
)  # fmt: skip
def test_a_moment_is_never_before_the_last_one_and_can_be_read(record: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    first = Decision(target="pair", id="0" * 16, decision="fine", why="outdated", **record)
    add(file, [first])
    store = Store(file)
    store.refresh()
    for turn in range(2):
        add(file, [replace(first, at=moment(store.ledger), why=str(turn))])
        assert store.refresh()
    assert [one.why for one in store.ledger.records] == ["outdated", "0", "1"]


def test_a_line_that_tells_the_day_alone_stays_behind_the_one_before_it() -> None:
    timed = Decision(target="pair", id="0" * 16, decision="fine", why="1", by="A", at="2025-06-02T10:00:00.000Z")
    by_hand = replace(timed, at=None, when=date(2025, 6, 2), why="2")
    earlier = replace(by_hand, when=date(2025, 6, 1), why="0")
    assert [one.why for one in Ledger([timed, by_hand, earlier]).records] == ["0", "1", "2"]
