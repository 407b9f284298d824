"""The pages: addresses and forms → what is shown, and what is decided. Every form works without a script.

GET / is the queue, /finding/ID a finding, /history what was decided; POST /finding/ID decides, /claim/ID corrects,
/bulk decides over a filter, /undo takes back, /name says who decides, /read reads the articles again. A form is
answered by the page that comes next (303), so that going back or reloading decides nothing twice.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from consistency.corrections import correction
from consistency.decisions.words import one_name
from consistency.problems import UserError
from consistency.review.pages import BUTTONS, Asked, Pages, address, as_shown, digest, script, style
from consistency.review.queue import Filter
from consistency.review.safety import Token

if TYPE_CHECKING:
    from starlette.requests import Request

    from consistency.model import Claim
    from consistency.review.desk import Desk
    from consistency.vocabulary import Additions

COOKIE = "reviewer"
MOST_FIELDS = 50
YEAR = 365 * 24 * 3600  # seconds
WORDS = tuple(word for word, _, _ in BUTTONS)
FIELDS = ("figure", "source", "first", "last", "subject")


class Review:
    """The application's handlers."""

    def __init__(self, desk: Desk, by: str | None, additions: Additions, *, named: bool = False) -> None:
        """by: who decides, until a reviewer says another name. named: that was asked for, so that a name that a browser
        has kept from an earlier start does not count. additions: words of the user's own."""
        self.desk = desk
        self.by = one_name(by or "")
        self.run = secrets.token_hex(4) if named else ""
        self.additions = additions
        self.token = Token()
        self.pages = Pages(desk, self.token)
        self.files = {"style.css": (style(), "text/css"), "script.js": (script(), "text/javascript")}

    async def queue(self, request: Request) -> Response:
        return self._page(self.pages.queue(self._asked(request), _number(request.query_params.get("page"))))

    async def finding(self, request: Request) -> Response:
        asked, name = self._asked(request), request.path_params["name"]
        entry = self.desk.entry(name)
        if entry is None:
            return self._page(self.pages.gone(asked, name), 404)
        return self._page(self.pages.finding(asked, entry, request.query_params, {}))

    async def history(self, request: Request) -> Response:
        return self._page(self.pages.history(self._asked(request), _number(request.query_params.get("page"))))

    async def decide(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        by = self._reviewer(form, asked)
        refused = self._refused(form, asked, by)
        if refused is not None:
            return refused
        name, word = request.path_params["name"], form.get("decision", "")
        entry = self.desk.entry(name)
        if entry is None:
            return self._page(self.pages.gone(asked, name), 404)
        if word not in WORDS:
            return self._undecided(asked, word)
        self.desk.decide([entry.finding], word, why=form.get("why", ""), note=form.get("note", ""), by=by)
        after = self.desk.after(name, asked.wanted, by)
        return self._go(address(f"/finding/{after.finding.id}" if after else "/", asked.wanted), by, asked)

    async def bulk(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        by = self._reviewer(form, asked)
        refused = self._refused(form, asked, by)
        if refused is not None:
            return refused
        found, word = self.desk.fitting(asked.wanted, by), form.get("decision", "")
        if word not in WORDS:
            return self._undecided(asked, word)
        if form.get("seen") != digest(found):
            note = f"Nothing was decided: the list has changed meanwhile, to {len(found)}."
            return self._page(self.pages.queue(asked, 1, note), 409)
        if form.get("sure") != "yes":
            note = f"Nothing was decided: tick that you mean all {len(found)} of them."
            return self._page(self.pages.queue(asked, 1, note), 409)
        findings = [one.finding for one in found]
        self.desk.decide(findings, word, why=form.get("why", ""), note=form.get("note", ""), by=by)
        return self._go(address("/", asked.wanted), by, asked)

    async def correct(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        by = self._reviewer(form, asked)
        refused = self._refused(form, asked, by)
        if refused is not None:
            return refused
        name, finding = request.path_params["name"], form.get("finding", "")
        found, entry = self.desk.current(name), self.desk.entry(finding)
        if found is None:
            return self._page(self.pages.gone(asked, finding), 404)
        claim, act = found
        try:
            if form.get("was", "") != act:
                raise UserError("somebody has put it right in the meantime; this is how it stands now")
            fields = None if form.get("decision") == "struck" else self._fields(claim, form)
        except UserError as error:
            if entry is None:
                return self._trouble(asked, "That was not taken", [*error.lines], 409)
            kept = {field: form.get(field, "") for field in FIELDS} if form.get("was", "") == act else {}
            mistake = {"claim": name, "message": str(error), **kept}
            return self._page(self.pages.finding(asked, entry, request.query_params, mistake), 400 if kept else 409)
        about = entry.finding if entry else None
        self.desk.correct(name, fields, why=form.get("why", ""), note=form.get("note", ""), by=by, about=about)
        return self._go(address(f"/finding/{finding}" if entry else "/", asked.wanted), by, asked)

    def _fields(self, claim: Claim, form: dict[str, str]) -> tuple[tuple[str, object], ...]:
        """What the form says otherwise than the page said."""
        shown = as_shown(claim)
        told = {name: form[name] for name in FIELDS if name in form and form[name].strip() != shown[name]}
        if "first" in told or "last" in told:
            told |= {name: form.get(name, "") for name in ("first", "last")}
        first = self.desk.snapshot.misread.get(claim.claim_id) or self.desk.snapshot.read(claim.claim_id) or claim
        return correction(claim, told, first, self.desk.snapshot.speakers(), self.additions)

    async def undo(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        by = self._reviewer(form, asked)
        refused = self._refused(form, asked, by)
        if refused is not None:
            return refused
        made = self.desk.undo(form.get("act", ""), by)
        if not made:
            return self._trouble(asked, "There is nothing to undo", ["It is undone already, or is not yours."], 409)
        about = self.desk.about(made)
        back = "/history" if form.get("back") == "history" else f"/finding/{about[0]}" if len(about) == 1 else "/"
        return self._go(address(back, asked.wanted), by, asked)

    async def name(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        by = self._reviewer(form, asked)
        refused = self._refused(form, asked, by)
        return refused or self._go(_within(form.get("back", "/")), by, asked)

    async def read(self, request: Request) -> Response:
        form, asked = await _form(request), self._asked(request)
        if not self.token.is_in(form):
            return self._stale(asked)
        self.desk.read_again()
        return self._go(_within(form.get("back", "/")), asked.by, asked)

    async def state(self, _request: Request) -> Response:
        """What a page asks for to see whether it is of yesterday."""
        self.desk.look()
        desk = self.desk
        return JSONResponse({"version": desk.version, "snapshot": desk.snapshot.number, "reading": desk.is_reading})

    async def file(self, request: Request) -> Response:
        content, kind = self.files.get(request.path_params["name"], ("", ""))
        return Response(content, media_type=kind) if kind else PlainTextResponse("There is no such file.\n", 404)

    async def failed(self, request: Request, error: Exception) -> Response:
        """A store that cannot be read or written."""
        lines = [*error.lines] if isinstance(error, UserError) else [str(error)]
        return self._trouble(self._asked(request, look=False), "The decisions cannot be kept or read", lines, 503)

    async def broken(self, request: Request, error: Exception) -> Response:
        """A mistake of ours, of which the terminal shows where it is."""
        lines = [f"{type(error).__name__}: {error}", "Please report it, with what the terminal shows."]
        return self._trouble(self._asked(request, look=False), "This failed in a way it never should", lines, 500)

    async def missing(self, request: Request, _error: Exception) -> Response:
        return self._trouble(self._asked(request, look=False), "There is no such page", [], 404)

    def _asked(self, request: Request, *, look: bool = True) -> Asked:
        if look:
            self.desk.look()
        run, _, kept = request.cookies.get(COOKIE, "").partition(".")
        by = unquote(kept) if kept and run == self.run else self.by
        here = f"{request.url.path}?{request.url.query}" if request.method == "GET" else "/"
        return Asked(by=one_name(by), wanted=Filter.of(request.query_params), here=here.removesuffix("?"))

    def _reviewer(self, form: dict[str, str], asked: Asked) -> str:
        return one_name(form.get("by", "")) or asked.by

    def _refused(self, form: dict[str, str], asked: Asked, by: str) -> Response | None:
        if not self.token.is_in(form):
            return self._stale(asked)
        if not by:
            return self._trouble(asked, "Who decides?", ["Give a name once, at the top of the page."], 400)
        return None

    def _undecided(self, asked: Asked, word: str) -> Response:
        chosen = "No button was pressed." if word in ("", "none") else f"{word!r} is none of {', '.join(WORDS)}."
        return self._trouble(asked, "Nothing was decided", [chosen, "Go back; what was typed is still there."], 400)

    def _stale(self, asked: Asked) -> Response:
        lines = ["It is from before the review was started again. Nothing was decided; go back, reload, decide again."]
        return self._trouble(asked, "This page is out of date", lines, 403)

    def _trouble(self, asked: Asked, title: str, lines: list[str], status: int) -> Response:
        return self._page(self.pages.trouble(asked, title, lines), status)

    def _page(self, text: str, status: int = 200) -> Response:
        return HTMLResponse(text.encode("utf-8", "replace"), status)

    def _go(self, where: str, by: str, asked: Asked) -> Response:
        answer = RedirectResponse(where, 303)
        if by and by != asked.by:
            answer.set_cookie(COOKIE, f"{self.run}.{quote(by)}", max_age=YEAR, httponly=True, samesite="strict")
        return answer


def application(review: Review) -> Starlette:
    """The routes of a review."""
    return Starlette(
        routes=[
            Route("/", review.queue),
            Route("/finding/{name}", review.finding, methods=["GET"]),
            Route("/finding/{name}", review.decide, methods=["POST"]),
            Route("/claim/{name}", review.correct, methods=["POST"]),
            Route("/bulk", review.bulk, methods=["POST"]),
            Route("/undo", review.undo, methods=["POST"]),
            Route("/name", review.name, methods=["POST"]),
            Route("/read", review.read, methods=["POST"]),
            Route("/history", review.history),
            Route("/state", review.state),
            Route("/static/{name}", review.file),
        ],
        exception_handlers={
            UserError: review.failed,
            404: review.missing,
            405: review.missing,
            Exception: review.broken,
        },
    )


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:  # more fields than any form of ours has
        return {}


def _number(given: str | None) -> int:
    return int(given) if given is not None and given.isascii() and given.isdigit() and len(given) < 9 else 1


def _within(where: str) -> str:
    """An address of these pages; any other leads to the queue."""
    return where if where.startswith("/") and not where.startswith(("//", "/\\")) and where.isprintable() else "/"
