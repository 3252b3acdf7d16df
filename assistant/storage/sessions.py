"""Sessions in the database: their facts, the file as it was uploaded, and what was read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from assistant.domain.access import Action, Actor, Role, may
from assistant.domain.sessions import Consent, Session
from assistant.storage import tables
from assistant.storage.transactions import Transactions

_TABLE = tables.sessions
_FILES = tables.session_files
_PAIRS = tables.relationships


@dataclass(frozen=True, slots=True)
class SessionFile:
    """What was uploaded.

    Args:
        data: The bytes as they came.
        reading: JSON values of what was read from them.
        speaker_edits: JSON values of what people changed about who speaks, in order.
    """

    data: bytes
    reading: dict[str, Any]
    speaker_edits: list[Any]


class Sessions:
    """Meetings of relationships."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add(self, session: Session, data: bytes, reading: Mapping[str, Any]) -> None:
        """Insert a session with its file."""
        file = {"session_id": session.id, "data": data, "reading": dict(reading), "speaker_edits": []}
        with self._transactions.writing() as connection:
            connection.execute(sa.insert(_TABLE), _row(session))
            connection.execute(sa.insert(_FILES), file)

    def update(self, session: Session) -> None:
        """Write the facts of a session anew."""
        with self._transactions.writing() as connection:
            connection.execute(sa.update(_TABLE).where(_TABLE.c.id == session.id).values(**_row(session)))

    def replace_file(self, session: Session, data: bytes, reading: Mapping[str, Any]) -> None:
        """Give a session another file; what was changed about the speakers of the old one goes, and what it held."""
        values = {"data": data, "reading": dict(reading), "speaker_edits": []}
        with self._transactions.writing() as connection:
            self.update(session)
            for table in (tables.session_vectors, tables.session_themes, tables.passages):
                connection.execute(sa.delete(table).where(table.c.session_id == session.id))
            self._transactions.note_people_changed()
            connection.execute(sa.update(_FILES).where(_FILES.c.session_id == session.id).values(**values))

    def get(self, session_id: str) -> Session | None:
        """The session with an id, or None."""
        found = self._read(sa.select(_TABLE).where(_TABLE.c.id == session_id))
        return found[0] if found else None

    def with_file(self, relationship_id: str, file_sha256: str) -> Session | None:
        """The session of a relationship that has these very bytes, or None."""
        same = _TABLE.c.file_sha256 == file_sha256
        found = self._read(sa.select(_TABLE).where(_TABLE.c.relationship_id == relationship_id, same))
        return found[0] if found else None

    def file(self, session_id: str) -> SessionFile | None:
        """What was uploaded for a session, or None when there is no such session."""
        with self._transactions.reading() as connection:
            row = connection.execute(sa.select(_FILES).where(_FILES.c.session_id == session_id)).one_or_none()
        return None if row is None else SessionFile(row.data, row.reading, row.speaker_edits)

    def save_speaker_edits(self, session_id: str, edits: Sequence[Any]) -> None:
        """Keep what people changed about who speaks, in place of what was kept."""
        change = sa.update(_FILES).where(_FILES.c.session_id == session_id).values(speaker_edits=list(edits))
        with self._transactions.writing() as connection:
            connection.execute(change)

    def readable(self, actor: Actor, relationship_id: str = "") -> list[Session]:
        """Sessions that an actor may read, of one relationship or all, latest first; by the rule of `may`, in SQL."""
        query = sa.select(_TABLE).join(_PAIRS, _PAIRS.c.id == _TABLE.c.relationship_id).where(_readable_by(actor))
        if relationship_id:
            query = query.where(_TABLE.c.relationship_id == relationship_id)
        day = sa.func.coalesce(_TABLE.c.held_on, sa.cast(_TABLE.c.created_at, sa.Date))
        if self._transactions.engine.dialect.name == "sqlite":
            day = sa.func.coalesce(_TABLE.c.held_on, sa.func.date(_TABLE.c.created_at))
        return self._read(query.order_by(day.desc(), _TABLE.c.created_at.desc(), _TABLE.c.id))

    def of_relationship(self, relationship_id: str) -> list[Session]:
        """All sessions of a relationship, in the order they were held; who may see them was asked before."""
        found = self._read(sa.select(_TABLE).where(_TABLE.c.relationship_id == relationship_id))
        return sorted(found, key=lambda one: (day_of(one), one.created_at, one.id))

    def delete(self, session_id: str) -> None:
        """Delete a session and everything that hangs on it: file, reports, changes, items, vectors, themes, jobs."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_TABLE).where(_TABLE.c.id == session_id))
            # Its themes are no passages any more.
            self._transactions.note_people_changed()

    def _read(self, query: sa.Select[Any]) -> list[Session]:
        with self._transactions.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [_session(row) for row in rows]


def day_of(session: Session) -> date:
    """The day a session counts for in the order of a relationship: when it was held, else when it was uploaded."""
    return session.held_on or session.created_at.date()


def _readable_by(actor: Actor) -> sa.ColumnElement[bool]:
    if may(actor, Action.READ_SESSION):
        return sa.true()
    if actor.role is Role.MENTOR:
        return _PAIRS.c.mentor_id == actor.person_id
    if actor.role is Role.MENTEE:
        return _PAIRS.c.mentee_id == actor.person_id
    return sa.false()


def _row(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "relationship_id": session.relationship_id,
        "held_on": session.held_on,
        "title": session.title,
        "template": str(session.template),
        "mentor_consents": session.consent.mentor,
        "mentee_consents": session.consent.mentee,
        "file_name": session.file_name,
        "file_sha256": session.file_sha256,
        "created_at": session.created_at,
    }


def _session(row: Mapping[Any, Any]) -> Session:
    return Session(
        id=row["id"],
        relationship_id=row["relationship_id"],
        held_on=row["held_on"],
        title=row["title"],
        template=row["template"],
        consent=Consent(row["mentor_consents"], row["mentee_consents"]),
        file_name=row["file_name"],
        file_sha256=row["file_sha256"],
        created_at=row["created_at"],
    )
