"""Scoreboard: everything that reading is measured on → precision, recall and F1 of the figures, one line a set.

    python tests/benchmarks/scoreboard.py                    the sets of this repository
    python tests/benchmarks/scoreboard.py --beside FOLDER    and what lies in FOLDER: seeds, gold/<language> and peers

The sets are the gold in tests/gold (articles and rewordings), the sentences in tests/languages by what each is about,
and, where FOLDER holds them, other articles with their gold and the test suites of other extractors.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if __package__:
    from benchmarks import accuracy, peers
else:  # run as a script
    import accuracy  # type: ignore[no-redef]
    import peers  # type: ignore[no-redef]

from consistency.languages import codes
from consistency.model import Article, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGES = Path(__file__).parents[1] / "languages"


def line(name: str, score: accuracy.Score) -> str:
    """One set: its figures, precision, recall, F1 and the share of claims that are right in every field."""
    numbers = (score.precision, score.recall, score.f1, score.whole_share)
    return f"{name:36}{score.gold:8}" + "".join(f"{number:9.3f}" for number in numbers)


def cases() -> dict[str, list[tuple[Article, dict[str, Any]]]]:
    """The sentences of every language by language and class, each as an article of its own."""
    found: dict[str, list[tuple[Article, dict[str, Any]]]] = defaultdict(list)
    for code in codes():
        for case in yaml.safe_load((LANGUAGES / f"{code}.yaml").read_text(encoding="utf-8")):
            body = Section(start=0, end=len(case["text"]), role="body")
            published = str(case["published"]) if "published" in case else None
            article = Article(
                document=case["name"], path=f"{code}.yaml", text=case["text"], sections=(body,), language=code,
                published=published,
            )  # fmt: skip
            found[f"{code} {case['class']}"].append((article, case))
    return found


def beside(folder: Path) -> Iterator[tuple[str, Iterable[tuple[Article, dict[str, Any]]]]]:
    """The sets that lie in a folder beside the repository."""
    if (folder / "gold" / "seeds.yaml").is_file():
        yield "seeds beside", accuracy.articles_of(folder / "seeds", folder / "gold" / "seeds.yaml")
    for gold in sorted((folder / "gold").glob("*/gold.yaml")):
        yield f"gold {gold.parent.name} beside", accuracy.articles_of(gold.parent, gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, help="a folder that holds seeds, gold and peers")
    options = parser.parse_args()
    print(f"{'set':36}{'figures':>8}" + "".join(f"{head:>9}" for head in ("P", "R", "F1", "whole")))
    for name, pairs in accuracy.sets().items():
        print(line(name, accuracy.measured(pairs)))
    for name, pairs in sorted(cases().items()):
        print(line(f"cases {name} ({len(pairs)})", accuracy.measured(pairs)))
    if options.beside:
        for name, told in beside(options.beside):
            print(line(name, accuracy.measured(told)))
        for suite in peers.suites(options.beside / "peers"):
            print(peers.measure(suite, misses=False))


if __name__ == "__main__":
    main()
