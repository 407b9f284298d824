"""The examples of rules → whether extraction and reconciliation give the verdicts that they promise.

Each example is a handful of short articles. They are read and held against each other by their rule alone, as
in a run, and must give the verdict under which they stand, and no contradiction or denial that they do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from consistency.model import Article, Claim, Finding, Rule, Section
from consistency.problems import Problem
from consistency.rulebook import load, vocabulary
from consistency.rulebook.keys import ABOUT_ARTICLE, CALM, QUIET
from consistency.vocabulary import NOTHING, Additions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRES = ("contradiction", "denial")  # a rule should have an example of one; no example gives them that promises another
SILENT = ("agreement", "explained", "change", QUIET, CALM)  # and an example of one of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example of a rule as written: the verdict it promises, and its articles.

    path, line: where it begins. number: which example of that verdict it is, counted from 1.
    """

    rule: str
    path: str
    line: int
    verdict: str
    number: int
    articles: tuple[Article, ...]

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.verdict} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an example gave: its findings, the claims that were read, and the articles that gave none."""

    example: Example
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The verdict that was promised and not given."""
        given = {finding.verdict for finding in self.findings}
        promised = self.example.verdict
        return () if promised in (QUIET, CALM) or promised in given else (promised,)

    @property
    def unexpected(self) -> tuple[Finding, ...]:
        """The findings that the example does not promise: alarms, and where it is to be quiet, all."""
        promised = self.example.verdict
        unwanted = [finding for finding in self.findings if promised == QUIET or finding.verdict in FIRES]
        return tuple(finding for finding in unwanted if finding.verdict != promised)

    @property
    def passed(self) -> bool:
        return not (self.missing or self.unexpected or self.problems)

    def shown(self) -> str:
        """The place and name of the example; where it failed, what is missing (-) and what came instead (+)."""
        head = f"{self.example.path}:{self.example.line}: {self.example.name}"
        if self.passed:
            return f"{head}: ok"
        lines = [f"  - {verdict}" for verdict in self.missing]
        instead = self.unexpected or (self.findings if self.missing else ())
        lines += [f"  + {finding.verdict}: {finding.message}" for finding in instead]
        lines += [f"  ! {problem.message}" for problem in self.problems]
        return "\n".join((f"{head}: FAILED", *lines, *(f"  {line}" for line in self._readings())))

    def _readings(self) -> Iterator[str]:
        """What was read in each article, as a failure mostly begins there."""
        for number, article in enumerate(self.example.articles, 1):
            claims = [claim for claim in self.claims if claim.document == article.document]
            if not claims:
                yield f"article {number}: no figure was read in “{article.text}”"
            for claim in claims:
                yield f"article {number}: {_told(claim)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """The results of all examples, the mistakes in rule files that kept theirs from being run, and the gaps.

    uncovered: what the examples of a rule do not show (see `uncovered`).
    """

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    uncovered: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        return not self.problems and all(result.passed for result in self.results)


def test(paths: Sequence[Path | str] | None = None) -> Tests:  # noqa: PT028 -- what `rules test` runs, no test itself
    """Run the examples of the rules under `paths` (as `rulebook.load` takes them); a broken rule sinks no other's."""
    rules, problems = load(paths)
    additions, _ = vocabulary(paths)
    results = tuple(run(example, rule, additions) for rule in rules for example in examples(rule))
    return Tests(results=results, problems=problems, uncovered=tuple(gap for rule in rules for gap in uncovered(rule)))


def junit(tests: Tests) -> str:
    """The results as JUnit XML: a test case for each example, and one for each mistake in a rule file."""
    suite = Element("testsuite", name="consistency rules test")
    for result in tests.results:
        example = result.example
        name = {"classname": example.rule, "name": f"{example.verdict} {example.number}"}
        case = SubElement(suite, "testcase", {**name, "file": example.path, "line": str(example.line)})
        if not result.passed:
            SubElement(case, "failure", message=f"{example.verdict} expected").text = result.shown()
    for problem in tests.problems:
        case = SubElement(suite, "testcase", classname=Path(problem.path).stem, name="is a sound rule")
        SubElement(case, "error", message=problem.message).text = problem.shown()
    failures = sum(not result.passed for result in tests.results)
    counts = {"tests": len(suite), "failures": failures, "errors": len(tests.problems)}
    suite.attrib.update({name: str(count) for name, count in counts.items()})
    indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suite, encoding="unicode")}\n'


def examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule, in the order of its file."""
    places = iter(rule.example_places)
    numbers: dict[str, int] = {}
    found: list[Example] = []
    for verdict, stories in rule.examples:
        for story in stories:
            path, line = next(places, (rule.path, 1))
            numbers[verdict] = numbers.get(verdict, 0) + 1
            name = f"{verdict} {numbers[verdict]}"
            articles = tuple(_article(rule.id, name, number, given) for number, given in enumerate(story, 1))
            found.append(
                Example(
                    rule=rule.id, path=path, line=line, verdict=verdict, number=numbers[verdict], articles=articles
                )
            )  # fmt: skip
    return tuple(found)


def run(example: Example, rule: Rule, additions: Additions = NOTHING) -> Result:
    """Read the articles of an example and hold them against each other by `rule` alone."""
    from consistency.extraction import extract
    from consistency.reconciliation import reconcile

    read = [extract(article, additions=additions) for article in example.articles]
    claims = tuple(claim for found, _ in read for claim in found)
    problems = tuple(problem for _, found in read for problem in found)
    report = reconcile(claims, (rule,), today=None, articles=len(example.articles), problems=problems)
    return Result(example=example, claims=claims, findings=report.findings, problems=problems)


def uncovered(rule: Rule) -> tuple[Problem, ...]:
    """What the examples of a rule do not show: that it fires, and that it can stay silent."""
    shown = {verdict for verdict, stories in rule.examples if stories}
    gaps = (
        (FIRES, "no example of it fires; give one under 'contradiction'"),
        (SILENT, f"no example of it stays silent; give one under 'agreement' or '{QUIET}'"),
    )
    return tuple(Problem(path=rule.path, message=message) for wanted, message in gaps if not shown & set(wanted))


def _article(rule: str, example: str, number: int, given: dict[str, str]) -> Article:
    """One article as written in an example: its text stands under the code of its language."""
    language, body = next((key, words) for key, words in given.items() if key not in ABOUT_ARTICLE)
    title = given.get("title")
    text = f"{title}\n\n{body}" if title else body
    headline = (Section(start=0, end=len(title), role="title"),) if title else ()
    document = f"{rule}: {example}, article {number}"
    return Article(
        document=document,
        path=document,
        text=text,
        title=title,
        sections=(*headline, Section(start=len(text) - len(body), end=len(text), role="body")),
        outlet=given.get("outlet"),
        language=language,
        published=given["published"],
    )


def _told(claim: Claim) -> str:
    """A claim in one line: what was read, of what, when and from whom."""
    quantity = claim.quantity
    of = f" of {claim.of}" if claim.of else ""
    place = f" in {' / '.join(claim.place)}" if claim.place else ""
    predicate = f", {claim.predicate}" if claim.predicate else ""
    source = f", says {claim.source}" if claim.source else ""
    thing = f"{quantity.interval} {quantity.unit} {claim.subject}{of}{place}{predicate}"
    return f"“{claim.text}” is {thing}, {claim.kind}, {claim.modality}{source}"
