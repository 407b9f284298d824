"""Steps: articles and claims, as lists or as pandas tables → what comes of them, in the form in which they came.

`read`, `extract`, `reconcile` and `report` take what the step before gives: articles as objects or as a table with the
columns of a JSON Lines file (only `text` is required), claims as objects or as a table with the columns of claims.csv.
One path stands for a list of one, here as on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, cast, overload

from consistency.articles import Reading
from consistency.articles.columns import checked
from consistency.model import Article, Claim, Report, Rule
from consistency.problems import Problem, UserError
from consistency.tables.frames import claims_table

if TYPE_CHECKING:
    import pandas as pd

Name = str | Path
Rules = Rule | Name | Iterable[Rule] | Iterable[Name] | None
Articles = Article | Reading | Iterable[Article]
Extracted = tuple[tuple[Claim, ...], tuple[Problem, ...]]


def read(source: Iterable[Name] | Name | pd.DataFrame, *, language: str | None = None) -> Reading:
    """The articles of files and folders, or of a table with a row each.

    Mistakes are in the reading's `problems`; of a table, at `table:ROW:1`, rows counted from 1.
    """
    from consistency import pipeline

    if _is_table(source):
        return _read_table(source, language)
    return pipeline.read(_each(source, Name), language=language)


@overload
def extract(articles: Articles, everything: bool = ...) -> Extracted: ...
@overload
def extract(articles: pd.DataFrame, everything: bool = ...) -> pd.DataFrame: ...
def extract(articles: Any, everything: bool = False) -> Any:
    """The claims of an article, of several, of what was read, or of a table of articles, in reading order.

    Of articles: the claims, and a problem for each that could not be read. Of a table: a table of the claims, whose
    `attrs["problems"]` holds the problems. everything: also the quantities that carry no claim.
    """
    from consistency.extraction import extract as extract_one

    if _is_table(articles):
        claims, problems = extract(_read_table(articles, None), everything)
        table = claims_table(claims)
        table.attrs["problems"] = problems
        return table
    reading = articles if isinstance(articles, Reading) else Reading(articles=tuple(_each(articles, Article)))
    each = [extract_one(article, everything=everything) for article in reading.articles]
    claims = tuple(claim for found, _ in each for claim in found)
    return (*reading.claims, *claims), (*reading.problems, *(one for _, problems in each for one in problems))


def reconcile(
    claims: Iterable[Claim] | Report | pd.DataFrame,
    rules: Rules = None,
    *,
    today: date | str | None = None,
    **told: Any,
) -> Report:
    """Claims held against each other by rules.

    rules: as objects, by their files, their folders or the ids of shipped ones; None is ./rules, else all that are
    shipped. today: the day as of which projections are due; None is the newest publication date. Raises UserError for a
    table that is not one of claims, for two claims of one id, and for rules that are wrong, with every mistake.
    """
    from consistency.reconciliation import Rows, uncollected
    from consistency.reconciliation import reconcile as reconciled

    if not _is_table(claims):
        given = claims.claims if isinstance(claims, Report) else tuple(_each(claims, Claim))
        return reconciled(given, _rules(rules), today=_day(today), **told)
    with uncollected():
        columns, problems = checked(claims)
        if problems:
            raise UserError(problems)
        return reconciled(Rows(columns), _rules(rules), today=_day(today), **told)


def report(
    source: Iterable[Name] | Name | Articles | Iterable[Claim] | pd.DataFrame,
    *,
    rules: Rules = None,
    language: str | None = None,
    today: date | str | None = None,
    **told: Any,
) -> Report:
    """All of it: files and folders, articles, claims, or a table of articles or of claims → a report."""
    from consistency import pipeline

    if _is_table(source) and "claim_id" in source:
        return reconcile(source, rules, today=today)
    reading = _read_table(source, language) if _is_table(source) else source
    given = None if isinstance(reading, Reading) else list(_each(reading, (*Name.__args__, Article, Claim)))
    if given and all(isinstance(one, Claim) for one in given):
        return reconcile(cast("list[Claim]", given), rules, today=today)
    if given is not None and not all(isinstance(one, Article) for one in given):
        paths = [one for one in given if isinstance(one, Name)]
        known = None if rules is None else [rule.path for rule in _rules(rules)]
        return pipeline.report(paths, rules=known, language=language, today=_day(today), **told)
    reading = reading if isinstance(reading, Reading) else Reading(articles=tuple(cast("list[Article]", given)))
    found, problems = extract(reading)
    return reconcile(found, rules, today=today, articles=len(reading.articles), problems=problems)


def rules(*names: Name) -> tuple[Rule, ...]:
    """Rules by their files or folders, or by the ids of shipped ones; all that are shipped where none is named."""
    from consistency.pipeline import rules_from
    from consistency.rulebook import shipped_folder

    folder = shipped_folder()
    each = [folder / f"{name}.yaml" if (folder / f"{name}.yaml").exists() else name for name in names]
    return rules_from(each or [folder])


def _rules(given: Rules) -> tuple[Rule, ...]:
    from consistency.pipeline import rules_from

    if given is None:
        return rules_from(None)
    each = list(_each(given, (Rule, *Name.__args__)))
    named = [one for one in each if not isinstance(one, Rule)]
    return (*(one for one in each if isinstance(one, Rule)), *(rules(*named) if named else ()))


def _each(given: Any, kinds: Any) -> list[Any]:
    """What was given, as a list: one thing is a list of one. Raises UserError for anything else."""
    each = [given] if isinstance(given, kinds) else list(given) if isinstance(given, Iterable) else [given]
    for one in each:
        if not isinstance(one, kinds):
            raise UserError(f"{type(one).__name__} is nothing that can be taken here: {str(one)[:80]}")
    return each


def _day(today: date | str | None) -> date | None:
    if isinstance(today, datetime):
        return today.date()
    if not isinstance(today, str):
        return today
    try:
        return date.fromisoformat(today)
    except ValueError as error:
        raise UserError(f"today: {today!r} is no day, as 2024-12-31 is") from error


def _is_table(source: object) -> TypeGuard[pd.DataFrame]:
    """Whether it is a pandas table, asked without pandas, which lists do not need."""
    return type(source).__name__ == "DataFrame"


def _read_table(table: pd.DataFrame, language: str | None) -> Reading:
    from consistency.articles.json_lines import read as read_lines
    from consistency.articles.reading import Setting, Source
    from consistency.languages import codes

    if not table.columns.is_unique:
        return _unread("a column stands in it twice")
    if "text" not in table:
        return _unread("the column 'text' is missing")
    if "published" in table:  # as written, in the time zone that it names
        table = table.assign(published=list(map(_written, table["published"].astype(object))))
    data = table.to_json(orient="records", lines=True, force_ascii=False, date_format="iso").encode("utf-8")
    source = Source(path="table", document="table", data=data)
    return read_lines(source, Setting(languages=codes(), language=language))


def _written(value: Any) -> Any:
    """A moment in words; one without a time of day as a day."""
    if not isinstance(value, datetime) or value != value:
        return value
    return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()


def _unread(message: str) -> Reading:
    return Reading(problems=(Problem(path="table", message=message),))
