"""The CI formats, each read back by a reader that knows nothing of what wrote it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import BaseModel
from rendering.ci_readers import (
    ABSOLUTE_URI,
    COMPILER_LINE,
    GITLAB,
    RDJSON,
    RELATIVE_URI,
    commands,
    seen,
    shown_by_sarif,
)
from sarif_pydantic.sarif import Notification, Sarif, Suppression

import consistency
from consistency.annotations import ACCEPTANCE, Annotation, Checked, Help, Place, Related
from consistency.model import SEVERITIES, Report
from consistency.problems import Problem
from consistency.rendering import compiler, github, gitlab, junit, rdjson, sarif

FORMATS = (compiler, github, gitlab, junit, rdjson, sarif)
LINE = "Szöul szerint 🪖🪖 több mint 10 000 katona van ott, és 𝟛 ezer úton."
WORDS = "több mint 10 000 katona"
START = LINE.index(WORDS) + 1
NEW = Place(
    path="cikkek/új cikk, 100%: 🪖.txt", line=3, column=START, end_line=3, end_column=START + len(WORDS),
    first_line=LINE, last_line=LINE,
)  # fmt: skip
OLD = Place(
    path="archív/b.txt", line=7, column=1, end_line=9, end_column=4,
    first_line="háromezer,\ta hírek", last_line="é🪖s így",
)  # fmt: skip
URL = Place(path="https://példa.hu/hír 1?q=50%&r=a%20b", line=5, column=2, end_line=5, end_column=3)
HOSTILE = "50%, a:b\r\nsecond ]]> \x00\x1b[31m\u202e ::error::x {0} [click](http://evil) @all #12 <b>&amp; `c`"

PIECES = (
    *"%\r\n\t:,;]>[](){}<&\"'*_`#@|~$\\-+=!/. é🪖\x00\x1b\x85\u2028\u202e\u2066\ufffe\uffff\ud800\u200b",
    "%25", "%0A", "%3A", "{0}", "[a](http://b)", "](", "![a](b)", "<b>", "<!--", "&amp;", "&#65;", "**", "~~", "```",
    "\n\n", "\n- ", "\n# ", "\n> ", "\n| a |\n|---|", "12. ", "---", "]]>", "::error::", "\n::", "http://a.hu",
    "www.a.hu", "a@b.hu",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=5), max_size=8).map("".join)
bodied = texts.filter(lambda text: seen(text).strip() != "")


def annotation(**fields: Any) -> Annotation:
    known: dict[str, Any] = {
        "id": "troops/1a2b", "rule": "any-figure", "severity": "error", "verdict": "contradiction",
        "message": "Szöul 10 000-nél többet mond, Kijev 3000-et.", "place": NEW, "fingerprints": ("f1", "f2"),
    }  # fmt: skip
    return Annotation(**{**known, **fields})


def checked(*annotations: Annotation, **fields: Any) -> Checked:
    known: dict[str, Any] = {
        "new": 2,
        "archive": 40,
        "documents": (NEW.path, "cikkek/üres.txt"),
        "rules": (
            Help(id="any-figure", title="Any figure", why="Figures for one thing {must} agree.", severity="warning"),
            Help(id="troops", title="Troops", why="", severity="none"),
        ),
        "report": Report(articles=0, claims=(), rules=(), topics=(), findings=(), problems=()),
    }
    return Checked(annotations=annotations, **{**known, **fields})


RELATED = (
    Related(place=OLD, message="Kijev, 2024. 12. 23-án:"),
    Related(place=URL, message="TASZSZ:"),
    Related(place=OLD, message=HOSTILE),
)
PROBLEM = Problem(path="rossz út.md", line=2, column=3, message="not UTF-8 {0}", hint="save it as UTF-8")
FULL = checked(
    *(annotation(id=f"t/{one}", severity=one, related=RELATED[:number]) for number, one in enumerate(SEVERITIES)),
    annotation(id="t/many", severity="warning", rule="troops", place=replace(OLD, path=NEW.path), related=RELATED),
    annotation(id="t/far", place=URL),
    annotation(id="t/bare", severity="note", place=Place(path="cikkek/üres.txt"), fingerprints=()),
    annotation(id="t/hostile", message=HOSTILE, remark="its acceptance ran out on 2025-01-31"),
    annotation(id="acceptance/1", rule=ACCEPTANCE, verdict=ACCEPTANCE, severity="warning", fingerprints=()),
    annotation(id="t/gone", accepted="both, at\nother ]]> times", remark="until 2030-01-01"),
    problems=(PROBLEM, Problem(path="https://a.hu/x", message="empty")),
)  # fmt: skip
EMPTY = checked()
MANY = checked(*(annotation(id=f"t/{number}", severity=("error", "note")[number % 2]) for number in range(25)))
CASES = {"full": FULL, "empty": EMPTY, "many": MANY, "accepted alone": checked(annotation(accepted="known"))}
every = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
unhurried = settings(deadline=None)
each_way = pytest.mark.parametrize("accepted", [False, True], ids=["open", "accepted too"])


@every
@each_way
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_text_is_the_same_each_time_and_ends_in_one_newline(form, case, accepted):
    text = form.render(case, accepted=accepted)
    assert text == form.render(replace(case), accepted=accepted)
    assert str(Path.cwd()) not in text
    assert not text or (text.endswith("\n") and not text.endswith("\n\n"))
    text.encode()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_what_is_accepted_is_told_only_if_asked(form):
    assert "other ]]" not in form.render(FULL)
    assert re.search(r"other \]\](>|&gt;)", form.render(FULL, accepted=True))


# compiler


def test_a_finding_is_a_line_and_what_opposes_it_notes():
    lines = compiler.render(checked(annotation(related=RELATED[:2], remark="see there"))).splitlines()
    assert lines == [
        f"{NEW.path}:3:{START}: error [any-figure] Szöul 10 000-nél többet mond, Kijev 3000-et. (troops/1a2b)",
        "archív/b.txt:7:1: note: Kijev, 2024. 12. 23-án:",
        f"{URL.path}: note: TASZSZ:",
        f"{NEW.path}:3:{START}: note: see there",
    ]


def test_an_accepted_finding_says_why():
    assert compiler.render(FULL, accepted=True).splitlines()[-1].endswith(": note: accepted: both, at other ]]> times")


def test_a_compiler_of_nothing_says_nothing():
    assert compiler.render(EMPTY) == ""


@unhurried
@given(message=texts, path=texts.filter(lambda text: ":" not in text))
def test_any_message_stays_on_its_line(message, path):
    place = replace(NEW, path=path)
    text = compiler.render(
        checked(annotation(message=message, place=place, related=(Related(place=place, message=message),)))
    )
    lines = [COMPILER_LINE.fullmatch(line) for line in text.splitlines()]
    assert [line and line["kind"] for line in lines] == ["error", "note"]
    shown = "".join(" " if unicodedata.category(sign) == "Cc" else seen(sign) for sign in message)
    assert lines[0] is not None
    assert lines[0]["rest"] == f" [any-figure] {shown} (troops/1a2b)"
    assert lines[0]["path"] == "".join(" " if unicodedata.category(sign) == "Cc" else seen(sign) for sign in path)


# SARIF


def read_sarif(case: Checked, *, accepted: bool = False) -> tuple[Any, Any]:
    text = sarif.render(case, accepted=accepted)
    schema = os.environ.get("CONSISTENCY_SARIF_SCHEMA")
    log = json.loads(text)
    if schema:
        jsonschema.Draft7Validator(json.loads(Path(schema).read_text())).validate(log)
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    check_run(log["runs"][0])
    read = Sarif.model_validate_json(text)
    assert set(unknown(read)) <= {"columnKind", "toolExecutionNotifications", "suppressions"}  # gaps of this reader
    return read.runs[0], log["runs"][0]


def unknown(value: Any) -> Any:
    """The names of properties that the reader has not heard of."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or ()
        yield from unknown([inner for _, inner in value])
    elif isinstance(value, list):
        yield from (name for inner in value for name in unknown(inner))


def notifications(run: Any) -> list[Any]:
    told = run["invocations"][0]["toolExecutionNotifications"]
    return [Notification.model_validate(one) for one in told]


def check_run(run: Any) -> None:
    """What the prose of the standard asks beyond a schema."""
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result.get("kind", "fail") != "fail")
        ids = [location["id"] for location in result["relatedLocations"]]
        assert len(set(ids)) == len(ids)
        for location in (*result["locations"], *result["relatedLocations"]):
            check_place(location["physicalLocation"], run["originalUriBaseIds"])
    for key, text in strings(run):
        assert text != ""
        assert key == "markdown" or shown_by_sarif(text) is not None


def check_place(place: Any, bases: Any) -> None:
    uri = place["artifactLocation"]["uri"]
    if "uriBaseId" in place["artifactLocation"]:
        assert place["artifactLocation"]["uriBaseId"] in bases
        assert RELATIVE_URI.fullmatch(uri)
        assert not uri.startswith("/")
    else:
        assert ABSOLUTE_URI.fullmatch(uri)


def strings(value: Any) -> Any:
    """Every message string of a run."""
    if isinstance(value, dict):
        yield from (
            (key, text) for key, text in value.items() if key in ("text", "markdown") and "snippet" not in value
        )
        for key, inner in value.items():
            if key != "snippet":
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@every
@each_way
def test_sarif_is_read_by_another(case, accepted):
    run, raw = read_sarif(case, accepted=accepted)
    told = case.annotations if accepted else case.open
    assert [result.level.value for result in run.results] == [one.severity for one in told]
    assert [len(result.related_locations) for result in run.results] == [len(one.related) for one in told]
    assert run.tool.driver.name == "consistency"
    assert run.tool.driver.semantic_version == consistency.__version__
    assert run.tool.driver.information_uri is None
    assert run.invocations[0].execution_successful == (not case.problems)
    assert len(notifications(raw)) == len(case.problems)


def test_sarif_tells_the_rules_that_were_evaluated():
    run, _ = read_sarif(FULL)
    assert [rule.id for rule in run.tool.driver.rules] == ["any-figure", "troops", ACCEPTANCE]
    first, second = run.tool.driver.rules[:2]
    assert (first.name, first.short_description.text) == ("AnyFigure", "Any figure")
    assert shown_by_sarif(first.full_description.text) == "Figures for one thing {must} agree."
    assert first.help.text.startswith("Figures for one thing {{must}} agree.")
    assert first.help.markdown.startswith(r"Figures for one thing \{{must\}} agree.")
    assert first.default_configuration.level == "warning"
    assert second.full_description.text == "Troops"
    assert [rule.id for rule in read_sarif(EMPTY)[0].tool.driver.rules] == ["any-figure", "troops"]


def test_sarif_places_are_right_beyond_ascii():
    run, raw = read_sarif(FULL)
    first = run.results[0].locations[0].physical_location
    assert first.artifact_location.uri == "cikkek/%C3%BAj%20cikk%2C%20100%25%3A%20%F0%9F%AA%96.txt"
    assert first.artifact_location.uri_base_id == "%SRCROOT%"
    assert first.region.snippet.text == WORDS
    assert (first.region.start_line, first.region.start_column) == (3, START)
    assert (first.region.end_line, first.region.end_column) == (3, START + len(WORDS))
    assert raw["columnKind"] == "unicodeCodePoints"
    opposing = run.results[3].related_locations
    assert opposing[0].physical_location.region.end_line == 9
    assert opposing[0].physical_location.region.snippet is None  # the eighth line is not at hand
    assert opposing[0].message.text == "Kijev, 2024. 12. 23-án:"
    url = opposing[1].physical_location.artifact_location
    assert url.uri == "https://p%C3%A9lda.hu/h%C3%ADr%201?q=50%25&r=a%20b"
    assert url.uri_base_id is None


def test_a_snippet_may_reach_into_the_next_line():
    place = replace(OLD, end_line=8)
    run, _ = read_sarif(checked(annotation(place=place)))
    assert run.results[0].locations[0].physical_location.region.snippet.text == "háromezer,\ta hírek\né🪖s"


def test_sarif_suppresses_what_is_accepted():
    assert {"suppressions" in result for result in read_sarif(FULL)[1]["results"]} == {False}
    results = read_sarif(FULL, accepted=True)[0].results
    assert [len(result.suppressions) for result in results] == [0] * 9 + [1]
    suppression = Suppression.model_validate(results[-1].suppressions[0])
    assert (suppression.kind, suppression.status) == ("external", "accepted")
    assert suppression.justification == "both, at\nother ]]> times"


def test_a_fingerprint_holds_the_pairs_and_the_article_and_no_line():
    def prints(**fields: Any) -> str:
        told = read_sarif(checked(annotation(**fields)))[0].results[0].partial_fingerprints
        assert list(told) == ["pairs/v1"]
        return told["pairs/v1"]

    assert prints() == prints(place=replace(NEW, line=9, end_line=9), message="x", severity="note", id="t/2")
    assert len({prints(), prints(fingerprints=("f1",)), prints(place=OLD), prints(fingerprints=(), id="t/2")}) == 4


def test_sarif_says_what_could_not_be_read():
    notification = notifications(read_sarif(FULL)[1])[0]
    assert shown_by_sarif(notification.message.text) == "not UTF-8 {0}; save it as UTF-8"
    assert notification.level.value == "error"
    assert notification.locations[0].physical_location.artifact_location.uri == "rossz%20%C3%BAt.md"


def test_a_file_outside_of_the_repository_has_a_uri_of_its_own():
    outside = checked(problems=(Problem(path="/máshol/a.txt", message="empty"),))
    place = notifications(read_sarif(outside)[1])[0].locations[0].physical_location
    assert place.artifact_location.uri == "file:///m%C3%A1shol/a.txt"
    assert place.artifact_location.uri_base_id is None


@unhurried
@given(path=texts)
def test_any_url_is_a_uri(path):
    told = read_sarif(checked(annotation(place=replace(URL, path=f"https://a.hu/{path}"))))[0].results[0]
    uri = told.locations[0].physical_location.artifact_location.uri
    assert ABSOLUTE_URI.fullmatch(uri)
    assert unquote_to_bytes(uri) == unquote_to_bytes(f"https://a.hu/{path}".encode(errors="surrogatepass"))


@unhurried
@given(message=bodied, path=texts.filter(lambda path: path and path[0] != "/" and "://" not in path))
def test_any_text_reads_back_from_sarif(message, path):
    case = checked(annotation(message=message, place=replace(NEW, path=path), accepted=message))
    result = read_sarif(case, accepted=True)[0].results[0]
    assert shown_by_sarif(result.message.text) == seen(message).replace("\u200b", "")
    assert Suppression.model_validate(result.suppressions[0]).justification == seen(message)
    assert unquote(result.locations[0].physical_location.artifact_location.uri, errors="surrogatepass") == path


# GitHub


def test_a_command_tells_where_and_what():
    (first,) = commands(github.render(checked(annotation(related=RELATED[:2], remark="see there"))))
    assert first.kind == "error"
    assert first.properties == {
        "file": NEW.path, "line": "3", "endLine": "3", "col": str(START), "endColumn": str(START + len(WORDS)),
        "title": "Contradiction [any-figure]",
    }  # fmt: skip
    assert first.message.split("\n") == [
        "Szöul 10 000-nél többet mond, Kijev 3000-et. (troops/1a2b)",
        "archív/b.txt:7:1: Kijev, 2024. 12. 23-án:",
        f"{URL.path}: TASZSZ:",
        "see there",
    ]


def test_columns_are_told_only_on_one_line():
    (told,) = commands(github.render(checked(annotation(place=OLD))))
    assert told.properties.keys() == {"file", "line", "endLine", "title"}
    (far,) = commands(github.render(checked(annotation(place=URL))))
    assert far.properties.keys() == {"title"}
    assert URL.path in far.message


def test_new_and_severe_ones_stand_first():
    mixed = checked(
        annotation(id="note", severity="note"),
        annotation(id="known", accepted="why not"),
        annotation(id="warning", severity="warning"),
        annotation(id="none", severity="none"),
        annotation(id="error"),
    )
    told = commands(github.render(mixed, accepted=True))
    assert [one.kind for one in told] == ["error", "warning", "notice", "notice", "notice"]
    assert [re.search(r"\((\w+)\)", one.message)[1] for one in told] == ["error", "warning", "note", "none", "known"]
    assert told[-1].message.endswith("\naccepted: why not")


@pytest.mark.parametrize(("count", "commands_", "more"), [(10, 10, None), (11, 10, "2 more"), (30, 10, "21 more")])
def test_there_are_ten_of_a_kind_at_most(count, commands_, more):
    severities = ("error", "warning", "note")
    many = checked(*(annotation(id=f"t/{number}", severity=one) for one in severities for number in range(count)))
    told = commands(github.render(many))
    for kind in ("error", "warning", "notice"):
        of_kind = [one for one in told if one.kind == kind]
        assert len(of_kind) == commands_
        last = of_kind[-1].message
        assert last.startswith(f"{more} {kind}s") and "step summary" in last if more else "(t/9)" in last


@unhurried
@given(message=texts, path=texts.map(lambda text: f"a{text}a"))
def test_any_text_reads_back_from_a_command(message, path):
    (told,) = commands(github.render(checked(annotation(message=message, place=replace(NEW, path=path)))))
    for text, read in ((f"{message} (troops/1a2b)", told.message), (path, told.properties["file"])):
        assert read == "\r".join(seen(part) for part in text.split("\r"))


def markdown_of(text: str) -> list[Any]:
    """Its tokens as CommonMark with tables and strikethrough has them, those within a line as well."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


HARMLESS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close",
    "inline", "text", "text_special", "strong_open", "strong_close", "code_inline", "softbreak", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close",
}  # fmt: skip


def test_the_summary_shows_each_finding_with_the_opposing_words():
    text = github.summary(FULL)
    assert text.startswith("## 3 errors, 3 warnings, 2 notes, 1 remark\n\n2 new articles held against 40 articles.")
    assert f"**{WORDS}**" in text
    assert "> `archív/b.txt:7:1` Kijev, 2024. 12. 23-án: “**háromezer, a hírek … é🪖s** így”" in text
    assert "### Accepted\n\n- `t/gone`" in text
    assert "### Not read\n\n- `rossz út.md:2:3` not UTF-8" in text
    assert text.endswith("empty\n")
    assert {token.type for token in markdown_of(text)} <= HARMLESS
    assert not re.search(r"[@#]\w", text)


def test_a_summary_of_nothing_says_so():
    assert github.summary(EMPTY).startswith("## No new finding\n")


def test_a_summary_fits_into_what_github_takes():
    many = checked(*(annotation(id=f"t/{number}", message="é" * 2000) for number in range(400)), problems=(PROBLEM,))
    text = github.summary(many)
    shown = text.count("\n### ≠")
    assert 900_000 < len(text.encode()) < 2**20
    assert text.endswith(f"\n\nAnd {400 - shown} more findings, 1 more problem.\n")


def test_a_long_line_is_cut_around_the_words():
    line = "Elöl sok szó áll. " * 90 + "tízezer katona" + " Mögötte is sok." * 90
    place = Place(path="a", column=1621, end_column=1635, first_line=line, last_line=line)
    quote = re.search("> “(.*)”", github.summary(checked(annotation(place=place))))
    assert quote is not None
    assert "**tízezer katona**" in quote[1]
    assert quote[1].startswith("… ")
    assert quote[1].endswith(" …")
    assert len(quote[1]) < 350


@unhurried
@given(message=bodied, line=texts)
def test_no_text_becomes_markdown(message, line):
    start = len(line) // 3
    place = replace(NEW, column=start + 1, end_column=2 * start + 1, first_line=line, last_line=line)
    one = annotation(message=message, place=place, related=(Related(place=place, message=message),), remark=message)
    tokens = markdown_of(github.summary(checked(one, replace(one, accepted=message))))
    assert {token.type for token in tokens} <= HARMLESS
    heading = tokens[[token.tag for token in tokens].index("h3") + 1].content
    (shown,) = MarkdownIt("commonmark").parseInline(heading)
    told = "".join(token.content for token in shown.children or ())
    assert told.replace("\u200b", "").split() == ["≠", *seen(message).replace("\u200b", "").split()]


# GitLab


@every
@each_way
def test_gitlab_takes_the_report(case, accepted):
    text = gitlab.render(case, accepted=accepted)
    entries = json.loads(text)
    jsonschema.Draft7Validator(GITLAB).validate(entries)
    assert not text.startswith("\ufeff")
    assert len(entries) == len(case.annotations if accepted else case.open)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_a_gitlab_entry_tells_where_and_what():
    entry = json.loads(gitlab.render(checked(annotation(related=RELATED[:1]))))[0]
    assert entry["location"] == {
        "path": NEW.path,
        "positions": {
            "begin": {"line": 3, "column": START},
            "end": {"line": 3, "column": START + len(WORDS)},
        },
    }
    assert entry["check_name"] == "any-figure"
    assert entry["description"].endswith("Kijev 3000-et. | archív/b.txt:7:1: Kijev, 2024. 12. 23-án:")


def test_gitlab_has_words_of_its_own_for_severity():
    entries = json.loads(gitlab.render(checked(*(annotation(severity=severity) for severity in SEVERITIES))))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info", "info"]


def test_a_gitlab_fingerprint_outlives_an_edit():
    edited = annotation(place=replace(NEW, line=9, end_line=9), message="x")
    before, after = (json.loads(gitlab.render(checked(one, one)))[:] for one in (annotation(), edited))
    assert [entry["fingerprint"] for entry in before] == [entry["fingerprint"] for entry in after]


@unhurried
@given(message=bodied, path=texts.filter(lambda path: not path.startswith("./")))
def test_any_text_reads_back_from_gitlab(message, path):
    entries = json.loads(gitlab.render(checked(annotation(message=message, place=replace(NEW, path=path)))))
    jsonschema.Draft7Validator(GITLAB).validate(entries)
    assert entries[0]["description"] == " ".join(seen(message).split())
    assert entries[0]["location"]["path"] == seen(path)


# JUnit


def read_junit(case: Checked, *, accepted: bool = False) -> ET.Element:
    text = junit.render(case, accepted=accepted)
    suite = ET.fromstring(text.encode())
    assert suite.tag == "testsuite"
    cases = suite.findall("testcase")
    assert list(suite) == cases
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(sum(one.find("failure") is not None for one in cases))
    assert suite.get("errors") == str(sum(one.find("error") is not None for one in cases))
    return suite


def test_there_is_a_case_for_each_article_and_each_problem():
    cases = {one.get("name"): one for one in read_junit(FULL)}
    assert list(cases) == sorted({NEW.path, "cikkek/üres.txt", URL.path, PROBLEM.path, "https://a.hu/x"})
    failures = cases[NEW.path].findall("failure")
    assert [failure.get("type") for failure in failures] == ["any-figure"] * 2 + ["troops", "any-figure", ACCEPTANCE]
    assert "none [any-figure]" in (cases[NEW.path].findtext("system-out") or "")
    assert "archív/b.txt:7:1: note: Kijev" in (failures[1].text or "")
    assert [part.tag for part in cases["cikkek/üres.txt"]] == ["system-out"]
    (error,) = cases[PROBLEM.path].findall("error")
    assert error.get("message") == "not UTF-8 {0}"
    assert error.text == str(PROBLEM)


def test_what_is_accepted_fails_nothing():
    suite = read_junit(CASES["accepted alone"], accepted=True)
    assert suite.get("failures") == "0"
    assert "accepted: known" in (suite.findtext("testcase/system-out") or "")
    assert read_junit(CASES["accepted alone"]).find("testcase/system-out") is None


@every
@each_way
def test_junit_counts_what_it_has(case, accepted):
    suite = read_junit(case, accepted=accepted)
    open_ = [one for one in case.open if one.severity in ("error", "warning")]
    assert len(suite.findall("testcase/failure")) == len(open_)
    assert len(suite.findall("testcase/error")) == len(case.problems)


@unhurried
@given(message=texts, path=texts)
def test_any_text_reads_back_from_junit(message, path):
    def legal(text: str) -> str:
        return re.sub("[\ufffe\uffff]", "\ufffd", seen(text))

    case = checked(annotation(message=message, place=replace(NEW, path=path)), documents=())
    (found,) = read_junit(case).findall("testcase")
    assert found.get("name") == legal(path)
    failure = found.find("failure")
    assert failure is not None
    assert failure.get("message") == legal(message)
    assert f"{failure.text}\n" == legal(compiler.render(case))


# rdjson


@every
@each_way
def test_reviewdog_takes_the_result(case, accepted):
    result = json.loads(rdjson.render(case, accepted=accepted))
    jsonschema.Draft7Validator(RDJSON).validate(result)
    assert len(result["diagnostics"]) == len(case.annotations if accepted else case.open)


def test_rdjson_counts_columns_in_bytes():
    (told,) = json.loads(rdjson.render(checked(annotation(related=RELATED[:2]))))["diagnostics"]
    span = told["location"]["range"]
    assert LINE.encode()[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode() == WORDS
    assert span["start"]["column"] > START
    assert told["location"]["path"] == NEW.path
    assert told["code"] == {"value": "any-figure"}
    assert told["original_output"] == compiler.render(checked(annotation(related=RELATED[:2]))).rstrip("\n")
    first, second = told["related_locations"]
    assert first["location"]["range"] == {"start": {"line": 7, "column": 1}, "end": {"line": 9, "column": 8}}
    assert second == {"message": "TASZSZ:", "location": {"path": URL.path}}


def test_without_its_line_a_place_is_whole_lines():
    for place in (replace(NEW, first_line=None, last_line=None), replace(OLD, last_line=None)):
        (told,) = json.loads(rdjson.render(checked(annotation(place=place))))["diagnostics"]
        assert told["location"]["range"] == {"start": {"line": place.line}, "end": {"line": place.end_line}}


def test_reviewdog_has_three_severities():
    told = json.loads(rdjson.render(checked(*(annotation(severity=severity) for severity in SEVERITIES))))
    assert [one["severity"] for one in told["diagnostics"]] == ["ERROR", "WARNING", "INFO", "INFO"]


@unhurried
@given(message=bodied, line=st.text(max_size=30), path=texts, data=st.data())
def test_any_text_reads_back_from_rdjson(message, line, path, data):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    place = Place(path=path, column=start + 1, end_column=end + 1, first_line=line, last_line=line)
    result = json.loads(rdjson.render(checked(annotation(message=message, place=place))))
    jsonschema.Draft7Validator(RDJSON).validate(result)
    (told,) = result["diagnostics"]
    assert told["message"] == seen(message)
    assert told["location"]["path"] == seen(path)
    if not re.match("https?://", path, re.IGNORECASE):
        span = told["location"]["range"]
        assert line.encode()[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode() == line[start:end]
