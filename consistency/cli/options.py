"""Options that several commands share → values of the types that the rooms take."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


YEARS = range(1900, 2201)  # in which the days of news lie; another year is a slip of the pen


def named(value: str) -> str:
    """An argument that names something; an empty one, often an unset variable of a script, would name everything."""
    if not value:
        raise click.BadParameter("it is empty")
    return value


def file(value: str) -> Path:
    """An argument that names a file or folder."""
    return Path(named(value))


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The day that an option names."""
    if value is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        found = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day of the calendar, written as 2024-11-30") from None
    if found.year not in YEARS:
        raise click.BadParameter(f"{value!r} does not lie between {YEARS[0]} and {YEARS[-1]}")
    return found


def _pack(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from consistency.languages import codes

        if value not in codes():
            raise click.BadParameter(f"there is no language pack {value!r} (there are: {', '.join(codes())})")
    return value


def articles(function: Callable[..., Any]) -> Callable[..., Any]:
    """PATH..., at least one."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=named)(function)


def language(function: Callable[..., Any]) -> Callable[..., Any]:
    """--language CODE."""
    return click.option(
        "--language", metavar="CODE", callback=_pack, help="The language of the articles (else detected)."
    )(function)


def rules(function: Callable[..., Any]) -> Callable[..., Any]:
    """--rules PATH, repeatable."""
    help_ = "A rule file, or a folder of them; repeatable (default: ./rules, else the shipped rules)."
    return click.option("--rules", "rules", multiple=True, metavar="PATH", type=named, help=help_)(function)


def against(function: Callable[..., Any]) -> Callable[..., Any]:
    """--against PATH, repeatable."""
    help_ = "The archive: articles, or claims that `extract` wrote; repeatable."
    return click.option("--against", multiple=True, metavar="PATH", type=named, help=help_)(function)


def decisions(function: Callable[..., Any]) -> Callable[..., Any]:
    """--decisions FILE."""
    help_ = "What has been decided on findings (default: decisions.jsonl)."
    return click.option("--decisions", metavar="FILE", type=file, help=help_)(function)


def no_cache(function: Callable[..., Any]) -> Callable[..., Any]:
    """--no-cache."""
    return click.option("--no-cache", is_flag=True, help="Read every article anew.")(function)


def today(function: Callable[..., Any]) -> Callable[..., Any]:
    """--today DATE."""
    help_ = "The day as of which to judge (default: the newest publication date)."
    return click.option("--today", metavar="DATE", callback=day, help=help_)(function)


def debug(function: Callable[..., Any]) -> Callable[..., Any]:
    """--debug, which the error boundary looks for itself."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(function)
