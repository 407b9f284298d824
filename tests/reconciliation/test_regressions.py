"""What was once wrong in reckoning: each law with the smallest articles that broke it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import consistency
from consistency.intervals import Interval
from consistency.reconciliation.hints import hint
from consistency.reconciliation.widening import significant_digits
from consistency.rulebook import parse_rule

if TYPE_CHECKING:
    from consistency.model import Report


def told(*texts: str, names: str = "abcdef", **rules: str) -> Report:
    """The report on short articles, by rules written for it or by the shipped ones."""
    table = pd.DataFrame({"id": list(names[: len(texts)]), "text": texts, "published": "2024-12-02"})
    made = [parse_rule(text, f"{name}.yaml")[0] for name, text in rules.items()]
    return consistency.report(table, rules=[rule for rule in made if rule] or consistency.rules())


def test_each_slip_of_an_article_is_told_in_its_own_unit() -> None:
    land = "Ukraine took 1,000 square kilometres (386 square miles), and then 1,000 acres (900 hectares) more."
    (finding,) = [one for one in told(land).findings if one.rule == "conversions"]
    assert finding.gap is not None
    assert finding.gap.unit in ("acre", "hectare")
    assert "square kilometres" not in finding.message


SHARE = "title: A share\nkind: share\nabout: {subject: death, of: KP}\nwhole: {subject: soldier, of: KP}\nwhy: It is.\n"


@pytest.mark.parametrize("names", ["abc", "cba", "bca"])
def test_the_topic_of_a_share_is_the_same_in_whatever_order_articles_come(names: str) -> None:
    report = told(
        "There are 12,000 North Korean soldiers in Russia, Seoul said.",
        "Kyiv said 50 percent of the 12,000 North Korean soldiers had been killed in Russia.",
        "In Russia 300 North Korean soldiers were killed, the Pentagon said.",
        names=names,
        share=SHARE,
    )
    assert [(topic.topic, topic.title) for topic in report.topics] == [("death, in RU, count", "A share (Russia)")]


@pytest.mark.parametrize(
    ("value", "digits"), [(12_000, 2), (1_294, 4), (2e10, 1), (1e12, 1), (0.25, 2), (-1.5, 2), (0, 0)]
)
def test_the_digits_that_a_figure_tells(value: float, digits: int) -> None:
    assert significant_digits(value) == digits


def test_half_of_a_round_sum_is_no_sign_of_anything() -> None:
    for sum_ in (2e9, 2e10, 2e13):
        one, other = (Interval(low=value, high=value) for value in (sum_, 2 * sum_))
        assert hint(one, other, "USD") is None


def test_a_draft_leaves_to_the_vocabulary_how_figures_move() -> None:
    from consistency import rule_drafts

    report = told("Police counted 12,000 protesters in Madrid.", "Organisers counted 90,000 protesters in Madrid.")
    (draft,) = rule_drafts.proposed(report).values()
    assert "measure:" not in draft
    (line,) = [line for line in draft.splitlines() if line.startswith("about:")]
    assert line.startswith("about: {subject: protester")


def test_it_is_explained_how_long_a_figure_held_that_counts_as_another_thing() -> None:
    from consistency.explanation import explained

    forest = "The fire burned {} hectares of forest in Evros, {} said."
    report = told(forest.format("72,000", "Copernicus"), forest.format("29,000", "the ministry"))
    (finding,) = [one for one in report.findings if one.verdict == "contradiction"]
    (text,) = explained(report, finding.id)
    assert "compared as a total: holds 14 days" in text


def test_a_fact_is_tried_by_its_own_rule_alone() -> None:
    from consistency.explanation import explained

    facts = "facts:\n  - {low: 10, high: 20, source: Pentagon, as_of: 2024-12-01, cite: ten to twenty}\n"
    level = "title: T\nkind: level\nabout: {subject: soldier, of: KP}\nwhy: It is.\n"
    report = told("There are 12,000 North Korean soldiers in Russia, Seoul said.", own=level + facts, other=level)
    (fact,) = (fact for rule in report.rules for fact in rule.facts)
    (text,) = explained(report, fact.claim_id)
    assert "  own: about it" in text
    assert "  other: " not in text
