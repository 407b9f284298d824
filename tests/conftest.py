"""What all tests share: a cache of their own, so that no run of a user's is touched."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSISTENCY_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
