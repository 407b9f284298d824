"""Where Chromium is and how it is started: for the tests of pages and for the benchmark of one."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing() -> str:
    """What a test of a page lacks and how to get it; nothing where all is there."""
    absent = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    if absent:
        return f"no {' and no '.join(absent)}: python -m pip install -e '.[browser]'"
    if chromium() is None:
        return "no Chromium: install it (Debian: apt-get install chromium) or name it in CONSISTENCY_CHROMIUM"
    return ""


def chromium() -> str | None:
    """The path of the browser: what CONSISTENCY_CHROMIUM names, else the first of the usual names on PATH."""
    named = os.environ.get("CONSISTENCY_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium without a window, which does nothing on its own account."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        yield browser
        browser.close()
