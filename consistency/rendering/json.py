"""A report → findings.json, the shape that scripts and CI jobs build on (docs: the outside interface)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consistency.decisions import standings

if TYPE_CHECKING:
    from consistency.annotations import Annotation, Checked, Place
    from consistency.decisions import Opinion, Standing
    from consistency.model import Camp, Finding, Gap, Report, Topic
    from consistency.problems import Problem

VERSION = 1


def render(report: Report) -> str:
    """The text of findings.json: what matters first, integers as integers, a newline at the end."""
    reviewed = standings(report.findings, report.decided)
    document = {
        "version": VERSION,
        "articles": report.articles,
        "claims": len(report.claims),
        "problems": [_problem(problem) for problem in report.problems],
        "topics": [_topic(topic) for topic in sorted(report.topics, key=lambda topic: (topic.rule, topic.topic))],
        "findings": [
            _finding(finding) | _reviewed(reviewed[finding.id])
            for finding in sorted(report.findings, key=lambda finding: finding.weight)
        ],
    }
    return encoded(document, indent=1) + "\n"


def render_checked(checked: Checked, *, accepted: bool = False) -> str:
    """A check in the shape of findings.json: what is told of the new articles, with `annotations` at their words."""
    told = checked.told(accepted)
    ids = {one.id for one in told}
    findings = [finding for finding in checked.report.findings if finding.id in ids]
    topics = {(finding.rule, finding.topic) for finding in findings}
    document = {
        "version": VERSION,
        "articles": checked.new,
        "archive": checked.archive,
        "problems": [_problem(problem) for problem in checked.problems],
        "annotations": [_annotation(one) for one in told],
        "topics": [_topic(topic) for topic in checked.report.topics if (topic.rule, topic.topic) in topics],
        "findings": [_finding(finding) for finding in findings],
    }
    return encoded(document, indent=1) + "\n"


def _annotation(one: Annotation) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.rule,
        "severity": one.severity,
        "verdict": one.verdict,
        "message": one.message,
        **_place(one.place),
        "related": [{**_place(related.place), "message": related.message} for related in one.related],
        "fingerprints": list(one.fingerprints),
        "accepted": one.accepted,
        "remark": one.remark,
    }


def _place(place: Place) -> dict[str, Any]:
    names = ("path", "line", "column", "end_line", "end_column")
    return {name: getattr(place, name) for name in names}


def encoded(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON that can be written as UTF-8: a lone surrogate stays an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain(number: float | None) -> float | int | None:
    """12000.0 → 12000; None stays None."""
    if number is None:
        return None
    return int(number) if float(number).is_integer() else float(number)


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line, "column": problem.column, "message": problem.message}


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "rule": topic.rule,
        "topic": topic.topic,
        "title": topic.title,
        "unit": topic.unit,
        "claims": list(topic.claims),
        "camps": [_camp(camp) for camp in topic.camps],
        "uncompared": [{"claim": left_out.claim, "why": left_out.why} for left_out in topic.uncompared],
    }


def _camp(camp: Camp) -> dict[str, Any]:
    return {
        "claims": list(camp.claims),
        "low": plain(camp.interval.low),
        "high": plain(camp.interval.high),
        "closed": camp.interval.closed,
        "origins": list(camp.origins),
        "parties": list(camp.parties),
        "as_of": [day.isoformat() for day in camp.as_of] if camp.as_of else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "topic": finding.topic,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "sides": [list(side) for side in finding.sides],
        "pairs": [{"fingerprint": pair.fingerprint, "a": pair.a, "b": pair.b} for pair in finding.pairs],
        "gap": _gap(finding.gap),
        "message": finding.message,
        "because": list(finding.because),
    }


def _reviewed(found: Standing) -> dict[str, Any]:
    """What reviewers say of a finding, each with the pairs that it is on, and whether it is quiet."""
    return {"quiet": found.quiet, "decisions": [_decision(one) for one in found.opinions]}


def _decision(opinion: Opinion) -> dict[str, Any]:
    one = opinion.decision
    days = {name: day.isoformat() if day else None for name, day in (("when", one.when), ("until", one.until))}
    pairs = sorted(opinion.pairs)
    return {"by": one.by, "decision": one.decision, "why": one.why, "note": one.note, **days, "pairs": pairs}


def _gap(gap: Gap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    return {"absolute": plain(gap.absolute), "ratio": None if gap.ratio is None else plain(gap.ratio), "unit": gap.unit}
