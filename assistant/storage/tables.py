"""The tables, for SQLite and PostgreSQL alike. Migrations create them; this file is what the code reads and writes."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; SQLite stores no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _person_columns() -> list[Column[object]]:
    return [
        Column("id", String, primary_key=True),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False, index=True),
        Column("email", Text, nullable=False),
        Column("email_key", Text, nullable=False, index=True),
        Column("headline", Text, nullable=False),
        Column("bio", Text, nullable=False),
        Column("skills", JSON, nullable=False),
        Column("fields", JSON, nullable=False),
        Column("industries", JSON, nullable=False),
        Column("languages", JSON, nullable=False),
        Column("city", Text, nullable=False),
        Column("country", Text, nullable=False),
        Column("time_zone", Text, nullable=False),
        Column("availability", JSON, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("department", Text, nullable=False),
        Column("formats", JSON, nullable=False),
        Column("links", JSON, nullable=False),
        Column("last_active", Date),
        Column("status", Text, nullable=False),
    ]


mentors = Table(
    "mentors",
    metadata,
    *_person_columns(),
    Column("years_experience", Integer),
    Column("seniority", Text),
    Column("capacity", Integer),
    Column("current_mentees", Integer, nullable=False),
    Column("next_free", Date),
    Column("past_themes", JSON, nullable=False),
)

mentees = Table("mentees", metadata, *_person_columns(), Column("goals", JSON, nullable=False))

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("mentor_id", String, ForeignKey("mentors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("ranking_text", Text, nullable=False),
    Column("text_hash", String(64), nullable=False, index=True),
    # The session that a theme comes from: it goes with it, whatever the session goes with.
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), index=True),
    # Without AUTOINCREMENT SQLite gives out the id of a deleted last row again, and an index would show the wrong one.
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_hash", String(64), nullable=False),
    Column("identity", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    UniqueConstraint("text_hash", "identity"),
)

relationships = Table(
    "relationships",
    metadata,
    Column("id", String, primary_key=True),
    Column("mentor_id", String, ForeignKey("mentors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("mentee_id", String, ForeignKey("mentees.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("goal", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("next_session_on", Date),
    Index(
        "uq_relationships_active_pair",
        "mentor_id",
        "mentee_id",
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    ),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("actor_key", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("undone_at", UtcDateTime),
    Column("counts", JSON, nullable=False),
    sqlite_autoincrement=True,
)

import_changes = Table(
    "import_changes",
    metadata,
    Column("import_id", Integer, ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("added", Boolean, nullable=False),
    Column("before", JSON),
    Column("after_hash", String(64), nullable=False),
    Index("ix_import_changes_person_id", "person_id"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner_key", Text, nullable=False, index=True),
    Column("goal", Text, nullable=False),
    Column("options", JSON, nullable=False),
    Column("seen", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

shortlists = Table(
    "shortlists",
    metadata,
    Column("owner_key", String, primary_key=True),
    Column("mentor_id", String, ForeignKey("mentors.id", ondelete="CASCADE"), primary_key=True),
    Column("added_at", UtcDateTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("relationship_id", String, ForeignKey("relationships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("held_on", Date),
    Column("title", Text, nullable=False),
    Column("template", String(40), nullable=False),
    Column("mentor_consents", Boolean, nullable=False),
    Column("mentee_consents", Boolean, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("relationship_id", "file_sha256"),
)

session_files = Table(
    "session_files",
    metadata,
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("reading", JSON, nullable=False),
    Column("speaker_edits", JSON, nullable=False),
)

session_reports = Table(
    "session_reports",
    metadata,
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("restored_from", Integer),
    Column("report", JSON, nullable=False),
    Column("line_ids", JSON, nullable=False),
)

line_changes = Table(
    "line_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("change", JSON, nullable=False),
    sqlite_autoincrement=True,
)

action_items = Table(
    "action_items",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String(16)),
    Column("due_words", Text, nullable=False),
    Column("due_on", Date),
    Column("due_next_session", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("by", Text, nullable=False),
)

session_themes = Table(
    "session_themes",
    metadata,
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("theme", Text, nullable=False),
)

session_vectors = Table(
    "session_vectors",
    metadata,
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("identity", String, nullable=False),
    Column("spans", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
)

hidden_themes = Table(
    "hidden_themes",
    metadata,
    Column("mentor_id", String, ForeignKey("mentors.id", ondelete="CASCADE"), primary_key=True),
    Column("theme", String, primary_key=True),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("share", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("stop_wanted", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("beat_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
)

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
