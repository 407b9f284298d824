"""Pages in a real Chromium: a browser for each file, a page that fails on what a reader would not see, and axe.

Where playwright, axe or Chromium is missing, these tests are left out and the summary says what to install; with
CONSISTENCY_BROWSER_TESTS=required they fail instead, so that a build cannot pass by leaving them out.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from browser.launching import launched, missing
from rendering.conftest import hostile, report  # noqa: F401 -- fixtures, shared with the tests of the renderers
from review.conftest import served, serving  # noqa: F401 -- and with those of the review's pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, BrowserContext, Page

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAID_OUT = """() => {
    for (const element of document.querySelectorAll("*"))
        if (getComputedStyle(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
}"""  # what is not laid out has no place on the screen, so that axe takes it for text on whatever else is there
GRAVE = ("serious", "critical")  # what axe finds of this impact fails a test, best practice included


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file; while it is open, no test could run an event loop of its own."""
    lack = missing()
    if lack and os.environ.get("CONSISTENCY_BROWSER_TESTS") == "required":
        pytest.fail(f"CONSISTENCY_BROWSER_TESTS is required, but there is {lack}")
    if lack:  # the README's test command passes without a browser, and says what it left out; `.ci/run` requires one
        pytest.skip(lack)
    with launched() as started:
        yield started


@dataclass
class Watched:
    """A page, and what it did beside showing itself: requests, errors of script or policy, dialogs."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Write down from now on what the page does."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("dialog", self._dismissed)

    def _dismissed(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def opened(browser: Browser) -> Callable[..., AbstractContextManager[Watched]]:
    """A function of an address and of options of a browser context → the page there, watched and in time closed.

    What the page may ask for is the address itself and all below `within`; at its end any other request, any error
    and any dialog fail the test.
    """

    @contextmanager
    def opening(address: str, *, within: str | None = None, **options: Any) -> Iterator[Watched]:
        context: BrowserContext = browser.new_context(**{"locale": "en-GB", **options})
        watched = Watched(page=context.new_page())
        watched.watch()
        try:
            watched.page.goto(address)
            yield watched
        finally:
            context.close()
        outside = [url for url in watched.requests if url != address and not (within and url.startswith(within))]
        assert not outside, f"the page asked for {outside}"
        assert not watched.errors, f"errors of the page: {watched.errors}"
        assert not watched.dialogs, f"the page opened dialogs: {watched.dialogs}"

    return opening


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """A function that fails with what axe holds against a page, if any of it is serious or critical."""

    def judged(page: Page) -> None:
        from axe_playwright_python.sync_playwright import Axe

        page.evaluate(LAID_OUT)
        options = {"runOnly": {"type": "tag", "values": list(STANDARDS)}, "resultTypes": ["violations"]}
        violations = Axe().run(page, options=options).response["violations"]
        if any(violation["impact"] in GRAVE for violation in violations):
            pytest.fail("\n".join(["axe found:", *map(told, violations)]), pytrace=False)

    return judged


def told(violation: dict[str, Any]) -> str:
    """A violation in words, with the first few elements that it is about."""
    nodes = violation["nodes"]
    shown = [f"    {' '.join(map(str, node['target']))}: {node['failureSummary']}" for node in nodes[:5]]
    more = [f"    and {len(nodes) - 5} more"] if len(nodes) > 5 else []
    return "\n".join([f"{violation['impact']} {violation['id']}: {violation['help']}", *shown, *more])
