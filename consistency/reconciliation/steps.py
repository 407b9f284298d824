"""Steps: a verdict → the lines that retell it: how each figure was read, widened and dated, and what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consistency.reconciliation.agreements import camp_of, parties
from consistency.reconciliation.days import EVER, NEVER, spelt
from consistency.reconciliation.wording import (
    as_of,
    counted,
    denies,
    figure,
    parties_named,
    says,
    speaker,
    speakers,
    unit_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from consistency.reconciliation.flows import Account
    from consistency.reconciliation.matters import Matter
    from consistency.reconciliation.verdicts import Clash
    from consistency.reconciliation.voices import Voice

MOST = 12  # voices that are retold one by one


def clash(
    found: Clash, sides: Sequence[Sequence[Voice]], opposed: Sequence[tuple[int, int]], matter: Matter
) -> tuple[str, ...]:
    """Each step that led to the verdict."""
    voices = [voice for side in sides for voice in side]
    return (*_readings(voices, matter), *_verdict(found, opposed, matter), *_why(matter))


def agreement(members: Sequence[Voice], matter: Matter) -> tuple[str, ...]:
    """Each step that led to an agreement."""
    camp = camp_of(members, matter)
    when = f" as of {spelt(*(day.toordinal() for day in camp.as_of))}" if camp.as_of else ""
    whole = [voice for voice in members if voice.part is None]
    told = [f"All of these share {camp.interval}{when}."]
    if len(whole) < len(members):
        told.append("A part of the whole is in the camp as a lower bound and lends it no party.")
    articles = len({text for voice in whole for text in voice.texts})
    known = sorted(parties(members))
    named = parties_named(known, (origin for voice in whole for origin in voice.origins))
    told.append(f"{counted(articles, 'article')}, {counted(len(known), 'independent party')}: {named}.")
    return (*_readings(members, matter), *told, *_why(matter))


def _why(matter: Matter) -> Iterator[str]:
    if matter.rule.why:
        yield f"The rule says: {' '.join(matter.rule.why.split())}"


def _readings(voices: Sequence[Voice], matter: Matter) -> Iterator[str]:
    for voice in voices[:MOST]:
        yield _reading(voice, matter)
    if len(voices) > MOST:
        yield f"{counted(len(voices) - MOST, 'other figure')} take part as well."


def _reading(voice: Voice, matter: Matter) -> str:
    """How one figure became a box in time and value."""
    claim = matter.claim(voice.rows[0])
    denied = claim.modality == "denied"
    said = f"{(denies if denied else says)(speaker(claim))} {figure(claim.quantity)} (“{claim.text}”)"
    said += f" in {counted(len(voice.texts), 'article')}" if len(voice.texts) > 1 else ""
    parts = [said] if claim.quantity.interval is None else [said, *_value(voice, matter)]
    return f"{'; '.join([*parts, *_time(voice, matter)])}."


def _value(voice: Voice, matter: Matter) -> Iterator[str]:
    if voice.unit != matter.group.unit:
        yield f"converted from {unit_words(voice.unit)} to {unit_words(matter.group.unit)}: {voice.said}"
    if voice.part is not None:
        yield f"a part of the whole ({voice.part.spelt()}), so that the whole is at least as large: {voice.interval}"
    elif voice.interval != voice.said:
        yield f"read as {voice.said}, widened to {voice.interval}{' as it is approximate' if voice.approximate else ''}"
    else:
        yield f"read as {voice.interval}, not widened"


def _time(voice: Voice, matter: Matter) -> Iterator[str]:
    if voice.since <= NEVER:
        yield "one true value, whatever the date"
        return
    yield as_of([voice.stated])
    if voice.first < voice.stated[0]:
        yield f"undated, so that it may be {counted(voice.stated[0] - voice.first, 'day')} old"
    if voice.until > voice.last:
        yield f"holds until {spelt(voice.until, voice.until) if voice.until < EVER else 'taken back'}"
    if voice.gone == voice.until < EVER and matter.behaviour.measure != "constant":
        yield "when its party gave another figure"


def _verdict(found: Clash, opposed: Sequence[tuple[int, int]], matter: Matter) -> Iterator[str]:
    """What the figures are to each other."""
    if found.telling is not None:
        yield from found.telling.steps
        return
    if found.verdict == "denial":
        yield "What is denied is said to be by others, and both hold at the same time."
        return
    if not opposed:
        return
    one, other = (found.voices[at] for at in opposed[0])
    if found.account is not None:
        yield from _sum(one, found.account, matter)
        yield f"That meets {other.interval}."
    elif found.verdict == "change":
        yield _movement(matter)
    else:
        yield f"{one.interval} and {other.interval} share no number."
        yield _simultaneity(one, other, matter)


def _movement(matter: Matter) -> str:
    if matter.behaviour.measure == "total":
        return "A total may rise from one figure to the next, and whoever gave a figure may revise it."
    return "One no longer holds when the other begins, or one party updates its own figure."


def _simultaneity(one: Voice, other: Voice, matter: Matter) -> str:
    measure = matter.behaviour.measure
    if measure == "total":
        return "A total never falls, and on no days that they may speak for does the lower figure come first."
    if measure == "constant":
        return "There is one true value."
    since, until = max(one.since, other.since), min(one.until, other.until)
    return f"Both hold {spelt(since, until)}, and no flow accounts for the difference."


def _sum(one: Voice, account: Account, matter: Matter) -> Iterator[str]:
    """The flows, added to the earlier level."""
    terms = [str(one.interval)]
    for flow, amount in account.steps:
        claims = [matter.claim(row) for row in flow.rows]
        what = "increase" if flow.sign > 0 else "decrease"
        part = "" if amount == flow.amount else ", from nothing to all as it overlaps the period of a level"
        when = spelt(flow.first, flow.last)
        yield f"{speakers(claims)}: {what} of {figure(claims[0].quantity)}, {when}{part}: {amount}."
        terms.append(f"{'+' if flow.sign > 0 else '-'} {amount}")
    for loss in account.losses:
        yield f"Losses ({loss.what.replace('_', ' ')}) are subtracted from nothing to all of {loss.most:,.10g}."
        terms.append(f"- [0, {loss.most:,.10g}]")
    yield f"{' '.join(terms)} = {account.reached}."
