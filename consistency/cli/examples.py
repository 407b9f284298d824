"""Examples: the articles and verdicts in a rule's file → which of them the rule does not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.model import Article, Rule, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.model import Claim

QUIET = "quiet"  # the heading of examples that give no finding at all
PUBLISHED = "published"


def failures(rule: Rule) -> Iterator[str]:
    """A line for each example whose verdict the rule alone does not give."""
    from consistency.extraction import extract
    from consistency.reconciliation import reconcile

    for wanted, stories in rule.examples:
        for number, story in enumerate(stories, start=1):
            articles = tuple(_articles(rule, wanted, number, story))
            claims: tuple[Claim, ...] = tuple(claim for article in articles for claim in extract(article)[0])
            report = reconcile(claims, (rule,), articles=len(articles))
            given = sorted({finding.verdict for finding in report.findings})
            if (wanted not in given) if wanted != QUIET else bool(given):
                got = ", ".join(given) or "no finding"
                yield f"{rule.path}:1:1: example {number} of {wanted} gives {got} ({len(claims)} claims read)"


def count(rule: Rule) -> int:
    """How many examples the rule has."""
    return sum(len(stories) for _, stories in rule.examples)


def _articles(rule: Rule, wanted: str, number: int, story: tuple[dict[str, str], ...]) -> Iterator[Article]:
    """The articles of one example; each gives its text under its language's code."""
    for place, written in enumerate(story, start=1):
        for language, text in written.items():
            if language != PUBLISHED:
                yield Article(
                    document=f"{rule.id}/{wanted}-{number}/{place}-{language}",
                    path=rule.path,
                    text=text,
                    sections=(Section(start=0, end=len(text), role="body"),),
                    language=language,
                    published=written.get(PUBLISHED),
                )
