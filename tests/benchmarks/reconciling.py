"""Measures how fast claims are reconciled: a seeded table of claims → seconds, and the growth from size to size.

    python tests/benchmarks/reconciling.py [--most N]

Two shapes are measured at 10,000, 100,000 and 1,000,000 claims: topics of twenty claims each, of which one in ten is
disputed, one in ten has moved and one in twenty is explained by reinforcements; and one single topic of them all (to
100,000). It prints the seconds of `consistency.reconcile` on a pandas table under the shipped `any-figure` rule, how
many times as long each size takes as the one before it, and the greatest memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
import pandas as pd

import consistency

COUNTRIES = ("UA", "TR", "MA", "LY", "KR", "HU", "DE", "US")
PARTIES = ("Pentagon", "Seoul", "Kyiv", "Moscow", "Brussels", "Ankara", "Budapest")
AN_ARTICLE = 5  # claims in each
A_TOPIC = 20  # claims in each
SIZES = (10_000, 100_000, 1_000_000)


def claims(count: int, topics: int, seed: int = 5) -> pd.DataFrame:
    """A table of `count` claims on `topics` towns, in the columns of claims.csv."""
    random = np.random.default_rng(seed)
    town = np.arange(count) % topics
    base = random.choice([300, 1_200, 5_000, 12_000, 40_000], topics)[town]
    fate = random.random(topics)[town]
    day = random.integers(0, 20, count) + random.integers(0, 300, topics)[town]
    party = random.integers(0, len(PARTIES), count)
    value = base.astype(float)
    value[(fate < 0.1) & (party == 0)] *= 1.4
    moved = (fate >= 0.1) & (fate < 0.25) & (random.random(count) < 0.3)
    value[moved] *= 2
    day[moved] += 90
    kind = np.full(count, "level", dtype=object)
    sent = np.flatnonzero((fate >= 0.2) & (fate < 0.25))[::A_TOPIC]
    kind[sent], value[sent], day[sent] = "increase", base[sent], day[sent] + 60
    published = (np.datetime64("2024-01-01") + day.astype("timedelta64[D]")).astype(str)
    article = np.arange(count) // AN_ARTICLE
    said = [f"{number:,.0f} soldiers" for number in value.tolist()]
    names = np.array(PARTIES, dtype=object)[party].tolist()
    fixed = {"title": None, "language": "en", "in_title": False, "closed": "both", "approximate": False, "vague": False}
    fixed |= {"unit": "count", "subject": "soldier", "predicate": None, "event": None, "modality": "asserted"}
    fixed |= {"via": None, "as_of": None, "said_on": None, "sketch": "", "resolution": 100.0}
    return pd.DataFrame(
        {
            "claim_id": [f"c{number:07}" for number in range(count)],
            "document": [f"article-{number:06}.md" for number in article.tolist()],
            "outlet": [f"Paper {number % 200}" for number in article.tolist()],
            "published": published,
            "start": (np.arange(count) % AN_ARTICLE) * 100,
            "end": (np.arange(count) % AN_ARTICLE) * 100 + [len(words) for words in said],
            "text": said, "quote": said,
            "low": value, "high": value, "of": "KP",
            "place": [[COUNTRIES[number % len(COUNTRIES)], f"Town {number}"] for number in town.tolist()],
            "kind": kind, "source": names,
            "origins": [[name] for name in names], "parties": [[name] for name in names],
            "links": [[] for _ in range(count)],
        }
    ).assign(**fixed)  # fmt: skip


def seconds(table: pd.DataFrame) -> tuple[float, int]:
    """How long reconciling takes, and how many findings it gives."""
    begun = time.perf_counter()
    found = consistency.reconcile(table, consistency.rules("any-figure"))
    return time.perf_counter() - begun, len(found.findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of claims")
    most = parser.parse_args().most
    for name, size, limit in (
        ("topics of twenty", A_TOPIC, most),
        ("one topic", 100_000, 100_000),
    ):
        before = None
        for count in (count for count in SIZES if count <= min(most, limit)):
            took, findings = seconds(claims(count, max(1, count // size)))
            growth = f", {took / before:.1f} times the size before" if before else ""
            print(f"{name}: {count:,} claims in {took:.2f} s{growth}; {findings:,} findings", flush=True)
            before = took
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main()
