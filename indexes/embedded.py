"""The archive's vectors: which passages still need one, storing them, and reading them out to build an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, select

from dateline.indexes.exact import Vector
from dateline.indexes.nouns import Passage, Revision, Vectors
from dateline.indexes.reading import RevisionCache, slices
from dateline.indexes.schema import embeddings, passages, withdrawals

_FLOAT = np.dtype("<f4")
_KEYS = select(passages.c.id, passages.c.content_key).where(passages.c.id.in_(bindparam("ids", expanding=True)))
_VECTORS = select(embeddings.c.content_key, embeddings.c.vector).where(
    embeddings.c.model == bindparam("model"), embeddings.c.content_key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A text that has no vector yet, and the number of the passage it was found at."""

    number: int
    content_key: str
    text: str


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a set of vectors reaches: all passages and embeddings up to these numbers of this archive."""

    passages: int = 0
    embeddings: int = 0
    mark: str = ""  # tells archives apart


EVERYTHING = Watermark()  # covers nothing, so that everything is behind it


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages with their vectors, and how far they reach."""

    ids: tuple[str, ...]
    vectors: Vectors
    watermark: Watermark


def embedding_text(passage: Passage, revision: Revision) -> str:
    """What of a passage is embedded: its words behind the article's title, which says what "the company" is.

    Changing this means embedding everything again: the key of an embedding is its text.
    """
    words = revision.text[passage.start : passage.end]
    return f"{revision.title}. {words}" if revision.title else words


def content_key(text: str) -> str:
    """The key of an embedded text: equal texts are embedded once."""
    return sha256(text.encode()).hexdigest()[:32]


def missing(connection: Connection, cache: RevisionCache, model: str, *, limit: int, after: int) -> list[Unembedded]:
    """Texts without a vector of this model behind passage number `after`, in the order of passages."""
    vector = and_(embeddings.c.content_key == passages.c.content_key, embeddings.c.model == model)
    lacking = (
        select(
            passages.c.number,
            passages.c.content_key,
            passages.c.article_id,
            passages.c.revision,
            passages.c.ordinal,
        )
        .select_from(passages.outerjoin(embeddings, vector))
        .where(passages.c.number > after, embeddings.c.number.is_(None), _not_withdrawn())
        .order_by(passages.c.number)
        .limit(limit)
    )
    rows: Sequence[Any] = connection.execute(lacking).all()
    keys: set[tuple[str, int]] = {(row.article_id, row.revision) for row in rows}
    revisions = cache.get(connection, keys)
    texts: dict[str, Unembedded] = {}
    for row in rows:
        revision = revisions[row.article_id, row.revision]
        passage = revision.passages[int(row.ordinal)]
        text = embedding_text(passage, revision)
        texts.setdefault(row.content_key, Unembedded(row.number, row.content_key, text))
    return list(texts.values())


def _not_withdrawn() -> ColumnElement[bool]:
    return passages.c.article_id.not_in(select(withdrawals.c.article_id))


def put(connection: Connection, model: str, vectors: Mapping[str, Vector]) -> None:
    """Keep vectors by content key; a key that has one already keeps it."""
    known: set[str] = set()
    for some in slices(list(vectors)):
        query = select(embeddings.c.content_key).where(embeddings.c.model == model, embeddings.c.content_key.in_(some))
        known.update(connection.execute(query).scalars())
    rows = [
        {
            "model": model,
            "content_key": key,
            "vector": np.asarray(vector, dtype=_FLOAT).tobytes(),
        }
        for key, vector in vectors.items()
        if key not in known
    ]
    if rows:
        connection.execute(insert(embeddings), rows)


def since(connection: Connection, model: str, watermark: Watermark) -> Batch:
    """All passages with a vector of this model that the watermark does not cover, and the new watermark."""
    now = _watermark(connection)
    if (now.passages, now.embeddings) == (watermark.passages, watermark.embeddings):
        return Batch((), np.zeros((0, 0), dtype=np.float32), now)
    columns = select(passages.c.id, embeddings.c.vector).select_from(
        passages.join(embeddings, embeddings.c.content_key == passages.c.content_key)
    )
    columns = columns.where(embeddings.c.model == model, _not_withdrawn())
    newer_passages = columns.where(passages.c.number > watermark.passages)
    newer_vectors = columns.where(
        passages.c.number <= watermark.passages,
        embeddings.c.number > watermark.embeddings,
    )
    ids: list[str] = []
    raw = bytearray()
    for query in (newer_passages, newer_vectors):
        for passage_id, vector in connection.execute(query):
            ids.append(passage_id)
            raw += vector
    width = len(raw) // len(ids) // _FLOAT.itemsize if ids else 0
    return Batch(tuple(ids), np.frombuffer(raw, dtype=_FLOAT).reshape(len(ids), width), now)


def of_passages(connection: Connection, model: str, ids: Sequence[str]) -> dict[str, Vector]:
    """The vectors of these passages, those that have one.

    In two steps, by the keys of both tables: joined, SQLite would go through all that the model has embedded.
    """
    found: dict[str, Vector] = {}
    for some in slices(list(ids)):
        keys = {passage_id: key for passage_id, key in connection.execute(_KEYS, {"ids": list(some)})}
        rows = connection.execute(_VECTORS, {"model": model, "keys": sorted(set(keys.values()))})
        vectors = {key: np.frombuffer(raw, dtype=_FLOAT) for key, raw in rows}
        found |= {passage_id: vectors[key] for passage_id, key in keys.items() if key in vectors}
    return found


def holds(connection: Connection, watermark: Watermark) -> bool:
    """Whether this archive is the one the watermark was taken from, and has lost nothing since."""
    return _mark(connection, watermark.passages, watermark.embeddings) == watermark.mark


def newest(connection: Connection) -> tuple[int, int]:
    """The newest numbers of a passage and of an embedding."""
    query = select(
        select(func.max(passages.c.number)).scalar_subquery(),
        select(func.max(embeddings.c.number)).scalar_subquery(),
    )
    passage, embedding = connection.execute(query).one()
    return passage or 0, embedding or 0


def _watermark(connection: Connection) -> Watermark:
    passage, embedding = newest(connection)
    return Watermark(passage, embedding, _mark(connection, passage, embedding))


def _mark(connection: Connection, passage: int, embedding: int) -> str:
    named = connection.execute(select(passages.c.id).where(passages.c.number == passage)).scalar()
    keyed = connection.execute(
        select(embeddings.c.model, embeddings.c.content_key).where(embeddings.c.number == embedding)
    ).first()
    return sha256(repr((named, None if keyed is None else tuple(keyed))).encode()).hexdigest()[:16]
