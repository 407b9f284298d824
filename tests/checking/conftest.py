"""A git repository with an archive in it, and a run of the command line."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from consistency.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = {
    "archive/seoul.md": (
        "---\ntitle: Seoul counts the contingent\ndate: 2024-12-01\nsource: Esti Lap\n---\n\n"
        "There are 11,000 North Korean soldiers in Russia, South Korea's intelligence service said.\n"
    ),
    "archive/pentagon.md": (
        "---\ntitle: A Pentagon számai\ndate: 2024-11-30\nsource: Reggeli Posta\n---\n\n"
        "A Pentagon szerint 11-12 ezer észak-koreai katona van Oroszországban.\n"
    ),
}
AGREEING = (
    "---\ntitle: Ukraine's estimate\ndate: 2024-12-02\nsource: Daily\n---\n\n"
    "Ukraine said there are some 11,500 North Korean soldiers in Russia.\n"
)
CONFLICTING = AGREEING.replace("some 11,500", "30,000")


@dataclass
class Repository:
    """A repository under test. capfd: what a run prints."""

    root: Path
    capfd: pytest.CaptureFixture[str]

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, **files: str) -> None:
        for name, text in files.items():
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-qm", "articles")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, standard output and standard error of a run."""
        self.capfd.readouterr()
        code = main([*arguments])
        shown = self.capfd.readouterr()
        return code, shown.out, shown.err


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Repository:
    root = tmp_path / "újság"
    root.mkdir()
    monkeypatch.chdir(root)
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{name}_NAME", "Editor")
        monkeypatch.setenv(f"{name}_EMAIL", "editor@example.org")
    found = Repository(root, capfd)
    found.git("init", "-q", "-b", "main")
    found.git("config", "user.name", "Editor")
    found.commit(**ARCHIVE)
    return found
