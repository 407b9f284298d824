"""The words that a decision may say, and what each of them is on."""

from __future__ import annotations

ACCEPTED = "accepted"  # of a pair: known, and not to be told again
DIFFERENT = "different"  # of a pair: the figures are not of the same thing
FINE = "fine"  # of a pair: both are fine; one is outdated, or rounded
CONFIRMED = "confirmed"  # of a finding: it was looked at, and is as it says
LATER = "later"  # of a finding: it needs another look
MISREAD = "misread"  # of a claim: it says something else, or is none
UNDONE = "undone"  # of a decision

NAMES = {
    ACCEPTED: "accepted",
    DIFFERENT: "not the same thing",
    FINE: "both fine",
    CONFIRMED: "confirmed",
    LATER: "needs another look",
    MISREAD: "misread",
    UNDONE: "undone",
}
QUIET = (ACCEPTED, DIFFERENT, FINE)  # what a check need not tell again
LOUD = (CONFIRMED, LATER)
TARGETS = ("pair", "finding", "claim", "decision")
LONGEST_NAME, LONGEST_WORDS = 80, 2000  # characters


def one_name(given: str) -> str:
    """A reviewer's name, on one line and without what cannot be seen, so that one person has one."""
    plain = "".join(sign if sign.isprintable() else " " for sign in given)
    return " ".join(plain.encode("utf-8", "ignore").decode("utf-8").split())[:LONGEST_NAME]


def one_line(words: str) -> str:
    """What somebody typed as a reason or a note, on one line, in whole characters, no longer than it may be."""
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST_WORDS]
