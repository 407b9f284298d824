"""A review that is killed while it saves: what it had answered is kept, whole, and it starts again."""

from __future__ import annotations

import http.client
import os
import random
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from benchmarks.reviewing import claims
from review.conftest import Client, reviewing

from consistency.decisions import Decision, add, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(4))
def test_what_was_answered_is_kept_whenever_the_process_is_killed(seed: int, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(claims(120), encoding="utf-8")
    store = tmp_path / "decisions.jsonl"
    answered: list[str] = []
    with reviewing(tmp_path) as (server, address):
        client = Client(int(address.rstrip("/").rpartition(":")[2]))
        token, names = client.token(), [*client.ids(), *client.ids("/?page=2")]
        threading.Timer(random.Random(seed).uniform(0.05, 0.35), server.kill).start()
        with suppress(OSError, http.client.HTTPException):
            for turn in range(100):
                name = names[turn]
                assert client.post(f"/finding/{name}", token=token, decision="later", note=name).status == 303
                answered.append(name)
        server.wait(timeout=20)
    kept = [one.note for one in load(store)]
    assert len(answered) < 100
    assert kept[: len(answered)] == answered
    assert len(kept) <= len(answered) + 1
    with reviewing(tmp_path) as (_, address):
        client = Client(int(address.rstrip("/").rpartition(":")[2]))
        assert f"{120 - len(kept)} findings" in client.get("/").text
        assert client.post(f"/finding/{names[110 % len(names)]}", decision="fine").status == 303
    assert [one.note for one in load(store)][: len(kept)] == kept


def test_a_decision_is_on_the_disk_before_anyone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync

    def syncing(file: int) -> None:
        synced.append(os.fstat(file).st_size)
        sync(file)

    monkeypatch.setattr(os, "fsync", syncing)
    store = tmp_path / "decisions.jsonl"
    for turn in range(1, 4):
        add(store, [Decision(target="pair", id=f"{turn:016}", decision="fine", why="outdated")])
        assert synced[-1:] == [store.stat().st_size]
        assert len(synced) == turn
