"""Days and moments → words for a reader, and a claim → the days at which a picture or a list sets it.

Dates are worded here, by hand, so that they look the same under every locale.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.model import Claim, Days

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """2024-11-30 → 30 Nov 2024."""
    return f"{when.day} {month(when)}"


def month(when: date) -> str:
    """2024-11-30 → Nov 2024."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def span(days: Days) -> str:
    """A first and last day, as coarse as they allow: 30 Nov 2024; Sep–Nov 2024; 2024; 21–30 Apr 2025."""
    first, last = days
    if first == last:
        return day(first)
    same_year = first.year == last.year
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if same_year and (first.month, last.month) == (1, 12):
            return str(first.year)
        if same_year and first.month == last.month:
            return month(first)
        return f"{MONTHS[first.month - 1] if same_year else month(first)}–{month(last)}"
    if same_year and first.month == last.month:
        return f"{first.day}–{day(last)}"
    start = f"{first.day} {MONTHS[first.month - 1]}" if same_year else day(first)
    return f"{start} – {day(last)}"


def months(first: date, last: date) -> str:
    """From the month of one day to that of another: Nov 2024; Sep–Nov 2024; Dec 2024–Jan 2025."""
    return span((first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])))


def moment(published: str) -> str:
    """An ISO 8601 moment as precise as it is: 2025-03 → Mar 2025; 2024-11-30T10:12 → 30 Nov 2024, 10:12."""
    days = days_of(published)
    if days is None:
        return published
    clock = published[11:16]
    return f"{span(days)}, {clock}" if clock else span(days)


def days_of(published: str) -> Days | None:
    """The first and last day of a year, month or day in ISO 8601; None where it is none of these."""
    try:
        parts = [int(part) for part in published[:10].split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            year, number = parts
            return date(year, number, 1), date(year, number, monthrange(year, number)[1])
        exact = date(*parts)
    except (TypeError, ValueError):
        return None
    return exact, exact


def held(claim: Claim) -> Days | None:
    """When the figure is taken to hold: as the text says, else when it was said, else when it was published."""
    return claim.as_of or claim.said_on or (days_of(claim.published) if claim.published else None)
