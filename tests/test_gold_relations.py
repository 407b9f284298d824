"""The relations in tests/relations: what is told of them must not fall below what was once reached."""

from __future__ import annotations

import pytest
from benchmarks import relations

# share told right, from the articles and from perfect claims, below which a change has made matching worse
FLOORS = {"1": (0.48, 0.77), "2": (0.47, 0.78), "3": (0.61, 0.76), "4": (0.57, 0.84)}


@pytest.mark.parametrize("name", sorted(relations.sets()))
@pytest.mark.parametrize("perfect", [False, True], ids=["from articles", "from perfect claims"])
def test_relations_are_told_at_least_as_well_as_before(name: str, perfect: bool) -> None:
    score = relations.measured(relations.sets()[name], perfect)
    floor = FLOORS[name][perfect]
    assert score.share >= floor, f"{score.share:.3f} < {floor}\n" + "\n".join(score.misses)
