"""Rule files (YAML) → Rules, with every mistake of every file located.

`load` reads files and folders; `check` gives the mistakes alone; `listing` tells what each rule compares, and
`schema` what a rule file may hold, as a JSON Schema for editors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.problems import Problem
from consistency.rulebook.folders import examples_beside, holds_a_rule, rule_files, shipped_folder
from consistency.rulebook.listing import listing
from consistency.rulebook.reading import parse_rule, read_rule
from consistency.rulebook.schema import reference, schema
from consistency.rulebook.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from consistency.model import Rule

__all__ = [
    "check",
    "holds_a_rule",
    "listing",
    "load",
    "parse_rule",
    "reference",
    "schema",
    "shipped_folder",
    "vocabulary",
]


def load(paths: Sequence[Path | str] | None = None) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules of all files, sorted by id, and every mistake found in them, sorted by place.

    paths: files, or folders that are searched for *.yaml; None is `./rules` if it holds any, else the shipped rules.
    *.examples.yaml are read with the rule beside them; of vocabulary.yaml only the mistakes are told here.
    A file with a mistake gives no rule; the others still do.
    """
    files, missing = rule_files(paths)
    problems = [*missing, *vocabulary(paths)[1]]
    rules: dict[str, Rule] = {}
    for file in files:
        rule, found = read_rule(file, examples_beside(file))
        problems.extend(found)
        if rule is None:
            continue
        if rule.id in rules:
            message = f"there are two rules '{rule.id}'; the other is {rules[rule.id].path}"
            problems.append(Problem(path=rule.path, message=message))
            continue
        rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(rules)), tuple(sorted(problems))


def check(paths: Sequence[Path | str] | None = None) -> tuple[Problem, ...]:
    """Every mistake in the rule files under `paths` (as `load` takes them)."""
    return load(paths)[1]
