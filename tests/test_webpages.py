"""Web pages: the text, and the metadata only where it is unmistakable."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import MIDNIGHT, NOON, RATES, Write, any_text, article, failure, many_files, readings, writer

from dateline.indexes.metadata import Failure
from dateline.indexes.nouns import Article

LONG = " ".join(f"Member {n} of the board voted for the rise, and said why in a letter." for n in range(1, 6))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer(tmp_path)


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


@many_files
@given(pieces=st.lists(st.sampled_from(list(markup())) | any_text, max_size=12))
def test_no_markup_raises(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(("<html>" + "".join(pieces)).encode("utf-8", "replace"))
    [found] = readings(path)
    assert isinstance(found, Article | Failure)
