"""Vector indexes over a fake embedder, and what tests ask them."""

from fakes import HashingEmbedder

from dateline.indexes.archive import Archive
from dateline.indexes.generations import Shelf
from dateline.indexes.nouns import Article
from dateline.indexes.vector_index import VectorIndex

EMBEDDER = HashingEmbedder()


def add(archive: Archive, first: int, count: int) -> None:
    """Add articles of one sentence each, and their vectors."""
    archive.add_many([Article(id=f"n{at}", text=f"Ferry number{at} sank.") for at in range(first, first + count)])
    while waiting := archive.missing_embeddings(EMBEDDER.model, 500):
        rows = EMBEDDER.embed([each.text for each in waiting])
        archive.put_embeddings(EMBEDDER.model, {each.content_key: row for each, row in zip(waiting, rows, strict=True)})


def index_of(archive: Archive, shelf: Shelf, model: str = EMBEDDER.model) -> VectorIndex:
    return VectorIndex(archive, shelf, model=model, dimensions=EMBEDDER.dimensions)


def nearest(index: VectorIndex, text: str) -> str:
    return index.search(EMBEDDER.embed([text])[0], 1)[0][0]


def passage(archive: Archive, article_id: str) -> str:
    return archive.revision(article_id).passages[0].id
