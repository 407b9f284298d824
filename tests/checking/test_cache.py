"""The cache: the same report with it and without, read anew where anything changed, bounded, and never in the way."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import cache as caching
from consistency import extraction, pipeline
from consistency.cache import Cache
from consistency.rendering import render

if TYPE_CHECKING:
    import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


def entries(cache: Cache) -> list[Path]:
    return sorted(cache.folder.glob("??/*.json"))


def test_a_report_is_the_same_from_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = pipeline.report([SEEDS], cache=cache)
    assert entries(cache)
    for report in (pipeline.report([SEEDS], cache=cache), pipeline.report([SEEDS])):
        assert render(report, "findings.json") == render(first, "findings.json")
        assert render(report, "claims.jsonl") == render(first, "claims.jsonl")


def test_only_what_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    extract = extraction.extract

    def counted(article, **options):  # type: ignore[no-untyped-def]
        read.append(article.document)
        return extract(article, **options)

    monkeypatch.setattr(extraction, "extract", counted)
    monkeypatch.chdir(tmp_path)
    cache = Cache(tmp_path / "cache")
    for name in ("a", "b"):
        Path(f"{name}.txt").write_text(f"There are 300 soldiers in {name.upper()}, Seoul said.", encoding="utf-8")
    pipeline.report(["a.txt", "b.txt"], cache=cache)
    Path("b.txt").write_text("There are 400 soldiers in B, Seoul said.", encoding="utf-8")
    found = pipeline.report(["a.txt", "b.txt"], cache=cache)
    assert read == ["a.txt", "b.txt", "b.txt"]
    assert [claim.text for claim in found.claims] == ["300 soldiers", "400 soldiers"]
    pipeline.report(["a.txt"], cache=cache, language="de")
    assert read[3:] == ["a.txt"]


def test_what_is_kept_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "LARGEST", 1000)
    cache = Cache(tmp_path)
    for number in range(20):
        key = cache.key(str(number))
        cache.put(key, "x" * 100)
        os.utime(tmp_path / key[:2] / f"{key[2:]}.json", (number, number))
    cache.trim()
    assert sum(path.stat().st_size for path in entries(cache)) <= 1000
    assert cache.get(cache.key("19")) == "x" * 100
    assert cache.get(cache.key("0")) is None


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    def run(number: int) -> object:
        cache = Cache(tmp_path)
        for turn in range(50):
            cache.put(cache.key("shared"), [number, turn] * 500)
            found = cache.get(cache.key("shared"))
            assert found is None or found == found[:2] * 500
        cache.trim()
        return cache.get(cache.key("shared"))

    with ThreadPoolExecutor(8) as pool:
        assert all(isinstance(found, list) for found in pool.map(run, range(8)))


def test_a_spoilt_entry_or_folder_is_as_good_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(cache.key("a"), [1])
    (entry,) = entries(cache)
    entry.write_bytes(b"\xff{")
    assert cache.get(cache.key("a")) is None
    (tmp_path / "file").write_text("x", encoding="utf-8")
    nowhere = Cache(tmp_path / "file" / "cache")
    nowhere.put(nowhere.key("a"), [1])
    nowhere.trim()
    assert nowhere.get(nowhere.key("a")) is None


def test_an_entry_that_is_not_ours_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = pipeline.report([SEEDS], cache=cache)
    for entry, text in zip(entries(cache), ("{}", "[]", '""', '{"documents": 5}'), strict=False):
        entry.write_text(text, encoding="utf-8")
    assert render(pipeline.report([SEEDS], cache=cache), "findings.json") == render(first, "findings.json")
