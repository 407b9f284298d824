"""Review is for the person at this machine: other names, other pages and hostile articles get nowhere."""

from __future__ import annotations

import re
import socket
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from consistency.decisions import load
from consistency.problems import UserError
from consistency.review.safety import LONGEST_ADDRESS, LONGEST_BODY
from consistency.review.server import PORT, bound

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Client, Served

FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_host_is_refused(host: str, method: str, client: Client) -> None:
    answer = client.ask(method, "/", Host=host.format(port=client.port), body="" if method == "POST" else None)
    assert answer.status == 421
    assert "finding" not in answer.text


def test_the_names_of_this_machine_are_taken(client: Client) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST"):
        assert client.ask("GET", "/", Host=f"{name}:{client.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/json"},
        {"Content_Type": "multipart/form-data; boundary=x"},
    ],
)
@pytest.mark.parametrize("path", ["/bulk", "/undo", "/name", "/read", "/finding/{name}", "/claim/x"])
def test_a_form_from_elsewhere_is_refused(headers: dict[str, str], path: str, client: Client, served: Served) -> None:
    body = urlencode({"token": client.token(), "decision": "fine", "by": "Mallory", "sure": "yes"})
    told = {name: value.format(port=client.port) for name, value in headers.items()}
    where = path.format(name=client.ids()[0])
    assert client.ask("POST", where, body, **{**FORM, **told}).status in (403, 415)
    assert load(served.store) == ()
    assert not client.cookies


@pytest.mark.parametrize("token", [None, "", "x", "é"])
@pytest.mark.parametrize("path", ["/bulk", "/undo", "/name", "/read", "/finding/{name}", "/claim/x"])
def test_a_form_without_our_token_is_refused(token: str | None, path: str, client: Client, served: Served) -> None:
    given = {"decision": "fine", "by": "Mallory", "sure": "yes"}
    body = urlencode(given if token is None else {**given, "token": token})
    answer = client.ask("POST", path.format(name=client.ids()[0]), body, **FORM)
    assert answer.status == 403
    assert "out of date" in answer.text
    assert load(served.store) == ()
    served.settle()  # nothing is being read again, then
    assert served.desk.readings == 1


def test_a_form_that_breaks_off_is_not_carried_out(client: Client, served: Served) -> None:
    name = client.ids()[0]
    body = urlencode({"token": client.token(), "decision": "fine", "why": "rounding", "note": "as it was sent"})
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in FORM.items())
    for length in (len(body) + 1, len(body) + 60_000):
        with socket.create_connection(("127.0.0.1", client.port), timeout=10) as raw:
            told = f"POST /finding/{name} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n{head}"
            raw.sendall(f"{told}Content-Length: {length}\r\n\r\n{body}".encode())
            raw.shutdown(socket.SHUT_WR)
            assert raw.recv(4096) == b""
    assert client.get("/").status == 200
    assert load(served.store) == ()


def test_requests_are_bounded(client: Client, served: Served) -> None:
    long = urlencode({"token": client.token(), "note": "x" * LONGEST_BODY, "decision": "fine"})
    assert client.ask("POST", f"/finding/{client.ids()[0]}", long, **FORM).status == 413
    assert client.get("/?q=" + "x" * LONGEST_ADDRESS).status == 414
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as raw:
        raw.sendall(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nX-Long: ".encode() + b"x" * 200_000 + b"\r\n\r\n"
        )
        assert raw.recv(100).split()[1:2] in ([b"400"], [b"431"], [])
    assert load(served.store) == ()
    many = "&".join(f"f{number}=1" for number in range(2000))
    assert client.ask("POST", "/name", many, **FORM).status == 403
    assert client.get("/").status == 200


def test_words_that_are_typed_are_bounded(client: Client, served: Served) -> None:
    client.post(f"/finding/{client.ids()[0]}", decision="fine", why="w" * 20_000, note="\x00\u202en\r\n\t" * 900)
    (made,) = load(served.store)
    assert len(made.why) == 2000
    assert made.note
    assert len(made.note) <= 2000
    assert served.store.read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str, client: Client) -> None:
    assert client.ask(method, "/").status == 405


@pytest.mark.parametrize("path", ["/", "/finding/{name}", "/history", "/nothing", "/static/style.css", "/state"])
def test_every_answer_has_the_headers_that_keep_pages_to_themselves(path: str, client: Client) -> None:
    headers = client.get(path.format(name=client.ids()[0])).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nX: y"]
)
def test_a_form_leads_nowhere_else(back: str, client: Client) -> None:
    answer = client.post("/read", back=back)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/", "/../etc/passwd", "/finding/../../x"]
)
def test_there_is_nothing_but_the_pages(path: str, client: Client) -> None:
    assert client.get(path).status == 404


def test_only_the_loopback_address_is_listened_on() -> None:
    with bound(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told_and_without_one_the_next_is_used() -> None:
    with bound(0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(UserError, match=f"port {port} cannot be listened on"):
            bound(port)
    with bound(None) as one, bound(None) as other:
        assert PORT <= one.getsockname()[1] != other.getsockname()[1]


HOSTILE = """---
published: 2025-01-08
title: "<script>alert('title')</script>"
outlet: '"><img src=x onerror=alert(document.domain)>'
---

<script>alert(origin)</script> The earthquake in Peru killed 40 people, the government said. The Red Cross said \u202e70
people died\u202c in the earthquake in Peru, "><img src=x onerror=alert(origin)> on Monday.

{{ seven * seven }} {% raw %} </div></main></body> <!-- <svg onload=alert(origin)> javascript:alert(origin) \x7f\x1b[m
<a href="javascript:alert(origin)">x</a> &lt;b&gt;
"""


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_hostile_articles_stay_text(serving: Callable[..., Served]) -> None:
    served = serving({'"><script>alert(9)<.md'.replace("/", ""): HOSTILE})
    client = served.client()
    (name,) = client.ids()
    client.post("/name", by='"><script>alert(7)</script>')
    client.post(f"/finding/{name}", decision="later", why="<script>alert(8)</script>", note="\u202eevil")
    for path in ("/?state=all", f"/finding/{name}", "/history", "/?q=<script>alert(6)</script>", "/%3Cscript%3E"):
        text = client.get(path).text
        tags = Tags(text).found
        assert [tag for tag, _ in tags].count("script") == 1
        assert not {"img", "iframe", "object", "base", "embed", "style"} & {tag for tag, _ in tags}
        assert not [one for _, attributes in tags for one in attributes if one.startswith("on") or one == "style"]
        assert all(not str(attributes.get("href")).startswith("javascript") for _, attributes in tags)
        assert not {"\x00", "\x1b", "\x7f", "\u202e", "\u202c"} & set(text)
    assert "{{ seven * seven }}" in client.get(f"/finding/{name}").text


def test_a_claims_file_opens_no_file_that_is_no_article(served: Served) -> None:
    (served.folder.parent / "secret.txt").write_text("x" * 500, encoding="utf-8")
    entry = served.desk.entry(served.client().ids()[0])
    assert entry is not None

    claim = served.desk.snapshot.sides(entry.finding)[0][0]
    for document in (
        "../secret.txt",
        "/etc/passwd",
        str(served.folder.parent / "secret.txt"),
        "consistency.toml",
        "\x00",
    ):
        assert served.desk.snapshot.texts.of(replace(claim, document=document)) is None


def test_the_pages_need_no_script_in_them(client: Client) -> None:
    for path in ("/", f"/finding/{client.ids()[0]}", "/history"):
        text = client.get(path).text
        assert re.findall(r"<script[^>]*>", text) == ['<script src="/static/script.js" defer>']
        assert "style=" not in text
