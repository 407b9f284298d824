"""A form as a browser sends it → what it asks for; a claim → what the form that corrects it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from consistency.decisions.words import one_name
from consistency.rendering import wording
from consistency.rendering.inert import one_line

if TYPE_CHECKING:
    from starlette.requests import Request

    from consistency.model import Claim

MOST_FIELDS = 50
FIELDS = ("figure", "source", "first", "last", "subject", "place")
CORRECT, STRIKE = "misread", "struck"


@dataclass(frozen=True, slots=True)
class Form:
    """fields: by name, of two with one name the last."""

    fields: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def by(self) -> str:
        """The name that it gives, or ""."""
        return one_name(self["by"])

    @property
    def typed(self) -> dict[str, str]:
        """What a reviewer has typed of a decision, to be shown again."""
        return {name: self[name] for name in ("why", "note", "only") if self[name].strip()}

    @property
    def shown(self) -> dict[str, str]:
        """The claims that its page showed."""
        return {side: self[side] for side in ("a", "b")}

    def changed(self, claim: Claim) -> dict[str, str]:
        """What a form that corrects a claim says otherwise than it did when it was shown."""
        shown = as_shown(claim)
        told = {name: self[name] for name in FIELDS if name in self.fields and one_line(self[name]) != shown[name]}
        if "first" in told or "last" in told:
            told |= {name: self[name] for name in ("first", "last")}
        return told


async def sent(request: Request) -> Form:
    """The form of a request; one with more fields than any of ours is empty."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return Form(dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)))
    except ValueError:
        return Form()


def as_shown(claim: Claim) -> dict[str, str]:
    """What the form for a correction holds before anything is changed in it."""
    days = claim.as_of
    told = {
        "figure": wording.quantity(claim.quantity),
        "source": claim.source or "",
        "first": days[0].isoformat() if days else "",
        "last": days[1].isoformat() if days else "",
        "subject": (claim.subject or "").replace("_", " "),
        "place": ", ".join(wording.territory(name) for name in reversed(claim.place)),
    }
    return {name: one_line(value) for name, value in told.items()}


def number(given: str | None) -> int:
    """The number of a page; 1 where none is told."""
    return int(given) if given is not None and given.isascii() and given.isdigit() and len(given) < 9 else 1


def within(where: str) -> str:
    """An address of these pages; any other leads to the queue."""
    return where if where.startswith("/") and not where.startswith(("//", "/\\")) and where.isprintable() else "/"
