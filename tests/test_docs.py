"""The documents: every command, option, rule kind, language and key stands in them, and what they show is true."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from consistency import rulebook
from consistency.cli import command as commands
from consistency.configuration import KEYS, configuration
from consistency.languages import codes, load
from consistency.reconciliation.checks import CHECKS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROSE = [
    *ROOT.glob("*.md"),
    ROOT / "seeds" / "README.md",
    ROOT / "reports" / "README.md",
    ROOT / "tests" / "gold" / "README.md",
    ROOT / "tests" / "relations" / "README.md",
]


def blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_every_command_stands_in_the_readme() -> None:
    assert isinstance(commands, click.Group)
    for name, command in commands.commands.items():
        assert f"consistency {name}" in README, name
        if isinstance(command, click.Group):
            for part in command.commands:
                assert part in README, f"{name} {part}"


def test_the_first_block_runs_the_main_job_and_the_second_the_tests() -> None:
    first, second = blocks(README)[:2]
    assert "consistency report seeds/" in first
    assert "[test]" in second
    assert second.strip().endswith("pytest")


@pytest.mark.parametrize("block", blocks(README)[:2])
def test_the_first_blocks_make_their_own_environment(block: str) -> None:
    lines = [shlex.split(line) for line in block.strip().splitlines()]
    assert lines[0][:3] == ["python3", "-m", "venv"]
    assert lines[1][0] == "."


def test_every_rule_kind_and_language_is_named() -> None:
    for kind in CHECKS:
        assert kind in README + CONTRIBUTING, kind
    for code in codes():
        english = {"en": "English", "hu": "Hungarian", "de": "German"}
        assert english.get(code, load(code).name) in README, code


def test_the_configuration_in_the_readme_is_whole_and_right(tmp_path: Path) -> None:
    (block,) = [block for block in blocks(README) if "fail-on =" in block]
    (tmp_path / "consistency.toml").write_text(block, encoding="utf-8")
    assert configuration(tmp_path).fail_on == "warning"
    assert set(KEYS) == set(re.findall(r"^([\w-]+) =", block, flags=re.MULTILINE))


def test_the_reference_of_rule_keys_is_the_generated_one() -> None:
    assert CONTRIBUTING.rstrip().endswith(rulebook.reference().rstrip())


def test_the_rule_in_the_readme_is_a_right_one(tmp_path: Path) -> None:
    example = next(block for block in blocks(README) if block.startswith("# rules/"))
    path = tmp_path / Path(example.splitlines()[0].removeprefix("# ")).name
    path.write_text(example, encoding="utf-8")
    rules, problems = rulebook.load([path])
    assert not problems
    assert len(rules) == 1


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        if name.startswith("http"):
            continue
        found = (path.parent / name) if name else path
        assert found.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {head.casefold().replace(" ", "-") for head in heads}, target
