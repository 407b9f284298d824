"""The pages: addresses and forms → what is shown, and what is decided. Every form works without a script.

GET / is the queue, /finding/ID a finding, /claim/ID a claim with what puts it right, /history what was decided; POST
/finding/ID decides, /claim/ID corrects, /bulk decides over a filter, /undo takes back, /name says who decides, /read
reads the articles again. A form is answered by the page that comes next (303), so that going back or reloading decides
nothing twice. Where nothing could be decided, the answer says so and keeps what was typed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from consistency.corrections import correction
from consistency.decisions import QUIET
from consistency.decisions.words import one_name
from consistency.problems import UserError
from consistency.review import forms
from consistency.review.assets import script, style
from consistency.review.pages import BUTTONS, Asked, Pages, address, digest
from consistency.review.queue import Filter
from consistency.review.safety import Token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from starlette.requests import Request

    from consistency.model import Claim
    from consistency.review.desk import Desk
    from consistency.review.forms import Form
    from consistency.vocabulary import Additions

COOKIE = "reviewer"
YEAR = 365 * 24 * 3600  # seconds
STALE = "Nothing was decided: the page was out of date, as the review was started again. Decide on this one."
WORDS = tuple(word for word, _, _ in BUTTONS)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form. path: where it was sent. name: of what that is about, or "". by: who decides."""

    form: Form
    asked: Asked
    path: str
    name: str
    by: str


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
        asked, query = self._asked(request), request.query_params
        return self._page(self.pages.queue(asked, forms.number(query.get("page")), done=query.get("done", "")))

    async def finding(self, request: Request) -> Response:
        name, query = request.path_params["name"], request.query_params
        self.desk.look()
        if (entry := self.desk.entry(name)) is not None:
            await self._read(claim for _, claim in self.pages.shown(entry.finding, query))
        asked, entry = self._asked(request), self.desk.entry(name)
        if entry is not None:
            return self._page(self.pages.finding(asked, entry, query))
        now = self.desk.past.successor(name, self.desk.snapshot.queue)
        if now is None:
            return self._page(self.pages.gone(asked, name), 404)
        typed = {one: query.get(one, "") for one in ("why", "note")}
        return self._go(address(f"/finding/{now.finding.id}", asked.wanted, was=name, **typed), asked.by, asked)

    async def claim(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.desk.look()
        if (found := self.desk.current(name)) is not None:
            await self._read([found[0]])
        asked = self._asked(request)
        if self.desk.current(name) is None:
            return self._trouble(asked, "There is no such claim", ["No article has a claim of this name now."], 404)
        return self._page(self.pages.claim(asked, name))

    async def history(self, request: Request) -> Response:
        return self._page(self.pages.history(self._asked(request), forms.number(request.query_params.get("page"))))

    def decide(self, sent: Sent) -> Response:
        form, asked, desk = sent.form, sent.asked, self.desk
        word, entry = form["decision"], desk.entry(sent.name)
        if entry is None:
            return self._page(self.pages.gone(asked, sent.name, form.typed, undecided=True), 409)
        if word not in WORDS:
            return self._undecided(sent)
        only = desk.pair(entry.finding, (form["a"], form["b"])) if form["only"] else None
        if form["only"] and (only is None or word not in QUIET):
            told = "of two figures alone it can be said that they are not of the same thing, or that both are fine."
            return self._again(sent, f"Nothing was decided: {told}", 400)
        desk.decide([entry.finding], word, why=form["why"], note=form["note"], by=sent.by, only=only)
        stays = only is not None and desk.fits(entry, asked.wanted, sent.by)
        after = entry if stays else desk.after(sent.name, asked.wanted, sent.by)
        return self._go(address(f"/finding/{after.finding.id}" if after else "/", asked.wanted), sent.by, asked)

    def bulk(self, sent: Sent) -> Response:
        form, asked = sent.form, sent.asked
        found, word = self.desk.fitting(asked.wanted, sent.by), form["decision"]
        if word not in WORDS:
            return self._undecided(sent)
        if form["seen"] != digest(found):
            return self._again(sent, f"Nothing was decided: the list has changed meanwhile, to {len(found)}.", 409)
        if form["sure"] != "yes":
            return self._again(sent, f"Nothing was decided: tick that you mean all {len(found)}.", 409)
        act = self.desk.decide(
            [one.finding for one in found], word, why=form["why"], note=form["note"], by=sent.by
        )  # fmt: skip
        return self._go(address("/", asked.wanted, done=act), sent.by, asked)

    def correct(self, sent: Sent) -> Response:
        form, asked, name = sent.form, sent.asked, sent.name
        found, entry = self.desk.current(name), self.desk.entry(form["finding"])
        if form["decision"] not in (forms.CORRECT, forms.STRIKE):
            return self._undecided(sent)
        if found is None:
            return self._again(sent, "Nothing was put right: no article has this claim now.", 409)
        claim, act = found
        try:
            if form["was"] != act:
                told = "Somebody has put it right in the meantime; this is how it stands now, with what you have typed."
                return self._again(sent, told, 409)
            fields = None if form["decision"] == forms.STRIKE else self._fields(claim, form)
        except UserError as error:
            return self._again(sent, str(error), 400)
        about = entry.finding if entry else None
        self.desk.correct(name, fields, why=form["why"], note=form["note"], by=sent.by, about=about)
        where = f"/finding/{about.id}" if about else f"/claim/{quote(name, safe='')}"
        return self._go(address(where, asked.wanted), sent.by, asked)

    def _fields(self, claim: Claim, form: Form) -> tuple[tuple[str, object], ...]:
        """What puts a claim right, by what the form says otherwise than the page said."""
        told, snapshot = form.changed(claim), self.desk.snapshot
        if not told and self.desk.struck(claim.claim_id):
            return ()  # it is one after all, as it was read
        return correction(claim, told, snapshot.first(claim.claim_id) or claim, snapshot.speakers(), self.additions)

    def undo(self, sent: Sent) -> Response:
        made = self.desk.undo(sent.form["act"], sent.by)
        if not made:
            lines = ["It is undone already, or is not yours."]
            return self._trouble(sent.asked, "There is nothing to undo", lines, 409)
        about = self.desk.about(made)
        if sent.form["back"] == "history":
            return self._go(address("/history", sent.asked.wanted), sent.by, sent.asked)
        where = f"/finding/{about[0]}" if len(about) == 1 else "/"
        if not about and made[0].target == "claim":
            where = f"/claim/{quote(made[0].id, safe='')}"
        typed = self.pages.typed(made[0]) if len(about) == 1 else {}
        return self._go(address(where, sent.asked.wanted, **typed), sent.by, sent.asked)

    def name(self, sent: Sent) -> Response:
        return self._go(forms.within(sent.form["back"]), sent.by, sent.asked)

    def read(self, sent: Sent) -> Response:
        self.desk.read_again()
        return self._go(forms.within(sent.form["back"]), sent.by, sent.asked)

    async def state(self, _request: Request) -> Response:
        """What a page asks for to see whether it is of yesterday."""
        self.desk.look()
        desk = self.desk
        return JSONResponse({"version": desk.version, "reading": desk.is_reading})

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

    def posted(
        self, handle: Callable[[Sent], Response], *, signed: bool = True
    ) -> Callable[[Request], Awaitable[Response]]:
        """A handler of a form, for one that is ours. signed: it takes a name."""

        async def answer(request: Request) -> Response:
            form, asked = await forms.sent(request), self._asked(request)
            by = form.by or asked.by
            sent = Sent(form, asked, request.url.path, request.path_params.get("name", ""), by)
            if not self.token.is_in(form["token"]):
                return self._again(sent, STALE, 403)
            if signed and not by:
                sent = replace(sent, asked=replace(asked, nameless=True))
                return self._again(sent, "Nothing was decided: who decides? Give a name, once.", 400)
            return handle(sent)

        return answer

    def _asked(self, request: Request, *, look: bool = True) -> Asked:
        if look:
            self.desk.look()
        run, _, kept = request.cookies.get(COOKIE, "").partition(".")
        by = unquote(kept) if kept and run == self.run else self.by
        path, answers = request.url.path, request.method == "POST"
        shown = path if not answers or path.startswith(("/finding/", "/claim/")) else "/"
        here = forms.within(f"{shown}?{request.url.query}".removesuffix("?"))
        return Asked(by=one_name(by), wanted=Filter.of(request.query_params), here=here, answers=answers)

    async def _read(self, claims: Iterable[Claim]) -> None:
        """Have the articles of claims at hand; a large file is read beside the pages."""
        texts = self.desk.snapshot.texts
        for claim in claims:
            if not texts.is_held(claim):
                await run_in_threadpool(texts.of, claim)

    def _again(self, sent: Sent, told: str, status: int) -> Response:
        """The page of a form that could not be taken, with all that was typed, and why."""
        form, asked, desk = sent.form, sent.asked, self.desk
        entry = desk.entry(form["finding"] if sent.path.startswith("/claim/") else sent.name)
        if entry is not None:
            asked = replace(asked, here=address(f"/finding/{entry.finding.id}", asked.wanted))
        if sent.path.startswith("/claim/") and (now := desk.current(sent.name)) is not None:
            seen = desk.as_seen(sent.name, form["was"]) or now[0]
            mistake = {"claim": sent.name, "message": told, **form.changed(seen), **form.typed}
            if entry is None:
                return self._page(self.pages.claim(asked, sent.name, mistake), status)
            return self._page(self.pages.finding(asked, entry, form.shown, mistake), status)
        if sent.path.startswith("/finding/") and entry is not None:
            return self._page(self.pages.finding(asked, entry, {**form.shown, **form.typed}, note=told), status)
        if sent.path == "/bulk":
            return self._page(self.pages.queue(asked, 1, note=told, typed=form.typed), status)
        if sent.path.startswith("/finding/"):
            return self._page(self.pages.gone(asked, sent.name, form.typed, undecided=True), status)
        typed = [form[name] for name in (*forms.FIELDS, "why", "note") if form[name].strip()]
        lines = [told, *(["What was typed: " + "; ".join(typed)] if typed else [])]
        return self._trouble(asked, "Nothing was decided", lines, status)

    def _undecided(self, sent: Sent) -> Response:
        word = sent.form["decision"]
        chosen = "no button was pressed" if word in ("", "none") else f"{word!r} is none of {', '.join(WORDS)}"
        return self._again(sent, f"Nothing was decided: {chosen}.", 400)

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
            Route("/finding/{name}", review.posted(review.decide), methods=["POST"]),
            Route("/claim/{name:path}", review.claim, methods=["GET"]),
            Route("/claim/{name:path}", review.posted(review.correct), methods=["POST"]),
            Route("/bulk", review.posted(review.bulk), methods=["POST"]),
            Route("/undo", review.posted(review.undo), methods=["POST"]),
            Route("/name", review.posted(review.name), methods=["POST"]),
            Route("/read", review.posted(review.read, signed=False), methods=["POST"]),
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
