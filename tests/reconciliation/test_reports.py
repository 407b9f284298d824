"""What a report holds beyond the verdicts: messages, gaps, pairs, ids, severities, reference figures, what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consistency.model import Link, Selector
from consistency.problems import Problem

CASUALTIES = Selector(subject=("casualty",), of=("KP",))


@pytest.fixture
def clash(claim):
    """Two totals for one day."""
    december = {"subject": "casualty", "of": "KP", "as_of": "2024-12-23", "published": "2024-12-23"}
    return claim(">3000", "Zelensky=UA", **december), claim("~1100", "Joint Chiefs of Staff=KR", **december)


@pytest.fixture
def casualties(rule):
    return rule("casualties", CASUALTIES, title="North Korean casualties", measure="total", severity="error",
                why="A toll only rises.")  # fmt: skip


def test_a_contradiction_is_told_in_one_sentence(tell, clash, casualties):
    (finding,) = tell(clash, casualties).report.findings
    assert finding.message == (
        "North Korean casualties: Joint Chiefs of Staff says about 1,100, Zelensky more than 3,000: 1,900 apart, "
        "both as of 23 December 2024."
    )
    assert (finding.severity, finding.gap.absolute, finding.gap.unit) == ("error", 1900, "count")
    assert finding.gap.ratio == pytest.approx(3000 / 1100)


def test_who_gives_two_figures_of_one_side_is_named_once(tell, claim, casualties):
    december = {"subject": "casualty", "of": "KP", "as_of": "2024-12-23", "published": "2024-12-23"}
    claims = [claim("1100", "Seoul=KR", **december), claim(">3000", "Kyiv=UA", **december)]
    (finding,) = tell([*claims, claim("3200", "Kyiv=UA", **december)], casualties).report.findings
    assert "Seoul says 1,100, Kyiv " in finding.message
    assert finding.message.count("Kyiv") == 1


def test_every_step_is_told(tell, clash, casualties):
    (finding,) = tell(clash, casualties).report.findings
    assert list(finding.because) == [
        "Joint Chiefs of Staff says about 1,100 (“~1100”); read as [1,100, 1,100], widened to [990, 1,210] as it is "
        "approximate; as of 23 December 2024; holds until 22 January 2025.",
        "Zelensky says more than 3,000 (“>3000”); read as (3,000, ∞), not widened; as of 23 December 2024; "
        "holds until 22 January 2025.",
        "[990, 1,210] and (3,000, ∞) share no number.",
        "A total never falls, and on no days that they may speak for does the lower figure come first.",
        "The rule says: A toll only rises.",
    ]


def test_forty_articles_on_two_figures_give_one_finding_and_one_pair(tell, clash, casualties):
    articles = [
        replace(one, claim_id=f"{one.claim_id}-{number}", document=f"{number}.txt", outlet=f"Outlet {number}")
        for number in range(40) for one in clash
    ]  # fmt: skip
    (finding,) = tell(articles, casualties).report.findings
    assert [len(side) for side in finding.sides] == [40, 40]
    assert len(finding.pairs) == 1


def test_moved_text_keeps_the_ids_and_a_changed_figure_does_not(tell, claim, clash, casualties):
    (before,) = tell(clash, casualties).report.findings
    elsewhere = {"document": "elsewhere.txt", "start": 900, "end": 905, "quote": "other words"}
    moved = [replace(one, claim_id=f"{one.claim_id}!", **elsewhere) for one in clash]
    (after,) = tell(moved, casualties).report.findings
    assert (after.id, after.pairs[0].fingerprint) == (before.id, before.pairs[0].fingerprint)
    changed = claim(">3500", "Zelensky=UA", subject="casualty", of="KP", as_of="2024-12-23")
    (other,) = tell([changed, clash[1]], casualties).report.findings
    assert other.pairs[0].fingerprint != before.pairs[0].fingerprint


def test_a_reference_figure_is_held_against_every_article(tell, clash, casualties, claim):
    fact = claim("1100", "Seoul=KR", subject="casualty", of="KP", as_of="2024-12-23", document="casualties.yaml")
    told = tell([clash[0]], replace(casualties, facts=(fact,)))
    assert told.between(clash[0], fact) == "contradiction"
    assert told.report.claims == (clash[0],)


def test_a_reference_figure_takes_part_in_its_own_rule_alone(tell, clash, casualties, claim, rule):
    fact = claim("1100", "Seoul=KR", subject="casualty", of="KP", as_of="2024-12-23", document="casualties.yaml")
    told = tell([clash[0]], replace(casualties, facts=(fact,)), rule())
    assert {topic.rule for topic in told.topics_of(fact)} == {"casualties"}


def test_any_figure_takes_what_no_other_rule_has_taken(tell, clash, casualties, claim, rule):
    other = claim("5", "ministry", subject="death", place="LY/Derna", published="2024-12-23")
    told = tell([*clash, other], casualties, rule())
    assert [{topic.rule for topic in told.topics_of(one)} for one in (*clash, other)] == [
        {"casualties"}, {"casualties"}, {"any-figure"},
    ]  # fmt: skip


def test_a_denial_is_told_once_though_two_rules_are_about_it(tell, claim, rule):
    soldier = {"subject": "soldier", "of": "KP", "published": "2024-11-30"}
    denied, said = claim("any", "ambassador=RU", modality="denied", **soldier), claim("11000", "Pentagon=US", **soldier)
    about = Selector(subject=("soldier",), of=("KP",))
    level, denials = rule("troops", about), rule("troops-denied", about, kind="denial", severity="warning")
    assert [(f.rule, f.verdict, f.severity) for f in tell([denied, said], level).report.findings] == [
        ("troops", "denial", "note")
    ]
    assert [(f.rule, f.verdict, f.severity) for f in tell([denied, said], level, denials).report.findings] == [
        ("troops-denied", "denial", "warning")
    ]


def test_a_denial_for_a_part_says_nothing_of_the_whole(tell, claim, rule):
    soldier = {"subject": "soldier", "of": "KP", "published": "2024-11-30"}
    troops = rule("troops", Selector(subject=("soldier",), of=("KP",), place=("RU",)))
    denied = claim("any", "ambassador=RU", modality="denied", place="RU/Kursk", **soldier)
    whole, part = (
        claim("11000", "Pentagon=US", place="RU", **soldier),
        claim("8000", "Kyiv=UA", place="RU/Kursk", **soldier),
    )
    told = tell([denied, whole, part], troops)
    assert (told.between(denied, whole), told.between(denied, part)) == ("not compared", "denial")


def test_a_figure_that_fits_two_topics_is_ambiguous(tell, claim):
    missiles = {"subject": "missile", "of": "RU", "place": "UA", "published": "2025-07-09"}
    launched = claim("13", "air force", predicate="launched", **missiles)
    intercepted = claim("10", "air force", predicate="intercepted", **missiles)
    unsaid = claim("12", "ministry", **missiles)
    told = tell([launched, intercepted, unsaid])
    assert told.why_left(unsaid) == ["ambiguous"]
    assert told.why_left(launched) == []


def test_a_figure_of_nobody_knows_what_is_left_out(tell, claim):
    unnamed = claim("18", "director", published="2025-08-22")
    assert tell([unnamed]).why_left(unnamed) == ["no subject"]


def test_an_agreement_across_languages_counts_parties_once(tell, claim):
    toll = {"subject": "death", "place": "TR", "event": "earthquake/TR/2023-02-06", "published": "2023-02-21"}
    claims = [
        claim("41156", "AFAD", language="en", **toll),
        claim("41156", "AFAD", language="de", outlet="Zeitung", **toll),
        claim("41000", "WHO", language="hu", **toll),
    ]
    (agreement,) = tell(claims).with_verdict("agreement")
    assert agreement.message == (
        "Deaths in Türkiye (earthquake, 2023-02-06): the figures of AFAD and WHO (41,156 and 41,000) can all be true "
        "at once: 3 articles, 2 independent parties (AFAD, WHO)."
    )
    assert (agreement.severity, agreement.pairs, agreement.gap) == ("none", (), None)


def test_one_joint_statement_does_not_agree_with_itself(tell, claim):
    joint = {"subject": "soldier", "of": "KP", "published": "2024-11-30"}
    told = tell([claim(">10000", "Seoul+Washington=KR+US", outlet=outlet, **joint) for outlet in ("One", "Two")])
    assert told.verdicts() == []


def test_an_explanation_by_a_flow_without_end_is_a_note(tell, claim, rule):
    soldier = {"subject": "soldier", "of": "KP"}
    claims = [
        claim("11000", "Pentagon=US", as_of="2024-11-30", **soldier),
        claim("40000", "Kyiv=UA", as_of="2025-04-30", **soldier),
        claim(">=3000", "Seoul=KR", kind="increase", as_of="2025-01-01..2025-02-28", **soldier),
    ]
    (finding,) = tell(claims, rule("troops", Selector(subject=("soldier",)), holds=60)).report.findings
    assert (finding.verdict, finding.severity) == ("explained", "note")


def test_an_article_without_a_date_is_of_today(tell, claim, rule):
    soldier = {"subject": "soldier", "of": "KP"}
    draft, archived = claim("30000", "Kyiv=UA", **soldier), claim("11000", "Pentagon=US", as_of="2024-11-30", **soldier)
    troops = rule("troops", Selector(subject=("soldier",)), holds=60)
    assert tell([draft, archived], troops, today=date(2024, 12, 10)).between(draft, archived) == "contradiction"
    assert tell([draft, archived], troops, today=date(2025, 12, 10)).between(draft, archived) == "change"


def test_nothing_at_all_is_an_empty_report(tell, rule):
    problem = Problem(path="b.txt", message="no text")
    report = tell([], rule(), articles=2, problems=[problem]).report
    assert (report.articles, report.claims, report.topics, report.findings) == (2, (), (), ())
    assert report.problems == (problem,)


@pytest.mark.parametrize(("acres", "findings"), [("722998", 0), ("72299", 1)])
def test_a_conversion_says_nothing_new_unless_it_slipped(tell, claim, rule, acres, findings):
    burned = {"subject": "territory", "of": "GR", "place": "GR/Evros", "as_of": "2023-08-25", "document": "a.txt"}
    hectares = claim("292587", "observatory", unit="hectare", **burned)
    link = (Link(to=hectares.claim_id, kind="restates"),)
    again = replace(claim(acres, "observatory", unit="acre", start=20, **burned), links=link)
    both = (rule(), rule("conversions", Selector(), kind="conversion"))
    assert len(tell((hectares, again), *both).report.findings) == findings


def test_a_part_is_not_held_against_its_whole(tell, claim):
    crowd = {"subject": "protester", "place": "FR/Paris", "as_of": "2025-08-25", "document": "a.txt"}
    whole = claim("300", "police", **crowd)
    part = replace(claim("20", "police", start=20, **crowd), links=(Link(to=whole.claim_id, kind="part_of"),))
    report = tell((whole, part)).report
    assert not report.findings
    assert [(left.claim, left.why) for topic in report.topics for left in topic.uncompared] == [
        (part.claim_id, "a part of another figure of its sentence")
    ]


def test_where_a_change_began_is_not_held_against_its_end(tell, claim):
    toll = {"subject": "death", "place": "MM", "as_of": "2025-04-01", "document": "a.txt"}
    start = claim("2065", "junta", **toll)
    end = replace(claim("2719", "junta", start=20, **toll), links=(Link(to=start.claim_id, kind="from"),))
    assert not tell((start, end)).report.findings
