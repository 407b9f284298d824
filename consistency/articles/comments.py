"""Comments: a text with HTML comments → the same with blanks in their place, so that every offset stays."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # what no reader sees


def uncommented(text: str) -> str:
    """The text as its readers see it, as long as it was."""
    return COMMENT.sub(lambda comment: " " * len(comment[0]), text) if "<!--" in text else text
