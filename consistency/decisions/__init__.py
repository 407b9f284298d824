"""Decisions: what reviewers have settled, kept in a file that is only ever added to, and what of it holds.

`store` is the file, `lines` what a line of it says; `ledger` tells which of its records hold; `standings` tells what
they make of a finding; `git` has two reviewers' files merged line by line; `words` are what a decision may say.
Fingerprints of pairs hold no path and no quote, so that a decision outlives edits around a figure and not the figure.
"""

from __future__ import annotations

from consistency.decisions.ledger import Ledger, corrections, moment, new_act
from consistency.decisions.lines import written
from consistency.decisions.standings import Acceptances, Opinion, Standing, standing, standings
from consistency.decisions.store import Store, add, keep, load
from consistency.decisions.words import (
    ACCEPTED,
    CONFIRMED,
    DIFFERENT,
    FINE,
    LATER,
    MISREAD,
    QUIET,
    UNDONE,
)
from consistency.model import Decision

__all__ = [
    "ACCEPTED",
    "CONFIRMED",
    "DIFFERENT",
    "FINE",
    "LATER",
    "MISREAD",
    "QUIET",
    "UNDONE",
    "Acceptances",
    "Decision",
    "Ledger",
    "Opinion",
    "Standing",
    "Store",
    "add",
    "corrections",
    "keep",
    "load",
    "moment",
    "new_act",
    "standing",
    "standings",
    "written",
]
