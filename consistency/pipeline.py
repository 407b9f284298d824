"""The whole run: paths → articles → claims → topics and findings → Report.

Each step takes values and hands on values and problems; none of them prints, writes or reads the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from consistency import articles
from consistency.problems import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from consistency.articles import Reading
    from consistency.cache import Cache
    from consistency.model import Claim, Decision, Report, Rule
    from consistency.vocabulary import Additions

Progress = Callable[[float, int], None]  # how many files are done, a part of one counting too, and of how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What came out of one file: its articles by document, their claims, and claims that an earlier run wrote."""

    documents: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    earlier: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(paths: Iterable[str | Path], *, language: str | None = None) -> Reading:
    """The articles under `paths`, in the languages that there is a pack for (see `articles.read`)."""
    from consistency.languages import codes

    return articles.read(paths, languages=codes(), language=language)


def report(
    paths: Iterable[str | Path],
    *,
    rules: Sequence[str | Path] | None = None,
    language: str | None = None,
    today: date | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
    decided: Sequence[Decision] = (),
) -> Report:
    """Read `paths`, extract every claim, hold the claims against each other by the rules, and report.

    rules: rule files or folders; None is ./rules, else the shipped ones. language, progress: see `extract`.
    today: the day as of which projections are due; None is the newest publication date. cache: None reads all anew.
    decided: the decisions that hold (see `Ledger.holding`); what they correct is corrected before it is compared.
    Raises UserError where a rule is wrong, or where no article and no claim can be read at all.
    """
    from consistency.corrections import corrected
    from consistency.decisions import corrections
    from consistency.gathering import gather, settled

    files, missing = articles.find(paths)
    known = rules_from(rules, besides=missing)
    gathered = tuple(gather(files, language=language, additions=additions_from(rules), cache=cache, progress=progress))
    problems = (*missing, *(problem for file in gathered for problem in file.problems))
    columns, misread = corrected(settled(gathered), corrections(decided))
    documents = {document for file in gathered for document in file.documents}.union(columns["document"])
    if not documents:
        raise UserError(problems or "there is no article to read")

    from consistency.reconciliation import Rows, reconcile  # pandas comes with it, which a mistake need not wait for

    found = reconcile(tuple(Rows(columns)), known, today=today, articles=len(documents), problems=problems)
    return replace(found, decided=tuple(decided), misread=misread)


def extract(
    paths: Iterable[str | Path],
    *,
    language: str | None = None,
    everything: bool = False,
    rules: Sequence[str | Path] | None = None,
    progress: Progress | None = None,
) -> Iterator[Extracted]:
    """The claims of every article under `paths`, a file at a time, sorted by document.

    language: code of the language pack to read with; None goes by each article. everything: also the quantities
    that carry no claim. rules: as `report` takes them; of them only the vocabulary.yaml beside them is read here, and
    UserError raised where it is wrong.
    """
    from consistency.languages import codes

    additions = additions_from(rules)
    files, problems = articles.find(paths)
    yield Extracted(problems=problems)
    for done, reading in enumerate(articles.readings(files, languages=codes(), language=language)):
        yield _extracted(reading, everything, additions, partial(_told, progress, done, len(files)))


def _extracted(
    reading: Reading, everything: bool, additions: Additions, progress: Callable[[float], None]
) -> Extracted:
    from consistency import extraction

    claims: list[Claim] = []
    problems = list(reading.problems)
    for count, article in enumerate(reading.articles, start=1):
        found, withheld = extraction.extract(article, everything=everything, additions=additions)
        claims.extend(found)
        problems.extend(withheld)
        progress(count / len(reading.articles))
    return Extracted(
        documents=tuple(article.document for article in reading.articles),
        claims=tuple(claims),
        earlier=reading.claims,
        problems=tuple(problems),
    )


def _told(progress: Progress | None, done: int, total: int, share: float) -> None:
    if progress is not None:
        progress(done + share, total)


def additions_from(rules: Sequence[str | Path] | None) -> Additions:
    """The words of the user's own, beside the rules; raises UserError where they are wrong."""
    from consistency.rulebook import vocabulary

    additions, mistakes = vocabulary(rules)
    if mistakes:
        raise UserError(mistakes)
    return additions


def rules_from(paths: Sequence[str | Path] | None, *, besides: Sequence[Problem] = ()) -> tuple[Rule, ...]:
    """The rules under `paths`; raises UserError where there is none, or with every mistake in them.

    besides: what is known to be wrong already, to be told in the same breath.
    """
    from consistency.rulebook import load

    rules, problems = load(paths)
    if problems or not rules:
        raise UserError((*problems, *besides) if problems else "there is no rule to hold the figures against")
    return rules
