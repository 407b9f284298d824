"""The terminal summary: fits, and is plain unless asked."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from consistency.rendering import terminal


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_longer_than_the_width(report, hostile, width):
    for one in (report, hostile):
        assert max(map(cell_len, terminal.render(one, width=width, colour=False).splitlines())) <= width


def test_it_tells_the_verdict_who_says_what_and_the_gap(report):
    text = terminal.render(report, width=100, colour=False)
    assert "≠ Contradiction  e5a4 · error · 1,900 apart, a factor of 2.7" in text
    assert "Zelensky (Ukraine)" in text
    assert "more than 3,000" in text
    assert "1 contradiction, 1 denial, 1 explained difference, 2 agreements" in text


def test_colour_is_there_only_when_asked_for(report, monkeypatch):
    for name, value in (("FORCE_COLOR", "1"), ("COLUMNS", "10"), ("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        assert "\x1b" not in terminal.render(report, width=80, colour=False)
        assert "\x1b[1;31m" in terminal.render(report, width=80, colour=True)


def test_an_article_cannot_send_escapes_to_the_terminal(hostile):
    text = terminal.render(hostile, width=80, colour=False)
    assert not {"\x1b", "\x00", "\u202e"} & set(text)


def test_a_report_of_nothing_says_so(empty):
    assert "nothing to compare" in terminal.render(empty, width=80, colour=False)
