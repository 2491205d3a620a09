"""The archive: the one place where articles are kept, and the one that decides what is alive."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from dateline.indexes import embedded, listing, log, reading, writing
from dateline.indexes.database import Database, open_database
from dateline.indexes.embedded import EVERYTHING, Batch, Unembedded, Watermark
from dateline.indexes.exact import Vector
from dateline.indexes.listing import Page, RevisionDates
from dateline.indexes.log import Change
from dateline.indexes.nouns import (
    Article,
    Coverage,
    Filters,
    Passage,
    Revision,
)
from dateline.indexes.reading import RevisionCache, Standing
from dateline.indexes.schema import about, answers, articles
from dateline.indexes.sentences import spans
from dateline.indexes.writing import Added, Cut


class ArticleNotFound(LookupError):
    """No article, or no such revision of it, is in the archive."""


class ArticleWithdrawn(LookupError):
    """The article was withdrawn: nothing of it may be shown but when and why."""

    def __init__(self, when: datetime, why: str) -> None:
        super().__init__(f"withdrawn on {when:%Y-%m-%d}: {why}" if why else f"withdrawn on {when:%Y-%m-%d}")
        self.when = when
        self.why = why


class Archive:
    """Articles, revisions, passages, embeddings, withdrawals, saved answers and the log. Safe between threads.

    Every method may raise ArchiveBusy, ArchiveUnreadable or ArchiveUnwritable (see `database.py`). What a method that
    writes has returned for is on the disk.
    """

    def __init__(self, database: Database, *, cut: Cut = spans, now: Callable[[], datetime] | None = None) -> None:
        self._database = database
        self._cut = cut
        self._now = now or (lambda: datetime.now(UTC))
        self._cache = RevisionCache()
        self._coverage = lru_cache(maxsize=64)(self._count)

    @classmethod
    def open(cls, url_or_path: str | Path, *, cut: Cut = spans, now: Callable[[], datetime] | None = None) -> "Archive":
        """Open or make the archive at a path (SQLite) or a SQLAlchemy URL. Raises ArchiveTooNew besides."""
        return cls(open_database(url_or_path), cut=cut, now=now)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def add(self, article: Article) -> Added:
        """Keep one article. See `add_many`."""
        return self.add_many([article])[0]

    def add_many(self, given: Iterable[Article]) -> list[Added]:
        """Keep articles, all in one transaction: when this returns they are on the disk, when it raises none is.

        The same identity with other content becomes a new revision, with the same content nothing new. One that was
        withdrawn stays so ("withdrawn"), and one that cannot be stored is "refused"; both say why, the others are kept.
        """
        with self._database.writing() as connection:
            return [writing.add(connection, article, self._cut, self._now()) for article in given]

    def withdraw(self, article_id: str, *, why: str) -> None:
        """Take an article out of every index and answer; withdrawing twice changes nothing. Raises ArticleNotFound."""
        with self._database.writing() as connection:
            if not writing.withdraw(connection, article_id, why, self._now()):
                raise ArticleNotFound("no such article")

    def withdrawal(self, article_id: str) -> tuple[datetime, str] | None:
        """When and why an article was withdrawn, if it was."""
        with self._database.reading() as connection:
            return listing.withdrawal(connection, article_id)

    def revision(self, article_id: str, number: int | None = None) -> Revision:
        """One revision with its passages, by default the newest. Raises ArticleNotFound, ArticleWithdrawn."""
        if (withdrawn := self.withdrawal(article_id)) is not None:
            raise ArticleWithdrawn(*withdrawn)
        with self._database.reading() as connection:
            if number is None:
                query = select(articles.c.newest).where(articles.c.id == article_id)
                number = connection.execute(query).scalar()
            key = (article_id, number or 0)
            found = self._cache.get(connection, [key])
        if key not in found:
            raise ArticleNotFound("no such article or revision")
        return found[key]

    def revisions(self, article_id: str) -> list[RevisionDates]:
        """The history of an article, oldest first. Raises ArticleNotFound, ArticleWithdrawn."""
        if (withdrawn := self.withdrawal(article_id)) is not None:
            raise ArticleWithdrawn(*withdrawn)
        with self._database.reading() as connection:
            if not (history := listing.history(connection, article_id)):
                raise ArticleNotFound("no such article")
        return history

    def articles(
        self,
        *,
        source: str | None = None,
        since: date | None = None,
        until: date | None = None,
        q: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page:
        """The newest revision of each article, latest publication first, undated last; `q`: words in title or text.

        Raises CursorInvalid.
        """
        with self._database.reading() as connection:
            return listing.list_articles(
                connection,
                source=source,
                since=since,
                until=until,
                q=q,
                limit=limit,
                cursor=cursor,
            )

    def passages(self, ids: Sequence[str], filters: Filters) -> dict[str, tuple[Passage, Revision]]:
        """Of these passages, those that may be used, with the revision they stand in, in the order given.

        The one read that decides what is alive: not withdrawn, allowed by `as_of`, and the newest that is.
        """
        with self._database.reading() as connection:
            living = reading.alive_passages(connection, list(dict.fromkeys(ids)), filters)
            found = self._cache.get(connection, {each.revision for each in living.values()})
        ordered = {passage_id: living[passage_id] for passage_id in ids if passage_id in living}
        return {
            passage_id: (found[each.revision].passages[each.ordinal], found[each.revision])
            for passage_id, each in ordered.items()
        }

    def alive(self, ids: Sequence[str], filters: Filters) -> dict[str, Standing]:
        """Of these passages, those that may be used: what `passages` would return, without reading a text."""
        with self._database.reading() as connection:
            return reading.alive_passages(connection, ids, filters)

    def coverage(self, filters: Filters, model: str) -> Coverage:
        """What may be used under the filters; `embedded` counts passages with a vector of this model."""
        with self._database.reading() as connection:
            state = (log.position(connection), embedded.newest(connection))
        return self._coverage(filters, model, state)

    def _count(self, filters: Filters, model: str, _state: object) -> Coverage:
        with self._database.reading() as connection:
            return reading.coverage(connection, filters, model)

    def sources(self) -> list[str]:
        """Names of the sources that have an article alive, in alphabetical order."""
        with self._database.reading() as connection:
            return listing.sources(connection)

    def position(self) -> int:
        """The newest number in the log; 0 when it is empty."""
        with self._database.reading() as connection:
            return log.position(connection)

    def changes(self, after: int, limit: int) -> list[Change]:
        """The log behind this number, in order."""
        with self._database.reading() as connection:
            return log.changes_after(connection, after, limit)

    def mark(self, number: int) -> str:
        """What the log says at this number, as a digest: a follower that knows another followed another log."""
        with self._database.reading() as connection:
            return log.mark(connection, number)

    def added_by(self, changes: Sequence[Change]) -> list[Revision]:
        """The revisions that these changes added, but those withdrawn since."""
        with self._database.reading() as connection:
            return log.added_by(connection, changes)

    def missing_embeddings(self, model: str, limit: int, *, after: int = 0) -> list[Unembedded]:
        """Up to `limit` texts without a vector of this model, of passages behind number `after`, in their order."""
        with self._database.reading() as connection:
            return embedded.missing(connection, self._cache, model, limit=limit, after=after)

    def put_embeddings(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors of length 1 by the content key of their text; what has one already keeps it."""
        with self._database.writing() as connection:
            embedded.put(connection, model, vectors)

    def embeddings(self, model: str, since: Watermark = EVERYTHING) -> Batch:
        """All passages with a vector of this model that the watermark does not cover, withdrawn articles left out."""
        with self._database.reading() as connection:
            return embedded.since(connection, model, since)

    def vectors_of(self, model: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these passages, those that have one."""
        with self._database.reading() as connection:
            return embedded.of_passages(connection, model, ids)

    def newest_embedding(self) -> tuple[int, int]:
        """The newest numbers of a passage and of an embedding: they move when vectors or passages are added."""
        with self._database.reading() as connection:
            return embedded.newest(connection)

    def holds(self, watermark: Watermark) -> bool:
        """Whether the watermark was taken from this archive, and the archive has lost nothing since."""
        with self._database.reading() as connection:
            return embedded.holds(connection, watermark)

    def note(self, key: str) -> str | None:
        """What a follower wrote down here under this key."""
        with self._database.reading() as connection:
            return connection.execute(select(about.c.value).where(about.c.key == key)).scalar()

    def replace_note(self, key: str, old: str | None, new: str) -> bool:
        """Write a follower's note if it still is what the follower last read; says whether it was."""
        with self._database.writing() as connection:
            if connection.execute(select(about.c.value).where(about.c.key == key)).scalar() != old:
                return False
            connection.execute(delete(about).where(about.c.key == key))
            connection.execute(insert(about).values(key=key, value=new))
        return True

    def save_answer(self, answer_id: str, snapshot: str, body: Mapping[str, Any]) -> None:
        """Keep an answer as it was given; the same id again changes nothing."""
        with self._database.writing() as connection:
            if connection.execute(select(answers.c.id).where(answers.c.id == answer_id)).first() is None:
                row = {
                    "id": answer_id,
                    "created_at": self._now(),
                    "snapshot": snapshot,
                    "body": dict(body),
                }
                connection.execute(insert(answers).values(row))

    def answer(self, answer_id: str) -> dict[str, Any] | None:
        """An answer as it was given."""
        with self._database.reading() as connection:
            return connection.execute(select(answers.c.body).where(answers.c.id == answer_id)).scalar()
