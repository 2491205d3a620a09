"""Keeping one article: is it new, a revision or nothing new, and since when is it certain to have stood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from dateline.indexes.embedded import content_key, embedding_text
from dateline.indexes.identity import (
    UnusableId,
    UnusableUrl,
    canonical_url,
    content_hash,
    identity,
)
from dateline.indexes.nouns import Article, Passage, Revision
from dateline.indexes.schema import articles, changes, passages, revisions, withdrawals
from dateline.indexes.sentences import Span

Cut = Callable[[str, str | None], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article. `article_id` is empty and `revision` 0 where there is none."""

    kind: Literal["added", "revised", "unchanged", "withdrawn", "refused"]
    article_id: str
    revision: int
    why: str | None = None  # of "withdrawn" and "refused"


def add(connection: Connection, article: Article, cut: Cut, now: datetime) -> Added:
    """Keep an article in the transaction of this connection."""
    if (problem := _unstorable(article)) is not None:
        return Added("refused", "", 0, problem)
    try:
        article_id, digest = identity(article), content_hash(article)
    except (UnusableId, UnusableUrl) as error:
        return Added("refused", "", 0, str(error))
    newest = _newest(connection, article_id)
    number = 1 if newest is None else newest.number + 1
    if newest is not None and (gone := _withdrawn(connection, article_id)) is not None:
        return Added("withdrawn", article_id, newest.number, gone)
    if newest is not None and newest.content_hash == digest:
        return Added("unchanged", article_id, newest.number)
    kind = "added" if newest is None else "revised"
    if newest is None:
        connection.execute(insert(articles).values(id=article_id, newest=1))
    else:
        connection.execute(update(articles).where(articles.c.id == article_id).values(newest=number))
    known_from = _known_from(connection, article, newest, now)
    revision = _revision(article, article_id, number, known_from, cut)
    _insert(connection, revision, digest, now)
    connection.execute(insert(changes).values(kind=kind, article_id=article_id, revision=number, at=now))
    return Added(kind, article_id, number)


def withdraw(connection: Connection, article_id: str, why: str, now: datetime) -> bool:
    """Take an article out, if it is not out yet; says whether there is such an article."""
    newest = _newest(connection, article_id)
    if newest is None:
        return False
    if _withdrawn(connection, article_id) is None:
        connection.execute(insert(withdrawals).values(article_id=article_id, at=now, why=why))
        connection.execute(
            insert(changes).values(kind="withdrawn", article_id=article_id, revision=newest.number, at=now)
        )
    return True


def _unstorable(article: Article) -> str | None:
    """Why no database could keep this article, or None."""
    words = (
        article.text,
        article.title,
        article.source,
        article.url,
        article.language,
        article.id,
        *article.authors,
    )
    joined = "".join(filter(None, words))
    if "\0" in joined:
        return "it contains a NUL character: this is not text"
    if any("\ud800" <= character <= "\udfff" for character in joined):
        return "it contains half a character (a lone surrogate)"
    if any(moment is not None and moment.tzinfo is None for moment in (article.published_at, article.updated_at)):
        return "its time has no zone"
    return None


def _newest(connection: Connection, article_id: str) -> Any:
    query = select(revisions).join(articles, articles.c.id == revisions.c.article_id)
    query = query.where(articles.c.id == article_id, revisions.c.number == articles.c.newest)
    return connection.execute(query).first()


def _withdrawn(connection: Connection, article_id: str) -> str | None:
    row = connection.execute(select(withdrawals).where(withdrawals.c.article_id == article_id)).first()
    return None if row is None else f"it was withdrawn on {row.at:%Y-%m-%d}; give it another id to publish it again"


def _known_from(connection: Connection, article: Article, newest: Any, now: datetime) -> datetime | None:
    """The earliest moment at which this version is certain to have stood, or None when nothing is.

    The dates an article bears are believed for its first words, and for later ones only when `updated_at` moved on
    with them. Otherwise new words are known from the day they came, and never before the dates they bear. A revision
    with the same words but other metadata corrects the one before: it is judged as if it had come in its place.
    """
    claimed = max(
        (moment for moment in (article.published_at, article.updated_at) if moment is not None),
        default=None,
    )
    words = _words_hash(article.title, article.text)
    before, came = newest, now
    while before is not None and before.words_hash == words:
        came = before.added_at
        before = _before(connection, before)
    if before is None or (before.known_from is None and claimed is None):
        return claimed
    if article.updated_at is not None and (before.known_from is None or article.updated_at > before.known_from):
        return claimed
    return came if claimed is None else max(came, claimed)


def _before(connection: Connection, row: Any) -> Any:
    query = select(revisions).where(revisions.c.article_id == row.article_id, revisions.c.number == row.number - 1)
    return connection.execute(query).first()


def _revision(
    article: Article,
    article_id: str,
    number: int,
    known_from: datetime | None,
    cut: Cut,
) -> Revision:
    spans = cut(article.text, article.language)
    return Revision(
        article_id=article_id,
        number=number,
        text=article.text,
        title=article.title,
        published_at=article.published_at,
        updated_at=article.updated_at,
        source=article.source,
        url=None if article.url is None else canonical_url(article.url),
        authors=article.authors,
        language=article.language,
        known_from=known_from,
        passages=tuple(_passage(article.text, article_id, number, place, span) for place, span in enumerate(spans)),
    )


def _passage(text: str, article_id: str, number: int, ordinal: int, span: Span) -> Passage:
    return Passage(
        id=passage_id(article_id, number, span.start, span.end),
        article_id=article_id,
        revision=number,
        ordinal=ordinal,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        kind=span.kind,
        paragraph=span.paragraph,
    )


def passage_id(article_id: str, revision: int, start: int, end: int) -> str:
    """16 hex digits: 64 bits of SHA-256 over the place of the passage. The same place has the same id everywhere."""
    return sha256(repr((article_id, revision, start, end)).encode()).hexdigest()[:16]


def _words_hash(title: str | None, text: str) -> str:
    return sha256(repr((title, text)).encode()).hexdigest()


def _insert(connection: Connection, revision: Revision, digest: str, now: datetime) -> None:
    words = _words_hash(revision.title, revision.text)
    previous = (
        revisions.c.article_id == revision.article_id,
        revisions.c.number == revision.number - 1,
    )
    connection.execute(update(revisions).where(*previous, revisions.c.words_hash == words).values(corrected=True))
    connection.execute(
        insert(revisions).values(
            article_id=revision.article_id,
            number=revision.number,
            title=revision.title,
            text=revision.text,
            published_at=revision.published_at,
            updated_at=revision.updated_at,
            source=revision.source,
            source_key=None if revision.source is None else revision.source.casefold(),
            url=revision.url,
            authors=list(revision.authors),
            language=revision.language,
            content_hash=digest,
            words_hash=words,
            added_at=now,
            known_from=revision.known_from,
            corrected=False,
            passages=len(revision.passages),
        )
    )
    rows = [_row(passage, revision) for passage in revision.passages]
    if rows:
        connection.execute(insert(passages), rows)


def _row(passage: Passage, revision: Revision) -> dict[str, object]:
    return {
        "id": passage.id,
        "article_id": passage.article_id,
        "revision": passage.revision,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
        "paragraph": passage.paragraph,
        "content_key": content_key(embedding_text(passage, revision)),
    }
