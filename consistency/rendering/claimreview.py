"""A report → its reviewed verdicts as schema.org ClaimReview, in JSON-LD, for those who publish fact-checks.

Only what a reviewer has confirmed is told, and only that the figure conflicts with others: a Rating without a number,
as the tool does not know who is right and the reviewer has not said it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.decisions import CONFIRMED
from consistency.rendering import wording
from consistency.rendering.inert import one_line
from consistency.rendering.json import encoded
from consistency.rendering.outline import gathered, outline, speaker

if TYPE_CHECKING:
    from consistency.decisions import Opinion
    from consistency.model import Claim, Finding, Report

RATINGS = {"contradiction": "In conflict with other figures", "denial": "Denied by another source"}


def render(report: Report) -> str:
    """A list of ClaimReviews, one for each statement of each finding that reviewers confirm, and all of them do."""
    told = outline(report)
    facts = {fact.claim_id for rule in report.rules for fact in rule.facts}  # nobody's article says them
    found: list[dict[str, Any]] = []
    for finding in told.findings:
        standing = told.standings[finding.id]
        if standing.state == CONFIRMED and finding.verdict in RATINGS:
            read = [[told.claims[name] for name in side if name not in facts] for side in finding.sides]
            statements = (one for side in read for one in gathered(side))
            found += [_review(finding, standing.opinions[-1], statement.claims) for statement in statements]
    return encoded(_told(found), indent=1) + "\n"


def _told(value: Any) -> Any:
    """A value without the fields of which nothing is known."""
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items() if one is not None}
    return [_told(one) for one in value] if isinstance(value, list) else value


def _review(finding: Finding, opinion: Opinion, claims: tuple[Claim, ...]) -> dict[str, Any]:
    claim, decision = claims[0], opinion.decision
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": f"{finding.id}-{claim.claim_id}",
        "datePublished": decision.when.isoformat() if decision.when else None,
        **({"author": {"@type": "Person", "name": decision.by}} if decision.by else {}),
        "claimReviewed": one_line(f"{speaker(claim)}: {wording.stated(claim)} (“{claim.quote}”)"),
        "reviewBody": finding.message,
        "reviewRating": {"@type": "Rating", "alternateName": RATINGS[finding.verdict]},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"name": one_line(speaker(claim))},
            "datePublished": claim.published,
            "appearance": [_appearance(one) for one in claims],
        },
    }


def _appearance(claim: Claim) -> dict[str, Any]:
    is_address = claim.document.startswith(("https://", "http://"))
    return {
        "@type": "NewsArticle",
        "url" if is_address else "identifier": claim.document,
        "headline": claim.title,
        "publisher": {"@type": "Organization", "name": claim.outlet} if claim.outlet else None,
        "datePublished": claim.published,
        "inLanguage": claim.language,
    }
