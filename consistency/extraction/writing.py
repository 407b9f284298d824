"""Writing out: the drafts of an article → its claims, each with its id, its place in the text and its quote."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import regex

from consistency.articles.sketch import sketch
from consistency.model import Article, Claim, Link
from consistency.problems import Problem

if TYPE_CHECKING:
    from consistency.extraction.drafts import Draft
    from consistency.extraction.folding import Folded
    from consistency.extraction.origins import Origin

ID_BYTES = 8
FIELD_MARK = "\x1f"  # stands between the parts of an id and in none of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the claims of one article share. lines: offsets of its line breaks; own: who speaks unnamed."""

    folded: Folded
    ids: dict[int, str]
    own: Origin
    via: str | None
    lines: list[int]
    sketch: str


def written(
    folded: Folded, drafts: list[Draft], own: Origin, via: str | None
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of the drafts; one whose span does not re-match the article is withheld and listed as a problem.

    own: the origin of what nobody is named for. via: the agency or outlet that the article relays.
    """
    if not drafts:
        return (), ()
    article = folded.original
    lines = [match.start() for match in regex.finditer("\n", article.text)]
    ids = _ids(folded.article, drafts)
    sheet = Sheet(folded=folded, ids=ids, own=own, via=via, lines=lines, sketch=sketch(article.text))
    claims, problems = [], []
    for draft in drafts:
        claim = _claim(sheet, draft)
        if article.text[claim.start : claim.end] == claim.text and claim.text in claim.quote:
            claims.append(claim)
        else:
            message = "a claim's words do not re-match the article"
            problems.append(Problem(path=article.path, line=claim.line, column=claim.column, message=message))
    return tuple(claims), tuple(problems)


def _claim(sheet: Sheet, draft: Draft) -> Claim:
    article, counted = sheet.folded.original, draft.counted
    origin = draft.origin or sheet.own
    start, end = sheet.folded.span(draft.start, draft.end)
    quote_start, quote_end = sheet.folded.span(draft.sentence.start, draft.sentence.end)
    line = bisect_right(sheet.lines, start - 1)
    line_start = sheet.lines[line - 1] + 1 if line else 0
    return Claim(
        claim_id=sheet.ids[id(draft)],
        document=article.document,
        title=article.title,
        outlet=article.outlet,
        language=article.language,
        published=article.published,
        in_title=draft.sentence.in_title,
        start=start,
        end=end,
        text=article.text[start:end],
        quote=article.text[quote_start:quote_end],
        quote_start=quote_start,
        line=line + 1,
        column=start - line_start + 1,
        quantity=draft.quantity,
        subject=counted.subject,
        of=counted.of,
        place=draft.place,
        predicate=counted.predicate,
        event=draft.event,
        kind=draft.kind,
        modality=draft.modality,
        source=draft.source,
        origins=origin.names,
        parties=origin.parties,
        via=origin.relay or sheet.via,
        as_of=draft.as_of,
        said_on=draft.said_on,
        sketch=sheet.sketch,
        inferred=draft.inferred(),
        links=tuple(Link(to=sheet.ids[id(other)], kind=kind) for kind, other in draft.links if id(other) in sheet.ids),
    )


def _ids(article: Article, drafts: list[Draft]) -> dict[int, str]:
    """A claim's id is made from its document, sentence and words, so that text elsewhere does not change it."""
    ids: dict[int, str] = {}
    seen: dict[tuple[str, str], int] = {}
    for draft in drafts:
        quote = " ".join(article.text[draft.sentence.start : draft.sentence.end].split())
        key = (quote, article.text[draft.start : draft.end])
        seen[key] = seen.get(key, 0) + 1
        digest = blake2b(
            FIELD_MARK.join((article.document, *key, str(seen[key]))).encode("utf-8", "surrogatepass"),
            digest_size=ID_BYTES,
        )
        ids[id(draft)] = digest.hexdigest()
    return ids
