"""A report made by hand, of sentences of our own, and the same report in the words of an attacker."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from consistency.intervals import Closed, Interval
from consistency.model import Camp, Claim, Days, Finding, Gap, Pair, Quantity, Report, Topic, Uncompared, Words
from consistency.problems import Problem

TROOPS, CASUALTIES, LAND, AID = "soldier/KP/RU", "casualty/KP/RU", "territory/UA/RU-Kursk", "aid/US"


def days(first: str, last: str | None = None) -> Days:
    return date.fromisoformat(first), date.fromisoformat(last or first)


def between(low: float | None, high: float | None, closed: Closed = "both") -> Interval:
    return Interval(low=low, high=high, closed=closed)


def claim(claim_id: str, sentence: str, interval: Interval | None, **fields: Any) -> Claim:
    """A claim whose figure stands in [brackets] in its sentence; the sentence begins its article's third line."""
    before, _, rest = sentence.partition("[")
    text, _, after = rest.partition("]")
    quantity = {name: fields.pop(name) for name in ("unit", "approximate", "vague", "resolution") if name in fields}
    known: dict[str, Any] = {
        "document": "seeds/" + claim_id.split("-")[0] + ".txt",
        "language": "en",
        "quote": before + text + after,
        "quote_start": 40,
        "start": 40 + len(before),
        "end": 40 + len(before) + len(text),
        "line": 3,
        "column": len(before) + 1,
        "quantity": Quantity(interval=interval, **quantity),
    }
    return Claim(claim_id=claim_id, text=text, **{**known, **fields})


def troops(claim_id: str, sentence: str, interval: Interval | None, **fields: Any) -> Claim:
    return claim(claim_id, sentence, interval, **{"subject": "soldier", "of": "KP", "place": ("RU",), **fields})


def losses(claim_id: str, sentence: str, interval: Interval | None, **fields: Any) -> Claim:
    return claim(claim_id, sentence, interval, subject="casualty", of="KP", place=("RU", "Kursk"), **fields)


def contingent() -> list[Claim]:
    november: dict[str, Any] = {"published": "2024-11-30T10:12", "outlet": "Morning Post"}
    april: dict[str, Any] = {"published": "2025-04", "outlet": "Evening Wire"}
    return [
        troops(
            "a-joint",
            "Seoul and Washington together estimate that [more than 10,000 North Korean soldiers] are in Russia.",
            between(10_000, None, "neither"), source="Seoul and Washington", origins=("South Korea", "US"),
            parties=("KR", "US"), modality="estimated", **november,
        ),
        troops(
            "a-pentagon", "The Pentagon now counts [11,000 to 12,000 soldiers] there.", between(11_000, 12_000),
            source="Pentagon", origins=("Pentagon",), parties=("US",), as_of=days("2024-11-30"), **november,
        ),
        troops(
            "a-seoul", "South Korea puts it at [the same number].", between(11_000, 12_000),
            source="South Korea", origins=("South Korea",), parties=("KR",), **november,
        ),
        troops(
            "b-autumn", "About [12,000 soldiers] fought in Kursk last autumn, the general said.",
            between(12_000, 12_000),
            source="the general", origins=("Ukrainian General Staff",), parties=("UA",), place=("RU", "Kursk"),
            as_of=days("2024-09-01", "2024-11-30"), approximate=True, **april,
        ),
        troops(
            "b-more", "Another [3,000] arrived in January and February.", between(3_000, 3_000), kind="increase",
            source="Joint Chiefs", origins=("South Korean Joint Chiefs",), parties=("KR",),
            as_of=days("2025-01-01", "2025-02-28"), **april,
        ),
        troops(
            "b-general", "By now there are [more than 12,000], the general confirmed.",
            between(12_000, None, "neither"),
            source="the general", origins=("Ukrainian General Staff",), parties=("UA",), **april,
        ),
        troops(
            "c-denial", "The ambassador denied that [North Korean troops] were present at all.", None,
            modality="denied",
            source="the ambassador", origins=("Russia",), parties=("RU",), published="2024-12-02",
        ),
        troops(
            "c-forecast", "The contingent could grow to [100,000], a Ukrainian envoy warned.",
            between(None, 100_000, "right"),
            modality="projected", source="a Ukrainian envoy", origins=("Ukraine",), parties=("UA",),
            published="2024-12-02",
        ),
    ]  # fmt: skip


def toll() -> list[Claim]:
    return [
        losses(
            "d-kyiv", "Zelensky spoke of [over 3,000 killed and wounded] in Kursk.", between(3_000, None, "neither"),
            source="Zelensky", origins=("Zelensky",), parties=("UA",), published="2024-12-23", resolution=1000,
        ),
        losses(
            "e-seoul", "A szöuli vezérkar szerint [mintegy 1100 észak-koreai katona] esett el vagy sebesült meg.",
            between(1_100, 1_100), approximate=True, language="hu", source="szöuli vezérkar",
            origins=("South Korean Joint Chiefs",), parties=("KR",), published="2024-12-23",
        ),
    ]  # fmt: skip


def others() -> list[Claim]:
    land: dict[str, Any] = {"subject": "territory", "of": "UA", "place": ("RU", "Kursk"), "language": "hu"}
    return [
        claim(
            "f-square", "Ukrajna [1300 négyzetkilométert] tart ellenőrzése alatt.", between(1_300, 1_300),
            unit="kilometer ** 2", source="Szirszkij", origins=("Syrskyi",), parties=("UA",),
            published="2024-08-27", **land,
        ),
        claim(
            "g-miles", "Kyiv's forces hold [close to 500 square miles], analysts at a think tank wrote.",
            between(500, 500), unit="mile ** 2", approximate=True, source="analysts", origins=("think tank",),
            parties=("think tank",), published="2024-08-30", **{**land, "language": "en"},
        ),
        claim(
            "h-aid", "Congress passed a package of [$61 billion].", between(61e9, 61e9), unit="USD", subject="aid",
            of="US", origins=("Morning Post",), parties=("Morning Post",), published="2024-04-24",
        ),
        claim(
            "i-third", "A third of them, or [33.3 percent], never returned.", between(33.3, 33.3), unit="percent",
            document="https://news.example/returned?id=1&page=2", published="2025",
        ),
    ]  # fmt: skip


def topics() -> tuple[Topic, ...]:
    shared = Camp(
        claims=("a-joint", "a-pentagon", "a-seoul", "b-autumn"), interval=between(11_000, 12_000),
        origins=("Pentagon", "South Korea"), parties=("KR", "US"), as_of=days("2024-11-30"),
    )  # fmt: skip
    later = Camp(
        claims=("b-general",), interval=between(12_000, None, "neither"), origins=("Ukrainian General Staff",),
        parties=("UA",), as_of=days("2025-04-01", "2025-04-30"),
    )  # fmt: skip
    tolls = [
        Camp(claims=(one,), interval=interval, origins=(origin,), parties=(party,), as_of=days("2024-12-23"))
        for one, interval, origin, party in (
            ("d-kyiv", between(3_000, None, "neither"), "Zelensky", "UA"),
            ("e-seoul", between(990, 1_210), "South Korean Joint Chiefs", "KR"),
        )
    ]
    area = Camp(
        claims=("f-square", "g-miles"), interval=between(1_250, 1_350), origins=("Syrskyi", "think tank"),
        parties=("UA", "think tank"), as_of=days("2024-08-27", "2024-08-30"),
    )  # fmt: skip
    return (
        Topic(
            rule="north-korean-troops-in-russia", topic=TROOPS, title="North Korean troops in Russia", unit="count",
            claims=tuple(one.claim_id for one in contingent()), camps=(shared, later),
            uncompared=(Uncompared(claim="c-forecast", why="a projection, whose date has not come"),),
        ),
        Topic(
            rule="north-korean-casualties", topic=CASUALTIES, title="North Korean casualties in Kursk", unit="count",
            claims=("d-kyiv", "e-seoul"), camps=tuple(tolls), uncompared=(),
        ),
        Topic(
            rule="kursk-territory", topic=LAND, title="Russian territory held by Ukraine in Kursk",
            unit="kilometer ** 2", claims=("f-square", "g-miles"), camps=(area,), uncompared=(),
        ),
        Topic(
            rule="any-figure", topic=AID, title="Aid of the United States", unit="USD", claims=("h-aid",),
            camps=(), uncompared=(Uncompared(claim="h-aid", why="the only figure of its topic"),),
        ),
    )  # fmt: skip


def findings() -> tuple[Finding, ...]:
    common: dict[str, Any] = {"rule": "north-korean-troops-in-russia", "topic": TROOPS, "gap": None}
    return (
        Finding(
            id="7d3a", verdict="agreement", severity="none", sides=(("a-pentagon", "a-seoul"),), pairs=(),
            words=Words.said(
                "The Pentagon and South Korea agree: 11,000–12,000 on 30 Nov 2024.",
                ("11,000–12,000 is a stated range and does not widen", "Both hold on 30 Nov 2024"),
            ), **common,
        ),
        Finding(
            id="90c1", verdict="explained", severity="note", sides=(("a-pentagon",), ("b-general",)),
            pairs=(Pair(fingerprint="fp-2", a="a-pentagon", b="b-general"),),
            words=Words.said(
                "The general's more than 12,000 follows from the Pentagon's 11,000–12,000 and 3,000 more.",
                ("3,000 arrived in Jan–Feb 2025", "11,000–12,000 and 3,000 make 14,000–15,000"),
            ), **common,
        ),
        Finding(
            id="b2f8", verdict="denial", severity="warning",
            sides=(("c-denial",), ("a-joint", "a-pentagon", "a-seoul")),
            pairs=(Pair(fingerprint="fp-3", a="c-denial", b="a-pentagon"),),
            words=Words.said(
                "The ambassador denies what the Pentagon and South Korea assert.",
                ("A denied existence opposes every figure above zero while it holds",),
            ), **common,
        ),
        Finding(
            id="e5a4", rule="north-korean-casualties", topic=CASUALTIES, verdict="contradiction", severity="error",
            sides=(("d-kyiv",), ("e-seoul",)), pairs=(Pair(fingerprint="fp-1", a="d-kyiv", b="e-seoul"),),
            gap=Gap(absolute=1_900, ratio=3_000 / 1_100, unit="count"),
            words=Words.said(
                "Zelensky's more than 3,000 and the South Korean Joint Chiefs' about 1,100 cannot both be true "
            "on 23 Dec 2024.",
                ("About 1,100 widens by 10% to 990–1,210", "Both were published on 23 Dec 2024"),
            ),
        ),
        Finding(
            id="f001", rule="kursk-territory", topic=LAND, verdict="agreement", severity="none",
            sides=(("f-square", "g-miles"),), pairs=(), gap=None,
            words=Words.said(
                "1,300 km² and about 500 square miles are the same area.",
                ("500 sq mi are 1,295 km²",),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def report() -> Report:
    """Seven articles on troops, casualties, land and aid, with every verdict that a reader meets first."""
    return Report(
        articles=9,
        claims=tuple(sorted((*contingent(), *toll(), *others()), key=lambda one: (one.document, one.start))),
        rules=(),
        topics=topics(),
        findings=findings(),
        problems=(Problem(path="seeds/broken.txt", line=1, column=7, message="not UTF-8 from here on"),),
    )


ATTACK = (
    "<script>alert(1)</script>\"><img src=x onerror=alert(2)> ]]>--> {{ 7*7 }} '=1+1 "
    "\u202eesrever\u202c \x00\x1b[31m @all"
)


@pytest.fixture
def hostile(report: Report) -> Report:
    """The same report, where every text that comes from outside is an attack."""
    claims = tuple(
        dataclasses.replace(
            one, document=ATTACK, title=ATTACK, outlet=ATTACK, language='en" onload="x', source=ATTACK,
            published=ATTACK, text=ATTACK, quote="=" + ATTACK, quote_start=0, start=1, end=1 + len(ATTACK),
            origins=(ATTACK,), parties=(ATTACK,), place=(ATTACK,), subject=ATTACK, as_of=days("2024-11-30"),
            predicate="=cmd|' /C calc'!A0",
        )
        for one in report.claims
    )  # fmt: skip
    return dataclasses.replace(
        report,
        claims=claims,
        topics=tuple(dataclasses.replace(topic, title=ATTACK) for topic in report.topics),
        findings=tuple(dataclasses.replace(one, words=Words.said(ATTACK, (ATTACK,))) for one in report.findings),
        problems=(Problem(path=ATTACK, message=ATTACK),),
    )


@pytest.fixture
def empty() -> Report:
    """A run that read articles and found no claim in them."""
    return Report(articles=2, claims=(), rules=(), topics=(), findings=(), problems=())
