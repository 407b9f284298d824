"""Safety: a request → an answer for the person at this machine alone, in which an article's text cannot act.

Pages are served to the loopback name under which they were opened (a foreign Host is a rebound name), forms are taken
only from our own pages (Origin, and a token that no other page can read), requests are bounded, and a
Content-Security-Policy lets nothing run or load but this package's own script and styles.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 64 * 1024  # bytes
LONGEST_ADDRESS = 64 * 1024  # a reason and a note fit, in any script
METHODS = ("GET", "HEAD", "POST")
TOKEN = "token"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # "no-referrer" would have forms come from nowhere
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


class Token:
    """What a form of ours carries; new with each start of the server."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(32)

    def is_in(self, told: str) -> bool:
        """Whether what a form carries is it."""
        return secrets.compare_digest(told.encode(), self.value.encode())


class Guard:
    """The application, behind the checks that the module tells of."""

    def __init__(self, application: ASGIApp, port: int) -> None:
        self.application = application
        names = ("127.0.0.1", "localhost", "[::1]")
        self.hosts = {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())
        self.origins = {f"http://{host}" for host in self.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.application(scope, receive, send)
            return  # no other protocol is spoken here
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        try:
            body = await _body(scope, receive)
        except ClientDisconnect:  # of a form that is there in part nothing is carried out
            return
        if body is None:
            answer = PlainTextResponse(f"More than {LONGEST_BODY} bytes are not taken.\n", 413)
            await answer(scope, receive, _with_headers(send))
            return
        await self.application(scope, _again(body), _with_headers(send))

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] not in METHODS:
            return PlainTextResponse("This method is not known here.\n", 405)
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse("The address is too long.\n", 414)
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return PlainTextResponse("These pages are only for this machine, under 127.0.0.1 or localhost.\n", 421)
        if scope["method"] == "POST":
            is_ours = headers.get("origin", f"http://{hosts[0].lower()}") in self.origins
            if not is_ours or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return PlainTextResponse("Forms are only taken from these pages.\n", 403)
            if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
                return PlainTextResponse("A form is expected.\n", 415)
        return None


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """What a request carries, or None where it is more than may be; raises ClientDisconnect where it breaks off."""
    if scope["method"] != "POST":
        return b""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > LONGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes) -> Receive:
    """A request's body, to be asked for anew."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            added = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in known]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending
