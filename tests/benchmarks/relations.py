"""Relations: pairs of figures with what they are to each other → how many are told right, and of the contradictions
raised how many are true.

    python tests/benchmarks/relations.py            a line a set, from the articles and from perfect claims
    python tests/benchmarks/relations.py --misses   with every miss on stderr
    python tests/benchmarks/relations.py FOLDER...  other sets: articles, gold.yaml, relations.yaml

A pair in one camp agrees; on opposite sides of a finding it has that verdict; else it was not compared. Perfect claims
are those of gold.yaml, with the fields that it gives; what an article itself tells (where the words stand, how round
the figure is) is read from it.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from consistency import pipeline
from consistency.articles import read
from consistency.extraction import extract
from consistency.extraction.composing import step_of
from consistency.intervals import Interval
from consistency.languages import codes
from consistency.model import Claim, Quantity
from consistency.reconciliation import reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.model import Article, Report

SETS = Path(__file__).parents[1] / "relations"
VERDICTS = {
    "contradiction": "contradicts", "denial": "contradicts", "agreement": "agrees", "borne_out": "agrees",
    "explained": "explained", "change": "changed", "not_borne_out": "not borne out",
}  # fmt: skip
APART = "not-comparable"
CLASH = "contradicts"


@dataclass
class Score:
    """pairs: (wanted verdict, told verdict) → how many. misses: a line each."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.pairs.total()

    @property
    def right(self) -> int:
        return sum(count for (wanted, told), count in self.pairs.items() if wanted == told)

    @property
    def share(self) -> float:
        return self.right / self.number if self.number else 1.0

    @property
    def raised(self) -> int:
        return sum(count for (_, told), count in self.pairs.items() if told == CLASH)

    @property
    def wanted(self) -> int:
        return sum(count for (wanted, _), count in self.pairs.items() if wanted == CLASH)

    @property
    def true(self) -> int:
        return self.pairs[CLASH, CLASH]


def sets() -> dict[str, Path]:
    """Each set by its name."""
    return {folder.name: folder for folder in sorted(SETS.iterdir()) if folder.is_dir()}


def measured(folder: Path, perfect: bool) -> Score:
    """How the relations of a set are told. perfect: from the claims of its gold, and not from those extracted."""
    paths = sorted((*folder.glob("*.md"), *folder.glob("*.txt")))
    articles = {Path(article.document).name: article for article in read(paths, languages=codes()).articles}
    found = {name: extract(article)[0] for name, article in articles.items()}
    if perfect:
        gold = {entry["document"]: entry.get("claims") or [] for entry in _loaded(folder / "gold.yaml")}
        found = {name: tuple(_perfect(articles[name], gold.get(name, []), found[name])) for name in articles}
    claims = [claim for some in found.values() for claim in some]
    report = reconcile(claims, pipeline.rules_from(None))
    score = Score()
    for relation in _loaded(folder / "relations.yaml"):
        one, other = (_claim(articles[name], words, found[name]) for name, words in (relation["a"], relation["b"]))
        told = APART if one is None or other is None else _between(one.claim_id, other.claim_id, report)
        score.pairs[relation["verdict"], told] += 1
        if told != relation["verdict"]:
            words = f"{relation['a'][0]} “{relation['a'][1]}” | {relation['b'][0]} “{relation['b'][1]}”"
            score.misses.append(f"{relation['verdict']}, told {told} | {words} | {relation['why']}")
    return score


def _loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []


def _claim(article: Article, words: str, claims: Iterable[Claim]) -> Claim | None:
    """The claim that has most of some words of an article, or None."""
    start = article.text.index(words)
    end = start + len(words)
    meeting = [claim for claim in claims if claim.start < end and start < claim.end]
    return max(meeting, key=lambda claim: (min(claim.end, end) - max(claim.start, start), -claim.start), default=None)


def _between(one: str, other: str, report: Report) -> str:
    """What a report tells of two claims."""
    if any({one, other} <= set(camp.claims) for topic in report.topics for camp in topic.camps):
        return "agrees"
    for finding in report.findings:
        sides = [next((at for at, side in enumerate(finding.sides) if claim in side), None) for claim in (one, other)]
        if None not in sides and sides[0] != sides[1]:
            return VERDICTS[finding.verdict]
    return APART


def _perfect(article: Article, gold: Iterable[dict[str, Any]], extracted: Iterable[Claim]) -> Iterable[Claim]:
    """The claims of an article as its gold has them."""
    known = list(extracted)
    for number, given in enumerate(gold):
        start = -1
        for _ in range(given.get("nth", 1)):
            start = article.text.index(given["text"], start + 1)
        yield _as_given(article, f"{article.document}#{number}", start, given, known)


def _as_given(article: Article, name: str, start: int, given: dict[str, Any], known: Iterable[Claim]) -> Claim:
    end = start + len(given["text"])
    low, high = given["low"], given["high"]
    interval = None
    if low is not None or high is not None:
        interval = Interval(low=low, high=high, closed="both" if low == high else given.get("closed", "both"))
    like = next((c for c in known if c.start < end and start < c.end and c.quantity.interval == interval), None)
    quantity = Quantity(
        interval=interval, unit=given.get("unit", "count"), approximate=given.get("approximate", False),
        vague=like.quantity.vague if like else False, worded_share=like.quantity.worded_share if like else False,
        resolution=like.quantity.resolution if like else _step(low, high),
    )  # fmt: skip
    source = given.get("source")
    same = like is not None and bool(like.source and source) and (source in like.source or like.source in source)
    origins = like.origins if like and same else ((source,) if source else (article.outlet or article.document,))
    parties = tuple(given.get("parties") or (like.parties if like and same else origins))
    begin, sentence = _sentence(article.text, start, end)
    return Claim(
        claim_id=name, document=article.document, title=article.title, outlet=article.outlet,
        language=article.language, published=article.published, in_title=like.in_title if like else False,
        start=start, end=end, text=given["text"], quote_start=begin, quote=sentence, quantity=quantity,
        subject=given.get("subject"), of=given.get("of"), place=tuple(given.get("place") or ()),
        predicate=given.get("predicate"), event=given.get("event"), kind=given.get("kind", "level"),
        modality=given.get("modality", "asserted"), source=source, origins=origins, parties=parties,
        as_of=_days(given.get("as_of")), said_on=_days(given.get("said_on")), sketch=like.sketch if like else "",
    )  # fmt: skip


def _sentence(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the line of some words begins, and the line."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return begin, text[begin : stop if stop >= 0 else len(text)]


def _days(given: Any) -> tuple[date, date] | None:
    if not given:
        return None
    days = [date.fromisoformat(str(day)) for day in (given if isinstance(given, list) else [given])]
    return days[0], days[-1]


def _step(low: float | None, high: float | None) -> float | None:
    """The step that the digits of a single figure suggest; None for a range."""
    if low is None or low != high:
        return None
    digits = f"{abs(low):.10f}".rstrip("0").rstrip(".")
    _, _, decimals = digits.partition(".")
    return float(10.0 ** -len(decimals)) if decimals else step_of(low)


def main() -> None:
    """Print a line for each set and each way of measuring it."""
    folders = {Path(name).name: Path(name) for name in sys.argv[1:] if not name.startswith("-")} or sets()
    print(f"{'set':12} {'claims':9} {'right':>12} {'share':>6}   contradictions: raised  true  wanted")
    totals = {False: Score(), True: Score()}
    for name, folder in folders.items():
        for perfect, score in ((way, measured(folder, way)) for way in (False, True)):
            totals[perfect].pairs += score.pairs
            _print(name, perfect, score)
            if "--misses" in sys.argv:
                print(*(f"{name} {'perfect' if perfect else 'extracted'} | {miss}" for miss in score.misses), sep="\n",
                      file=sys.stderr)  # fmt: skip
    for perfect, score in totals.items() if len(folders) > 1 else ():
        _print("all", perfect, score)


def _print(name: str, perfect: bool, score: Score) -> None:
    right = f"{score.right} of {score.number}"
    kind = "perfect" if perfect else "extracted"
    print(f"{name:12} {kind:9} {right:>12} {score.share:6.2f}   {score.raised:22} {score.true:5} {score.wanted:7}")


if __name__ == "__main__":
    main()
