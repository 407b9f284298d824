"""Accuracy: gold and extracted claims → precision, recall and F1 of the figures, and how often each field is right.

    python tests/benchmarks/accuracy.py            the table
    python tests/benchmarks/accuracy.py --misses   with every miss on stderr

A gold claim is found where an extracted claim overlaps its words and states the same ends in the same unit. The other
fields are judged on the found claims, and only where the gold entry has them. Results: one line a set.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from consistency.articles import read
from consistency.extraction import extract
from consistency.languages import codes
from consistency.model import Article, Claim, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GOLD = Path(__file__).parents[1] / "gold"
SEEDS = Path(__file__).parents[2] / "seeds"
FIELDS = ("closed", "approximate", "subject", "of", "place", "kind", "modality", "source", "as_of")


@dataclass
class Score:
    """Counts of one set: gold, found and extracted figures, whole claims, and what was judged of each field."""

    gold: int = 0
    found: int = 0
    extracted: int = 0
    whole: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / self.extracted if self.extracted else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def whole_share(self) -> float:
        return self.whole / self.gold if self.gold else 1.0

    def accuracy(self, name: str) -> float:
        return self.right[name] / self.judged[name] if self.judged[name] else 1.0


def judge(score: Score, article: Article, entry: dict[str, Any]) -> None:
    """Add one article's claims to the score."""
    left = list(extract(article)[0])
    for gold in entry.get("claims") or []:
        score.gold += 1
        where = _place(article.text, gold["text"], gold.get("nth", 1))
        hits = [
            claim for claim in left if claim.start < where[1] and claim.end > where[0] and _same_figure(gold, claim)
        ]
        if not hits:
            score.misses.append(f"{article.document} | figure | {gold['text']}")
            continue
        hit = max(hits, key=lambda claim: min(claim.end, where[1]) - max(claim.start, where[0]))
        left.remove(hit)
        score.found += 1
        score.extracted += 1
        score.whole += _judge_fields(score, article, gold, hit)
    for claim in left:
        if not _is_ignored(article.text, claim, entry.get("ignore") or []):
            score.extracted += 1
            score.misses.append(f"{article.document} | extra | {claim.text}")


def _judge_fields(score: Score, article: Article, gold: dict[str, Any], claim: Claim) -> bool:
    whole = True
    for name in FIELDS:
        if name not in gold:
            continue
        right = _agrees(name, gold[name], claim)
        score.judged[name] += 1
        score.right[name] += right
        whole &= right
        if not right:
            score.misses.append(
                f"{article.document} | {name} | {gold['text']} | want {gold[name]!r}, got {_got(name, claim)!r}"
            )
    return whole


def _same_figure(gold: dict[str, Any], claim: Claim) -> bool:
    interval = claim.quantity.interval
    if interval is None or (gold.get("low") is None and gold.get("high") is None):
        return interval is None and gold.get("low") is None and gold.get("high") is None
    ends = ((interval.low, gold.get("low")), (interval.high, gold.get("high")))
    return (
        all(_same_number(got, want) for got, want in ends)
        and gold.get("unit", claim.quantity.unit) == claim.quantity.unit
    )


def _same_number(got: float | None, want: float | None) -> bool:
    if got is None or want is None:
        return got is want
    return abs(got - want) <= 1e-3 * max(1.0, abs(want))


def _got(name: str, claim: Claim) -> Any:
    if name == "closed":
        return claim.quantity.interval.closed if claim.quantity.interval else None
    if name == "approximate":
        return claim.quantity.approximate
    if name == "as_of":
        return claim.as_of and [day.isoformat() for day in claim.as_of]
    return getattr(claim, name)


def _agrees(name: str, want: Any, claim: Claim) -> bool:
    got = _got(name, claim)
    if name == "place":
        return want[-1] in got if want else not got
    if name == "source":
        return _same_source(want, got)
    if name == "as_of":
        return (want and [str(day) for day in want]) == got
    return bool(want) == got if name == "approximate" else want == got


def _same_source(want: str | None, got: str | None) -> bool:
    """Whether one name has most of the words of the other; case endings, articles and titles do not count."""
    if not want or not got:
        return not want and not got
    stems = [{word[:5] for word in _words(name)} for name in (want, got)]
    return len(stems[0] & stems[1]) * 2 >= max(1, min(map(len, stems)))


def _words(name: str) -> list[str]:
    words = "".join(char if char.isalnum() else " " for char in name.casefold()).split()
    return [word for word in words if word not in ("a", "az", "the", "of", "és", "and")] or words


def _place(text: str, words: str, nth: int) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _is_ignored(text: str, claim: Claim, ignored: Iterable[str]) -> bool:
    for words in ignored:
        start = text.find(words)
        while start >= 0:
            if claim.start < start + len(words) and claim.end > start:
                return True
            start = text.find(words, start + 1)
    return False


def articles_of(folder: Path, gold: Path) -> Iterator[tuple[Article, dict[str, Any]]]:
    """The articles of a folder with their gold entries."""
    entries = {entry["document"]: entry for entry in load(gold)}
    for article in read([folder], languages=codes()).articles:
        entry = entries.get(article.document) or entries.get(Path(article.document).name)
        if entry is not None:
            yield article, entry


def passages_of(gold: Path) -> Iterator[tuple[Article, dict[str, Any]]]:
    """The passages of a file of cases, each as an article of its own."""
    for case in load(gold):
        text = case["text"]
        yield Article(
            document=case["name"], path=gold.name, text=text, sections=(Section(start=0, end=len(text), role="body"),),
            language=case["language"], published=str(case["published"]) if case.get("published") else None,
        ), case  # fmt: skip


@cache
def load(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def measured(pairs: Iterable[tuple[Article, dict[str, Any]]]) -> Score:
    """The score over articles and their gold entries."""
    score = Score()
    for article, entry in pairs:
        judge(score, article, entry)
    return score


def sets() -> dict[str, Iterator[tuple[Article, dict[str, Any]]]]:
    """Every set of gold in this repository, by name."""
    found = {"seeds": articles_of(SEEDS, GOLD / "seeds.yaml")}
    for gold in sorted(GOLD.glob("*/gold.yaml")):
        found[gold.parent.name] = articles_of(gold.parent, gold)
    for cases in sorted((GOLD / "rewordings").glob("*.yaml")):
        found[f"rewordings {cases.stem}"] = passages_of(cases)
    return found


def main() -> None:
    heads = ("set", "figures", "P", "R", "F1", *FIELDS, "whole")
    print(f"{heads[0]:14}" + "".join(f"{head:>12}" for head in heads[1:]))
    for name, pairs in sets().items():
        score = measured(pairs)
        numbers = [
            score.precision,
            score.recall,
            score.f1,
            *(score.accuracy(field) for field in FIELDS),
            score.whole_share,
        ]
        print(f"{name:14}{score.gold:>12}" + "".join(f"{number:>12.3f}" for number in numbers))
        if "--misses" in sys.argv:
            print(*score.misses, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()
