"""The store of decisions: what is written is read, mistakes are located, nothing is half written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.decisions import Decision, acceptances, add, keep, load, written
from consistency.problems import UserError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
DAYS = st.none() | st.dates()
DECISIONS = st.builds(
    Decision, target=st.sampled_from(["pair", "finding", "claim"]), id=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    decision=TEXT, why=TEXT, by=st.none() | TEXT, when=DAYS, until=DAYS,
    rule=st.none() | TEXT, topic=st.none() | TEXT,
)  # fmt: skip


@given(some=st.lists(DECISIONS))
def test_what_is_written_is_read(some: list[Decision], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("store") / "decisions.jsonl"
    add(file, some[:1])
    add(file, some[1:])
    assert load(file) == tuple(some)
    wanted = {one.why for one in some[::2]}
    left = tuple(one for one in some if one.why in wanted)
    assert keep(file, lambda one: one.why in wanted) == len(some) - len(left)
    assert load(file) == left


ONE = Decision(target="pair", id="0123456789abcdef", decision="accepted", why="known", by="A", until=date(2025, 1, 31))


def test_the_latest_record_of_a_reviewer_holds_until_its_day() -> None:
    day = date(2025, 1, 31)
    assert acceptances([ONE], day).holding == {ONE.id: ONE}
    assert acceptances([ONE], date(2025, 2, 1)).over == {ONE.id: ONE}
    again = Decision(target="pair", id=ONE.id, decision="reopened", why="no", by="A")
    assert acceptances([ONE, again], day).holding == {}
    other = Decision(target="pair", id=ONE.id, decision="reopened", why="no", by="B")
    assert acceptances([ONE, other], day).holding == {ONE.id: ONE}


WRONG = {
    "{": ":1:2: no JSON: ",
    "[]": ":1:1: an object is expected in each line",
    '{"target": "pair"}': ":1:1: 'id' is missing",
    written(ONE).replace('"known"', '""').strip(): "'why' must be a reason",
    written(ONE).replace("2025-01-31", "2025-02-31").strip(): "'until' must be a day",
    written(ONE).replace("0123", "xxxx").strip(): "'id' must be sixteen hex digits",
    written(ONE).replace('"pair"', '"pear"').strip(): "'target' must be one of pair, finding, claim",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_is_located(line: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(f"{line}\n{written(ONE)}", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        load(file)
    assert WRONG[line] in str(raised.value)
    assert str(raised.value).startswith(f"{file.as_posix()}:1:")


def test_a_line_without_an_end_is_not_run_together(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text(written(ONE).strip(), encoding="utf-8")
    add(file, [ONE])
    assert load(file) == (ONE, ONE)


def test_what_is_added_while_others_are_dropped_stays(tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    add(file, [ONE])
    late = replace(ONE, id="f" * 16)

    def wanted(one: Decision) -> bool:
        if len(load(file)) == 1:  # another process, in the middle of it
            add(file, [late])
        return one.id == late.id

    assert keep(file, wanted) == 1
    assert load(file) == (late,)
