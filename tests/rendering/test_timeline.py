"""The picture of a topic: what is drawn, where, and how it stays readable."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from consistency.intervals import Interval
from consistency.rendering import marks, svg, timeline
from consistency.rendering.axis import time_axis, value_axis
from consistency.rendering.boxes import boxes, converted
from consistency.rendering.outline import outline
from consistency.rendering.placing import NARROW, SPACING, WIDE, Placed, label, place

if TYPE_CHECKING:
    from consistency.model import Report


def pictures(report: Report) -> dict[str, timeline.Picture | None]:
    told, looks = outline(report), marks.looks(report)
    return {chapter.topic.title: timeline.draw(chapter, looks) for chapter in told.chapters}


def troops(report: Report) -> timeline.Picture:
    picture = pictures(report)["North Korean troops in Russia"]
    assert picture is not None
    return picture


def mark(picture: timeline.Picture, claim_id: str) -> str:
    """All that is drawn with the letter of a claim."""
    letter = next(box.statement.letter for box in picture.boxes if box.claim.claim_id == claim_id)
    return " ".join(re.findall(rf"<[^>]*\bm{letter}\b[^>]*>", picture.body))


def test_every_dated_statement_is_drawn_and_can_be_reached_by_keyboard(report):
    picture = troops(report)
    assert len(picture.boxes) == 8
    assert picture.body.count('tabindex="0"') == 8
    assert 'aria-label="C: Pentagon, 11,000–12,000, 30 Nov 2024"' in picture.body


def test_open_ends_fade_approximate_figures_are_soft_and_manners_are_marked(report):
    picture = troops(report)
    assert 'mask="url(#rise)"' in mark(picture, "a-joint")
    assert 'filter="url(#soft)"' in mark(picture, "b-autumn")
    assert "denied" in mark(picture, "c-denial")
    assert "later" in mark(picture, "c-forecast")
    assert not re.search("mask|filter|denied|later", mark(picture, "a-pentagon"))


def test_an_increase_stands_in_the_lane_below_with_an_arrow(report):
    body = troops(report).body
    assert ">added</text>" in body
    assert "▲ 3,000</text>" in body


def test_a_projection_far_above_points_out_of_the_picture(report):
    body = troops(report).body
    assert "▲</text>" in body
    assert ">100,000</text>" not in body


def test_a_contradiction_shows_how_far_apart_its_sides_are(report):
    picture = pictures(report)["North Korean casualties in Kursk"]
    assert picture is not None
    assert ">1,900 apart</text>" in picture.body


def test_a_topic_with_one_figure_has_no_picture(report):
    assert pictures(report)["Aid of the United States"] is None


def test_a_picture_takes_a_few_kilobytes(report):
    assert all(len(picture.body) < 5_000 for picture in pictures(report).values() if picture)


def test_figures_are_drawn_in_the_topics_unit():
    miles = converted(Interval(low=500, high=None, closed="left"), "mile ** 2", "kilometer ** 2")
    assert miles is not None
    assert miles.low == pytest.approx(1294.99, abs=0.01)
    assert (miles.high, miles.closed) == (None, "left")
    assert converted(Interval(low=1, high=1), "USD", "count") is None
    assert converted(Interval(low=1, high=1), "kilometer", "day") is None


def test_more_than_two_decades_take_a_log_scale_and_less_do_not():
    wide = value_axis([10, 5_000], top=0, bottom=100)
    assert wide.log
    assert wide.ticks() == (10, 100, 1_000)
    assert not value_axis([100, 5_000], top=0, bottom=100).log


def test_a_linear_scale_has_round_ticks_and_starts_at_zero_where_values_differ_much():
    assert value_axis([1_100, 3_000], top=0, bottom=100).ticks() == (0, 1_000, 2_000, 3_000)
    assert value_axis([11_000, 12_000], top=0, bottom=100).low > 10_000


@pytest.mark.parametrize("values", [[], [0], [5], [-3, 4], [0, 1e15], [1e-9, 1], [7, 7]])
def test_any_values_have_an_axis(values):
    axis = value_axis(values, top=0, bottom=100)
    assert axis.low < axis.high
    assert axis.ticks()
    assert all(0 <= axis.y(value) <= 100 for value in values)


@pytest.mark.parametrize(
    ("first", "last", "some"),
    [
        ("2024-12-23", "2024-12-23", "18 Dec 2024"),
        ("2024-09-01", "2025-04-30", "Jan 2025"),
        ("2015-01-01", "2025-01-01", "2020"),
        ("0001-01-01", "9999-12-31", "5000"),
    ],
)
def test_any_days_have_an_axis_with_few_and_sensible_dates(first, last, some):
    axis = time_axis([(date.fromisoformat(first), date.fromisoformat(last))])
    words = [text for _, text in axis.ticks()]
    assert some in words
    assert 2 <= len(words) <= 10
    assert all(0 <= x <= 100 for x, _ in axis.ticks())


def test_markers_never_hide_each_other_at_any_width(report):
    pentagon = next(claim for claim in report.claims if claim.claim_id == "a-pentagon")
    crowd = [dataclasses.replace(pentagon, claim_id=str(n), origins=(str(n),), parties=(str(n),)) for n in range(20)]
    topic = dataclasses.replace(report.topics[0], claims=tuple(one.claim_id for one in crowd), camps=(), uncompared=())
    told = outline(dataclasses.replace(report, claims=tuple(crowd), topics=(topic,), findings=()))
    drawn = boxes(told.chapters[0].statements, "count")
    days, values = time_axis(box.days for box in drawn), value_axis([11_000, 12_000], top=22, bottom=290)
    placed = place(drawn, days, values)
    for width in (NARROW, WIDE):
        spots = [(one.x / 100 * width + one.dx, one.y + one.dy) for one in placed]
        for index, (x, y) in enumerate(spots):
            assert all(abs(x - a) >= SPACING - 2 or abs(y - b) >= SPACING - 2 for a, b in spots[:index])


def test_voices_differ_by_shape_too():
    looks = {(str(n),): n for n in range(56)}
    assert len({marks.look((str(n),), looks) for n in range(56)}) == 56
    assert len({marks.look((str(n),), looks)[1] for n in range(7)}) == 7


def test_voices_of_one_topic_never_look_alike(report):
    pentagon = next(claim for claim in report.claims if claim.claim_id == "a-pentagon")
    claims = [dataclasses.replace(pentagon, claim_id=f"{n:03}", parties=(f"{n:03}",)) for n in range(120)]
    topics = [
        dataclasses.replace(report.topics[0], topic=f"{n}", claims=tuple(claim.claim_id for claim in claims[n::56]))
        for n in range(56)
    ]
    looks = marks.looks(dataclasses.replace(report, claims=tuple(claims), topics=tuple(topics)))
    for topic in topics:
        seen = [marks.look((claim,), looks) for claim in topic.claims]
        assert len(set(seen)) == len(seen)


def test_the_words_beside_a_gap_keep_clear_of_the_markers(report):
    box = boxes(outline(report).chapters[0].statements, "count")[0]
    free = label("1,900 apart", (40, 50), (50, 250), [])
    assert free is not None
    assert not free.to_left
    hidden = [Placed(box=box, x=x, y=y, dx=0, dy=0, beyond=False) for x in range(0, 101, 4) for y in range(40, 270, 20)]
    assert label("1,900 apart", (40, 50), (50, 250), hidden) is None
    beside = [one for one in hidden if one.x > 50]
    told = label("1,900 apart", (40, 50), (50, 250), beside)
    assert told is not None
    assert told.to_left


def test_no_line_to_a_box_runs_over_a_marker(report):
    body = troops(report).body
    assert 'class="lead' in body
    assert body.rindex('class="lead') < body.index('class="mark')


def test_a_date_tells_its_year_where_the_year_turns():
    axis = time_axis([(date(2024, 12, 20), date(2025, 1, 30))])
    words = [text for _, text in axis.ticks()]
    assert [text for text in words if "2024" in text] == words[:1]
    assert len([text for text in words if "2025" in text]) == 2


def test_a_standing_alone_picture_is_xml_that_loads_nothing_and_quotes(report, hostile):
    for one in (report, hostile):
        text = svg.render(one, one.topics[0])
        assert text is not None
        root = ET.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "script" not in {element.tag.rpartition("}")[2] for element in root.iter()}
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "The Pentagon now counts 11,000 to 12,000 soldiers there." in str(svg.render(report, report.topics[0]))


def test_a_topic_with_too_little_to_draw_gives_no_file(report):
    assert svg.render(report, report.topics[3]) is None
