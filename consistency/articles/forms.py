"""Forms: a file's name and first bytes → the reader for what it holds. The registry of article forms."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from consistency.articles import json_lines, markdown, plain, table
from consistency.articles.reading import Reader, Reading, Setting, Source, refused

# How a name ends → its reader; each also with .gz after it. Files of these forms are read in folders.
READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".parquet": table.read,
}
# Named outright, these would pass for plain text, and what came out would be no claims of any article.
NO_ARTICLES = {".csv", ".tsv", ".yaml", ".yml", ".toml", ".xml", ".html", ".htm", ".warc", ".ini", ".py"}
GZIP = b"\x1f\x8b"


def read_source(source: Source, setting: Setting) -> Reading:
    """What is in a file, by the reader of its form; a file whose name tells none is looked into."""
    suffix = Path(source.path.lower().removesuffix(".gz")).suffix
    if suffix in NO_ARTICLES:
        return refused(source, f"{suffix} is no form of article that can be read (known: {', '.join(READERS)})")
    if source.data.startswith(GZIP):
        try:
            source = Source(path=source.path, document=source.document, data=gzip.decompress(source.data))
        except (OSError, EOFError, zlib.error):
            return refused(source, "not a whole gzip file")
    return (READERS.get(suffix) or _sniffed(source.data))(source, setting)


def _sniffed(data: bytes) -> Reader:
    """The reader for a file without a telling name, as from standard input."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(b"PAR1"):
        return table.read
    if start.startswith(b"{"):
        return json_lines.read
    return markdown.read if start.startswith((b"---", b"# ")) else plain.read
