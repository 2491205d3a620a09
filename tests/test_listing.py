"""Lists of articles, page by page."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archives import FIRST, Clock, day
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.indexes.archive import Archive
from dateline.indexes.reading import CursorInvalid


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite", now=Clock())) as opened:
        yield opened


def test_pages_of_articles_hold_each_article_once_latest_first(archive: Archive) -> None:
    days = ["2024-03-01", "2024-05-01", "2024-03-01", "2023-01-01"]
    archive.add_many([replace(FIRST, id=f"n{at}", published_at=day(text)) for at, text in enumerate(days)])
    archive.add_many([replace(FIRST, id="undated"), replace(FIRST, id="gone")])
    archive.withdraw("gone", why="wrong")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = archive.articles(limit=2, cursor=cursor)
        seen += [item.article_id for item in page.items]
        if (cursor := page.next) is None:
            break
    assert seen == ["n1", "n0", "n2", "n3", "undated"]


def test_articles_are_listed_by_source_days_and_words(archive: Archive) -> None:
    archive.add_many(
        [
            replace(FIRST, id="x", published_at=day("2024-03-01")),
            replace(FIRST, id="y", published_at=day("2024-05-01"), source="Other", text="Nothing about 100% of it."),
        ]
    )

    def listed(**filters: object) -> list[str]:
        return [item.article_id for item in archive.articles(**filters).items]  # pyright: ignore[reportArgumentType]

    assert listed(source="other") == ["y"]
    assert listed(since=date(2024, 4, 1)) == ["y"]
    assert listed(until=date(2024, 3, 1)) == ["x"]
    assert listed(q="EMPLOYS") == ["x"]
    assert listed(q="100%") == ["y"]
    assert listed(q="1_0%") == []


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(Archive.open(Path(folder) / "a.sqlite")) as archive,
        pytest.raises(CursorInvalid),
    ):
        archive.articles(cursor=cursor)
