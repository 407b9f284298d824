"""A report → the summary on a terminal: the verdicts, who says what, and how far apart they are.

Plain text that fits the width; colour only where asked for, and never the only sign. Text from articles is
printed as text: no markup, no terminal escapes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from consistency.rendering import dates, wording
from consistency.rendering.inert import one_line
from consistency.rendering.outline import Outline, Statement, gathered, outline
from consistency.rendering.outline import speaker as spoken_by
from consistency.rendering.quoting import answers_to
from consistency.rendering.verdicts import CREED, TELLINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.model import Claim, Finding, Report, Verdict

STYLES: dict[Verdict, str] = {
    "contradiction": "bold red",
    "denial": "bold yellow",
    "not_borne_out": "bold yellow",
    "explained": "bold cyan",
    "change": "bold cyan",
    "borne_out": "bold green",
    "agreement": "bold green",
}
MOST_FINDINGS = 30
MOST_SHOWN = 4  # statements a side
NARROWEST = 20
COLUMNS_FROM = 60  # characters of width below which columns would break figures and dates


def render(report: Report, *, width: int, colour: bool) -> str:
    """The summary, no line longer than `width`; with ANSI colours if `colour`."""
    told = outline(report)
    sheet = io.StringIO()
    console = Console(
        file=sheet, width=max(width, NARROWEST), color_system="standard" if colour else None, force_terminal=colour,
        no_color=not colour, highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    open_ = [finding for finding in told.findings if not told.standings[finding.id].quiet]
    findings = [_finding(finding, told, width) for finding in open_[:MOST_FINDINGS]]
    if len(open_) > MOST_FINDINGS:
        more = wording.counted(len(open_) - MOST_FINDINGS, "more finding")
        findings.append(Text(f"and {more}, told in the report\n", style="dim"))
    for part in (_read(report), *findings, _closing(report, told)):
        console.print(part)
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()).strip("\n") + "\n"


def _read(report: Report) -> Text:
    counts = (
        wording.counted(report.articles, "article"),
        wording.counted(len(report.claims), "claim"),
        wording.counted(len(report.topics), "topic"),
    )
    return Text(", ".join(counts) + "\n")


def _finding(finding: Finding, told: Outline, width: int) -> RenderableType:
    """One finding: its verdict and message, then its sides."""
    telling, style = TELLINGS[finding.verdict], STYLES[finding.verdict]
    head = Text().append(f"{telling.sign} {telling.name}", style=style)
    facts = [finding.id, *([] if finding.severity == "none" else [finding.severity])]
    if finding.gap and finding.gap.absolute:
        facts.append(wording.gap(finding.gap))
    head.append("  " + " · ".join(facts), style="dim")
    sides = [gathered(told.claims[claim] for claim in side) for side in finding.sides]
    shown = _columns(sides) if width >= COLUMNS_FROM else _stacked(sides)
    return Group(head, Padding(Text(one_line(finding.message)), (0, 0, 0, 2)), Padding(shown, (0, 0, 1, 4)))


def _columns(sides: Sequence[tuple[Statement, ...]]) -> Table:
    """A row for each statement, the sides apart: who, the figure, when and where."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for index, side in enumerate(sides):
        if index:
            table.add_row("", "", "")
        for statement in side[:MOST_SHOWN]:
            table.add_row(*_cells(statement)[:2], Text("\n").join(_cells(statement)[2:]))
        if len(side) > MOST_SHOWN:
            table.add_row(_more(side), "", "")
    return table


def _stacked(sides: Sequence[tuple[Statement, ...]]) -> Text:
    """The same for a narrow terminal: a line or more for each."""
    lines: list[Text] = []
    for index, side in enumerate(sides):
        lines += [Text("")] if index else []
        lines += [line for statement in side[:MOST_SHOWN] for line in _cells(statement)]
        lines += [_more(side)] if len(side) > MOST_SHOWN else []
    return Text("\n").join(lines)


def _cells(statement: Statement) -> tuple[Text, Text, Text, Text]:
    """Who says it, the figure, when, and where the first article has it."""
    claim = statement.claim
    carried = f" ×{len(statement.claims)}" if len(statement.claims) > 1 else ""
    when = (dates.span(statement.days) if statement.days else "undated") + carried
    place = f"{one_line(claim.document)}:{claim.line}:{claim.column}"
    figure = Text(one_line(wording.stated(claim)), style="bold")
    return Text(_who(claim)), figure, Text(when), Text(place, style="dim")


def _more(side: tuple[Statement, ...]) -> Text:
    return Text(f"and {wording.counted(len(side) - MOST_SHOWN, 'more statement')}", style="dim")


def _who(claim: Claim) -> str:
    names = answers_to(claim)
    return one_line(f"{spoken_by(claim)} ({names})" if names else spoken_by(claim))


def _closing(report: Report, told: Outline) -> Text:
    """Counts of every verdict, and of what was left aside."""
    counts = []
    for verdict, telling in TELLINGS.items():
        found = len(told.with_verdict(verdict))
        if found:
            counts.append((f"{found} {(telling.name if found == 1 else telling.plural).lower()}", STYLES[verdict]))
    text = Text()
    for index, (words, style) in enumerate(counts or [("nothing to compare", "bold")]):
        text.append(", " if index else "").append(words, style=style)
    aside = [
        (len(told.settled), "finding settled by reviewers", "findings settled by reviewers"),
        (len(told.misread), "claim put right by reviewers", "claims put right by reviewers"),
        (told.idle, "correction of a claim that was not read here", "corrections of claims that were not read here"),
        (sum(len(topic.uncompared) for topic in report.topics), "claim not compared", "claims not compared"),
        (len(told.loose), "claim of no topic", "claims of no topic"),
        (len(report.problems), "problem", "problems"),
    ]
    listed = [wording.counted(count, one, many) for count, one, many in aside if count]
    if listed:
        text.append("\n" + ", ".join(listed), style="dim")
    return text.append(f"\n{CREED}", style="dim")
