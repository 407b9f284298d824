"""Gathering: files → the claims in them as columns, through a cache that spares reading what has not changed.

A Parquet file of claims becomes columns as it is, without an object for each claim, so that an archive of a hundred
thousand articles is read in seconds.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from consistency import articles
from consistency.articles.arrow import lists
from consistency.articles.columns import Columns, checked_columns, joined_columns, plain
from consistency.problems import Problem
from consistency.records import FIELDS, to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from consistency.articles import Reading, Source
    from consistency.articles.discover import Found
    from consistency.cache import Cache
    from consistency.model import Article, Claim
    from consistency.vocabulary import Additions

PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came out of one file.

    documents: its articles, each with its line in the file where it is one of several, else None. claims: of these.
    earlier: claims that an earlier run wrote.
    """

    file: Found
    documents: dict[str, int | None] = field(default_factory=dict)
    claims: Columns = field(default_factory=dict)
    earlier: Columns = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def gather(
    files: Sequence[Found],
    *,
    language: str | None,
    additions: Additions,
    cache: Cache | None,
    progress: Callable[[float, int], None] | None = None,
    texts: Mapping[str, bytes] | None = None,
) -> Iterator[Gathered]:
    """What is in each of `files`, in their order; a document that comes again is told, and left out.

    language: the language pack to read with; None goes by each article. additions: words of the user's own. cache:
    None reads everything anew. texts: what an editor holds of a file, by its real path, in the place of its bytes.
    """
    from consistency.languages import codes

    setting = articles.Setting(languages=codes(), language=language)
    taken: dict[str, str] = {}
    for done, file in enumerate(files, start=1):
        source = articles.opened(file, texts)
        if isinstance(source, Problem):
            yield Gathered(file=file, problems=(source,))
        elif source.data.startswith(PARQUET):
            yield _of_parquet(file, source)
        else:
            yield _once(_of_file(file, source, setting, additions, cache), taken)
        if progress is not None:
            progress(done, len(files))
    if cache is not None:
        cache.trim()


def settled(files: Iterable[Gathered], besides: Iterable[str] = ()) -> Columns:
    """The claims of all files; an article that was read stands for all that was written of it earlier.

    besides: documents of which none are wanted.
    """
    files, unwanted = tuple(files), set(besides)
    anew = unwanted.union(*(file.documents for file in files))
    kept = [_without(file.earlier, anew) for file in files if file.earlier]
    return joined_columns([*kept, *(_without(file.claims, unwanted) for file in files)])


def _without(columns: Columns, documents: set[str]) -> Columns:
    """The claims of other documents."""
    if documents.isdisjoint(columns.get("document", ())):
        return columns
    keep = [row for row, name in enumerate(columns["document"]) if name not in documents]
    return {name: [values[row] for row in keep] for name, values in columns.items()}


def _of_file(
    file: Found, source: Source, setting: articles.Setting, additions: Additions, cache: Cache | None
) -> Gathered:
    if cache is None:
        return _restored(file, source.path, _entry(source, setting, additions))
    key = cache.key(source.data, source.document, _form(source.path), setting.language, repr(additions))
    entry = cache.get(key)
    if entry is not None:
        with suppress(KeyError, TypeError, ValueError, AttributeError):  # an entry that is not ours is none
            return _restored(file, source.path, entry)
    entry = _entry(source, setting, additions)
    cache.put(key, entry)
    return _restored(file, source.path, entry)


def _form(path: str) -> str:
    """How a file's name ends, by which its form is told."""
    return path.rpartition("/")[2].partition(".")[2].lower()


def _entry(source: Source, setting: articles.Setting, additions: Additions) -> dict[str, Any]:
    """What is in a file, as JSON has it; paths within it stand without the file's own."""
    from consistency.extraction import extract

    reading: Reading = articles.once(articles.read_source(source, setting), source.path, {})
    claims: list[Claim] = []
    problems = list(reading.problems)
    for article in reading.articles:
        found, withheld = extract(article, additions=additions)
        claims += found
        problems += withheld
    return {
        "documents": [[article.document, _line(article, source.path)] for article in reading.articles],
        "claims": _columns(claims),
        "earlier": _columns(reading.claims),
        "problems": [[one.path.removeprefix(source.path), one.line, one.column, one.message] for one in problems],
    }


def _restored(file: Found, path: str, entry: dict[str, Any]) -> Gathered:
    return Gathered(
        file=file,
        documents=dict(reversed(entry["documents"])),
        claims=plain(entry["claims"]),
        earlier=plain(entry["earlier"]),
        problems=tuple(
            Problem(path=f"{path}{within}", line=line, column=column, message=message)
            for within, line, column, message in entry["problems"]
        ),
    )


def _columns(claims: Sequence[Claim]) -> Columns:
    records = [to_record(claim) for claim in claims]
    return {name: [record[name] for record in records] for name in FIELDS} if records else {}


def _line(article: Article, path: str) -> int | None:
    """The line of a JSON Lines file that an article is; its path ends in it."""
    within = article.path.removeprefix(path)
    return int(within[1:]) if within else None


def _of_parquet(file: Found, source: Source) -> Gathered:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    from pyarrow import parquet

    try:
        given = lists(parquet.read_table(pa.BufferReader(source.data)))
    except (pa.ArrowException, OSError) as error:
        message = f"not a Parquet file that can be read: {str(error).splitlines()[0]}"
        return Gathered(file=file, problems=(Problem(path=source.path, message=message),))
    columns, problems = checked_columns(given, source.path)
    return Gathered(file=file, earlier={} if problems else columns, problems=problems)


def _once(gathered: Gathered, taken: dict[str, str]) -> Gathered:
    """What came out of a file without the articles under a name that is taken: one URL twice would mix up two texts."""
    path = gathered.file.path
    again = {name for name in gathered.documents if taken.setdefault(name, path) != path}
    if not again:
        return gathered
    problems = [
        Problem(
            path=path, line=gathered.documents[name] or 1, message=f"{name} has been read already, from {taken[name]}"
        )
        for name in sorted(again)
    ]
    return Gathered(
        file=gathered.file,
        documents={name: line for name, line in gathered.documents.items() if name not in again},
        claims=_without(gathered.claims, again),
        earlier=gathered.earlier,
        problems=(*gathered.problems, *problems),
    )
