"""What holds of any text: spans quote, later text changes nothing earlier, numbers read back, nothing raises."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from consistency.extraction.numerals import NumeralReader
from consistency.languages import codes, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from consistency.extraction.sentences import Sentence
    from consistency.model import Claim

WORDS = {
    "en": "The Pentagon said that at least 12,000 North Korean soldiers were killed in Russia's Kursk region Monday . "
    "between 3 and 4 million people about 11–12k $ 61bn per day half of them rose to by 2,000 ( 386 square miles ) "
    "a third last year the same number denied , \" “ ” – : ; twelve thousand 1.5 % 24/7 F-16 aged 40 and or",
    "hu": "A Pentagon szerint legalább 12 000 észak-koreai katona halt meg a kurszki fronton hétfőn . Kijev közölte "
    "11-12 ezer közötti mintegy tizenkétezer-ötszáz több mint tízezer katonát küldött Oroszországba ( 300 km² ) "
    "harmada tavaly ősszel ugyanennyi tagadta , „ ” – : ; 2,5 % 47-es busz 45 éves és vagy újabb háromezer",
    "de": "zwölftausend 12.000 11 12 Mio. 3,5 Tausende bis mehr als rund knapp mindestens höchstens zwischen und "
    "Soldaten Tote Prozent Quadratkilometer Russland Ukraine Kiew sagte laut nach Angaben von teilte mit dass Montag "
    "März 2025 ein Drittel der im Vorjahr dieselbe Zahl bestritt , „ “ – : ; 2,5 % 47-jährige Jahre oder weitere 3000",
}  # fmt: skip

DIED = {"en": "At least 300 people died.", "hu": "Meghalt 300 ember.", "de": "Es starben 300 Menschen."}
LATER = {
    "en": "Later 300 people came home.",
    "hu": "Később 300 ember hazatért.",
    "de": "Später kamen 300 Menschen heim.",
}

UNSEEN = "\u00ad\u200b\u200d\u200e\u200f\u2060\ufeff"

quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
languages = pytest.mark.parametrize("code", codes())


def prose(code: str) -> st.SearchStrategy[str]:
    """Rows of the words that the readers of a language look for, in any order, with line breaks between some."""
    word = st.sampled_from(WORDS[code].split())
    line = st.lists(word, min_size=1, max_size=25).map(" ".join)
    return st.lists(line, min_size=1, max_size=3).map("\n\n".join)


def figures(claims: list[Claim], end: int) -> list[object]:
    """Where each figure stands before an offset, and what it is."""
    return [(claim.start, claim.end, claim.quantity) for claim in claims if claim.end <= end]


def test_the_words_of_every_language_are_tried() -> None:
    assert sorted(WORDS) == list(codes())


@languages
@quickly
@given(data=st.data())
def test_spans_quote_their_article(code: str, claims: Callable[[str, str], list[Claim]], data: st.DataObject) -> None:
    text = data.draw(prose(code))
    for claim in claims(text, code):
        assert text[claim.start : claim.end] == claim.text
        assert claim.quote[claim.start - claim.quote_start :].startswith(claim.text)
        assert text[claim.quote_start :].startswith(claim.quote)
        assert text.split("\n")[claim.line - 1][claim.column - 1 :].startswith(claim.text.split("\n")[0])


@languages
@quickly
@given(text=st.text(max_size=300))
@example(text="0\U00016d70 12\U00016d70000 people")  # a digit that is newer than Python's Unicode
def test_any_text_is_read(code: str, claims: Callable[[str, str], list[Claim]], text: str) -> None:
    for claim in claims(text, code):
        assert text[claim.start : claim.end] == claim.text


@languages
@quickly
@given(data=st.data())
def test_what_nobody_sees_changes_no_figure(
    code: str, claims: Callable[[str, str], list[Claim]], data: st.DataObject
) -> None:
    """Decomposed accents and unseen marks within words and numbers leave what is read as it was."""
    text = data.draw(prose(code))
    marked = normalize("NFD", text)
    for mark in data.draw(st.lists(st.sampled_from(UNSEEN), max_size=5)):
        at = data.draw(st.integers(min_value=0, max_value=len(marked)))
        marked = marked[:at] + mark + marked[at:]
    plain, odd = claims(text, code), claims(marked, code)
    assert [claim.quantity for claim in odd] == [claim.quantity for claim in plain]
    for claim in odd:
        assert marked[claim.start : claim.end] == claim.text


@languages
@quickly
@given(data=st.data())
def test_a_later_sentence_changes_no_earlier_figure(
    code: str, claims: Callable[[str, str], list[Claim]], data: st.DataObject
) -> None:
    text = data.draw(prose(code)).replace("\n", " ") + "."
    assume(len(text.split()[-1]) > 4)  # "12 A." and "ca." go on with what follows
    ordinal = load(code).capital_nouns and text[-2].isdigit()
    assume(not ordinal)  # "am 12." goes on where every noun has a capital
    later = LATER[code]

    assert figures(claims(f"{text} {later}", code), len(text)) == figures(claims(text, code), len(text))


@languages
@quickly
@given(data=st.data())
def test_a_later_paragraph_changes_no_earlier_figure(
    code: str, claims: Callable[[str, str], list[Claim]], data: st.DataObject
) -> None:
    text, later = data.draw(prose(code)), data.draw(prose(code))

    longer = claims(text + ".\n\n" + later, code)
    assert figures(longer, len(text)) == figures(claims(text + ".", code), len(text))


@languages
@quickly
@given(number=st.integers(min_value=1, max_value=10**9 - 1))
def test_grouped_digits_read_back(code: str, sentence: Callable[[str, str], Sentence], number: int) -> None:
    for mark in load(code).data["digits"]["group"]:
        assert read_back(sentence(f"{number:,}".replace(",", mark), code)) == number


@languages
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(min_value=0, max_value=10**12 - 1) | st.integers(min_value=0, max_value=20000))
def test_numbers_in_words_and_by_locale_read_back(
    code: str, sentence: Callable[[str, str], Sentence], number: int
) -> None:
    for written in (num2words(number, lang=code).replace(",", ""), format_decimal(number, locale=code)):
        assert read_back(sentence(written, code)) == number, written


@languages
def test_every_cardinal_to_twenty_thousand_reads_back(code: str, sentence: Callable[[str, str], Sentence]) -> None:
    drawn = random.Random(7)
    large = [drawn.randrange(10 ** drawn.randint(5, 12)) for _ in range(20_000)]
    wrong = [
        (number, words)
        for number in (*range(20_001), *large)
        if read_back(sentence(words := num2words(number, lang=code).replace(",", ""), code)) != number
    ]
    assert wrong == []


def read_back(whole: Sentence) -> float | None:
    """The number that a whole sentence names, or None where it names anything besides."""
    numeral = NumeralReader(whole).at(0)
    return numeral.value if numeral is not None and numeral.last == len(whole.tokens) else None


@pytest.mark.parametrize("noise", ["7", "(", "ezer ", '"', "a, ", ".", "a-", "ezer", "5–", "1.", "12 "])
@languages
def test_noise_is_read_to_its_end(code: str, claims: Callable[[str, str], list[Claim]], noise: str) -> None:
    text = noise * (5000 // len(noise)) + "\n\n" + DIED[code]
    assert claims(text, code)[-1].quantity.interval is not None
