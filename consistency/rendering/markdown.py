"""A report → report.md, which reads well as a comment on a pull request.

Article text is escaped, so that a quote can neither format, link, nor notify anyone by "@name" or "#12".
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from consistency.rendering import dates, verdicts, wording
from consistency.rendering.inert import inert, one_line
from consistency.rendering.outline import Chapter, Outline, gathered, outline, speaker
from consistency.rendering.quoting import answers_to, quote_parts
from consistency.rendering.verdicts import CREED, TELLINGS, WHYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consistency.decisions import Decision
    from consistency.model import Claim, Finding, Report, Verdict

ZERO_WIDTH = "\u200b"  # after "@" and "#", which GitHub turns into mentions and references even where escaped
DETAILED: tuple[Verdict, ...] = ("contradiction", "denial")  # verdicts of which each finding is told with its quotes
MOST_SHOWN = 3  # statements a side
LONGEST = 9_000  # characters of a list
MOST = 60_000  # characters; GitHub takes no comment of more than 65,536
REST = "*The rest is in report.html; a comment has no more room.*"
SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~^$]|(?<=^)[-+=]|(?<=^\d)[.)]|(?<=http)s?:(?=//)|(?<=www)\.)", re.IGNORECASE)


def render(report: Report) -> str:
    """The text of report.md."""
    told = outline(report)
    head = [
        f"# {headline(told)}",
        f"{wording.counted(report.articles, 'article')}, {wording.counted(len(report.claims), 'claim')}, "
        f"{wording.counted(len(report.topics), 'topic')}. {CREED}",
        _tally(told),
    ]
    sections = [
        *(_findings(told, verdict) for verdict in DETAILED),
        *([_brief(told, verdict)] for verdict in TELLINGS if verdict not in DETAILED),
        [_folded("Settled by reviewers", [_settled(finding, told) for finding in told.settled])],
        _topics(told),
        [_folded("Not compared, and why", _left_out(told))],
        [_folded("Claims of no topic", [_said(claim) for claim in told.loose])],
        [_folded("Put right by reviewers", [_put_right(name, told) for name in told.misread])],
    ]
    foot = [
        _problems(report),
        _folded("What the verdicts mean", [f"**{one.name}** {one.sign} {one.meaning}" for one in TELLINGS.values()]),
    ]
    return (
        "\n\n".join(
            filter(
                None, [*head, *_fitting(sections, MOST - sum(len(part) + 2 for part in (*head, *foot, REST))), *foot]
            )
        )
        + "\n"
    )


def _fitting(sections: Iterable[Sequence[str]], room: int) -> list[str]:
    """As many parts of each section, from its first on, as there is room for, and word of the rest."""
    kept = []
    whole = True
    for section in sections:
        for part in section:
            if len(part) > room:
                whole = False
                break
            kept.append(part)
            room -= len(part) + 2
    return kept if whole else [*kept, REST]


def escaped(text: str) -> str:
    """Text from outside as Markdown that shows it and does nothing else, on one line."""
    plain = re.sub(r"\s+", " ", inert(text)).replace("&", "&amp;")
    shown = SPECIAL.sub(lambda found: "".join(f"\\{sign}" if not sign.isalnum() else sign for sign in found[0]), plain)
    return re.sub(r"[@#]", lambda found: f"\\{found[0]}{ZERO_WIDTH}", shown)


def code(text: str) -> str:
    """Text from outside as a code span, fenced by more backticks than it holds."""
    plain = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    pad = " " if "`" in plain else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def headline(told: Outline) -> str:
    """How many contradictions there are, in words."""
    if not told.findings:
        return "Nothing to compare"
    found = wording.counted(len(told.with_verdict("contradiction")), "contradiction")
    return f"{found[0].upper()}{found[1:]} found"


def _tally(told: Outline) -> str:
    found = [(one, len(told.with_verdict(verdict))) for verdict, one in TELLINGS.items()]
    found = [(one, count) for one, count in found if count]
    if not found:
        return ""
    head = " | ".join(f"{one.sign} {one.name if count == 1 else one.plural}" for one, count in found)
    return f"| {head} |\n|{' :-: |' * len(found)}\n| {' | '.join(str(count) for _, count in found)} |"


def _findings(told: Outline, verdict: Verdict) -> list[str]:
    return _headed(f"## {TELLINGS[verdict].plural}", [_finding(one, told) for one in told.with_verdict(verdict)])


def _headed(heading: str, parts: Sequence[str]) -> list[str]:
    """Parts of a section with its heading above the first, without which it is not told."""
    return [f"{heading}\n\n{parts[0]}", *parts[1:]] if parts else []


def _finding(finding: Finding, told: Outline) -> str:
    sign = TELLINGS[finding.verdict].sign
    facts = [code(finding.id), *([] if finding.severity == "none" else [finding.severity])]
    if finding.gap and finding.gap.absolute:
        facts.append(escaped(wording.gap(finding.gap)))
    lines = [f"### {sign} {escaped(finding.message)}", " · ".join(facts)]
    opinions = told.standings[finding.id].opinions
    if opinions:
        lines.append("Reviewed: " + "; ".join(escaped(verdicts.spoken(one, finding)) for one in opinions))
    if told.standings[finding.id].contested:
        lines.append("Reviewers corrected one of its figures differently.")
    lines += ["\n".join(_side([told.claims[claim] for claim in side])) for side in finding.sides]
    if finding.because:
        steps = "\n".join(f"{index}. {escaped(step)}" for index, step in enumerate(finding.because, 1))
        lines.append(f"<details><summary>How this was reached</summary>\n\n{steps}\n\n</details>")
    return "\n\n".join(lines)


def _settled(finding: Finding, told: Outline) -> str:
    """A finding that is quiet, with who settled it and why."""
    said = "; ".join(_decided(one.decision) for one in told.standings[finding.id].opinions)
    return f"{escaped(finding.message)} {code(finding.id)}: {said}"


def _put_right(name: str, told: Outline) -> str:
    """A claim as it was read first, and what a reviewer made of it."""
    decision = told.corrections[name]
    return f"{_said(told.misread[name])} {_decided(decision)}: {escaped(verdicts.reworded(decision))}"


def _decided(decision: Decision) -> str:
    return escaped(verdicts.decided(decision))


def _side(claims: Sequence[Claim]) -> list[str]:
    statements = gathered(claims)
    lines = []
    for statement in statements[:MOST_SHOWN]:
        more = len(statement.claims) - 1
        lines.append(f"> {_said(statement.claim)}" + (f" and {wording.counted(more, 'more place')}" if more else ""))
    if len(statements) > MOST_SHOWN:
        lines.append(f"> and {wording.counted(len(statements) - MOST_SHOWN, 'more statement')}")
    return [line for one in lines for line in (one, ">")][:-1]


def _said(claim: Claim) -> str:
    """A claim with its evidence: who, the figure as read, when, the words, the place in the article."""
    before, figure, after = (escaped(part) for part in quote_parts(claim))
    quote = f"“{before}**{figure}**{after}”" if figure else f"“{before}”"
    days = dates.held(claim)
    when = f", {dates.span(days)}" if days else ""
    place = code(f"{claim.document}:{claim.line}:{claim.column}")
    return f"**{escaped(speaker(claim))}**{_party(claim)}: {escaped(wording.stated(claim))}{when}. {quote} {place}"


def _party(claim: Claim) -> str:
    names = answers_to(claim)
    return f" ({escaped(names)})" if names else ""


def _brief(told: Outline, verdict: Verdict) -> str:
    """Findings of one verdict, a line each."""
    found = told.with_verdict(verdict)
    if not found:
        return ""
    telling = TELLINGS[found[0].verdict]
    lines = [f"{escaped(finding.message)} {code(finding.id)}" for finding in found]
    return f"## {telling.plural}\n\n{_listed(lines)}"


def _topics(told: Outline) -> list[str]:
    return _headed("## Who says what", [_topic(chapter) for chapter in told.chapters])


def _topic(chapter: Chapter) -> str:
    rows = []
    for statement in chapter.statements:
        claim = statement.claim
        carried = f" ×{len(statement.claims)}" if len(statement.claims) > 1 else ""
        when = dates.span(statement.days) if statement.days else "undated"
        cells = [escaped(speaker(claim)) + _party(claim), f"**{escaped(wording.stated(claim))}**", when + carried]
        rows.append(f"| {' | '.join(cells)} |")
    head = "| Source | Figure | When |\n|---|---|---|\n"
    title = f"<details><summary>{_inline_html(chapter.topic.title)}</summary>"
    return f"{title}\n\n{head}" + "\n".join(rows) + "\n\n</details>"


def _inline_html(text: str) -> str:
    """Text from outside within a tag, where Markdown's escapes are not read."""
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": f"@{ZERO_WIDTH}", "#": f"#{ZERO_WIDTH}", "`": "&#96;"}
    return "".join(signs.get(sign, sign) for sign in one_line(text))


def _left_out(told: Outline) -> list[str]:
    return [
        f"{_said(told.claims[left.claim])} *{escaped(WHYS.get(left.why, left.why))}*"
        for chapter in told.chapters
        for left in chapter.topic.uncompared
    ]


def _problems(report: Report) -> str:
    lines = [f"{code(f'{one.path}:{one.line}:{one.column}')} {escaped(one.message)}" for one in report.problems]
    return f"## Problems\n\n{_listed(lines)}" if lines else ""


def _folded(title: str, lines: Sequence[str]) -> str:
    return f"<details><summary>{title}</summary>\n\n{_listed(lines)}\n\n</details>" if lines else ""


def _listed(lines: Sequence[str]) -> str:
    """Lines as a list, from the first on, and how many more there are where it would become too long."""
    ends = accumulate(len(line) + 3 for line in lines)
    shown = [f"- {line}" for line, end in zip(lines, ends, strict=True) if end <= LONGEST]
    more = len(lines) - len(shown)
    return "\n".join([*shown, f"- and {more:,} more"] if more else shown)
