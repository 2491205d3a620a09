"""Retrieval: both indexes fused, filters kept, every hit with its scores and why."""

from collections.abc import Generator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes import HashingEmbedder

from dateline.indexes.nouns import Article, Filters
from dateline.indexes.retrieval import retrieve
from dateline.indexes.store import Store

BARRIER = Article(
    id="barrier",
    title="Vantmoor tide barrier",
    text="The tide barrier will cost 412 million crowns. The harbour board said so on Sunday.",
    published_at=datetime(2024, 3, 3, tzinfo=UTC),
    source="Harbour Paper",
)
FERRY = Article(
    id="ferry", text="The night ferry carries 240 passengers. It will be painted green.", source="Tide Post"
)


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with closing(Store.open(tmp_path, embedder=HashingEmbedder())) as opened:
        opened.archive.add_many([BARRIER, FERRY])
        opened.catch_up()
        yield opened


def test_what_has_no_vector_yet_is_found_by_its_words(store: Store) -> None:
    found = retrieve(store, "What will the tide barrier cost?")
    assert found.hits[0].passage.text == "The tide barrier will cost 412 million crowns."
    assert found.hits[0].score > 0.75  # all that can be had without vectors
    assert set(found.hits[0].scores) == {"keywords"}
    assert (found.coverage.articles, found.coverage.embedded) == (2, 0)


def test_a_hit_has_both_scores_and_says_which_index_found_it_where(store: Store) -> None:
    store.embed_missing(publish=False)
    best = retrieve(store, "What will the tide barrier cost?").hits[0]
    assert set(best.scores) == {"keywords", "vectors"}
    assert "keywords #1" in best.why
    assert "vectors #" in best.why
    assert 0.0 <= best.score <= 1.0


def test_the_source_and_the_year_that_a_question_names_speak_for_an_article(store: Store) -> None:
    why = retrieve(store, "What did the Harbour Paper say of the tide barrier in 2024?").hits[0].why
    assert "its source is named" in why
    assert "published in the year asked about" in why


def test_filters_leave_out_undated_articles_and_other_sources(store: Store) -> None:
    dated = retrieve(store, "night ferry or tide barrier", filters=Filters(as_of=date(2024, 12, 31)))
    assert {hit.revision.article_id for hit in dated.hits} == {"barrier"}
    assert dated.coverage.undated == 0
    posted = retrieve(store, "night ferry or tide barrier", filters=Filters(sources=("tide post",)))
    assert {hit.revision.article_id for hit in posted.hits} == {"ferry"}


def test_a_source_that_the_archive_does_not_have_is_named(store: Store) -> None:
    found = retrieve(store, "night ferry", filters=Filters(sources=("Nowhere Times",)))
    assert (found.hits, found.missing_sources) == ([], ("Nowhere Times",))


def test_equal_searches_of_an_equal_archive_give_equal_hits(store: Store) -> None:
    store.embed_missing(publish=False)
    first, second = (retrieve(store, "green ferry crowns") for _ in range(2))
    assert first == second
