"""Where people run it: pre-commit's hook, GitHub's action, GitLab's job, as far as a machine without them tells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from checking.conftest import AGREEING, ARCHIVE, CONFLICTING, Repository

ROOT = Path(__file__).parents[2]
NEW = "news/kyiv.md"


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with an environment in it, as the steps make it; the command is the one under test."""
    command = tmp_path / "consistency" / "bin" / "consistency"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m consistency "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip


def action(repository: Repository, installed: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The last step of the action, with its inputs as GitHub fills them in."""
    told = loaded("action.yml")
    step = told["runs"]["steps"][-1]
    given = {name: str(one["default"]) for name, one in told["inputs"].items()} | inputs
    environment = {
        name: re.sub(r"\$\{\{ *inputs\.([\w-]+) *\}\}", lambda found: given[found[1]], value)
        for name, value in step["env"].items()
    }
    environment = {name: re.sub(r"\$\{\{.*?\}\}", "", value) for name, value in environment.items()}
    return shell(step["run"], repository.root, RUNNER_TEMP=str(installed), **environment)


def test_every_input_of_the_action_is_used_and_known() -> None:
    told = loaded("action.yml")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(told["inputs"])
    assert all(step["shell"] == "bash" for step in told["runs"]["steps"])


def test_the_action_annotates_what_a_commit_brings(repository: Repository, installed: Path) -> None:
    repository.commit(**{NEW: CONFLICTING})
    done = action(repository, installed, sarif="found.sarif")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={NEW},line=7")
    assert (repository.root / "found.sarif").exists()
    repository.commit(**{NEW: AGREEING})
    assert action(repository, installed).returncode == 0


def test_the_action_takes_lists_of_paths(repository: Repository, installed: Path) -> None:
    repository.commit(**{"two words/kyiv.md": CONFLICTING})
    done = action(repository, installed, paths="two words\n", against="archive\n", since="HEAD~1")
    assert (done.returncode, "file=two words/kyiv.md" in done.stdout) == (1, True), done.stderr
    assert action(repository, installed, since="HEAD~1", **{"fail-on": "nothing"}).returncode == 2


def test_the_job_for_gitlab_writes_its_reports(repository: Repository, installed: Path) -> None:
    job = loaded(".gitlab/consistency.yml")["consistency"]
    (installed / "consistency").rename(repository.root / ".consistency-venv")
    (repository.root / ".gitignore").write_text(".consistency-venv\n", encoding="utf-8")
    repository.commit(**{NEW: CONFLICTING})
    variables = {**job["variables"], "CI_PROJECT_DIR": str(repository.root)}
    done = shell("\n".join(job["script"][-3:]), repository.root, CI_COMMIT_BEFORE_SHA="0" * 40, **variables)
    assert done.returncode == 1, done.stderr
    assert f"{NEW}:7:24: error" in done.stdout
    for name in job["artifacts"]["reports"].values():
        assert (repository.root / name).stat().st_size


def test_the_hook_names_a_command_of_ours() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert hook["entry"].split() == ["consistency", "check"]
    taken = re.compile(hook["files"])
    assert all(taken.search(name) for name in ARCHIVE)
    assert re.search(hook["exclude"], "news/decisions.jsonl")


def test_pre_commit_finds_what_check_finds(repository: Repository, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    clone = Repository(tmp_path / "clone", repository.capfd)
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "consistency", "rules"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        clone.root.mkdir(exist_ok=True)
        copy(ROOT / name, clone.root / name)
    clone.git("init", "-q", "-b", "main")
    clone.commit()
    repository.commit(**{"consistency.toml": 'against = ["archive"]\n', NEW: CONFLICTING})
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(clone.root), "consistency", "--files", NEW],
        cwd=repository.root, env=environment, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    code, out, _ = repository.run("check", NEW)
    assert code == 1
    assert out.strip() in done.stdout
