"""The desk: what was found and what has been decided on it, as it is at this moment; decisions and undos → the store.

A decision is on the disk before it is answered. What others write to the store is seen at the next look; a correction
has the articles held against each other again, beside the pages, which show what they had until that is done.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import replace
from datetime import date
from threading import Lock, Thread
from typing import TYPE_CHECKING

from consistency.corrections import put_right
from consistency.decisions import (
    MISREAD,
    QUIET,
    UNDONE,
    Decision,
    add,
    corrections,
    moment,
    new_act,
    standing,
)
from consistency.decisions.git import merged_by_line
from consistency.decisions.words import LOUD, NAMES, one_line
from consistency.problems import UserError
from consistency.review.past import Past
from consistency.review.queue import Filter
from consistency.review.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from consistency.annotations import Checked
    from consistency.corrections import Fields
    from consistency.decisions import Standing, Store
    from consistency.model import Claim, Finding, Pair
    from consistency.pipeline import Progress
    from consistency.review.queue import Entry


class Desk:
    """See the module. Its methods are called by one thread, but for `read_again` and `fail`, which any may call."""

    def __init__(
        self, check: Callable[..., Checked], store: Store, day: date | None = None, say: Callable[[str], None] = print
    ) -> None:
        """check: reads the articles and holds them against each other. day: of which decisions are; None is today's.

        say: takes what is to be told beside the pages.
        """
        self._check = check
        self._say = say
        self.store = store
        self._day = day
        self._last_day = self.day
        self.snapshot: Snapshot
        self.readings = 0  # how many of them there were
        self.past = Past()
        self.trouble: tuple[str, ...] = ()  # why the articles could not be read again
        self._failed = 0  # how often that was so
        self._start = new_act()
        self._standings: dict[str, Standing] = {}
        self._corrections: dict[str, Decision] = {}
        self._earlier: dict[tuple[str | None, str | None], list[Decision]] | None = None
        self._merging = False  # whether git has been told how the store is merged
        self._reading = Lock()
        self._wanted = False
        self._next: deque[Snapshot] = deque(maxlen=1)  # read in the meantime, and not yet looked at

    def open(self, progress: Progress | None = None) -> None:
        """Read for the first time; raises UserError as a check does."""
        self.store.refresh()
        self._take_up(Snapshot(checked=self._check(progress=progress)))

    @property
    def day(self) -> date:
        """The day of which decisions are."""
        return self._day or date.today()

    @property
    def version(self) -> str:
        """What changes whenever a page would look otherwise: start, reading, decisions, and what went wrong."""
        return f"{self._start}.{self.readings}.{len(self.store.ledger.records)}.{self._failed}"

    @property
    def is_reading(self) -> bool:
        return self._wanted or self._reading.locked()

    def look(self) -> None:
        """See what has come since: decisions of others, and articles that have been read again."""
        before = self.store.ledger
        seen = len(before.records)
        if self._next:
            self._take_up(self._next.popleft())
        if self._last_day != self.day:  # on which some of what was settled may have run out
            self._last_day = self.day
            self._standings.clear()
        if not self.store.refresh():
            return
        ledger, self._earlier = self.store.ledger, None
        if ledger is not before:
            self._standings.clear()
            touched = {("claim", "")}
        else:
            touched = {target for record in ledger.records[seen:] for target in self._touched(record)}
        for target in touched:
            for name in self.snapshot.about.get(target, ()):
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
                    self._next.append(Snapshot(checked=self._check()))
                    self.trouble = ()
                except UserError as error:
                    self.fail(*error.lines)
                except Exception as error:  # the pages go on with what they have, and say so
                    logging.getLogger(__name__).exception("the articles could not be read again")
                    self.fail(f"{type(error).__name__}: {error}")

    def fail(self, *lines: str) -> None:
        """Have the pages say what went wrong, until articles are read again."""
        if lines != self.trouble:
            self.trouble = lines
            self._failed += 1

    def _take_up(self, snapshot: Snapshot) -> None:
        self.readings += 1
        self.snapshot, self._earlier = snapshot, None
        self.past.take_up(snapshot)
        self._standings.clear()
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
        entries, at = self.snapshot.queue.entries, self.past.at(name, self.snapshot.queue)
        here = at < len(entries) and entries[at].finding.id == name
        return next((one for one in (*entries[at + here :], *entries[:at]) if self.fits(one, wanted, by)), None)

    def before(self, name: str, wanted: Filter, by: str | None) -> Entry | None:
        """The finding before it that fits."""
        entries = self.snapshot.queue.entries[: self.past.at(name, self.snapshot.queue)]
        return next((one for one in reversed(entries) if self.fits(one, wanted, by)), None)

    def pair(self, finding: Finding, shown: Collection[str]) -> Pair | None:
        """The pair of a finding that two claims stand for, of several that it has."""
        found = (pair for pair in finding.pairs if {pair.a, pair.b} == set(shown))
        return next(found, None) if len(finding.pairs) > 1 else None

    def earlier(self, finding: Finding) -> list[Decision]:
        """What was said of findings of the same topic that are no longer there, as figures have come or gone since."""
        if self._earlier is None:
            self._earlier = {}
            for one in self.store.ledger.holding(self.day):
                if one.target == "finding" and one.decision in LOUD and one.id not in self.snapshot.queue.at:
                    self._earlier.setdefault((one.rule, one.topic), []).append(one)
        return self._earlier.get((finding.rule, finding.topic), [])

    def open_count(self, by: str | None) -> int:
        """How many flagged findings are open to a reviewer."""
        return len(self.fitting(Filter(), by))

    def current(self, name: str) -> tuple[Claim, str] | None:
        """A claim as it was read with what puts it right by now, and the act of that; None where there is none."""
        first = self.snapshot.first(name)
        if first is None:
            return None
        decision = self._corrections.get(name)
        claim = put_right(first, decision.correction) if decision is not None and decision.correction else first
        return claim, decision.act or "" if decision is not None else ""

    def as_seen(self, name: str, act: str) -> Claim | None:
        """A claim as it stood after an act that put it right, or, behind "", as it was read first."""
        first = self.snapshot.first(name)
        put = next((one for one in self.store.ledger.act(act) if one.target == "claim" and one.id == name), None)
        return put_right(first, put.correction) if first is not None and put is not None and put.correction else first

    def decide(
        self, findings: Sequence[Finding], word: str, *, why: str, note: str, by: str, only: Pair | None = None
    ) -> str:
        """Settle findings by one word, in one stroke, and give its act. only: the one pair that is meant.

        Raises UserError where the store cannot be written.
        """
        act, now = new_act(), moment(self.store.ledger)
        one = Decision(
            target="finding", id="", decision=word, why=one_line(why) or NAMES[word], note=one_line(note) or None,
            by=by, when=self.day, at=now, act=act,
        )  # fmt: skip
        self._add(record for finding in findings for record in _records(one, finding, only))
        return act

    def correct(
        self, claim: str, fields: Fields | None, *, why: str, note: str, by: str, about: Finding | None
    ) -> None:
        """Put a claim right, or strike it where there are no fields. about: the finding on whose page that was done."""
        one = Decision(
            target="claim", id=claim, decision=MISREAD, why=one_line(why) or NAMES[MISREAD],
            note=one_line(note) or None, by=by, when=self.day, at=moment(self.store.ledger), act=new_act(),
            correction=fields,
            rule=about.rule if about else None, topic=about.topic if about else None,
        )  # fmt: skip
        self._add([one])

    def undo(self, act: str, by: str) -> list[Decision]:
        """Take back a stroke of one's own, an undo perhaps; its records, or none where that cannot be."""
        made = self.store.ledger.act(act)
        if not made or any(one.by not in (by, None) for one in made) or self.store.ledger.is_undone(made[0]):
            return []
        undo = Decision(
            target="decision", id=act, decision=UNDONE, why="undone", by=by, when=self.day,
            at=moment(self.store.ledger), rule=made[0].rule, topic=made[0].topic, act=new_act(),
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
        named = {
            name for one in records for target in self._touched(one) for name in self.snapshot.about.get(target, ())
        }
        return sorted(named, key=self.snapshot.queue.at.__getitem__)

    def was_about(self, records: Iterable[Decision]) -> list[str]:
        """The ids of the findings that records spoke of, when there last were any."""
        return sorted({name for one in records for target in self._touched(one) for name in self.past.about(target)})

    def findings_of(self, claim: str) -> list[Entry]:
        """The findings that a claim takes part in."""
        queue = self.snapshot.queue
        return [queue.entries[queue.at[name]] for name in self.snapshot.about.get(("claim", claim), ())]

    def struck(self, name: str) -> bool:
        """Whether a claim is none, as it stands."""
        return name in self._corrections and self._corrections[name].correction is None

    def _add(self, records: Iterable[Decision]) -> None:
        add(self.store.path, records)
        if not self._merging:
            self._merging = True
            if said := merged_by_line(self.store.path):
                self._say(said)
        self.look()


def _records(one: Decision, finding: Finding, only: Pair | None) -> Iterator[Decision]:
    """What is written of a decision on a finding: where it settles something, a record for each pair."""
    about = replace(one, rule=finding.rule, topic=finding.topic)
    if one.decision not in QUIET or not finding.pairs:
        yield replace(about, target="finding", id=finding.id)
        return
    for pair in finding.pairs if only is None else (only,):
        yield replace(about, target="pair", id=pair.fingerprint)
