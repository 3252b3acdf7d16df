"""What somebody keeps of their searches: saved searches and a shortlist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from assistant.storage import tables
from assistant.storage.statements import insert_missing, upsert
from assistant.storage.transactions import Transactions

_SAVED = tables.saved_searches
_SHORT = tables.shortlists


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A goal that somebody searches again.

    Args:
        owner_key: Key of the actor it belongs to.
        options: JSON values of the search options.
        seen: Mentors that the owner has seen among its matches.
    """

    id: str
    owner_key: str
    goal: str
    options: dict[str, Any]
    seen: tuple[str, ...]
    created_at: datetime


class SavedSearches:
    """Saved searches in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, search_id: str) -> SavedSearch | None:
        """The saved search with an id, or None."""
        found = self._read(sa.select(_SAVED).where(_SAVED.c.id == search_id))
        return found[0] if found else None

    def of_owner(self, owner_key: str) -> list[SavedSearch]:
        """Somebody's saved searches, newest first."""
        query = sa.select(_SAVED).where(_SAVED.c.owner_key == owner_key)
        return self._read(query.order_by(_SAVED.c.created_at.desc(), _SAVED.c.id))

    def save(self, search: SavedSearch) -> None:
        """Insert a saved search, replacing one of the same id."""
        row = {
            "id": search.id,
            "owner_key": search.owner_key,
            "goal": search.goal,
            "options": search.options,
            "seen": list(search.seen),
            "created_at": search.created_at,
        }
        with self._transactions.writing() as connection:
            upsert(connection, _SAVED, ["id"], [row])

    def delete(self, ids: Sequence[str]) -> None:
        """Delete saved searches; ids that are gone already do no harm."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_SAVED).where(_SAVED.c.id.in_(list(ids))))

    def delete_owner(self, owner_key: str) -> None:
        """Delete everything that somebody saved."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_SAVED).where(_SAVED.c.owner_key == owner_key))

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[SavedSearch]:
        with self._transactions.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [SavedSearch(**{**row, "seen": tuple(row["seen"])}) for row in rows]


class Shortlists:
    """Which mentors somebody has put aside."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def of_owner(self, owner_key: str) -> list[str]:
        """Mentor ids on somebody's shortlist, in the order they were put there."""
        query = sa.select(_SHORT.c.mentor_id).where(_SHORT.c.owner_key == owner_key)
        with self._transactions.reading() as connection:
            return list(connection.execute(query.order_by(_SHORT.c.added_at, _SHORT.c.mentor_id)).scalars())

    def add(self, owner_key: str, mentor_id: str) -> None:
        """Put a mentor on a shortlist; one who is there stays where they are."""
        row = {"owner_key": owner_key, "mentor_id": mentor_id, "added_at": datetime.now(UTC)}
        with self._transactions.writing() as connection:
            insert_missing(connection, _SHORT, ["owner_key", "mentor_id"], [row])

    def remove(self, owner_key: str, mentor_id: str) -> None:
        """Take a mentor off a shortlist; one who is not there does no harm."""
        with self._transactions.writing() as connection:
            connection.execute(
                sa.delete(_SHORT).where(_SHORT.c.owner_key == owner_key, _SHORT.c.mentor_id == mentor_id)
            )

    def delete_owner(self, owner_key: str) -> None:
        """Empty somebody's shortlist."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_SHORT).where(_SHORT.c.owner_key == owner_key))
