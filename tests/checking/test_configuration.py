"""The file of options: found upwards, strict, and second to the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checking.conftest import CONFLICTING, Repository

from consistency.configuration import configuration
from consistency.problems import UserError

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_found_upwards_and_its_paths_lie_beside_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("consistency.toml", 'against = ["archive"]\nfail-on = "error"\ndecisions = "settled.jsonl"\n')
    repository.write("news/kyiv.md", CONFLICTING)
    monkeypatch.chdir(repository.root / "news")
    assert configuration().against == ("../archive",)
    assert configuration().decisions == "../settled.jsonl"
    assert repository.run("check", "kyiv.md")[0] == 1
    assert repository.run("accept", "--all", "kyiv.md", "--why", "known")[0] == 0
    assert (repository.root / "settled.jsonl").exists()
    assert repository.run("check", "kyiv.md")[0] == 0


def test_pyproject_has_a_section_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.consistency]\nrules = "rules"\ncache = false\n', encoding="utf-8")
    (tmp_path / "within").mkdir()
    (tmp_path / "within" / "pyproject.toml").write_text("[tool.other]\nrules = 5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "within")
    assert configuration().rules == ("../rules",)
    assert configuration().cache is False


WRONG = {
    "an unknown key": ("rules = ['a']\nfail_on = 'error'\n", ":2:1: unknown key 'fail_on'; did you mean 'fail-on'?"),
    "a wrong type": ("# x\n  cache = 'no'\n", ":2:3: 'cache' must be true or false"),
    "an unknown severity": ("fail-on = 'bad'\n", ":1:1: 'fail-on' must be one of error, warning, note"),
    "no TOML": ("rules = [\n", ":2:1: no TOML: "),
    "a key given twice": ("cache = true\ncache = true\n", ":2:"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("file", ["consistency.toml", "pyproject.toml"])
def test_a_mistake_is_told_with_its_line(file: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, told = WRONG[name]
    section = "[tool.consistency]\n" if file == "pyproject.toml" else ""
    (tmp_path / file).write_text(section + text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as raised:
        configuration()
    line = int(told.split(":")[1]) + bool(section)
    assert str(raised.value).startswith(f"{file}:{line}:{told.split(':', 2)[2]}")


def test_a_run_with_a_wrong_configuration_stops(repository: Repository) -> None:
    repository.write("consistency.toml", "rule = 'x'\n")
    code, _, err = repository.run("check", "archive")
    assert (code, err.strip()) == (2, "consistency.toml:1:1: unknown key 'rule'; did you mean 'rules'?")


def test_what_it_leaves_out_lies_beside_it(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("consistency.toml", 'against = ["archive"]\n')
    repository.write("rules/troops.yaml", "title: T\nkind: level\nabout: {subject: soldier, of: KP}\nwhy: Same.\n")
    repository.write("news/kyiv.md", CONFLICTING)
    assert repository.run("accept", "--all", "news/kyiv.md", "--why", "known")[0] == 0
    monkeypatch.chdir(repository.root / "news")
    assert repository.run("check", "kyiv.md")[:2] == (0, "")
    assert "[troops]" in repository.run("check", "kyiv.md", "--accepted")[1]


def test_a_language_without_a_pack_is_told_with_its_line(repository: Repository) -> None:
    repository.write("consistency.toml", "cache = true\nlanguage = 'xx'\n")
    code, _, err = repository.run("check", "archive")
    assert (code, err.startswith("consistency.toml:2:1: 'language' must be")) == (2, True)
