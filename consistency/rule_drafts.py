"""Drafts of rules: a kind → a commented starter; a report → a rule for each topic that several parties speak of.

A proposed rule is about what its figures have in common, behaves as the vocabulary says of its subject, and has the
sentences of its findings as examples, of which only those stand that the rule by itself gives again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from consistency.languages import codes
from consistency.model import RULE_KINDS as KINDS
from consistency.problems import UserError
from consistency.reconciliation.units import measured
from consistency.rule_tests import examples, run
from consistency.rulebook import parse_rule
from consistency.rulebook.keys import MEASURES
from consistency.vocabulary import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from consistency.model import Claim, Finding, Report, Topic

GENERAL = "any-figure"  # of whose topics rules are proposed
FLOWS = (", increase", ", decrease", ", projected", ", planned")  # topics within topics
EXAMPLES = 2  # of each verdict
SHOWN = ("contradiction", "denial", "explained", "change", "agreement")
WIDTH = 116  # columns of a rule file

# What each kind needs besides what all rules have, and a first example.
NEEDED = {
    "level": "about: {subject: soldier, of: KP, place: RU}   # which claims; every key given must fit",
    "sum": "whole: casualty          # what the parts add up to\nparts: [death, wounded]\nsame: [of, place, event]",
    "ceiling": "lower: death             # what may not be more than the upper\nupper: soldier\nsame: [of, place]",
    "share": "about: {subject: casualty, of: KP}   # of what a share is told\n"
    "whole: soldier                       # of what it is taken, where the text does not say",
    "conversion": "about: {dimension: area}   # which figures; without it all",
    "arithmetic": "about: {subject: job}      # which figures; without it all",
    "denial": "about: {subject: soldier, of: KP, place: RU}   # what is denied and asserted",
}
TIMED = """\
# measure: stock         # how the truth may move: {measures}; without it as the vocabulary says of the subject
# holds: 60 days         # how long a stock stays true after it was stated
# lag: 2 days            # how old a figure without a date may be when it is printed
"""
STARTER = """\
# What the rule compares, and what must hold, in a sentence or two.
title: A heading for readers
kind: {kind}{gap}# {means}
{needed}
{timed}# slack: 10%             # how far off an "about" may be
severity: warning        # error, warning, note or none
why: Why the figures must fit, for readers of a finding.

# Short articles and the verdict that they must give; `consistency rules test` runs them. One should fire (contradiction
# or denial) and one stay silent (agreement, explained, change or quiet).
# examples:
#   contradiction:
#     - - {{published: 2024-11-30, en: "A sentence of one article."}}
#       - {{published: 2024-12-02, hu: "Egy másik cikk mondata."}}
#   quiet:
#     - - {{published: 2024-11-30, en: "A sentence that is of something else."}}
"""


def starter(kind: str) -> str:
    """A rule file of a kind to begin from, with what each key means; it is a sound rule as it stands."""
    timed = TIMED.format(measures=", ".join(MEASURES)) if kind in ("level", "sum", "ceiling", "share", "denial") else ""
    gap = " " * max(1, 19 - len(kind))
    return STARTER.format(kind=kind, gap=gap, means=KINDS[kind], needed=NEEDED[kind], timed=timed)


def proposed(report: Report) -> dict[str, str]:
    """Rule files by name, for the topics that several parties speak of; raises UserError where there is none."""
    claims = {claim.claim_id: claim for claim in report.claims}
    found: dict[str, str] = {}
    for topic in report.topics:
        told = [claims[name] for name in topic.claims if name in claims]
        parties = {party for camp in topic.camps for party in camp.parties}
        apart = topic.rule != GENERAL or topic.topic.endswith(FLOWS)
        if apart or len(parties) < 2 or len({claim.document for claim in told}) < 2:
            continue
        name = _named(topic, found)
        about = [one for one in report.findings if (one.rule, one.topic) == (GENERAL, topic.topic)]
        text = _rule(name, topic, told, about)
        if text is not None:
            found[name] = text
    if not found:
        raise UserError("no topic of which several parties speak was found there; there is nothing to propose")
    return found


def _named(topic: Topic, taken: Mapping[str, str]) -> str:
    """A file's name from the title of a topic, in plain letters."""
    plain = unicodedata.normalize("NFKD", topic.title).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain.casefold())) or "topic"
    return next(name for name in (slug, *(f"{slug}-{at}" for at in range(2, 10_000))) if name not in taken)


def _rule(name: str, topic: Topic, claims: Sequence[Claim], findings: Sequence[Finding]) -> str | None:
    """The text of a rule for a topic, or None where its figures have no subject in common."""
    about = _about(claims)
    if "subject" not in about:
        return None
    by_id = {claim.claim_id: claim for claim in claims}
    stories: dict[str, list[Any]] = {}
    for finding in findings:
        if finding.verdict in SHOWN and len(stories.get(finding.verdict, ())) < EXAMPLES:
            story = _story(finding, by_id)
            if story is not None and _holds(name, about, finding.verdict, story):
                stories.setdefault(finding.verdict, []).append(story)
    articles = len({claim.document for claim in claims})
    comment = f"# Proposed from {articles} articles; see whether it is about what it should be, and say why."
    return f"{comment}\n{_text(topic.title, about, stories)}"


def _about(claims: Sequence[Claim]) -> dict[str, Any]:
    """What the figures of a topic have in common, as the keys of a rule."""
    subjects = Counter(canonical(claim.subject) for claim in claims if claim.subject)
    owners = {claim.of for claim in claims if claim.of}
    named = [claim.place for claim in claims if claim.place and len(claim.place[0]) == 2]
    places: Counter[tuple[str, ...]] = Counter(named)
    events = Counter(claim.event for claim in claims if claim.event)
    found: dict[str, Any] = {}
    if subjects:
        found["subject"] = subjects.most_common(1)[0][0]
    if len(owners) == 1 and all(claim.of for claim in claims):
        found["of"] = owners.pop()
    if places:
        often = max(places.values())
        commonest = ((len(place), place) for place, times in places.items() if times == often)
        found["place"] = list(min(commonest)[1])
    if events and sum(events.values()) == len(claims) and len(events) == 1:
        found["event"] = next(iter(events))
    kinds = measured(claims[0].quantity.unit).kinds
    if kinds and kinds[0] != "count":
        found["dimension"] = kinds[0]
    return found


def _story(finding: Finding, claims: Mapping[str, Claim]) -> list[dict[str, str]] | None:
    """The sentences of a finding as the articles of an example, one for each side."""
    told = [next((claims[name] for name in side if name in claims), None) for side in finding.sides]
    sentences = [claim for claim in told if claim is not None and claim.published and claim.language in codes()]
    if len(sentences) < 2 or len({claim.document for claim in sentences}) < 2:
        return None
    return [_article(claim) for claim in sentences[:4]]


def _article(claim: Claim) -> dict[str, str]:
    outlet = {"outlet": claim.outlet} if claim.outlet else {}
    return {"published": str(claim.published), **outlet, str(claim.language): " ".join(claim.quote.split())}


def _holds(name: str, about: Mapping[str, Any], verdict: str, story: list[dict[str, str]]) -> bool:
    """Whether the rule by itself gives the verdict on its example."""
    text = _text("A proposal", about, {verdict: [story]})
    rule, _ = parse_rule(text, f"{name}.yaml")
    return rule is not None and all(run(example, rule).passed for example in examples(rule))


def _text(title: str, about: Mapping[str, Any], stories: Mapping[str, list[Any]]) -> str:
    """The rule as YAML, its keys in the order of the docs."""
    parts: list[dict[str, Any]] = [
        {"title": title}, {"kind": "level"}, {"about": dict(about)}, {"severity": "warning"},
        {"why": "Proposed, as several parties give figures for this."},
    ]  # fmt: skip
    parts += [{"examples": {verdict: stories[verdict] for verdict in SHOWN if verdict in stories}}] if stories else []
    return "".join(_dumped(part) for part in parts)


def _dumped(part: dict[str, Any]) -> str:
    if "about" in part:  # a selection stands in one line
        return f"about: {yaml.safe_dump(part['about'], allow_unicode=True, sort_keys=False, default_flow_style=True)}"
    return str(yaml.safe_dump(part, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False))
