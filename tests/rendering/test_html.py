"""The page: whole without a network or a script, and deaf to what article text would like it to do."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from benchmarks import page

from consistency.rendering import html

VOID = {"meta", "br", "input", "img", "link", "hr"}
LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "xlink:href", "style"}


class Page(HTMLParser):
    """Every tag with its attributes, and the text; fails on a tag that is closed out of turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def test_the_page_is_well_formed_and_its_ids_are_its_own(report, empty):
    for one in (report, empty):
        ids = [attributes["id"] for _, attributes in Page(html.render(one)).tags if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_every_link_within_the_page_has_its_target(report):
    tags = Page(html.render(report)).tags
    ids = {attributes.get("id") for _, attributes in tags}
    targets = {str(attributes["href"])[1:] for _, attributes in tags if str(attributes.get("href")).startswith("#")}
    assert targets
    assert targets <= ids


def test_the_page_loads_nothing(report, hostile):
    for one in (report, hostile):
        text = html.render(one)
        for tag, attributes in Page(text).tags:
            assert tag not in {"img", "link", "iframe", "object", "embed", "base", "video", "audio"}
            assert not LOADING & attributes.keys(), (tag, attributes)
        assert "url(http" not in text
        assert "@import" not in text


def test_only_the_documents_address_is_linked_to(report):
    tags = Page(html.render(report)).tags
    outward = {attributes["href"] for tag, attributes in tags if tag == "a" and not attributes["href"].startswith("#")}
    assert outward == {"https://news.example/returned?id=1&page=2"}


def test_the_policy_lets_only_the_pages_own_script_and_style_in(report):
    text = html.render(report)
    policy = next(a["content"] for t, a in Page(text).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        content = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_text_stays_text(hostile):
    text = html.render(hostile)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [tag for tag, attributes in page.tags if any(name.startswith("on") for name in attributes)]
    assert not {"\x00", "\x1b", "\u202e", "\u202c"} & set(text)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text


def test_an_address_that_would_run_is_no_link(report):
    import dataclasses

    claims = (*report.claims[:-1], dataclasses.replace(report.claims[-1], document="javascript:alert(1)"))
    assert 'href="javascript' not in html.render(dataclasses.replace(report, claims=claims))


def test_the_figures_words_are_marked_in_their_quote(report):
    text = html.render(report)
    assert "“Zelensky spoke of <mark>over 3,000 killed and wounded</mark> in Kursk.”" in text
    assert text.count("<mark>mintegy 1100 észak-koreai katona</mark>") >= 2


def test_contradictions_come_before_everything_else(report):
    words = Page(html.render(report)).text
    order = ["1 contradiction found", "cannot both be true", "The ambassador denies", "agree: 11,000–12,000"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert words.index("North Korean casualties in Kursk") < words.index("North Korean troops in Russia")


@pytest.mark.parametrize(
    "part",
    [
        "9 articles",
        "14 claims",
        "seeds/d.txt:3:19",
        "published 30 Nov 2024, 10:12",
        "as of Sep–Nov 2024",
        "1,900 apart, a factor of 2.7",
        "About 1,100 widens by 10% to 990–1,210",
        "2 independent parties: South Korea and United States",
        "a projection, whose date has not come",
        "not UTF-8 from here on",
        "It detects; it never decides who is right.",
        "Claims of no topic",
    ],
)
def test_the_page_tells(report, part):
    assert part in Page(html.render(report)).text


def test_many_outlets_with_one_figure_are_one_row(report):
    import dataclasses

    pentagon = next(claim for claim in report.claims if claim.claim_id == "a-pentagon")
    copies = [dataclasses.replace(pentagon, claim_id=f"z-{n}", document=f"seeds/z{n}.txt") for n in range(40)]
    troops = report.topics[0]
    more = dataclasses.replace(troops, claims=(*troops.claims, *(copy.claim_id for copy in copies)))
    many = dataclasses.replace(report, claims=(*report.claims, *copies), topics=(more, *report.topics[1:]))
    text = html.render(many)
    assert "41×" in text
    assert text.count('tabindex="0"') == html.render(report).count('tabindex="0"')


def test_twenty_topics_stay_under_half_a_megabyte(report):
    import dataclasses

    topics = [dataclasses.replace(report.topics[0], topic=f"{n}", title=f"Topic {n}") for n in range(20)]
    findings = [
        dataclasses.replace(one, topic=topic.topic, id=f"{topic.topic}-{one.id}")
        for topic in topics
        for one in report.findings[:3]
    ]
    large = dataclasses.replace(report, topics=tuple(topics), findings=tuple(findings))
    assert len(html.render(large).encode()) < 500_000


def test_a_thousand_topics_stay_under_ten_megabytes():
    made = page.report(1_000)
    assert len(made.topics) >= 1_000
    assert len(html.render(made).encode()) < 10_000_000


def test_a_line_of_the_first_screen_tells_what_it_is_about_what_is_said_and_the_facts(report):
    import dataclasses

    from consistency.model import Words

    said = "Seoul says about 1,100, Zelensky more than 3,000"
    message = f"North Korean casualties in Kursk: {said}: 1,900 apart, both in May."
    findings = [
        dataclasses.replace(one, words=Words.said(message)) if one.verdict == "contradiction" else one
        for one in report.findings
    ]
    text = html.render(dataclasses.replace(report, findings=tuple(findings)))
    assert f"<b>North Korean casualties in Kursk:</b> {said}</a>" in text
    assert "<small>1,900 apart, both in May · a factor of 2.7</small>" in text


def test_only_the_first_findings_of_a_verdict_are_told_at_once(report):
    import dataclasses

    many = [dataclasses.replace(report.findings[-2], id=f"{number:04}") for number in range(40)]
    text = html.render(dataclasses.replace(report, findings=tuple(many)))
    first, rest = text.split('<details class="more">')
    assert first.count('id="lf-') == html.MOST_LINES
    assert "<summary>and 28 more</summary>" in rest


def test_a_finding_and_its_line_lead_to_each_other(report):
    tags = Page(html.render(report)).tags
    links = {attributes.get("href") for tag, attributes in tags if tag == "a"}
    for finding in report.findings:
        assert {f"#f-{finding.id}", f"#lf-{finding.id}"} <= links
