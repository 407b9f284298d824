"""A report → report.db, a SQLite database that Datasette and any SQL tool open: a table a thing, tied by foreign keys.

Facts of rules stand among the claims, `fact_of` their rule. Lists have tables of their own. The same report gives the
same bytes with the same release of SQLite.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from consistency.decisions import corrections, standings
from consistency.records import to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from consistency.model import Claim, Decision, Report

SCHEMA = """
CREATE TABLE articles (document TEXT PRIMARY KEY, title TEXT, outlet TEXT, language TEXT, published TEXT);
CREATE TABLE rules (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES articles (document),
    fact_of TEXT REFERENCES rules (id),
    text TEXT NOT NULL, quote TEXT NOT NULL, line INTEGER, "column" INTEGER, in_title INTEGER NOT NULL,
    low REAL, high REAL, closed TEXT NOT NULL, approximate INTEGER NOT NULL, vague INTEGER NOT NULL, resolution REAL,
    unit TEXT NOT NULL, subject TEXT, of TEXT, place TEXT, predicate TEXT, event TEXT,
    kind TEXT NOT NULL, modality TEXT NOT NULL, source TEXT, via TEXT,
    as_of_first TEXT, as_of_last TEXT, said_on_first TEXT, said_on_last TEXT
);
CREATE TABLE claim_origins (claim_id TEXT NOT NULL REFERENCES claims (claim_id), origin TEXT NOT NULL);
CREATE TABLE claim_parties (claim_id TEXT NOT NULL REFERENCES claims (claim_id), party TEXT NOT NULL);
CREATE TABLE claim_links (
    claim_id TEXT NOT NULL REFERENCES claims (claim_id),
    "to" TEXT NOT NULL REFERENCES claims (claim_id),
    kind TEXT NOT NULL
);
CREATE TABLE topics (
    id INTEGER PRIMARY KEY, rule TEXT NOT NULL REFERENCES rules (id),
    topic TEXT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL
);
CREATE TABLE camps (
    id INTEGER PRIMARY KEY, topic INTEGER NOT NULL REFERENCES topics (id),
    low REAL, high REAL, closed TEXT NOT NULL, as_of_first TEXT, as_of_last TEXT
);
CREATE TABLE camp_claims (
    camp INTEGER NOT NULL REFERENCES camps (id), claim_id TEXT NOT NULL REFERENCES claims (claim_id)
);
CREATE TABLE uncompared_claims (
    topic INTEGER NOT NULL REFERENCES topics (id),
    claim_id TEXT NOT NULL REFERENCES claims (claim_id), why TEXT NOT NULL
);
CREATE TABLE findings (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL REFERENCES rules (id), topic INTEGER REFERENCES topics (id),
    verdict TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, gap REAL, ratio REAL, unit TEXT
);
CREATE TABLE finding_claims (
    finding TEXT NOT NULL REFERENCES findings (id), side INTEGER NOT NULL,
    claim_id TEXT NOT NULL REFERENCES claims (claim_id)
);
CREATE TABLE finding_steps (
    finding TEXT NOT NULL REFERENCES findings (id), number INTEGER NOT NULL, step TEXT NOT NULL
);
CREATE TABLE finding_pairs (
    finding TEXT NOT NULL REFERENCES findings (id), fingerprint TEXT NOT NULL,
    a TEXT NOT NULL REFERENCES claims (claim_id), b TEXT NOT NULL REFERENCES claims (claim_id)
);
CREATE TABLE finding_decisions (
    finding TEXT NOT NULL REFERENCES findings (id), reviewer TEXT, decision TEXT NOT NULL, why TEXT NOT NULL,
    note TEXT, decided_on TEXT, until TEXT
);
CREATE TABLE claim_corrections (
    claim_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT,
    reviewer TEXT, why TEXT NOT NULL, note TEXT, decided_on TEXT
);
CREATE TABLE problems (path TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL, message TEXT NOT NULL);
CREATE VIEW finding_quotes AS
    SELECT findings.verdict, findings.severity, findings.message, finding_claims.side, claims.quote, claims.source,
           articles.outlet, articles.published, claims.document, claims.line, findings.id AS finding
    FROM findings
    JOIN finding_claims ON finding_claims.finding = findings.id
    JOIN claims ON claims.claim_id = finding_claims.claim_id
    JOIN articles ON articles.document = claims.document;
"""
PLAIN = ("text", "quote", "line", "column", "in_title", "low", "high", "closed", "approximate", "vague", "resolution",
         "unit", "subject", "of", "predicate", "event", "kind", "modality", "source", "via")  # fmt: skip

Row = dict[str, Any]


def render(report: Report) -> bytes:
    """The whole database as the bytes of its file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(SCHEMA)
        database.execute("BEGIN")
        for table, rows in _tables(report):
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                database.execute(
                    f"INSERT INTO {table} ({names}) VALUES ({marks})", [_value(one) for one in row.values()]
                )
        database.execute("COMMIT")
        return database.serialize()


def _value(value: object) -> object:
    """Text as SQLite takes it: half of a surrogate pair is an escape."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def _tables(report: Report) -> Iterator[tuple[str, Iterable[Row]]]:
    """The rows of each table, those that others refer to first."""
    facts = {fact.claim_id: rule.id for rule in report.rules for fact in rule.facts}
    claims = [*report.claims, *(fact for rule in report.rules for fact in rule.facts)]
    known = {claim.claim_id for claim in claims}
    articles = {claim.document: claim for claim in reversed(claims)}
    names = ("document", "title", "outlet", "language", "published")
    yield "articles", [{name: getattr(articles[key], name) for name in names} for key in sorted(articles)]
    told = ("id", "title", "kind", "severity", "why")
    yield "rules", [{name: getattr(rule, name) for name in told} for rule in report.rules]
    yield "claims", [_claim(claim, facts.get(claim.claim_id)) for claim in claims]
    for table, name, column in (("claim_origins", "origins", "origin"), ("claim_parties", "parties", "party")):
        yield table, [{"claim_id": one.claim_id, column: word} for one in claims for word in getattr(one, name)]
    yield "claim_links", [
        {"claim_id": one.claim_id, "to": link.to, "kind": link.kind}
        for one in claims for link in one.links if link.to in known
    ]  # fmt: skip
    yield from _topics(report, known)
    yield from _findings(report, known)
    yield from _decisions(report)
    yield (
        "problems",
        [{name: getattr(one, name) for name in ("path", "line", "column", "message")} for one in report.problems],
    )


def _claim(claim: Claim, fact_of: str | None) -> Row:
    record = to_record(claim)
    row: Row = {"claim_id": claim.claim_id, "document": claim.document, "fact_of": fact_of}
    row |= {name: record[name] for name in PLAIN} | {"place": " / ".join(claim.place) or None}
    for name in ("as_of", "said_on"):
        days = record[name] or (None, None)
        row |= {f"{name}_first": days[0], f"{name}_last": days[1]}
    return row


def _topics(report: Report, known: set[str]) -> Iterator[tuple[str, Iterable[Row]]]:
    topics = list(enumerate(report.topics, start=1))
    yield (
        "topics",
        [{"id": at, "rule": one.rule, "topic": one.topic, "title": one.title, "unit": one.unit} for at, one in topics],
    )
    camps = list(enumerate(((at, camp) for at, topic in topics for camp in topic.camps), start=1))
    yield "camps", [
        {
            "id": number, "topic": at, "low": camp.interval.low, "high": camp.interval.high,
            "closed": camp.interval.closed,
            "as_of_first": camp.as_of[0].isoformat() if camp.as_of else None,
            "as_of_last": camp.as_of[1].isoformat() if camp.as_of else None,
        }
        for number, (at, camp) in camps
    ]  # fmt: skip
    yield (
        "camp_claims",
        [{"camp": number, "claim_id": name} for number, (_, camp) in camps for name in camp.claims if name in known],
    )
    yield "uncompared_claims", [
        {"topic": at, "claim_id": one.claim, "why": one.why}
        for at, topic in topics for one in topic.uncompared if one.claim in known
    ]  # fmt: skip


def _findings(report: Report, known: set[str]) -> Iterator[tuple[str, Iterable[Row]]]:
    topics = {(one.rule, one.topic): at for at, one in enumerate(report.topics, start=1)}
    findings = sorted(report.findings, key=lambda one: one.weight)
    yield "findings", [
        {
            "id": one.id, "rule": one.rule, "topic": topics.get((one.rule, one.topic)), "verdict": one.verdict,
            "severity": one.severity, "message": one.message,
            "gap": one.gap.absolute if one.gap else None, "ratio": one.gap.ratio if one.gap else None,
            "unit": one.gap.unit if one.gap else None,
        }
        for one in findings
    ]  # fmt: skip
    yield "finding_claims", [
        {"finding": one.id, "side": side, "claim_id": name}
        for one in findings for side, names in enumerate(one.sides, start=1) for name in names if name in known
    ]  # fmt: skip
    yield "finding_steps", [
        {"finding": one.id, "number": number, "step": step}
        for one in findings for number, step in enumerate(one.because, start=1)
    ]  # fmt: skip
    yield "finding_pairs", [
        {"finding": one.id, "fingerprint": pair.fingerprint, "a": pair.a, "b": pair.b}
        for one in findings for pair in one.pairs if {pair.a, pair.b} <= known
    ]  # fmt: skip


def _decisions(report: Report) -> Iterator[tuple[str, Iterable[Row]]]:
    """What reviewers say of each finding, and each field that they put right; of what is no claim there is no field."""
    reviewed = standings(report.findings, report.decided)
    opinions = [(one.id, each.decision) for one in report.findings for each in reviewed[one.id].opinions]
    yield "finding_decisions", [
        {"finding": name, "decision": one.decision, "until": one.until and one.until.isoformat(), **_decided(one)}
        for name, one in opinions
    ]  # fmt: skip
    yield "claim_corrections", [
        {"claim_id": name, "field": field, "value": None if value is None else json.dumps(value), **_decided(one)}
        for name, one in sorted(corrections(report.decided).items())
        for field, value in (one.correction or (("", None),))
    ]  # fmt: skip


def _decided(one: Decision) -> Row:
    day = one.when.isoformat() if one.when else None
    return {"reviewer": one.by, "why": one.why, "note": one.note, "decided_on": day}
