"""A rule whose values are all readable → what cannot go together in it, and why it could never match.

Each check is one function from the rule's filled table to problems noted in the sheet; `CHECKS` lists them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from consistency.rulebook.keys import rule_table
from consistency.rulebook.values import countries
from consistency.vocabulary import concept, path_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.rulebook.shapes import Filled
    from consistency.rulebook.sheet import Sheet


def check(rule: Filled, sheet: Sheet) -> None:
    """Note every conflict within one rule."""
    for each in CHECKS:
        each(rule, sheet)


def measure_of(rule: Filled) -> str | None:
    """How the truth moves under this rule, or None where its subjects differ in that and nothing is stated."""
    stated: str | None = rule.get("measure")
    if stated:
        return stated
    about = rule.get("about")
    subjects = about.get("subject", ()) if about else ()
    measures = {concept(subject).measure for subject in subjects}
    return measures.pop() if len(measures) == 1 else None


def _kind_takes_key(rule: Filled, sheet: Sheet) -> None:
    kind = rule.get("kind")
    for key in rule_table().keys:
        if kind and key.kinds and key.name in rule.keys and kind not in key.kinds:
            takers = " or ".join(key.kinds)
            sheet.problem(rule.keys[key.name], f"a rule of kind '{kind}' takes no '{key.name}'; only {takers} does")


def _only_stocks_hold(rule: Filled, sheet: Sheet) -> None:
    measure = measure_of(rule)
    if measure in (None, "stock"):
        return
    told = "the rule's measure" if rule.get("measure") else "the measure of its subject"
    for name, does in (("holds", "grow old"), ("losses", "have losses")):
        if name in rule.keys:
            sheet.problem(
                rule.keys[name], f"'{name}' has no effect: only a stock can {does}, and {told} is '{measure}'"
            )


def _losses_differ(rule: Filled, sheet: Sheet) -> None:
    losses, about = rule.get("losses"), rule.get("about")
    if losses is None:
        return
    if not losses.get("subject"):
        sheet.problem(rule.keys["losses"], "'losses' needs a 'subject': what is taken away")
        return
    for node, subject in _items(losses, "subject"):
        if about and subject in about.get("subject", ()):
            sheet.problem(node, f"'{subject}' cannot be its own loss; the rule is about it")


def _places_run_inward(rule: Filled, sheet: Sheet) -> None:
    for selector in (rule.get("about"), rule.get("losses"), *rule.get("facts", ())):
        if selector is None:
            continue
        for node, name in _items(selector, "place")[1:]:
            if name in countries():
                message = f"'{name}' is a country; a place runs from one country inward, so that nothing lies here"
                sheet.problem(node, message, "write one rule for each country")


def _places_lie_in_their_country(rule: Filled, sheet: Sheet) -> None:
    for selector in (rule.get("about"), rule.get("losses"), *rule.get("facts", ())):
        items = _items(selector, "place") if selector is not None else []
        for node, name in items[1:]:
            country = path_to(name)[0] if name else None
            if country in countries() and country != name and items[0][1] not in (country, None):
                sheet.problem(
                    node, f"can never match: '{name}' lies in {country}", f"did you mean [{country}, {name}]?"
                )


def _split_has_two_sides(rule: Filled, sheet: Sheet) -> None:
    about = rule.get("about")
    for node, name in _items(rule, "same"):
        if about and name in ("event", "dimension") and about.get(name):
            sheet.problem(node, f"nothing is split by '{name}': 'about' already fixes it")


def _counts_are_counts(rule: Filled, sheet: Sheet) -> None:
    """A rule about money or an area cannot match subjects that are only ever counted."""
    about = rule.get("about")
    if about is None or about.get("dimension") in (None, "count", "share"):
        return
    counted = {"soldier", "officer", "death", "casualty", "wounded", "prisoner", "protester", "passenger", "job"}
    subjects = about.get("subject", ())
    if subjects and set(subjects) <= counted:
        dimension = about.get("dimension")
        sheet.problem(about.nodes["dimension"], f"can never match: '{subjects[0]}' is counted, and has no {dimension}")


def _examples_hold_text(rule: Filled, sheet: Sheet) -> None:
    examples = rule.get("examples")
    if examples is not None:
        check_examples(examples, sheet)


def check_examples(examples: Filled, sheet: Sheet) -> None:
    """Note every article of an example that has no text, or more than one."""
    stories = [story for told in examples.values.values() for story in told or ()]
    for article in (article for story in stories for article in story or () if article):
        written = [name for name in article.keys if name not in ("published", "outlet")]
        if not written:
            sheet.problem(article.node, "this article has no text; give it under its language, such as 'en'")
        for name in written[1:]:
            sheet.problem(article.keys[name], f"an article is in one language; this one has its text in '{written[0]}'")


def _items(filled: Filled, name: str) -> list[tuple[yaml.Node, str]]:
    """Each value of a key with the node that it stands in."""
    node, values = filled.nodes.get(name), filled.get(name, ())
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [(node, value) for node, value in zip(nodes, values, strict=False) if node is not None]


CHECKS: tuple[Callable[[Filled, Sheet], None], ...] = (
    _kind_takes_key,
    _only_stocks_hold,
    _losses_differ,
    _places_run_inward,
    _places_lie_in_their_country,
    _split_has_two_sides,
    _counts_are_counts,
    _examples_hold_text,
)
