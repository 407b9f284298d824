"""A repository with a contradiction in it; its finding, its claims, and decisions on them as the review writes them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from checking.conftest import CONFLICTING

from consistency.decisions import Decision, new_act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checking.conftest import Repository

REPORT = ("report", "archive", "news", "--today", "2024-12-03")
STORE = Path("decisions.jsonl")
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def conflict(repository: Repository) -> Repository:
    """Kyiv says 30,000, against Seoul and the Pentagon."""
    repository.commit(**{"news/kyiv.md": CONFLICTING})
    return repository


def found(repository: Repository) -> dict[str, Any]:
    """The contradiction of the report, as findings.json tells it."""
    _, out, _ = repository.run(*REPORT, "--format", "json")
    (one,) = [finding for finding in json.loads(out)["findings"] if finding["verdict"] == "contradiction"]
    return dict(one)


def decided(
    finding: dict[str, Any], word: str, by: str = "Anna", why: str = "so it is", act: str = ""
) -> list[Decision]:
    """One stroke on a finding, as the review writes it."""
    one = Decision(
        target="finding", id=finding["id"], decision=word, why=why, by=by, when=date(2024, 12, 3), rule=finding["rule"],
        topic=finding["topic"], act=act or new_act(),
    )  # fmt: skip
    if word in ("confirmed", "later"):
        return [one]
    return [replace(one, target="pair", id=pair["fingerprint"]) for pair in finding["pairs"]]


def claim(repository: Repository, text: str) -> dict[str, Any]:
    """The claim with these words."""
    out = repository.run("extract", "archive", "news")[1]
    return next(one for one in map(json.loads, out.splitlines()) if text in one["text"])


def corrected(name: str, fields: Iterable[tuple[str, object]] | None, by: str = "Anna") -> Decision:
    told = tuple(fields) if fields is not None else None
    return Decision(target="claim", id=name, decision="misread", why="misread", by=by, act=new_act(), correction=told)
