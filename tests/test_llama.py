"""Dateline's passages inside a stock LlamaIndex query engine."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from fakes import HashingEmbedder
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, TextNode

from dateline.indexes.llama import DatelineRetriever
from dateline.indexes.nouns import Article, Filters, Found
from dateline.indexes.retrieval import retrieve
from dateline.indexes.store import Store

ARTICLES = (
    Article(
        id="quay",
        title="Quay sinks",
        source="Harbour Wire",
        url="https://example.org/quay",
        published_at=datetime(2024, 3, 5, tzinfo=UTC),
        text="😀 The quay of Vantmoor sank in March. It cost 5 million crowns to build.\n\nNobody was hurt.",
    ),
    Article(id="mill", text="The mill of Orne employs 40 people. It opened in 2021."),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(tmp_path_factory.mktemp("data"), embedder=HashingEmbedder())) as opened:
        opened.archive.add_many(ARTICLES)
        opened.embed_missing()
        yield opened


def retriever(store: Store, limit: int = 10) -> DatelineRetriever:
    return DatelineRetriever(lambda question, most: retrieve(store, question, limit=most), limit=limit)


def test_nodes_carry_the_ids_offsets_and_words_of_the_archive(store: Store) -> None:
    found = retriever(store).retrieve("What did the quay of Vantmoor cost to build?")
    passages = store.archive.passages([each.node.node_id for each in found], Filters())
    assert len(found) == len(passages) == 5
    for each in found:
        node, (passage, revision) = each.node, passages[each.node.node_id]
        assert isinstance(node, TextNode)
        assert node.text == passage.text == revision.text[node.start_char_idx : node.end_char_idx]
        assert (node.metadata["article_id"], node.metadata["revision"]) == (revision.article_id, revision.number)


def test_scores_fall_from_the_best_and_the_limit_holds(store: Store) -> None:
    scores = [each.score or 0.0 for each in retriever(store, limit=3).retrieve("the quay of Vantmoor")]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_stock_query_engine_answers_from_them_and_names_them_as_its_sources(store: Store) -> None:
    engine = RetrieverQueryEngine.from_args(retriever(store, limit=2), llm=MockLLM())
    response = engine.query("What did the quay of Vantmoor cost to build?")
    assert "It cost 5 million crowns to build." in str(response)  # the mock repeats its prompt
    assert "Harbour Wire" in str(response)
    ids = {each.node.node_id for each in response.source_nodes}
    assert store.archive.passages(list(ids), Filters()).keys() == ids
    assert len(response.source_nodes) == 2


def test_a_model_is_shown_title_source_and_date_but_no_ids(store: Store) -> None:
    node = retriever(store).retrieve("crowns to build")[0].node
    shown = node.get_content(MetadataMode.LLM)
    assert "Quay sinks" in shown
    assert "2024-03-05" in shown
    assert "article_id" not in shown
    assert "https://" not in shown


def test_what_an_undated_article_does_not_say_is_left_out_of_what_a_model_is_shown(store: Store) -> None:
    node = retriever(store).retrieve("mill of Orne employs people")[0].node
    assert node.metadata["article_id"] == "mill"
    assert "None" not in node.get_content(MetadataMode.LLM)


def test_awaited_retrieval_finds_the_same_and_leaves_the_event_loop_free(store: Store) -> None:
    threads: list[int] = []

    def search(question: str, most: int) -> Found:
        threads.append(threading.get_ident())
        return retrieve(store, question, limit=most)

    found = asyncio.run(DatelineRetriever(search).aretrieve("the quay of Vantmoor"))
    assert threads != [threading.get_ident()]
    assert [each.node.node_id for each in found] == [
        each.node.node_id for each in retriever(store).retrieve("the quay of Vantmoor")
    ]
