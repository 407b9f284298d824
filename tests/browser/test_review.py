"""Reviewing in a browser: by keyboard alone, without a script, by two at once, across a crash, and for everyone."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.reviewing import claims
from review.conftest import ARTICLES, reviewing
from review.test_pages import claim_of
from review.test_safety import HOSTILE

from consistency.decisions import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from review.conftest import Served

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ROOT = Path(__file__).parents[2]
SCRIPT, IMAGE = "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'


def home(one: Served) -> str:
    return f"http://127.0.0.1:{one.port}/"


@pytest.fixture
def many(serving: Callable[..., Served]) -> Served:
    """A review of a dozen findings."""
    return serving({"claims.jsonl": claims(12)})


@pytest.fixture
def page(opened: Any, served: Served) -> Iterator[Page]:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        yield watched.page


def pressed(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ten_findings_are_reviewed_by_keyboard_alone(opened: Any, many: Served) -> None:
    with opened(home(many), within=home(many), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        for key in "cdflcdflcd":
            pressed(page, key)
        assert [one.decision for one in load(many.store)][:4] == ["confirmed", "different", "fine", "later"]
        pressed(page, "u")
        pressed(page, "u")
        page.reload()
        pressed(page, "q")
        assert page.inner_text("h1") == "4 findings"
        page.reload()
        assert page.inner_text("h1") == "4 findings"
        assert page.locator(".queue > li").count() == 4
    decisions = load(many.store)
    assert [one.decision for one in decisions].count("undone") == 2
    assert len(decisions) == 12


def test_next_previous_and_a_reason_by_keyboard(opened: Any, many: Served) -> None:
    with opened(home(many), within=home(many), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        first = page.url
        pressed(page, "j")
        assert page.url != first
        pressed(page, "k")
        assert page.url == first
        page.keyboard.press("y")
        page.keyboard.type("cdflujkq outdated")
        page.keyboard.press("Enter")
        assert page.url == first
        assert load(many.store) == ()
        page.keyboard.press("t")
        page.keyboard.type("as of Monday")
        page.keyboard.press("Escape")
        pressed(page, "f")
    (made,) = load(many.store)
    assert (made.decision, made.why, made.note) == ("fine", "cdflujkq outdated", "as of Monday")


def test_every_key_that_works_is_shown(page: Page) -> None:
    for leading in ("", "j"):
        if leading:
            pressed(page, leading)
        found = page.locator("[data-key]").all()
        assert len(found) > 3
        for one in found:
            key, name = one.get_attribute("data-key"), one.get_attribute("id")
            label = page.locator(f"label[for={name}]" if name != "search" else ".filters > summary") if name else one
            assert label.inner_text().rstrip(" →").endswith(key or "-"), key


def test_a_key_that_is_held_or_modified_does_nothing(page: Page, served: Served) -> None:
    pressed(page, "j")
    for keys in ("Control+c", "Alt+f", "Meta+d", "Control+l", "Shift+c"):
        page.keyboard.press(keys)
    page.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 'c', repeat: true, bubbles: true}))")
    page.wait_for_timeout(100)
    assert load(served.store) == ()


def test_a_key_behind_one_that_leads_away_decides_nothing(page: Page, served: Served) -> None:
    pressed(page, "j")
    with page.expect_navigation():
        page.evaluate(
            "for (const key of 'jcfdl') document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))"
        )
    page.wait_for_load_state()
    assert load(served.store) == ()


def test_a_review_that_does_not_answer_is_told_and_what_was_typed_stays(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        page.fill("#why", "rounding")
        page.route("**/*", lambda route: route.abort())
        page.evaluate("look()")
        page.wait_for_selector("#newer:not([hidden])")
        assert "does not answer" in page.inner_text("#newer")
        page.locator("#why").blur()
        page.keyboard.press("f")
        page.keyboard.press("j")
        page.wait_for_timeout(200)
        assert page.url != home(served)
        assert load(served.store) == ()
        assert page.input_value("#why") == "rounding"
        page.unroute("**/*")
        page.evaluate("look()")
        page.wait_for_selector("#newer", state="hidden")
        pressed(page, "f")
        assert watched.errors
        assert all("ERR_FAILED" in error for error in watched.errors)
        watched.errors.clear()
    (made,) = load(served.store)
    assert (made.decision, made.why) == ("fine", "rounding")


def test_what_is_typed_outlives_a_reading_and_a_link_to_the_same_page(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        page.keyboard.press("y")
        page.keyboard.type("rounding")
        page.keyboard.press("Enter")
        (served.folder / "flood.md").unlink()
        served.desk.read_again()
        served.settle()
        page.evaluate("document.body.dataset.reading = ''")  # as a page has it that was made while articles were read
        page.evaluate("look()")
        page.wait_for_selector("#newer:has-text('were read again')")
        assert page.input_value("#why") == "rounding"
        pressed(page, ".")
        assert page.input_value("#why") == "rounding"
        pressed(page, "f")
    assert [one.why for one in load(served.store)] == ["rounding"]


def test_the_answer_to_a_form_is_never_asked_for_again(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page, posted = watched.page, []
        pressed(page, "j")
        page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
        with page.expect_navigation():
            page.evaluate("document.querySelector('.decide').requestSubmit(document.querySelector('.unseen'))")
        assert "Nothing was decided" in page.inner_text("[role=alert]")
        served.desk.read_again()
        served.settle()
        page.evaluate("document.body.dataset.reading = ''")
        page.evaluate("look()")
        page.wait_for_selector("#newer:has-text('were read again')")
        page.wait_for_timeout(700)  # in which it would be
        assert len(posted) == 1
        pressed(page, ".")
        assert len(posted) == 1
        watched.errors.clear()  # the answer 400


def test_a_store_that_cannot_be_read_is_told_and_can_be_reached(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        served.store.write_text("<<<<<<< ours\n", encoding="utf-8")
        page.evaluate("look()")
        page.wait_for_selector("#newer:not([hidden])")
        assert "cannot be kept or read" in page.inner_text("#newer")
        pressed(page, ".")
        assert "decisions.jsonl:1:1" in page.inner_text("main")
        watched.errors.clear()  # the answers 503


def test_a_correction_is_sent_as_it_was_shown_but_for_what_is_typed(opened: Any, serving: Any) -> None:
    wrapped = {
        "one.md": ARTICLES["seoul.md"].replace(
            "in Russia, South Korea said", "in Kursk, Russia, the\nmayor of\nKursk said"
        ),
        "two.md": ARTICLES["kyiv.md"].replace("in Russia", "in Kursk, Russia"),
    }
    served = serving(wrapped)
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        for key, side in (("m", "a"), ("n", "b")):
            page.keyboard.press(key)
            page.fill(f"#figure-{side}", "no figure")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert "no figure is read" in page.inner_text("[role=alert]")
            assert page.evaluate("document.activeElement.id") == f"figure-{side}"
            page.keyboard.press("Escape")
        page.fill("#figure-b", "12,000")
        with page.expect_navigation():
            page.locator("#figure-b").press("Enter")
        watched.errors.clear()  # of the answers 400, which Chromium writes down
    (made,) = load(served.store)
    assert set(dict(made.correction or ())) <= {"low", "high", "closed", "resolution"}


def test_two_figures_alone_are_settled_by_keyboard(opened: Any, serving: Any) -> None:
    more = {"tokyo.md": ARTICLES["kyiv.md"].replace("30,000", "60,000").replace("Ukraine", "Japan")}
    served = serving({**ARTICLES, **more})
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        here = page.url
        page.keyboard.press("o")
        pressed(page, "d")
        assert page.url == here
        assert "1 of 3 conflicts settled" in page.inner_text(".opinions caption")
    assert len(load(served.store)) == 1


def test_a_search_by_keyboard_is_typed_and_not_taken_for_keys(page: Page, served: Served) -> None:
    page.keyboard.press("/")
    page.keyboard.type("flood")
    pressed(page, "Enter")
    assert page.locator(".queue > li").count() == 1
    assert load(served.store) == ()


@pytest.mark.parametrize("script", [True, False])
def test_the_figures_are_in_view_in_their_articles(opened: Any, serving: Any, script: bool) -> None:
    filler = "\n".join(["The minister said nothing more about it, and left.\n"] * 60)
    long = {name: text.replace("---\nThere", f"---\n\n{filler}\nThere") + filler for name, text in ARTICLES.items()}
    one = serving(long)
    name = one.client().ids()[0]
    address = f"{home(one)}finding/{name}"
    with opened(address, within=home(one), viewport=DESK, java_script_enabled=script) as watched:
        panes = watched.page.locator(".text")
        assert panes.count() == 2
        for at in range(2):
            pane, mark = panes.nth(at).bounding_box(), panes.nth(at).locator("mark.main").bounding_box()
            assert pane["y"] <= mark["y"] <= pane["y"] + pane["height"] - mark["height"]
        assert watched.page.locator("h1").is_visible()  # the page itself has not moved


def test_it_all_works_without_a_script(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK, java_script_enabled=False) as watched:
        page = watched.page
        page.click(".queue a >> nth=0")
        page.fill("#why", "rounding")
        page.click("button:has-text('Both fine')")
        page.click("button:has-text('Undo')")
        page.click("button:has-text('Confirmed')")
        page.click("a.brand")
        assert page.inner_text("h1") == "2 findings"
        page.click("summary:has-text('Decide on all 2')")
        page.select_option("#bulk-decision", "later")
        page.check("input[name=sure]")
        page.click(".bulk button")
        assert page.inner_text("h1") == "All is looked at"
        page.goto(f"{home(served)}?state=confirmed")
        page.click(".queue a >> nth=0")
        page.click("summary:has-text('Misread') >> nth=1")
        page.fill("#figure-b", "11,500")
        page.click("button:has-text('Correct it') >> nth=1")
        served.settle()
        page.goto(home(served))
        page.click("summary:has-text('Anna')")
        page.fill("#me", "Béla")
        page.click("button:has-text('Keep')")
        assert page.inner_text(".me summary") == "Béla"
    words = [one.decision for one in load(served.store)]
    assert words == ["fine", "undone", "confirmed", "later", "later", "misread"]


def test_two_browsers_decide_at_once_and_see_each_other(opened: Any, many: Served) -> None:
    address = home(many)
    with (
        opened(address, within=address, viewport=DESK) as one,
        opened(address, within=address, viewport=DESK) as other,
    ):
        other.page.click(".me summary")
        other.page.fill("#me", "Béla")
        other.page.click("button:has-text('Keep')")
        pressed(one.page, "j")
        pressed(other.page, "j")
        assert one.page.url == other.page.url
        pressed(one.page, "f")
        pressed(other.page, "c")  # on the same finding, which it still shows
        pressed(one.page, "d")
        pressed(other.page, "l")
        one.page.goto(f"{address}?state=disputed")
        assert one.page.locator(".queue > li").count() == 2
        one.page.click(".queue a >> nth=0")
        assert "Reviewers differ" in one.page.inner_text(".opinions caption")
        assert {"Anna", "Béla"} <= set(one.page.locator(".opinions tbody th").all_inner_texts())
    assert sorted((one.by, one.decision) for one in load(many.store)) == [
        ("Anna", "different"), ("Anna", "fine"), ("Béla", "confirmed"), ("Béla", "later"),
    ]  # fmt: skip


def test_a_page_tells_that_somebody_else_has_decided(page: Page, served: Served) -> None:
    pressed(page, "j")
    assert not page.is_visible("#newer")
    other = served.client()
    other.post(f"/finding/{other.ids()[1]}", decision="fine")
    page.wait_for_selector("#newer:visible", timeout=10_000)
    assert "decided in the meantime" in page.inner_text("#newer")


def test_a_correction_is_worked_in_and_the_page_comes_back_by_itself(opened: Any, served: Served) -> None:
    with opened(home(served), within=home(served), viewport=DESK) as watched:
        page = watched.page
        pressed(page, "j")
        page.keyboard.press("n")
        page.keyboard.type("11,500")  # in the place of what stood there
        pressed(page, "Enter")
        page.wait_for_selector("h1:has-text('no longer there')", timeout=15_000)
        pressed(page, "u")
        served.settle()
        page.goto(home(served))
        assert page.inner_text("h1") == "3 findings"
        watched.errors.clear()  # 404, as it should be


def test_a_crash_in_the_middle_of_saving_loses_nothing_but_the_last(opened: Any, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(claims(120), encoding="utf-8")
    store = tmp_path / "decisions.jsonl"
    with (
        reviewing(tmp_path) as (server, address),
        opened(address, within=address, viewport=DESK) as watched,
    ):
        from playwright.sync_api import Error

        page, answered = watched.page, 0
        pressed(page, "j")
        with suppress(Error):  # that nobody answers
            for turn in range(100):
                if turn == 30:
                    threading.Timer(1.0, server.kill).start()  # wherever it is by then
                pressed(page, "f")
                answered += page.url.startswith(address)
        watched.errors.clear()  # that the connection was refused
    kept = load(store)
    assert 30 <= answered < 100
    assert answered <= len(kept) <= answered + 1
    with store.open("ab") as stream:
        stream.write(b'{"target": "pair", "id": "12')  # and where the crash falls into a line
    with (
        reviewing(tmp_path) as (server, address),
        opened(address, within=address, viewport=DESK) as watched,
    ):
        assert watched.page.inner_text("h1") == f"{120 - len(kept)} findings"
        pressed(watched.page, "j")
        pressed(watched.page, "f")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
    assert load(store)[:-1] == kept


def test_watched_articles_are_read_again_and_the_place_is_kept(opened: Any, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(claims(3), encoding="utf-8")
    with (
        reviewing(tmp_path, "--watch") as (server, address),
        opened(address, within=address, viewport=DESK) as watched,
    ):
        page = watched.page
        pressed(page, "j")
        pressed(page, "j")
        here = page.url
        page.wait_for_timeout(1200)  # the state of the files is known by then
        (tmp_path / "claims.jsonl").write_text(claims(4), encoding="utf-8")
        page.wait_for_selector("#newer:visible", timeout=20_000)
        assert "read again" in page.inner_text("#newer")
        pressed(page, ".")
        assert page.url == here
        assert page.inner_text(".steps span").endswith("of 4")
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) in (0, 143)


def test_hostile_articles_execute_nothing(opened: Any, serving: Callable[..., Served]) -> None:
    one = serving({'"><img onerror=alert(origin)>.md': HOSTILE})
    client = one.client()
    (name,) = client.ids()
    client.post(
        f"/finding/{name}", decision="later", why="<script>alert(1)</script>", note='"><img src=x onerror=alert(1)>'
    )
    with opened(home(one), within=home(one), viewport=DESK) as watched:
        page = watched.page
        for path in (
            "?state=all",
            f"finding/{name}",
            "history",
            "?q=<script>alert(1)</script>",
            '?topic="><img src=x>',
        ):
            page.goto(home(one) + path)
            page.wait_for_timeout(100)
            assert page.locator("main img, main script, main svg[onload]").count() == 0
        page.goto(f"{home(one)}finding/{name}")
        for mark in page.locator(".mark").all():
            mark.hover()
        assert page.locator("img").count() == 0
    assert all(url.startswith(home(one)) for url in watched.requests)


def pages(one: Served) -> list[str]:
    """Every kind of page, with something on it."""
    client = one.client()
    ids = client.ids()
    client.post(f"/finding/{ids[1]}", decision="fine", why="rounding", note="a note")
    other = one.client()
    other.post("/name", by="Béla")
    other.post(f"/finding/{ids[1]}", decision="confirmed")
    return [
        "",
        "?state=disputed",
        "?q=nothing+of+the+kind",
        f"finding/{ids[0]}",
        f"finding/{ids[1]}?state=all",
        f"claim/{claim_of(client.get(f'/finding/{ids[0]}').text, '30,000')}",
        "history",
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_for_everyone(
    opened: Any,
    serving: Any,
    axe: Any,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    one = serving()
    with opened(home(one), within=home(one), viewport=viewport, color_scheme=scheme) as watched:
        page = watched.page
        for path in pages(one):
            page.goto(home(one) + path)
            for fold in page.locator("details:not([open]) > summary").all():
                if fold.is_visible():
                    fold.click()
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path
            axe(page)
        page.goto(f"{home(one)}finding/0123456789abcdef")
        axe(page)
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"{home(one)}finding/{one.client().ids()[0]}")
        for fold in page.locator(".correct > summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        watched.errors.clear()  # 404, as it should be
