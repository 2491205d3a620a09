"""JSON Lines: every line is an article or a named failure, whatever it holds."""

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import RATES, Write, any_text, failure, many_files, normalised, readings, writer

from dateline.indexes import jsonlines
from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer(tmp_path)


def test_each_line_of_json_lines_is_an_article_or_a_named_failure(write: Write) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": RATES, "extra": n}) for n in range(1, 10)]
    lines[6] = '{"id": "n7", "text": '
    path = write("file.jsonl", "\n".join(lines))
    found = readings(path)
    assert [one.id for one in found if isinstance(one, Article)] == ["n1", "n2", "n3", "n4", "n5", "n6", "n8", "n9"]
    assert isinstance(found[6], Failure)
    assert found[6].where == f"{path}:7"
    assert found[6].why.startswith("broken JSON at character")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[]", "JSON object"),
        ("{}", "no `text`"),
        ('{"text": null}', "no `text`"),
        ('{"text": 7}', "text must be text"),
        ('{"text": "  "}', "there is no text"),
        ('{"text": "a\\ud800b"}', "surrogate"),
        ('{"text": "a\\u0000b"}', "binary"),
        ('{"text": "a", "title": 7}', "title must be text"),
        ('{"text": "a", "title": NaN}', "title must be text"),
        ('{"text": "a", "title": "\\udfff"}', "title: "),
        ('{"text": "a", "id": ""}', ""),
        ('{"text": "a", "published_at": 1709640000}', "published_at must be text"),
        ('{"text": "a", "published_at": "yesterday"}', "published_at: write dates as"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "broken JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
    ],
)
def test_a_line_that_is_no_article_is_named_and_the_next_is_read(write: Write, line: str | bytes, why: str) -> None:
    content = (line if isinstance(line, bytes) else line.encode()) + b'\n{"text": "good"}\n'
    path = write("a.jsonl", content)
    first, second = readings(path)
    assert second == Article("good")
    if why:
        assert isinstance(first, Failure)
        assert first.where == f"{path}:1"
        assert why in first.why
    else:
        assert first == Article("a")


def test_a_fifty_megabyte_line_is_refused_without_being_held_and_the_next_is_read() -> None:
    stream = LongLine(50_000_000, rest=[b'{"text": "good"}\n'])
    first, second = jsonlines.read_lines(stream, where="a.jsonl", otherwise=Defaults().metadata())
    assert first == Failure("a.jsonl:1", "the line is larger than 5 MB")
    assert second == Article("good")
    assert stream.largest <= jsonlines.MAX_LINE + 1


class LongLine:
    """A stream whose first line is as long as asked, made as it is read; then come the rest."""

    def __init__(self, length: int, *, rest: list[bytes]) -> None:
        self._left = length
        self._rest = rest
        self.largest = 0  # bytes asked for at once

    def readline(self, limit: int, /) -> bytes:
        self.largest = max(self.largest, limit)
        if self._left:
            piece = min(limit, self._left)
            self._left -= piece
            return b"x" * piece if self._left else b"x" * (piece - 1) + b"\n"
        return self._rest.pop(0) if self._rest else b""


def test_a_line_of_exactly_the_limit_is_read(write: Write) -> None:
    frame = len(json.dumps({"text": ""}))
    lines = [json.dumps({"text": "a" * (jsonlines.MAX_LINE - frame + more)}) for more in (0, 1)]
    first, second = readings(write("a.jsonl", "\n".join(lines)))
    assert isinstance(first, Article)
    assert isinstance(second, Failure)


def packed(count: int) -> bytes:
    lines = (json.dumps({"id": f"n{n}", "text": f"{RATES} {os.urandom(200).hex()}"}) for n in range(count))
    return gzip.compress("\n".join(lines).encode())


def test_gzipped_json_lines_are_read(write: Write) -> None:
    assert [one.id for one in readings(write("a.jsonl.gz", packed(3))) if isinstance(one, Article)] == [
        "n0",
        "n1",
        "n2",
    ]


def test_a_truncated_gzip_is_named_and_what_came_before_is_kept(write: Write) -> None:
    content = packed(2000)
    found = readings(write("a.jsonl.gz", content[: len(content) // 2]))
    assert len(found) > 100
    assert all(isinstance(one, Article) for one in found[:-1])
    assert isinstance(found[-1], Failure)
    assert found[-1].why == "the rest cannot be read: the gzip file is cut short"


def test_a_corrupt_gzip_is_named(write: Write) -> None:
    assert "not valid gzip" in failure(write("a.jsonl.gz", b"no gzip at all")).why
    content = bytearray(packed(2000))
    content[len(content) // 2 : len(content) // 2 + 64] = b"\xff" * 64
    last = readings(write("b.jsonl.gz", bytes(content)))[-1]
    assert isinstance(last, Failure)


def test_an_empty_json_lines_file_is_named(write: Write) -> None:
    assert failure(write("a.jsonl", "\n \n")).why == "there is no article in it"


def test_json_lines_in_another_encoding_are_named(write: Write) -> None:
    assert "must be UTF-8" in failure(write("a.jsonl", json.dumps({"text": "a"}).encode("utf-16"))).why


@many_files
@given(texts=st.lists(any_text, min_size=1, max_size=5))
def test_any_texts_written_as_json_lines_are_read_back_identically_or_refused(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    found = readings(path)
    assert len(found) == len(texts)
    for one, text in zip(found, texts, strict=True):
        assert one == Article(normalised(text)) if isinstance(one, Article) else not text.isalnum()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["text", "id", "title", "published_at", "updated_at", "source", "url", "authors", "language"]
records = st.dictionaries(st.sampled_from(FIELDS), json_values) | json_values


@many_files
@given(lines=st.lists(records.map(json.dumps).map(str.encode) | st.binary(min_size=1, max_size=60), max_size=6))
def test_articles_and_failures_are_as_many_as_lines_whatever_they_hold(tmp_path: Path, lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    filled = sum(1 for line in content.split(b"\n") if line.strip(b" \t\r\x0b\x0c"))
    assert len(readings(path)) == (1 if content.startswith((b"\xff\xfe", b"\xfe\xff")) else max(filled, 1))
