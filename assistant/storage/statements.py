"""Small things that every repository needs: long lists in parts, and insert-or-update on both databases."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
# Well under SQLite's 32,766 and PostgreSQL's 65,535 values in one statement.
MOST_VALUES = 5_000


def parts(items: Sequence[T], size: int = MOST_VALUES) -> Iterator[Sequence[T]]:
    """Cut a list into parts of at most `size`; an empty list gives none."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def upsert(connection: sa.Connection, table: sa.Table, keys: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, and update those whose keys are there already; rows equal in the keys to an earlier one win."""
    if not rows:
        return
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    action = statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
    connection.execute(action if changed else statement.on_conflict_do_nothing(index_elements=list(keys)), rows)


def insert_missing(
    connection: sa.Connection, table: sa.Table, keys: Sequence[str], rows: Sequence[dict[str, Any]]
) -> None:
    """Insert rows, leaving those alone whose keys are there already."""
    if not rows:
        return
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(make(table).on_conflict_do_nothing(index_elements=list(keys)), rows)
