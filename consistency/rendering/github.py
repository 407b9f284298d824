"""A check → what GitHub Actions shows: workflow commands, which become annotations, and Markdown for the step summary.

GitHub keeps ten annotations of a kind for a step and drops the others without a word. So what nobody has accepted
stands first, the severest of it before the rest, and where there are more than ten the tenth says how many are only in
the summary, which has all of them. Nothing in the text of an article becomes a command or Markdown.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from consistency.annotations import ACCEPTANCE
from consistency.model import SEVERITIES
from consistency.rendering.compiler import at, is_url, remarks
from consistency.rendering.inert import inert
from consistency.rendering.markdown import code, escaped
from consistency.rendering.verdicts import CREED, TELLINGS
from consistency.rendering.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from consistency.annotations import Annotation, Checked, Place, Related
    from consistency.problems import Problem

KINDS = ("error", "warning", "notice")
MOST = 10  # annotations of a kind that GitHub keeps for a step
LARGEST = 1_000_000  # bytes of a summary; GitHub takes none above 1 MiB
AROUND = 160  # characters of a line before and behind the words that a quote shows
SIGNS: dict[str, str] = {**{verdict: telling.sign for verdict, telling in TELLINGS.items()}, ACCEPTANCE: "!"}
NAMES: dict[str, str] = {**{verdict: telling.name for verdict, telling in TELLINGS.items()}, ACCEPTANCE: "Acceptance"}


def render(checked: Checked, *, accepted: bool = False) -> str:
    """The workflow commands, to be written to stdout within a step; nothing where there is no finding."""
    told = sorted(checked.told(accepted), key=_rank)
    lines = (line for kind in KINDS for line in _commands(kind, [one for one in told if _kind(one) == kind]))
    return "".join(f"{line}\n" for line in lines)


def summary(checked: Checked) -> str:
    """All that was found, as GitHub-flavoured Markdown to be appended to $GITHUB_STEP_SUMMARY."""
    told = sorted(checked.open, key=_rank)
    accepted = [annotation for annotation in checked.annotations if annotation.accepted is not None]
    head = f"## {_headline(told)}\n\n{_read(checked)} {CREED}"
    parts = [
        *((_finding(one), "finding") for one in told),
        *_listed("Accepted", [_brief(one) for one in accepted], "accepted finding"),
        *_listed("Not read", [_problem(one) for one in checked.problems], "problem"),
    ]
    return "\n\n".join([head, *_fitting(parts, LARGEST - len(head.encode()))]) + "\n"


def _rank(annotation: Annotation) -> tuple[bool, int]:
    return annotation.accepted is not None, SEVERITIES.index(annotation.severity)


def _kind(annotation: Annotation) -> str:
    """What GitHub calls a severity; what has been accepted is no more than a notice."""
    if annotation.accepted is None and annotation.severity in ("error", "warning"):
        return annotation.severity
    return "notice"


def _commands(kind: str, annotations: Sequence[Annotation]) -> Iterator[str]:
    shown = annotations if len(annotations) <= MOST else annotations[: MOST - 1]
    for annotation in shown:
        yield _command(kind, _properties(annotation), _message(annotation))
    if len(annotations) > len(shown):
        more = f"{len(annotations) - len(shown)} more {kind}s: see the step summary"
        yield _command(kind, {"title": "consistency"}, more)


def _command(kind: str, properties: Mapping[str, str | int], message: str) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {told}::{_data(message)}"


def _properties(annotation: Annotation) -> dict[str, str | int]:
    place = annotation.place
    title = " ".join(f"{NAMES.get(annotation.verdict, annotation.verdict)} [{annotation.rule}]".split())
    if is_url(place.path):  # no file of the repository
        return {"title": title}
    told: dict[str, str | int] = {"file": place.path, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub takes columns of one line only
        told |= {"col": place.column, "endColumn": place.end_column}
    return {**told, "title": title}


def _message(annotation: Annotation) -> str:
    url = [annotation.place.path] if is_url(annotation.place.path) else []
    opposing = (f"{at(related.place)}: {related.message}" for related in annotation.related)
    return "\n".join((f"{annotation.message} ({annotation.id})", *url, *opposing, *remarks(annotation)))


def _data(text: str) -> str:
    """`%`, and what ends a line, as the runner turns them back; other controls do not come through."""
    marked = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return inert(marked)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _headline(told: Sequence[Annotation]) -> str:
    if not told:
        return "No new finding"
    counts = ((severity, sum(one.severity == severity for one in told)) for severity in SEVERITIES)
    names = {"error": "error", "warning": "warning", "note": "note", "none": "remark"}
    return ", ".join(counted(count, names[severity]) for severity, count in counts if count)


def _read(checked: Checked) -> str:
    return f"{counted(checked.new, 'new article')} held against {counted(checked.archive, 'article')}."


def _listed(title: str, lines: Sequence[str], kind: str) -> list[tuple[str, str]]:
    """A heading, which is of no kind, and a list below it."""
    return [(f"### {title}", ""), *((f"- {line}", kind) for line in lines)] if lines else []


def _fitting(parts: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    """As many parts as fit into a summary, then how many of each kind do not."""
    room -= 200  # for the line that counts the others
    for number, (part, _) in enumerate(parts):
        room -= len(part.encode()) + 2
        if room < 0:
            left = Counter(kind for _, kind in parts[number:] if kind)
            yield f"And {', '.join(counted(count, f'more {kind}') for kind, count in left.items())}."
            return
        yield part


def _finding(annotation: Annotation) -> str:
    facts = (code(annotation.id), annotation.severity, code(annotation.rule), code(at(annotation.place)))
    quotes = filter(None, [_quote(annotation.place), *(_opposing(related) for related in annotation.related)])
    parts = [
        f"### {SIGNS.get(annotation.verdict, '·')} {escaped(annotation.message)}",
        " · ".join(facts),
        "\n>\n".join(f"> {quote}" for quote in quotes),
        *(f"Note: {escaped(remark)}" for remark in remarks(annotation)),
    ]
    return "\n\n".join(filter(None, parts))


def _opposing(related: Related) -> str:
    """Begins with no text from outside, which at the beginning of a line could make a list."""
    return " ".join(filter(None, (code(at(related.place)), escaped(related.message), _quote(related.place))))


def _brief(annotation: Annotation) -> str:
    told = "; ".join(escaped(remark) for remark in remarks(annotation))
    return f"{code(annotation.id)} {code(at(annotation.place))} {escaped(annotation.message)}; {told}"


def _problem(problem: Problem) -> str:
    return f"{code(f'{problem.path}:{problem.line}:{problem.column}')} {escaped(problem.message)}"


def _quote(place: Place) -> str:
    """The words of a place in bold, with what stands around them in their line."""
    if place.first_line is None:
        return ""
    first, last = place.first_line, place.last_line
    start, end = place.column - 1, place.end_column - 1
    if place.end_line == place.line:
        words, behind = first[start:end], first[end:]
    else:
        words, behind = (first[start:], "") if last is None else (f"{first[start:]} … {last[:end]}", last[end:])
    before = first[:start]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(behind) > AROUND:
        behind = f"{behind[:AROUND].rpartition(' ')[0]} …"
    bold = f"**{escaped(words.strip())}**" if words.strip() else ""
    return f"“{escaped(before)}{bold}{escaped(behind)}”"
