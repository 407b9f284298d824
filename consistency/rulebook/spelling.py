"""A word that is not known → the known word that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CERTAIN_TYPO_FROM = 5  # letters; below, one letter off is too often another word (bank, tank)
TWO_LETTERS_FROM = 8  # letters; from here two letters off may still be the same word


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The closest of `known`, if at most a third of the letters are off; the case of letters does not count."""
    limit = max(1, len(word) // 3)
    ranked = sorted((distance(word.casefold(), each.casefold()), each) for each in known)
    return ranked[0][1] if ranked and ranked[0][0] <= limit else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The hint that names the nearest known word, or None."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else None


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` misspells beyond much doubt, or None where it may be a word of its own.

    Any English noun may be counted, so that "office" beside the known "officer" has to stand. Plurals, and
    letters swapped, doubled, dropped or (in long words) changed between a right first and last letter, do not.
    """
    for each in known:
        plurals = {f"{each}s", f"{each}es"} | ({f"{each[:-1]}ies"} if each.endswith("y") else set())
        if word in plurals or (word != each and word.casefold() == each.casefold()):
            return each
    if len(word) < CERTAIN_TYPO_FROM:
        return None
    for each in known:
        if (word[0], word[-1]) != (each[0], each[-1]) or abs(len(word) - len(each)) > 2:
            continue
        off = distance(word, each)
        long = min(len(word), len(each)) >= TWO_LETTERS_FROM
        swapped_or_dropped = off == 1 and (len(word) != len(each) or sorted(word) == sorted(each))
        if swapped_or_dropped or (long and 1 <= off <= 2):
            return each
    return None


def distance(a: str, b: str) -> int:
    """Letters inserted, dropped, changed, or swapped with their neighbour, that lead from one word to the other.

    The optimal string alignment distance (Damerau 1964; each stretch is edited once).
    """
    earlier: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        following = [i]
        for j, other in enumerate(b, 1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, earlier[j - 2] + 1)
            following.append(best)
        earlier, row = row, following
    return row[-1]
