"""North Korean soldiers in Russia, autumn 2024 to summer 2025: every step of reconciling on one real question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consistency.model import Selector

SPRING = "spring.txt"  # the article that tells of the reinforcements
SKETCH = "0123456789abcdef" * 8


@pytest.fixture
def troops(claim):
    """The figures as five articles gave them, by a name for each."""
    soldier = {"subject": "soldier", "of": "KP"}
    november = {**soldier, "place": "RU", "published": "2024-11-30T10:12", "document": "november.txt"}
    spring = {"document": SPRING, "published": "2025-03", "sketch": SKETCH}
    return {
        "kursk": claim("12000", None, **soldier, place="RU/Kursk", predicate="deployed",
                       as_of="2024-09-01..2024-11-30", **spring),
        "area": claim("1300", None, subject="territory", of="RU", unit="kilometer ** 2", predicate="captured",
                      start=100, **spring),
        "more": claim("~3000", "Western media", **soldier, place="RU", predicate="sent", kind="increase",
                      as_of="2025-01-01..2025-02-28", start=200, **spring),
        "joint": claim(">10000", "South Korea+United States=KR+US", modality="estimated", predicate="sent", **november),
        "pentagon": claim("11000..12000", "Pentagon=US", predicate="present", as_of="2024-11-30", start=50, **november),
        "seoul": claim("11000..12000", "South Korea=KR", modality="estimated", start=90, **november),
        "hundred": claim("<=100000", "Volodymyr Zelensky=UA", modality="projected", start=130, **november),
        "denial": claim("any", "Russian ambassador=RU", modality="denied", start=170, predicate="present",
                        **{**november, "place": None}),
        "general": claim(">12000", "Valery Gerasimov=RU", predicate="took_part", published="2025-06",
                         said_on="2025-04-21..2025-04-30", document="summer.txt", **soldier),
    }  # fmt: skip


@pytest.fixture
def rules(rule):
    about = Selector(subject=("soldier",), of=("KP",), place=("RU",))
    losses = Selector(subject=("casualty", "death", "prisoner"), of=("KP",))
    return (
        rule("north-korean-troops-in-russia", about, measure="stock", holds=60, lag=7, losses=losses, severity="error"),
        rule(),
    )


@pytest.fixture
def told(tell, troops, rules):
    return tell(list(troops.values()), *rules)


def ids(troops, *names):
    return {troops[name].claim_id for name in names}


def test_four_figures_meet_in_one_camp(told, troops):
    wanted = ids(troops, "joint", "pentagon", "seoul", "kursk")
    camps = [camp for topic in told.report.topics for camp in topic.camps if set(camp.claims) & wanted]
    assert [set(camp.claims) for camp in camps] == [wanted]
    (camp,) = camps
    assert (camp.interval.low, camp.interval.high, camp.interval.closed) == (11500, 12000, "both")
    assert [day.isoformat() for day in camp.as_of] == ["2024-11-30", "2024-11-30"]


def test_two_parties_agree_and_the_part_lends_none(told, troops):
    (agreement,) = told.with_verdict("agreement")
    assert {name for side in agreement.sides for name in side} == ids(troops, "joint", "pentagon", "seoul")
    (camp,) = [camp for topic in told.report.topics for camp in topic.camps if len(camp.claims) == 4]
    assert camp.parties == ("KR", "US")
    assert "2 independent parties (South Korea, United States)" in agreement.message


def test_reinforcements_explain_the_later_figure(told, troops):
    (explained,) = told.with_verdict("explained")
    assert [set(side) for side in explained.sides] == [ids(troops, "pentagon", "seoul"), ids(troops, "general")]
    assert explained.severity == "none"
    assert "[11,000, 12,000] + [2,700, 3,300] = [13,700, 15,300]." in explained.because


def test_without_the_reinforcements_the_figure_changed(tell, troops, rules):
    told = tell([claim for claim in troops.values() if claim.document != SPRING], *rules)
    assert told.between(troops["pentagon"], troops["general"]) == "change"
    assert not told.with_verdict("explained")
    assert not told.with_verdict("contradiction")


def test_the_denial_stands_against_what_others_say(told, troops):
    (denial,) = told.with_verdict("denial")
    opposed = ids(troops, "joint", "pentagon", "seoul", "kursk")
    assert [set(side) for side in denial.sides] == [ids(troops, "denial"), opposed]
    assert denial.severity == "note"


def test_the_party_that_denied_turned_round(told, troops):
    assert told.between(troops["denial"], troops["general"]) == "change"


def test_a_projection_is_not_compared(told, troops):
    assert told.why_left(troops["hundred"]) == ["projection"]


def test_an_area_is_a_topic_of_its_own(told, troops):
    (topic,) = told.topics_of(troops["area"])
    assert topic.claims == (troops["area"].claim_id,)


def test_nothing_contradicts(told):
    assert not told.with_verdict("contradiction")


def copy_of(claim, outlet):
    who = {"origins": claim.origins or (outlet,), "parties": claim.parties or (outlet,)}
    return replace(claim, claim_id=f"{claim.claim_id} {outlet}", document=f"{outlet}.txt", outlet=outlet, **who)


def test_ten_outlets_with_one_text_change_no_verdict_and_count_one_party(tell, troops, rules, told):
    copies = [
        copy_of(claim, f"Outlet {number}")
        for claim in troops.values() if claim.document == SPRING
        for number in range(10)
    ]  # fmt: skip
    originals = [claim for claim in troops.values() if claim.document != SPRING]
    once = tell([*originals, *(copy for copy in copies if copy.outlet == "Outlet 0")], *rules)
    again = tell([*originals, *copies], *rules)
    assert again.verdicts() == once.verdicts() == told.verdicts()
    assert {finding.id for finding in again.report.findings} == {finding.id for finding in once.report.findings}
    (area,) = [camp for topic in again.report.topics if topic.unit == "kilometer ** 2" for camp in topic.camps]
    assert len(area.claims) == 10
    assert area.parties == ("Outlet 0",)
