"""Articles out of files: what is read, what is refused, and that nothing in a file raises."""

import gzip
import json
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.indexes import files, jsonlines
from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article
from dateline.indexes.readers import new_walk, read
from dateline.indexes.walk import Again, Skipped

Reading = Article | Failure | Skipped | Again
RATES = "The central bank raised rates on Tuesday. Analysts had expected it."
LONG = " ".join(f"Member {n} of the board voted for the rise, and said why in a letter." for n in range(1, 6))
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
MIDNIGHT = datetime(2024, 3, 5, tzinfo=UTC)

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)
fresh_folders = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


def readings(path: Path, *, defaults: Defaults = Defaults()) -> list[Reading]:
    return list(read(path, root=path if path.is_dir() else path.parent, defaults=defaults))


def article(path: Path, *, defaults: Defaults = Defaults()) -> Article:
    [found] = readings(path, defaults=defaults)
    assert isinstance(found, Article), found
    return found


def failure(path: Path) -> Failure:
    [found] = readings(path)
    assert isinstance(found, Failure), found
    return found


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


Write = Callable[[str, str | bytes], Path]


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
        "---\nid: rates-1\ntitle: 'Rates rise: again'\npublished_at: 2024-03-05 13:00:00+01:00\nupdated_at: 2024-03-05\n"
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


def test_a_page_gives_its_text_and_what_its_metadata_states(write: Write) -> None:
    page = f"""<!doctype html><html><head><title>Rates rise | The Ledger</title>
    <meta property="og:title" content="Rates rise"><meta property="og:site_name" content="The Ledger">
    <meta property="article:published_time" content="2024-03-05T13:00:00+0100">
    <link rel="canonical" href="https://ledger.example/rates?fbclid=1">
    <script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Other",
      "dateModified": "2024-03-06", "author": [{{"name": "Jo Doe"}}, "Li Wei"]}}]}}</script></head>
    <body><nav><a href="/">Home</a></nav><article><p>{RATES}</p><p>{LONG}</p></article></body></html>"""
    assert article(write("a.html", page)) == Article(
        text=f"{RATES}\n{LONG}",
        title="Rates rise",
        published_at=NOON,
        updated_at=datetime(2024, 3, 6, tzinfo=UTC),
        source="The Ledger",
        url="https://ledger.example/rates",
        authors=("Jo Doe", "Li Wei"),
        path="a.html",
    )


def page_with(head: str, body: str = "") -> str:
    return f"<html><head>{head}</head><body><article><p>{RATES}</p></article>{body}</body></html>"


def test_a_page_without_metadata_states_its_title_only(write: Write) -> None:
    body = '<p class="date">Published March 5, 2024</p><time datetime="2024-03-05">today</time>'
    found = article(write("a.htm", page_with("<title>Rates  rise</title>", body)))
    assert (found.title, found.source, found.published_at, found.url) == ("Rates rise", None, None, None)


@pytest.mark.parametrize(
    ("head", "body", "published_at"),
    [
        ("", '<time itemprop="datePublished" datetime="2024-03-05">5 March</time>', MIDNIGHT),
        (
            '<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"2024-03-05"}]</script>',
            "",
            MIDNIGHT,
        ),
        ('<meta property="article:published_time" content="Tue, 5 March 2024">', "", None),
        ('<script type="application/ld+json">{"@type":"Event","datePublished":"2024-03-05"}</script>', "", None),
        ('<script type="application/ld+json">{"@type":"NewsArticle", broken</script>', "", None),
        (
            "",
            '<time itemprop="datePublished" datetime="2024-03-05"></time>'
            '<time itemprop="datePublished" datetime="2024-03-06"></time>',
            None,
        ),
    ],
)
def test_a_pages_date_is_taken_only_when_unmistakable(
    write: Write, head: str, body: str, published_at: datetime | None
) -> None:
    assert article(write("a.html", page_with(head, body))).published_at == published_at


@pytest.mark.parametrize("href", ["https://ledger.example/", "/rates", "https://[broken"])
def test_a_canonical_link_that_names_no_article_is_not_taken(write: Write, href: str) -> None:
    assert article(write("a.html", page_with(f'<link rel="canonical" href="{href}">'))).url is None


@pytest.mark.parametrize("page", ["no markup", "<html><body><script>x()</script></body></html>", "<html></html>"])
def test_a_page_without_an_article_is_refused(write: Write, page: str) -> None:
    assert "page" in failure(write("a.html", page)).why


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
        unix.bind(os.path.relpath(tmp_path / "sock.jsonl"))
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


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(3):
        deep = deep / ("d" * 200)
    deep.mkdir(parents=True)
    (tmp_path / "long").symlink_to("x" * 200 + "/" + "y" * 200)
    assert [one.why for one in readings(tmp_path) if isinstance(one, Failure)] == ["No such file or directory"]


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


def normalised(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@fresh_folders
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


@fresh_folders
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


@fresh_folders
@given(lines=st.lists(records.map(json.dumps).map(str.encode) | st.binary(min_size=1, max_size=60), max_size=6))
def test_articles_and_failures_are_as_many_as_lines_whatever_they_hold(tmp_path: Path, lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    filled = sum(1 for line in content.split(b"\n") if line.strip(b" \t\r\x0b\x0c"))
    assert len(readings(path)) == (1 if content.startswith((b"\xff\xfe", b"\xfe\xff")) else max(filled, 1))


@fresh_folders
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".jsonl", ".jsonl.gz"]))
def test_no_content_of_any_file_raises(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    for bytes_ in (content, b"---\n" + content + b"\n---\n", b"<html><head>" + content, gzip.compress(content)[:-3]):
        path.write_bytes(bytes_)
        assert all(isinstance(one, Article | Failure) for one in readings(path))


def markup() -> Iterator[str]:
    yield from [
        "<html>",
        "<head>",
        "<title>",
        "<svg>",
        "</p>",
        "<![foo[",
        "<!--",
        "<?xml encoding='x'?>",
        "<meta name=",
        ">",
    ]
    yield from ['<meta property="og:url" content="http://[">', '<script type="application/ld+json">', "{", "</script>"]


@fresh_folders
@given(pieces=st.lists(st.sampled_from(list(markup())) | any_text, max_size=12))
def test_no_markup_raises(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(("<html>" + "".join(pieces)).encode("utf-8", "replace"))
    [found] = readings(path)
    assert isinstance(found, Article | Failure)
