"""Paths that a user gave → the rule files they mean; without any, ./rules, else the rules that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIXES = (".yaml", ".yml")
EXAMPLES = ".examples"  # troops.examples.yaml holds further examples of troops.yaml
VOCABULARY = "vocabulary"  # vocabulary.yaml holds words and no rule
PACKAGE = Path(__file__).resolve().parent.parent


def rule_files(paths: Sequence[Path | str] | None) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Every rule file under `paths`, in order of name within a folder, each once; and the paths that have none."""
    if paths is None:
        return tuple(_within(default_folder())), tuple(_alone(default_folder()))
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        if path.is_dir():
            files = _within(path)
            problems += _alone(path)
            if not files:
                problems.append(Problem(path=str(path), message="no rule (*.yaml) in this folder"))
        elif path.exists():
            files = [path] if path.stem != VOCABULARY else []
        else:
            files = []
            problems.append(Problem(path=str(path), message="no such file or folder"))
        for file in files:
            found.setdefault(file.resolve(), file)
    return tuple(found.values()), tuple(problems)


def default_folder() -> Path:
    """`rules` in the working directory if it holds a rule, else the folder of the shipped rules."""
    here = Path("rules")
    return here if _within(here) else shipped_folder()


def shipped_folder() -> Path:
    """Inside an installed package its own `rules`; in a source checkout the `rules` beside the package."""
    installed = PACKAGE / "rules"
    return installed if installed.is_dir() else PACKAGE.parent / "rules"


def examples_beside(rule: Path) -> Path | None:
    """The file with further examples of the rule, if there is one."""
    file = rule.with_name(f"{rule.stem}{EXAMPLES}{rule.suffix}")
    return file if file.is_file() else None


def _within(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if holds_a_rule(path) and path.is_file())


def _alone(folder: Path) -> list[Problem]:
    """The files with further examples beside which there is no rule."""
    beside = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.stem.endswith(EXAMPLES)]
    alone = [path for path in beside if not path.with_name(rule_beside(path)).is_file()]
    return [
        Problem(path=path.as_posix(), message=f"there is no rule {rule_beside(path)} of which these are examples")
        for path in sorted(alone)
    ]


def rule_beside(examples: Path) -> str:
    """The name of the rule's file beside which a file of examples stands."""
    return f"{examples.stem.removesuffix(EXAMPLES)}{examples.suffix}"


def holds_a_rule(path: Path) -> bool:
    """Whether a file of that name is read as a rule."""
    return path.suffix in SUFFIXES and path.stem != VOCABULARY and not path.stem.endswith(EXAMPLES)


def vocabulary_files(paths: Sequence[Path | str] | None) -> tuple[Path, ...]:
    """Every vocabulary.yaml within the folders that `paths` name, or beside the files, each once."""
    folders = (
        [default_folder()] if paths is None else [path if path.is_dir() else path.parent for path in map(Path, paths)]
    )
    found = {
        file.resolve(): file
        for folder in folders
        for file in sorted(folder.rglob(f"{VOCABULARY}.*"))
        if file.suffix in SUFFIXES and file.stem == VOCABULARY  # a folder so named is told as one that cannot be read
    }
    return tuple(found.values())
