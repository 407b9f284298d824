"""Article text → text that cannot act on whatever shows it, character for character.

An article may hold NULs, terminal escapes, and bidirectional overrides that make a quote read backwards
("Trojan Source", CVE-2021-42574). Each such character is shown as U+FFFD, so that offsets into a quote still
hold. Escaping for HTML, Markdown or a spreadsheet is each renderer's own business.
"""

from __future__ import annotations

REPLACEMENT = "\ufffd"
KEPT_CONTROLS = "\t\n"
BIDI_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides and isolates
SURROGATES = range(0xD800, 0xE000)  # lone ones cannot be written as UTF-8

_TABLE = {
    **{code: REPLACEMENT for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in KEPT_CONTROLS},
    **dict.fromkeys(BIDI_CONTROLS, REPLACEMENT),
    **dict.fromkeys(SURROGATES, REPLACEMENT),
    **dict.fromkeys((0x2028, 0x2029), " "),  # line separators, which end a line in some readers and not in others
}


def inert(text: str) -> str:
    """`text` of the same length, with controls, overrides and lone surrogates replaced."""
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    """`inert(text)` with every run of white space as one space."""
    return " ".join(inert(text).split())
