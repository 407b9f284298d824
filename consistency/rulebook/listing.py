"""Rules → what each of them compares, in a line or two a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.model import RULE_KINDS as KINDS
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consistency.model import Rule, Selector


def listing(rules: Iterable[Rule]) -> str:
    """Each rule by its id: what must hold, of which claims, for how long, and how bad it is if it does not."""
    return "\n".join(_entry(rule) for rule in rules)


def _entry(rule: Rule) -> str:
    split = f", apart for each {', '.join(rule.same)}" if rule.same else ""
    facts = f"; {len(rule.facts)} reference figure{'s' * (len(rule.facts) != 1)}" if rule.facts else ""
    return "\n".join(
        (
            f"{rule.id} ({rule.kind}, {rule.severity}): {rule.title}",
            f"    compares {_selection(rule.about)}{split}: {KINDS[rule.kind]}",
            f"    {_behaviour(rule)}{facts}",
        )
    )


def _selection(selector: Selector) -> str:
    parts = [" or ".join(selector.subject) or "every figure"]
    parts += [f"of {' or '.join(selector.of)}"] * bool(selector.of)
    parts += [f"in {' / '.join(selector.place)}"] * bool(selector.place)
    parts += [f"that were {' or '.join(selector.predicate)}"] * bool(selector.predicate)
    parts += [f"at {selector.event}"] * bool(selector.event)
    parts += [f"as {selector.dimension}"] * bool(selector.dimension)
    return " ".join(parts)


def _behaviour(rule: Rule) -> str:
    """How the figures move and grow old, with the subject's defaults where the rule says nothing."""
    behaviours = {concept(subject) for subject in rule.about.subject}
    measures = {rule.measure or each.measure for each in behaviours}
    words = [f"a {' or '.join(sorted(measures))}" if measures else "each subject moves as the vocabulary says"]
    if measures == {"stock"}:
        words.append(f"holds {_days(rule.holds, {each.holds for each in behaviours})}")
    words.append(f"may be {_days(rule.lag, {each.lag for each in behaviours or {concept(None)}})} old")
    return ", ".join((*words, f"slack {rule.slack:.0%}"))


def _days(stated: int | None, defaults: set[int]) -> str:
    days = sorted({stated} if stated is not None else defaults)
    return f"{' or '.join(map(str, days))} day{'s' * (days != [1])}"
