"""A desk → pages on 127.0.0.1 until they are stopped; where watched, read again whenever an article or rule changes."""

from __future__ import annotations

import gc
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from consistency.problems import UserError
from consistency.review.app import Review, application
from consistency.review.safety import Guard

if TYPE_CHECKING:
    from consistency.review.desk import Desk
    from consistency.vocabulary import Additions

Watched = Callable[[], Iterable[str | Path]]
State = dict[str, tuple[int, int]]
HOST, PORT = "127.0.0.1", 8765
NEXT = 20  # ports after it that are tried where none was asked for
LONGEST_HEAD = 96 * 1024  # bytes of a request before its body
PAUSE = 1.0  # seconds between two looks at what is watched
TURN = 0.0005  # seconds that one thread has before another's turn; Python's own 0.005 is felt in every answer
GARBAGE = (700, 10, 10_000)  # how often each generation is looked through; the last one, hardly ever
SHARE = 0.1  # of the time may go into looking at what is watched


def bound(port: int | None) -> socket.socket:
    """A socket on the loopback address; where no port was asked for, the first free one from PORT on."""
    tried = [port] if port is not None else [*range(PORT, PORT + NEXT), 0]
    for one in tried:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, one))
            listening.listen(128)
        except OSError as error:
            listening.close()
            reason = (error.strerror or str(error)).lower()
        else:
            return listening
    raise UserError(f"port {tried[0]} cannot be listened on: {reason}; another one can be given with --port")


def serve(
    desk: Desk,
    listening: socket.socket,
    *,
    by: str | None,
    named: bool,
    additions: Additions,
    watching: tuple[Watched, State] | None,
    browser: bool,
    say: Callable[[str], None],
) -> None:
    """Serve a desk until Ctrl-C. by, named: who decides, see `Review`. watching: the files to look at, and how they
    were before they were read, or None.

    say: takes the address, once requests are answered.
    """
    port = listening.getsockname()[1]
    server = serving(Review(desk, by, additions, named=named), port)
    address = f"http://{HOST}:{port}/"
    if watching is not None:
        threading.Thread(target=_watch, args=(desk, *watching), daemon=True).start()
    if browser:
        threading.Timer(0.3, webbrowser.open, (address,)).start()
    answer_promptly()
    say(address)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def answer_promptly() -> None:
    """Let this process answer at once while it reads articles beside: threads take turns often, and what is held for
    good is not gone through for garbage again and again, which stops them all."""
    sys.setswitchinterval(TURN)
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def serving(review: Review, port: int) -> uvicorn.Server:
    """The server of a review, behind its guard."""
    config = uvicorn.Config(
        Guard(application(review), port), log_level="warning", access_log=False, server_header=False, lifespan="off",
        ws="none", interface="asgi3", timeout_graceful_shutdown=2, h11_max_incomplete_event_size=LONGEST_HEAD,
        http="h11", loop="asyncio",
    )  # fmt: skip
    return uvicorn.Server(config)


def _watch(desk: Desk, watched: Watched, known: State) -> None:
    """Have the desk read again whenever a file comes, goes or changes; it settles first, as editors write in steps.

    A folder that takes long to look through is looked at less often; what cannot be looked at is told on the pages.
    """
    while True:
        start = time.monotonic()
        try:
            now = state(watched())
            took = time.monotonic() - start
            if now != known:
                time.sleep(PAUSE / 4)
                known = state(watched())
                desk.read_again()
        except (UserError, OSError) as error:
            known = {}  # so that articles are read again as soon as they can be looked at
            desk.fail(f"what is watched cannot be looked at: {error}")
            took = time.monotonic() - start
        time.sleep(max(PAUSE, took / SHARE))


def state(files: Iterable[str | Path]) -> State:
    """What changes whenever one of some files does."""
    found = {}
    for file in files:
        with suppress(OSError):
            stat = Path(file).stat()
            found[str(file)] = (stat.st_mtime_ns, stat.st_size)
    return found
