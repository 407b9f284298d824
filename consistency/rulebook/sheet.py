"""A rule file's text → YAML nodes whose scalars are all strings, each knowing where it stands.

YAML would turn `no` into false, `010` into eight and `12:30` into 750; here they stay what was written, and
`consistency.rulebook.values` converts them explicitly. What a rule has no use for (anchors, tags, several
documents in a file) is refused rather than guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

import yaml

from consistency.problems import Problem

DEEPEST = 20  # levels of nesting; a rule needs seven
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
UNREAD = "!unread"  # the tag of a value of which it is told already why it is not read
PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}

# What PyYAML says → what a person who wrote a rule needs to hear.
IN_OUR_WORDS = {
    "could not find expected ':'": "expected 'key: value'",
    "found unexpected end of stream": "this quote is never closed",
    "but found another document": "a rule file holds one rule; put the next one into a file of its own",
    "expected ',' or ']'": "this list is not closed; expected ',' or ']'",
    "expected ',' or '}'": "this mapping is not closed; expected ',' or '}'",
    "expected the node content, but found '<stream end>'": "the file ends before a list or mapping is closed",
    "expected <block end>, but found '}'": "a '}' that nothing opens",
    "expected <block end>, but found ']'": "a ']' that nothing opens",
    "expected <block end>, but found '<scalar>'": "text after a value has ended; put all of it in one pair of quotes",
    "expected the node content, but found ','": "a comma with nothing before it",
    "expected <block end>": "the indentation does not fit the lines above",
    "expected alphabetic or numeric character": "a value cannot begin with '*' or '&'; put it in quotes",
    "expected chomping or indentation indicators": "the text after '|' or '>' begins on the next line",
    "found character '\\t'": "a tab; YAML takes spaces only",
    "found character '`'": "a value cannot begin with '`'; put it in quotes",
    "found character '@'": "a value cannot begin with '@'; put it in quotes",
    "found character '%'": "a value cannot begin with '%'; put it in quotes",
    "found unknown escape character": "unknown escape in double quotes; use single quotes",
    "expected '<document start>'": "lines that begin with '%' have no place in a rule",
    "found incompatible YAML document": "lines that begin with '%' have no place in a rule",
}
# Of these the place where it began is told, not the place where YAML gave up.
TOLD_WHERE_IT_BEGAN = ("found unexpected end", "expected ','", "could not find expected ':'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One rule file while it is read: its lines, and the problems found so far."""

    path: str
    lines: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, node: yaml.Node | yaml.Event | None, message: str, hint: str | None = None) -> None:
        """Note a mistake at `node`, over its whole width on its first line; None means the whole file."""
        first, last = (node.start_mark, node.end_mark) if node is not None else (None, None)
        if first is None or last is None:
            self.problems.append(Problem(path=self.path, message=message, hint=hint))
            return
        end = last.column if last.line == first.line else len(self.line(first.line).rstrip())
        self.at(first.line, first.column, message, width=max(1, end - first.column), hint=hint)

    def start(self, node: yaml.Node, message: str, hint: str | None = None) -> None:
        """Note a mistake where `node` begins: something is missing from it."""
        mark = node.start_mark
        self.at(mark.line if mark else 0, mark.column if mark else 0, message, hint=hint)

    def at(self, line: int, column: int, message: str, *, width: int = 1, hint: str | None = None) -> None:
        """Note a mistake at a line and column counted from 0, as YAML does."""
        self.problems.append(
            Problem(
                path=self.path, line=line + 1, column=column + 1, message=message,
                source=self.line(line), width=width, hint=hint,
            )
        )  # fmt: skip

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


class _StrictLoader(yaml.BaseLoader):
    """Composes string-only nodes and reports what rules do not use."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        super().__init__(text)
        self.sheet = sheet
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """As PyYAML's, for each node of the file; PyYAML's own stubs leave its events untyped."""
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self.sheet.problem(event, "aliases are not read in rules; write the value out")
            self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode(UNREAD, "", event.start_mark, event.end_mark)  # type: ignore[arg-type]
        if event.anchor is not None:
            self.sheet.problem(event, "anchors are not read in rules; write the value out")
            event.anchor = None
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="nested too deeply for a rule", problem_mark=cast("yaml.Mark", event.start_mark)
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        if node is not None and node.tag not in PLAIN_TAGS:
            self.sheet.problem(node, "tags are not read in rules; write the value alone")
        return node


def compose(path: str, text: str) -> tuple[Sheet, yaml.Node | None]:
    """The file's root node, or None where it has none; mistakes are in the sheet's `problems`."""
    sheet = Sheet(path=path, lines=tuple(LINE_BREAK.split(text.removeprefix("\ufeff"))))
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        _locate_unprintable(sheet, text, unprintable.start())
        return sheet, None
    loader = _StrictLoader(text, sheet)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        _explain(sheet, error)
        return sheet, None
    finally:
        loader.dispose()
    if node is None:
        sheet.problem(None, "the file holds no rule")
    return sheet, node


def _locate_unprintable(sheet: Sheet, text: str, index: int) -> None:
    before = LINE_BREAK.split(text[:index].removeprefix("\ufeff"))
    message = f"the character U+{ord(text[index]):04X} may not stand in a rule file"
    sheet.at(len(before) - 1, len(before[-1]), message)


def _explain(sheet: Sheet, error: yaml.MarkedYAMLError) -> None:
    """A YAML error in plain words; tabs in the indentation are told all at once, as they come in numbers."""
    tabs = [(number, re.match(r"( *)(\t+)", line)) for number, line in enumerate(sheet.lines)]
    found = [(number, match) for number, match in tabs if match]
    for number, match in found:
        sheet.at(number, match.start(2), "a tab in the indentation; YAML takes spaces only", width=len(match[2]))
    if found:
        return
    said = error.problem or "not readable as YAML"
    began = error.context_mark if said.startswith(TOLD_WHERE_IT_BEGAN) else None
    mark = began or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    unspaced = re.match(r"\s*(?:- )?[\w-]+(:)\S", sheet.line(line - 1)) if line else None
    if said == "mapping values are not allowed here" and unspaced and ": " not in sheet.line(line)[:column]:
        sheet.at(line - 1, unspaced.start(1), "a space is missing after ':'")
        return
    if said == "mapping values are not allowed here":
        words = _second_colon(sheet.line(line)[:column])
    else:
        words = next((ours for theirs, ours in IN_OUR_WORDS.items() if theirs in f"{error.context} {said}"), said)
    sheet.at(line, column, words)


def _second_colon(before: str) -> str:
    """Why a key may not stand here: within a value of the same line, or of a line above."""
    if ": " in before:
        return "a second ': ' in one value; put the value in quotes"
    return "this key is within the value above it; begin it below the other keys, with a space after each ':'"
