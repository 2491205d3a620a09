"""The archive's numbered log of changes, which every index follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from dateline.indexes.nouns import ChangeKind, Revision
from dateline.indexes.reading import load_revisions, slices
from dateline.indexes.schema import changes, withdrawals


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the archive's log."""

    number: int  # counts up, with gaps
    kind: ChangeKind
    article_id: str
    revision: int
    at: datetime  # UTC


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
