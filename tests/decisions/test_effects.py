"""What is decided in review, wherever it counts: `check` and `report` are quiet of it, and say who and why."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from checking.conftest import CONFLICTING, Repository
from decisions.deciding import REPORT, STORE, claim, corrected, decided, found

from consistency.decisions import Decision, add, load
from consistency.decisions.words import NAMES
from consistency.model import Finding, Pair, Report, Words
from consistency.rendering import json as rendered

CHECK = ("check", "news", "--against", "archive", "--today", "2024-12-03")


def texts(repository: Repository) -> dict[str, str]:
    """The files of a report, and what the run said."""
    code, _, err = repository.run(*REPORT, "-o", "out", "--fail-on", "error")
    names = ("report.html", "report.md", "findings.json")
    read = {name: (repository.root / "out" / name).read_text(encoding="utf-8") for name in names}
    return {**read, "summary": err, "code": str(code)}


@pytest.mark.parametrize("word", ["accepted", "different", "fine"])
def test_what_is_settled_is_quiet_with_who_and_why(word: str, conflict: Repository) -> None:
    add(STORE, decided(found(conflict), word, why="counts trainees"))
    code, out, err = conflict.run(*CHECK)
    assert (code, out) == (0, "")
    assert "1 accepted" in err
    assert "counts trainees" in conflict.run(*CHECK, "--accepted")[1]
    told = texts(conflict)
    assert told["code"] == "0"
    assert "No contradictions found" in told["report.html"]
    assert "Settled by reviewers" in told["report.html"]
    assert told["report.md"].startswith("# No contradictions found")
    for name in ("report.html", "report.md"):
        assert "Anna: " in told[name]
        assert "counts trainees" in told[name]
    assert "1 finding settled by reviewers" in told["summary"]
    (one,) = [each for each in json.loads(told["findings.json"])["findings"] if each["verdict"] == "contradiction"]
    assert one["quiet"]
    assert [(each["by"], each["decision"], each["why"]) for each in one["decisions"]] == [
        ("Anna", word, "counts trainees")
    ]


@pytest.mark.parametrize("word", ["confirmed", "later"])
def test_what_is_confirmed_is_told_with_who_says_so(word: str, conflict: Repository) -> None:
    add(STORE, decided(found(conflict), word, why="asked both"))
    code, out, _ = conflict.run(*CHECK)
    assert code == 1
    assert f"Anna: {NAMES[word]} (asked both)" in out
    told = texts(conflict)
    assert told["code"] == "1"
    assert told["report.md"].startswith("# 1 contradiction found")
    assert "asked both" in told["report.md"]
    assert "asked both" in told["report.html"]


def test_where_reviewers_differ_it_is_told(conflict: Repository) -> None:
    finding = found(conflict)
    add(STORE, [*decided(finding, "fine"), *decided(finding, "confirmed", by="Béla")])
    code, out, _ = conflict.run(*CHECK)
    assert code == 1
    assert "reviewers differ: Anna: both fine (so it is); Béla: confirmed (so it is)" in out
    assert texts(conflict)["code"] == "1"


def test_what_is_settled_in_part_is_told_as_that(conflict: Repository) -> None:
    conflict.commit(**{"news/tokyo.md": CONFLICTING.replace("30,000", "60,000").replace("Ukraine", "Japan")})
    finding = found(conflict)
    assert len(finding["pairs"]) > 1
    add(STORE, decided(finding, "fine", why="outdated")[:1])
    told = texts(conflict)
    part = f"Anna: both fine (outdated) (on 1 of its {len(finding['pairs'])} conflicts)"
    assert part in told["report.html"]
    assert part.replace("(", "\\(") in told["report.md"] or part in told["report.md"]
    assert "Anna: both fine" not in conflict.run(*CHECK)[1]  # of the others nothing was said


def test_a_decision_that_has_run_out_counts_in_report_and_check_alike(conflict: Repository) -> None:
    finding = found(conflict)
    over = [replace(one, until=date(2024, 12, 1)) for one in decided(finding, "later")]
    add(STORE, [*decided(finding, "fine"), *over])
    assert conflict.run(*CHECK)[0] == 0
    assert texts(conflict)["code"] == "0"


def test_a_settled_finding_does_not_come_first_nor_looks_open(conflict: Repository) -> None:
    add(STORE, decided(found(conflict), "fine"))
    page = texts(conflict)["report.html"]
    assert 'class="finding contradiction settled"' in page
    assert 'class="gap"' not in page.partition("How to read the pictures")[0]


def test_an_undone_decision_counts_nowhere(conflict: Repository) -> None:
    made = decided(found(conflict), "fine", act="a" * 16)
    undo = Decision(target="decision", id="a" * 16, decision="undone", why="undone", by="Anna", act="b" * 16)
    add(STORE, [*made, undo])
    assert conflict.run(*CHECK)[0] == 1
    assert texts(conflict)["code"] == "1"


def test_a_corrected_claim_is_so_in_check_and_report(conflict: Repository) -> None:
    name = claim(conflict, "30,000")["claim_id"]
    add(STORE, [corrected(name, [("low", 11500), ("high", 11500), ("closed", "both"), ("approximate", True)])])
    assert conflict.run(*CHECK)[0] == 0
    told = texts(conflict)
    assert "No contradictions found" in told["report.html"]
    assert "first read as 30,000" in told["report.html"]
    assert "Put right by reviewers" in told["report.md"]
    assert "1 claim put right by reviewers" in told["summary"]
    lines = (conflict.root / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    (one,) = [each for each in map(json.loads, lines) if each["claim_id"] == name]
    assert (one["low"], one["corrected"]) == (30000, [])  # as read, to be put right again on reading
    table = pd.read_csv(conflict.root / "out" / "claims.csv").set_index("claim_id").loc[name]
    assert (table["low"], table["high"], table["approximate"]) == (11500, 11500, True)
    assert table["corrected"] == "low; high; closed; approximate"
    for written in ("out/claims.jsonl", "out/claims.parquet"):
        assert conflict.run("check", written, "--today", "2024-12-03")[0] == 0
    assert (
        conflict.run("explain", name, "out")[1].count("put right by Anna (misread); first read as 30,000, Ukraine") == 1
    )
    STORE.unlink()
    assert conflict.run("check", "out/claims.jsonl", "--today", "2024-12-03")[0] == 1


def test_a_claim_of_the_archive_is_corrected_too(conflict: Repository) -> None:
    conflict.run("extract", "archive", "-o", "archive.jsonl")
    fields = [("low", 30000), ("high", 30000), ("closed", "both")]
    for text in ("11,000", "11-12 ezer"):
        add(STORE, [corrected(claim(conflict, text)["claim_id"], fields)])
    assert conflict.run(*CHECK)[0] == 0
    assert conflict.run("check", "news", "--against", "archive.jsonl", "--today", "2024-12-03")[0] == 0


def test_the_database_tells_what_was_decided_and_put_right(conflict: Repository) -> None:
    name = claim(conflict, "11,000")["claim_id"]
    add(STORE, [*decided(found(conflict), "later", why="ask Seoul"), corrected(name, [("subject", "soldier")])])
    texts(conflict)
    with closing(sqlite3.connect(conflict.root / "out" / "report.db")) as database:
        told = database.execute("SELECT reviewer, decision, why, decided_on FROM finding_decisions").fetchall()
        assert told == [("Anna", "later", "ask Seoul", "2024-12-03")]
        put_right = database.execute("SELECT claim_id, field, value FROM claim_corrections").fetchall()
        assert put_right == [(name, "subject", '"soldier"')]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_check_says_that_a_figure_was_put_right_and_how_it_was_read_first(conflict: Repository) -> None:
    name = claim(conflict, "30,000")["claim_id"]
    add(STORE, [corrected(name, [("low", 29000), ("high", 29000), ("closed", "both")])])
    code, out, _ = conflict.run(*CHECK)
    assert code == 1
    assert "“30,000 North Korean soldiers” in news/kyiv.md: Anna: misread: 29,000; first read as 30,000, Ukraine" in out


def test_what_is_no_claim_is_struck_everywhere(conflict: Repository) -> None:
    add(STORE, [corrected(claim(conflict, "30,000")["claim_id"], None)])
    assert conflict.run(*CHECK)[0] == 0
    told = texts(conflict)
    assert "Struck by reviewers" in told["report.html"]
    assert "no claim at all" in told["report.md"]


def test_a_correction_of_what_is_not_there_is_told(conflict: Repository) -> None:
    add(STORE, [corrected("0123456789abcdef", [("source", "NIS")])])
    assert "1 correction of a claim that was not read here" in texts(conflict)["summary"]


def test_a_correction_to_how_it_was_read_first_puts_another_right(conflict: Repository) -> None:
    name = claim(conflict, "30,000")["claim_id"]
    add(STORE, [corrected(name, None), corrected(name, [], by="Béla")])
    code, out, _ = conflict.run(*CHECK)
    assert code == 1
    assert "reviewers corrected one of its figures differently" in out


def test_accept_says_what_is_told_all_the_same(conflict: Repository) -> None:
    finding = found(conflict)
    add(STORE, decided(finding, "confirmed"))
    err = conflict.run("accept", finding["id"][:8], *CHECK[1:], "--why", "known", "--by", " Carl\n")[2]
    assert f"{finding['id']} is told all the same, as Anna says: confirmed" in err
    assert conflict.run(*CHECK)[0] == 1
    assert load(STORE)[-1].by == "Carl"


def test_accepting_all_accepts_what_one_has_settled_and_then_confirmed(conflict: Repository) -> None:
    finding = found(conflict)
    add(STORE, [*decided(finding, "different"), *decided(finding, "confirmed")])
    conflict.run("accept", "--all", *CHECK[1:], "--why", "known after all", "--by", "Anna")
    assert conflict.run(*CHECK)[0] == 0


def test_prune_keeps_what_an_undone_correction_would_bring_back(conflict: Repository) -> None:
    made = decided(found(conflict), "confirmed")
    add(STORE, [*made, corrected(claim(conflict, "30,000")["claim_id"], None)])
    conflict.run("prune", "archive", "news", "--today", "2024-12-03")
    assert load(STORE)[:1] == tuple(made)


def test_of_two_corrections_the_last_one_counts(conflict: Repository) -> None:
    name = claim(conflict, "30,000")["claim_id"]
    add(STORE, [corrected(name, None), corrected(name, [("source", "NIS")], by="Béla")])
    assert conflict.run(*CHECK)[0] == 1


def test_prune_keeps_what_still_counts_and_its_undos(conflict: Repository) -> None:
    made = decided(found(conflict), "fine", act="a" * 16)
    undo = Decision(target="decision", id="a" * 16, decision="undone", why="undone", by="Anna", act="b" * 16)
    gone = Decision(target="pair", id="0" * 16, decision="fine", why="gone", by="Anna", act="c" * 16)
    its_undo = Decision(target="decision", id="c" * 16, decision="undone", why="undone", by="Anna", act="d" * 16)
    put_right = corrected(claim(conflict, "11,000")["claim_id"], [("source", "NIS")])
    add(STORE, [*made, gone, undo, its_undo, put_right])
    code, _, err = conflict.run("prune", "archive", "news", "--today", "2024-12-03")
    assert (code, load(STORE)) == (0, (*made, undo, put_right)), err


def test_accept_asks_git_to_merge_by_lines(conflict: Repository) -> None:
    code, _, err = conflict.run("accept", "--all", *CHECK[1:], "--why", "known")
    assert code == 0
    assert ".gitattributes now says" in err
    assert (conflict.root / ".gitattributes").read_text(encoding="utf-8") == "decisions.jsonl merge=union\n"
    assert ".gitattributes" not in conflict.run("accept", "--all", *CHECK[1:], "--why", "known")[2]


BAD = {
    ("nowhere",): "nowhere:1:1: there is no such file or folder",
    ("news", "--port", "0"): "Invalid value for '--port'",
    ("news", "--decisions", "nowhere/x.jsonl"): "there is no folder nowhere",
    ("news", "--rules", "broken.yaml"): "broken.yaml:1:7: ",
    ("news", "--decisions", "broken.jsonl"): "broken.jsonl:2:1: 'target' is missing",
    (): "there is no reports/claims.jsonl; name the articles, or make a report first",
}


@pytest.mark.parametrize("arguments", BAD, ids=lambda one: " ".join(one) or "nothing")
def test_a_mistake_is_one_line_and_no_server_is_left(arguments: tuple[str, ...], conflict: Repository) -> None:
    conflict.write("broken.yaml", "kind: levle\n")
    conflict.write("broken.jsonl", "\n{}\n")
    code, out, err = conflict.run("review", *arguments, "--no-browser")
    assert (code, out) == (2, "")
    assert BAD[arguments] in err


def test_findings_are_told_as_before_where_nothing_is_decided() -> None:
    one = Finding(
        id="f" * 16, rule="r", topic="t", verdict="contradiction", severity="error", sides=(),
        pairs=(Pair(fingerprint="1" * 16, a="a", b="b"),), gap=None, words=Words.said("…"),
    )  # fmt: skip
    report = Report(articles=1, claims=(), rules=(), topics=(), findings=(one,), problems=())
    (told,) = json.loads(rendered.render(report))["findings"]
    assert (told["quiet"], told["decisions"]) == (False, [])
