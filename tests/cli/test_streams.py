"""Standard streams: what a run does where one is closed, full, or read no further."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "There are 11,000 North Korean soldiers in Russia, South Korea said on Monday.\n"
FULL = "standard output cannot be written: no space left on device\n"
CLOSED = "standard output cannot be written: it is closed\n"

# the command line for a shell, its exit code, what stderr holds
CASES = [
    ("extract good.txt > /dev/full", 2, FULL),
    ("report good.txt --format json > /dev/full", 2, FULL),
    ("rules schema > /dev/full", 2, FULL),
    ("--help > /dev/full", 2, "consistency: no space left on device\n"),
    ("extract good.txt >&-", 2, CLOSED),
    ("rules list >&-", 2, CLOSED),
    ("extract good.txt -o claims.jsonl >&-", 0, "1 claim in 1 article\n"),
    ("extract - <&-", 2, "-:1:1: cannot be read: standard input is closed\n"),
    ("extract good.txt -o claims.jsonl 2>&-", 0, ""),
    ("report good.txt 2>&-", 0, ""),
    ("report good.txt 2> /dev/full", 0, ""),
    ("report missing.txt 2> /dev/full", 2, ""),
    ("report missing.txt <&- >&- 2>&-", 2, ""),
    ("rules check wrong.yaml 2>&-", 2, ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text("title: Tolls\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("line", "code", "told"), CASES, ids=[line for line, *_ in CASES])
def test_a_stream_that_takes_nothing_is_told_in_one_line(folder: Path, line: str, code: int, told: str) -> None:
    run = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m consistency {line}', sys.executable], cwd=folder, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr.decode("utf-8")) == (code, told)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_name_that_is_no_utf8_is_written_in_every_form(folder: Path, form: str) -> None:
    (folder / "good.txt").rename(os.fsdecode(bytes(folder) + b"/inv\xff.txt"))
    command = [sys.executable, "-m", "consistency", "extract", ".", "--format", form, "-o", "claims"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    if form == "jsonl":
        assert json.loads((folder / "claims").read_text(encoding="utf-8"))["document"] == "inv\\xff.txt"
