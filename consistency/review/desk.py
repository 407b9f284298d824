"""The desk: what was found and what has been decided on it, as it is at this moment; decisions and undos → the store.

A decision is on the disk before it is answered. What others write to the store is seen at the next look; a correction
has the articles held against each other again, beside the pages, which show what they had until that is done.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from datetime import date
from threading import Lock, Thread
from typing import TYPE_CHECKING

from consistency.corrections import put_right
from consistency.decisions import (
    CONFIRMED,
    DIFFERENT,
    FINE,
    LATER,
    MISREAD,
    QUIET,
    UNDONE,
    Decision,
    add,
    corrections,
    new_act,
    standing,
)
from consistency.decisions.git import merged_by_line
from consistency.problems import UserError
from consistency.review.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from consistency.annotations import Checked
    from consistency.corrections import Fields
    from consistency.decisions import Standing, Store
    from consistency.model import Claim, Finding
    from consistency.pipeline import Progress
    from consistency.review.queue import Entry, Filter, Place

# What is written as the reason where none is given.
REASONS = {
    CONFIRMED: "looked at",
    DIFFERENT: "not the same thing",
    FINE: "both fine",
    LATER: "needs another look",
    MISREAD: "misread",
}
SUCCESSORS = 5
LONGEST = 2000  # characters of a reason or a note


class Desk:
    """See the module. Its methods are called by one thread; only the reading of articles goes on in another."""

    def __init__(self, check: Callable[..., Checked], store: Store, day: date | None = None) -> None:
        """check: reads the articles and holds them against each other. day: of which decisions are; None is today's."""
        self._check = check
        self.store = store
        self._day = day
        self._last_day = self.day
        self.snapshot: Snapshot
        self.trouble: tuple[str, ...] = ()  # why the articles could not be read again
        self._standings: dict[str, Standing] = {}
        self._about: dict[tuple[str, str], list[str]] = {}
        self._known: dict[str, tuple[Place, Finding]] = {}  # each finding that there ever was, and where it stood
        self._corrections: dict[str, Decision] = {}
        self._merging = False  # whether git has been told how the store is merged
        self._reading = Lock()
        self._wanted = False
        self._next: Snapshot | None = None  # read in the meantime, and not yet looked at

    def open(self, progress: Progress | None = None) -> None:
        """Read for the first time; raises UserError as a check does."""
        self.store.refresh()
        self._take_up(Snapshot(checked=self._check(progress=progress), number=1))

    @property
    def day(self) -> date:
        """The day of which decisions are."""
        return self._day or date.today()

    @property
    def is_reading(self) -> bool:
        return self._wanted or self._reading.locked()

    def look(self) -> None:
        """See what has come since: decisions of others, and articles that have been read again."""
        before = self.store.ledger
        seen = len(before.records)
        if self._next is not None:
            self._take_up(self._next)
        if self._last_day != self.day:  # on which some of what was settled may have run out
            self._last_day = self.day
            self._standings.clear()
        if not self.store.refresh():
            return
        ledger = self.store.ledger
        if ledger is not before:
            self._standings.clear()
            touched = {("claim", "")}
        else:
            touched = {target for record in ledger.records[seen:] for target in self._touched(record)}
        if any(kind == "claim" for kind, _ in touched):
            self._standings.clear()
        for target in touched:
            for name in self._about.get(target, ()):
                self._standings.pop(name, None)
        if any(kind == "claim" for kind, _ in touched):
            now = corrections(ledger.holding(self.day))
            if now != self._corrections:
                self._corrections = now
                self.read_again()

    def _touched(self, record: Decision) -> Iterator[tuple[str, str]]:
        """What a record speaks of; of an undo, what those that it takes back speak of."""
        waiting, seen = [record], set()
        while waiting:
            one = waiting.pop()
            if one.target != "decision":
                yield one.target, one.id
            elif one.id not in seen:
                seen.add(one.id)
                waiting += self.store.ledger.act(one.id)

    def read_again(self) -> None:
        """Have the articles read again; if they are being read, once more after that."""
        self._wanted = True
        if not self._reading.locked():
            Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while self._wanted:
            with self._reading:
                self._wanted = False
                try:
                    self._next = Snapshot(checked=self._check(), number=self.snapshot.number + 1)
                    self.trouble = ()
                except UserError as error:
                    self.trouble = tuple(error.lines)
                except Exception as error:  # the pages go on with what they have, and say so
                    logging.getLogger(__name__).exception("the articles could not be read again")
                    self.trouble = (f"the articles could not be read again: {type(error).__name__}: {error}",)

    def _take_up(self, snapshot: Snapshot) -> None:
        self.snapshot, self._next = snapshot, None
        self._standings.clear()
        self._about = {}
        for one in snapshot.queue.entries:
            finding = one.finding
            self._about.setdefault(("finding", finding.id), []).append(finding.id)
            for pair in finding.pairs:
                self._about.setdefault(("pair", pair.fingerprint), []).append(finding.id)
            self._known[finding.id] = (one.place, finding)
        self._corrections = corrections(self.store.ledger.holding(self.day))

    def standing(self, finding: Finding) -> Standing:
        """What reviewers say of a finding."""
        found = self._standings.get(finding.id)
        if found is None:
            found = self._standings[finding.id] = standing(finding, self.store.ledger, self.day)
        return found

    def entry(self, name: str) -> Entry | None:
        """The finding of an id."""
        queue = self.snapshot.queue
        return queue.entries[queue.at[name]] if name in queue.at else None

    def fitting(self, wanted: Filter, by: str | None) -> list[Entry]:
        """The findings that fit a filter, in order."""
        return [one for one in self.snapshot.queue.entries if self.fits(one, wanted, by)]

    def fits(self, one: Entry, wanted: Filter, by: str | None) -> bool:
        return wanted.takes(one, lambda: self.standing(one.finding), by)

    def after(self, name: str, wanted: Filter, by: str | None) -> Entry | None:
        """The next finding that fits, from the top again behind the last; also where this one is gone."""
        entries, at = self.snapshot.queue.entries, self._place(name)
        here = at < len(entries) and entries[at].finding.id == name
        return next((one for one in (*entries[at + here :], *entries[:at]) if self.fits(one, wanted, by)), None)

    def before(self, name: str, wanted: Filter, by: str | None) -> Entry | None:
        """The finding before it that fits."""
        entries = self.snapshot.queue.entries[: self._place(name)]
        return next((one for one in reversed(entries) if self.fits(one, wanted, by)), None)

    def _place(self, name: str) -> int:
        """Where a finding stands, or would stand if it were still there."""
        queue = self.snapshot.queue
        if name in queue.at:
            return queue.at[name]
        place = self._known.get(name)
        return bisect_left(queue.entries, place[0], key=lambda one: one.place) if place else 0

    def message(self, name: str) -> str | None:
        """What a finding says, or said while it was there."""
        return self._known[name][1].message if name in self._known else None

    def successors(self, name: str) -> list[Entry]:
        """What is found now of the claims of a finding that is no longer there, of its own topic first."""
        if name not in self._known:
            return []
        gone = self._known[name][1]
        claims = {claim for side in gone.sides for claim in side}
        found = [
            one for one in self.snapshot.queue.entries
            if any(not claims.isdisjoint(side) for side in one.finding.sides)
        ]  # fmt: skip
        topic = (gone.rule, gone.topic)
        return sorted(found, key=lambda one: ((one.finding.rule, one.finding.topic) != topic, one.place))[:SUCCESSORS]

    def current(self, name: str) -> tuple[Claim, str] | None:
        """A claim as it was read with what puts it right by now, and the act of that; None where there is none."""
        first = self.snapshot.misread.get(name) or self.snapshot.read(name)
        if first is None:
            return None
        decision = self._corrections.get(name)
        claim = put_right(first, decision.correction) if decision is not None and decision.correction else first
        return claim, decision.act or "" if decision is not None else ""

    def decide(self, findings: Sequence[Finding], word: str, *, why: str, note: str, by: str) -> str:
        """Settle findings by one word, in one stroke; its name. Raises UserError where the store cannot be written."""
        act = new_act()
        self._add(record for finding in findings for record in self._records(finding, word, why, note, by, act))
        return act

    def _records(self, finding: Finding, word: str, why: str, note: str, by: str, act: str) -> Iterator[Decision]:
        on_pairs = word in QUIET and finding.pairs
        targets = [("pair", pair.fingerprint) for pair in finding.pairs] if on_pairs else [("finding", finding.id)]
        for target, name in targets:
            yield Decision(
                target=target, id=name, decision=word, why=_line(why) or REASONS[word], note=_line(note) or None, by=by,
                when=self.day, rule=finding.rule, topic=finding.topic, act=act,
            )  # fmt: skip

    def correct(self, claim: str, fields: Fields | None, *, why: str, note: str, by: str, about: Finding | None) -> str:
        """Put a claim right, or strike it where there are no fields; the name of the stroke."""
        act = new_act()
        one = Decision(
            target="claim", id=claim, decision=MISREAD, why=_line(why) or REASONS[MISREAD], note=_line(note) or None,
            by=by, when=self.day, act=act, correction=fields, rule=about.rule if about else None,
            topic=about.topic if about else None,
        )  # fmt: skip
        self._add([one])
        return act

    def undo(self, act: str, by: str) -> list[Decision]:
        """Take back a stroke of one's own, an undo perhaps; its records, or none where that cannot be."""
        made = self.store.ledger.act(act)
        if not made or any(one.by not in (by, None) for one in made) or self.store.ledger.is_undone(made[0]):
            return []
        undo = Decision(
            target="decision", id=act, decision=UNDONE, why="undone", by=by, when=self.day, rule=made[0].rule,
            topic=made[0].topic, act=new_act(),
        )  # fmt: skip
        self._add([undo])
        return made

    def last(self, by: str) -> list[Decision]:
        """The last stroke of a reviewer that can be undone."""
        ledger = self.store.ledger
        for record in reversed(ledger.records):
            if (
                record.by == by
                and record.act is not None
                and record.decision != UNDONE
                and not ledger.is_undone(record)
            ):
                return ledger.act(record.act)
        return []

    def about(self, records: Iterable[Decision]) -> list[str]:
        """The ids of the findings that records speak of, those that are there now."""
        named = {name for one in records for target in self._touched(one) for name in self._about.get(target, ())}
        return sorted(named, key=self.snapshot.queue.at.__getitem__)

    def _add(self, records: Iterable[Decision]) -> None:
        add(self.store.path, records)
        if not self._merging:
            self._merging = True
            merged_by_line(self.store.path)
        self.look()


def _line(words: str) -> str:
    """What somebody typed, on one line and no longer than it may be."""
    return " ".join(words.split())[:LONGEST]
