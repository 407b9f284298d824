"""Ceilings: a lower and an upper (the killed and the deployed) → the lower figures that are above an upper one.

Growth that is stated between the two explains: more may be killed than were first deployed, once others have come.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from consistency.reconciliation.flows import account
from consistency.reconciliation.roles import hold_together
from consistency.reconciliation.sides import disputes
from consistency.reconciliation.verdicts import Clash, Telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.reconciliation.flows import Account
    from consistency.reconciliation.roles import Casting
    from consistency.reconciliation.voices import Voice

LOWER, UPPER = "lower", "upper"


def ceilings(casting: Casting) -> Iterator[Clash]:
    """A contradiction for each set of lower figures above the same upper ones, and what flows explain."""
    lower, upper = casting.voices.get(LOWER, ()), casting.voices.get(UPPER, ())
    everyone = (*lower, *upper)
    clashing = np.zeros((len(everyone), len(everyone)), dtype=bool)
    for one, low in enumerate(lower):
        for other, high in enumerate(upper, start=len(lower)):
            if low.floor <= high.ceiling or not hold_together((low, high)):
                continue
            reached = _account(high, low, casting)
            if reached is None:
                clashing[one, other] = clashing[other, one] = True
            else:
                pair = np.ones((2, 2), dtype=bool) ^ np.eye(2, dtype=bool)
                yield Clash(
                    verdict="explained", voices=(low, high), sides=((0,), (1,)), differing=pair, account=reached
                )  # fmt: skip
    for found in disputes(clashing):
        sides = found if found[0][0] < len(lower) else found[::-1]
        below = tuple(everyone[at] for at in sides[0])
        above = tuple(everyone[at] for at in sides[1])
        yield Clash(
            verdict="contradiction", voices=everyone, sides=sides, differing=clashing, telling=_telling(below, above)
        )  # fmt: skip


def _account(upper: Voice, lower: Voice, casting: Casting) -> Account | None:
    """How what was added to the upper by the day of the lower makes room for it."""
    room = lower._replace(high=inf, ceiling=inf, open_high=True)
    return account(upper, room, casting.flows.get(UPPER, ()), ())


def _telling(lower: tuple[Voice, ...], upper: tuple[Voice, ...]) -> Telling:
    low, high = min(lower, key=lambda voice: voice.floor), max(upper, key=lambda voice: voice.ceiling)
    said = f"At least {low.floor:,.10g} is more than {high.ceiling:,.10g} at most, and both hold at the same time."
    return Telling(message="; the first may not be more than the second", steps=(said,), ends=None)
