"""Sentences: figures of one article that are tied to each other → a topic of their own, in which they are compared.

What rules about conversions, changes and headlines hold together stands within one text, so that neither dates nor
speakers matter: each figure is a voice of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from consistency.reconciliation.behaviour import ONCE
from consistency.reconciliation.matters import Matter
from consistency.reconciliation.topics import Group, Key
from consistency.reconciliation.units import measured, preferred
from consistency.reconciliation.voices import voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from consistency.model import Rule
    from consistency.reconciliation.rows import Rows
    from consistency.reconciliation.voices import Voice


class Statement(NamedTuple):
    """Figures that one article ties together. rows, voices: in the order of the tie, in the unit of the topic."""

    key: Key
    unit: str
    rows: tuple[int, ...]
    voices: tuple[Voice, ...]


def statements(name: str, ties: Iterable[Sequence[int]], rows: Rows) -> Iterator[Statement]:
    """A statement for each tie between rows of one dimension.

    name: what the topics of these statements are called by.
    """
    for tie in ties:
        row = rows.values[tie[0]]
        unit = preferred(Counter(rows.values[at].unit for at in tie))
        key = Key(dimension=measured(unit).dimension, subject=name, text=row.text)
        size = measured(unit).size
        said = tuple(voices([(at, rows.unaltered(at), None)], size, ONCE)[0] for at in tie)
        yield Statement(key, unit, tuple(tie), said)


def matter_of(rule: Rule, told: Sequence[Statement], rows: Rows) -> Matter:
    """The topic of statements of one key."""
    own = tuple(sorted({row for one in told for row in one.rows}))
    group = Group(key=told[0].key, own=own, parts=(), unit=told[0].unit)
    everyone = tuple({voice.rows: voice for one in told for voice in one.voices}.values())
    return Matter(
        rule=rule, group=group, table=rows.table, behaviour=ONCE, voices=everyone, flows=(), losses=(), denials=(),
        left=(),
    )  # fmt: skip
