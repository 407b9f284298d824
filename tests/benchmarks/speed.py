"""Speed: how fast this machine reads articles and answers commands → one line a measurement, with its size.

    python tests/benchmarks/speed.py

Rates are of text, counted in UTF-8 megabytes, by one process after start-up; commands are timed whole, best of five.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.articles import read
from consistency.extraction import extract
from consistency.languages import codes
from consistency.model import Section

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[2] / "seeds"
FILLER = {"en": "The talks went on into the night and nobody left the room before the end. ",
          "hu": "A tárgyalások késő éjszakáig tartottak, és senki sem hagyta el a termet. "}  # fmt: skip
HOSTILE = {"digits": "7", "brackets": "(", "a scale word": "ezer ", "quotation marks": "„", "commas": "a, "}


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest time of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def reading() -> None:
    """Megabytes a second on the sample articles, as they are and thinned out to the density of news."""
    articles = [a for a in read([SEEDS], languages=codes()).articles if a.language]
    for language in codes():
        own = [a for a in articles if a.language == language]
        for name, filler in (("figure-dense", ""), ("news", "\n\n" + 12 * FILLER[language])):
            texts = [
                replace(a, text=(t := a.text + filler), sections=(Section(start=0, end=len(t), role="body"),))
                for a in own
            ]
            size = sum(len(a.text.encode()) for a in texts) / 1e6
            claims = sum(len(extract(a)[0]) for a in texts)
            seconds = best(lambda texts=texts: [extract(a) for a in texts])
            print(f"extract {language} {name:13} {size:6.2f} MB {claims:5} claims {size / seconds:7.2f} MB/s")


def hostile() -> None:
    """Growth of the time on one endless line: seconds at 250 kB and how many times that at 1 MB (linear is 4)."""
    blank = next(iter(read([SEEDS], languages=codes()).articles))
    for name, piece in HOSTILE.items():
        seconds = []
        for size in (250_000, 1_000_000):
            text = piece * (size // len(piece.encode()))
            article = replace(blank, language="hu", text=text, sections=(Section(start=0, end=len(text), role="body"),))
            seconds.append(best(lambda article=article: extract(article), times=1))
        print(f"hostile {name:16} {seconds[0]:6.2f} s at 0.25 MB, {seconds[1] / seconds[0]:5.1f} times that at 1 MB")


def commands() -> None:
    """Whole commands, from the shell's point of view."""
    with tempfile.TemporaryDirectory() as folder:
        for words in (
            ["--help"],
            ["extract", str(SEEDS / "2024-12-23-zelenszkij-veszteseg.md")],
            ["report", str(SEEDS), "-o", folder],
        ):
            line = [sys.executable, "-m", "consistency", *words]
            seconds = best(lambda line=line: subprocess.run(line, capture_output=True, check=False), times=5)
            print(f"consistency {words[0]:10} {seconds:6.2f} s")


if __name__ == "__main__":
    reading()
    commands()
    hostile()
