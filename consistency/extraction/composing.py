"""Composing: atoms and scales in reading order (two, hundred, thousand, …) → the one number that they name."""

from __future__ import annotations

HUNDRED = 100.0
THOUSAND = 1000.0
BEYOND = 1e24  # what no figure reaches, however many scale words follow each other


class Composer:
    """Takes atoms and scales in reading order, as long as together they name one number.

    implied: a scale alone behind a larger one is one of it, as where number words are written together.
    """

    def __init__(self, implied: bool = False) -> None:
        self.implied = implied
        self.total = 0.0
        self.current: float | None = None
        self.scale = 1.0
        self.lowest = float("inf")
        self.bare = True

    def atom(self, value: float) -> bool:
        """Take a number below a hundred; False where it does not continue the number."""
        current = self.current
        if current is None:
            if self.lowest <= value:
                return False
            self.current = value
        elif (current % HUNDRED == 0 and current > 0) or (
            value < 10 and current % 10 == 0 and current % HUNDRED >= 10 and current == int(current)
        ):
            self.current = current + value
        else:
            return False
        self.bare = False
        return True

    def hundreds(self) -> None:
        """Take what was said so far as hundreds ("one" of "one twenty two")."""
        self.current = (self.current or 0.0) * HUNDRED

    def half(self) -> None:
        """Add a half, of the scale where one was said last ("two and a half", "one million and a half")."""
        if self.current is None and self.total:
            self.total += 0.5 * self.lowest
        else:
            self.current = (self.current or 0.0) + 0.5

    def times(self, scale: float) -> bool:
        """Take a scale word; False where it does not continue the number."""
        self.scale = max(self.scale, scale)
        if scale == HUNDRED:
            if self.current is not None and (self.current >= HUNDRED or self.current == 0):
                return False
            self.current = (1.0 if self.current is None else self.current) * HUNDRED
            return True
        if self.current is None:
            if not self.total:
                self.total = scale
            elif scale > self.lowest and self.total * scale < BEYOND:
                self.total *= scale
            elif self.implied and scale < self.lowest:
                self.total += scale  # "egymillió-ezerötszáz"
            else:
                return False
        elif scale > self.lowest and self.total + self.current < scale:
            self.total = (self.total + self.current) * scale  # "négyezer-nyolcszáz milliárd"
        elif scale >= self.lowest:
            return False
        else:
            self.total += self.current * scale
        self.current = None
        self.lowest = min(self.lowest, scale)
        return True

    @property
    def value(self) -> float:
        return self.total + (self.current or 0.0)

    @property
    def state(self) -> tuple[float, float | None, float, float, bool]:
        """All that was taken so far, to go back to."""
        return self.total, self.current, self.scale, self.lowest, self.bare

    @state.setter
    def state(self, state: tuple[float, float | None, float, float, bool]) -> None:
        self.total, self.current, self.scale, self.lowest, self.bare = state


def step_of(value: float) -> float:
    """The step that a whole number's trailing zeros suggest: 12,000 → 1000; 1,294 → 1."""
    if value == 0 or value != int(value):
        return 1.0
    step, rest = 1, int(abs(value))
    while rest % 10 == 0:
        rest //= 10
        step *= 10
    return float(step)


def is_power_of_ten(value: float) -> bool:
    """Whether a value is 10, 100, 1000, …"""
    return value >= 10 and step_of(value) == value
