"""A finding and the ledger → its standing: what each reviewer says of it, where they differ, whether it is quiet.

A finding is quiet when somebody has settled each of its pairs and nobody says that it is to be told. Of one reviewer
the later word counts, be it on the finding or on its pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from consistency.decisions.ledger import Ledger
from consistency.decisions.words import LOUD, QUIET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from consistency.decisions.ledger import Placed
    from consistency.model import Decision, Finding, Pair

OPEN, DISPUTED = "open", "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one reviewer says of one finding, or of some of its pairs. decision: the record, or one of several.

    pairs: the fingerprints that it is on; empty where it is on the finding.
    """

    decision: Decision
    pairs: frozenset[str] = frozenset()

    @property
    def word(self) -> str:
        return self.decision.decision


@dataclass(frozen=True, slots=True)
class Acceptances:
    """What is quiet of one finding, by the fingerprints of its pairs: what holds on a day, and what has run out by
    then."""

    holding: dict[str, Decision]
    over: dict[str, Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """opinions: of each reviewer who has any, what was said earlier first. left: the pairs that nobody has settled.

    accepted: what is quiet of it; nothing where a reviewer says that it is to be told. contested: those of its claims
    that reviewers put right in different ways.
    """

    opinions: tuple[Opinion, ...]
    left: tuple[Pair, ...]
    accepted: Acceptances
    quiet: bool
    contested: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.word for one in self.opinions))

    @property
    def differ(self) -> bool:
        """Whether reviewers disagree, on the finding or on a pair of it."""
        return bool(self.contested) or any(
            one.decision.by != other.decision.by
            and one.word != other.word
            and not (one.pairs and other.pairs and one.pairs.isdisjoint(other.pairs))
            for one, other in combinations(self.opinions, 2)
        )

    @property
    def state(self) -> str:
        """The word that is said of it, DISPUTED where several are, OPEN where none is, or of some pairs none."""
        if self.differ:
            return DISPUTED
        if not self.opinions or (self.words[-1] in QUIET and not self.quiet):
            return OPEN
        return self.words[-1]


def standing(finding: Finding, ledger: Ledger, day: date) -> Standing:
    """What the ledger makes of a finding on a day."""
    whole = ledger.latest("finding", finding.id)
    by_pair = {pair.fingerprint: ledger.latest("pair", pair.fingerprint) for pair in finding.pairs}
    reviewers = (
        {by: None for each in (whole, *by_pair.values()) for by in each} if whole or any(by_pair.values()) else {}
    )
    found: list[tuple[int, Opinion]] = []
    holding: dict[str, Decision] = {}
    over: dict[str, Decision] = {}
    for by in reviewers:
        own = _later_pairs(by, whole, by_pair, day)
        for name, (_, record) in own.items():
            (holding if record.holds(day) else over)[name] = record
        found += _opinions(by, whole, {name: one for name, one in own.items() if one[1].holds(day)}, day)
    opinions = tuple(one for _, one in sorted(found, key=lambda one: one[0]))
    loud = any(one.word in LOUD for one in opinions)
    if loud:
        holding = {}
    left = tuple(pair for pair in finding.pairs if pair.fingerprint not in holding)
    settled = not left if finding.pairs else any(one.word in QUIET for one in opinions)
    accepted = Acceptances(holding, {name: one for name, one in over.items() if name not in holding})
    disputed = ledger.contested()
    contested = tuple(name for side in finding.sides for name in side if name in disputed) if disputed else ()
    return Standing(
        opinions=opinions, left=left, accepted=accepted, quiet=settled and not loud, contested=contested
    )  # fmt: skip


def _later_pairs(
    by: str | None, whole: Mapping[str | None, Placed], by_pair: Mapping[str, Mapping[str | None, Placed]], day: date
) -> dict[str, Placed]:
    """What a reviewer has settled of the pairs, since what they said of the finding and still say."""
    since = whole[by][0] if by in whole and whole[by][1].holds(day) else -1
    return {
        name: each[by]
        for name, each in by_pair.items() if by in each and each[by][0] > since and each[by][1].decision in QUIET
    }  # fmt: skip


def _opinions(
    by: str | None, whole: Mapping[str | None, Placed], own: Mapping[str, Placed], day: date
) -> Iterator[tuple[int, Opinion]]:
    """What a reviewer says, each word with the pairs that it is on and the turn at which it was said last."""
    by_word: dict[str, dict[str, Placed]] = {}
    for name, one in own.items():
        by_word.setdefault(one[1].decision, {})[name] = one
    for each in by_word.values():
        turn, record = max(each.values(), key=lambda one: one[0])
        yield turn, Opinion(decision=record, pairs=frozenset(each))
    if not own and by in whole and whole[by][1].decision in (*QUIET, *LOUD) and whole[by][1].holds(day):
        yield whole[by][0], Opinion(decision=whole[by][1])


def standings(findings: Iterable[Finding], held: Iterable[Decision]) -> dict[str, Standing]:
    """The standing of each finding, by id. held: decisions that all hold (see `Ledger.holding`)."""
    ledger = Ledger(held)
    return {finding.id: standing(finding, ledger, date.min) for finding in findings}
