"""Documents: which files are read under the paths that a user names, in which order, under which names."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from consistency.articles import find, read

PROSE = "The toll of the earthquake passed 5,000 on Tuesday, and they said that it would rise."


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with articles, and files that are none, two folders deep; the working directory is beside it."""
    for name in (
        "repo/.git/HEAD", "repo/news/b.txt", "repo/news/a.md", "repo/news/2023/c.txt.gz", "repo/news/.hidden.txt",
        "repo/news/.cache/d.txt", "repo/news/README.md", "repo/news/table.csv", "beside/news/a.md", "beside/e.txt",
    ):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PROSE, encoding="utf-8")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def documents(*paths: Path | str) -> list[str]:
    return [file.document for file in find(paths)[0]]


def test_a_folder_is_walked_in_order_without_hidden_files_and_what_is_no_article(archive: Path) -> None:
    assert documents(archive / "repo" / "news") == ["news/2023/c.txt.gz", "news/a.md", "news/b.txt"]


def test_a_file_is_named_from_the_root_of_its_repository(archive: Path) -> None:
    assert documents(archive / "repo" / "news" / "2023" / "c.txt.gz") == ["news/2023/c.txt.gz"]


def test_a_file_in_no_repository_is_named_from_the_working_directory(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive / "beside")
    assert documents("news/a.md") == ["news/a.md"]
    assert documents("news") == ["news/a.md"]
    assert documents(".") == ["e.txt", "news/a.md"]


def test_outside_of_both_a_name_holds_nothing_of_the_machine(archive: Path) -> None:
    assert documents("../beside") == ["beside/e.txt", "beside/news/a.md"]
    assert documents("../beside/news") == ["news/a.md"]
    assert documents(archive / "beside" / "e.txt") == ["e.txt"]


def test_two_files_never_share_a_name(archive: Path) -> None:
    assert documents(archive / "repo" / "news" / "a.md", archive / "beside" / "news") == [
        "beside/news/a.md", "repo/news/a.md",
    ]  # fmt: skip


def test_the_order_and_repetition_of_paths_do_not_matter(archive: Path) -> None:
    folder = archive / "repo" / "news"
    once = find([folder])[0]
    again = find([folder / "b.txt", folder, folder / "a.md", folder / "2023" / ".." / "b.txt"])[0]
    assert [file.document for file in once] == [file.document for file in again]


def test_a_url_that_two_lines_share_is_read_once_and_told(tmp_path: Path) -> None:
    file = tmp_path / "crawl.jsonl"
    file.write_text('{"text": "One. 1,000 died.", "url": "u"}\n{"text": "Two. 2,000 died.", "url": "u"}\n')
    reading = read([file], languages=("en",))
    assert [article.text for article in reading.articles] == ["One. 1,000 died."]
    assert [str(problem) for problem in reading.problems] == [f"{file}:2:1: u has been read already, from {file}:1"]


def test_a_pipe_is_told_where_it_is_named_and_passed_over_in_a_folder(archive: Path) -> None:
    pipe = archive / "beside" / "pipe.txt"
    os.mkfifo(pipe)
    assert documents(archive / "beside") == ["beside/e.txt", "beside/news/a.md"]
    found, problems = find([pipe])
    assert found == ()
    assert [str(problem) for problem in problems] == [
        f"{pipe}:1:1: cannot be read: it is a pipe, a socket or a device, not a file"
    ]


def test_a_pipe_without_a_name_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, PROSE.encode())
    os.close(writer)
    (article,) = read([f"/dev/fd/{reader}"], languages=("en",)).articles
    os.close(reader)
    assert article.text == PROSE


def test_a_link_in_a_folder_that_leads_nowhere_is_told(archive: Path) -> None:
    (archive / "beside" / "gone.txt").symlink_to("nowhere")
    problems = read([archive / "beside"], languages=("en",)).problems
    assert [problem.message for problem in problems] == ["cannot be read: no such file or directory"]


@pytest.mark.parametrize("closed", ["beside/news", "beside"])
def test_a_folder_that_may_not_be_looked_into_is_told(
    archive: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path) == str(archive / closed):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    problems = find([archive / "beside"])[1]
    assert [str(problem) for problem in problems] == [f"{archive / closed}:1:1: cannot be read: permission denied"]


def test_a_name_that_is_no_utf8_is_spelt_out(tmp_path: Path) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/inv\xff.txt")
    for paths in ([tmp_path], [file]):
        Path(file).write_text(PROSE, encoding="utf-8")
        (article,) = read(paths, languages=("en",)).articles
        assert (article.document.rpartition("/")[2], article.path) == ("inv\\xff.txt", f"{tmp_path}/inv\\xff.txt")
    (problem,) = find([f"{file}.gz"])[1]
    assert problem.path == f"{tmp_path}/inv\\xff.txt.gz"


def test_progress_counts_files(archive: Path) -> None:
    seen: list[tuple[int, int]] = []
    read([archive / "repo"], languages=("en",), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
