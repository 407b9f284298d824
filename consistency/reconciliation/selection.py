"""Selection: a rule's selector → the claims that it is about, as rows of the table.

Every key that a selector gives must fit. A claim that tells no place still fits, one with another place does not;
a part of the place does, and so does a part of the subject (the killed, where it asks for the killed and wounded).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from consistency.reconciliation.units import measured
from consistency.vocabulary import canonical, concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.model import Rule, Selector
    from consistency.reconciliation.arrays import Bools
    from consistency.reconciliation.table import Table


def of_each(rules: Sequence[Rule], table: Table) -> list[Bools]:
    """For each rule, the rows that it is about, its own reference figures among them.

    A level rule that asks nothing takes what no other level rule has taken.
    """
    found = [_matched(rule, at, table) for at, rule in enumerate(rules)]
    general = [at for at, rule in enumerate(rules) if rule.kind == "level" and asks_nothing(rule.about)]
    taken = np.zeros(len(table.frame), dtype=bool)
    for at, rule in enumerate(rules):
        if rule.kind == "level" and at not in general:
            taken |= found[at]
    for at in general:
        found[at] &= ~taken
    return found


def asks_nothing(about: Selector) -> bool:
    """Whether a selector leaves every key open."""
    keys = (about.subject, about.of, about.place, about.predicate, about.event, about.dimension)
    return not any(keys)


def selected(about: Selector, table: Table) -> Bools:
    """The rows that a selector is about."""
    rows = np.ones(len(table.frame), dtype=bool)
    if about.subject:
        rows &= table.where("subject", lambda subject: _is_of(subject, about.subject))
    if about.of:
        rows &= table.where("of", lambda of: of in about.of)
    if about.place:
        rows &= table.where("place", lambda place: place[: len(about.place)] == about.place, unknown=True)
    if about.predicate:
        rows &= table.where("predicate", lambda predicate: predicate in about.predicate)
    if about.event:
        rows &= table.where("event", lambda event: _is_prefix(about.event, event))
    if about.dimension:
        rows &= table.where("unit", lambda unit: about.dimension in measured(unit).kinds)
    return rows


def _matched(rule: Rule, at: int, table: Table) -> Bools:
    fact_of = table.frame["fact_of"].to_numpy()
    return np.asarray((selected(rule.about, table) & (fact_of == -1)) | (fact_of == at))


def _is_of(subject: str, wanted: tuple[str, ...]) -> bool:
    return subject in map(canonical, wanted) or any(concept(subject).is_part_of(whole) for whole in wanted)


def _is_prefix(one: Any, other: Any) -> bool:
    """Whether one event is the other, told less or more precisely."""
    return bool(other == one or other.startswith((f"{one}/", f"{one}-")) or one.startswith((f"{other}/", f"{other}-")))
