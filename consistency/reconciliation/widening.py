"""Widening: a stated figure → the interval in which the truth may lie and still honour it.

A figure given as "12,000" is seldom exact. Its trailing zeros tell the step at which it was rounded
(Williams & Power 2013: unhedged round numbers are read as approximate, sharp ones as exact), so it
widens by half that step, at most by MAX_ROUNDING. Ranges and bounds are stated on purpose and stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from consistency.intervals import Interval, closedness

if TYPE_CHECKING:
    from consistency.model import Quantity
    from consistency.reconciliation.arrays import Floats

MAX_ROUNDING = 0.05  # of the value; without it "10,000" would mean 5,000 to 15,000
EXACT_BELOW = 100  # twenty dead and twenty-four dead are two different tolls
DIGITS = 10  # beyond which those of a float are dust
WORDED_SHARE = 2.5  # points; "a third" is said of 31 and of 35 percent


def significant_digits(value: float) -> int:
    """How many digits of a number are told: 12,000 has two, 1,294 four."""
    return len(f"{abs(value):.{DIGITS - 1}e}".partition("e")[0].replace(".", "").rstrip("0"))


def widened(quantity: Quantity, slack: float) -> Interval | None:
    """The interval that `quantity` allows, in its own unit; None for a denied existence.

    slack: share of the value that an approximate figure may be off (the rule's `slack`, 0.1 for 10%).
    """
    interval = quantity.interval
    if interval is None:
        return None
    if quantity.vague:
        return Interval(low=interval.low, high=None, closed=closedness(interval.bottom[1] == 0, False))
    if not interval.is_point:
        return interval
    row = pd.DataFrame(
        {
            "low": [interval.low],
            "resolution": [quantity.resolution or 0.0],
            "approximate": [quantity.approximate],
            "worded": [quantity.worded_share],
            "counted": [quantity.unit == "count"],
        }
    )
    return interval.grown(float(margins(row, slack)[0]))


def margins(points: pd.DataFrame, slack: float) -> Floats:
    """By how much each single figure widens to either side, in its own unit.

    points: a row a figure, with the columns low (the value), resolution (0 where unknown), approximate, worded (a
    fraction in words), counted (whole things). slack: see `widened`.
    """
    value = np.abs(points["low"].to_numpy(float))
    resolution = points["resolution"].to_numpy(float)
    approximate = points["approximate"].to_numpy(bool)
    sharp = points["counted"].to_numpy(bool) & ((resolution <= 1) | ((value < EXACT_BELOW) & ~approximate))
    margin = np.where(sharp, 0.0, np.minimum(resolution / 2, MAX_ROUNDING * value))
    margin = np.where(points["worded"].to_numpy(bool), np.maximum(margin, WORDED_SHARE), margin)
    return np.where(approximate, np.maximum(margin, slack * value), margin)


def add_widened(table: pd.DataFrame, slack: float) -> pd.DataFrame:
    """The table with the columns `bottom` and `top`: each figure's widened ends, in its own unit, ±inf where unbounded;
    `margin` is by how much rounding alone widens it, whatever the slack.

    Whether an end belongs to the interval is told by `open_low` and `open_high`; an end that moved is closed.
    """
    point = table["low"].to_numpy() == table["high"].to_numpy()
    margin, rounding = np.zeros(len(table)), np.zeros(len(table))
    margin[point] = margins(table[point], slack)
    rounding[point] = margins(table[point], 0.0)
    top = np.where(table["vague"], np.inf, table["high"] + margin)
    return table.assign(bottom=table["low"] - margin, top=top, margin=rounding)
