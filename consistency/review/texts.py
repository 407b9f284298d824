"""A document → the text of its article, read when a page asks for it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import articles
from consistency.articles.discover import Found, has_suffix
from consistency.articles.forms import READERS
from consistency.languages import codes
from consistency.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from consistency.model import Article, Claim

KEPT = 32  # files whose articles are held


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an article. prose: where it begins and ends, behind a head and a headline."""

    text: str
    prose: tuple[int, int]


@dataclass(slots=True)
class Texts:
    """files: the file of each document that was read; another's is looked for under its own name.

    wanted: the documents whose texts are ever asked for; of a file with many articles the others are not held.
    """

    files: Mapping[str, Found]
    wanted: Container[str]
    _held: dict[str, tuple[tuple[int, int], dict[str, Text]]] = field(default_factory=dict)

    def of(self, claim: Claim) -> Text | None:
        """The text that a claim's offsets lead into, or None where there is none, or another one by now."""
        file = self._file(claim)
        found = self._articles(file).get(claim.document) if file is not None else None
        return found if found is not None and found.text[claim.start : claim.end] == claim.text else None

    def is_held(self, claim: Claim) -> bool:
        """Whether a text is at hand, so that nothing has to be read for it."""
        file = self._file(claim)
        return file is None or _state(file) in (None, self._held.get(file.path, (None,))[0])

    def _file(self, claim: Claim) -> Found | None:
        return self.files.get(claim.document) or _by_name(claim.document)

    def _articles(self, file: Found) -> dict[str, Text]:
        """The texts in a file by document; read again where it has changed."""
        state = _state(file)
        if state is None:  # standard input, or gone
            return {}
        held = self._held.pop(file.path, None)
        if held is None or held[0] != state:
            source = articles.opened(file)
            setting = articles.Setting(languages=codes(), language=codes()[0])
            read = () if isinstance(source, Problem) else articles.read_source(source, setting).articles
            texts = {one.document: _text(one) for one in read if len(read) == 1 or one.document in self.wanted}
            held = (state, texts)
        self._held[file.path] = held  # the last one asked for is the last to go
        for path in list(self._held)[:-KEPT]:
            self._held.pop(path, None)
        return held[1]


def _text(article: Article) -> Text:
    body = [one for one in article.sections if one.role != "title"]
    return Text(article.text, (body[0].start, body[-1].end) if body else (0, len(article.text)))


def _state(file: Found) -> tuple[int, int] | None:
    """What changes whenever a file does; None where there is none."""
    try:
        stat = Path(file.path).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _by_name(document: str) -> Found | None:
    """The article under the working directory, or under its repository, that is called so."""
    for base in (Path(), *(folder for folder in Path.cwd().parents if (folder / ".git").exists())):
        with suppress(OSError, ValueError):
            path = base / document
            if has_suffix(path.name, READERS) and path.is_file() and articles.named(path) == document:
                return Found(path=str(path), document=document)
    return None
