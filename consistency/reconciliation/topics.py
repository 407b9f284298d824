"""Topics: the claims that a rule is about → groups that speak of one thing, each with the parts of that thing.

A group holds its own claims, compared with each other two-sidedly, and those of its parts (Kursk in Russia, the
killed among the killed and wounded), of which it is only known that the whole is at least as large. A part of which
two claims are known is a group of its own as well.

A key that a claim does not tell joins the one group that fits; where several fit, the claim is left out as ambiguous.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from consistency.model import MODALITIES
from consistency.reconciliation.contexts import placed
from consistency.reconciliation.joining import AMBIGUOUS, joined
from consistency.reconciliation.selection import asks_nothing
from consistency.reconciliation.table import EVENT_PARTS
from consistency.reconciliation.units import measured, preferred
from consistency.vocabulary import canonical, concept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from consistency.model import Rule
    from consistency.reconciliation.arrays import Bools, Ints
    from consistency.reconciliation.table import Table

AREA = "[length] ** 2"  # a figure of it tells what it measures even where no subject is named
UNDIVIDED = (
    "percent",
    "percentage_point",
    "[length]",
    "[time]",
    "[temperature]",
)  # no part of it is less than the whole
AWAITED = (MODALITIES.index("projected"), MODALITIES.index("planned"))


class Key(NamedTuple):
    """What the claims of a group have in common; None is unknown, or not asked for.

    place: () is anywhere. event: kind, place, year, month, day. text: the one article within which a figure that tells
    no place, owner or happening can be compared. period: the weeks that are counted, where those tell it from what is
    counted otherwise. flow: "increase" or "decrease", where those are compared.
    """

    dimension: str
    subject: str
    place: tuple[str, ...] | None = None
    of: str | None = None
    predicate: str | None = None
    event: tuple[str | None, ...] = ()
    text: str | None = None
    period: str | None = None
    flow: str | None = None

    def spelt(self) -> str:
        """The key as one line, which names the topic in reports and decisions."""
        tacit = concept(self.subject).together
        said = None if tacit and self.predicate == tacit[0][0] else self.predicate
        event = "/".join(part for part in self.event if part)
        parts = (self.subject, self.of and f"of {self.of}", self.place and f"in {'/'.join(self.place)}", said)
        within = self.text and f"article {self.text}"
        return ", ".join(part for part in (*parts, event, self.period, self.dimension, within, self.flow) if part)

    @property
    def is_tied(self) -> bool:
        """Whether a place, an owner or a happening is told."""
        return bool((self.subject or self.measures) and (self.of or self.place or any(self.event)))

    @property
    def measures(self) -> bool:
        """Whether its unit tells what it measures, even where no subject is named."""
        return self.dimension == AREA

    @property
    def is_general(self) -> bool:
        """Whether it does not tell what is counted, or only by a word that is said of many things."""
        return not self.subject or concept(self.subject).general

    @property
    def is_narrower(self) -> bool:
        """Whether what is said picks some of the subject, so that a figure of which nothing is said is another."""
        return self.predicate in concept(self.subject).narrower

    def may_be(self, other: Key) -> bool:
        """Whether two keys tell nothing, but for what is counted, that cannot be of one thing."""
        shared = min(len(self.place or ()), len(other.place or ()))
        told = zip((self.of, self.predicate, *self.event), (other.of, other.predicate, *other.event), strict=False)
        alike = (self.place or ())[:shared] == (other.place or ())[:shared]
        alike &= self.is_narrower == other.is_narrower
        return alike and all(None in pair or pair[0] == pair[1] for pair in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of the table that speak of one thing. parts: the rows of each part of it. unit: what all are compared in."""

    key: Key
    own: tuple[int, ...]
    parts: tuple[tuple[Key, tuple[int, ...]], ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What a rule is about, in groups sorted by key. ambiguous: rows that fit several; unnamed: rows of no subject."""

    groups: tuple[Group, ...]
    ambiguous: tuple[int, ...]
    unnamed: tuple[int, ...]


def grouped(rule: Rule, matched: Bools, table: Table, alike: Mapping[str, Any] | None = None) -> Grouping:
    """The groups of the rows that `rule` is about.

    alike: what stands for the parts of a key that are not to tell one group from another.
    """
    named = (table.frame["subject"].to_numpy() >= 0) | table.where("unit", _is_area)
    rows = np.flatnonzero(matched if asks_nothing(rule.about) else matched & named)
    codes, keys = _distinct(rule, rows, table)
    if alike:
        index: dict[Key, int] = {}
        told = [index.setdefault(key._replace(**alike), len(index)) for key in keys]
        codes, keys = np.array(told, dtype=np.int64)[codes] if keys else codes, list(index)
    if asks_nothing(rule.about):
        codes, keys = placed(codes, keys, rows, table)
        telling = np.array([bool(key.subject or key.text) or key.measures for key in keys], dtype=bool)[codes]
        unnamed = rows[~telling]
        rows = rows[telling]
        used, codes = np.unique(codes[telling], return_inverse=True)
        keys = [keys[at] for at in used.tolist()]  # what no figure is of any more, none can go with
    else:
        unnamed = np.flatnonzero(matched & ~named)
    found = joined(keys)
    if not rule.about.place and "place" not in rule.same:
        found, keys = _anywhere(found, keys)
    home = np.array(found, dtype=np.int64)[codes] if keys else codes
    ambiguous = rows[home < 0]
    own = {keys[code]: members for code, members in _split(home[home >= 0], rows[home >= 0])}
    groups = sorted(_related(own, rule, table), key=lambda group: group.key.spelt())
    return Grouping(groups=tuple(groups), ambiguous=tuple(ambiguous.tolist()), unnamed=tuple(unnamed.tolist()))


def _distinct(rule: Rule, rows: Ints, table: Table) -> tuple[Ints, list[Key]]:
    """For each row the index of its key, and the keys."""
    names = ["unit", "subject", "place", "predicate"]
    names += ["of"] * ("of" in rule.same) + list(EVENT_PARTS) * ("event" in rule.same)
    combined = np.zeros(len(rows), dtype=np.int64)
    for name in names:
        column = table.frame[name].to_numpy()[rows]
        combined = pd.factorize(combined * (len(table.words[name]) + 1) + column + 1)[0].astype(np.int64)
    examples = np.unique(combined, return_index=True)[1] if len(rows) else combined
    index: dict[Key, int] = {}
    renamed = [index.setdefault(_key(rule, int(rows[at]), table), len(index)) for at in examples]
    return np.array(renamed, dtype=np.int64)[combined], list(index)


def _key(rule: Rule, row: int, table: Table) -> Key:
    about, same = rule.about, rule.same
    subject, predicate = table.word("subject", row), table.word("predicate", row)  # an unnamed subject is ""
    place = table.word("place", row)
    return Key(
        dimension=measured(table.word("unit", row)).dimension,
        subject=subject or "" if "subject" in same else _main(subject or "", about.subject),
        place=place or about.place or None if "place" not in same else place,
        of=table.word("of", row) if "of" in same else None,
        predicate=_said(predicate, subject or "", rule),
        event=tuple(table.word(part, row) for part in EVENT_PARTS) if "event" in same else (),
    )


def _anywhere(home: list[int], keys: Sequence[Key]) -> tuple[list[int], list[Key]]:
    """What tells no place and would fit several is of anywhere, of which each place is a part."""
    index = {key: at for at, key in enumerate(keys)}
    found = list(home)
    for at, key in enumerate(keys):
        if home[at] == AMBIGUOUS and key.place is None:
            found[at] = index.setdefault(key._replace(place=()), len(index))
    return found + list(range(len(keys), len(index))), list(index)


def _is_area(unit: str) -> bool:
    """Whether a figure in this unit tells what it measures even where no subject is named; a distance does not."""
    return "area" in measured(unit).kinds


def _said(predicate: str | None, subject: str, rule: Rule) -> str | None:
    """What has to be said alike of comparable figures; what the rule itself lists together is alike."""
    if "predicate" in rule.same:
        return predicate
    return None if rule.about.predicate else concept(subject).predicate_class(predicate)


def _main(subject: str, named: tuple[str, ...]) -> str:
    """The first of several words for one thing; a part of another of them stays itself."""
    wanted = [canonical(name) or name for name in named]
    wholes = [one for one in wanted if not any(concept(one).is_part_of(other) for other in wanted)]
    return wholes[0] if subject in wholes else subject


def _split(codes: Ints, rows: Ints) -> Iterator[tuple[int, Ints]]:
    """The rows of each code, in order."""
    order = np.argsort(codes, kind="stable")
    present, starts = np.unique(codes[order], return_index=True)
    yield from zip(present.tolist(), np.split(rows[order], starts[1:]), strict=False)


def _related(own: dict[Key, Ints], rule: Rule, table: Table) -> Iterator[Group]:
    """A group for each key that stands alone or of which two claims are known; the others are parts of theirs."""
    compared = ~np.isin(table.frame["modality"].to_numpy(), AWAITED)
    units = table.frame["unit"].to_numpy()
    wholes = {key: _wholes(key, own, rule) for key in own}
    statements = _statements(table) if any(wholes.values()) else units
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key, above in wholes.items():
        for whole in above:
            parts[whole].append(key)
    for key, members in own.items():
        if wholes[key] and len(np.unique(statements[members[compared[members]]])) < 2:
            continue
        within = tuple((part, tuple(own[part].tolist())) for part in sorted(parts[key], key=Key.spelt))
        rows = [members, *(own[part] for part in parts[key])]
        used = Counter(table.words["unit"][code] for each in rows for code in units[each].tolist())
        yield Group(key=key, own=tuple(members.tolist()), parts=within, unit=preferred(used))


def _statements(table: Table) -> Ints:
    """A number for each row, the same where near-copies of one article say the same."""
    columns = ["text", "origins", "low", "high", "kind", "modality", "first", "last"]
    return table.frame.groupby(columns, sort=False).ngroup().to_numpy().astype(np.int64)


def _wholes(key: Key, known: dict[Key, Ints], rule: Rule) -> list[Key]:
    """The keys of which this one is a part; without a rule of their own only figures of one happening are related."""
    if (asks_nothing(rule.about) and not any(key.event)) or key.dimension in UNDIVIDED:
        return []
    found = {
        whole
        for subject in _subjects(key.subject)
        for place in _places(key.place, rule)
        for predicate in _predicates(key, subject)
        if (whole := key._replace(subject=subject, place=place, predicate=predicate)) in known and whole != key
    }
    return sorted(found, key=Key.spelt)


def _predicates(key: Key, subject: str) -> set[str | None]:
    """What may be said of a whole of which this is a part; what goes without saying is said by saying nothing."""
    tacit = {group[0] for group in concept(subject).together[:1] if group}
    if key.predicate in tacit or key.predicate is None:
        return {key.predicate, None, *tacit}
    return {key.predicate, None if subject != key.subject or key.is_narrower else key.predicate}


def _subjects(subject: str | None) -> Sequence[str]:
    return () if subject is None else (subject, *_subjects(concept(subject).whole))


def _places(place: tuple[str, ...] | None, rule: Rule) -> Sequence[tuple[str, ...] | None]:
    """The place itself and those that it lies in."""
    if place is None:
        return (None,)
    least = max(len(rule.about.place), "place" in rule.same)
    return (place, *(place[:length] for length in range(least, len(place))))
