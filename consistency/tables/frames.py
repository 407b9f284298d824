"""Frames: a report → its claims, topics and findings as pandas tables, and a topic as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consistency.model import Claim, Report, Topic
from consistency.problems import UserError
from consistency.records import FIELDS, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of a topic, which a notebook shows by itself. svg: the file."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg


def claims_table(claims: Report | Iterable[Claim]) -> pd.DataFrame:
    """Claims as a table, a row each, in the columns of claims.csv."""
    import pandas as pd

    told = claims.claims if isinstance(claims, Report) else claims
    return pd.DataFrame([to_record(claim) for claim in told], columns=list(FIELDS))


def topics_table(found: Report) -> pd.DataFrame:
    """A row for each camp of each topic: rule, topic, title, low, high, parties, claims, and what was not compared."""
    import pandas as pd

    rows = [
        {"rule": topic.rule, "topic": topic.topic, "title": topic.title, "low": camp.interval.low,
         "high": camp.interval.high, "unit": topic.unit, "parties": list(camp.parties), "claims": list(camp.claims),
         "uncompared": len(topic.uncompared)}
        for topic in found.topics for camp in topic.camps
    ]  # fmt: skip
    names = ("rule", "topic", "title", "low", "high", "unit", "parties", "claims", "uncompared")
    return pd.DataFrame(rows, columns=list(names))


def findings_table(found: Report) -> pd.DataFrame:
    """A row for each finding: id, rule, topic, verdict, severity, gap, ratio, unit, message, because, and its sides."""
    import pandas as pd

    rows = [
        {"id": one.id, "rule": one.rule, "topic": one.topic, "verdict": one.verdict, "severity": one.severity,
         "gap": one.gap.absolute if one.gap else None, "ratio": one.gap.ratio if one.gap else None,
         "unit": one.gap.unit if one.gap else None, "message": one.message, "because": list(one.because),
         "sides": [list(side) for side in one.sides]}
        for one in found.findings
    ]  # fmt: skip
    names = ("id", "rule", "topic", "verdict", "severity", "gap", "ratio", "unit", "message", "because", "sides")
    return pd.DataFrame(rows, columns=list(names))


def picture(found: Report, topic: Topic | str) -> Picture:
    """The picture of a topic, or of the one whose name or title begins so; raises UserError where there is none."""
    from consistency.rendering import svg

    chosen = next((one for one in found.topics if one == topic), None) or next(
        (one for one in found.topics if str(topic) and one.topic.startswith(str(topic))), None
    ) or next((one for one in found.topics if str(topic) and one.title.startswith(str(topic))), None)  # fmt: skip
    drawn = svg.render(found, chosen) if chosen is not None else None
    if drawn is None:
        raise UserError(f"there is no picture of {topic!r}" if chosen else f"there is no topic {topic!r}")
    return Picture(svg=drawn)
