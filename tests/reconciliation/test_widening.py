"""How far a stated figure reaches (widening.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from consistency.reconciliation.widening import widened

CASES = yaml.safe_load(Path(__file__).with_name("widening.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['figure']} {case.get('unit', '')}".strip() for case in CASES])
def test_a_figure_widens_as_told(case, claim):
    fields = {name: value for name, value in case.items() if name not in ("allows", "why")}
    assert str(widened(claim(**fields).quantity, 0.1)) == case["allows"]
