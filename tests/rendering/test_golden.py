"""Every renderer's output on the hand-made report, as files; CONSISTENCY_REWRITE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consistency.rendering import RENDERERS, render, svg, terminal

GOLDEN = Path(__file__).parent / "golden"
REWRITE = os.environ.get("CONSISTENCY_REWRITE_GOLDEN") == "1"


def check(name: str, made: str | bytes) -> None:
    content = made.encode("utf-8") if isinstance(made, str) else made
    path = GOLDEN / name
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert content.decode("utf-8") == path.read_bytes().decode("utf-8"), f"{name} differs from its golden file"


@pytest.mark.parametrize("name", [name for name in RENDERERS if not name.endswith((".parquet", ".db"))])
def test_a_file_is_the_golden_one(report, name):
    check(name, render(report, name))


@pytest.mark.parametrize("width", [40, 80])
def test_the_terminal_summary_is_the_golden_one(report, width):
    check(f"terminal-{width}.txt", terminal.render(report, width=width, colour=False))


def test_the_picture_of_the_troops_is_the_golden_one(report):
    check("north-korean-troops-in-russia.svg", svg.render(report, report.topics[0]) or "")


@pytest.mark.parametrize("name", RENDERERS)
def test_the_same_report_gives_the_same_bytes(report, hostile, empty, name):
    for one in (report, hostile, empty):
        assert render(one, name) == render(one, name)
