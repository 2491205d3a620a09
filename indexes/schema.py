"""The archive's tables. Written for SQLite and PostgreSQL alike; what differs between the two is in `database.py`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

VERSION = 1  # of the tables below; an archive with a higher one was written by a newer Dateline

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER can count by itself in SQLite


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in and out; UTC without a zone in the database, so that both dialects compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Raises ValueError for a time without a zone: it could mean any of 38 moments."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


about = Table(
    "about",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("newest", Integer, nullable=False),  # number of the newest revision
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", String, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published_at", UtcDateTime),
    Column("updated_at", UtcDateTime),
    Column("source", Text),
    Column("source_key", Text, index=True),  # case-folded, what filters compare
    Column("url", Text),
    Column("authors", JSON, nullable=False),
    Column("language", Text),
    Column("content_hash", String, nullable=False),
    Column("words_hash", String, nullable=False),  # of title and text alone
    Column("added_at", UtcDateTime, nullable=False),
    Column("known_from", UtcDateTime, index=True),
    Column("corrected", Boolean, nullable=False),  # the next revision has the same words and better metadata
    Column("passages", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("article_id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("content_key", String(32), nullable=False, index=True),
    ForeignKeyConstraint(["article_id", "revision"], ["revisions.article_id", "revisions.number"]),
    Index("passages_in_order", "article_id", "revision", "ordinal", unique=True),
    sqlite_autoincrement=True,
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("model", String, nullable=False),
    Column("content_key", String(32), nullable=False),
    Column("vector", LargeBinary, nullable=False),  # float32, little endian, length 1
    UniqueConstraint("model", "content_key"),
    sqlite_autoincrement=True,
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("article_id", String, ForeignKey("articles.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("kind", String(9), nullable=False),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("snapshot", String, nullable=False),
    Column("body", JSON, nullable=False),
)
