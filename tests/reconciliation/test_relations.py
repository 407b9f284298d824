"""What two figures are to each other, case by case (relations.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from consistency.model import Selector

CASES = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text(encoding="utf-8"))


def selector(fields):
    return Selector(**{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_two_figures_stand_to_each_other_as_told(case, claim, rule, tell):
    claims = [claim(**{**case.get("all", {}), **fields}) for fields in case["claims"]]
    settings = dict(case.get("rule", {}))
    for key in ("about", "losses"):
        if key in settings:
            settings[key] = selector(settings[key])
    told = tell(claims, rule("the-rule", **settings) if settings else rule())
    assert told.between(*claims[:2]) == case["verdict"], [finding.message for finding in told.report.findings]
