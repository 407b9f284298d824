"""Speed: how fast this machine reads articles and answers commands → one line a measurement, with its size.

    python tests/benchmarks/speed.py

Rates are of text, counted in UTF-8 megabytes, by one process after start-up, with one claim in about 1,000 characters
(news) and in about 100 (figure-dense); commands are timed whole, best of five. The endless lines take minutes.
"""

from __future__ import annotations

import gc
import itertools
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.articles import read
from consistency.cli import OBJECTS
from consistency.extraction import extract
from consistency.languages import codes
from consistency.model import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"
SHORTEST = 30  # characters of a sentence that is worth thinning out with
COPIES = 20
SIZES = (0.5, 1, 2, 5)  # megabytes
HOSTILE = {"digits": "7", "brackets": "(", "a scale word": "ezer ", "quotation marks": "„", "commas": "a, "}


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest time of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def mixture(articles: list[Article], spread: int) -> list[Article]:
    """Articles of the samples' own sentences, thinned out to one claim in about `spread` characters."""
    stated: list[tuple[str, int]] = []
    plain: list[str] = []
    for article in articles:
        claims = extract(article)[0]
        quotes = Counter(claim.quote for claim in claims)
        stated += quotes.items()
        rest = article.text
        for quote in quotes:
            rest = rest.replace(quote, "\n")
        plain += [s for s in re.split(r"(?<=[.?!]) +|\n+", rest) if len(s) > SHORTEST and not re.search(r"\d", s)]
    filler = itertools.cycle(plain)
    texts = []
    for _ in range(COPIES):
        text, claims_so_far = "", 0
        for quote, count in stated:
            claims_so_far += count
            text += quote + "\n\n"
            while len(text) < spread * claims_so_far:
                text += next(filler) + "\n\n"
        texts.append(text)
    return [replace(articles[0], text=text, sections=(Section(start=0, end=len(text), role="body"),)) for text in texts]


def reading() -> None:
    """Megabytes a second on the samples' sentences, at the density of news and dense with figures."""
    articles = [a for a in read([SEEDS], languages=codes()).articles if a.language]
    for language in sorted({str(a.language) for a in articles}):
        own = [a for a in articles if a.language == language]
        for name, spread in (("figure-dense", 100), ("news", 1000)):
            texts = mixture(own, spread)
            size = sum(len(a.text.encode()) for a in texts) / 1e6
            claims = sum(len(extract(a)[0]) for a in texts)
            letters = sum(len(a.text) for a in texts) / claims
            seconds = best(lambda texts=texts: [extract(a) for a in texts])
            rate = f"{size / seconds:7.2f} MB/s"
            print(f"extract {language} {name:13} {size:6.2f} MB, a claim in {letters:5.0f} characters {rate}")


def hostile() -> None:
    """The curve on one endless line: seconds at each size in megabytes."""
    blank = next(iter(read([SEEDS], languages=codes()).articles))
    for name, piece in HOSTILE.items():
        curve = []
        for size in SIZES:
            text = piece * int(size * 1e6 / len(piece.encode()))
            article = replace(blank, language="hu", text=text, sections=(Section(start=0, end=len(text), role="body"),))
            curve.append(f"{best(lambda article=article: extract(article), times=1):8.2f} s at {size} MB")
        print(f"hostile {name:16}" + ",".join(curve))


def commands() -> None:
    """Whole commands, from the shell's point of view."""
    with tempfile.TemporaryDirectory() as folder:
        for words in (
            ["--help"],
            ["extract", str(SEEDS / "2024-12-23-zelenszkij-veszteseg.md")],
            ["report", "--no-cache", str(SEEDS), "-o", folder],
        ):
            line = [sys.executable, "-m", "consistency", *words]
            seconds = best(lambda line=line: subprocess.run(line, capture_output=True, check=False), times=5)
            print(f"consistency {words[0]:10} {seconds:6.2f} s")


if __name__ == "__main__":
    gc.set_threshold(OBJECTS)  # as the command does
    reading()
    commands()
    hostile()
