"""One rule file, with the examples beside it → a Rule, or the problems that keep it from being one."""

from __future__ import annotations

import codecs
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.model import Rule, Selector
from consistency.problems import Problem
from consistency.rulebook import conflicts, facts, words
from consistency.rulebook.keys import examples_table, rule_table
from consistency.rulebook.sheet import Sheet, compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.rulebook.shapes import Filled, Table

SELECTED = tuple(field.name for field in fields(Selector))
LARGEST = 1_000_000  # bytes; a file beyond this is no rule
Examples = tuple[tuple[str, tuple[tuple[dict[str, str], ...], ...]], ...]


def read_rule(path: Path, beside: Path | None = None) -> tuple[Rule | None, tuple[Problem, ...]]:
    """The rule in the file at `path`; None where anything is wrong with it, or with its examples in `beside`."""
    text, unread = text_of(path)
    rule, problems = parse_rule(text, path.as_posix()) if text is not None else (None, unread)
    if beside is None:
        return rule, problems
    text, unread = text_of(beside)
    if text is None:
        return None, (*problems, *unread)
    examples, places, wrong = _parse_examples(text, beside.as_posix())
    if rule is None or wrong:
        return None, (*problems, *wrong)
    return replace(rule, examples=(*rule.examples, *examples), example_places=(*rule.example_places, *places)), problems


def parse_rule(text: str, path: str) -> tuple[Rule | None, tuple[Problem, ...]]:
    """The rule that `text` holds; `path` names its file, whose stem is the rule's id."""
    sheet, filled = _filled(text, path, rule_table())
    rule_id = Path(path).stem
    if not re.fullmatch(r"[\w.-]+", rule_id):
        sheet.problem(None, f"'{rule_id}' cannot be a rule's id; letters, digits and hyphens are expected in its name")
    if filled is None:
        return None, tuple(sorted(sheet.problems))
    conflicts.check(filled, sheet)
    rule = _rule(rule_id, path, filled, sheet)
    return (None if sheet.problems else rule), tuple(sorted(sheet.problems))


def _parse_examples(text: str, path: str) -> tuple[Examples, tuple[tuple[str, int], ...], tuple[Problem, ...]]:
    """The examples that a file of its own holds, where each begins, and what is wrong with them."""
    sheet, filled = _filled(text, path, examples_table())
    if filled is not None:
        conflicts.check_examples(filled, sheet)
    return _examples(filled), _places(filled, path), tuple(sorted(sheet.problems))


def _filled(text: str, path: str, table: Table) -> tuple[Sheet, Filled | None]:
    sheet, node = compose(path, text)
    return sheet, table.read(node, sheet) if node is not None else None


def text_of(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text, or why there is none."""
    shown = path.as_posix()
    try:
        if path.stat().st_size > LARGEST:
            return None, (Problem(path=shown, message="too large to be a rule"),)
        return path.read_text(encoding="utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return None, (_undecodable(shown, error.object, error.start),)
    except OSError as error:
        return None, (Problem(path=shown, message=f"cannot be read: {error.strerror}"),)


def _undecodable(path: str, data: bytes, at: int) -> Problem:
    """Where a file ceases to be UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Problem(path=path, message="UTF-16 text; save it as UTF-8")
    begin = data.rfind(b"\n", 0, at) + 1
    before = data[begin:at].decode("utf-8")
    source = data[begin:].splitlines()[0].decode("utf-8", errors="replace")
    line, column = data.count(b"\n", 0, at) + 1, len(before) + 1
    return Problem(path=path, line=line, column=column, message="not UTF-8 text", source=source)


def _rule(rule_id: str, path: str, filled: Filled, sheet: Sheet) -> Rule:
    about = filled.get("about")
    losses = filled.get("losses")
    return Rule(
        id=rule_id,
        title=filled.get("title", rule_id),
        kind=filled.get("kind", ""),
        path=path,
        about=selector(about),
        same=filled.get("same", ()),
        measure=filled.get("measure"),
        holds=filled.get("holds"),
        lag=filled.get("lag"),
        slack=filled.get("slack", 0.1),
        losses=selector(losses) if losses else None,
        whole=_role(filled.get("whole"), about),
        parts=tuple(role for part in filled.get("parts", ()) if (role := _role(part, about))),
        lower=_role(filled.get("lower"), about),
        upper=_role(filled.get("upper"), about),
        severity=filled.get("severity", "warning"),
        why=filled.get("why", ""),
        facts=facts.claims(filled.get("facts", ()), about, sheet),
        examples=_examples(filled.get("examples")),
        example_places=_places(filled.get("examples"), path),
    )


def selector(filled: Filled | None) -> Selector:
    """The selector that a mapping spells; one that asks nothing where there is none."""
    if filled is None:
        return Selector()
    return Selector(
        subject=_each(words.subjects_named, filled.get("subject", ())),
        of=filled.get("of", ()),
        place=filled.get("place", ()),
        predicate=_each(words.predicates_named, filled.get("predicate", ())),
        event=filled.get("event"),
        dimension=filled.get("dimension"),
    )


def _role(filled: Filled | None, about: Filled | None) -> Selector | None:
    """What one part of a rule is about: what it says itself, else what the rule says."""
    if filled is None:
        return None
    own, shared = selector(filled), selector(about)
    return Selector(**{name: getattr(own, name) or getattr(shared, name) for name in SELECTED})


def _each(named: Callable[[str], tuple[str, ...]], written: tuple[str | None, ...]) -> tuple[str, ...]:
    """Every word that `written` stands for, each once, in order."""
    return tuple(dict.fromkeys(each for word in written if word for each in named(word)))


def _examples(filled: Filled | None) -> Examples:
    """Each verdict with its stories, in the order of the file; an article is its keys and texts."""
    if filled is None:
        return ()
    return tuple(
        (verdict, tuple(tuple(_article(article) for article in story or ()) for story in stories or ()))
        for verdict, stories in filled.values.items()
    )


def _places(filled: Filled | None, path: str) -> tuple[tuple[str, int], ...]:
    """Where each example begins, counted from 1."""
    if filled is None:
        return ()
    stories = [story for node in filled.nodes.values() if isinstance(node.value, list) for story in node.value]
    return tuple((path, story.start_mark.line + 1) for story in stories)


def _article(filled: Filled | None) -> dict[str, str]:
    return {name: value for name, value in filled.values.items() if value is not None} if filled else {}
