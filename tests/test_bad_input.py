"""Bad input: every mistake that a user can make is told in one line, with exit code 2 and nothing half-written."""

from __future__ import annotations

import shlex
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from consistency.cli import main

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("bad_input.yaml").read_text(encoding="utf-8"))
GOOD = "The earthquake in Turkey has killed 5,000 people, the disaster agency AFAD said on 7 February 2023.\n"
BEYOND_REASON = {"{deep}": '{"text": ' + "[" * 100_000, "{nested}": "---\na: " + "[" * 10_000 + "\n---\n3,000 fled."}


def content_of(written: str) -> bytes:
    if written.startswith("hex:"):
        return bytes.fromhex(written.removeprefix("hex:"))
    return BEYOND_REASON.get(written, written).encode("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_told_in_one_line(case: dict[str, Any], folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, written in case.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content_of(written))
    before = sorted(folder.rglob("*"))
    assert main(shlex.split(case["run"])) == 2
    shown = capfd.readouterr()
    lines = shown.err.splitlines()
    assert len(lines) == len(case["stderr"]), lines
    for line, pattern in zip(sorted(lines), sorted(case["stderr"]), strict=True):
        assert line == pattern or fnmatchcase(line, pattern), f"{line!r} is not {pattern!r}"
    assert shown.out == ""
    assert sorted(folder.rglob("*")) == before


def test_what_can_be_read_is_read_beside_what_cannot(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").touch()
    assert main(["extract", "."]) == 2
    shown = capfd.readouterr()
    assert shown.err == "empty.txt:1:1: empty: there is no text to read\n"
    assert '"document": "good.txt"' in shown.out


def test_a_report_is_written_on_what_could_be_read(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").touch()
    assert main(["report", "good.txt", "empty.txt", "-o", "out"]) == 2
    assert "empty.txt:1:1: empty: there is no text to read" in capfd.readouterr().err.splitlines()
    assert "empty: there is no text to read" in (folder / "out" / "findings.json").read_text(encoding="utf-8")


def test_a_failure_of_ours_says_how_to_report_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_options: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr("consistency.articles.find", fail)
    assert main(["extract", str(folder / "good.txt")]) == 3
    shown = capfd.readouterr()
    assert shown.out == ""
    (line,) = shown.err.splitlines()
    assert "KeyError: 'boom'" in line
    assert "please report" in line
    with pytest.raises(KeyError):
        main(["extract", str(folder / "good.txt"), "--debug"])


def test_an_interrupted_run_leaves_nothing_and_exits_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_given: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("consistency.articles.readings", interrupt)
    assert main(["extract", "good.txt", "-o", "claims.jsonl"]) == 130
    assert [file.name for file in folder.iterdir()] == ["good.txt"]
