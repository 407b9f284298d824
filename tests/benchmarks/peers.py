"""Peers: the test suites of other extractors → how many of their cases we read as they do.

    python tests/benchmarks/peers.py FOLDER            one line a suite
    python tests/benchmarks/peers.py FOLDER --misses   with every case that we read otherwise

FOLDER holds the suites as JSON: `recognizers-number-*.json` (Microsoft's recognisers: Input and Results) and
`duckling-numeral-*.json` (groups of inputs with one value). Each input is read as an article of its own, with every
quantity, whether it makes a claim or not. A share is told in percent here and as a fraction there.

What we read otherwise on purpose, and why:

- "few" and "a few" are no number; "1m" is a million; "30 l" is litres and "kr" kronor, not lakh and crore.
- Leading noughts ("0033"), addresses of machines, phone numbers, dates with strokes and names with a number in them
  (a code of letters and digits, "10G") name something.
- A dash and a space before a number open an item of a list and are no minus; "point 77" may end a sentence's "point".
- A number in words and again in brackets is told twice, and so are two claims (linked).
- A number glued to its unit, and a fraction in words, are quantities (they want none there).
- "More than half" is a bound. Ranks ("between the tenth and the fifteenth") are no magnitudes.
- "2 in 5" is a share; ">" beside "=" or "<" is read by what we understand of it; "200 or greater than 190" is two.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.extraction import extract
from consistency.model import Article, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from consistency.model import Quantity

Ends = tuple[float | None, float | None]
HUNDREDTHS = 100.0
CLOSE = 1e-6  # relative


def quantities(text: str, language: str) -> list[Quantity]:
    """Every quantity that stands in a text."""
    body = Section(start=0, end=len(text), role="body")
    article = Article(document="case", path="case", text=text, sections=(body,), language=language)
    return [claim.quantity for claim in extract(article, everything=True)[0]]


def ends(quantity: Quantity) -> Ends:
    """The ends of a quantity, a share as a fraction."""
    assert quantity.interval is not None
    scale = HUNDREDTHS if quantity.worded_share else 1.0
    low, high = quantity.interval.low, quantity.interval.high
    return (None if low is None else low / scale, None if high is None else high / scale)


def cases(path: Path) -> Iterator[tuple[str, str, list[Ends]]]:
    """(text, language, the ends expected in it) for each case of a suite."""
    language = path.stem.rpartition("-")[2]
    suite = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(suite, dict):
        for group in suite["groups"]:
            value = float(group["expect"].removeprefix("NumeralValue").strip(" ()"))
            for text in group["inputs"]:
                yield text, language, [(value, value)]
        return
    for case in suite:
        found = [result["Resolution"]["value"] for result in case["Results"]]
        yield case["Input"], language, [interval(value) for value in found]


def interval(value: str) -> Ends:
    """The ends of "[20,100)", "(,30]" or of a plain number."""
    match = re.fullmatch(r"[\[(](.*),(.*)[\])]", value)
    if match is None:
        return float(value), float(value)
    low, high = (float(end) if end else None for end in match.groups())
    return low, high


def alike(ours: Ends, theirs: Ends) -> bool:
    """Whether two intervals have the same ends."""
    return all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) <= CLOSE * max(1e-9, abs(b)))
        for a, b in zip(ours, theirs, strict=True)
    )


def matched(ours: list[Ends], theirs: list[Ends]) -> int:
    """How many of theirs are among ours."""
    left = list(ours)
    count = 0
    for wanted in theirs:
        hit = next((one for one in left if alike(one, wanted)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def measure(path: Path, misses: bool) -> str:
    """One line: inputs read exactly as there, and of the expected quantities those that were found."""
    counts: Counter[str] = Counter()
    for text, language, expected in cases(path):
        ours = [ends(quantity) for quantity in quantities(text, language) if quantity.interval is not None]
        hits = matched(ours, expected)
        counts.update(inputs=1, expected=len(expected), found=hits, read=len(ours))
        exact = hits == len(expected) == len(ours)
        counts["exact"] += exact
        if misses and not exact:
            print(f"  {text!r}: wanted {expected}, read {ours}", file=sys.stderr)
    return (
        f"{path.stem:32}{counts['exact']:5} of {counts['inputs']:4} inputs alike,"
        f"{counts['found']:5} of {counts['expected']:4} quantities found, {counts['read'] - counts['found']:3} others"
    )


def suites(folder: Path) -> list[Path]:
    return sorted([*folder.glob("recognizers-number-*.json"), *folder.glob("duckling-numeral-*.json")])


if __name__ == "__main__":
    for suite in suites(Path(sys.argv[1])):
        print(measure(suite, "--misses" in sys.argv))
