"""Dateline's retrieval for LlamaIndex: a stock `BaseRetriever`, for query engines and agents that people already have.

The one file that imports llama_index. What a query engine writes from these nodes is not verified by Dateline: the way to
proven answers is the question's path, this is the way to its passages.
"""

import asyncio
from collections.abc import Callable

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from typing_extensions import override

from dateline.indexes.nouns import Found, Hit

_SHOWN = frozenset(("title", "source", "published_at"))  # to a model, where the article says them

Search = Callable[[str, int], Found]  # question, most hits


class DatelineRetriever(BaseRetriever):
    """Passages of a Dateline archive as LlamaIndex nodes with exact offsets.

    Each node's id is the passage's, its text the passage's words, `start_char_idx` and `end_char_idx` their place in the
    revision's text (Unicode code points). Metadata are article_id, revision, title, source, url and published_at (ISO 8601,
    UTC); only title, source and published_at are shown to a model. Scores are the fused scores of one search, 0 to 1.
    """

    def __init__(self, search: Search, *, limit: int = 10) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self._search = search
        self._limit = limit

    @override
    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._search(query_bundle.query_str, self._limit)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in found.hits]

    @override
    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)  # the stock one would block the event loop


def _node(hit: Hit) -> TextNode:
    revision, passage = hit.revision, hit.passage
    published = revision.published_at.isoformat() if revision.published_at else None
    metadata = {
        "article_id": revision.article_id,
        "revision": revision.number,
        "title": revision.title,
        "source": revision.source,
        "url": revision.url,
        "published_at": published,
    }
    hidden = [name for name, value in metadata.items() if name not in _SHOWN or value is None]
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
    )
