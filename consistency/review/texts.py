"""A document → the text of its article, read when a page asks for it."""

from __future__ import annotations

from collections import OrderedDict
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
    from collections.abc import Mapping

    from consistency.model import Claim

KEPT = 32  # files whose articles are held


@dataclass(slots=True)
class Texts:
    """files: the file of each document that was read; another's is looked for under its own name."""

    files: Mapping[str, Found]
    _held: OrderedDict[str, tuple[tuple[int, int], dict[str, str]]] = field(default_factory=OrderedDict)

    def of(self, claim: Claim) -> str | None:
        """The text that a claim's offsets lead into, or None where there is none, or another one by now."""
        file = self.files.get(claim.document) or _by_name(claim.document)
        text = self._articles(file).get(claim.document) if file is not None else None
        return text if text is not None and text[claim.start : claim.end] == claim.text else None

    def _articles(self, file: Found) -> dict[str, str]:
        """The texts in a file by document; read again where it has changed."""
        try:
            stat = Path(file.path).stat()
        except OSError:  # standard input, or gone
            return {}
        state = (stat.st_mtime_ns, stat.st_size)
        held = self._held.get(file.path)
        if held is None or held[0] != state:
            source = articles.opened(file)
            setting = articles.Setting(languages=codes(), language=codes()[0])
            read = () if isinstance(source, Problem) else articles.read_source(source, setting).articles
            held = self._held[file.path] = (state, {article.document: article.text for article in read})
        self._held.move_to_end(file.path)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        return held[1]


def _by_name(document: str) -> Found | None:
    """The article under the working directory, or under its repository, that is called so."""
    for base in (Path(), *(folder for folder in Path.cwd().parents if (folder / ".git").exists())):
        with suppress(OSError, ValueError):
            path = base / document
            if has_suffix(path.name, READERS) and path.is_file() and articles.named(path) == document:
                return Found(path=str(path), document=document)
    return None
