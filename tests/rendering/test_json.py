"""findings.json keeps to the interface."""

from __future__ import annotations

import dataclasses
import json

from consistency.model import Words
from consistency.rendering import render


def loaded(report):
    return json.loads(render(report, "findings.json"))


def test_the_head_counts_what_was_read(report):
    document = loaded(report)
    assert list(document) == ["version", "articles", "claims", "problems", "topics", "findings"]
    assert (document["version"], document["articles"], document["claims"]) == (1, 9, 14)
    assert document["problems"] == [
        {"path": "seeds/broken.txt", "line": 1, "column": 7, "message": "not UTF-8 from here on"}
    ]


def test_a_camp_holds_its_values_as_integers_and_its_days_as_dates(report):
    troops = next(topic for topic in loaded(report)["topics"] if topic["title"] == "North Korean troops in Russia")
    camp = troops["camps"][0]
    assert camp == {
        "claims": ["a-joint", "a-pentagon", "a-seoul", "b-autumn"],
        "low": 11000,
        "high": 12000,
        "closed": "both",
        "origins": ["Pentagon", "South Korea"],
        "parties": ["KR", "US"],
        "as_of": ["2024-11-30", "2024-11-30"],
    }
    assert '"low": 11000,' in render(report, "findings.json")
    assert troops["uncompared"] == [{"claim": "c-forecast", "why": "a projection, whose date has not come"}]


def test_a_finding_names_its_sides_pairs_and_gap(report):
    finding = loaded(report)["findings"][0]
    assert finding["verdict"] == "contradiction"
    assert finding["sides"] == [["d-kyiv"], ["e-seoul"]]
    assert finding["pairs"] == [{"fingerprint": "fp-1", "a": "d-kyiv", "b": "e-seoul"}]
    assert finding["gap"] == {"absolute": 1900, "ratio": 3_000 / 1_100, "unit": "count"}
    assert finding["because"][0] == "About 1,100 widens by 10% to 990–1,210"


def test_the_order_of_topics_and_findings_in_the_report_does_not_matter(report):
    turned = dataclasses.replace(report, topics=report.topics[::-1], findings=report.findings[::-1])
    assert render(turned, "findings.json") == render(report, "findings.json")


def test_text_stays_readable_and_a_lone_surrogate_can_be_written(report):
    odd = dataclasses.replace(report.findings[0], words=Words.said("szöuli \ud800"))
    text = render(dataclasses.replace(report, findings=(odd,)), "findings.json")
    assert isinstance(text, str)
    assert "szöuli \\ud800" in text.encode("utf-8").decode("utf-8")
    assert json.loads(text)["findings"][0]["message"] == "szöuli \ud800"
    assert text.endswith("}\n")
