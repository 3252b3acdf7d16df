"""Bringing a database to the tables of this version, and refusing one that is ahead of it."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from assistant.errors import StorageUnavailable
from assistant.storage.transactions import Transactions

_ADVISORY_LOCK = 0x526170706F7274  # "Rapport": two servers that start at once on PostgreSQL migrate one after the other


def migrate(transactions: Transactions) -> str:
    """Run the migrations that a database lacks.

    Returns:
        The revision that the database is at now.

    Raises:
        StorageUnavailable: The database belongs to a newer version of Rapport, or cannot be opened.
    """
    config = _config()
    head = str(ScriptDirectory.from_config(config).get_current_head())
    with transactions.reading() as connection:
        if _revision(connection) == head:
            return head
    with transactions.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        _refuse_newer(config, _revision(connection), head)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return head


def database_revision(transactions: Transactions) -> str | None:
    """Say which revision a database is at; None when it is empty."""
    with transactions.reading() as connection:
        return _revision(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(config: Config, current: str | None, head: str) -> None:
    if current is None:
        return
    try:
        ScriptDirectory.from_config(config).get_revision(current)
    except CommandError as error:
        raise StorageUnavailable(
            f"The database is at revision {current}, but this version of Rapport knows revisions up to {head}.",
            "It was opened by a newer version: install that one, or use another data folder.",
        ) from error
