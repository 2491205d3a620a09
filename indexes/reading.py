"""What is alive: which revision of which article may be used under which filters, and reading it from the tables."""

import base64
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from dateline.indexes.nouns import ChangeKind, Coverage, Filters, Passage, Revision
from dateline.indexes.schema import (
    UtcDateTime,
    changes,
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


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the archive's log."""

    number: int  # counts up, with gaps
    kind: ChangeKind
    article_id: str
    revision: int
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class RevisionDates:
    """One line of an article's history."""

    number: int
    updated_at: datetime | None  # UTC
    published_at: datetime | None  # UTC
    added_at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of articles; `next` is the cursor of the page after it, None on the last."""

    items: tuple[Revision, ...]  # without their passages
    next: str | None


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


def alive_passages(connection: Connection, ids: Sequence[str], filters: Filters) -> list[tuple[str, _Key, int]]:
    """Of these passages, those that may be used: id, revision and ordinal."""
    columns = (
        passages.c.id,
        passages.c.article_id,
        passages.c.revision,
        passages.c.ordinal,
    )
    source = passages.join(revisions, _same_revision())
    conditions = alive(filters)
    return [
        (row.id, (row.article_id, row.revision), row.ordinal)
        for some in slices(ids)
        for row in connection.execute(select(*columns).select_from(source).where(passages.c.id.in_(some), *conditions))
    ]


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
        at = tuple_(passages.c.article_id, passages.c.revision)
        ordered = select(passages).where(at.in_(some)).order_by(passages.c.number)
        for row in connection.execute(ordered):
            cut.setdefault((row.article_id, row.revision), []).append(row)
        at = tuple_(revisions.c.article_id, revisions.c.number)
        for row in connection.execute(select(revisions).where(at.in_(some))):
            key = (row.article_id, row.number)
            found[key] = _revision(row, tuple(_passage(each, row.text) for each in cut.get(key, ())))
    return found


def _revision(row: Any, cut: tuple[Passage, ...] = ()) -> Revision:
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


def list_articles(
    connection: Connection,
    *,
    source: str | None,
    since: date | None,
    until: date | None,
    q: str | None,
    limit: int,
    cursor: str | None,
) -> Page:
    """Newest revisions, by publication, newest first, undated last. Raises CursorInvalid."""
    conditions = alive(Filters(since=since, sources=() if source is None else (source,)))
    if until is not None:
        conditions.append(revisions.c.published_at <= datetime.combine(until, time.max, UTC))
    if q:
        conditions.append(
            or_(*(column.icontains(q, autoescape=True) for column in (revisions.c.title, revisions.c.text)))
        )
    never = literal(datetime(1, 1, 1, tzinfo=UTC), UtcDateTime())
    when = func.coalesce(revisions.c.published_at, never, type_=UtcDateTime())
    if cursor is not None:
        moment, article_id = _read_cursor(cursor)
        conditions.append(or_(when < moment, and_(when == moment, revisions.c.article_id > article_id)))
    query = select(revisions, when.label("sorted_by")).where(*conditions)
    rows = connection.execute(query.order_by(when.desc(), revisions.c.article_id).limit(limit + 1)).all()
    more = len(rows) > limit
    items = rows[:limit]
    following = _cursor(items[-1].sorted_by, items[-1].article_id) if more else None
    return Page(tuple(_revision(row) for row in items), following)


def _cursor(moment: datetime, article_id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([moment.isoformat(), article_id]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        moment, article_id = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
        return datetime.fromisoformat(moment).astimezone(UTC), str(article_id)
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise CursorInvalid("this cursor is not one of ours") from error


def sources(connection: Connection) -> list[str]:
    """Names of the sources that have an article alive."""
    query = select(revisions.c.source).where(*alive(Filters()), revisions.c.source.is_not(None)).distinct()
    return sorted(connection.execute(query).scalars())


def position(connection: Connection) -> int:
    """The newest number in the log; 0 when it is empty."""
    return connection.execute(select(func.max(changes.c.number))).scalar() or 0


def changes_after(connection: Connection, after: int, limit: int) -> list[Change]:
    """The log behind a number, in order."""
    columns = (
        changes.c.number,
        changes.c.kind,
        changes.c.article_id,
        changes.c.revision,
        changes.c.at,
    )
    query = select(*columns).where(changes.c.number > after).order_by(changes.c.number).limit(limit)
    return [Change(*row) for row in connection.execute(query)]


def mark(connection: Connection, number: int) -> str:
    """What the log says at a number, as 16 hex digits."""
    row = connection.execute(select(changes).where(changes.c.number == number)).first()
    return sha256(repr(None if row is None else tuple(row)).encode()).hexdigest()[:16]


def added_by(connection: Connection, log: Sequence[Change]) -> list[Revision]:
    """The revisions that these changes added, but those withdrawn since."""
    keys = [(change.article_id, change.revision) for change in log if change.kind != "withdrawn"]
    ids = list({article_id for article_id, _ in keys})
    gone = {
        article_id
        for some in slices(ids)
        for article_id in connection.execute(
            select(withdrawals.c.article_id).where(withdrawals.c.article_id.in_(some))
        ).scalars()
    }
    found = load_revisions(connection, [key for key in keys if key[0] not in gone])
    return [found[key] for key in keys if key in found]
