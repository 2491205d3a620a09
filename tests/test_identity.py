"""Who an article is, and whether its content changed."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexes.dates import UnreadableDate, moment
from dateline.indexes.identity import UnusableId, UnusableUrl, canonical_url, content_hash, identity
from dateline.indexes.nouns import Article


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example/Story", "https://news.example/Story"),
        ("https://news.example/a?id=7&utm_source=x&UTM_Medium=y&b=%41#part", "https://news.example/a?id=7&b=%41"),
        ("https://news.example/a?fbclid=1&gclid=2", "https://news.example/a"),
        ("https://news.example/a?b=1&a=2&a=", "https://news.example/a?b=1&a=2&a="),
        ("http://news.example:80", "http://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        (" https://新闻.example/文 ", "https://新闻.example/文"),
    ],
)
def test_a_page_has_one_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "/a",
        "javascript:alert(1)",
        "ftp://a/b",
        "http://",
        "http://[::1",
        "http://a:b/",
        "http://a/b c",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UnusableUrl):
        canonical_url(url)


@given(
    st.text(max_size=60).map("http://a.example/".__add__)
    | st.text(max_size=40)
    | st.text(":/?#@[]&=.aZ%\\ ", max_size=30)
)
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    try:
        canonical = canonical_url(url)
    except UnusableUrl:
        return
    assert canonical_url(canonical) == canonical


def test_identity_is_the_id_else_the_url_else_the_path_else_the_content() -> None:
    full = Article("text", id="é/7", url="https://a.example/x#y", path="a/b.txt")
    by_url = replace(full, id=None)
    assert identity(full) == "é/7"
    assert identity(by_url) == identity(replace(by_url, url="HTTPS://A.example/x?utm_id=3", text="other", path=None))
    assert identity(replace(by_url, url=None)) == identity(Article("other", path="a/b.txt"))
    prefixes = [identity(one)[:5] for one in (by_url, replace(by_url, url=None), Article("text"))]
    assert prefixes == ["url-" + identity(by_url)[4], "path-", "text-"]
    assert len(identity(Article("text"))) == len("text-") + 16


@pytest.mark.parametrize("given_id", ["", "two words", "a\tb", "a\n", "a\u00a0b", "a\ud800", "x" * 201])
def test_an_id_nobody_could_write_is_refused(given_id: str) -> None:
    with pytest.raises(UnusableId):
        identity(Article("text", id=given_id))


def test_equal_content_has_an_equal_hash_wherever_it_is_from() -> None:
    noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
    one = Article("text", id="a", published_at=noon, url="https://a.example/?gclid=1", path="x.txt")
    other = replace(
        one, id="b", path=None, published_at=noon.astimezone(timezone(timedelta(hours=8))), url="https://a.example/"
    )
    assert content_hash(one) == content_hash(other)


@pytest.mark.parametrize(
    "changed",
    [
        Article("text."),
        Article("text", title="t"),
        Article("text", source="t"),
        Article("text", published_at=datetime(2024, 3, 5, tzinfo=UTC)),
        Article("text", updated_at=datetime(2024, 3, 5, tzinfo=UTC)),
        Article("text", url="https://a.example/"),
        Article("text", authors=("t",)),
        Article("text", language="en"),
    ],
)
def test_any_other_content_has_another_hash(changed: Article) -> None:
    assert content_hash(changed) != content_hash(Article("text"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC)),
        ("2024-03-05T08:00", datetime(2024, 3, 5, 8, tzinfo=UTC)),
        (" 2024-03-05 08:00:30 ", datetime(2024, 3, 5, 8, 0, 30, tzinfo=UTC)),
        ("2024-03-05T08:00:00Z", datetime(2024, 3, 5, 8, tzinfo=UTC)),
        ("2024-03-05t08:00:00.123456789z", datetime(2024, 3, 5, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2024-03-05T01:00:00+08:00", datetime(2024, 3, 4, 17, tzinfo=UTC)),
        ("2024-03-05T08:00:00 -0330", datetime(2024, 3, 5, 11, 30, tzinfo=UTC)),
        ("2024-03-05T08:00+01", datetime(2024, 3, 5, 7, tzinfo=UTC)),
    ],
)
def test_iso_dates_are_read_as_utc(text: str, expected: datetime) -> None:
    assert moment(text) == expected
    assert moment(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-3-5", "05/03/2024", "20240305", "2024-W10-2", "2023-02-29", "2024-03-05T25:00", "March 5, 2024",
     "2024-03-05T08", "0001-01-01T00:00+14:00", "9999-12-31T23:59-01:00",
     "\uff12024-03-05", "1709640000", "2024-03-05\n2024"],
)  # fmt: skip
def test_other_dates_are_refused_with_how_to_write_them(text: str) -> None:
    with pytest.raises(UnreadableDate, match="write dates as 2024-03-05 or 2024-03-05T08:00:00Z"):
        moment(text)


@given(st.text(max_size=30) | st.text("0123456789-T:Z+ .", max_size=30))
def test_no_text_raises_anything_but_an_unreadable_date(text: str) -> None:
    with suppress(UnreadableDate):
        assert moment(text).tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_written_in_iso_is_read_back(when: datetime) -> None:
    assert moment(when.isoformat()) == when
