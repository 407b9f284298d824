"""Laws that hold whatever the figures: order, symmetry, widening, camps, copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import portion
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.model import Quantity, Selector
from consistency.reconciliation.behaviour import Behaviour
from consistency.reconciliation.camps import Box, cliques
from consistency.reconciliation.copies import clusters
from consistency.reconciliation.sides import disputes
from consistency.reconciliation.unanimous import Unanimity
from consistency.reconciliation.voices import Row, voices
from consistency.reconciliation.widening import widened

if TYPE_CHECKING:
    import random

    from consistency.intervals import Interval

SKETCHES = ["", "00" * 64, "11" * 64]
BRIEFLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def figures():
    number = st.sampled_from([5, 40, 90, 100, 104, 110, 120, 1000, 1040])
    plain = number.map(str)
    spans = st.tuples(number, number).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: f"{ends[0]}..{ends[1]}")
    bounds = st.tuples(st.sampled_from([">", ">=", "<", "<="]), number).map(lambda parts: f"{parts[0]}{parts[1]}")
    return st.one_of(plain, plain.map("~{}".format), spans, bounds)


@st.composite
def statements(draw):
    """The fields of one claim about a small world of few parties, days and places."""
    day = st.integers(1, 28).map(lambda number: f"2025-01-{number:02}")
    modality = draw(st.sampled_from(["asserted"] * 6 + ["estimated", "denied", "projected"]))
    return {
        "figure": draw(st.just("any") if modality == "denied" and draw(st.booleans()) else figures()),
        "by": draw(st.sampled_from([None, "one=A", "two=A", "three=B", "four=C", "five+six=A+B"])),
        "modality": modality,
        "kind": draw(st.sampled_from(["level"] * 6 + ["increase", "decrease"])),
        "subject": draw(st.sampled_from(["casualty", "death"])),
        "place": draw(st.sampled_from([None, "RU", "RU/Kursk"])),
        "published": draw(day),
        "as_of": draw(st.one_of(st.none(), day)),
        "outlet": draw(st.sampled_from(["Paper", "Gazette"])),
        "sketch": draw(st.sampled_from(SKETCHES)),
        "start": draw(st.integers(0, 500)),
    }


@pytest.fixture(scope="session")
def many(claim):
    def built(some):
        made = {(one := claim(**fields)).claim_id: one for fields in some}
        return list(made.values())

    return built


@pytest.fixture(scope="session")
def rules(rule):
    about = Selector(subject=("casualty",), place=("RU",))
    losses = Selector(subject=("death",))
    return [
        rule("stock", about, measure="stock", holds=10, losses=losses),
        rule("total", about, measure="total"),
        rule(),
    ]


@BRIEFLY
@given(st.lists(statements(), max_size=10), st.randoms(use_true_random=False))
def test_order_never_changes_the_report(tell, many, rules, some, shuffler: random.Random):
    claims = many(some)
    shuffled_claims, shuffled_rules = list(claims), list(rules)
    shuffler.shuffle(shuffled_claims)
    shuffler.shuffle(shuffled_rules)
    assert tell(claims, *rules).report == tell(shuffled_claims, *shuffled_rules).report


@BRIEFLY
@given(st.lists(statements(), max_size=8))
def test_copies_of_every_article_change_no_verdict(tell, many, rules, some):
    claims = [replace(claim, sketch=claim.sketch or "22" * 64) for claim in many(some)]
    copies = [replace(one, claim_id=f"{one.claim_id}+", document=f"{one.document}~copy") for one in claims]
    before, after = tell(claims, *rules).report, tell([*claims, *copies], *rules).report
    assert [finding.id for finding in before.findings] == [finding.id for finding in after.findings]
    assert [[camp.parties for camp in topic.camps] for topic in before.topics] == [
        [camp.parties for camp in topic.camps] for topic in after.topics
    ]


@BRIEFLY
@given(st.lists(statements(), max_size=10))
def test_every_matched_claim_is_told_once_a_topic_or_left_with_a_reason(tell, many, rules, some):
    report = tell(many(some), *rules).report
    told = {claim for topic in report.topics for claim in topic.claims}
    assert told == {claim.claim_id for claim in report.claims}
    for topic in report.topics:
        assert len(set(topic.claims)) == len(topic.claims)
        assert {left.claim for left in topic.uncompared} <= set(topic.claims)
    assert len({(topic.rule, topic.topic) for topic in report.topics}) == len(report.topics)
    assert len({finding.id for finding in report.findings}) == len(report.findings)


@BRIEFLY
@given(st.lists(statements(), max_size=10))
def test_no_camp_holds_two_sides_of_a_contradiction(tell, many, rules, some):
    report = tell(many(some), *rules).report
    camps = [(topic.rule, topic.topic, set(camp.claims)) for topic in report.topics for camp in topic.camps]
    for finding in report.findings:
        if finding.verdict != "contradiction":
            continue
        for one in finding.sides[0]:
            for other in finding.sides[1]:
                assert not any(
                    {one, other} <= members for *where, members in camps if where == [finding.rule, finding.topic]
                )


@BRIEFLY
@given(st.lists(statements(), min_size=2, max_size=10))
def test_unanimous_topics_are_told_as_the_pairwise_way_tells_them(tell, many, rules, monkeypatch, some):
    claims = many([{**one, "modality": "asserted", "kind": "level", "figure": "100"} for one in some])
    whole = tell(claims, *rules).report
    with monkeypatch.context() as patched:
        patched.setattr(Unanimity, "told", lambda self: iter([None] * len(self.groups)))
        assert tell(claims, *rules).report == whole


@given(figures(), st.floats(0, 0.5), st.floats(0, 0.5))
def test_more_slack_never_narrows(claim, figure, one, other):
    quantity: Quantity = claim(figure).quantity
    less, more = (widened(quantity, slack) for slack in sorted((one, other)))
    assert quantity.interval is not None
    assert less is not None
    assert more is not None
    assert more.bottom <= less.bottom <= quantity.interval.bottom
    assert more.top >= less.top >= quantity.interval.top


@BRIEFLY
@given(st.lists(statements(), max_size=8), st.sampled_from([0.0, 0.02, 0.1]), st.sampled_from([0.15, 0.3]))
def test_widening_never_makes_a_contradiction(tell, many, rules, some, less, more):
    claims = [replace(claim, kind="level") for claim in many(some)]

    def contradicting(slack):
        report = tell(claims, *(replace(rule, slack=slack, losses=None) for rule in rules)).report
        return {
            (finding.rule, frozenset((one, other)))
            for finding in report.findings if finding.verdict == "contradiction"
            for at, side in enumerate(finding.sides) for one in side
            for later in finding.sides[at + 1:] for other in later
        }  # fmt: skip

    assert contradicting(more) <= contradicting(less)


@given(st.lists(figures(), min_size=2, max_size=2))
def test_meeting_is_symmetric_and_agrees_with_portion(claim, pair):
    one, other = (widened(claim(figure).quantity, 0.1) for figure in pair)
    assert one is not None
    assert other is not None
    assert one.meets(other) == other.meets(one) == (not (as_portion(one) & as_portion(other)).empty)


def as_portion(interval: Interval):
    left = portion.CLOSED if interval.bottom[1] == 0 and interval.low is not None else portion.OPEN
    right = portion.CLOSED if interval.top[1] == 0 and interval.high is not None else portion.OPEN
    low = -portion.inf if interval.low is None else interval.low
    high = portion.inf if interval.high is None else interval.high
    return portion.Interval.from_atomic(left, low, high, right)


def spans(limit):
    return st.tuples(st.integers(0, limit), st.integers(0, limit)).map(sorted)


@given(st.lists(st.tuples(spans(8), spans(8)).map(lambda ends: Box(*ends[0], *ends[1])), max_size=9))
def test_the_sweep_finds_the_camps_that_trying_every_point_finds(boxes):
    points = {(box.since, box.floor) for box in boxes}
    points = {(day, value) for day, _ in points for _, value in points}

    def holding(day, value):
        return frozenset(
            at for at, box in enumerate(boxes) if box.since <= day <= box.until and box.floor <= value <= box.ceiling
        )

    sets = {holding(*point) for point in points} - {frozenset()}
    largest = {tuple(sorted(one)) for one in sets if not any(one < other for other in sets)}
    found = cliques(boxes)
    assert len(found) == len(set(found))
    assert set(found) == largest


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])))
def test_disputes_cover_every_clash_and_no_other_pair(pairs):
    table = np.zeros((8, 8), dtype=bool)
    for one, other in pairs:
        table[one, other] = table[other, one] = True
    told = {
        tuple(sorted((one, other)))
        for sides in disputes(table)
        for at, side in enumerate(sides) for one in side
        for later in sides[at + 1:] for other in later
    }  # fmt: skip
    assert told == pairs


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 9), st.integers(1, 3)), max_size=8))
def test_a_party_never_holds_two_figures_after_it_has_changed_one(some):
    behaviour = Behaviour(measure="stock", holds=30, lag=0, timeless=False, lasting=True)
    rows = [(at, stated(party, day, float(value)), None) for at, (party, day, value) in enumerate(some)]
    built = voices(rows, 1.0, behaviour)
    for one in built:
        for other in built:
            if one.identity == other.identity and one.low != other.low and one.last < other.first:
                assert one.gone < other.first or any(
                    again.low == one.low and again.last >= other.first
                    for again in built
                    if again.identity == one.identity
                )


def stated(party: str, day: int, value: float) -> Row:
    names = (party,)
    return Row(value, value, value, value, False, False, day, day, False, day, True, 1.0, names, names, names, party,
               "count", False, False, 0.0)  # fmt: skip


@given(st.lists(st.text("0123456789abcdef", min_size=128, max_size=128), max_size=6), st.data())
def test_near_copies_are_one_cluster_whatever_their_order(sketches, data):
    texts = [*sketches, *(sketch[:100] + "0" * 28 for sketch in sketches)]
    found = clusters(texts)
    assert found == clusters(data.draw(st.permutations(texts)))
    for original, copy in zip(texts, texts[len(sketches) :], strict=False):
        assert found[original] == found[copy]
