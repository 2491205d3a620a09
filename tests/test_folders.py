"""Folders, links, pipes, and the metadata.csv of a folder."""

import os
import shutil
import socket
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from readings import MIDNIGHT, NO_DEFAULTS, NOON, RATES, Write, article, failure, readings, writer

from dateline.indexes import files
from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article
from dateline.indexes.readers import new_walk, read
from dateline.indexes.walk import Again, Skipped


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer(tmp_path)


def test_a_folder_is_read_in_order_without_hidden_files_and_others_are_skipped(write: Write, tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.TXT", "a/b/c.txt", ".hidden.txt", ".git/d.txt", "photo.jpg", "a/notes.pdf"]:
        write(name, RATES)
    found = readings(tmp_path)
    assert [one.path for one in found if isinstance(one, Article)] == ["a/b/c.txt", "a/z.TXT", "b.txt"]
    assert [one.where for one in found if isinstance(one, Skipped)] == [
        str(tmp_path / "a/notes.pdf"),
        str(tmp_path / "photo.jpg"),
    ]


def test_a_named_file_of_unknown_suffix_is_refused(write: Write) -> None:
    path = write("a.pdf", RATES)
    assert failure(path) == Failure(str(path), "only .txt, .md, .html, .htm, .jsonl, .jsonl.gz files can be read")


def test_a_hidden_file_that_is_named_is_read(write: Write) -> None:
    assert article(write(".hidden.txt", RATES)).text == RATES


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.txt") == Failure(str(tmp_path / "none.txt"), "No such file or directory")


def test_links_loops_pipes_and_sockets_are_named_or_passed_over_and_never_block(write: Write, tmp_path: Path) -> None:
    write("sub/good.txt", RATES)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "twin.txt").symlink_to(tmp_path / "sub" / "good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(tmp_path / "sock.jsonl"))
        found = readings(tmp_path)
    assert [one.path for one in found if isinstance(one, Article)] == ["sub/good.txt"]
    assert {Path(one.where).name: one.why for one in found if isinstance(one, Failure)} == {
        "dangling.txt": "No such file or directory",
        "itself.txt": "Too many levels of symbolic links",
        "pipe.txt": "it is not a regular file",
        "sock.jsonl": "it is not a regular file",
    }
    assert failure(tmp_path / "pipe.txt").why == "it is not a regular file"


def test_a_pipe_put_in_a_files_place_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ValueError, match="not a regular file"):
        files.read_text(tmp_path / "a.txt")


def test_a_file_named_twice_in_one_run_is_read_once(write: Write, tmp_path: Path) -> None:
    path, walk = write("a.txt", RATES), new_walk()
    found = [
        one for named in (path, tmp_path, path) for one in read(named, root=tmp_path, defaults=Defaults(), walk=walk)
    ]
    assert found == [Article(RATES, path="a.txt"), Again(str(path)), Again(str(path))]


def test_a_name_that_is_not_unicode_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(RATES)
    found = failure(path)
    assert found.why == "its name is not UTF-8; rename it"
    found.where.encode()


def test_a_folder_that_may_not_be_read_is_named_and_the_others_are_read() -> None:
    with tempfile.TemporaryDirectory() as top:
        write = writer(Path(top))
        write("a/x.txt", RATES)
        write("closed/x.txt", RATES)
        secret = write("secret.txt", RATES)
        os.chmod(top, 0o755)
        os.chmod(secret, 0)
        os.chmod(Path(top) / "closed", 0)
        with nobody():
            found = readings(Path(top))
    assert [one.path for one in found if isinstance(one, Article)] == ["a/x.txt"]
    assert [one for one in found if isinstance(one, Failure)] == [
        Failure(f"{top}/closed", "Permission denied"),
        Failure(f"{top}/secret.txt", "Permission denied"),
    ]


@contextmanager
def nobody() -> Generator[None]:
    """Without the rights of root, for whom every folder is open."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_vanishes_meanwhile_is_named(write: Write, tmp_path: Path) -> None:
    write("a.txt", RATES)
    write("b/c.txt", RATES)
    found = read(tmp_path, root=tmp_path, defaults=NO_DEFAULTS)
    assert isinstance(next(found), Article)
    shutil.rmtree(tmp_path / "b")
    assert list(found) == [Failure(str(tmp_path / "b"), "No such file or directory")]


def test_what_the_file_says_goes_before_metadata_csv_and_that_before_the_options(write: Write, tmp_path: Path) -> None:
    write("a.md", f"---\ntitle: From the file\n---\n{RATES}")
    write("sub/b.txt", RATES)
    write("c.txt", RATES)
    write(
        "metadata.csv", "file,title,source,published_at,colour\na.md,Table,The Ledger,,red\nsub/b.txt,B,,2024-03-05\n"
    )
    write("sub/metadata.csv", "file,title,authors\nb.txt,Nearer,Jo Doe; Li Wei\n")
    defaults = Defaults(source="Option", date=NOON, language="en-GB")
    assert readings(tmp_path, defaults=defaults) == [
        Article(RATES, title="From the file", source="The Ledger", published_at=NOON, language="en", path="a.md"),
        Article(RATES, source="Option", published_at=NOON, language="en", path="c.txt"),
        Article(
            RATES,
            title="Nearer",
            source="Option",
            published_at=MIDNIGHT,
            authors=("Jo Doe", "Li Wei"),
            language="en",
            path="sub/b.txt",
        ),
    ]


def test_a_file_named_alone_gets_its_row_of_the_folders_table(write: Write) -> None:
    write("metadata.csv", "file,source\na.txt,The Ledger\ngone.txt,Nobody\n")
    assert article(write("a.txt", RATES)) == Article(RATES, source="The Ledger", path="a.txt")


def test_a_row_for_json_lines_fills_its_lines_but_for_what_only_one_article_can_have(write: Write) -> None:
    write("metadata.csv", "file,id,url,title,source\na.jsonl,one,https://ledger.example/x,T,The Ledger\n")
    path = write("a.jsonl", '{"text": "a"}\n{"text": "b", "source": "Own"}\n')
    assert readings(path) == [Article("a", source="The Ledger"), Article("b", source="Own")]


def test_bad_rows_of_a_table_are_named_and_fail_their_files(write: Write, tmp_path: Path) -> None:
    for name in ["a.txt", "b.txt", "c.txt"]:
        write(name, RATES)
    rows = [
        "a.txt,5 March",
        "gone.txt,2024-03-05",
        "../a.txt,2024-03-05",
        "b.txt,2024-03-05",
        "b.txt,2024-03-06",
        "c.txt,,,",
    ]
    table = write("metadata.csv", "file,published_at\n" + "\n".join(rows))
    found = readings(tmp_path)
    assert [one.path for one in found if isinstance(one, Article)] == ["b.txt"]
    assert {one.where: one.why for one in found if isinstance(one, Failure)} == {
        f"{table}:2": "published_at: write dates as 2024-03-05 or 2024-03-05T08:00:00Z",
        f"{table}:3": "there is no such file in this folder",
        f"{table}:4": "there is no such file in this folder",
        f"{table}:6": "this file has a row already; keep one",
        f"{table}:7": "4 columns where the first line has 2; quote cells with commas",
    }


@pytest.mark.parametrize("table", ["file;source\na.txt;X", "", "source,file\n", 'file\n"open', b"\xff"])
def test_a_folder_whose_table_cannot_be_read_is_left_out(write: Write, tmp_path: Path, table: str | bytes) -> None:
    write("metadata.csv", table)
    write("a.txt", RATES)
    assert "left out, because its metadata.csv cannot be read: " in failure(tmp_path).why
