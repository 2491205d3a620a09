"""Text files and Markdown: what is read, what is refused, and that nothing in a file raises."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import MIDNIGHT, NOON, RATES, Write, any_text, article, failure, many_files, normalised, readings, writer

from dateline.indexes import files
from dateline.indexes.metadata import Failure
from dateline.indexes.nouns import Article


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer(tmp_path)


def test_a_text_file_is_its_text_and_nothing_else_is_guessed(write: Write) -> None:
    text = "BERLIN, March 5 2024 (Reuters) - Rates rose.\n\n  By Jo Doe \n"
    path = write("2024-03-05-rates.txt", text)
    assert article(path) == Article(text=text, path="2024-03-05-rates.txt")


@pytest.mark.parametrize(
    "content",
    [RATES.encode(), b"\xef\xbb\xbf" + RATES.encode(), RATES.encode("utf-16"), b"\xfe\xff" + RATES.encode("utf-16-be")],
)
def test_a_byte_order_mark_is_understood_and_dropped(write: Write, content: bytes) -> None:
    assert article(write("a.txt", content)).text == RATES


def test_line_ends_become_newlines_and_nothing_else_changes(write: Write) -> None:
    assert (
        article(write("a.txt", "one\r\ntwo\rthree\n\n e\u0301 \t.\u2028")).text
        == "one\ntwo\nthree\n\n e\u0301 \t.\u2028"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no text"),
        (b" \r\n\t ", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        ("Zürich".encode("latin-1"), "not UTF-8; convert"),
        (b"\x7fELF\x00\x01\x02" + bytes(range(256)), "binary"),
        (b"text\x00text", "binary"),
        (b"\x01\x02\x03ok\x04", "binary"),
        (b"\xff\xfea", "not UTF-8; convert"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(write: Write, content: bytes, why: str) -> None:
    assert why in failure(write("a.txt", content)).why


def test_a_text_file_over_the_limit_is_refused(write: Write) -> None:
    path = write("a.txt", b"a" * (files.MAX_FILE + 1))
    assert failure(path) == Failure(str(path), "it is larger than 20 MB")


def test_front_matter_fills_the_fields_and_leaves_the_text(write: Write) -> None:
    front = (
        "---\nid: rates-1\ntitle: 'Rates rise: again'\npublished_at: 2024-03-05 13:00:00+01:00\n"
        "updated_at: 2024-03-05\n"
        "source: The Ledger\nurl: HTTPS://Ledger.example/rates?utm_source=x#top\nauthors: [Jo Doe, Li Wei]\n"
        "language: no\nmood: [1, {2: 3}]\n---\n"
    )
    assert article(write("a.md", front + RATES)) == Article(
        text=RATES,
        id="rates-1",
        title="Rates rise: again",
        published_at=NOON,
        updated_at=MIDNIGHT,
        source="The Ledger",
        url="https://ledger.example/rates",
        authors=("Jo Doe", "Li Wei"),
        language="no",
        path="a.md",
    )


def test_markdown_without_front_matter_is_all_text(write: Write) -> None:
    assert article(write("a.md", "# Rates\n\n---\n\nThey rose.")) == Article(
        "# Rates\n\n---\n\nThey rose.", path="a.md"
    )


def test_null_and_empty_fields_say_nothing(write: Write) -> None:
    path = write("a.md", f"---\ntitle: null\nsource: ~\nurl:\nid: ''\nlanguage: ' '\n---\n{RATES}")
    assert article(path) == Article(RATES, path="a.md")


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("published_at: 5 March 2024", "published_at: write dates as 2024-03-05 or 2024-03-05T08:00:00Z"),
        ("updated_at: 2023-02-29", "updated_at: write dates as"),
        ("title: [a, b]", "title must be text"),
        ("authors: {name: Jo}", "authors must be a list"),
        ("authors: [[Jo]]", "authors must be a list"),
        ("authors: &a [*a]", "not valid YAML"),
        ("url: ledger.example/rates", "url: a url is a whole http"),
        ("url: javascript:alert(1)", "url: a url is a whole http"),
        ("id: two words", "id: an id is 1 to 200"),
        ("language: English", "language: write languages as"),
        ("title: 'open", "not valid YAML in line"),
        ("just words", "not lines of `field: value`"),
        ("? [a]\n: b", "not valid YAML"),
        ("x: " + "[" * 5000, "not valid YAML"),
        ("title: \x01", "not valid YAML"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named(write: Write, front: str, why: str) -> None:
    assert why in failure(write("a.md", f"---\n{front}\n---\n{RATES}")).why


@many_files
@given(text=any_text)
def test_any_text_written_to_a_file_is_read_back_identically_or_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    [found] = readings(path)
    if isinstance(found, Article):
        assert found.text == normalised(text.removeprefix("\ufeff"))
    else:
        assert isinstance(found, Failure)
        assert not text.isalnum()


@many_files
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".jsonl", ".jsonl.gz"]))
def test_no_content_of_any_file_raises(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    for bytes_ in (content, b"---\n" + content + b"\n---\n", b"<html><head>" + content, gzip.compress(content)[:-3]):
        path.write_bytes(bytes_)
        assert all(isinstance(one, Article | Failure) for one in readings(path))
