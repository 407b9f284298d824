"""Output files: whole or not at all, through links, into pipes, and nothing left beside them however a run ends."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from consistency.cli import main
from consistency.cli.output import check_file, write_file, write_folder
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

PROSE = "There are 11,000 North Korean soldiers in Russia, South Korea said on Monday.\n"


def left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "claims.jsonl").write_text("old")
    for target in ("real/claims.jsonl", "real/new.jsonl"):
        link = tmp_path / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        check_file(link)
        write_file(link, ["new"])
        assert link.is_symlink()
        assert (tmp_path / target).read_text() == "new"
    assert left(tmp_path / "real") == ["claims.jsonl", "new.jsonl"]


@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_written_to_and_stays(tmp_path: Path, linked: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()), daemon=True)
    reader.start()
    file = tmp_path / ("link" if linked else "pipe")
    check_file(file)
    write_file(file, ["one ", b"two"])
    reader.join(10)
    assert heard == ["one two"]
    assert pipe.is_fifo()
    assert left(tmp_path) == ["link", "pipe"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("link", "too many levels of symbolic links"), ("gone/claims", "there is no folder {}/gone")],
)
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, target: str, reason: str) -> None:
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(UserError) as told:
        check_file(tmp_path / "link")
    expected = f"{tmp_path}/link:1:1: cannot be written: {reason.format(tmp_path)}"
    assert told.value.lines == (expected,)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_no_file_is_replaced_where_one_cannot_be(tmp_path: Path, make: object) -> None:
    (tmp_path / "a").write_text("old")
    make(tmp_path / "b")  # type: ignore[operator]
    with pytest.raises(UserError, match="b:1:1: cannot be written: it is a"):
        write_folder(tmp_path, {"a": "new", "b": "new"})
    assert (tmp_path / "a").read_text() == "old"
    assert left(tmp_path) == ["a", "b"]


def test_nothing_is_left_of_a_folder_whose_last_file_fails(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="file name too long"):
        write_folder(tmp_path, {"a": "new", "b" * 300: "new"})
    assert left(tmp_path) == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_a_file_when_the_run_is_stopped(tmp_path: Path, stop: type[BaseException]) -> None:
    def parts() -> Iterator[str]:
        yield "half"
        raise stop

    with pytest.raises(stop):
        write_file(tmp_path / "claims", parts())
    assert left(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_stop_clears_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def stop(*_given: object, **_options: object) -> None:
        signal.raise_signal(number)

    (tmp_path / "good.txt").write_text(PROSE)
    before = signal.signal(number, signal.SIG_DFL)
    try:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("consistency.articles.readings", stop)
        assert main(["extract", "good.txt", "-o", "claims.jsonl"]) == 128 + number
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert left(tmp_path) == ["good.txt"]
