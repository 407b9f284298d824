"""The keys that a rule file knows → a JSON Schema for editors, and the reference table of the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.model import RULE_KINDS as KINDS
from consistency.rulebook.keys import FACT, SELECTOR, rule_table

if TYPE_CHECKING:
    from consistency.rulebook.shapes import Key


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a rule file, made from the definitions that the reader uses."""
    rule = rule_table()
    by_kind = [{"if": {"properties": {"kind": {"const": kind}}}, "then": _asked(kind)} for kind in KINDS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of consistency",
        **rule.schema(),
        "allOf": by_kind,
    }


def _asked(kind: str) -> dict[str, Any]:
    """What a rule of a kind has to have, and what it may not."""
    keys = rule_table().keys
    refused = [{"required": [key.name]} for key in keys if key.kinds and kind not in key.kinds]
    needed = [key.name for key in keys if kind in key.needed_by]
    return ({"required": needed} if needed else {}) | ({"not": {"anyOf": refused}} if refused else {})


def reference() -> str:
    """Every key in Markdown tables: of a rule, of a selection of claims, and of a fact."""
    parts = (
        ("A rule", rule_table().keys),
        ("A selection of claims (`about`, `losses`)", SELECTOR),
        ("A fact", FACT),
    )
    return "\n\n".join(f"**{title}**\n\n{_table(keys)}" for title, keys in parts) + "\n"


def _table(keys: tuple[Key, ...]) -> str:
    rows = [f"| `{key.name}` | {key.doc}{_kinds(key)} | {_default(key)} |" for key in keys]
    return "\n".join(("| key | meaning | without it |", "| --- | --- | --- |", *rows))


def _kinds(key: Key) -> str:
    told = f" Only for {', '.join(key.kinds)}." if key.kinds else ""
    return told + (f" Needed by {', '.join(key.needed_by)}." if key.needed_by else "")


def _default(key: Key) -> str:
    return "required" if key.required else key.default or "–"
