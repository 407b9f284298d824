"""What reviewers decided → cases: examples for rules, cases of reading, and ClaimReviews of what is confirmed.

A confirmed finding is an example of its verdict; figures that are not of the same thing are one on which the rule has
nothing to say; where both are fine it finds no contradiction. A claim that was misread is a case of reading with the
values that the reviewer gave. An example is as short as still gives what was decided on: sentences, paragraphs or
articles. What reviewers differ on, what has no day, and what no example gives is left out. The cases hold words of the
articles; the decisions never do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from consistency.decisions import CONFIRMED, DIFFERENT, FINE, Ledger, standing
from consistency.languages import codes
from consistency.records import to_record
from consistency.rendering import claimreview
from consistency.review.texts import Texts
from consistency.rule_tests import FIRES, examples, run
from consistency.rulebook.folders import EXAMPLES, VOCABULARY
from consistency.rulebook.keys import CALM, QUIET
from consistency.vocabulary import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from consistency.annotations import Checked
    from consistency.decisions import Decision
    from consistency.model import Claim, Finding, Report, Rule
    from consistency.vocabulary import Additions

PLACES = ("rules/", "languages/", "claimreview.json")  # where an export writes
MOST = 6  # claims of one example
LONGEST = 6_000  # characters of an article that is an example as a whole
WIDTH = 120
READ = ("low", "high", "closed", "unit")  # what a case of reading always tells
JUDGED = ("approximate", "subject", "of", "place", "kind", "modality", "source", "as_of")
EXAMPLES_HEAD = "# Decided in review: what must be found of these sentences. `consistency rules test` runs them.\n"
CASES_HEAD = (
    "# Put right in review: sentences, and exactly the claims that they give; what is left out is not judged.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """files: by path, in the folder that was asked for. left_out: how many decisions could not become a case."""

    files: dict[str, str]
    examples: int
    readings: int
    reviews: int
    left_out: int


def exported(
    checked: Checked, ledger: Ledger, day: date, additions: Additions = NOTHING, vocabularies: Sequence[Path] = ()
) -> Exported:
    """The cases of a check on which decisions have been made. ledger: of these, as of `day`. additions: words of the
    user's own, from the files `vocabularies`."""
    report = checked.report
    claims = {claim.claim_id: claim for claim in report.claims}
    rules = {rule.id: rule for rule in report.rules}
    texts = Texts(checked.files, {claim.document for claim in (*claims.values(), *report.misread)})
    stories: dict[str, dict[str, list[Any]]] = {}
    left_out = 0
    for finding in report.findings:
        found = standing(finding, ledger, day)
        promised = {CONFIRMED: finding.verdict, DIFFERENT: QUIET, FINE: CALM}.get(found.state)
        if promised is None:
            continue
        if promised == QUIET and FINE in found.words:  # of some of its pairs
            promised = CALM
        words = {claims[name].text for side in finding.sides for name in side if name in claims}
        story = next(
            (
                one for one in _stories(finding, claims, texts)
                if _gives(one, finding.verdict, promised, words, rules[finding.rule], additions)
            ),
            None,
        )  # fmt: skip
        if story is None:
            left_out += 1
        else:
            stories.setdefault(finding.rule, {}).setdefault(promised, []).append(story)
    readings, unread = _readings(report, ledger.holding(day))
    reviews = claimreview.render(report)
    files = {**_rules(report, stories, vocabularies), **_cases(readings)}
    if '"ClaimReview"' in reviews:
        files["claimreview.json"] = reviews
    return Exported(
        files=files,
        examples=sum(len(each) for told in stories.values() for each in told.values()),
        readings=sum(map(len, readings.values())),
        reviews=reviews.count('"@type": "ClaimReview"'),
        left_out=left_out + unread,
    )


def _stories(finding: Finding, claims: dict[str, Claim], texts: Texts) -> Iterator[list[dict[str, str]]]:
    """The articles of an example of a finding, ever longer: its sentences, their paragraphs, the articles."""
    chosen = []
    for side in finding.sides:
        own = [claims[name] for name in side if name in claims]  # reference figures are in the rule
        if any(not claim.published or claim.language not in codes() for claim in own[:1]):
            return
        chosen += own[: max(MOST // len(finding.sides), 1)]
    for width in (_sentence, _paragraph, _whole):
        made = [(claim, _article(claim, text)) for claim in chosen if (text := width(claim, texts))]
        told = {(claim.document, *one.values()): one for claim, one in made if not _is_within(claim, made)}
        if len({claim.document for claim in chosen}) == len({claim.document for claim, _ in made}):
            yield list(told.values())


def _is_within(claim: Claim, made: Sequence[tuple[Claim, dict[str, str]]]) -> bool:
    """Whether the article of a claim is there with its headline, too, which another claim needs."""
    return not claim.in_title and any(one.in_title and one.document == claim.document for one, _ in made)


def _sentence(claim: Claim, _texts: Texts) -> str:
    return "" if claim.in_title else claim.quote


def _paragraph(claim: Claim, texts: Texts) -> str:
    article = texts.of(claim)
    if article is None or claim.in_title:
        return ""
    start, end = article.prose
    first, last = article.text.rfind("\n\n", start, claim.start), article.text.find("\n\n", claim.end, end)
    return article.text[first + 2 if first >= 0 else start : last if last >= 0 else end]


def _whole(claim: Claim, texts: Texts) -> str:
    """The article without its head, if it is not too long for an example."""
    article = texts.of(claim)
    start, end = article.prose if article is not None else (0, 0)
    return article.text[start:end] if article is not None and end - start <= LONGEST else ""


def _gives(
    story: list[dict[str, str]], verdict: str, promised: str, words: set[str], rule: Rule, additions: Additions
) -> bool:
    """Whether the articles of an example by themselves give the verdict that was decided on, and as a case what it
    promises: where that is silence, nothing of figures of other words, of which the decision says nothing."""
    alone = replace(rule, examples=((verdict, (tuple(story),)),), example_places=())
    (example,) = examples(alone)
    result = run(example, alone, additions)
    if result.missing or promised == verdict:
        return result.passed
    read = {claim.claim_id: claim.text for claim in result.claims}
    judged = (one for one in result.findings if promised == QUIET or one.verdict in FIRES)
    return all(read[name] in words for one in judged for side in one.sides for name in side if name in read)


def _article(claim: Claim, text: str) -> dict[str, str]:
    """An article of an example; a claim of a headline needs that too, the text behind it being its body."""
    about = {"published": str(claim.published), "outlet": claim.outlet or "", "title": ""}
    if claim.in_title:
        about["title"] = " ".join(claim.quote.split())
    return {**{name: value for name, value in about.items() if value}, str(claim.language): " ".join(text.split())}


def _rules(report: Report, stories: dict[str, dict[str, list[Any]]], vocabularies: Sequence[Path]) -> dict[str, str]:
    """The files of examples, each with its rule beside it, and with the user's words, which go by the folder."""
    files: dict[str, str] = {}
    for rule in report.rules:
        if rule.id in stories:
            path = Path(rule.path)
            files[f"rules/{path.name}"] = path.read_text(encoding="utf-8")
            files[f"rules/{path.stem}{EXAMPLES}{path.suffix}"] = EXAMPLES_HEAD + _dumped(stories[rule.id])
    for number, words in enumerate(vocabularies if files else ()):
        folder = f"rules/words-{number}" if number else "rules"
        files[f"{folder}/{VOCABULARY}{words.suffix}"] = words.read_text(encoding="utf-8")
    return files


def _readings(report: Report, decided: tuple[Decision, ...]) -> tuple[dict[str, list[Any]], int]:
    """The cases of reading by language, and how many corrections could not become one."""
    put_right = {one.id: one for one in decided if one.target == "claim"}
    now = {claim.claim_id: claim for claim in report.claims}
    found: dict[str, list[Any]] = {}
    taken: set[tuple[str, int]] = set()
    left_out = 0
    for claim in report.misread:
        if claim.language not in codes():
            left_out += 1
            continue
        sentence = (claim.document, claim.quote_start)
        if sentence in taken:
            continue
        taken.add(sentence)
        beside = [one for one in now.values() if (one.document, one.quote_start) == sentence]
        case: dict[str, Any] = {
            "name": f"put right in review: {claim.claim_id}",
            "class": "review",
            "text": claim.quote,
        }
        if claim.published:
            case["published"] = claim.published
        case["claims"] = [_gold(one, put_right.get(one.claim_id)) for one in sorted(beside, key=lambda one: one.start)]
        found.setdefault(str(claim.language), []).append(case)
    return found, left_out


def _gold(claim: Claim, decision: Decision | None) -> dict[str, Any]:
    """A claim of a case: its figure, and what the reviewer put right of it."""
    record = to_record(claim)
    told = set(dict(decision.correction or ())) if decision is not None else set()
    return {"text": claim.text, **{name: record[name] for name in (*READ, *(one for one in JUDGED if one in told))}}


def _cases(readings: dict[str, list[Any]]) -> dict[str, str]:
    return {f"languages/{code}.yaml": CASES_HEAD + _dumped(cases) for code, cases in sorted(readings.items())}


def _dumped(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=WIDTH))
