"""Measures how fast new articles are checked: a seeded archive → seconds of `consistency check`, start to end.

    python tests/benchmarks/checking.py [--articles N]

Three runs are timed, each a process of its own, the best of three: one new article against the sample articles read
anew, against 1,000 made articles whose claims are in the cache, and against N (100,000) articles as claims in a Parquet
file. Each made article has five figures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

if __package__:
    from benchmarks import reconciling
else:  # run as a script
    import reconciling  # type: ignore[no-redef]

TURNS = 3
ROOT = Path(__file__).parents[2]
TOWNS = ("Szeged", "Debrecen", "Sumy", "Odesa", "Malatya", "Derna", "Valencia", "Seoul")
THINGS = ("protesters marched", "people were evacuated", "soldiers were deployed", "houses were destroyed")
NEW = """---
title: A new count
date: 2024-06-01
source: Daily
---

Kyiv said that 30,000 North Korean soldiers were in Russia. Police counted 12,000 protesters in Szeged on Saturday.
"""


def article(number: int, random: np.random.Generator) -> str:
    """A short article of five figures."""
    day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
    lines = [f"---\ntitle: Report {number}\ndate: {day}\nsource: Paper {number % 200}\n---\n"]
    for figure in random.integers(2, 400, reconciling.AN_ARTICLE).tolist():
        town, thing = TOWNS[figure % len(TOWNS)], THINGS[(figure + number) % len(THINGS)]
        lines.append(f"Officials in {town} said that {figure},{number % 10}00 {thing} there, and called for calm.\n")
    return "\n".join(lines)


def seconds(folder: Path, *arguments: str) -> float:
    """The best of a few runs, of which the first fills the cache."""
    took = []
    environment = {**os.environ, "CONSISTENCY_CACHE": str(folder / "cache")}
    for _ in range(TURNS):
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "consistency", "check", "new.md", *arguments], cwd=folder, env=environment,
            check=False, capture_output=True,
        )  # fmt: skip
        took.append(time.perf_counter() - begun)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
    return min(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="how many in the Parquet file")
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "new.md").write_text(NEW, encoding="utf-8")
        samples = [
            path for path in (ROOT / "seeds").iterdir() if path.suffix in (".md", ".txt") and path.stem != "README"
        ]
        (folder / "samples").mkdir()
        for path in sorted(samples)[:20]:
            shutil.copy(path, folder / "samples")
        print(f"20 articles, no cache: {seconds(folder, '--against', 'samples', '--no-cache'):.2f} s")
        random = np.random.default_rng(7)
        (folder / "made").mkdir()
        for number in range(1_000):
            (folder / "made" / f"{number:04}.md").write_text(article(number, random), encoding="utf-8")
        print(f"1,000 articles, all in the cache: {seconds(folder, '--against', 'made'):.2f} s")
        claims = count * reconciling.AN_ARTICLE
        reconciling.claims(claims, max(1, claims // reconciling.A_TOPIC)).to_parquet(folder / "archive.parquet")
        took = seconds(folder, "--against", "archive.parquet")
        print(f"{count:,} articles ({claims:,} claims) in Parquet: {took:.2f} s")


if __name__ == "__main__":
    main()
