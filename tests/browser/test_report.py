"""report.html in a browser: whole from a file, usable by keyboard, on paper, without a script, and to everyone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from consistency import pipeline
from consistency.rendering import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MOST_TABS = 400


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the report on the sample articles lies, as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html.render(pipeline.report([ROOT / "seeds"], rules=[ROOT / "rules"])), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(opened: Any, address: str) -> Iterator[Page]:
    with opened(address, viewport=DESK) as watched:
        yield watched.page


def shown(page: Page, selector: str) -> list[str]:
    """The words of all elements of a kind that are not hidden."""
    return page.eval_on_selector_all(
        selector, "found => found.filter(one => one.getClientRects().length).map(one => one.textContent)"
    )


def topics(page: Page) -> list[str]:
    return shown(page, ".topic > h2")


def narrowed(page: Page, count: str = "[0-9]+") -> None:
    """Wait until the page says how many topics it shows."""
    from playwright.sync_api import expect

    expect(page.locator("#shown")).to_have_text(re.compile(f"^{count} of "))


def focused(page: Page, selector: str) -> None:
    """Press Tab until an element of a kind has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"no {selector} within {MOST_TABS} tabs")


def test_the_report_opens_from_a_file_and_asks_for_nothing_else(opened: Any, address: str) -> None:
    with opened(address, viewport=DESK, offline=True) as watched:
        assert watched.page.title() == "6 contradictions found"
        watched.page.mouse.wheel(0, 20_000)
        watched.page.wait_for_timeout(100)
    assert watched.requests == [address]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_screen_tells_what_was_read_and_what_contradicts(
    opened: Any, address: str, viewport: dict[str, int]
) -> None:
    with opened(address, viewport=viewport) as watched:
        seen = [
            watched.page.locator(part).first.bounding_box()
            for part in ("h1", ".lede", ".tally", "#search", ".lines .contradiction")
        ]
        assert all(box and box["y"] + box["height"] < viewport["height"] for box in seen)


def test_a_search_shows_the_topics_that_say_all_its_words(page: Page) -> None:
    every = topics(page)
    page.fill("#search", "OCHA derna")
    narrowed(page)
    assert 0 < len(topics(page)) < len(every)
    assert all("ocha" in text.lower() and "derna" in text.lower() for text in shown(page, ".topic"))
    assert page.inner_text("#shown") == f"{len(topics(page))} of {len(every)} topics shown"
    assert 0 < len(shown(page, ".lines .contradiction")) < 6
    page.fill("#search", "nothing of the kind")
    narrowed(page, "0")
    assert not topics(page)
    assert not shown(page, ".lines li, .group")


@pytest.mark.parametrize("typed", ["22,000", "22000", "22 000", "MADRID", "szervezok", "“22,000”"])
def test_a_search_looks_past_case_accents_and_marks_between_thousands(page: Page, typed: str) -> None:
    page.evaluate("document.querySelector('.topic').append('a szervezők, “22,000”')")
    page.fill("#search", typed)
    narrowed(page)
    assert topics(page)


CHOICES = {
    "verdict": ("contradiction", ".finding", "Contradiction"),
    "severity": ("note", ".finding", "note"),
    "source": ("Pat Ryder", ".topic", "Pat Ryder"),
    "place": ("Libya", ".topic", "Libya"),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_shows_only_what_has_it(page: Page, name: str) -> None:
    value, kind, word = CHOICES[name]
    every = topics(page)
    page.click("#filter summary")
    page.select_option(f"#by-{name}", value)
    narrowed(page)
    assert 0 < len(topics(page)) < len(every)
    assert shown(page, kind)
    assert all(word in text for text in shown(page, kind))
    assert page.inner_text("#filter summary") == "Filter (1)"


def test_one_topic_can_be_chosen(page: Page) -> None:
    page.click("#filter summary")
    page.select_option("#by-topic", label="North Korean casualties")
    narrowed(page)
    assert topics(page) == ["North Korean casualties"]


def test_dates_show_the_topics_of_which_something_holds_then(page: Page) -> None:
    every = topics(page)
    page.click("#filter summary")
    page.fill("#from", "2025-01-01")
    narrowed(page)
    later = topics(page)
    page.fill("#to", "2025-01-10")
    page.wait_for_timeout(100)
    both = topics(page)
    assert 0 < len(both) < len(later) < len(every)
    assert not [title for title in later if "Derna" in title]
    page.fill("#from", "2025-01-10")
    page.fill("#to", "2025-01-01")  # the other way round
    page.wait_for_timeout(100)
    assert topics(page) == both


def test_show_all_undoes_every_choice(page: Page) -> None:
    every = topics(page)
    assert not page.is_visible("#filter button")
    page.click("#filter summary")
    page.fill("#search", "kursk")
    page.select_option("#by-verdict", "agreement")
    narrowed(page)
    page.click("#filter button")
    page.locator("#filter button").wait_for(state="hidden")
    assert topics(page) == every
    assert page.input_value("#search") == ""
    assert page.inner_text("#filter summary") == "Filter"


def test_by_keyboard_alone_one_searches_filters_and_reads_a_finding(page: Page) -> None:
    focused(page, "#search")
    page.keyboard.type("derna")
    narrowed(page)
    focused(page, "#filter summary")
    page.keyboard.press("Enter")
    focused(page, "#by-verdict")
    page.keyboard.type("Contra")
    narrowed(page, "1")
    focused(page, ".lines .contradiction a")
    page.keyboard.press("Enter")
    finding = page.locator(".finding:target")
    assert finding.is_visible()
    focused(page, ".finding:target .why summary")
    page.keyboard.press("Enter")
    assert finding.locator(".why ol").is_visible()
    page.keyboard.press("Shift+Tab")
    while not page.evaluate("document.activeElement.matches('.up')"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(".lines li:target").is_visible()


def test_the_first_tab_skips_to_the_topics(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the topics"
    page.keyboard.press("Enter")
    focused(page, ".mark")
    assert page.evaluate("document.activeElement.closest('.topic') === document.querySelector('.topic')")


def told(page: Page) -> str:
    page.locator("#tip").wait_for(state="visible")
    return page.inner_text("#tip")


def test_a_mark_tells_quote_source_and_date_on_focus(page: Page) -> None:
    focused(page, ".mark:nth-last-of-type(1)")
    page.evaluate("document.querySelectorAll('.picture .mark')[2].focus()")
    words = told(page)
    for part in ("Joint Chiefs of Staff in Seoul", "“As of Dec. 23,", "as of 23 Dec 2024", "published 23 Dec 2024"):
        assert part in words
    assert page.inner_text("#tip mark") == "about 1,100 North Korean soldiers"
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    page.keyboard.press("Escape")
    assert page.is_hidden("#tip")


def test_a_mark_tells_the_same_while_the_pointer_is_on_it_or_on_its_tip(page: Page) -> None:
    mark = page.locator(".picture .mark").nth(2)
    mark.scroll_into_view_if_needed()
    mark.hover()
    assert "“As of Dec. 23," in told(page)
    page.hover("#tip")
    page.wait_for_timeout(400)
    assert page.is_visible("#tip")
    page.mouse.move(1, 1)
    page.locator("#tip").wait_for(state="hidden")


def test_every_mark_has_the_focus_in_turn_and_a_tip_within_the_page(opened: Any, address: str) -> None:
    with opened(address, viewport=PHONE) as watched:
        for mark in watched.page.locator(".topic >> nth=0 >> .mark").all():
            mark.focus()
            tip = watched.page.locator("#tip").bounding_box()
            assert tip is not None
            assert tip["x"] >= 0
            assert tip["x"] + tip["width"] <= PHONE["width"]


def test_paper_holds_everything_but_the_filter(page: Page) -> None:
    page.evaluate("""() => addEventListener("beforeprint", () => {
        window.stillFolded = document.querySelectorAll("details:not([open])").length;
    })""")
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 20
    assert page.evaluate("stillFolded") == 0
    page.emulate_media(media="print")
    assert page.is_hidden("#filter")
    assert page.locator(".topic >> visible=true").count() == page.locator(".topic").count()


def test_paper_needs_no_script_to_hold_everything(opened: Any, address: str) -> None:
    with opened(address, viewport=DESK, java_script_enabled=False) as watched:
        page = watched.page
        assert page.locator(".why ol").first.is_hidden()
        page.emulate_media(media="print")
        steps, quotes = page.locator(".why ol"), page.locator(".who blockquote")
        assert steps.count() == page.locator(".why ol >> visible=true").count()
        assert quotes.count() == page.locator(".who blockquote >> visible=true").count()


def test_folds_are_open_on_paper_and_closed_again_afterwards(page: Page) -> None:
    closed = page.locator("details:not([open])").count()
    assert closed
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed


def test_without_a_script_everything_is_there_and_the_filter_is_not(opened: Any, address: str, page: Page) -> None:
    with_script = {part: len(page.query_selector_all(part)) for part in (".topic", ".finding", ".said", ".mark", "svg")}
    with opened(address, viewport=DESK, java_script_enabled=False) as watched:
        plain = watched.page
        assert {part: plain.locator(part).count() for part in with_script} == with_script
        assert plain.is_hidden("#filter")
        assert plain.locator(".topic >> visible=true").count() == with_script[".topic"]
        plain.locator(".who summary").first.click()
        assert plain.locator(".who blockquote").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_its_window(
    opened: Any, axe: Any, address: str, viewport: dict[str, int], scheme: str
) -> None:
    with opened(address, viewport=viewport, color_scheme=scheme) as watched:
        page = watched.page
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        page.click("#filter summary")
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        page.locator(".mark").first.focus()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_scheme_has_its_paper(opened: Any, address: str, scheme: str) -> None:
    with opened(address, color_scheme=scheme) as watched:
        colour = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        bright = max(map(int, re.findall(r"\d+", colour))) > 200
        assert bright == (scheme == "light")


def test_what_an_attacker_writes_is_shown_and_does_nothing(opened: Any, hostile: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(html.render(hostile), encoding="utf-8")
    with opened(path.as_uri(), viewport=DESK) as watched:
        page = watched.page
        page.fill("#search", "<script>")
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        for mark in page.locator(".mark").all():
            mark.focus()
        page.wait_for_timeout(200)
        assert "<script>alert(1)</script>" in page.inner_text("#tip")
        assert page.locator("script").count() == 1
        assert page.locator("img").count() == 0
