"""How long a page of the review takes: python tests/benchmarks/reviewing.py [FINDINGS]

Makes FINDINGS (default 10,000) contradictions, two claims each, serves them as `consistency review` does, on the
loopback address, and prints for the opening of the queue, of a filtered queue, of a finding, for a decision (its record
on the disk), an undo, and a decision over the whole filter the median and the worst of some tries, in milliseconds.
"""

from __future__ import annotations

import http.client
import json
import re
import statistics
import sys
import tempfile
import threading
import time
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as pytest has it

from consistency.cli.settings import Settings
from consistency.decisions import Store
from consistency.review.app import Review
from consistency.review.desk import Desk
from consistency.review.server import answer_promptly, bound, serving
from consistency.vocabulary import NOTHING

TRIES = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def claims(findings: int) -> str:
    """Two figures a finding, by two parties, each of a place of its own, as `extract` writes claims."""
    lines = []
    for number in range(findings):
        for party, figure in (("UA", 30_000), ("KR", 11_000)):
            text = f"{figure + number:,}"
            lines.append({
                "claim_id": f"{party}{number}", "document": f"articles/{number}-{party}.txt", "title": None,
                "outlet": None, "language": "en", "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "in_title": False, "start": 10, "end": 10 + len(text), "text": text,
                "quote": f"There are {text} soldiers in town {number}, said {party}.", "low": figure + number,
                "high": figure + number, "closed": "both", "approximate": False, "vague": False, "resolution": 1,
                "unit": "count", "subject": "soldier", "of": None, "place": ["RU", f"Town {number}"],
                "predicate": None, "event": None, "kind": "level", "modality": "asserted", "source": party,
                "origins": [party], "parties": [party], "via": None, "as_of": None, "said_on": None, "links": [],
                "sketch": "",
            })  # fmt: skip
    return "".join(json.dumps(line) + "\n" for line in lines)


class Browser:
    """Asks for pages over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.token = ""

    def ask(self, path: str, **form: str) -> tuple[str, float]:
        """A page, or where a form leads; and how many milliseconds that took."""
        start = time.perf_counter()
        if form:
            self.connection.request("POST", path, urlencode({"token": self.token, **form}), FORM)
        else:
            self.connection.request("GET", path)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = (time.perf_counter() - start) * 1000
        assert answer.status == (303 if form else 200), (answer.status, text[:300])
        return text, took


def told(name: str, times: list[float]) -> None:
    print(f"{name:34} {statistics.median(times):9.1f} {max(times):9.1f}")


def main(findings: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, store = Path(folder, "claims.jsonl"), Path(folder, "decisions.jsonl")
        file.write_text(claims(findings), encoding="utf-8")
        settings = Settings(rules=(), against=(), decisions=store, language=None, fail_on=None, cache=False)
        desk = Desk(partial(settings.checked, [str(file)]), Store(store), date(2025, 1, 31))
        start = time.perf_counter()
        desk.open()
        print(f"{len(desk.snapshot.queue.entries):,} findings, read in {time.perf_counter() - start:.1f} s\n")
        answer_promptly()
        with bound(0) as listening:
            port = listening.getsockname()[1]
            server = serving(Review(desk, "Anna", NOTHING), port)
            thread = threading.Thread(target=partial(server.run, sockets=[listening]))
            thread.start()
            while not server.started:
                time.sleep(0.01)
            measure(Browser(port), desk)
            server.should_exit = True
            thread.join()


def measure(browser: Browser, desk: Desk) -> None:
    print(f"{'':34} {'median ms':>9} {'worst ms':>9}")
    text, first = browser.ask("/")
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    browser.token = found[1]
    print(f"{'the queue, first':34} {first:9.1f}")
    told("the queue", [browser.ask("/")[1] for _ in range(TRIES)])
    told("the queue, searched", [browser.ask(f"/?q=town+{number}")[1] for number in range(TRIES)])
    ids = re.findall(r'href="/finding/([0-9a-f]{16})', browser.ask("/")[0])[:TRIES]
    told("a finding", [browser.ask(f"/finding/{name}")[1] for name in ids])
    told("a decision", [browser.ask(f"/finding/{name}", decision="fine", why="outdated")[1] for name in ids])
    before, later = desk.readings, []
    browser.ask("/read", back="/")
    while desk.readings == before:
        later.append(browser.ask(f"/finding/{ids[len(later) % len(ids)]}", decision="fine", why="outdated")[1])
        time.sleep(0.02)
    told("a decision, while reading again", later)
    undos = []
    for _ in ids:
        act = re.search(r'name="act" value="([0-9a-f]{16})"', browser.ask("/history")[0])
        assert act
        undos.append(browser.ask("/undo", act=act[1])[1])
    told("an undo", undos)
    text = browser.ask("/")[0]
    count, seen = re.search(r"all (\d+) at once", text), re.search(r'name="seen" value="([0-9a-f]+)"', text)
    assert count
    assert seen
    _, took = browser.ask("/bulk", decision="fine", seen=seen[1], sure="yes")
    told(f"a decision on {int(count[1]):,}", [took])
    told("the queue, all decided", [browser.ask("/")[1] for _ in range(TRIES)])
    act = re.search(r'name="act" value="([0-9a-f]{16})"', browser.ask("/")[0])
    assert act
    told("its undo", [browser.ask("/undo", act=act[1])[1]])
    ids = re.findall(r'href="/finding/([0-9a-f]{16})', browser.ask("/")[0])[:TRIES]
    told("a decision after that", [browser.ask(f"/finding/{name}", decision="later")[1] for name in ids])


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 10_000)
