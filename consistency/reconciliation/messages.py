"""Messages: a verdict → one sentence that a newspaper reader understands. It says what differs, never who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.reconciliation.days import spelt
from consistency.reconciliation.hints import hint
from consistency.reconciliation.units import measured
from consistency.reconciliation.wording import (
    as_of,
    counted,
    denies,
    figure,
    listed,
    measure,
    number,
    parties_named,
    says,
    speaker,
    speakers,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.model import Claim, Gap
    from consistency.reconciliation.flows import Account, Flow
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.verdicts import Clash
    from consistency.reconciliation.voices import Voice

STAGES = 4  # of a sequence that a message names
FIGURES = 2  # of one side that a message names


def clash(found: Clash, sides: Sequence[Sequence[Voice]], gap: Gap | None, matter: Matter) -> str:
    """What differs, between whom, by how much and since when."""
    if found.verdict == "change":
        return f"{matter.title}: {_sequence(sides, matter)}."
    if found.verdict == "denial":
        return f"{matter.title}: {_denial(sides, matter)}."
    told = ", ".join(_side(side, matter, first=not at) for at, side in enumerate(sides))
    least = "at least " if len(sides) > 2 else ""
    apart = [f"{least}{measure(number(gap.absolute), gap.unit)} apart"] if gap and gap.absolute else []
    when = as_of([_nearest(side).stated for side in sides])
    facts = ", ".join(part for part in (*apart, when) if part)
    message = f"{matter.title}: {told}" + (f": {facts}" if facts else "")
    if found.telling is not None:
        return f"{message}{found.telling.message}."
    if found.account is not None:
        return f"{message}; {_explanation(found.account, matter)}."
    slip = _slip(sides, matter) if len(sides) == 2 else None
    return f"{message}; {slip}." if slip else f"{message}."


def agreement(voices: Sequence[Voice], parties: Sequence[str], matter: Matter) -> str:
    """Who agrees, on what, and how many of them are independent."""
    articles = len({text for voice in voices for text in voice.texts})
    figures = list(dict.fromkeys(figure(matter.claim(voice.rows[0]).quantity) for voice in voices))
    said = listed([*figures[:3], f"{len(figures) - 3} other figures"] if len(figures) > 4 else figures)
    who = speakers(matter.claim(voice.rows[0]) for voice in voices)
    named = parties_named(parties, (origin for voice in voices for origin in voice.origins))
    return (
        f"{matter.title}: the figures of {who} ({said}) can all be true at once: {counted(articles, 'article')}, "
        f"{counted(len(parties), 'independent party')} ({named})."
    )


def _side(side: Sequence[Voice], matter: Matter, first: bool = False) -> str:
    """ "Zelensky says more than 3,000"; of several figures on a side those that most speak for come first."""
    groups: dict[str, list[Claim]] = {}
    for voice in side:
        claim = matter.claim(voice.rows[0])
        groups.setdefault(figure(claim.quantity), []).append(claim)
    told: list[str] = []
    last = ""
    for said, claims in sorted(groups.items(), key=lambda item: -len(item[1]))[:FIGURES]:
        who = speakers(claims)
        spoken = f"{_capital(says(who))} " if first and not told else f"{who} "
        named = "" if who == last else spoken
        told.append(f"{named}{said}")
        last = who
    more = [counted(len(groups) - FIGURES, "other figure")] if len(groups) > FIGURES else []
    return listed([*told, *more])


def _nearest(side: Sequence[Voice]) -> Voice:
    return max(side, key=lambda voice: (len(voice.rows), -voice.first))


def _sequence(sides: Sequence[Sequence[Voice]], matter: Matter) -> str:
    """ "1 million (UNHCR, 3 March 2022), then more than 2.5 million (UNHCR, 11 March 2022)"."""
    told = [_stage(voice, matter) for voice in sorted(map(_nearest, sides), key=lambda voice: voice.stated)]
    if len(told) > STAGES:
        told = [*told[: STAGES - 1], f"{counted(len(told) - STAGES, 'figure')} more", told[-1]]
    return ", then ".join(told)


def _stage(voice: Voice, matter: Matter) -> str:
    claim = matter.claim(voice.rows[0])
    said = figure(claim.quantity)
    if claim.modality == "denied":
        said = "a denial that there are any" if claim.quantity.interval is None else f"a denial of {said}"
    return f"{said} ({speaker(claim)}, {spelt(*voice.stated)})"


def _denial(sides: Sequence[Sequence[Voice]], matter: Matter) -> str:
    denials, asserted = sides
    claims = [matter.claim(voice.rows[0]) for voice in denials]
    quantity = claims[0].quantity
    denied = "that there are any" if quantity.interval is None else figure(quantity)
    who = speakers(claims)
    return f"{_capital(denies(who))} {denied}, {_says(asserted, matter)}"


def _says(side: Sequence[Voice], matter: Matter) -> str:
    told = _side(side, matter, first=True)
    return told[:1].lower() + told[1:] if told.startswith("An ") else told


def _explanation(account: Account, matter: Matter) -> str:
    """What accounts for the difference: "the increase of about 3,000 in January to February 2025 accounts for it"."""
    named = [_flow(flow, matter) for flow, _ in account.steps]
    named += [f"losses of up to {measure(number(loss.most), matter.group.unit)}" for loss in account.losses]
    verb = "accounts" if len(named) == 1 and account.steps else "account"
    return f"{listed(named)} {verb} for the difference"


def _flow(flow: Flow, matter: Matter) -> str:
    claims = [matter.claim(row) for row in flow.rows]
    what = "increase" if flow.sign > 0 else "decrease"
    days = [claim.as_of for claim in claims if claim.as_of]
    when = spelt(days[0][0].toordinal(), days[0][1].toordinal()) if days else spelt(flow.first, flow.last)
    return f"the {what} of {figure(claims[0].quantity)} ({speakers(claims)}, {when})"


def _slip(sides: Sequence[Sequence[Voice]], matter: Matter) -> str | None:
    """A likely slip between two figures."""
    one, other = (_nearest(side) for side in sides)
    return hint(one.said, other.said, measured(matter.group.unit).dimension)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
