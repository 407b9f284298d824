"""report.md: a comment that shows quotes and lets none of them act."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from consistency.problems import Problem
from consistency.rendering import markdown, render


def test_contradictions_stand_first_with_both_quotes(report):
    text = str(render(report, "report.md"))
    first, second = text.index("## Contradictions"), text.index("## Denials")
    told = text[first:second]
    assert "**over 3,000 killed and wounded**" in told
    assert "**mintegy 1100 észak-koreai katona**" in told
    assert "`seeds/d.txt:3:19`" in told
    assert "1,900 apart, a factor of 2.7" in told


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<b>&amp;", r"\<b\>&amp;amp;"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("[a](http://b)", r"\[a\](http\://b)"),
        ("# a\n- b", "\\#\u200b a - b"),
        ("- b", r"\- b"),
        ("1. b", r"1\. b"),
        ("@all", "\\@\u200ball"),
        ("a|b", r"a\|b"),
    ],
)
def test_article_text_is_escaped(raw, shown):
    assert markdown.escaped(raw) == shown


def test_a_code_span_cannot_be_left():
    assert markdown.code("a`b``c") == "``` a`b``c ```"


def test_hostile_text_opens_no_tag_and_calls_nobody(hostile):
    text = str(render(hostile, "report.md"))
    spans_removed = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    tags = set(re.findall(r"(?<!\\)<(/?[a-z]+)", spans_removed))
    assert tags <= {"details", "/details", "summary", "/summary"}
    assert not re.search(r"@\w", spans_removed)
    assert not {"\x00", "\x1b", "\u202e"} & set(text)


def test_a_comment_is_never_longer_than_github_takes_and_begins_with_what_matters(report):
    import dataclasses

    contradiction = next(one for one in report.findings if one.verdict == "contradiction")
    many = [dataclasses.replace(contradiction, id=f"{number:04}") for number in range(500)]
    text = str(render(dataclasses.replace(report, findings=(*report.findings, *many)), "report.md"))
    assert len(text) < 65_536
    assert text.startswith("# 501 contradictions found\n")
    assert text.count("### ≠ ") > 20
    assert markdown.REST in text
    assert "not UTF-8 from here on" in text
    assert markdown.REST not in str(render(report, "report.md"))


def test_a_report_of_nothing_says_so(empty):
    assert str(render(empty, "report.md")).startswith("# Nothing to compare\n")


def test_problems_without_end_leave_room_for_what_matters(report):
    problems = tuple(
        Problem(path=f"archive/{number}.md", line=number, column=1, message="no date " * 20) for number in range(3000)
    )
    many = tuple(finding for finding in report.findings for _ in range(2000 // len(report.findings)))
    text = markdown.render(replace(report, problems=problems, findings=many))
    assert len(text) <= 60_000
    for told in ("## Problems", "archive/0.md", "- and ", "What the verdicts mean", "Contradictions"):
        assert told in text
