"""Measures how fluently a report of many topics opens: seeded articles → the bytes and seconds of report.html.

    python tests/benchmarks/page.py [--topics N] [--keep FILE]

Made articles tell of eight things in each of many towns, in four papers (twice as many figures a topic as in the
sample articles); of one topic in five the last paper disagrees. They are read and reconciled as any others. Printed are
the size of the page and, in Chromium (found as tests/browser does), the seconds from its address to its first frame and
to its end, and from a keystroke, a choice or a jump to the frame that shows it: the best of three.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from consistency import pipeline
from consistency.rendering import html

if not __package__:  # run as a script
    sys.path.insert(0, str(Path(__file__).parents[1]))
from browser.launching import launched, missing

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from consistency.model import Report

TOPICS = 1_000
TURNS = 3
TOWNS_FILE = Path(pipeline.__file__).parent / "vocabulary" / "geonames.tsv"
PAPERS = ("Morning Post", "Evening Wire", "Harbour Gazette", "Northern Mail")
VOICES = ("The mayor", "Police", "The Red Cross", "Rescue workers")
THINGS = (
    "people were evacuated from {town} after the river had burst its banks",
    "houses were destroyed in {town} when the storm passed over the lower quarters",
    "protesters marched through {town} against the new tax on bread",
    "soldiers were deployed in {town} to hold the bridges and the station",
    "people were killed in {town} in the night of the fire",
    "people were injured in {town}, many of them by falling tiles",
    "refugees arrived in {town} in the course of the week",
    "schools were closed in {town} until further notice",
)


def towns(count: int) -> list[str]:
    """The names of `count` towns that are one word and called like no other."""
    lines = [line.split("\t") for line in TOWNS_FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    names = [name for _, name, _, thousands, *_ in lines if thousands.isdigit() and int(thousands) > 150]
    return [name for name in names if name.isalpha() and name.isascii() and names.count(name) == 1][:count]


def articles(topics: int, folder: Path, seed: int = 11) -> None:
    """Write articles that speak of `topics` things, each in all papers."""
    random = np.random.default_rng(seed)
    for town in towns(-(-topics // len(THINGS))):
        figures = random.integers(20, 900, len(THINGS)) * 100 + random.integers(1, 99, len(THINGS))
        for number, paper in enumerate(PAPERS):
            day = f"2024-{1 + len(town) % 12:02}-{10 + number:02}"
            lines = [f"---\ntitle: The week in {town}\ndate: {day}\nsource: {paper}\n---\n"]
            for thing, figure in zip(THINGS, figures.tolist(), strict=True):
                said = figure * 2 if number == 3 and random.random() < 0.2 else figure
                lines.append(f"{VOICES[number]} said that {said:,} {thing.format(town=town)}.\n")
            (folder / f"{town.lower()}-{number}.md").write_text("\n".join(lines), encoding="utf-8")


def report(topics: int = TOPICS) -> Report:
    """The report on made articles of about `topics` topics."""
    with tempfile.TemporaryDirectory() as name:
        articles(topics, Path(name))
        return pipeline.report([name])


ACTIONS = {
    "the first letter of a search": "type('f')",
    "the second": "type('fl')",
    "a search that finds nothing": "type('zzz')",
    "all shown again": "document.querySelector('#filter button').click()",
    "a verdict chosen": "choose('by-verdict', 'contradiction')",
    "all shown once more": "choose('by-verdict', '')",
    "a jump to the last finding": "location.hash = Array.from(document.querySelectorAll('.finding')).at(-1).id",
    "a tip": "document.querySelectorAll('.mark')[7].focus()",
}
TIMED = """([script]) => new Promise((resolve) => {
    const field = (id) => document.getElementById(id);
    const told = (element, value) => {
        element.value = value;
        element.dispatchEvent(new Event("input", {bubbles: true}));
    };
    const type = (text) => told(field("search"), text), choose = (id, value) => told(field(id), value);
    const begun = performance.now();
    eval(script);
    setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - begun) / 1000))));
})"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def opened(page: Page, address: str) -> dict[str, float]:
    """The seconds until a page stands, and until what a reader does to it is seen."""
    begun = time.perf_counter()
    page.goto(address)
    took = {"loaded": time.perf_counter() - begun, "first frame": page.evaluate(PAINTED)}
    for name, script in ACTIONS.items():
        took[name] = page.evaluate(TIMED, [script])
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=TOPICS, help="about how many")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where to leave the page")
    options = parser.parse_args()
    made = report(options.topics)
    begun = time.perf_counter()
    content = html.render(made).encode()
    took = time.perf_counter() - begun
    print(
        f"{len(made.topics):,} topics, {len(made.claims):,} claims, {len(made.findings):,} findings: "
        f"{len(content) / 1e6:.1f} MB, made in {took:.2f} s"
    )
    if missing():
        raise SystemExit(missing())
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        path = options.keep or Path(folder) / "report.html"
        path.write_bytes(content)
        turns = []
        for _ in range(TURNS):
            page = browser.new_page()
            turns.append(opened(page, path.resolve().as_uri()))
            page.close()
        for name in turns[0]:
            print(f"{name}: {min(turn[name] for turn in turns):.3f} s")


if __name__ == "__main__":
    main()
