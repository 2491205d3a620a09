"""What is alive: which revision of which article may be used under which filters, and reading it from the tables."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    and_,
    bindparam,
    func,
    literal,
    select,
    tuple_,
)

from dateline.indexes.nouns import Coverage, Filters, Passage, Revision
from dateline.indexes.schema import (
    UtcDateTime,
    embeddings,
    passages,
    revisions,
    withdrawals,
)

CACHED_REVISIONS = 1000  # some 30 kB each
_AT_ONCE = 400  # values in one IN (…); SQLite's oldest limit is 999
_Value = TypeVar("_Value")
_Key = tuple[str, int]  # article id and revision number


class CursorInvalid(ValueError):
    """A cursor that no page of ours ended with."""


def slices(values: Sequence[_Value], size: int = _AT_ONCE) -> Iterable[Sequence[_Value]]:
    """The values in slices that fit one statement."""
    return (values[at : at + size] for at in range(0, len(values), size))


def alive(filters: Filters) -> list[ColumnElement[bool]]:
    """Conditions on `revisions` that at most one revision of an article meets, and none of a withdrawn one."""
    later = revisions.alias("later")
    follows = [
        later.c.article_id == revisions.c.article_id,
        later.c.number > revisions.c.number,
    ]
    allowed = [revisions.c.article_id.not_in(select(withdrawals.c.article_id))]
    if (latest := filters.latest) is not None:
        for table, conditions in ((revisions, allowed), (later, follows)):
            conditions += [table.c.known_from <= latest, table.c.corrected.is_(False)]
    if (earliest := filters.earliest) is not None:
        allowed += [
            revisions.c.known_from.is_not(None),
            revisions.c.published_at >= earliest,
        ]
    if filters.sources:
        allowed.append(revisions.c.source_key.in_([source.casefold() for source in filters.sources]))
    return [*allowed, ~select(literal(1)).select_from(later).where(*follows).exists()]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a passage that may be used stands, and what of its revision is needed to rank it."""

    revision: tuple[str, int]  # article id and revision number
    ordinal: int
    source: str | None
    published_at: datetime | None  # UTC


def alive_passages(connection: Connection, ids: Sequence[str], filters: Filters) -> dict[str, Standing]:
    """Of these passages, those that may be used."""
    query = _alive_query(filters)
    return {
        row.id: Standing((row.article_id, row.revision), row.ordinal, row.source, row.published_at)
        for some in slices(ids)
        for row in connection.execute(query, {"ids": list(some)})
    }


@lru_cache(maxsize=64)
def _alive_query(filters: Filters) -> Executable:
    """Made once for all searches under the same filters: making it takes as long as asking."""
    columns = (
        passages.c.id,
        passages.c.article_id,
        passages.c.revision,
        passages.c.ordinal,
        revisions.c.source,
        revisions.c.published_at,
    )
    source = passages.join(revisions, _same_revision())
    asked = passages.c.id.in_(bindparam("ids", expanding=True))
    return select(*columns).select_from(source).where(asked, *alive(filters))


def _same_revision() -> ColumnElement[bool]:
    return and_(
        passages.c.article_id == revisions.c.article_id,
        passages.c.revision == revisions.c.number,
    )


def load_revisions(connection: Connection, keys: Sequence[_Key]) -> dict[_Key, Revision]:
    """Revisions with their passages; a key that does not exist is not in the result."""
    found: dict[_Key, Revision] = {}
    for some in slices(keys):
        cut: dict[_Key, list[Any]] = {}
        ids = {article_id for article_id, _ in some}  # by which SQLite finds them; by pairs it reads the whole table
        of_article, at = passages.c.article_id.in_(ids), tuple_(passages.c.article_id, passages.c.revision)
        ordered = select(passages).where(of_article, at.in_(some)).order_by(passages.c.number)
        for row in connection.execute(ordered):
            cut.setdefault((row.article_id, row.revision), []).append(row)
        of_article, at = revisions.c.article_id.in_(ids), tuple_(revisions.c.article_id, revisions.c.number)
        for row in connection.execute(select(revisions).where(of_article, at.in_(some))):
            key = (row.article_id, row.number)
            found[key] = plain_revision(row, tuple(_passage(each, row.text) for each in cut.get(key, ())))
    return found


def plain_revision(row: Any, cut: tuple[Passage, ...] = ()) -> Revision:
    """A row of `revisions` as a revision, with the passages given."""
    return Revision(
        article_id=row.article_id,
        number=row.number,
        text=row.text,
        title=row.title,
        published_at=row.published_at,
        updated_at=row.updated_at,
        source=row.source,
        url=row.url,
        authors=tuple(row.authors),
        language=row.language,
        known_from=row.known_from,
        passages=cut,
    )


def _passage(row: Any, text: str) -> Passage:
    return Passage(
        id=row.id,
        article_id=row.article_id,
        revision=row.revision,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=text[row.start : row.end],
        kind=row.kind,
        paragraph=row.paragraph,
    )


class RevisionCache:
    """The most recently used revisions. They never change, so what is cached is never wrong. Safe between threads."""

    def __init__(self, size: int = CACHED_REVISIONS) -> None:
        self._size = size
        self._kept: OrderedDict[_Key, Revision] = OrderedDict()
        self._lock = Lock()

    def get(self, connection: Connection, keys: Iterable[_Key]) -> dict[_Key, Revision]:
        """These revisions, from memory or the tables."""
        wanted = set(keys)
        with self._lock:
            found = {key: self._kept[key] for key in wanted & self._kept.keys()}
            for key in found:
                self._kept.move_to_end(key)
        loaded = load_revisions(connection, sorted(wanted - found.keys()))
        with self._lock:
            self._kept.update(loaded)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return found | loaded


def coverage(connection: Connection, filters: Filters, model: str) -> Coverage:
    """What may be used under the filters; `embedded`: passages with a vector of this model."""
    conditions = alive(filters)
    dated = func.coalesce(revisions.c.published_at, revisions.c.updated_at, type_=UtcDateTime())
    undated = func.count().filter(revisions.c.known_from.is_(None))
    total = connection.execute(
        select(
            func.count(),
            undated,
            func.min(dated),
            func.max(dated),
            func.sum(revisions.c.passages),
        ).where(*conditions)
    ).one()
    articles, without, earliest, latest, count = total
    vectors = and_(embeddings.c.content_key == passages.c.content_key, embeddings.c.model == model)
    source = passages.join(revisions, _same_revision()).join(embeddings, vectors)
    embedded = connection.execute(select(func.count()).select_from(source).where(*conditions)).scalar_one()
    return Coverage(articles, without, _day(earliest), _day(latest), int(count or 0), embedded)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
