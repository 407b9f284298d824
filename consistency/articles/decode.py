"""Decode: a file's bytes → its text, or the problem that keeps it from being read.

A byte order mark decides, then the NULs of UTF-16 in every other place, then UTF-8, then what charset-normalizer
finds likeliest. Line endings are kept and a byte order mark is no part of the text, so that offsets count the
characters that a person sees.
"""

from __future__ import annotations

import codecs
import re

from consistency.articles.reading import Source, place_of
from consistency.problems import Problem

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEGACY = ("cp1250", "iso8859_2", "cp1252", "iso8859_15", "cp1251", "koi8_r")
# Bytes that older encodings of prose leave unused; a file with more than a trace of them is no text.
CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
TRACE = 0.002
# UTF-16 of Latin letters: about half of the bytes are NUL, nearly all of them on one side of their pairs.
NULS = 0.3  # of the bytes
ONE_SIDED = 0.9  # of the NULs
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


def decoded(source: Source) -> str | Problem:
    """The text of `source`, or why there is none: it is empty, binary, or broken in its encoding."""
    data = source.data
    text = next((_marked(data, mark, encoding) for mark, encoding in MARKS if data.startswith(mark)), None)
    if text is None:
        text = _unmarked_utf16(data)
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = None if _is_broken_utf8(data) else _legacy(data)
            if text is None and not _is_binary(data):
                head = data[: error.start].decode("utf-8")
                message = f"not valid UTF-8: byte 0x{data[error.start]:02x} belongs to no character"
                return _problem(source, message, *place_of(head, len(head)))
    if text is None:
        return _problem(source, "binary content, not text")
    if not text.strip():
        return _problem(source, "empty: there is no text to read")
    if "\0" in text:
        return _problem(source, "a NUL character stands in the text", *place_of(text, text.index("\0")))
    return text


def _problem(source: Source, message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(path=source.path, line=line, column=column, message=message)


def _marked(data: bytes, mark: bytes, encoding: str) -> str | None:
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """The text of UTF-16 without a byte order mark, or None; a stray NUL in prose makes none."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even + odd < NULS * len(data) or max(even, odd) < ONE_SIDED * (even + odd):
        return None
    return _marked(data, b"", "utf-16-le" if odd > even else "utf-16-be")


def _is_broken_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a slip in it rather than another encoding: most of what is not ASCII fits."""
    fitting = sum(len(match) for match in _MULTIBYTE.findall(data))
    return fitting * 2 > sum(byte > 0x7F for byte in data)


def _is_binary(data: bytes) -> bool:
    return len(data) - len(data.translate(None, CONTROL)) > TRACE * len(data)


def _legacy(data: bytes) -> str | None:
    """The text in the likeliest of the older encodings, or None where none fits."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(LEGACY)).best()
    return None if best is None or _is_binary(data) else data.decode(best.encoding)
