"""From a URL to an engine, with SQLite set up so that what was committed stays."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from assistant.errors import StorageUnavailable

BUSY_TIMEOUT_MS = 30_000
WRITING = "rapport_writing"
"""Execution option of a connection that is going to write."""


def make_engine(url: str) -> sa.Engine:
    """Make an engine; nothing is opened yet.

    Args:
        url: An SQLAlchemy URL, `sqlite:////folder/rapport.db` or `postgresql+psycopg://...`.

    Raises:
        StorageUnavailable: The URL cannot be read, its driver is missing, or the folder of the file cannot be made.
    """
    try:
        parsed = sa.make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            return _sqlite_engine(parsed)
        return sa.create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StorageUnavailable(
            "The database URL cannot be read.",
            'It looks like "sqlite:////folder/rapport.db" or "postgresql://host/name".',
        ) from error
    except ModuleNotFoundError as error:
        raise StorageUnavailable(
            f"The database needs the package {error.name!r}.", 'Run: pip install "rapport-assistant[postgres]"'
        ) from error


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    if is_memory(url):
        engine = sa.create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        folder = Path(str(url.database)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageUnavailable(f"The folder {folder} cannot be made: {error.strerror}.") from error
        engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_memory(url: sa.URL) -> bool:
    """Whether a URL means an SQLite database that lives in memory only."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own idea of when a transaction starts leaves reads and DDL outside; we say BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL, not NORMAL: a commit that was reported survives a power cut too; commits here are few and large.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes the lock at once: a deferred one that reads first fails with "database is locked" and never waits.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
