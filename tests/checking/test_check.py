"""`check` on a repository: green and red, at the words, in every format, with what has been accepted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from checking.conftest import AGREEING, ARCHIVE, CONFLICTING, Repository

NEW = "news/kyiv.md"
SINCE = ("check", ".", "--since", "HEAD~1", "--today", "2024-12-03")
PLACE = (7, 24)  # where "30,000 North Korean soldiers" begins


def test_an_agreeing_article_is_green(repository: Repository) -> None:
    repository.commit(**{NEW: AGREEING})
    code, out, err = repository.run(*SINCE)
    assert (code, out) == (0, "")
    assert "0 findings in 1 new article, held against 2 others" in err


def test_a_conflicting_article_is_red_at_its_words(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    code, out, _ = repository.run(*SINCE)
    assert code == 1
    first, *notes = out.splitlines()
    assert first.startswith(f"{NEW}:{PLACE[0]}:{PLACE[1]}: error [north-korean-troops-in-russia] North Korean troops")
    assert any(note.startswith("archive/seoul.md:7:11: note: ") and "There are 11,000" in note for note in notes)
    assert any("archive/pentagon.md" in note and "Reggeli Posta, 2024-11-30" in note for note in notes)


def test_every_format_points_to_the_same_words(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    forms = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson")
    code, out, _ = repository.run(*SINCE, *(word for form in forms for word in ("--format", form, "-o", form)))
    assert (code, out) == (1, "")
    text = {form: (repository.root / form).read_text(encoding="utf-8") for form in forms}
    assert text["text"].startswith(f"{NEW}:7:24: error")
    told = json.loads(text["json"])
    assert [(one["path"], one["line"], one["column"]) for one in told["annotations"]] == [(NEW, *PLACE)]
    assert told["annotations"][0]["id"] == told["findings"][0]["id"]
    (result,) = json.loads(text["sarif"])["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (result["level"], region["startLine"], region["startColumn"]) == ("error", *PLACE)
    assert text["github"].startswith(f"::error file={NEW},line=7,")
    assert "col=24" in text["github"]
    (issue,) = json.loads(text["gitlab"])
    assert issue["location"]["path"] == NEW
    assert issue["location"]["positions"]["begin"] == {"line": 7, "column": 24}
    suite = ET.fromstring(text["junit"])
    assert len(list(suite.iter("failure"))) == 1
    (diagnostic,) = json.loads(text["rdjson"])["diagnostics"]
    assert diagnostic["location"]["range"]["start"] == {"line": 7, "column": 24}


def test_an_acceptance_outlives_moves_and_not_the_figure(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    _, out, _ = repository.run(*SINCE, "--format", "json")
    (annotation,) = json.loads(out)["annotations"]
    code, _, err = repository.run(
        "accept", annotation["id"], ".", "--since", "HEAD~1", "--why", "Kyiv counts those in training",
        "--until", "2025-01-31", "--today", "2024-12-03",
    )  # fmt: skip
    assert (code, "1 finding accepted" in err) == (0, True)
    assert repository.run(*SINCE)[:2] == (0, "")
    assert (
        "accepted: Editor: Kyiv counts those in training (until 2025-01-31)" in repository.run(*SINCE, "--accepted")[1]
    )

    moved = CONFLICTING.replace("Ukraine said", "A new paragraph without a figure.\n\nUkraine said")
    repository.write(NEW, moved)
    assert repository.run(*SINCE)[:2] == (0, "")
    repository.write(NEW, moved.replace("30,000", "40,000"))
    assert repository.run(*SINCE)[0] == 1
    repository.write(NEW, moved)
    code, out, _ = repository.run(*SINCE[:-1], "2025-02-01")
    assert code == 1
    assert "accepted until 2025-01-31, which is over" in out


def test_a_baseline_takes_all_and_prune_drops_what_is_gone(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    everything = (".", "--today", "2024-12-03")
    assert repository.run("check", *everything)[0] == 1
    assert repository.run("accept", "--all", *everything, "--why", "known when we began")[0] == 0
    assert repository.run("check", *everything)[0] == 0
    lines = Path("decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert "0 decisions dropped" in repository.run("prune", ".")[2]
    repository.write(NEW, AGREEING)
    assert f"{len(lines)} decision" in repository.run("prune", ".")[2]
    assert Path("decisions.jsonl").read_text(encoding="utf-8") == ""


def test_a_report_does_not_fail_on_what_is_accepted(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    report = ("report", ".", "--today", "2024-12-03", "--fail-on", "warning")
    assert repository.run(*report)[0] == 1
    repository.run("accept", "--all", ".", "--today", "2024-12-03", "--why", "known")
    assert repository.run(*report)[0] == 0
    assert repository.run(*report, "--decisions", "others.jsonl")[0] == 1


def test_a_new_pair_reopens_a_finding_and_alone_is_told(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    repository.run("accept", "--all", ".", "--since", "HEAD~1", "--why", "known")
    tokyo = CONFLICTING.replace("Ukraine said there are", "Japan said there are").replace("30,000", "45,000")
    repository.commit(**{"news/tokyo.md": tokyo})
    code, out, _ = repository.run("check", ".", "--since", "HEAD~2", "--today", "2024-12-03", "--format", "json")
    assert code == 1
    opposing = {one["path"]: {other["path"] for other in one["related"]} for one in json.loads(out)["annotations"]}
    assert opposing[NEW] == {"news/tokyo.md"}
    assert opposing["news/tokyo.md"] == {NEW, "archive/seoul.md", "archive/pentagon.md"}


COMMENT = "<!-- consistency: accept north-korean-troops-in-russia {} -->\n\nUkraine said"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("why: Kyiv counts those in training", 0, ""),
        ("why: known until: 2024-12-31", 0, ""),
        ("why: known until: 2024-12-02", 1, "accepted until 2024-12-02, which is over"),
        ("", 1, "it gives no reason"),
        ("until: 2024-12-31", 1, "it gives no reason"),
        ("why: known until: soon", 1, "'soon' is no day of the calendar"),
        ("because it is known why: known", 1, "'because it is known' is not known here"),
    ],
)
def test_what_is_accepted_in_the_article(repository: Repository, words: str, code: int, told: str) -> None:
    repository.commit(**{NEW: CONFLICTING.replace("Ukraine said", COMMENT.format(words))})
    found, out, _ = repository.run(*SINCE)
    assert found == code
    assert told in out


def test_an_acceptance_that_matches_nothing_is_told(repository: Repository) -> None:
    repository.commit(**{NEW: AGREEING.replace("Ukraine said", COMMENT.format("why: known"))})
    code, out, _ = repository.run(*SINCE)
    assert code == 1
    assert out.startswith(f"{NEW}:7:1: warning [acceptance] This acceptance is idle")
    unknown = COMMENT.format("why: known").replace("north-korean-troops-in", "north-korean-troop-in")
    repository.commit(**{NEW: AGREEING.replace("Ukraine said", unknown)})
    assert "did you mean 'north-korean-troops-in-russia'?" in repository.run(*SINCE)[1]


def test_what_is_not_read_is_never_green(repository: Repository) -> None:
    repository.commit(**{NEW: AGREEING, "news/broken.jsonl": '{"text": 5}\n'})
    code, _, err = repository.run(*SINCE)
    assert code == 2
    assert "news/broken.jsonl:1:" in err
    assert repository.run("check", "nowhere")[0] == 2
    (repository.root / "empty").mkdir()
    assert repository.run("check", "empty")[0] == 2
    assert repository.run("check", NEW, "--rules", "empty")[0] == 2
    assert repository.run("check", ".", "--since", "no-such-commit")[0] == 2
    assert repository.run("check")[0] == 2


def test_a_commit_without_articles_is_green_and_says_so(repository: Repository) -> None:
    repository.commit(**{"setup.cfg": "[x]\n"})
    code, _, err = repository.run(*SINCE)
    assert (code, "no article is new or changed since HEAD~1; nothing was checked" in err) == (0, True)


def test_only_what_a_new_article_takes_part_in_is_told(repository: Repository) -> None:
    repository.commit(**{"archive/kyiv.md": CONFLICTING})
    repository.commit(**{NEW: AGREEING.replace("North Korean soldiers in Russia", "protesters in Budapest")})
    assert repository.run(*SINCE)[:2] == (0, "")
    assert repository.run("check", ".", "--today", "2024-12-03")[0] == 1


def test_the_archive_may_be_claims(repository: Repository) -> None:
    repository.write(NEW, CONFLICTING)
    articles = repository.run("check", NEW, "--against", "archive")[1]
    for form in ("jsonl", "parquet"):
        assert repository.run("extract", "archive", "--format", form, "-o", f"claims.{form}")[0] == 0
        assert repository.run("check", NEW, "--against", f"claims.{form}")[:2] == (1, articles)


def test_what_is_shown_is_apart_from_what_fails(repository: Repository) -> None:
    rule = "title: Troops\nkind: level\nabout: {subject: soldier, of: KP}\nseverity: note\nwhy: Same.\n"
    repository.write("own/troops.yaml", rule)
    repository.commit(**{NEW: CONFLICTING})
    code, out, _ = repository.run(*SINCE, "--rules", "own")
    assert (code, ": note [troops]" in out) == (0, True)
    assert repository.run(*SINCE, "--rules", "own", "--fail-on", "note")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "json", "--format", "sarif"),
        ("--format", "json", "-o", "a", "-o", "b"),
        ("--format", "xml"),
        ("--fail-on", "none"),
    ],
)
def test_formats_and_outputs_come_in_pairs(repository: Repository, words: tuple[str, ...]) -> None:
    repository.write(NEW, CONFLICTING)
    assert repository.run("check", NEW, *words)[0] == 2


def test_the_summary_of_a_step_holds_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(**{NEW: CONFLICTING})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository.root / "summary.md"))
    repository.run(*SINCE, "--format", "github")
    assert "30,000" in (repository.root / "summary.md").read_text(encoding="utf-8")


def test_an_archive_may_have_an_article_of_the_same_name(repository: Repository, tmp_path: Path) -> None:
    repository.write("news/index.md", CONFLICTING)
    other = tmp_path / "other"
    (other / ".git").mkdir(parents=True)
    (other / "news").mkdir()
    (other / "news" / "index.md").write_text((repository.root / "archive/seoul.md").read_text("utf-8"), "utf-8")
    code, out, err = repository.run("check", "news", "--against", str(other / "news"))
    assert (code, "held against 1 other" in err) == (1, True)
    assert out.splitlines()[0].split(":")[1] == "7"


def test_what_git_cannot_judge_counts_as_new(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "kyiv.md"
    outside.write_text(CONFLICTING, encoding="utf-8")
    assert repository.run("check", str(outside), ".", "--since", "HEAD")[0] == 1
    repository.commit(**{".gitignore": "drafts/\n"})
    repository.write("drafts/kyiv.md", CONFLICTING)
    assert repository.run("check", "drafts/kyiv.md", "archive", "--since", "HEAD")[0] == 1
    assert repository.run("check", "drafts/kyiv.md", "--since", "HEAD")[2].startswith("0 findings in 1 new article")


def test_standard_input_is_an_article_with_its_acceptances(repository: Repository) -> None:
    words = COMMENT.format("why: known")
    for text, expected in ((CONFLICTING, 1), (CONFLICTING.replace("Ukraine said", words), 0)):
        done = subprocess.run(
            [sys.executable, "-m", "consistency", "check", "-", "--against", "archive"], cwd=repository.root,
            input=text.encode(), check=False, capture_output=True,
        )  # fmt: skip
        assert done.returncode == expected, done.stderr.decode()


def test_a_reader_that_has_seen_enough_changes_no_exit_code(repository: Repository) -> None:
    repository.write(NEW, CONFLICTING)
    command = (
        f'"{sys.executable}" -m consistency check {NEW} --against archive --format github --format sarif -o o.sarif'
    )
    done = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        cwd=repository.root,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 1
    assert (repository.root / "o.sarif").exists()


@pytest.mark.parametrize(
    "words",
    [
        "Ukraine said there are <!-- TK --> 30,000 North Korean soldiers in Russia.",
        "Ukraine said there are 30,000 North Korean <!-- check\n--> soldiers in Russia.",
    ],
)
def test_a_comment_within_a_sentence_hides_nothing(repository: Repository, words: str) -> None:
    text = CONFLICTING.replace("Ukraine said there are 30,000 North Korean soldiers in Russia.", words)
    repository.commit(**{NEW: text})
    code, out, _ = repository.run(*SINCE)
    assert (code, "Ukraine 30,000" in out) == (1, True)


RULE = "north-korean-troops-in-russia"


@pytest.mark.parametrize(
    "before",
    [
        f"<!-- consistency: accept {RULE} why: known -->\n<!-- editor: checked -->\n",
        f"<!-- consistency: accept {RULE} why: known -->\n\n## What Kyiv counts\n\n",
        f"```\n<!-- consistency: accept {RULE} -->\n```\n\n<!-- consistency: accept {RULE} why: known -->\n",
    ],
)
def test_an_acceptance_speaks_of_the_next_prose(repository: Repository, before: str) -> None:
    repository.commit(**{NEW: CONFLICTING.replace("Ukraine said", f"{before}Ukraine said")})
    assert repository.run(*SINCE)[:2] == (0, "")


def test_an_acceptance_in_the_article_is_not_idle_beside_a_baseline(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING.replace("Ukraine said", COMMENT.format("why: known"))})
    assert repository.run("accept", "--all", ".", "--since", "HEAD~1", "--why", "baseline")[0] == 0
    assert repository.run(*SINCE)[:2] == (0, "")
    assert repository.run("check", NEW)[:2] == (0, "")  # without an archive nobody knows what it matches


def test_an_acceptance_in_the_archive_holds_for_the_other_end(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING.replace("Ukraine said", COMMENT.format("why: known"))})
    for archived in ("archive/seoul.md", "archive/pentagon.md"):
        others = [name for name in (*ARCHIVE, NEW) if name != archived]
        against = [word for name in others for word in ("--against", name)]
        assert repository.run("check", archived, *against, "--today", "2024-12-03")[:2] == (0, "")


def test_accepting_again_holds_and_the_past_is_refused(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    everything = ("accept", "--all", ".", "--since", "HEAD~1", "--why", "known")
    assert repository.run(*everything)[0] == 0
    path = repository.root / "decisions.jsonl"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").replace('"accepted"', '"reopened"'), "utf-8")
    assert repository.run(*SINCE)[0] == 1
    assert repository.run(*everything)[0] == 0
    assert repository.run(*SINCE)[0] == 0
    assert repository.run(*everything, "--until", "2020-01-01")[0] == 2
    assert repository.run("accept", "abcdef12", "--why", "x", "--against", "archive")[0] == 2


def test_a_store_behind_a_link_stays_there(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING, "kept/known.jsonl": ""})
    (repository.root / "decisions.jsonl").symlink_to("kept/known.jsonl")
    assert repository.run("accept", "--all", NEW, "--against", "archive", "--why", "known")[0] == 0
    repository.write(NEW, AGREEING)
    assert repository.run("prune", NEW, "--against", "archive")[0] == 0
    assert (repository.root / "decisions.jsonl").is_symlink()
    assert (repository.root / "kept/known.jsonl").read_text(encoding="utf-8") == ""


def test_a_store_of_another_name_is_no_article(repository: Repository) -> None:
    repository.commit(**{NEW: CONFLICTING})
    store = ("--decisions", "news/known.jsonl")
    assert repository.run("accept", "--all", "news", "--against", "archive", "--why", "known", *store)[0] == 0
    assert repository.run("check", "news", "--against", "archive", *store)[0] == 0


def test_an_output_overwrites_nothing_that_is_read(repository: Repository) -> None:
    repository.write(NEW, CONFLICTING)
    assert repository.run("check", NEW, "--format", "json", "-o", NEW)[0] == 2
    assert repository.run("check", NEW, "--format", "json", "-o", "a", "--format", "sarif", "-o", "a")[0] == 2
    assert (repository.root / NEW).read_text(encoding="utf-8") == CONFLICTING


def test_a_name_is_no_workflow_command(repository: Repository) -> None:
    repository.write("::error file=a::x.md", "")
    _, _, err = repository.run("check", "::error file=a::x.md")
    assert err.startswith("./::error")


def test_claims_of_articles_without_figures_are_an_archive(repository: Repository) -> None:
    repository.write("none.jsonl", "")
    repository.write(NEW, CONFLICTING)
    assert repository.run("check", NEW, "--against", "none.jsonl")[:2] == (0, "")


def test_an_article_of_a_submodule_is_named_from_the_whole(repository: Repository, tmp_path: Path) -> None:
    module = Repository(tmp_path / "module", repository.capfd)
    module.root.mkdir()
    module.git("init", "-q", "-b", "main")
    module.commit(**{"art/x.md": AGREEING})
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(module.root), "sub")
    repository.commit()
    repository.write("sub/art/new.md", CONFLICTING)
    sub = Repository(repository.root / "sub", repository.capfd)
    sub.commit()
    code, out, _ = repository.run(*SINCE[:2], "--since", "HEAD")
    assert (code, out.startswith("sub/art/new.md:7:24: error")) == (1, True)


def test_an_article_is_held_against_itself_and_against_facts(repository: Repository) -> None:
    text = CONFLICTING.replace("Ukraine's estimate", "5,000 North Korean soldiers in Russia")
    rule = (
        "title: Fact check\nkind: level\nabout: {subject: soldier, of: KP}\nwhy: The sheet.\nfacts:\n"
        "  - {low: 10000, high: 12000, source: Pentagon, as_of: 2024-12-01, cite: 10 to 12 thousand}\n"
    )
    repository.write("sheets/facts.yaml", rule)
    repository.write(NEW, text)
    out = repository.run("check", NEW)[1].splitlines()
    assert out[0].startswith(f"{NEW}:2:8: error")
    assert any(line.startswith(f"{NEW}:7:24: note: Ukraine says 30,000") for line in out)
    out = repository.run("check", NEW, "--rules", "sheets")[1].splitlines()
    assert any(line.startswith("sheets/facts.yaml:6:5: note: Pentagon says 10,000 to 12,000") for line in out)
