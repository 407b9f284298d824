"""What was decided, as cases: examples that hold, cases of reading, reviews of claims, and nobody's files replaced."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from checking.conftest import AGREEING
from decisions.deciding import SEEDS, STORE, claim, corrected, decided, found

from consistency.cli import owned
from consistency.cli.owned import HEAD, write_owned
from consistency.decisions import Decision, add, new_act
from consistency.review.export import PLACES
from consistency.rulebook.folders import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from checking.conftest import Repository

EXPORT = ("review", "export", "archive", "news", "--today", "2024-12-03")
EXAMPLES = Path("cases/rules/north-korean-troops-in-russia.examples.yaml")


def test_export_makes_cases_that_rules_test_and_accuracy_read(conflict: Repository) -> None:
    conflict.commit(**{"news/agreeing.md": AGREEING})
    finding = found(conflict)
    name = claim(conflict, "11,000")["claim_id"]
    add(STORE, [*decided(finding, "confirmed"), corrected(name, [("source", "NIS"), ("origins", ("NIS",))])])
    finding = found(conflict)
    add(STORE, decided(finding, "confirmed"))
    code, _, err = conflict.run("review", "export", "archive", "news", "--today", "2024-12-03", "-o", "cases")
    assert code == 0
    assert "1 example, 1 case of reading, " in err
    code, out, _ = conflict.run("rules", "test", "cases/rules")
    assert code == 0, out
    examples = yaml.safe_load(Path("cases/rules/north-korean-troops-in-russia.examples.yaml").read_text("utf-8"))
    assert len(examples["contradiction"]) == 1
    (case,) = yaml.safe_load(Path("cases/languages/en.yaml").read_text("utf-8"))
    assert case["text"].startswith("There are 11,000 North Korean soldiers")
    assert [(one["low"], one["source"]) for one in case["claims"]] == [(11000, "NIS")]
    reviews = json.loads(Path("cases/claimreview.json").read_text("utf-8"))
    assert {one["@type"] for one in reviews} == {"ClaimReview"}
    assert {one["author"]["name"] for one in reviews} == {"Anna"}
    assert all("ratingValue" not in one["reviewRating"] for one in reviews)
    assert all(one["itemReviewed"]["appearance"] for one in reviews)
    assert len({one["identifier"] for one in reviews}) == len(reviews) > 1
    assert "null" not in Path("cases/claimreview.json").read_text("utf-8")


def test_examples_that_are_exported_hold(repository: Repository) -> None:
    shutil.copytree(SEEDS, "seeds")
    _, out, _ = repository.run("report", "seeds", "--format", "json")
    flagged = [one for one in json.loads(out)["findings"] if one["severity"] != "none"]
    add(STORE, [record for one in flagged for record in decided(one, "confirmed")])
    err = repository.run("review", "export", "seeds")[2]
    assert f"{len(flagged)} examples" in err
    code, out, _ = repository.run("rules", "test", "cases/rules")
    assert code == 0, out


def test_export_of_what_is_not_the_same_thing_is_an_example_of_quiet(conflict: Repository) -> None:
    add(STORE, decided(found(conflict), "different"))
    conflict.run("review", "export", "archive", "news", "--today", "2024-12-03")
    file = Path("cases/rules/north-korean-troops-in-russia.examples.yaml")
    assert list(yaml.safe_load(file.read_text("utf-8"))) == ["quiet"]
    add(STORE, decided(found(conflict), "fine"))
    conflict.run("review", "export", "archive", "news", "--today", "2024-12-03")
    assert list(yaml.safe_load(file.read_text("utf-8"))) == ["calm"]
    assert not Path("cases/claimreview.json").exists()


def test_export_of_nothing_writes_nothing(conflict: Repository) -> None:
    code, _, err = conflict.run("review", "export", "archive", "news", "--today", "2024-12-03")
    assert code == 0
    assert "nothing has been decided that makes a case" in err
    assert not Path("cases").exists()


def undone(act: str | None) -> Decision:
    return Decision(target="decision", id=act or "", decision="undone", why="undone", by="Anna", act=new_act())


def test_an_export_takes_out_what_is_made_no_longer(conflict: Repository) -> None:
    made = decided(found(conflict), "different")
    add(STORE, made)
    conflict.run(*EXPORT)
    assert EXAMPLES.is_file()
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd="cases", capture_output=True, check=False, text=True)
    assert sums.returncode == 0, sums.stderr
    add(STORE, [undone(made[0].act)])
    code, _, err = conflict.run(*EXPORT)
    assert code == 0
    assert "nothing has been decided" in err
    assert not Path("cases/rules").exists()


def test_an_export_leaves_what_it_did_not_write(conflict: Repository) -> None:
    made = decided(found(conflict), "different")
    add(STORE, made)
    EXAMPLES.parent.mkdir(parents=True)
    EXAMPLES.write_text("mine: []\n", encoding="utf-8")
    code, _, err = conflict.run(*EXPORT)
    assert code == 2
    assert f"{EXAMPLES}:1:1: is not as an export left it" in err
    assert sorted(path.name for path in Path("cases").rglob("*") if path.is_file()) == [EXAMPLES.name]
    assert EXAMPLES.read_text("utf-8") == "mine: []\n"
    EXAMPLES.unlink()
    assert conflict.run(*EXPORT)[0] == 0
    assert conflict.run(*EXPORT)[0] == 0  # the same again
    EXAMPLES.write_text(EXAMPLES.read_text("utf-8") + "# looked at\n", encoding="utf-8")
    add(STORE, decided(found(conflict), "fine"))
    assert conflict.run(*EXPORT)[0] == 2
    assert EXAMPLES.read_text("utf-8").endswith("# looked at\n")
    add(STORE, [undone(made[0].act), *(undone(one.act) for one in decided(found(conflict), "fine"))])


def test_what_was_changed_and_is_made_no_longer_stays_and_is_told(conflict: Repository) -> None:
    made = decided(found(conflict), "different")
    add(STORE, made)
    conflict.run(*EXPORT)
    EXAMPLES.write_text("mine: []\n", encoding="utf-8")
    add(STORE, [undone(made[0].act)])
    code, _, err = conflict.run(*EXPORT)
    assert code == 0
    assert f"{EXAMPLES} is made no longer, and stays as it was changed since" in err
    assert [path for path in Path("cases").rglob("*") if path.is_file()] == [EXAMPLES]


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "rules/../../outside.txt", "mine.txt"])
def test_a_list_of_sums_leads_nowhere_else(name: str, conflict: Repository) -> None:
    for file in (Path("outside.txt"), Path("cases/mine.txt")):
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine\n", encoding="utf-8")
    digest = hashlib.sha256(b"mine\n").hexdigest()
    Path("cases/SHA256SUMS").write_text(f"{HEAD}{digest}  {name}\n", encoding="utf-8")
    assert conflict.run(*EXPORT)[0] == 0
    assert Path("outside.txt").is_file()
    assert Path("cases/mine.txt").is_file()


def test_a_list_of_sums_that_is_of_something_else_is_left(conflict: Repository) -> None:
    Path("cases").mkdir()
    Path("cases/data.csv").write_text("mine\n", encoding="utf-8")
    sums = f"{hashlib.sha256(b'mine').hexdigest()}  data.csv\n"
    Path("cases/SHA256SUMS").write_text(sums, encoding="utf-8")
    add(STORE, decided(found(conflict), "different"))
    code, _, err = conflict.run(*EXPORT)
    assert code == 2
    assert "cases/SHA256SUMS:1:1: is of something else" in err
    assert Path("cases/SHA256SUMS").read_text("utf-8") == sums
    assert Path("cases/data.csv").is_file()


def test_a_rule_that_lies_where_the_export_writes_is_neither_replaced_nor_taken_out(conflict: Repository) -> None:
    shutil.copytree(shipped_folder(), "rules")
    rules = {path: path.read_bytes() for path in Path("rules").rglob("*") if path.is_file()}
    add(STORE, decided(found(conflict), "different"))
    code, _, err = conflict.run(*EXPORT, "-o", ".")
    assert code == 2
    assert "rules/north-korean-troops-in-russia.yaml:1:1: is not as an export left it" in err
    assert {path: path.read_bytes() for path in Path("rules").rglob("*") if path.is_file()} == rules


@pytest.mark.parametrize("stopped", ["write_files", "unlink"])
def test_an_export_that_was_stopped_is_made_up_for_by_the_next(
    stopped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_owned(tmp_path, {"rules/a.yaml": "1", "rules/b.yaml": "1"}, within=PLACES)
    with monkeypatch.context() as patched:
        if stopped == "unlink":
            patched.setattr(Path, "unlink", broken)
        else:
            patched.setattr(owned, "write_files", once_and_no_more(owned.write_files))
        with pytest.raises(KeyboardInterrupt):
            write_owned(tmp_path, {"rules/a.yaml": "2"}, within=PLACES)
    assert write_owned(tmp_path, {"rules/a.yaml": "3"}, within=PLACES) == ()
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["SHA256SUMS", "a.yaml"]
    assert (tmp_path / "rules/a.yaml").read_text("utf-8") == "3"


def broken(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def once_and_no_more(function: Callable[..., None]) -> Callable[..., None]:
    calls: list[int] = []

    def called(*given: Any) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        function(*given)

    return called


def test_all_vocabularies_of_the_rules_are_exported(conflict: Repository) -> None:
    shutil.copytree(shipped_folder(), "rules")
    for path, word in (("rules/vocabulary.yaml", "blorp"), ("rules/sub/vocabulary.yml", "zonk")):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(f"subjects: {{{word}: {{en: [{word}s]}}}}\n", encoding="utf-8")
    add(STORE, decided(found(conflict), "different"))
    assert conflict.run(*EXPORT)[0] == 0
    words = [path.read_text("utf-8") for path in sorted(Path("cases/rules").rglob("vocabulary.*"))]
    assert ["blorp" in one or "zonk" in one for one in words] == [True, True]


NEIGHBOURS = {
    "a.md": (
        "2024-12-01",
        "There are 11,000 Cuban soldiers in Angola and 40,000 Chinese soldiers in Laos, Seoul said.",
    ),
    "b.md": ("2024-12-02", "There are 30,000 Cuban soldiers in Angola and 90,000 Chinese soldiers in Laos, Kyiv said."),
}


def test_an_example_says_nothing_of_figures_that_stand_beside(repository: Repository) -> None:
    for name, (day, text) in NEIGHBOURS.items():
        Path(name).write_text(f"---\npublished: {day}\n---\n{text}\n", encoding="utf-8")
    _, out, _ = repository.run("report", *NEIGHBOURS, "--format", "json")
    findings = [one for one in json.loads(out)["findings"] if one["verdict"] == "contradiction"]
    assert len(findings) == 2
    add(STORE, [*decided(findings[0], "fine"), *decided(findings[1], "confirmed")])
    code, _, err = repository.run("review", "export", *NEIGHBOURS)
    assert code == 0
    assert "1 example, " in err
    assert "1 decision left out" in err
    assert repository.run("rules", "test", "cases/rules")[0] == 0


HEADLINES = {
    "a.md": ("2024-12-01", "Seoul: 11,000 North Korean soldiers in Russia", "The service has told it to parliament."),
    "b.md": ("2024-12-02", "Kyiv: 30,000 North Korean soldiers in Russia", "The service has told it on Monday."),
}


def test_an_example_of_headlines_has_headlines(repository: Repository) -> None:
    for name, (day, title, text) in HEADLINES.items():
        head = f'---\ntitle: "{title}"\npublished: {day}\n---\n'
        Path(name).write_text(f"{head}{text}\n", encoding="utf-8")
    _, out, _ = repository.run("report", *HEADLINES, "--format", "json")
    (finding,) = [one for one in json.loads(out)["findings"] if one["verdict"] == "contradiction"]
    add(STORE, decided(finding, "confirmed"))
    assert "1 example, " in repository.run("review", "export", *HEADLINES)[2]
    assert repository.run("rules", "test", "cases/rules")[0] == 0
    assert "published" not in EXAMPLES.read_text("utf-8").partition("en: ")[2].partition("\n")[0]
    assert "title: 'Kyiv: 30,000" in EXAMPLES.read_text("utf-8")


def test_an_example_of_a_headline_against_its_own_text_has_both(repository: Repository) -> None:
    head = '---\ntitle: "Reuters: 22 dead in flood in Poland"\npublished: 2024-09-16\n---\n'
    text = "At least 51 people died in the flood in Poland, the interior ministry said. It still rains.\n"
    Path("a.md").write_text(head + text, encoding="utf-8")
    _, out, _ = repository.run("report", "a.md", "--format", "json")
    (finding, *_) = [one for one in json.loads(out)["findings"] if one["verdict"] == "contradiction"]
    add(STORE, decided(finding, "confirmed"))
    err = repository.run("review", "export", "a.md")[2]
    assert "1 example, " in err
    assert repository.run("rules", "test", "cases/rules")[0] == 0
