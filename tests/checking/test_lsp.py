"""The language server, driven by a client of the protocol over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from checking.conftest import CONFLICTING, Repository

pytest.importorskip("pygls")
from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

TEXT = CONFLICTING.replace("Ukraine said", "🙂 Ukraine said")  # one character, two of the units of the protocol


class Editor:
    """A client with one article open."""

    def __init__(self, client: LanguageClient, uri: str) -> None:
        self.client, self.uri = client, uri
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

    async def diagnostics(self) -> list[types.Diagnostic]:
        told = await asyncio.wait_for(self.published.get(), timeout=60)
        assert told.uri == self.uri
        return list(told.diagnostics)

    def open(self, text: str) -> None:
        item = types.TextDocumentItem(uri=self.uri, language_id="markdown", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=version)
        change = types.TextDocumentContentChangeWholeDocument(text=text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        )

    def at(self, line: int, character: int) -> dict[str, Any]:
        return {
            "text_document": types.TextDocumentIdentifier(uri=self.uri),
            "position": types.Position(line=line, character=character),
        }


def driven(repository: Repository, article: str, script: Callable[[Editor], Awaitable[None]]) -> None:
    """Run a script against a server that is started for it."""

    async def run() -> None:
        client = LanguageClient("test", "1")
        await client.start_io(sys.executable, "-m", "consistency", "lsp", cwd=str(repository.root))
        editor = Editor(client, (repository.root / article).as_uri())
        root = repository.root.as_uri()
        await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=root))
        client.initialized(types.InitializedParams())
        try:
            await script(editor)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    asyncio.run(run())


@pytest.fixture
def configured(repository: Repository) -> Repository:
    repository.write("consistency.toml", 'against = ["archive"]\n')
    repository.write("news/kyiv.md", "")
    return repository


def test_an_article_is_checked_as_it_is_written(configured: Repository) -> None:
    async def script(editor: Editor) -> None:
        editor.open(TEXT)
        (found,) = await editor.diagnostics()
        assert found.severity == types.DiagnosticSeverity.Error
        assert found.code == "north-korean-troops-in-russia"
        start = len("🙂 Ukraine said there are ") + 1
        assert (found.range.start.line, found.range.start.character) == (6, start)
        assert found.range.end.character == start + len("30,000 North Korean soldiers")
        opposing = {Path(one.location.uri).name for one in found.related_information or ()}
        assert opposing == {"seoul.md", "pentagon.md"}
        editor.change(TEXT.replace("30,000", "11,500"), 2)
        assert await editor.diagnostics() == []
        editor.change(TEXT.replace("30,000", "300"), 3)  # typing goes on: only the last is looked at
        editor.change(TEXT.replace("30,000", "40,000"), 4)
        (found,) = await editor.diagnostics()
        assert "40,000" in found.message

    driven(configured, "news/kyiv.md", script)


def test_a_figure_tells_how_it_was_read_and_leads_to_what_opposes_it(configured: Repository) -> None:
    async def script(editor: Editor) -> None:
        editor.open(TEXT)
        await editor.diagnostics()
        place = editor.at(6, 28)
        hover = await editor.client.text_document_hover_async(types.HoverParams(**place))
        assert isinstance(hover.contents, types.MarkupContent)
        lines = hover.contents.value.splitlines()
        assert lines[0] == "30,000: [30,000, 30,000] count"
        assert lines[1].startswith("soldier of KP in RU")
        assert lines[2].startswith("Ukraine")
        assert "published 2024-12-02" in lines[3]
        nothing = await editor.client.text_document_hover_async(types.HoverParams(**editor.at(0, 0)))
        assert nothing is None
        found = await editor.client.text_document_definition_async(types.DefinitionParams(**place))
        assert isinstance(found, list)
        assert {Path(one.uri).name: one.range.start.line for one in found} == {"seoul.md": 6, "pentagon.md": 6}

    driven(configured, "news/kyiv.md", script)


def test_a_wrong_configuration_is_told_and_not_the_end(configured: Repository) -> None:
    configured.write("consistency.toml", "agianst = []\n")

    async def script(editor: Editor) -> None:
        told: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()

        @editor.client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            told.put_nowait(params)

        editor.open(TEXT)
        message = await asyncio.wait_for(told.get(), timeout=60)
        assert "consistency.toml:1:1: unknown key 'agianst'" in message.message
        configured.write("consistency.toml", 'against = ["archive"]\n')
        editor.change(TEXT, 2)
        assert len(await editor.diagnostics()) == 1

    driven(configured, "news/kyiv.md", script)
