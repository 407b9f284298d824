"""A YAML node and the shape that is expected of it → values, with a problem at each place where it differs.

A shape is declared once and used twice: it reads nodes, and it writes its own part of the JSON Schema, so that
what an editor accepts and what a run accepts cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from consistency.rulebook.sheet import UNREAD
from consistency.rulebook.spelling import did_you_mean, nearest
from consistency.rulebook.values import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from consistency.rulebook.sheet import Sheet

NODE_NAMES = {yaml.ScalarNode: "a single value", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}


class Shape(Protocol):
    """What a value must look like."""

    def read(self, node: yaml.Node, sheet: Sheet) -> Any:
        """The value that `node` stands for; what is wrong with it is noted in `sheet`, and gives None."""

    def schema(self) -> dict[str, Any]:
        """The same, as JSON Schema."""


@dataclass(frozen=True, slots=True)
class One:
    """A single value that `parse` turns into what it stands for. name: "a duration", for messages and docs."""

    name: str
    parse: Callable[[str], Any]
    json: dict[str, Any] = field(default_factory=lambda: {"type": "string"})

    def read(self, node: yaml.Node, sheet: Sheet) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            sheet.problem(node, f"{self.name} is expected here, not {NODE_NAMES[type(node)]}")
            return None
        if node.tag == UNREAD:
            return None
        if not node.value.strip():
            sheet.problem(node, f"{self.name} is expected here")
            return None
        try:
            return self.parse(node.value.strip())
        except UnreadableError as error:
            sheet.problem(node, error.message, error.hint)
            return None

    def schema(self) -> dict[str, Any]:
        return dict(self.json)


@dataclass(frozen=True, slots=True)
class Several:
    """One value, or a list of values of which none comes twice; always read as a tuple.

    rest: the shape of the second and later values, where it differs (a place: country first, then names).
    bare: whether a value outside a list will do, too. least: how many values there must be.
    """

    first: One
    rest: One | None = None
    bare: bool = True
    least: int = 1

    def read(self, node: yaml.Node, sheet: Sheet) -> tuple[Any, ...] | None:
        if isinstance(node, yaml.ScalarNode) and self.bare:
            return (self.first.read(node, sheet),)
        if not isinstance(node, yaml.SequenceNode):
            sheet.problem(node, f"a list is expected here, not {NODE_NAMES[type(node)]}")
            return None
        if len(node.value) < self.least:
            sheet.problem(node, f"{self.first.name} is expected here")
            return None
        values: list[Any] = []
        for item in node.value:
            value = (self.rest or self.first if values else self.first).read(item, sheet)
            if value is not None and value in values:
                sheet.problem(item, f"'{item.value}' is in the list already")
            values.append(value)
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        one = self.first.schema()
        items: dict[str, Any] = {"items": one}
        if self.rest:
            items = {"prefixItems": [one], "items": self.rest.schema()}
        least = {"minItems": self.least} if self.least else {}
        several = {"type": "array", "uniqueItems": True, **items, **least}
        return {"anyOf": [one, several]} if self.bare else several


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of things of one shape; at least `least` of them."""

    row: Shape
    least: int = 0
    noun: str = "entry"

    def read(self, node: yaml.Node, sheet: Sheet) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            sheet.problem(node, f"a list is expected here, not {NODE_NAMES[type(node)]}")
            return None
        if len(node.value) < self.least:
            sheet.problem(node, f"at least {self.least} {self.noun} is expected here")
        return tuple(self.row.read(item, sheet) for item in node.value)

    def schema(self) -> dict[str, Any]:
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.row.schema(), **least}


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping whose keys are the user's own names, each with a value of one shape; read as a dictionary."""

    name: One
    value: Shape

    def read(self, node: yaml.Node, sheet: Sheet) -> dict[Any, Any] | None:
        if not isinstance(node, yaml.MappingNode):
            sheet.problem(node, f"{self.name.name} with its entry is expected here, not {NODE_NAMES[type(node)]}")
            return None
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.name.read(key_node, sheet)
            if key in found:
                sheet.problem(key_node, f"'{key}' is given twice")
            found[key] = self.value.read(value_node, sheet)
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    doc: one sentence for the docs, the schema and `rules schema`. default: what holds without it, in words.
    kinds: the rule kinds that take it; empty for all. needed_by: those that cannot do without.
    """

    name: str
    shape: Shape
    doc: str
    required: bool = False
    default: str | None = None
    kinds: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A mapping as read: its values, and the nodes they stand in. A value that was not readable is None."""

    node: yaml.Node
    values: dict[str, Any]
    keys: dict[str, yaml.Node]
    nodes: dict[str, yaml.Node]

    def get(self, name: str, default: Any = None) -> Any:
        value = self.values.get(name)
        return default if value is None else value


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping with named keys. noun: what it is ("a fact"), for messages."""

    noun: str
    keys: tuple[Key, ...]

    def read(self, node: yaml.Node, sheet: Sheet) -> Filled | None:
        if not isinstance(node, yaml.MappingNode):
            sheet.problem(node, f"{self.noun} is expected here: 'key: value' lines, not {NODE_NAMES[type(node)]}")
            return None
        known = {key.name: key for key in self.keys}
        filled = Filled(node, {}, {}, {})
        written = {key_node.value for key_node, _ in node.value if isinstance(key_node, yaml.ScalarNode)}
        for key_node, value_node in node.value:
            name = self._name(key_node, filled, sheet) or self._meant(key_node, written)
            if name is None:
                continue
            value = self._value(known[name], key_node, value_node, sheet)
            if name not in filled.keys:  # of a key that is given twice, what is wrong in the second is told, too
                filled.keys[name], filled.nodes[name], filled.values[name] = key_node, value_node, value
        missing = [key.name for key in self.keys if key.required and key.name not in filled.keys]
        if missing:
            words = ", ".join(f"'{name}'" for name in missing)
            sheet.start(node, f"{self.noun} needs {words}")
        return filled

    def _name(self, node: yaml.Node, filled: Filled, sheet: Sheet) -> str | None:
        """The key's name, or None where it is not one of ours or came before."""
        names = [key.name for key in self.keys]
        if not isinstance(node, yaml.ScalarNode):
            sheet.problem(node, f"a key is expected here, not {NODE_NAMES[type(node)]}")
            return None
        if node.value not in names:
            key, colon, value = node.value.partition(":")
            unspaced = f"did you mean '{key}: {value}'?" if colon and key in names else None
            listed = f"the keys of {self.noun} are: {', '.join(names)}"
            hint = unspaced or did_you_mean(node.value, names) or listed
            sheet.problem(node, f"unknown key '{node.value}'", hint)
            return None
        if node.value in filled.keys:
            first = filled.keys[node.value].start_mark.line + 1
            sheet.problem(node, f"the key '{node.value}' is given twice, first in line {first}")
            return None
        return str(node.value)

    def _meant(self, node: yaml.Node, written: AbstractSet[str]) -> str | None:
        """The key that a word which is none stands for, so that what is wrong under it is told in the same run."""
        names = {key.name for key in self.keys}
        word = node.value if isinstance(node, yaml.ScalarNode) else ""
        near = word if word in names else nearest(word, names - written)
        return near or next((name for name in sorted(names - written) if word.startswith(f"{name}:")), None)

    def _value(self, key: Key, key_node: yaml.Node, node: yaml.Node, sheet: Sheet) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag == UNREAD:
            return None
        if isinstance(node, yaml.ScalarNode) and not node.value.strip():
            if ":" not in key_node.value:
                sheet.problem(key_node, f"'{key.name}' has no value")
            return None
        return key.shape.read(node, sheet)

    def schema(self) -> dict[str, Any]:
        properties = {key.name: {"description": key.doc, **key.shape.schema()} for key in self.keys}
        required = [key.name for key in self.keys if key.required]
        needed = {"required": required} if required else {}
        return {"type": "object", "additionalProperties": False, "properties": properties, **needed}


@dataclass(frozen=True, slots=True)
class Within:
    """A table, or, written short, the values of one of its keys alone: `death` for `{subject: death}`."""

    key: str
    short: Several
    table: Table

    def read(self, node: yaml.Node, sheet: Sheet) -> Filled | None:
        if isinstance(node, yaml.MappingNode):
            return self.table.read(node, sheet)
        return Filled(node, {self.key: self.short.read(node, sheet)}, {}, {self.key: node})

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.short.schema(), self.table.schema()]}
