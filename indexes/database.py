"""The archive's database and its transactions. All that differs between SQLite and PostgreSQL is here."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.indexes import schema

BUSY_TIMEOUT_S = 30.0
_ONE_WRITER = 0x444C  # any number: the name of the lock that makes writers take turns on PostgreSQL


class ArchiveError(Exception):
    """The archive's database could not do what was asked."""


class ArchiveBusy(ArchiveError):
    """Another process kept the archive locked for longer than the busy timeout. Trying again later can help."""


class ArchiveUnreadable(ArchiveError):
    """The archive is damaged, not a database, or its server cannot be reached."""


class ArchiveUnwritable(ArchiveError):
    """The archive's place cannot be written: rights, a read-only or full disk, a file where a folder should be."""


class ArchiveTooNew(ArchiveError):
    """The archive was written by a newer Dateline than this one."""


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database with the archive's tables in it."""

    engine: Engine

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """One consistent snapshot for all reads inside."""
        with _named_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection, None, None]:
        """One transaction, the only writer while it lasts, so that log numbers become visible in their order.

        When the block ends without an exception, what was written is on the disk.
        """
        with _named_errors(), self.engine.connect() as connection:
            connection.execution_options(writer=True)
            if postgresql := connection.dialect.name == "postgresql":
                # Each statement must see what the writer before committed: a snapshot would date from before the wait.
                connection.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                if postgresql:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ONE_WRITER})
                yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_database(url_or_path: str | Path) -> Database:
    """Open or create the archive at a path (SQLite) or at a SQLAlchemy URL.

    Raises ArchiveUnwritable, ArchiveUnreadable, ArchiveBusy, ArchiveTooNew.
    """
    engine = create_engine(_url(url_or_path), hide_parameters=True, **_pool(url_or_path))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    database = Database(engine)
    try:
        _create_tables(database)
    except ArchiveError:
        database.close()
        raise
    return database


def _url(url_or_path: str | Path) -> str:
    if isinstance(url_or_path, str) and "://" in url_or_path:
        return url_or_path
    path = Path(url_or_path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveUnwritable(f"the folder of the archive cannot be made ({error.strerror})") from error
    return make_url("sqlite://").set(database=str(path)).render_as_string(hide_password=False)


def _pool(url_or_path: str | Path) -> dict[str, object]:
    sqlite = not isinstance(url_or_path, str) or "://" not in url_or_path or url_or_path.startswith("sqlite")
    return (
        {"connect_args": {"timeout": BUSY_TIMEOUT_S}} if sqlite else {"pool_pre_ping": True}
    )  # a server may have hung up


def _create_tables(database: Database) -> None:
    with database.writing() as connection:
        schema.metadata.create_all(connection)
        row = connection.execute(select(schema.about.c.value).where(schema.about.c.key == "schema")).first()
        if row is None:
            connection.execute(insert(schema.about).values(key="schema", value=str(schema.VERSION)))
        elif int(row.value) > schema.VERSION:
            raise ArchiveTooNew(
                f"this archive has schema {row.value} and this Dateline knows {schema.VERSION}: use a newer Dateline"
            )


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite, not where the driver thinks best
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


@contextmanager
def _named_errors() -> Generator[None, None, None]:
    """Turn the driver's errors into ours, named after what went wrong."""
    try:
        yield
    except (OperationalError, InterfaceError, DatabaseError) as error:
        raise _named(error) from error


def _named(error: DBAPIError) -> Exception:
    name = getattr(error.orig, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveBusy("the archive is being written by another process; try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_PERM")):
        return ArchiveUnwritable(f"the archive cannot be written ({error.orig})")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return ArchiveUnreadable(f"the archive cannot be read ({error.orig})")
    if not name and isinstance(error, (OperationalError, InterfaceError)):
        return ArchiveUnreadable("the archive's database server cannot be reached")
    return error
