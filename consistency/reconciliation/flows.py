"""Flows: increases and decreases between two levels → whether they account for the difference.

Flows that meet in time and value are one flow, however many outlets carry it. Between two levels they are added as
intervals. One that overlaps the period of a level counts from nothing to all, since some of it may be in that level
already, and so does one into a part of the whole. Losses (a rule's `losses`) are subtracted, from nothing to all.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from consistency.intervals import Interval, closedness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.reconciliation.voices import Voice


class Flow(NamedTuple):
    """An amount added (sign 1) or taken away (-1) in the days `first` to `last`, in the unit of the topic.

    rows: its claims, by row of the table. partial: only a part of it need have reached the whole.
    """

    sign: int
    first: int
    last: int
    amount: Interval
    rows: tuple[int, ...]
    partial: bool = False


class Loss(NamedTuple):
    """What may have been lost in all by the days `first` to `last`: from nothing to `most`, in units of `dimension`.

    what: its subject. rows: its claims, by row of the table.
    """

    what: str
    dimension: str
    first: int
    last: int
    most: float
    rows: tuple[int, ...]


class Account(NamedTuple):
    """How flows lead from one level to another. steps: each flow with the amount it counts for. reached: the sum."""

    steps: tuple[tuple[Flow, Interval], ...]
    losses: tuple[Loss, ...]
    reached: Interval

    @property
    def unbounded(self) -> bool:
        """Whether one of the amounts has no end, so that it could explain nearly anything."""
        return any(None in (amount.low, amount.high) for _, amount in self.steps)


def merged(flows: Iterable[Flow]) -> list[Flow]:
    """Flows that meet in time and value as one, with the days and the amount that they share; sorted by content."""
    found: list[Flow] = []
    for flow in sorted(flows, key=_content):
        for at, known in enumerate(found):
            shared = known.amount.intersection(flow.amount)
            together = known.first <= flow.last and flow.first <= known.last
            if together and shared is not None and (known.sign, known.partial) == (flow.sign, flow.partial):
                rows = tuple(sorted({*known.rows, *flow.rows}))
                days = (max(known.first, flow.first), min(known.last, flow.last))
                found[at] = Flow(flow.sign, *days, shared, rows, flow.partial)
                break
        else:
            found.append(flow)
    return found


def account(one: Voice, other: Voice, flows: Sequence[Flow], losses: Sequence[Loss]) -> Account | None:
    """How the flows dated between two levels lead from the earlier to the other, or None where they do not.

    What may count for nothing is named only where it is needed: first one such flow or loss is tried, then all.
    """
    between = [flow for flow in flows if flow.first <= other.last and flow.last >= one.first]
    inside = [flow for flow in between if one.last < flow.first and flow.last < other.first and not flow.partial]
    optional = [flow for flow in between if flow not in inside]
    lost = _worst(loss for loss in losses if loss.first <= other.last and loss.last >= one.first)
    attempts: list[tuple[list[Flow], tuple[Loss, ...]]] = [([], ())] if inside else []
    attempts += [([flow], ()) for flow in optional] + [([], (loss,)) for loss in lost]
    attempts += [(optional, lost)] if len(optional) + len(lost) > 1 else []
    found = (_summed(one, inside, some, lost_here) for some, lost_here in attempts)
    return next((account for account in found if account.reached.meets(other.interval)), None)


def _summed(one: Voice, inside: Sequence[Flow], optional: Sequence[Flow], lost: tuple[Loss, ...]) -> Account:
    steps = [(flow, flow.amount) for flow in inside] + [(flow, _up_to(flow.amount)) for flow in optional]
    reached = one.interval
    for flow, amount in steps:
        reached = reached + (amount if flow.sign > 0 else -amount)
    for loss in lost:
        reached = reached + Interval(low=-loss.most, high=0)
    return Account(tuple(steps), lost, reached)


def _worst(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """The largest loss of each kind: every report of the killed tells of the same dead."""
    worst: dict[str, Loss] = {}
    for loss in losses:
        if loss.what not in worst or loss.most > worst[loss.what].most:
            worst[loss.what] = loss
    return tuple(worst[what] for what in sorted(worst))


def _up_to(amount: Interval) -> Interval:
    """From nothing to all of an amount."""
    return Interval(low=min(0.0, amount.low or 0.0), high=amount.high, closed=closedness(True, amount.top[1] == 0))


def _content(flow: Flow) -> tuple[object, ...]:
    low, high = flow.amount.low, flow.amount.high
    ends = (-inf if low is None else low, inf if high is None else high, flow.amount.closed)
    return (flow.sign, flow.partial, flow.first, flow.last, *ends, flow.rows)
