"""What dates and sources let through, and what coverage says of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from archives import EVERY, FIRST, Clock, alive, day
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Filters


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite", now=Clock())) as opened:
        yield opened


def test_an_undated_article_is_left_out_as_soon_as_a_date_is_asked_for(archive: Archive) -> None:
    archive.add(FIRST)
    assert alive(archive, EVERY) == {"a": 1}
    assert alive(archive, Filters(as_of=date(9999, 12, 31))) == {}
    assert alive(archive, Filters(since=date(1, 1, 1))) == {}
    assert archive.coverage(EVERY, "m").undated == 1


def test_as_of_a_day_takes_the_newest_revision_of_that_day(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2024-03-01"), updated_at=day("2024-05-01")))
    assert alive(archive, Filters(as_of=date(2024, 2, 29))) == {}
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2024, 4, 30))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2024, 5, 1))) == {"a": 2}


def test_new_words_without_a_new_date_are_known_only_from_the_day_they_came(archive: Archive) -> None:
    dated = replace(FIRST, published_at=day("2024-03-01"), updated_at=day("2024-03-02"))
    archive.add(dated)
    archive.add(replace(dated, text="It closed."))
    assert alive(archive, Filters(as_of=date(2024, 12, 31))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2025, 1, 1))) == {"a": 2}


def test_a_date_that_is_added_later_to_the_same_words_counts(archive: Archive) -> None:
    archive.add(FIRST)
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 2}


def test_a_date_that_is_corrected_to_a_later_one_no_longer_lets_the_article_into_earlier_days(
    archive: Archive,
) -> None:
    archive.add(replace(FIRST, published_at=day("2022-03-01")))
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    assert alive(archive, Filters(as_of=date(2023, 1, 1))) == {}
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 2}


def test_new_words_that_bear_a_later_date_are_not_known_before_it(archive: Archive) -> None:
    archive.add(FIRST)
    archive.add(replace(FIRST, text="It closed.", published_at=day("2026-03-01")))
    assert alive(archive, Filters(as_of=date(2025, 6, 1))) == {}
    assert alive(archive, Filters(as_of=date(2026, 3, 1))) == {"a": 2}


def test_better_metadata_does_not_make_late_words_early(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2022-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2022-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2022-03-01"), source="Post"))
    assert alive(archive, Filters(as_of=date(2023, 1, 1))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2025, 1, 1))) == {"a": 3}


def test_since_compares_publication_and_not_revision(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01"), updated_at=day("2024-06-01")))
    assert alive(archive, Filters(since=date(2024, 3, 1))) == {"a": 1}
    assert alive(archive, Filters(since=date(2024, 3, 2))) == {}


def test_sources_are_compared_without_regard_to_case(archive: Archive) -> None:
    archive.add_many([replace(FIRST, source="ÉCHO du Val"), replace(FIRST, id="b", source=None)])
    assert alive(archive, Filters(sources=("écho DU val",)), "ab") == {"a": 1}
    assert alive(archive, Filters(sources=("echo",)), "ab") == {}
    assert archive.sources() == ["ÉCHO du Val"]


def test_coverage_counts_what_the_filters_let_through(archive: Archive) -> None:
    archive.add_many(
        [
            replace(FIRST, published_at=day("2024-03-01")),
            replace(FIRST, id="b", published_at=day("2024-05-01"), source="Other"),
            replace(FIRST, id="c", text="The mill, undated."),
        ]
    )
    every = archive.coverage(EVERY, "m")
    assert (every.articles, every.undated, every.passages, every.embedded) == (3, 1, 5, 0)
    assert (every.earliest, every.latest) == (date(2024, 3, 1), date(2024, 5, 1))
    early = archive.coverage(Filters(as_of=date(2024, 4, 1)), "m")
    assert (early.articles, early.undated, early.passages, early.latest) == (1, 0, 2, date(2024, 3, 1))
    assert archive.coverage(Filters(sources=("nobody",)), "m").passages == 0


def test_coverage_sees_new_vectors_and_new_articles_at_once(archive: Archive) -> None:
    archive.add(FIRST)
    assert archive.coverage(EVERY, "m").embedded == 0
    keys = [each.content_key for each in archive.missing_embeddings("m", 10)]
    archive.put_embeddings("m", {keys[0]: np.ones(1, dtype=np.float32)})
    assert archive.coverage(EVERY, "m").embedded == 1
    assert archive.coverage(EVERY, "other").embedded == 0
    archive.add(replace(FIRST, id="b"))
    assert archive.coverage(EVERY, "m").embedded == 2


moments = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(
    st.lists(st.tuples(st.sampled_from(["One.", "Two.", "Three."]), moments, moments), min_size=1, max_size=6),
    st.dates(date(2019, 12, 31), date(2027, 1, 1)),
)
@settings(max_examples=80, deadline=None)
def test_as_of_shows_nothing_published_or_revised_after_that_day(
    history: list[tuple[str, datetime | None, datetime | None]], as_of: date
) -> None:
    with TemporaryDirectory() as folder, closing(Archive.open(Path(folder) / "a.sqlite", now=Clock())) as archive:
        for text, published, updated in history:
            archive.add(Article(id="a", text=text, published_at=published, updated_at=updated))
        shown = alive(archive, Filters(as_of=as_of))
        revisions = [archive.revision("a", dates.number) for dates in archive.revisions("a")]
        newest = alive(archive, EVERY)
    assert newest == {"a": len(revisions)}
    limit = datetime.combine(as_of, time.max, UTC)
    for number in shown.values():
        revision = revisions[number - 1]
        assert revision.known_from is not None
        assert revision.known_from <= limit
        for moment in (revision.published_at, revision.updated_at):
            assert moment is None or moment <= limit
