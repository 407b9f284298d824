"""Annotating: findings, and what has been accepted → annotations at the words of the new articles.

A finding is told once in each new article that takes part in it, at its first figure there. Figures clash in pairs, of
who said which; a figure is quiet when each of its pairs has been accepted, and else only the open ones are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from consistency.annotations import ACCEPTANCE, Annotation, Place, Related
from consistency.model import SEVERITIES
from consistency.reconciliation.days import spelt
from consistency.reconciliation.table import origins_of
from consistency.reconciliation.wording import counted, figure, says, speaker
from consistency.rendering.verdicts import decided, reworded, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from consistency.checking.acceptances import Acceptance
    from consistency.decisions import Acceptances, Decision, Standing
    from consistency.model import Claim, Finding, Pair

MOST = 6  # opposing figures that are pointed to
QUOTED = 240  # characters of an opposing sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A new article. path: of its file. line: in it, where it is one of several, else None. text: where it is read.

    acceptances: those that stand in it.
    """

    document: str
    path: str
    line: int | None = None
    text: str | None = None
    acceptances: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What findings are annotated by. claims: each by its id. new: the new articles by document. places: the file, and
    the line in it, of documents that are no files. sheets: the rule's file of each of its facts, by id. standing: what
    the store says of a finding; archived: what is accepted in an article of the archive. put_right: by what
    claims were put right, by their ids, and how each was read first. whole: there is an archive, so that what matches
    nothing is idle. day: as of which acceptances hold.
    """

    claims: Callable[[str], Claim]
    new: Mapping[str, New]
    places: Mapping[str, tuple[str, int]]
    sheets: Mapping[str, str]
    standing: Callable[[Finding], Standing]
    archived: Callable[[str], Sequence[Acceptance]]
    put_right: Mapping[str, tuple[Decision, Claim]]
    whole: bool
    day: date


def annotated(findings: Iterable[Finding], setting: Setting) -> tuple[Annotation, ...]:
    """Every annotation: by severity, then by place, the accepted ones last; also acceptances that do not hold."""
    used: set[tuple[str, int]] = set()
    found = [one for finding in findings if finding.severity != "none" for one in _of_finding(finding, setting, used)]
    found += _of_acceptances(setting, used)
    return tuple(sorted(found, key=_weight))


def _weight(one: Annotation) -> tuple[object, ...]:
    place = one.place
    return (
        one.accepted is not None,
        SEVERITIES.index(one.severity),
        place.path,
        place.line,
        place.column,
        one.rule,
        one.id,
    )


def _of_finding(finding: Finding, setting: Setting, used: set[tuple[str, int]]) -> Iterator[Annotation]:
    """The annotations of one finding, one in each new article."""
    claims = [setting.claims(name) for side in finding.sides for name in side]
    ends = {name: _figure(setting.claims(name)) for pair in finding.pairs for name in (pair.a, pair.b)}
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.document in setting.new:
            by_document.setdefault(claim.document, []).append(claim)
    if not by_document:
        return
    standing = setting.standing(finding)
    for _, own in sorted(by_document.items()):
        told = [
            _told(claim, finding, ends, standing.accepted, setting, used)
            for claim in sorted(own, key=lambda claim: claim.start)
        ]
        still = [one for one in told if one.reason is None]
        if still:
            one = _open(finding, still, claims, setting)
            said = one.remark or _spoken(standing, one.fingerprints)
            put_right = (_put_right(claim, setting) for claim in claims if claim.claim_id in setting.put_right)
            yield replace(one, remark="; ".join(filter(None, (said, *put_right))) or None)
        else:
            kept = all(one.in_article for one in told)
            yield replace(_open(finding, told, claims, setting), accepted=told[0].reason, in_article=kept)


def _spoken(standing: Standing, told: Iterable[str]) -> str | None:
    """What reviewers say of a finding that is told all the same. told: the fingerprints of its pairs that are."""
    shown = set(told)
    said = [decided(one.decision) for one in standing.opinions if not one.pairs or not shown.isdisjoint(one.pairs)]
    said += ["reviewers corrected one of its figures differently"] if standing.contested else []
    return f"{'reviewers differ: ' if standing.differ and len(said) > 1 else ''}{'; '.join(said)}" if said else None


def _put_right(claim: Claim, setting: Setting) -> str:
    """Who has put a claim right, how, and how it was read first."""
    decision, first = setting.put_right[claim.claim_id]
    read = f"first read as {figure(first.quantity)}, {speaker(first)}"
    return f"“{claim.text}” in {claim.document}: {decided(decision)}: {reworded(decision)}; {read}"


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of a new article in a finding: its pairs that are told, why they are accepted, and what has run out.

    in_article: whether an article says why.
    """

    claim: Claim
    pairs: tuple[Pair, ...]
    reason: str | None
    over: str | None
    in_article: bool = False


def _told(
    claim: Claim,
    finding: Finding,
    ends: Mapping[str, object],
    accepted: Acceptances,
    setting: Setting,
    used: set[tuple[str, int]],
) -> _Told:
    own = [pair for pair in finding.pairs if _figure(claim) in (ends[pair.a], ends[pair.b])] or list(finding.pairs)
    holding, over = accepted.holding, accepted.over
    here = [one for one in setting.new[claim.document].acceptances if one.covers(finding.rule, claim.start)]
    used.update((claim.document, one.start) for one in here)
    valid = next((one for one in here if one.holds(setting.day)), None)
    still = tuple(
        pair for pair in own if pair.fingerprint not in holding and not _is_accepted_there(pair, finding.rule, setting)
    )
    run_out = [over[pair.fingerprint] for pair in still if pair.fingerprint in over]
    remarks = [
        f"it was accepted until {one.until}, which is over ({settled(replace(one, until=None))})" for one in run_out
    ]
    remarks += [f"it was accepted until {one.until}, which is over ({one.why})" for one in here]
    if own and not still:
        kept = next((settled(holding[pair.fingerprint]) for pair in own if pair.fingerprint in holding), None)
        return _Told(claim, tuple(own), kept or "in the other article", None, kept is None)
    if valid is not None:
        return _Told(claim, still, valid.why, None, True)
    return _Told(claim, still, None, remarks[0] if remarks else None)


def _is_accepted_there(pair: Pair, rule: str, setting: Setting) -> bool:
    """Whether an article of the archive accepts the pair at its own end."""
    for claim in (setting.claims(pair.a), setting.claims(pair.b)):
        if claim.document not in setting.new:
            there = setting.archived(claim.document)
            if any(one.covers(rule, claim.start) and one.holds(setting.day) for one in there):
                return True
    return False


def _open(finding: Finding, told: Sequence[_Told], claims: Sequence[Claim], setting: Setting) -> Annotation:
    pairs = {pair.fingerprint: pair for one in told for pair in one.pairs}
    own = {one.claim.claim_id for one in told}
    opposing = _opposing(finding, told, claims, setting)
    also = [one.claim for one in told[1:] if one.claim.claim_id in own]
    first = told[0].claim
    whole = len(pairs) == len(finding.pairs) or not opposing
    related = [Related(place=place(claim, setting), message=_said(claim)) for claim in opposing[:MOST]]
    beside = next((side for side in finding.sides if first.claim_id in side), ())
    related += [
        Related(
            place=place(claim, setting),
            message=f"here, too: “{claim.text}”" if claim.claim_id in beside else _said(claim),
        )
        for claim in also[:MOST]
    ]
    return Annotation(
        id=finding.id,
        rule=finding.rule,
        severity=finding.severity,
        verdict=finding.verdict,
        message=finding.message if whole else _message(finding, first, opposing),
        place=place(first, setting),
        related=tuple(related),
        fingerprints=tuple(sorted(pairs)),
        remark=next((one.over for one in told if one.over), None),
    )


def _opposing(finding: Finding, told: Sequence[_Told], claims: Sequence[Claim], setting: Setting) -> list[Claim]:
    """The claims at the other ends of the pairs, each once; where there are no pairs, those of the other sides."""
    figures = {_figure(one.claim) for one in told}
    named = [name for one in told for pair in one.pairs for name in (pair.a, pair.b)]
    others = {name: setting.claims(name) for name in named}
    found = [claim for claim in others.values() if _figure(claim) not in figures]
    if not found:
        own = {one.claim.claim_id for one in told}
        apart = [side for side in finding.sides if own.isdisjoint(side)] or [
            tuple(claim.claim_id for claim in claims if claim.claim_id not in own)
        ]
        found = [setting.claims(name) for side in apart for name in side]
    return sorted(
        found, key=lambda claim: (claim.document in setting.new, claim.published or "", claim.document, claim.start)
    )


def _message(finding: Finding, own: Claim, opposing: Sequence[Claim]) -> str:
    """The finding in a sentence, where only some of its pairs are told."""
    title, colon, _ = finding.message.partition(": ")
    said = [f"{speaker(claim)} {figure(claim.quantity)}" for claim in opposing[:3]]
    more = f" and {counted(len(opposing) - 3, 'other')}" if len(opposing) > 3 else ""
    head = f"{title}: " if colon else ""
    return f"{head}{says(speaker(own))} {figure(own.quantity)}, against {', '.join(said)}{more}."


def _said(claim: Claim) -> str:
    """Who says what, when, and in which article: the opposing quote."""
    quote = " ".join(claim.quote.split())
    quote = quote if len(quote) <= QUOTED else f"{quote[:QUOTED].rstrip()}…"
    when = f", as of {spelt(*(day.toordinal() for day in claim.as_of))}" if claim.as_of else ""
    where = ", ".join(word for word in (claim.outlet, claim.published) if word) or claim.document
    return f"{says(speaker(claim))} {figure(claim.quantity)}{when}: “{quote}” ({where})"


def _of_acceptances(setting: Setting, used: set[tuple[str, int]]) -> Iterator[Annotation]:
    """What is wrong with the acceptances in the new articles."""
    for article in setting.new.values():
        for one in article.acceptances:
            if one.mistake is None and ((article.document, one.start) in used or not setting.whole):
                continue
            idle = f"This acceptance is idle: nothing is left under {one.rule} that it accepts; take it out."
            where = _place_in(article, one.start, one.end)
            yield Annotation(
                id=ACCEPTANCE, rule=ACCEPTANCE, severity="warning", verdict=ACCEPTANCE, place=where,
                message=f"This acceptance does not hold: {one.mistake}." if one.mistake else idle,
            )  # fmt: skip


def _figure(claim: Claim) -> tuple[object, ...]:
    """Who says which figure, by which the claim of a pair stands for others that say the same."""
    interval = claim.quantity.interval
    ends = (interval.low, interval.high, interval.closed) if interval else None
    return origins_of(claim), ends, claim.quantity.unit, claim.quantity.approximate, claim.modality == "denied"


def place(claim: Claim, setting: Setting) -> Place:
    """Where a claim's words stand."""
    article = setting.new.get(claim.document)
    if article is not None and article.line is None and article.text is not None:
        return _place_in(article, claim.start, claim.end)
    if article is not None and article.line is not None:
        return Place(path=article.path, line=article.line, end_line=article.line)
    if claim.document in setting.places:
        path, line = setting.places[claim.document]
        return Place(path=path, line=line, end_line=line)
    lines = claim.text.split("\n")
    end_column = len(lines[-1]) + (claim.column if len(lines) == 1 else 1)
    return Place(
        path=setting.sheets.get(claim.claim_id, claim.document), line=claim.line, column=claim.column,
        end_line=claim.line + len(lines) - 1, end_column=end_column,
    )  # fmt: skip


def _place_in(article: New, start: int, end: int) -> Place:
    """Where characters of an article's file stand; lines end at line feeds."""
    text = article.text or ""
    (line, column), (end_line, end_column) = _line_and_column(text, start), _line_and_column(text, end)
    if article.line is not None:
        return Place(path=article.path, line=article.line, end_line=article.line)
    first, last = (_whole_line(text, at) for at in (start, end))
    return Place(
        path=article.path, line=line, column=column, end_line=end_line, end_column=end_column,
        first_line=first, last_line=last,
    )  # fmt: skip


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _whole_line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].rstrip("\r")
