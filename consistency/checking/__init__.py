"""Checking: new articles and an archive → what is found of the new ones, as annotations at their words.

`changes` asks git which articles are new; `acceptances` reads what is accepted in an article itself; `annotating` makes
annotations of findings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache as cache_
from functools import partial
from typing import TYPE_CHECKING

from consistency import articles
from consistency.annotations import ACCEPTANCE, Checked, Help
from consistency.articles.columns import joined_columns
from consistency.checking.acceptances import acceptances
from consistency.checking.annotating import New, Setting, annotated
from consistency.checking.changes import since as changed_since
from consistency.corrections import corrected
from consistency.decisions import Ledger, corrections, standing
from consistency.gathering import gather, settled
from consistency.pipeline import additions_from, rules_from
from consistency.problems import Problem, UserError
from consistency.reconciliation import Rows, reconcile, uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from consistency.articles.columns import Columns
    from consistency.articles.discover import Found
    from consistency.cache import Cache
    from consistency.checking.acceptances import Acceptance
    from consistency.decisions import Decision
    from consistency.gathering import Gathered
    from consistency.model import Rule
    from consistency.pipeline import Progress

WHY_ACCEPTANCE = (
    "What is accepted in an article needs a reason and something to accept: <!-- consistency: accept RULE why: … "
    "until: … --> before the paragraph that it speaks of."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Which articles are checked, and against which. paths: the new ones, or, with `since` (a commit), all of them, of
    which those that git says are new or changed since then are the new ones and the rest the archive. texts: what an
    editor holds of a file, by its real path, in the place of its bytes. besides: files that are no articles.
    """

    paths: tuple[str | Path, ...]
    against: tuple[str | Path, ...] = ()
    since: str | None = None
    language: str | None = None
    texts: Mapping[str, bytes] | None = None
    besides: tuple[Path, ...] = ()


def check(
    sources: Sources,
    *,
    day: date,
    rules: Sequence[str | Path] | None = None,
    decisions: Iterable[Decision] = (),
    today: date | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Checked:
    """The findings in which a new article takes part.

    day: as of which acceptances hold. today: as of which projections are due; None is the newest publication date.
    rules, cache, progress: as `pipeline.report` takes them. Raises UserError where a rule is wrong, or where there is
    nothing to check.
    """
    new_files, old_files, missing = _found(sources)
    known = rules_from(rules, besides=missing)
    read = partial(gather, language=sources.language, additions=additions_from(rules), cache=cache)
    with uncollected():
        held = _held(new_files, sources.texts)
        new = tuple(read(new_files, texts=held))
        old = tuple(read(old_files, progress=progress))
    problems = (*missing, *(problem for file in (*new, *old) for problem in file.problems))
    columns = settled(new)
    documents = _new_articles(new, columns, known, held, sources.language)
    archive = settled(old, documents)
    ledger = Ledger(decisions)
    decided = ledger.holding(day)
    put_right = corrections(decided)
    columns, misread = corrected(columns, put_right)
    archive, others = corrected(archive, put_right)
    if not documents and not (sources.since and (archive["document"] or not problems)):
        raise UserError(problems or "there is no article to check")

    rows = Rows(joined_columns([archive, columns]))
    report = reconcile(rows, known, today=today, articles=len(documents), problems=problems, concerning=set(documents))
    claims = report.claims
    at = {name: row for row, name in enumerate(claims.given["claim_id"])} if isinstance(claims, Rows) else {}
    facts = {fact.claim_id: fact for rule in known for fact in rule.facts}
    setting = Setting(
        claims=lambda name: facts[name] if name in facts else claims[at[name]],
        new=documents,
        places=_places(old),
        sheets={fact.claim_id: articles.named(rule.path) for rule in known for fact in rule.facts},
        standing=lambda finding: standing(finding, ledger, day),
        archived=_archived(old, [rule.id for rule in known], sources.language),
        put_right={claim.claim_id: (put_right[claim.claim_id], claim) for claim in (*others, *misread)},
        whole=bool(old_files),
        day=day,
    )
    return Checked(
        new=len(documents),
        archive=len(set(archive["document"]).union(*(file.documents for file in old)) - documents.keys()),
        documents=tuple(sorted({article.path for article in documents.values()})),
        annotations=annotated(report.findings, setting),
        rules=_helps(known),
        report=replace(report, decided=decided, misread=(*others, *misread)),
        problems=problems,
        files={document: file.file for file in (*old, *new) for document in file.documents},
    )


def _found(sources: Sources) -> tuple[tuple[Found, ...], tuple[Found, ...], tuple[Problem, ...]]:
    """The files of the new articles, those of the archive, and the paths that name none."""
    found, missing = articles.find((*sources.paths, *sources.against))  # at once, so that no two have one name
    besides = {os.path.realpath(path) for path in sources.besides}
    files = [file for file in found if os.path.realpath(file.path) not in besides]
    given = {os.path.realpath(file.path) for file in articles.find(sources.paths)[0]}
    if sources.since is not None:
        changes = changed_since(sources.since, [str(path) for path in sources.paths])
        given = {real for file in files if (real := os.path.realpath(file.path)) in given and changes.has(file.path)}
    new = tuple(file for file in files if os.path.realpath(file.path) in given)
    old = tuple(file for file in files if os.path.realpath(file.path) not in given)
    return new, old, missing


def _held(files: Iterable[Found], texts: Mapping[str, bytes] | None) -> dict[str, bytes]:
    """The bytes of files by their real paths, read once, as standard input can be; `texts` stands in their place."""
    found: dict[str, bytes] = {}
    for file in files:
        source = articles.opened(file, texts)
        if not isinstance(source, Problem):
            found[os.path.realpath(file.path)] = source.data
    return found


def _new_articles(
    files: Sequence[Gathered],
    columns: Columns,
    rules: Sequence[Rule],
    held: Mapping[str, bytes],
    language: str | None,
) -> dict[str, New]:
    """The new articles by document, with their texts; of claims that were written earlier there is no text."""
    from consistency.languages import codes

    ids = [rule.id for rule in rules]
    setting = articles.Setting(languages=codes(), language=language)
    opened = [articles.opened(file.file, held) for file in files if file.documents]
    texts = {
        article.document: article.text
        for source in opened
        if not isinstance(source, Problem)
        for article in articles.read_source(source, setting).articles
    }
    found: dict[str, New] = {}
    for file in files:
        for document, line in file.documents.items():
            text = texts.get(document)
            path = document if line is None else file.file.document
            accepted = acceptances(text, ids) if text else ()
            found[document] = New(document=document, path=path, line=line, text=text, acceptances=accepted)
    for document in columns["document"]:
        found.setdefault(document, New(document=document, path=document))
    return found


def _archived(
    files: Sequence[Gathered], rules: Sequence[str], language: str | None
) -> Callable[[str], tuple[Acceptance, ...]]:
    """What is accepted in an article of the archive, which is read again only where it is asked for."""
    from consistency.languages import codes

    of = {document: file.file for file in files for document in file.documents}
    setting = articles.Setting(languages=codes(), language=language)

    @cache_
    def found(document: str) -> tuple[Acceptance, ...]:
        source = articles.opened(of[document]) if document in of else None
        if source is None or isinstance(source, Problem) or b"<!--" not in source.data:
            return ()
        texts = [one.text for one in articles.read_source(source, setting).articles if one.document == document]
        return acceptances(texts[0], rules) if texts else ()

    return found


def _places(files: Iterable[Gathered]) -> dict[str, tuple[str, int]]:
    """Where documents stand that are lines of a file."""
    return {
        document: (file.file.document, line)
        for file in files for document, line in file.documents.items() if line is not None
    }  # fmt: skip


def _helps(rules: Iterable[Rule]) -> tuple[Help, ...]:
    told = [Help(id=rule.id, title=rule.title, why=rule.why, severity=rule.severity, path=rule.path) for rule in rules]
    told.append(Help(id=ACCEPTANCE, title="Acceptances in articles", why=WHY_ACCEPTANCE, severity="warning"))
    return tuple(sorted(told, key=lambda one: one.id))
