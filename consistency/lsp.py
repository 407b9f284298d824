"""Lsp: an article in an editor → diagnostics at its words, hovers over its figures, and the way to what opposes them.

A language server (https://microsoft.github.io/language-server-protocol) on standard input and output, by pygls. What is
checked is the text that the editor holds, against what the configuration names; it is checked when an article is
opened and saved, and when typing pauses.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import ServerTextPosition, ServerTextRange

from consistency.problems import UserError
from consistency.reconciliation.days import spelt
from consistency.reconciliation.wording import figure, speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from consistency.annotations import Annotation, Checked, Place
    from consistency.model import Claim

PAUSE = 0.4  # seconds without a change after which a text is checked
SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


@dataclass(slots=True)
class Held:
    """What is known of the articles that are open, by address. waiting: the checks that are to come."""

    checked: dict[str, Checked] = field(default_factory=dict)
    claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)


def server(version: str, check: Callable[[Sequence[str], dict[str, bytes]], Checked]) -> LanguageServer:
    """A language server. check: paths, and the texts of files by real path → what is found of them."""
    found = LanguageServer("consistency", version, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    held = Held()

    @found.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        await _look(found, held, check, params.text_document.uri)

    @found.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await _look(found, held, check, params.text_document.uri)

    @found.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in held.waiting:
            held.waiting[uri].cancel()
        held.waiting[uri] = asyncio.create_task(_later(found, held, check, uri))

    @found.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        held.checked.pop(uri, None)
        held.claims.pop(uri, None)
        found.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    @found.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return _hover(found, held, params.text_document.uri, params.position)

    @found.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        return _opposing(found, held, params.text_document.uri, params.position)

    return found


async def _later(server: LanguageServer, held: Held, check: Callable[..., Checked], uri: str) -> None:
    await asyncio.sleep(PAUSE)
    await _look(server, held, check, uri)


async def _look(server: LanguageServer, held: Held, check: Callable[..., Checked], uri: str) -> None:
    """Check the text that the editor holds, and tell what is found."""
    path = uris.to_fs_path(uri)
    if path is None:
        return
    text = server.workspace.get_text_document(uri).source
    texts = {os.path.realpath(path): text.encode("utf-8")}
    try:
        checked = await asyncio.get_running_loop().run_in_executor(None, partial(check, [path], texts))
    except UserError as error:
        server.window_log_message(types.LogMessageParams(type=types.MessageType.Error, message=str(error)))
        server.window_show_message(types.ShowMessageParams(type=types.MessageType.Error, message=error.lines[0]))
        return
    if text != server.workspace.get_text_document(uri).source:
        return  # it has changed in the meantime, and is checked again
    own = set(checked.documents)
    held.checked[uri] = checked
    held.claims[uri] = tuple(claim for claim in checked.report.claims if claim.document in own)
    told = [_diagnostic(server, uri, one) for one in checked.open]
    told += [_problem(problem.line, problem.column, problem.message) for problem in checked.problems]
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=told))


def _diagnostic(server: LanguageServer, uri: str, one: Annotation) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(
            location=types.Location(uri=_uri(other.place), range=_plain_range(other.place)), message=other.message
        )
        for other in one.related
    ]
    message = one.message if one.remark is None else f"{one.message}\n{one.remark}"
    return types.Diagnostic(
        range=_range(server, uri, one.place), message=message, severity=SEVERITY[one.severity], code=one.rule,
        source="consistency", related_information=related,
        data={"id": one.id, "fingerprints": list(one.fingerprints)},
    )  # fmt: skip


def _problem(line: int, column: int, message: str) -> types.Diagnostic:
    start = types.Position(line=line - 1, character=column - 1)
    where = types.Range(start=start, end=start)
    return types.Diagnostic(range=where, message=message, severity=types.DiagnosticSeverity.Error, source="consistency")


def _hover(server: LanguageServer, held: Held, uri: str, at: types.Position) -> types.Hover | None:
    """How the figure under the cursor was read."""
    offset = server.workspace.get_text_document(uri).offset_at_position(at)
    for claim in held.claims.get(uri, ()):
        if claim.start <= offset < claim.end:
            return types.Hover(
                contents=types.MarkupContent(kind=types.MarkupKind.PlainText, value="\n".join(_read_as(claim)))
            )
    return None


def _read_as(claim: Claim) -> list[str]:
    """The interval, what is counted, who says so and when, a line each."""
    quantity = claim.quantity
    where = f" in {'/'.join(claim.place)}" if claim.place else ""
    of = f" of {claim.of}" if claim.of else ""
    days = claim.as_of or claim.said_on
    when = f"{'as of' if claim.as_of else 'said on'} {spelt(*(day.toordinal() for day in days))}" if days else "undated"
    return [
        f"{figure(quantity)}: {quantity.interval or 'any number at all'} {quantity.unit}",
        f"{claim.subject or 'nobody knows what'}{of}{where}, {claim.kind}, {claim.modality}",
        f"{speaker(claim)}, who answers to {', '.join(claim.parties) or 'nobody known'}",
        when + (f", published {claim.published}" if claim.published else ""),
    ]


def _opposing(server: LanguageServer, held: Held, uri: str, at: types.Position) -> list[types.Location]:
    """Where the words stand that oppose those under the cursor."""
    checked = held.checked.get(uri)
    return [
        types.Location(uri=_uri(other.place), range=_plain_range(other.place))
        for one in (checked.annotations if checked else ())
        if _holds(_range(server, uri, one.place), at)
        for other in one.related
    ]


def _holds(where: types.Range, at: types.Position) -> bool:
    start, end = where.start, where.end
    return (start.line, start.character) <= (at.line, at.character) <= (end.line, end.character)


def _range(server: LanguageServer, uri: str, place: Place) -> types.Range:
    """A place of the open article, in the units that the editor counts columns by."""
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    where = ServerTextRange(
        *(ServerTextPosition(line=line - 1, character=column - 1) for line, column in (start, end))
    )  # fmt: skip
    return server.workspace.get_text_document(uri).range_to_client_units(where)


def _plain_range(place: Place) -> types.Range:
    return types.Range(
        start=types.Position(line=place.line - 1, character=place.column - 1),
        end=types.Position(line=place.end_line - 1, character=place.end_column - 1),
    )


def _uri(place: Place) -> str:
    """Where a place's file lies: a path is from the root of the repository, else from the working directory."""
    if "://" in place.path:
        return place.path
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    found = next((base / place.path for base in (root, here) if (base / place.path).exists()), root / place.path)
    return uris.from_fs_path(str(found)) or place.path
