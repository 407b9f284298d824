"""A rule whose values are all readable → what cannot go together in it, and why it could never match.

Each check is one function from the rule's filled table to problems noted in the sheet; `CHECKS` lists them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from consistency.rulebook.keys import ABOUT_ARTICLE, rule_table
from consistency.rulebook.spelling import CERTAIN_TYPO_FROM, distance
from consistency.rulebook.units import measures
from consistency.rulebook.values import countries
from consistency.vocabulary import concept, names_within, path_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.rulebook.shapes import Filled
    from consistency.rulebook.sheet import Sheet

COUNTED = {"soldier", "officer", "death", "casualty", "wounded", "prisoner", "protester", "passenger", "job"}
SCOPES = ("subject", "predicate", "of", "place", "event", "dimension")  # by which roles of a rule are told apart


def check(rule: Filled, sheet: Sheet) -> None:
    """Note every conflict within one rule."""
    for each in CHECKS:
        each(rule, sheet)


def measure_of(rule: Filled) -> str | None:
    """How the truth moves under this rule, or None where its subjects differ in that and nothing is stated."""
    stated: str | None = rule.get("measure")
    if stated:
        return stated
    named = [selector for selector in (rule.get("about"), *_roles(rule)) if selector is not None]
    subjects = [subject for selector in named for subject in selector.get("subject", ())]
    measures = {concept(subject).measure for subject in subjects}
    return measures.pop() if len(measures) == 1 else None


def _kind_takes_key(rule: Filled, sheet: Sheet) -> None:
    kind = rule.get("kind")
    for key in rule_table().keys:
        if kind and key.kinds and key.name in rule.keys and kind not in key.kinds:
            takers = " or ".join(key.kinds)
            sheet.problem(rule.keys[key.name], f"a rule of kind '{kind}' takes no '{key.name}'; only {takers} does")


def _kind_needs_key(rule: Filled, sheet: Sheet) -> None:
    kind = rule.get("kind")
    missing = [f"'{key.name}'" for key in rule_table().keys if kind in key.needed_by and key.name not in rule.keys]
    if missing:
        sheet.problem(rule.nodes["kind"], f"a rule of kind '{kind}' needs {', '.join(missing)}")


def _roles_differ(rule: Filled, sheet: Sheet) -> None:
    """What is compared has to be told apart, and each of it named, by its subject or by what is said of it."""
    about = rule.get("about")
    roles = [("whole", rule.get("whole")), *(("parts", part) for part in rule.get("parts", ()))]
    roles += [(name, rule.get(name)) for name in ("lower", "upper")]
    seen: dict[tuple[object, ...], str] = {}
    for name, role in roles:
        if role is None:
            continue
        told = _scope(role, about)
        if not (told[0] or told[1]):
            sheet.start(role.node, f"'{name}' needs a 'subject': what is counted")
        elif told in seen:
            sheet.problem(role.node, f"this is the same as '{seen[told]}', so that there is nothing to compare")
        seen.setdefault(told, name)


def _scope(role: Filled, about: Filled | None) -> tuple[object, ...]:
    """What a role selects: what it says itself, else what the rule says."""
    return tuple(role.get(key) or (about.get(key) if about else None) for key in SCOPES)


def _roles_lie_within(rule: Filled, sheet: Sheet) -> None:
    """A role that narrows the rule to another owner or place than `about` says can never be of the same thing."""
    about = rule.get("about")
    for role in _roles(rule) if about is not None else ():
        wanted, place = about.get("of", ()), about.get("place", ())
        for node, code in _items(role, "of"):
            if wanted and None not in (*wanted, code) and code not in wanted:
                sheet.problem(node, f"can never match: the rule is about {' or '.join(wanted)}, not {code}")
        own = role.get("place", ())
        if own and place and None not in (*own, *place) and own[: len(place)] != place:
            sheet.problem(role.nodes["place"], f"can never match: this does not lie in {' / '.join(map(str, place))}")


def _facts_play_a_role(rule: Filled, sheet: Sheet) -> None:
    about = rule.get("about")
    shared = about.get("subject", ()) if about else ()
    roles = {subject for role in _roles(rule) for subject in role.get("subject", shared)} | set(shared)
    unread = None in roles  # that word may be the very subject of the fact
    for fact in rule.get("facts", ()) if _roles(rule) and roles and not unread else ():
        subject = fact.get("subject") if fact is not None else None
        if subject and subject not in roles:
            sheet.problem(fact.nodes["subject"], f"the rule compares {', '.join(sorted(roles))}, and never this fact")


def _only_stocks_hold(rule: Filled, sheet: Sheet) -> None:
    measure = measure_of(rule)
    if measure in (None, "stock"):
        return
    told = "the rule's measure" if rule.get("measure") else "the measure of its subject"
    takers = {key.name: key.kinds for key in rule_table().keys}
    for name, does in (("holds", "grow old"), ("losses", "have losses")):
        if name in rule.keys and rule.get("kind") in takers[name]:
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
    for selector in _selectors(rule):
        for node, name in _items(selector, "place")[1:]:
            if name in countries():
                message = f"'{name}' is a country; a place runs from one country inward, so that nothing lies here"
                sheet.problem(node, message, "write one rule for each country")


def _places_lie_in_their_country(rule: Filled, sheet: Sheet) -> None:
    for selector in _selectors(rule):
        items = _items(selector, "place")
        for node, name in items[1:]:
            country = path_to(name)[0] if name else None
            if country in countries() and country != name and items[0][1] not in (country, None):
                sheet.problem(
                    node, f"can never match: '{name}' lies in {country}", f"did you mean [{country}, {name}]?"
                )


def _places_are_spelt(rule: Filled, sheet: Sheet) -> None:
    """A name that no place of the country has, beside one that differs by a letter, or by two that are swapped."""
    for selector in _selectors(rule):
        items = _items(selector, "place")
        for node, name in items[1:]:
            within = names_within(items[0][1]) if name and items[0][1] in countries() else frozenset()
            unknown = len(name or "") >= CERTAIN_TYPO_FROM and name not in within and path_to(name) == (name,)
            near = [one for one in sorted(within) if distance(name, one) == 1] if unknown else []
            if near:
                sheet.problem(node, f"unknown place '{name}'", f"did you mean '{near[0]}'?")


def _split_has_two_sides(rule: Filled, sheet: Sheet) -> None:
    about = rule.get("about")
    for node, name in _items(rule, "same"):
        if about and name in ("event", "dimension") and about.get(name):
            sheet.problem(node, f"nothing is split by '{name}': 'about' already fixes it")


def _counts_are_counts(rule: Filled, sheet: Sheet) -> None:
    """What is only ever counted has no area, and no money; and none of it is less than nothing."""
    about = rule.get("about")
    shared = about.get("subject", ()) if about else ()
    for selector in _selectors(rule):
        subjects = selector.get("subject", shared)
        if not subjects or not set(subjects if isinstance(subjects, tuple) else (subjects,)) <= COUNTED:
            continue
        first = subjects[0] if isinstance(subjects, tuple) else subjects
        dimension, unit = selector.get("dimension"), selector.get("unit")
        if dimension not in (None, "count", "share"):
            sheet.problem(selector.nodes["dimension"], f"can never match: '{first}' is counted, and has no {dimension}")
        if unit is not None and not (measures(unit, "count") or measures(unit, "share")):
            sheet.problem(selector.nodes["unit"], f"'{first}' is counted, so that a fact in '{unit}' is never compared")
        for end in ("low", "high"):
            if (selector.get(end) or 0) < 0:
                sheet.problem(
                    selector.nodes[end], f"'{first}' is counted; {selector.nodes[end].value} is less than none"
                )


def _shares_are_of_another(rule: Filled, sheet: Sheet) -> None:
    """Of a share, what it is taken of is not what it amounts to."""
    whole, about = rule.get("whole"), rule.get("about")
    if rule.get("kind") != "share" or whole is None or about is None or rule.get("parts"):
        return
    told = _scope(about, None)
    if any(told) and _scope(whole, about) == told:
        sheet.problem(whole.node, "this is the same as 'about', so that there is nothing to compare")


def _conversions_have_units(rule: Filled, sheet: Sheet) -> None:
    about = rule.get("about")
    if rule.get("kind") == "conversion" and about and about.get("dimension") in ("count", "share"):
        dimension = about.get("dimension")
        sheet.problem(about.nodes["dimension"], f"can never match: a {dimension} is not given again in another unit")


def _examples_hold_text(rule: Filled, sheet: Sheet) -> None:
    examples = rule.get("examples")
    if examples is not None:
        check_examples(examples, sheet)


def check_examples(examples: Filled, sheet: Sheet) -> None:
    """Note every article of an example that has no text, or more than one."""
    stories = [story for told in examples.values.values() for story in told or ()]
    for article in (article for story in stories for article in story or () if article):
        written = [name for name in article.keys if name not in ABOUT_ARTICLE]
        if not written:
            sheet.problem(article.node, "this article has no text; give it under its language, such as 'en'")
        for name in written[1:]:
            sheet.problem(article.keys[name], f"an article is in one language; this one has its text in '{written[0]}'")


def _roles(rule: Filled) -> list[Filled]:
    """What the parts of a rule are about, each where it is given."""
    given = (rule.get("whole"), *rule.get("parts", ()), rule.get("lower"), rule.get("upper"))
    return [role for role in given if role is not None]


def _selectors(rule: Filled) -> list[Filled]:
    """Everything in a rule that selects claims, or is one."""
    given = (rule.get("about"), rule.get("losses"), *_roles(rule), *rule.get("facts", ()))
    return [selector for selector in given if selector is not None]


def _items(filled: Filled, name: str) -> list[tuple[yaml.Node, str]]:
    """Each value of a key with the node that it stands in."""
    node, values = filled.nodes.get(name), filled.get(name, ())
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [(node, value) for node, value in zip(nodes, values, strict=False) if node is not None]


CHECKS: tuple[Callable[[Filled, Sheet], None], ...] = (
    _kind_takes_key,
    _kind_needs_key,
    _roles_differ,
    _roles_lie_within,
    _facts_play_a_role,
    _only_stocks_hold,
    _losses_differ,
    _places_run_inward,
    _places_lie_in_their_country,
    _places_are_spelt,
    _split_has_two_sides,
    _counts_are_counts,
    _shares_are_of_another,
    _conversions_have_units,
    _examples_hold_text,
)
