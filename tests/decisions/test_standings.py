"""What the ledger makes of a finding: the latest by each reviewer, undone and done again, and where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from consistency.decisions import Decision, Ledger, Store, add, new_act, standing
from consistency.model import Finding, Pair, Words

DAY = date(2025, 1, 31)
PAIRS = tuple(Pair(fingerprint=sign * 16, a="a", b="b") for sign in "12")
FINDING = Finding(
    id="f" * 16, rule="r", topic="t", verdict="contradiction", severity="error", sides=(("a",), ("b",)), pairs=PAIRS,
    gap=None, words=Words.said("…"),
)  # fmt: skip


def made(word: str, by: str = "A", act: str = "", pairs: str = "12", until: date | None = None) -> list[Decision]:
    """The records of one stroke."""
    one = Decision(target="finding", id="f" * 16, decision=word, why="so", by=by, act=act or new_act(), until=until)
    if word in ("confirmed", "later"):
        return [one]
    return [replace(one, target="pair", id=sign * 16) for sign in pairs]


def undone(act: str, by: str = "A", own: str = "") -> Decision:
    return Decision(target="decision", id=act, decision="undone", why="undone", by=by, act=own or new_act())


def state(*records: Decision, day: date = DAY) -> str:
    return standing(FINDING, Ledger(records), day).state


def quiet(*records: Decision, day: date = DAY) -> bool:
    return standing(FINDING, Ledger(records), day).quiet


def test_nothing_said_is_open() -> None:
    assert state() == "open"
    assert not quiet()


def test_what_is_settled_is_quiet_until_its_day() -> None:
    for word in ("accepted", "different", "fine"):
        assert state(*made(word)) == word
        assert quiet(*made(word, until=DAY))
        late = standing(FINDING, Ledger(made(word, until=DAY)), date(2025, 2, 1))
        assert (late.state, late.quiet, set(late.accepted.over)) == ("open", False, {"1" * 16, "2" * 16})


def test_what_is_confirmed_or_to_be_looked_at_again_is_told() -> None:
    for word in ("confirmed", "later"):
        assert state(*made(word)) == word
        assert not quiet(*made(word))


def test_a_pair_that_is_left_keeps_the_finding_open() -> None:
    found = standing(FINDING, Ledger(made("fine", pairs="1")), DAY)
    assert (found.state, found.quiet, found.left) == ("open", False, PAIRS[1:])
    both = [*made("fine", pairs="1"), *made("fine", by="B", pairs="2")]
    assert quiet(*both)


def test_of_one_reviewer_the_later_word_counts() -> None:
    assert state(*made("fine"), *made("confirmed")) == "confirmed"
    assert state(*made("confirmed"), *made("fine")) == "fine"
    assert quiet(*made("confirmed"), *made("fine"))
    assert state(*made("fine"), *made("different")) == "different"


def test_reviewers_who_differ_are_shown_and_one_who_would_tell_it_is_heard() -> None:
    found = standing(FINDING, Ledger([*made("fine"), *made("confirmed", by="B")]), DAY)
    assert (found.state, found.differ, found.quiet) == ("disputed", True, False)
    assert [(one.decision.by, one.word) for one in found.opinions] == [("A", "fine"), ("B", "confirmed")]
    assert found.accepted.holding == {}
    assert quiet(*made("fine"), *made("different", by="B"))


def test_an_undo_brings_back_what_held_before_and_can_be_undone() -> None:
    first, second = made("fine", act="1" * 16), made("confirmed", act="2" * 16)
    undo = undone("2" * 16, own="3" * 16)
    assert state(*first, *second, undo) == "fine"
    assert state(*first, *second, undo, undone("3" * 16)) == "confirmed"
    assert state(*first, *second, undo, undone("1" * 16)) == "open"


def test_a_finding_without_pairs_is_settled_as_a_whole() -> None:
    bare = replace(FINDING, pairs=())
    ledger = Ledger([Decision(target="finding", id="f" * 16, decision="fine", why="so", by="A")])
    assert standing(bare, ledger, DAY).quiet
    assert not standing(bare, Ledger(), DAY).quiet


def test_a_word_that_is_not_known_takes_back_what_was_said() -> None:
    again = [replace(one, decision="reopened") for one in made("accepted")]
    assert state(*made("accepted"), *again) == "open"
    assert quiet(*made("accepted"), *made("accepted", by="B"), *again)


WORDS = st.sampled_from(["accepted", "different", "fine", "confirmed", "later"])


def put_right(by: str, *fields: tuple[str, object]) -> Decision:
    return Decision(target="claim", id="a", decision="misread", why="so", by=by, act=new_act(), correction=fields)


def test_corrections_that_cannot_both_be_right_are_contested_and_one_that_adds_is_not() -> None:
    low, source = ("low", 3), ("source", "NIS")
    agreeing = [[put_right("A", low), put_right("B", low, source)]]
    struck = replace(put_right("B"), correction=None)
    differing = [[put_right("A", low), put_right("B", ("low", 4))], [put_right("A", low), put_right("B")],
                 [put_right("A", low), struck], [put_right("A"), struck],
                 [put_right("A", low), put_right("B", source)]]  # fmt: skip
    assert [Ledger(some).contested() for some in agreeing] == [frozenset()]
    assert [Ledger(some).contested() for some in differing] == [{"a"}] * 5
    assert state(*differing[0]) == "disputed"


STROKES = st.lists(WORDS, max_size=8)


@given(strokes=STROKES, others=STROKES)
def test_the_order_in_which_two_reviewers_files_are_merged_does_not_matter(
    strokes: list[str], others: list[str]
) -> None:
    ours = [record for word in strokes for record in made(word, by="A")]
    theirs = [record for word in others for record in made(word, by="B")]
    one, other = standing(FINDING, Ledger([*ours, *theirs]), DAY), standing(FINDING, Ledger([*theirs, *ours]), DAY)
    assert (one.state, one.quiet, one.left) == (other.state, other.quiet, other.left)


def at(second: int, *records: Decision) -> list[Decision]:
    return [replace(one, at=f"2025-01-31T09:00:{second:02}.000Z") for one in records]


def test_what_one_reviewer_decided_on_two_branches_counts_as_it_was_decided() -> None:
    """Whichever side of a merge comes first in the file."""
    early, late = at(1, *made("confirmed")), at(2, *made("fine"))
    assert state(*early, *late) == state(*late, *early) == "fine"
    days = [[replace(one, when=date(2025, 1, day)) for one in made(word)] for day, word in ((1, "fine"), (20, "later"))]
    assert state(*days[0], *days[1]) == state(*days[1], *days[0]) == "later"
    assert state(*days[1], *early) == "confirmed"  # a day comes before the moments of a later one
    assert state(*late, *made("different")) == "different"  # what does not say when stays where it stands


def test_a_redo_counts_though_another_branch_has_undone_the_same() -> None:
    stroke = at(1, *made("fine", act="1" * 16))
    undos = [*at(2, undone("1" * 16, own="2" * 16)), *at(3, undone("1" * 16, own="3" * 16))]
    redo = at(4, undone("2" * 16, own="4" * 16))
    for order in ([*stroke, *undos, *redo], [*stroke, undos[1], undos[0], *redo], [*redo, *undos, *stroke]):
        assert state(*order) == "fine"
        assert state(*order, *at(5, undone("4" * 16, own="5" * 16))) == "open"


def test_undos_that_name_each_other_are_no_endless_loop() -> None:
    assert state(*made("fine"), undone("1" * 16, own="2" * 16), undone("2" * 16, own="1" * 16)) == "fine"


def test_of_two_words_by_one_reviewer_each_is_told_of_its_pairs() -> None:
    found = standing(FINDING, Ledger([*made("fine", pairs="1"), *made("different", pairs="2")]), DAY)
    assert [(one.word, sorted(one.pairs)) for one in found.opinions] == [
        ("fine", ["1" * 16]), ("different", ["2" * 16])
    ]  # fmt: skip
    assert (found.differ, found.quiet) == (False, True)
    others = standing(FINDING, Ledger([*made("fine", pairs="1"), *made("different", by="B", pairs="2")]), DAY)
    assert (others.differ, others.quiet) == (False, True)
    on_one = standing(FINDING, Ledger([*made("fine", pairs="1"), *made("different", by="B", pairs="1")]), DAY)
    assert on_one.differ


class Reviewing(RuleBasedStateMachine):
    """Decide, undo, reload, merge another's file: the store always tells what a list of strokes in memory does."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "decisions.jsonl"
        self.store = Store(self.file)
        self.model: dict[str, list[tuple[str, str]]] = {"A": [], "B": []}  # the strokes that hold, act and word
        self.count = 0

    @rule(word=st.sampled_from(["fine", "different", "confirmed", "later"]), by=st.sampled_from("AB"))
    def decide(self, word: str, by: str) -> None:
        act = new_act()
        add(self.file, made(word, by=by, act=act))
        self.model[by].append((act, word))
        self.count += 1

    @precondition(lambda self: any(self.model.values()))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        by = data.draw(st.sampled_from([by for by, strokes in self.model.items() if strokes]))
        act, _ = self.model[by].pop(data.draw(st.integers(0, len(self.model[by]) - 1)))
        add(self.file, [undone(act, by=by)])
        self.count += 1

    @rule()
    def reload(self) -> None:
        self.store = Store(self.file)

    @precondition(lambda self: self.is_whole())
    @rule(words=st.lists(st.sampled_from(["fine", "confirmed"]), max_size=3))
    def merge(self, words: list[str]) -> None:
        """Another's file, whose lines come behind ours, as a merge by lines puts them."""
        beside = self.file.with_name("theirs.jsonl")
        beside.unlink(missing_ok=True)
        for word in words:
            act = new_act()
            add(beside, made(word, by="B", act=act))
            self.model["B"].append((act, word))
            self.count += 1
        if words:
            before = self.file.read_bytes() if self.file.exists() else b""
            self.file.write_bytes(before + beside.read_bytes())

    def is_whole(self) -> bool:
        return not self.file.exists() or self.file.read_bytes()[-1:] in (b"\n", b"")

    @precondition(lambda self: self.is_whole())
    @rule(length=st.integers(1, 40))
    def crash(self, length: int) -> None:
        """A process that dies in the middle of a line."""
        line = b'{"target": "pair", "id": "1111111111111111"'
        with self.file.open("ab") as stream:
            stream.write(line[:length])

    @invariant()
    def nothing_is_lost(self) -> None:
        self.store.refresh()
        ledger = self.store.ledger
        assert len({record.act for record in ledger.records}) == self.count
        found = standing(FINDING, ledger, DAY)
        last = {by: strokes[-1][1] for by, strokes in self.model.items() if strokes}
        assert {one.decision.by: one.word for one in found.opinions} == last
        live = {act for strokes in self.model.values() for act, _ in strokes}
        told = [record for record in ledger.records if record.decision != "undone"]
        holding = {record.act for record in told if not ledger.is_undone(record)}
        assert holding == live

    def teardown(self) -> None:
        self.folder.cleanup()


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
