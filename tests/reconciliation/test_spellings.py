"""One person is one voice, however an article spells the name."""

from __future__ import annotations

import unicodedata
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation.conftest import make_claim, make_rule

from consistency.reconciliation import Rows
from consistency.reconciliation.spellings import key, one_spelling
from consistency.records import FIELDS, to_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from reconciliation.conftest import Told


@pytest.mark.parametrize(
    ("names", "best"),
    [
        ([("Kovács Péter", "hu"), ("Péter Kovács", "en")], "Péter Kovács"),
        ([("Kovács Péter", "hu"), ("Peter Kovacs", "en")], "Péter Kovács"),
        ([("Peter Kovacs", "en"), ("Péter Kovács", "en")], "Péter Kovács"),
        ([("Kovács Péter", "hu")], "Kovács Péter"),
        ([("Nagy-Kovács Péter András", "hu"), ("Péter András Nagy-Kovács", "en")], "Péter András Nagy-Kovács"),
        ([("Seán O'Brien", "en"), ("Sean O'Brien", "hu")], "Seán O'Brien"),
    ],
)
def test_names_of_one_person_are_spelt_one_way(names: list[tuple[str, str]], best: str) -> None:
    for order in permutations(names):
        claims = [make_claim("12", name, language=language) for name, language in order]
        assert {(claim.origins, claim.parties) for claim in one_spelling(claims)} == {((best,), (best,))}
        columns = [to_record(claim) for claim in claims]
        rows = Rows({
            name: [tuple(one[name]) if isinstance(one[name], list) else one[name] for one in columns] for name in FIELDS
        })  # fmt: skip
        spelt = one_spelling(rows)
        assert isinstance(spelt, Rows)
        assert set(spelt.given["origins"]) == set(spelt.given["parties"]) == {(best,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Péter Kovács", "Pál Kovács"), ("Kovács Péter", "Kovács Péterné"), ("Donald Trump", "Trump"),
        ("the mayor of Derna", "Derna of mayor the"), ("Police Chief 2", "Chief Police 2"), ("Saudi Arabia", "Arabia"),
        ("Hamas", "Hamás"), ("Reuters", "Réuters"), ("Jordan", "Jordán"), ("Costa Rica", "Cósta Rica"),
    ],
)  # fmt: skip
def test_other_names_stay_apart(one: str, other: str) -> None:
    claims = [make_claim("12", one, language="en"), make_claim("12", other, language="hu")]
    assert one_spelling(claims) is claims
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nguyễn Văn Hùng", "vi"), ("Nguyễn Văn Hưng", "vi")),
        (("Alexander Thomas", "en"), ("Thomas Alexander", "en")),
        (("Thomas Martin", "en"), ("Martin Thomas", "de")), (("Thomas Martin", "fr"), ("Martin Thomas", None)),
        (("Bó Bo", "en"), ("Bo Bó", "hu")), (("Alexander Thomas", None), ("Thomas Alexander", None)),
    ],
)  # fmt: skip
def test_two_people_of_nearly_one_name_stay_two(one: tuple[str, str], other: tuple[str, str]) -> None:
    claims = [make_claim("12", name, language=language) for name, language in (one, other)]
    assert one_spelling(claims) is claims


def test_documents_and_outlets_are_no_persons() -> None:
    claims = [
        make_claim("12", document=name, origins=(name,), parties=(name,), language=language)
        for name, language in (("Story Arviz", "en"), ("Story Árvíz", "en"), ("Árvíz Story", "hu"))
    ]
    assert one_spelling(claims) is claims


def test_accents_are_accents_however_they_are_encoded() -> None:
    composed, decomposed = "Péter Kovács", unicodedata.normalize("NFD", "Péter Kovács")
    claims = [make_claim("12", composed, language="en"), make_claim("13", decomposed, language="hu")]
    assert len({claim.parties for claim in one_spelling(claims)}) == 1


def test_a_country_keeps_its_name() -> None:
    assert key("South Korea") == "South Korea"
    assert key("Volodymyr Zelensky") == "Volodymyr Zelensky"


def test_two_articles_that_quote_one_person_are_one_party(tell: Callable[..., Told]) -> None:
    day = {"subject": "soldier", "place": "RU", "as_of": "2024-12-01"}
    hungarian, english = (
        make_claim("12", name, language=language, **day)
        for name, language in (("Kovács Péter", "hu"), ("Péter Kovács", "en"))
    )
    assert tell([hungarian, english], make_rule()).verdicts() == []
    other = make_claim("30", "police", **day)
    (alone,) = tell([hungarian, other], make_rule()).with_verdict("contradiction")
    (both,) = tell([hungarian, english, other], make_rule()).with_verdict("contradiction")
    assert [pair.fingerprint for pair in alone.pairs] == [pair.fingerprint for pair in both.pairs]


NAMES = st.sampled_from(
    ["Kovács Péter", "Péter Kovács", "Peter Kovacs", "Anna Nagy", "Nagy Anna", "police", "Pentagon"]
)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["hu", "en"])), max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter_and_twice_is_once(names, random) -> None:
    claims = [make_claim(f"{turn}", name, language=language) for turn, (name, language) in enumerate(names)]
    shuffled = random.sample(claims, len(claims))
    first = {claim.quantity: claim.origins for claim in one_spelling(claims)}
    assert {claim.quantity: claim.origins for claim in one_spelling(shuffled)} == first
    assert {claim.quantity: claim.origins for claim in one_spelling(one_spelling(claims))} == first
