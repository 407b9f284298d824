"""A review of a few articles, served on a port of its own, and a client that speaks plain HTTP to it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from consistency.cli.settings import Settings
from consistency.decisions import Store
from consistency.review.app import Review
from consistency.review.desk import Desk
from consistency.review.server import bound
from consistency.review.server import serving as server_of
from consistency.vocabulary import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAY = date(2025, 1, 31)
ROOT = Path(__file__).parents[2]
ARTICLES = {
    "seoul.md": "---\npublished: 2024-12-01\noutlet: Esti Lap\n---\n"
    "There are 11,000 North Korean soldiers in Russia, South Korea said.\n",
    "kyiv.md": "---\npublished: 2024-12-02\noutlet: Kyiv Daily\n---\n"
    "There are 30,000 North Korean soldiers in Russia, Ukraine said.\n",
    "flood.md": "---\npublished: 2024-09-16\noutlet: Morning Post\n---\n"
    "The flood in Poland has killed 5 people, the interior ministry said. Police said 9 people had died in the flood "
    "in Poland.\n",
    "quake.md": "---\npublished: 2025-01-08\noutlet: Morning Post\n---\n"
    "The earthquake in Peru killed 40 people, the government said. The Red Cross said 70 people died in the earthquake "
    "in Peru.\n",
}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Client:
    """One reviewer's browser, as far as addresses, forms and cookies go."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str | bytes | None = None, **headers: str) -> Answer:
        told = {"Host": f"127.0.0.1:{self.port}", **{name.replace("_", "-"): one for name, one in headers.items()}}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True)
            data = body.encode() if isinstance(body, str) else body
            for name, value in told.items():
                connection.putheader(name, value)
            if data is not None:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            if "set-cookie" in found:
                name, _, value = found["set-cookie"].partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(answer.status, found, answer.read().decode())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode({"token": self.token(), **fields})
        headers = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        return self.ask("POST", path, body, **headers)

    def ids(self, path: str = "/") -> list[str]:
        """The findings that the queue shows, in its order."""
        return re.findall(r'href="/finding/([0-9a-f]{16})', self.get(path).text)


@contextmanager
def reviewing(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`consistency review` as a process of its own, and its address."""
    command = [sys.executable, "-m", "consistency", "review", "claims.jsonl", "--no-browser", "--by", "Anna", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr is not None
        try:
            told = re.search(r"http://127\.0\.0\.1:\d+/", started.stderr.readline())
            assert told, "the review did not start"
            yield started, told[0]
        finally:
            started.kill()


@dataclass
class Served:
    """A review that is being served. folder: of its articles. store: its file."""

    desk: Desk
    port: int
    folder: Path
    store: Path

    def client(self) -> Client:
        return Client(self.port)

    def settle(self) -> None:
        """Wait until articles that are being read have been read."""
        for _ in range(1000):
            if not self.desk.is_reading:
                self.client().get("/state")  # by which it is looked at
                return
            time.sleep(0.01)
        raise AssertionError("the articles are still being read")


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Served]]:
    """Serves the articles of a folder, which are ours unless others are given."""
    monkeypatch.chdir(tmp_path)
    stops: list[Callable[[], None]] = []

    def serve(articles: dict[str, str] | None = None, by: str | None = "Anna", named: bool = False) -> Served:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, text in (ARTICLES if articles is None else articles).items():
            (folder / name).write_text(text, encoding="utf-8")
        store = tmp_path / "decisions.jsonl"
        settings = Settings(rules=(), against=(), decisions=store, language=None, fail_on=None, cache=False)
        desk = Desk(partial(settings.checked, [str(folder)]), Store(store), DAY)
        desk.open()
        listening = bound(0)
        port = listening.getsockname()[1]
        server = server_of(Review(desk, by, NOTHING, named=named), port)
        thread = threading.Thread(target=partial(server.run, sockets=[listening]))
        thread.start()
        while not server.started:
            time.sleep(0.005)

        def stop() -> None:
            server.should_exit = True
            thread.join()
            listening.close()

        stops.append(stop)
        return Served(desk, port, folder, store)

    yield serve
    for stop in stops:
        stop()


@pytest.fixture
def served(serving: Callable[..., Served]) -> Served:
    return serving()


@pytest.fixture
def client(served: Served) -> Client:
    return served.client()
