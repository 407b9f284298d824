"""The command line: what goes to stdout, what to stderr, which files are written, and the exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from consistency.cli import main
from consistency.cli.report import FILES

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "2024-12-02\n\nThere are 11,000 North Korean soldiers in Russia, South Korea said on Monday.\n"
SECOND = "2024-12-02\n\nThere are 30,000 North Korean soldiers in Russia, Ukraine said on Monday.\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "news" / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def records(written: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.splitlines()]


@pytest.mark.usefixtures("archive")
def test_extract_prints_one_json_object_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "news"]) == 0
    shown = capfd.readouterr()
    assert [(claim["document"], claim["low"], claim["high"]) for claim in records(shown.out)] == [
        ("news/first.txt", 11000, 11000), ("news/second.txt", 30000, 30000),
    ]  # fmt: skip
    assert shown.err == "2 claims in 2 articles\n"


def test_extract_writes_to_a_file_and_nothing_to_stdout(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "news", "-o", "claims.jsonl"]) == 0
    assert capfd.readouterr().out == ""
    assert len(records((archive / "claims.jsonl").read_text(encoding="utf-8"))) == 2
    assert sorted(file.name for file in archive.iterdir()) == ["claims.jsonl", "news"]


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbfclaim_id"), ("parquet", b"PAR1")])
def test_extract_writes_tables(archive: Path, form: str, start: bytes) -> None:
    assert main(["extract", "news", "--format", form, "-o", "claims"]) == 0
    assert (archive / "claims").read_bytes().startswith(start)


@pytest.mark.usefixtures("archive")
def test_extract_reads_standard_input() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "consistency", "extract", "-"], input=FIRST.encode(), capture_output=True, check=True
    )
    assert [claim["document"] for claim in records(run.stdout.decode("utf-8"))] == ["-"]


def test_extract_passes_on_claims_that_were_written_earlier(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["extract", "news", "-o", "claims.jsonl"])
    main(["extract", "claims.jsonl"])
    assert capfd.readouterr().out == (archive / "claims.jsonl").read_text(encoding="utf-8")


def test_report_writes_its_files_and_tells_a_summary(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "news"]) == 0
    shown = capfd.readouterr()
    assert shown.out == ""
    assert "contradiction" in shown.err.lower()
    assert sorted(file.name for file in (archive / "reports").iterdir()) == sorted(FILES)


def test_report_prints_json_alone(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "news", "--format", "json"]) == 0
    shown = capfd.readouterr()
    assert [finding["verdict"] for finding in json.loads(shown.out)["findings"]] == ["contradiction"]
    assert shown.err == ""
    assert not (archive / "reports").exists()


def test_report_with_json_and_a_folder_does_both(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "news", "--format", "json", "-o", "out"]) == 0
    assert capfd.readouterr().out == (archive / "out" / "findings.json").read_text(encoding="utf-8")


def test_two_runs_write_the_same_bytes(archive: Path) -> None:
    main(["report", "news", "-o", "one"])
    main(["report", "news/second.txt", "news/first.txt", "-o", "two"])
    for name in FILES:
        assert (archive / "one" / name).read_bytes() == (archive / "two" / name).read_bytes()


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1)])
@pytest.mark.usefixtures("archive")
def test_report_fails_on_a_finding_where_it_is_asked_to(level: str, code: int) -> None:
    assert main(["report", "news", "--fail-on", level]) == code


@pytest.mark.usefixtures("archive")
def test_report_does_not_fail_on_agreement() -> None:
    assert main(["report", "news/first.txt", "--fail-on", "note"]) == 0


def test_explain_retells_a_finding_step_by_step(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["report", "news"])
    found = json.loads((archive / "reports" / "findings.json").read_text(encoding="utf-8"))["findings"][0]
    capfd.readouterr()
    for arguments in ([found["id"]], [found["id"], "reports"], [found["id"][:8], "news"]):
        assert main(["explain", *arguments]) == 0
        shown = capfd.readouterr().out
        assert found["message"] in shown
        assert all(step in shown for step in found["because"])


def test_explain_tells_what_became_of_a_claim(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(["report", "news"])
    found = json.loads((archive / "reports" / "findings.json").read_text(encoding="utf-8"))
    capfd.readouterr()
    assert main(["explain", found["topics"][0]["claims"][0]]) == 0
    assert found["findings"][0]["id"] in capfd.readouterr().out


def test_explain_asks_for_the_rules_of_the_report(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rule = "title: Seoul's figures\nkind: level\nabout: {subject: soldier}\nwhy: x\n"
    (archive / "own.yaml").write_text(rule, encoding="utf-8")
    main(["report", "news", "--rules", "own.yaml"])
    found = json.loads((archive / "reports" / "findings.json").read_text(encoding="utf-8"))["findings"][0]
    assert main(["explain", found["id"], "--rules", "own.yaml"]) == 0
    capfd.readouterr()
    assert main(["explain", found["id"]]) == 2
    assert "was made with other rules or decisions, or on another day; name what it was" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["vocabulary.yaml", "troops.examples.yaml", "troops.txt"])
def test_rules_new_writes_nothing_that_would_not_be_read(archive: Path, name: str) -> None:
    assert main(["rules", "new", name]) == 2
    assert not (archive / name).exists()


def test_examples_without_their_rule_are_told(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (archive / "own").mkdir()
    (archive / "own" / "lone.examples.yaml").write_text("quiet: []\n", encoding="utf-8")
    assert main(["rules", "check", "own"]) == 2
    assert "own/lone.examples.yaml:1:1: there is no rule lone.yaml" in capfd.readouterr().err


@pytest.mark.usefixtures("archive")
def test_rules_are_listed_checked_and_described(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    assert "any-figure" in capfd.readouterr().out
    assert main(["rules", "check"]) == 0
    shown = capfd.readouterr()
    assert (shown.out, "no mistake" in shown.err) == ("", True)
    assert main(["rules", "schema"]) == 0
    assert json.loads(capfd.readouterr().out)["$schema"].startswith("https://json-schema.org/")


def test_rules_check_tells_every_mistake(archive: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (archive / "tolls.yaml").write_text("title: Tolls\nkind: lvel\nabuot: {}\n", encoding="utf-8")
    assert main(["rules", "check", "tolls.yaml"]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith("tolls.yaml:") for line in lines)


@pytest.mark.parametrize("command", [[], ["extract"], ["report"], ["explain"], ["rules"], ["rules", "test"]])
def test_help_goes_to_stdout(command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    shown = capfd.readouterr()
    assert shown.out.startswith("Usage: consistency")
    assert shown.err == ""


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capfd.readouterr().out.startswith("consistency 0.")


def test_help_brings_in_none_of_the_heavy_libraries() -> None:
    heavy = ("pandas", "pint", "babel", "numpy", "pyarrow", "rich", "jinja2", "py3langid")
    code = (
        "import sys; from consistency.cli import main; main(['--help']); "
        f"sys.exit(', '.join(sorted(set(sys.modules) & {set(heavy)!r})) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr == ""


def test_a_reader_that_closes_the_pipe_early_is_no_failure(archive: Path) -> None:
    lines = "\n".join(json.dumps({"text": FIRST, "id": str(number)}) for number in range(300))
    (archive / "many.jsonl").write_text(lines, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "consistency", "extract", "many.jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as run:  # fmt: skip
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0
