"""Lists of articles, page by page, and the history of one."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, and_, func, literal, or_, select

from dateline.indexes.nouns import Filters, Revision
from dateline.indexes.reading import CursorInvalid, alive, plain_revision
from dateline.indexes.schema import UtcDateTime, revisions, withdrawals


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of articles; `next` is the cursor of the page after it, None on the last."""

    items: tuple[Revision, ...]  # without their passages
    next: str | None


@dataclass(frozen=True, slots=True)
class RevisionDates:
    """One line of an article's history."""

    number: int
    updated_at: datetime | None  # UTC
    published_at: datetime | None  # UTC
    added_at: datetime  # UTC


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
    return Page(tuple(plain_revision(row) for row in items), following)


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


def withdrawal(connection: Connection, article_id: str) -> tuple[datetime, str] | None:
    """When and why an article was withdrawn, if it was."""
    query = select(withdrawals.c.at, withdrawals.c.why).where(withdrawals.c.article_id == article_id)
    row = connection.execute(query).first()
    return None if row is None else (row.at, row.why)


def history(connection: Connection, article_id: str) -> list[RevisionDates]:
    """The revisions of an article, oldest first."""
    columns = (revisions.c.number, revisions.c.updated_at, revisions.c.published_at, revisions.c.added_at)
    query = select(*columns).where(revisions.c.article_id == article_id).order_by(revisions.c.number)
    return [RevisionDates(*row) for row in connection.execute(query)]
