"""Relationships in the database."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from assistant.domain.relationships import Relationship, RelationshipState
from assistant.storage import tables
from assistant.storage.statements import parts
from assistant.storage.transactions import Transactions

_TABLE = tables.relationships


class Relationships:
    """Who works with whom."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, relationship_id: str) -> Relationship | None:
        """The relationship with an id, or None."""
        found = self._read(sa.select(_TABLE).where(_TABLE.c.id == relationship_id))
        return found[0] if found else None

    def add(self, relationship: Relationship) -> None:
        """Insert a relationship."""
        row = {column.name: getattr(relationship, column.name) for column in _TABLE.columns}
        with self._transactions.writing() as connection:
            connection.execute(sa.insert(_TABLE), row | {"state": str(relationship.state)})

    def close(self, relationship_id: str, closed_at: datetime) -> None:
        """Mark an active relationship closed; a closed one stays as it is."""
        change = sa.update(_TABLE).values(state=str(RelationshipState.CLOSED), closed_at=closed_at)
        active = _TABLE.c.state == str(RelationshipState.ACTIVE)
        with self._transactions.writing() as connection:
            connection.execute(change.where(_TABLE.c.id == relationship_id, active))

    def set_next_session(self, relationship_id: str, day: date | None) -> None:
        """Keep the day on which the two mean to meet next; None for no day."""
        change = sa.update(_TABLE).where(_TABLE.c.id == relationship_id).values(next_session_on=day)
        with self._transactions.writing() as connection:
            connection.execute(change)

    def find(
        self, *, mentor_id: str = "", mentee_id: str = "", state: RelationshipState | None = None
    ) -> list[Relationship]:
        """Relationships of a mentor, a mentee, both, or everybody (ids empty), newest first."""
        wanted = [_TABLE.c.mentor_id == mentor_id] if mentor_id else []
        wanted += [_TABLE.c.mentee_id == mentee_id] if mentee_id else []
        wanted += [_TABLE.c.state == str(state)] if state is not None else []
        return self._read(sa.select(_TABLE).where(*wanted).order_by(_TABLE.c.started_at.desc(), _TABLE.c.id))

    def active_counts(self, mentor_ids: Sequence[str] | None = None) -> dict[str, int]:
        """Active relationships by mentor, for these mentors or all; mentors without one are left out."""
        many = sa.select(_TABLE.c.mentor_id, sa.func.count()).group_by(_TABLE.c.mentor_id)
        many = many.where(_TABLE.c.state == str(RelationshipState.ACTIVE))
        with self._transactions.reading() as connection:
            if mentor_ids is None:
                return {row[0]: row[1] for row in connection.execute(many)}
            found: dict[str, int] = {}
            for some in parts(mentor_ids):
                found.update((row[0], row[1]) for row in connection.execute(many.where(_TABLE.c.mentor_id.in_(some))))
            return found

    def people_involved(self, *, mentor_ids: Sequence[str] = (), mentee_ids: Sequence[str] = ()) -> set[str]:
        """Which of these persons are or were in a relationship."""
        found: set[str] = set()
        with self._transactions.reading() as connection:
            for column, ids in ((_TABLE.c.mentor_id, mentor_ids), (_TABLE.c.mentee_id, mentee_ids)):
                for some in parts(ids):
                    found.update(connection.execute(sa.select(column).where(column.in_(some))).scalars())
        return found

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[Relationship]:
        with self._transactions.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [Relationship(**{**row, "state": RelationshipState(row["state"])}) for row in rows]
