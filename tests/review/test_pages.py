"""Reviewing by pages and forms alone: the queue, decisions, undo, corrections, bulk, several reviewers."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from review.conftest import ARTICLES

from consistency.decisions import Decision, add, load
from consistency.extraction.rewording import figure
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Client, Served


def words(text: str) -> str:
    """What a page says, without its tags."""
    body = text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def hidden(text: str, name: str, form: str = "") -> str:
    """What a hidden field holds, of the first form that leads where `form` says."""
    found = re.search(rf'action="{form}[^>]*>.*?name="{name}" value="([^"]*)"', text, re.DOTALL)
    assert found
    return found[1]


def test_the_queue_has_the_severest_first_then_the_newest(client: Client, served: Served) -> None:
    told = [served.desk.entry(name) for name in client.ids()]
    assert [one.finding.severity for one in told if one] == ["error", "warning", "warning"]
    newest = [one.newest for one in told if one][1:]
    assert newest == sorted(newest, reverse=True)
    assert "3 findings" in words(client.get("/").text)


def test_a_finding_shows_both_articles_with_their_figures_marked(client: Client) -> None:
    text = client.get(f"/finding/{client.ids()[0]}").text
    marked = re.findall(r'<mark class="main"[^>]*>([^<]+)</mark>', text)
    assert sorted(marked) == ["11,000 North Korean soldiers", "30,000 North Korean soldiers"]
    for part in ("South Korea said", "Ukraine said", "How this was reached", "<svg"):
        assert part in text


def test_a_pane_holds_the_whole_article_and_not_its_head(serving: Callable[..., Served]) -> None:
    head = "---\ntitle: Flood in Poland kills 9 people, police say\npublished: 2024-09-16\n---\n"
    flood = ARTICLES["flood.md"].partition("---\n")[2].partition("---\n")[2]
    wrapped = "Nobody, neither here nor anywhere else in the whole wide land,\nhad expected it."
    served = serving({"one.md": f"{head}{wrapped}\n\n{flood}\nIt rains on."})
    client = served.client()
    (name,) = client.ids("/?severity=all&verdict=contradiction")
    entry = served.desk.entry(name)
    assert entry is not None
    for side, names in zip("ab", entry.finding.sides, strict=False):
        for one in names:
            page = client.get(f"/finding/{name}?{side}={one}").text
            assert "in the whole wide land, had expected it." in page
            assert "It rains on." in page
            assert "published: 2024" not in page
            assert page.count('class="main"') == 2


@pytest.mark.parametrize(
    ("word", "target"), [("confirmed", "finding"), ("later", "finding"), ("different", "pair"), ("fine", "pair")]
)
def test_a_decision_is_kept_with_who_and_why_and_leads_to_the_next(
    word: str, target: str, client: Client, served: Served
) -> None:
    first, second, *_ = client.ids()
    answer = client.post(f"/finding/{first}", decision=word, why="so it is", note="asked\nthe desk")
    assert (answer.status, answer.headers["location"]) == (303, f"/finding/{second}")
    (made,) = load(served.store)
    assert (made.target, made.decision, made.why, made.note, made.by) == (
        target,
        word,
        "so it is",
        "asked the desk",
        "Anna",
    )
    assert str(made.when) == "2025-01-31"
    assert made.rule == "north-korean-troops-in-russia"
    assert first not in client.ids()
    assert client.ids(f"/?state={word}") == [first]
    assert "so it is" in client.get(f"/finding/{first}").text


def test_the_store_holds_no_words_of_an_article(client: Client, served: Served) -> None:
    for name in client.ids():
        client.post(f"/finding/{name}", decision="fine")
    claim = claim_of(client.get(f"/finding/{client.ids('/?state=all')[0]}").text, "30,000")
    client.post(f"/claim/{claim}", finding="", decision="misread", figure="29,000", first="2024-12-01")
    served.settle()
    assert load(served.store)[-1].correction
    assert not re.search("soldiers|people|said", served.store.read_text(encoding="utf-8"))


def test_undo_goes_back_as_far_as_one_likes(client: Client) -> None:
    ids = client.ids()
    for name in ids:
        client.post(f"/finding/{name}", decision="fine")
    assert client.ids() == []
    assert "All is looked at" in words(client.get("/").text)
    for name in reversed(ids):
        act = re.search(r'name="act" value="([0-9a-f]{16})"', client.get("/").text)
        assert act
        answer = client.post("/undo", act=act[1])
        assert (answer.status, answer.headers["location"]) == (303, f"/finding/{name}")
    assert client.ids() == ids
    assert 'name="act"' not in client.get("/").text


def test_an_undo_can_be_undone_from_the_history(client: Client) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="fine", why="outdated")
    act = re.search(r'name="act" value="([0-9a-f]{16})"', client.get("/").text)
    assert act
    client.post("/undo", act=act[1])
    text = client.get("/history").text
    assert "undone" in words(text)
    again = re.findall(r'name="act" value="([0-9a-f]{16})"', text)
    client.post("/undo", act=again[0], back="history")
    assert client.ids("/?state=fine") == [first]


def test_what_is_undone_already_or_anothers_is_not_undone(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="fine")
    act = load(served.store)[0].act or ""
    other = served.client()
    other.post("/name", by="Béla")
    assert other.post("/undo", act=act).status == 409
    assert client.post("/undo", act=act).status == 303
    assert client.post("/undo", act=act).status == 409
    assert len(load(served.store)) == 2


def test_a_name_is_given_once(serving: Callable[..., Served]) -> None:
    served = serving(by=None)
    client = served.client()
    first, second, _ = client.ids()
    assert "Your name, once" in words(client.get(f"/finding/{first}").text)
    assert client.post(f"/finding/{first}", decision="fine").status == 400
    assert load(served.store) == ()
    client.post(f"/finding/{first}", decision="fine", by="  Kovács  Éva ")
    client.post(f"/finding/{second}", decision="fine")
    assert [one.by for one in load(served.store)] == ["Kovács Éva", "Kovács Éva"]


def test_reviewers_stand_side_by_side_and_where_they_differ(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    other = served.client()
    other.post("/name", by="Béla")
    client.post(f"/finding/{first}", decision="fine", why="rounding")
    assert first in other.ids("/?state=unseen")
    other.post(f"/finding/{first}?state=unseen", decision="confirmed", why="asked both")
    page = words(client.get(f"/finding/{first}").text)
    assert "Reviewers differ" in page
    assert "Anna both fine rounding" in page
    assert "Béla confirmed asked both" in page
    assert client.ids("/?state=disputed") == [first]


def test_a_decision_on_a_filter_is_one_stroke(client: Client, served: Served) -> None:
    ids = client.ids("/?severity=warning")
    assert len(ids) == 2
    seen = hidden(client.get("/?severity=warning").text, "seen")
    for fields in ({"seen": seen}, {"seen": "0" * 16, "sure": "yes"}, {"seen": seen, "sure": "yes", "decision": "so"}):
        answer = client.post("/bulk?severity=warning", **{"decision": "fine", **fields})
        assert answer.status in (400, 409)
    assert load(served.store) == ()
    client.post("/bulk?severity=warning", decision="fine", why="everyday coverage", seen=seen, sure="yes")
    assert len(client.ids()) == 1
    assert {one.act for one in load(served.store)} == {load(served.store)[0].act}
    client.post("/undo", act=load(served.store)[0].act or "")
    assert len(client.ids()) == 3


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=north+korean", 1), ("q=30,000+ukraine", 1), ("q=30000", 1), ("q=30+000", 1), ("q=nowhere", 0),
        ("source=south", 1), ("place=per%C3%BA", 1), ("topic=KOREAN+troops", 1),
        ("since=2025-12-31&until=2025-01-01", 1), ("source=South+Korea", 1), ("place=Peru", 1),
        ("severity=error", 1), ("severity=note", 0), ("verdict=contradiction", 3), ("verdict=denial", 0),
        ("rule=any-figure", 2), ("since=2025-01-01", 1), ("until=2024-09-30", 1),
        ("since=2024-11-01&until=2024-12-31", 1),
        ("state=confirmed", 0), ("state=all", 3), ("severity=error&state=all&q=soldiers", 1), ("page=99999999999", 3),
    ],
)  # fmt: skip
def test_the_queue_is_filtered(query: str, count: int, client: Client) -> None:
    assert len(client.ids(f"/?{query}")) == count


def test_the_filter_is_kept_from_finding_to_finding(client: Client) -> None:
    ids = client.ids("/?severity=warning")
    text = client.get(f"/finding/{ids[0]}?severity=warning").text
    assert f'href="/finding/{ids[1]}?severity=warning"' in text
    assert "1 of 2" in words(text)
    answer = client.post(f"/finding/{ids[0]}?severity=warning", decision="later")
    assert answer.headers["location"] == f"/finding/{ids[1]}?severity=warning"


def claim_of(text: str, figure: str) -> str:
    """The id of the claim in whose pane a figure is marked."""
    pane = next(one for one in text.split('<section class="pane"')[1:] if re.search(f'class="main"[^>]*>{figure}', one))
    found = re.search(r'action="/claim/([^"?]+)', pane)
    assert found
    return found[1]


def test_a_misread_value_is_put_right_wherever_it_takes_part(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    answer = client.post(f"/claim/{name}", finding=first, decision="misread", figure="11-12 thousand", note="a slip")
    assert answer.status == 303
    served.settle()
    (made,) = load(served.store)
    told = dict(made.correction or ())
    assert (told["low"], told["high"], told["closed"], made.note) == (11000, 12000, "both", "a slip")
    assert "source" not in told
    assert client.get(f"/finding/{first}").status == 404
    assert "This finding is no longer there" in words(client.get(f"/finding/{first}").text)
    assert len(client.ids()) == 2
    (agreement,) = client.ids("/?severity=all&state=all&verdict=agreement&q=soldiers")
    page = words(client.get(f"/finding/{agreement}").text)
    assert "Anna : misread" in page
    assert "first read as 30,000" in page
    client.post("/undo", act=made.act or "")
    served.settle()
    assert client.ids()[0] == first


def test_a_source_and_a_day_are_put_right(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", source="the Pentagon", first="2024-11-30")
    served.settle()
    told = dict(load(served.store)[0].correction or ())
    assert (told["source"], told["origins"], told["parties"]) == ("the Pentagon", ("Pentagon",), ("US",))
    assert told["as_of"] == ("2024-11-30", "2024-11-30")
    assert "low" not in told
    changed = served.desk.snapshot.read(name)
    assert changed is not None
    assert set(changed.corrected) == {"source", "origins", "parties", "as_of"}


def test_a_second_correction_keeps_the_first(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", figure="29,000")
    served.settle()
    (now,) = [one for one in client.ids() if "29,000" in client.get(f"/finding/{one}").text]
    was = hidden(client.get(f"/finding/{now}").text, "was", f"/claim/{name}")
    client.post(f"/claim/{name}", finding=now, decision="misread", source="the Pentagon", was=was)
    served.settle()
    changed = served.desk.snapshot.read(name)
    assert changed is not None
    assert changed.quantity.interval is not None
    assert (changed.quantity.interval.low, changed.source) == (29000, "the Pentagon")


def test_a_correction_from_a_page_that_is_out_of_date_is_not_taken(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    assert client.post(f"/claim/{name}", finding=first, decision="misread", figure="29,000").status == 303
    served.settle()
    (now,) = [one for one in client.ids() if "29,000" in client.get(f"/finding/{one}").text]
    answer = client.post(f"/claim/{name}", finding=now, decision="misread", source="the Pentagon")
    assert answer.status == 409
    assert "Somebody has put it right in the meantime" in answer.text
    assert 'value="29,000"' in answer.text
    assert 'value="the Pentagon"' in answer.text
    assert len(load(served.store)) == 1


def test_what_comes_of_a_correction_is_led_to(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", figure="29,000")
    served.settle()
    (now,) = [one for one in client.ids() if "29,000" in client.get(f"/finding/{one}").text]
    answer = client.get(f"/finding/{first}?severity=error&why=so&note=it+is")
    assert answer.status == 303
    assert answer.headers["location"] == f"/finding/{now}?severity=error&was={first}&why=so&note=it+is"
    page = client.get(answer.headers["location"]).text
    assert "Its figures have changed. Before, it said: North Korean troops in Russia: South Korea" in words(page)
    assert 'name="why" list="whys" maxlength="2000" autocomplete="off" data-key="y" value="so"' in page


def test_a_decision_on_a_finding_that_has_changed_is_not_taken_and_what_was_typed_stays(
    client: Client, served: Served
) -> None:
    first, *_ = client.ids()
    more = ARTICLES["kyiv.md"].replace("30,000", "60,000").replace("Ukraine", "Japan")
    (served.folder / "tokyo.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    now = client.ids()[0]
    answer = client.post(f"/finding/{first}", decision="fine", why="rounding", note="asked & told")
    assert answer.status == 409
    assert "This finding has become another Nothing was decided" in words(answer.text)
    stale = client.post(f"/finding/{first}", token="x", decision="fine", why="rounding")
    assert stale.status == 403
    assert "why=rounding" in stale.text
    for given in ({}, {"token": "x"}):
        lost = client.post("/claim/gone", decision="misread", figure="29,000", why="a slip", **given)
        assert "What was typed: 29,000; a slip" in lost.text
    link = unescape(re.findall(rf'href="(/finding/{now}[^"]*)"', answer.text)[0])
    page = client.get(link).text
    assert 'value="rounding"' in page
    assert 'value="asked &amp; told"' in page
    for path in ("articles/tokyo.md", "articles/kyiv.md"):
        (served.folder.parent / path).unlink()
    client.post("/read")
    served.settle()
    assert "This finding is no longer there" in words(client.get(f"/finding/{now}").text)
    assert "There is no finding of this name" in words(client.get("/finding/0123456789abcdef").text)
    assert load(served.store) == ()


def test_an_undo_leads_back_with_what_was_typed(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="different", why="another group", note="see both")
    answer = client.post("/undo", act=load(served.store)[0].act or "")
    assert answer.headers["location"] == f"/finding/{first}?why=another+group&note=see+both"


def test_two_figures_of_several_can_be_settled_alone(client: Client, served: Served) -> None:
    more = ARTICLES["kyiv.md"].replace("30,000", "60,000").replace("Ukraine", "Japan")
    (served.folder / "tokyo.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    name = client.ids()[0]
    entry = served.desk.entry(name)
    assert entry is not None
    assert len(entry.finding.pairs) == 3
    for left in (2, 1):
        text = client.get(f"/finding/{name}").text
        shown = {side: hidden(text, side, f"/finding/{name}") for side in "ab"}
        assert client.post(f"/finding/{name}", decision="confirmed", only="yes", **shown).status == 400
        assert client.post(f"/finding/{name}", decision="fine", only="yes", a=shown["a"], b="x").status == 400
        answer = client.post(f"/finding/{name}", decision="different", only="yes", **shown)
        assert answer.headers["location"] == f"/finding/{name}"
        assert len(served.desk.standing(entry.finding).left) == left
        assert name in client.ids()
    text = client.get(f"/finding/{name}").text
    shown = {side: hidden(text, side, f"/finding/{name}") for side in "ab"}
    client.post(f"/finding/{name}", decision="fine", only="yes", **shown)
    assert name not in client.ids()
    assert {one.target for one in load(served.store)} == {"pair"}


@pytest.mark.parametrize("word", ["later", "confirmed"])
def test_what_another_would_have_looked_at_again_is_open_to_others(word: str, client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision=word)
    other = served.client()
    other.post("/name", by="Béla")
    assert (first in other.ids()) == (word == "later")
    assert first not in client.ids()
    other.post(f"/finding/{first}", decision="fine")  # so that the two differ
    third = served.client()
    third.post("/name", by="Cili")
    assert first in third.ids()
    assert first not in other.ids()


def test_a_decision_on_many_is_acknowledged(client: Client, served: Served) -> None:
    seen = hidden(client.get("/?severity=warning").text, "seen")
    answer = client.post("/bulk?severity=warning", decision="fine", seen=seen, sure="yes")
    page = words(client.get(answer.headers["location"]).text)
    assert "“both fine” was decided on 2 findings; u takes it back." in page
    assert "In other states it takes 2 findings" in page
    client.post("/undo", act=load(served.store)[0].act or "")
    assert "was decided on" not in words(client.get(answer.headers["location"]).text)


def test_the_history_says_what_was_undone(client: Client, served: Served) -> None:
    client.post(f"/finding/{client.ids()[0]}", decision="fine")
    client.post("/undo", act=load(served.store)[0].act or "")
    client.post("/undo", act=load(served.store)[1].act or "")
    told = words(client.get("/history").text)
    assert "Anna : undid “both fine”" in told
    assert "Anna : redid “both fine”" in told
    assert re.search(r"both fine \d{4}-\d\d-\d\d \d\d:\d\d UTC", told)
    client.post("/undo", act=load(served.store)[2].act or "")  # what was redone is undone again
    assert words(client.get("/history").text).count("undid “both fine”") == 2


def test_the_history_says_what_a_decision_was_on_also_when_that_is_gone(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="confirmed")
    (served.folder / "kyiv.md").unlink()
    client.post("/read")
    served.settle()
    page = client.get("/history").text
    assert f'href="/finding/{first}?state=all"' in page
    assert "South Korea says 11,000, Ukraine 30,000" in words(page)


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"decision": "none"}, 400), ({"decision": "confirmed", "only": "yes"}, 400), ({"token": "x"}, 403)],
)
def test_a_decision_that_is_not_taken_comes_back_as_it_was_typed(
    fields: dict[str, str], status: int, client: Client, served: Served
) -> None:
    more = ARTICLES["kyiv.md"].replace("30,000", "60,000").replace("Ukraine", "Japan")
    (served.folder / "tokyo.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    name = client.ids()[0]
    text = client.get(f"/finding/{name}").text
    shown = {side: hidden(text, side, f"/finding/{name}") for side in "ab"}
    typed = {"decision": "fine", "why": "rounding", "note": "ж" * 2000, "only": "yes", **shown, **fields}
    answer = client.post(f"/finding/{name}", **typed)
    assert answer.status == status
    assert "Nothing was decided" in answer.text
    assert 'value="rounding"' in answer.text
    assert "ж" * 2000 in answer.text
    assert "checked" in answer.text
    assert f'href="/finding/{name}" data-key="."' in answer.text
    assert load(served.store) == ()
    client.post(f"/finding/{name}", **{**typed, "decision": "fine", "token": client.token()})
    back = client.post("/undo", act=load(served.store)[0].act or "")
    assert client.get(back.headers["location"]).status == 200


def test_a_correction_that_is_not_taken_comes_back_as_it_was_typed(client: Client) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    for where in (first, ""):
        answer = client.post(
            f"/claim/{name}", finding=where, token="x", decision="misread", figure="29,000", why="a slip"
        )
        assert answer.status == 403
        assert 'value="29,000"' in answer.text
        assert 'value="a slip"' in answer.text


def test_a_finding_of_which_one_side_has_changed_is_followed(client: Client, served: Served) -> None:
    for number, country in ((60, "Japan"), (90, "Poland")):
        more = ARTICLES["kyiv.md"].replace("30,000", f"{number},000").replace("Ukraine", country)
        (served.folder / f"{country}.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    name = client.ids()[0]
    text = (served.folder / "Poland.md").read_text("utf-8")
    (served.folder / "Poland.md").write_text(text.replace("90,000", "120,000"), encoding="utf-8")
    client.post("/read")
    served.settle()
    answer = client.get(f"/finding/{name}")
    assert answer.status == 303
    assert "120,000" in client.get(answer.headers["location"]).text


def test_a_link_within_a_page_keeps_both_of_its_panes(client: Client, served: Served) -> None:
    for number, country in ((60, "Japan"), (90, "Poland")):
        more = ARTICLES["kyiv.md"].replace("30,000", f"{number},000").replace("Ukraine", country)
        (served.folder / f"{country}.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    links = re.findall(r'href="(/finding/[^"]*b=[^"]*)"', client.get(f"/finding/{client.ids()[0]}").text)
    assert links
    assert all("a=" in link for link in links)


def test_an_address_of_elsewhere_is_no_link(client: Client) -> None:
    assert 'href="//' not in client.get("//evil.example/x").text


HARD_WRAPPED = {
    "one.md": "---\npublished: 2024-12-01\noutlet: Esti Lap\n---\n"
    "There are 11,000 North Korean soldiers in Kursk, Russia, the\nmayor  of\nKursk   city said.\n",
    "two.md": ARTICLES["kyiv.md"].replace("in Russia", "in Kursk, Russia"),
}


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(serving: Callable[..., Served]) -> None:
    served = serving(HARD_WRAPPED)
    client = served.client()
    (name,) = client.ids()
    text = unescape(client.get(f"/finding/{name}").text)
    for told in ("11,000", "30,000"):
        pane = next(
            one for one in text.split('<section class="pane"')[1:] if re.search(f'class="main"[^>]*>{told}', one)
        )
        form = pane.partition("<form")[2]
        fields = dict(re.findall(r'<input[^>]* name="([a-z]+)"[^>]* value="([^"]*)"', form))
        assert {"figure", "source", "first", "last", "subject", "place"} <= set(fields)
        assert fields["place"] == "Kursk, Russia"
        claim = claim_of(text, told)
        fields |= {"token": client.token(), "decision": "misread"}
        answer = client.post(f"/claim/{claim}", **fields)
        assert answer.status == 400
        assert "that is how it is read already" in answer.text
        answer = client.post(
            f"/claim/{claim}",
            **{**fields, "token": client.token(), "decision": "misread", "figure": "4", "why": "a slip"},
        )
        assert answer.status == 303
        made = load(served.store)[-1]
        assert set(dict(made.correction or ())) <= {"low", "high", "closed", "resolution"}
        assert made.why == "a slip"


def test_a_place_and_what_is_counted_are_put_right(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", place="Kursk, Russia", subject="casualties")
    told = dict(load(served.store)[0].correction or ())
    assert (told["place"], told["subject"]) == (("RU", "Kursk"), "casualty")


def test_a_claim_has_a_page_of_its_own_also_when_it_is_struck(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    page = client.get(f"/claim/{name}").text
    assert f'href="/finding/{first}"' in page
    client.post(f"/claim/{name}", finding=first, decision="struck")
    served.settle()
    assert f'href="/claim/{name}"' in client.get("/history").text
    page = client.get(f"/claim/{name}").text
    assert "it is no claim at all" in words(page)
    was = hidden(page, "was", f"/claim/{name}")
    answer = client.post(f"/claim/{name}", decision="misread", was=was, figure="a lot")
    assert answer.status == 400
    assert "autofocus" in answer.text
    assert client.post(f"/claim/{name}", decision="misread", was=was).headers["location"] == f"/claim/{name}"
    served.settle()
    assert first in client.ids()
    assert client.get("/claim/none/of/these").status == 404


@pytest.mark.parametrize("word", ["", "none", "fine", "Struck"])
def test_a_correction_takes_its_own_buttons_alone(word: str, client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    assert client.post(f"/claim/{name}", finding=first, decision=word, figure="29,000").status == 400
    assert load(served.store) == ()


def test_another_reviewer_can_say_that_it_was_read_right(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", figure="29,000")
    served.settle()
    (now,) = [one for one in client.ids() if "29,000" in client.get(f"/finding/{one}").text]
    other = served.client()
    other.post("/name", by="Béla")
    was = hidden(other.get(f"/finding/{now}").text, "was", f"/claim/{name}")
    answer = other.post(f"/claim/{name}", finding=now, decision="misread", figure="30,000", was=was)
    assert answer.status == 303
    served.settle()
    assert load(served.store)[-1].correction == ()
    assert client.ids("/?state=disputed") == [first]
    told = words(client.get(f"/finding/{first}").text)
    assert re.search(r"Béla : misread: read right at first [-\d]+ [\d:]+ UTC on a page of its own \(holds,", told)


def test_a_source_is_one_with_that_of_others_however_it_is_typed(client: Client, served: Served) -> None:
    warning = client.ids("/?severity=warning&q=flood")[0]
    name = claim_of(client.get(f"/finding/{warning}").text, "9 people")
    for typed in ("the Interior Ministry", "interior ministry"):
        claim = served.desk.current(name)
        assert claim is not None
        client.post(f"/claim/{name}", finding=warning, decision="misread", source=typed, was=claim[1])
        told = dict(load(served.store)[-1].correction or ())
        other = served.desk.snapshot.speakers()["interior ministry"]
        assert (told["origins"], told["parties"]) == (other.origins, other.parties)


def test_the_panes_show_the_figures_that_the_gap_is_between(serving: Callable[..., Served]) -> None:
    said = [("11,000", "South Korea"), ("30,000", "Ukraine"), ("3,000", "Japan")]
    texts = {
        f"{number}.md": f"---\npublished: 2024-12-0{number}\n---\nThere are {figure} North Korean soldiers in Russia, "
        f"{who} said.\n"
        for number, (figure, who) in enumerate(said, 1)
    }
    client = serving(texts).client()
    for name in client.ids():
        text = client.get(f"/finding/{name}").text
        marked = re.findall(r'<mark class="main"[^>]*>([0-9,]+) ', text)
        low, high = sorted(int(figure.replace(",", "")) for figure in marked)
        assert f"{high - low:,} apart" in text


def test_a_name_that_was_asked_for_counts_before_one_that_a_browser_has_kept(serving: Callable[..., Served]) -> None:
    before, insisting = serving(), serving(named=True)
    client = before.client()
    client.post("/name", by="Béla")
    assert "Béla" in client.get("/").text
    other = insisting.client()
    other.cookies |= client.cookies
    assert "<bdi>Anna</bdi>" in other.get("/").text
    other.post("/name", by="Carla")
    assert "<bdi>Carla</bdi>" in other.get("/").text


def test_what_is_settled_stays_so_when_articles_are_read_again(client: Client, served: Served) -> None:
    first, second, third = client.ids()
    for name, word in ((first, "fine"), (second, "confirmed")):
        client.post(f"/finding/{name}", decision=word)
    for again in (False, True):
        if again:
            client.post("/read")
            served.settle()
        assert [client.ids(f"/?state={word}") for word in ("open", "fine", "confirmed", "accepted")] == [
            [third], [first], [second], []
        ]  # fmt: skip
    for act in {one.act or "" for one in load(served.store)}:
        client.post("/undo", act=act)
    assert client.ids() == [first, second, third]


def test_a_correction_is_led_to_from_the_history_and_its_undo_leads_back(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="misread", figure="29,000")
    served.settle()
    (now,) = [one for one in client.ids() if "29,000" in client.get(f"/finding/{one}").text]
    history = client.get("/history").text
    assert f'href="/finding/{now}?state=all"' in history
    assert re.search(r"Anna : misread: 29,000 [-\d]+ [\d:]+ UTC", words(history))
    answer = client.post("/undo", act=load(served.store)[0].act or "")
    assert answer.headers["location"] == f"/finding/{now}"


def test_what_was_said_of_a_finding_before_a_figure_joined_it_is_shown(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="confirmed", why="asked both")
    more = ARTICLES["kyiv.md"].replace("30,000", "60,000").replace("Ukraine", "Japan")
    (served.folder / "tokyo.md").write_text(more, encoding="utf-8")
    client.post("/read")
    served.settle()
    now = client.ids()[0]
    assert now != first
    assert "Before its figures changed: Anna: confirmed (asked both)" in words(client.get(f"/finding/{now}").text)


@pytest.mark.parametrize(
    ("typed", "language", "low", "counted"),
    [
        ("12.000", "de", 12_000, False), ("12.000", "hu", 12_000, False), ("12,000", "en", 12_000, False),
        ("1.5", "en", 1.5, False), ("1,5 millió", "hu", 1_500_000, False), ("2024", "en", 2024, False),
        ("45 people", "en", 45, True), ("több mint háromezer", "en", 3000, False), ("háromezer", None, 3000, False),
        ("13,500", "hu", 13_500, False), ("13.500", "hu", 13_500, False), ("13.500", "en", 13.5, False),
        ("2.375%", "en", 2.375, False), ("8.125 km", "en", 8.125, False), ("3.141", "en", 3.141, False),
        ("1,500 km", "hu", 1_500, False), ("8,1 km", "hu", 8.1, False), ("2.375 people", "hu", 2_375, True),
        ("between 11,000 and 12,000", "en", 11_000, False), ("dozens", "en", 24, False),
        ("11–12 ezer", "hu", 11_000, False),
        ("at least 6.", "en", 6, False), ("zwischen 3 und 4 Millionen", "de", 3_000_000, False),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_it_is_meant_where_it_is_typed(
    typed: str, language: str, low: float, counted: bool
) -> None:
    read = figure(typed, language)
    assert read[0].interval is not None
    assert (read[0].interval.low, read[1]) == (low, counted)


@pytest.mark.parametrize(
    ("typed", "language", "message"),
    [
        ("3,000 killed and 5,000 wounded", "en", "only “5,000 wounded” is read"),
        ("3,000 or 30,000", "en", "is read as a figure"), ("3.5.2024", "en", "figure"),
        ("12 December", "en", "no figure"),
        ("not 5,000", "en", "only “5,000” is read"), ("nem 5000", "hu", "only “5000” is read"),
        ("8.125 km", "hu", "may be 8.125 or 8,125"), ("2.375 %", "de", "may be 2.375 or 2,375; write"),
        ("5,000 a day before yesterday", "en", "figure"), ("", "en", "no figure"), ("—", "hu", "no figure"),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_than_it_would_be_read_is_not_taken(
    typed: str, language: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        figure(typed, language)


def test_what_nobody_signed_can_be_undone(client: Client, served: Served) -> None:
    (entry,) = [one for one in map(served.desk.entry, client.ids()[:1]) if one]
    one = Decision(
        target="pair", id=entry.finding.pairs[0].fingerprint, decision="accepted", why="a baseline", act="a" * 16
    )
    add(served.store, [one])
    assert "a baseline" in client.get("/history").text
    assert client.post("/undo", act="a" * 16, back="history").status == 303
    assert entry.finding.id in client.ids()


def test_what_is_no_claim_is_struck(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    client.post(f"/claim/{name}", finding=first, decision="struck")
    served.settle()
    assert load(served.store)[0].correction is None
    assert served.desk.snapshot.read(name) is None
    assert len(client.ids("/?severity=all&state=all&q=soldiers")) == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"figure": "a lot of them"}, "no figure is read in"),
        ({"figure": "30,000"}, "that is how it is read already"),
        ({"first": "2024-12-31", "last": "2024-01-01"}, "is no range of dates"),
        ({"first": "soon"}, "is no range of dates"),
        ({"figure": "-5"}, "is negative, or too large"),
        ({"figure": "22.000"}, "may be thousands or a fraction"),
        ({"figure": "more than 3.500"}, "may be thousands or a fraction"),
        ({"figure": "3.500-4.000"}, "may be thousands or a fraction"),
        ({"figure": "9" * 30}, "is negative, or too large"),
    ],
)
def test_a_correction_that_cannot_be_read_is_told_and_what_was_typed_stays(
    fields: dict[str, str], message: str, client: Client, served: Served
) -> None:
    first, *_ = client.ids()
    name = claim_of(client.get(f"/finding/{first}").text, "30,000")
    answer = client.post(f"/claim/{name}", finding=first, decision="misread", **fields)
    assert answer.status == 400
    assert message in unescape(answer.text)
    assert all(f'value="{value}"' in answer.text for value in fields.values())
    assert load(served.store) == ()


def test_articles_that_change_are_read_again_and_the_place_is_kept(client: Client, served: Served) -> None:
    first, second, third = client.ids()
    (served.folder / "kyiv.md").unlink()
    assert client.post("/read", back=f"/finding/{second}").headers["location"] == f"/finding/{second}"
    served.settle()
    assert client.ids() == [second, third]
    gone = client.get(f"/finding/{first}").text
    assert f'href="/finding/{second}"' in gone
    assert served.desk.readings == 2
    assert json.loads(client.get("/state").text) == {"version": served.desk.version, "reading": False}


def test_a_rule_that_breaks_is_told_and_what_was_there_stays(client: Client, served: Served) -> None:
    (served.folder.parent / "rules").mkdir()
    (served.folder.parent / "rules" / "broken.yaml").write_text("kind: levle\n", encoding="utf-8")
    client.post("/read")
    served.settle()
    assert "broken.yaml:1:7" in client.get("/").text
    assert len(client.ids()) == 3


def test_an_article_that_has_changed_since_shows_its_sentence(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    (served.folder / "kyiv.md").write_text("Nothing.\n", encoding="utf-8")
    text = client.get(f"/finding/{first}").text
    assert "not at hand as it was read" in words(text)
    assert re.search('<mark class="main"[^>]*>30,000 North Korean soldiers</mark>', text)


def test_two_servers_on_one_store_see_each_others_decisions(serving: Callable[..., Served]) -> None:
    one, other = serving(), serving(by="Béla")
    first, second, third = one.client().ids()
    one.client().post(f"/finding/{first}", decision="fine")
    other.client().post(f"/finding/{second}", decision="fine")
    assert one.client().ids() == other.client().ids() == [third]
    assert len(load(one.store)) == 2


def test_a_store_that_is_damaged_meanwhile_is_told_and_nothing_is_lost(client: Client, served: Served) -> None:
    first, *_ = client.ids()
    client.post(f"/finding/{first}", decision="fine")
    before = served.store.read_text(encoding="utf-8")
    served.store.write_text(f"{before}{{}}\n", encoding="utf-8")
    answer = client.get("/")
    assert answer.status == 503
    assert "decisions.jsonl:2:1" in answer.text
    served.store.write_text(before, encoding="utf-8")
    assert first not in client.ids()


def test_what_is_accepted_in_an_article_is_quiet(serving: Callable[..., Served]) -> None:
    kept = "<!-- consistency: accept any-figure why: first counts -->\n"
    head, _, body = ARTICLE.partition("---\n\n")
    served = serving({"quake.md": f"{head}---\n\n{kept}{body}"})
    assert served.client().ids() == []
    (name,) = served.client().ids("/?state=accepted")
    assert "first counts" in words(served.client().get(f"/finding/{name}").text)


ARTICLE = """---
published: 2025-01-08
---

The earthquake in Peru killed 40 people, the government said. The Red Cross said 70 people died in the quake in Peru.
"""
