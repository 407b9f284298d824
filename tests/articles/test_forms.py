"""Article forms: files of each kind → articles with their fields, and offsets into the file as decoded."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from consistency.articles import read

if TYPE_CHECKING:
    from pathlib import Path

    from consistency.model import Article

LANGUAGES = ("hu", "en", "de")
PROSE = "The toll of the earthquake passed 5,000 on Tuesday, and they said that it would rise."
MAGYAR = "A földrengés halottainak száma ötezer fölé nőtt, és még több száz embert őriznek űrsátrakban."
FRONT = '---\ntitle: "Toll: 5,000"\ndate: {date}\nsource: Evening Post\nurl: https://news.example/a\n---\n\n' + PROSE


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


def only(path: Path, **options: Any) -> Article:
    reading = read([path], languages=LANGUAGES, **options)
    assert not reading.problems
    (article,) = reading.articles
    return article


def parts(article: Article) -> list[tuple[str, str]]:
    return [(part.role, article.text[part.start : part.end]) for part in article.sections]


def test_markdown_takes_its_fields_from_the_front_matter(tmp_path: Path) -> None:
    article = only(written(tmp_path, "toll.md", FRONT.format(date="2023-02-07")))
    assert (article.title, article.published, article.outlet, article.language) == (
        "Toll: 5,000", "2023-02-07", "Evening Post", "en",
    )  # fmt: skip
    assert article.document.endswith("toll.md")
    assert parts(article) == [("title", "Toll: 5,000"), ("body", PROSE)]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2023-02-07T08:15", "2023-02-07T08:15"),
        ("2023-02-07 08:15", "2023-02-07T08:15"),
        ("'2023-02'", "2023-02"),
        ("2023", "2023"),
        ("2023. február 7.", "2023-02-07"),
        ("7. Februar 2023", "2023-02-07"),
        ("2023-02-07T08:15:00Z", "2023-02-07T08:15:00Z"),
    ],
)
def test_front_matter_dates_stay_as_precise_as_stated(tmp_path: Path, date: str, published: str) -> None:
    assert only(written(tmp_path, "toll.md", FRONT.format(date=date))).published == published


def test_markup_of_headings_and_emphasis_stays_in_the_text(tmp_path: Path) -> None:
    text = f"# Toll passes 5,000\n\n*It will rise*\n\n## What we know\n\n{PROSE}\n"
    article = only(written(tmp_path, "toll.md", text))
    assert article.title == "Toll passes 5,000"
    assert parts(article) == [
        ("title", "# Toll passes 5,000"),
        ("deck", "*It will rise*"),
        ("body", f"## What we know\n\n{PROSE}"),
    ]


def test_a_title_that_front_matter_folds_is_known_but_not_read_for_claims(tmp_path: Path) -> None:
    article = only(written(tmp_path, "toll.md", f"---\ntitle: >\n  Toll passes\n  5,000\n---\n{PROSE}"))
    assert article.title == "Toll passes 5,000"
    assert parts(article) == [("body", PROSE)]


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    rows = [
        {"text": PROSE, "url": "https://news.example/a", "id": "7", "title": "Toll", "published": "2023-02-07",
         "outlet": "Evening Post", "language": "en-GB"},
        {"text": MAGYAR, "id": "8"},
        {"text": PROSE},
    ]  # fmt: skip
    file = written(tmp_path, "crawl.jsonl", "\n".join(json.dumps(row) for row in rows))
    reading = read([file], languages=LANGUAGES)
    assert not reading.problems
    first, second, third = reading.articles
    assert (first.document, first.title, first.published, first.outlet, first.language) == (
        "https://news.example/a", "Toll", "2023-02-07", "Evening Post", "en",
    )  # fmt: skip
    assert (second.document, second.language) == ("8", "hu")
    assert third.document.endswith("crawl.jsonl:3")
    assert [parts(article) for article in reading.articles] == [
        [("body", PROSE)],
        [("body", MAGYAR)],
        [("body", PROSE)],
    ]


@pytest.mark.parametrize("published", ["2023", "2023-02", "2023-02-07", "2023-02-07T08:15"])
def test_dates_of_json_lines_stay_as_precise_as_stated(tmp_path: Path, published: str) -> None:
    row = {"text": PROSE, "published": published, "title": " ", "outlet": ""}
    article = only(written(tmp_path, "crawl.jsonl", json.dumps(row)))
    assert (article.published, article.title, article.outlet) == (published, None, None)


def test_offsets_of_json_lines_are_into_their_text(tmp_path: Path) -> None:
    text = f'Toll "passes" 5,000\n2023. február 7. – 08:15\n{PROSE}\u2028🙂'
    article = only(written(tmp_path, "crawl.jsonl", json.dumps({"text": text})))
    assert article.text == text
    assert article.published == "2023-02-07T08:15"
    assert parts(article) == [("title", 'Toll "passes" 5,000'), ("body", f"{PROSE}\u2028🙂")]


@pytest.mark.parametrize("name", ["toll.txt", "toll.md", "toll.jsonl"])
def test_every_form_may_be_gzipped(tmp_path: Path, name: str) -> None:
    content = json.dumps({"text": PROSE}) if name.endswith("jsonl") else PROSE
    plain = only(written(tmp_path, name, content))
    packed = only(written(tmp_path, f"{name}.gz", gzip.compress(content.encode("utf-8"))))
    assert (packed.text, packed.sections) == (plain.text, plain.sections)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1250", "iso8859_2", "utf-16-be"]
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = f"{MAGYAR} {MAGYAR}"
    assert only(written(tmp_path, "toll.txt", text.encode(encoding))).text == text


def test_windows_1252_is_found(tmp_path: Path) -> None:
    text = "“The toll — more than 5,000 — will rise”, said a café owner. He gave £3m."
    assert only(written(tmp_path, "toll.txt", text.encode("cp1252"))).text == text


def test_line_ends_are_kept(tmp_path: Path) -> None:
    text = f"Toll passes 5,000\r\n2023-02-07\r\n\r\n{PROSE}\r\n"
    article = only(written(tmp_path, "toll.txt", text))
    assert article.text == text
    assert parts(article) == [("title", "Toll passes 5,000"), ("body", PROSE)]


@pytest.mark.parametrize(
    ("content", "title"),
    [(f"Toll passes 5,000\n\n{PROSE}", "Toll passes 5,000"), (FRONT.format(date="2023-02"), "Toll: 5,000"),
     (json.dumps({"text": PROSE, "title": "Toll"}), "Toll")],
)  # fmt: skip
def test_standard_input_is_recognised_by_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, content: str, title: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode("utf-8"))))
    (article,) = read(["-"], languages=LANGUAGES).articles
    assert article.title == title
    assert article.path.startswith("-")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (MAGYAR, "hu"),
        ("Die Zahl der Toten ist nach dem Erdbeben auf mehr als 5.000 gestiegen.", "de"),
        ("3 000 katona", "hu"),
        ("5 000 – 6 000", None),
    ],
)
def test_the_language_is_detected(tmp_path: Path, text: str, language: str | None) -> None:
    assert only(written(tmp_path, "toll.txt", text)).language == language


def test_the_language_that_the_user_names_comes_first(tmp_path: Path) -> None:
    assert only(written(tmp_path, "toll.md", f"---\nlang: hu\n---\n{PROSE}")).language == "hu"
    assert only(written(tmp_path, "toll.md", f"---\nlang: hu\n---\n{PROSE}"), language="de").language == "de"
