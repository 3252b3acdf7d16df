"""What each import changed, so that it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from assistant.storage import tables
from assistant.storage.statements import insert_missing, parts
from assistant.storage.transactions import Transactions

_IMPORTS = tables.imports
_CHANGES = tables.import_changes


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import.

    Args:
        kind: `mentor` or `mentee`.
        finished_at: None for one that runs, was stopped or was killed; its changes are known all the same.
        changes: Persons that it added or updated and that can be taken back.
    """

    id: int
    kind: str
    file_name: str
    actor_key: str
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    counts: dict[str, int]
    changes: int


@dataclass(frozen=True, slots=True)
class ImportChange:
    """What an import did to one person.

    Args:
        before: The person's JSON values from before; None when the import added them.
        after_hash: `person_hash` of what the import wrote; the person was edited since when theirs is another.
    """

    person_id: str
    kind: str
    before: dict[str, Any] | None
    after_hash: str


class Imports:
    """Imports in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def start(self, kind: str, file_name: str, actor_key: str) -> int:
        """Note that an import begins, and give its id."""
        row = {
            "kind": kind,
            "file_name": file_name,
            "actor_key": actor_key,
            "started_at": datetime.now(UTC),
            "counts": {},
        }
        with self._transactions.writing() as connection:
            return int(connection.execute(sa.insert(_IMPORTS).returning(_IMPORTS.c.id), row).scalar_one())

    def record(self, import_id: int, changes: Sequence[ImportChange]) -> None:
        """Keep what an import did, in the transaction that does it; of one person the first before-state stays."""
        rows = [
            {
                "import_id": import_id,
                "person_id": change.person_id,
                "kind": change.kind,
                "added": change.before is None,
                "before": change.before,
                "after_hash": change.after_hash,
            }
            for change in changes
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, _CHANGES, ["import_id", "person_id"], rows)

    def finish(self, import_id: int, counts: Mapping[str, int]) -> None:
        """Note that an import is through."""
        self._update(import_id, finished_at=datetime.now(UTC), counts=dict(counts))

    def note_undone(self, import_id: int) -> None:
        """Note that an import was taken back, and forget what it had changed."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_CHANGES).where(_CHANGES.c.import_id == import_id))
            self._update(import_id, undone_at=datetime.now(UTC))

    def last_to_undo(self) -> ImportBatch | None:
        """The latest import that changed something and was not taken back; None when there is none."""
        has_changes = sa.exists().where(_CHANGES.c.import_id == _IMPORTS.c.id)
        found = self._read(_batches().where(_IMPORTS.c.undone_at.is_(None), has_changes).limit(1))
        return found[0] if found else None

    def history(self, limit: int = 50) -> list[ImportBatch]:
        """The latest imports, newest first."""
        return self._read(_batches().limit(limit))

    def changes(self, import_id: int, limit: int = 500) -> list[ImportChange]:
        """Some of what an import did and is not forgotten yet, by person id."""
        query = sa.select(_CHANGES).where(_CHANGES.c.import_id == import_id).order_by(_CHANGES.c.person_id).limit(limit)
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
        return [
            ImportChange(row.person_id, row.kind, None if row.added else row.before, row.after_hash) for row in rows
        ]

    def forget(self, import_id: int, person_ids: Sequence[str]) -> None:
        """Forget changes that were taken back."""
        with self._transactions.writing() as connection:
            for some in parts(person_ids):
                of_import = _CHANGES.c.import_id == import_id
                connection.execute(sa.delete(_CHANGES).where(of_import, _CHANGES.c.person_id.in_(some)))

    def _update(self, import_id: int, **values: object) -> None:
        with self._transactions.writing() as connection:
            connection.execute(sa.update(_IMPORTS).where(_IMPORTS.c.id == import_id).values(**values))

    def _read(self, query: sa.Select[Any]) -> list[ImportBatch]:
        with self._transactions.reading() as connection:
            return [ImportBatch(**row) for row in connection.execute(query).mappings()]


def _batches() -> sa.Select[Any]:
    many = sa.select(sa.func.count()).where(_CHANGES.c.import_id == _IMPORTS.c.id).scalar_subquery()
    return sa.select(_IMPORTS, many.label("changes")).order_by(_IMPORTS.c.id.desc())
