"""Language: a text → the code of the language pack that reads it.

The commonest words decide first, in well under a millisecond; the model of py3langid takes over half a second to
load, so it is asked only where the vote is close, or where a pack's commonest words are not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.articles.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 4  # votes; fewer decide nothing
CLEAR = 3  # times as many votes as the runner-up
LOOKED_AT = 8000  # characters; the head of an article tells its language


def detect(text: str, languages: Sequence[str]) -> str | None:
    """The likeliest of `languages` (codes) for `text`, or None where no letter is in it."""
    head = text[:LOOKED_AT]
    if not any(character.isalpha() for character in head):
        return None
    if len(languages) == 1:
        return languages[0]
    return voted(head, languages) or _modelled(head, languages)


def voted(text: str, languages: Sequence[str]) -> str | None:
    """The language whose commonest words clearly lead, or None where none does or one language's are unknown.

    A word that is common in two of the languages ("a", "in") votes for neither.
    """
    common = {language: words(language).frequent for language in languages}
    if not all(common.values()):
        return None
    tokens = re.findall(r"[^\W\d_]+", text.casefold())
    votes = {}
    for language, own in common.items():
        others = frozenset().union(*(theirs for other, theirs in common.items() if other != language))
        votes[language] = sum(token in own and token not in others for token in tokens)
    first, second = sorted(votes, key=lambda language: -votes[language])[:2]
    return first if votes[first] >= max(ENOUGH, CLEAR * votes[second]) else None


def _modelled(text: str, languages: Sequence[str]) -> str | None:
    import py3langid  # type: ignore[import-untyped]  # it ships no types

    try:
        py3langid.set_languages(list(languages))
    except ValueError:  # a pack for a language that the model does not know
        return None
    return str(py3langid.classify(text)[0])
