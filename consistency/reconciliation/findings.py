"""Findings: a verdict on sides of voices → one finding, with its pairs, its gap, its message and its steps."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING

from consistency.model import Finding, Gap, Pair, Severity, Words
from consistency.reconciliation import messages, steps
from consistency.reconciliation.agreements import corroborating, parties
from consistency.reconciliation.fingerprints import finding_id, pair_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from consistency.model import Rule, Verdict
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.verdicts import Clash
    from consistency.reconciliation.voices import Voice

NO_GAP = ("denial", "agreement", "borne_out")
MOST = 400  # pairs listed of one finding


def finding_of(clash: Clash, matter: Matter) -> Finding:
    """The finding that tells of a clash."""
    sides = [tuple(clash.voices[at] for at in side) for side in clash.sides]
    opposed = list(_opposed(clash))
    pairs = _pairs(clash, opposed, matter)
    gap = None if clash.verdict in NO_GAP else _gap(clash, opposed, matter)
    return Finding(
        id=finding_id(matter.rule.id, matter.topic, clash.verdict, [pair.fingerprint for pair in pairs]),
        rule=matter.rule.id, topic=matter.topic, verdict=clash.verdict,
        severity=severity(matter.rule, clash.verdict, clash.account is not None and clash.account.unbounded),
        sides=tuple(matter.ids(side) for side in sides),
        pairs=pairs, gap=gap,
        words=Words(partial(_clash_words, clash, sides, opposed, gap, matter)),
    )  # fmt: skip


def agreement_of(members: Sequence[Voice], matter: Matter) -> Finding:
    """The finding that the independent parties in a camp agree."""
    sides = corroborating(members)
    spoken = [voice for side in sides for voice in side]
    figures = {_figure(voice, matter) for voice in spoken}
    return Finding(
        id=finding_id(matter.rule.id, matter.topic, "agreement", figures),
        rule=matter.rule.id, topic=matter.topic, verdict="agreement",
        severity=severity(matter.rule, "agreement", False),
        sides=tuple(matter.ids(side) for side in sides),
        pairs=(), gap=None,
        words=agreement_words(lambda: (members, matter)),
    )  # fmt: skip


def _clash_words(
    clash: Clash, sides: list[tuple[Voice, ...]], opposed: list[tuple[int, int]], gap: Gap | None, matter: Matter
) -> tuple[str, tuple[str, ...]]:
    return messages.clash(clash, sides, gap, matter), steps.clash(clash, sides, opposed, matter)


def agreement_words(made: Callable[[], tuple[Sequence[Voice], Matter]]) -> Words:
    """What is said of an agreement. made: gives the members of the camp, and their matter."""

    def told() -> tuple[str, tuple[str, ...]]:
        members, matter = made()
        spoken = [voice for side in corroborating(members) for voice in side]
        return messages.agreement(spoken, sorted(parties(members)), matter), steps.agreement(members, matter)

    return Words(told)


def severity(rule: Rule, verdict: Verdict, unbounded: bool) -> Severity:
    """How bad a verdict is: a contradiction as the rule says, and so a denial where the rule is about denials.

    Any other denial is a note, since one side may deny what another asserts without either article being wrong. So is
    an explanation by a flow that has no end. Agreements, changes and other explanations ask nothing of an editor.
    """
    if verdict == "contradiction" or (verdict == "denial" and rule.kind == "denial"):
        return rule.severity
    return "note" if verdict == "denial" or (verdict == "explained" and unbounded) else "none"


def _opposed(clash: Clash) -> Iterator[tuple[int, int]]:
    """The differing pairs across the sides: of a sequence those of one stage and the next, else all."""
    if clash.verdict == "change":
        borders = list(zip(clash.sides, clash.sides[1:], strict=False))
    else:
        borders = list(combinations(clash.sides, 2))
    for left, right in borders:
        for one in left:
            for other in right:
                if clash.differing[one, other]:
                    yield one, other


def _pairs(clash: Clash, opposed: Sequence[tuple[int, int]], matter: Matter) -> tuple[Pair, ...]:
    """Each clash of who-said-which-figure once, one representative claim each; at most MOST."""
    figures: dict[int, str] = {}
    found: dict[str, Pair] = {}
    for one, other in opposed:
        for at in (one, other):
            if at not in figures:
                figures[at] = _figure(clash.voices[at], matter)
        name = pair_fingerprint(matter.rule.id, matter.topic, figures[one], figures[other])
        if name not in found:
            first, second = (matter.table.ids[clash.voices[at].rows[0]] for at in (one, other))
            found[name] = Pair(fingerprint=name, a=first, b=second)
        if len(found) == MOST:
            break
    return tuple(found[name] for name in sorted(found))


def _figure(voice: Voice, matter: Matter) -> str:
    return matter.table.figure(voice.rows[0], voice.origins)


def _gap(clash: Clash, opposed: Sequence[tuple[int, int]], matter: Matter) -> Gap | None:
    """Between the nearest stated ends of two that differ; None where a turnabout leaves nothing to measure."""
    found = [clash.telling.ends] if clash.telling and clash.telling.ends else _all_ends(clash, opposed)
    if not found:
        return None
    nearest = min(found, key=lambda pair: (abs(pair[1] - pair[0]), *pair))
    low, high = min(nearest), max(nearest)
    ratio = high / low if low > 0 else None
    return Gap(absolute=_rounded(high - low), ratio=None if ratio is None else _rounded(ratio), unit=matter.group.unit)


def _all_ends(clash: Clash, opposed: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    return [ends for one, other in opposed if (ends := _ends(clash.voices[one], clash.voices[other])) is not None]


def _ends(one: Voice, other: Voice) -> tuple[float, float] | None:
    """The stated upper end of the lower voice and the stated lower end of the upper one."""
    lower, upper = (one, other) if one.ceiling < other.floor else (other, one)
    if lower.ceiling >= upper.floor or lower.high == inf or upper.low == -inf:
        return None
    return (lower.high, max(lower.high, upper.low))


def _rounded(value: float) -> float:
    """Without the dust that a change of unit leaves."""
    return float(f"{value:.10g}")
