"""Sessions with their files, reports, changes and items; jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of sessions; everything that hangs on one goes with it."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("relationship_id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("mentor_consents", sa.Boolean(), nullable=False),
        sa.Column("mentee_consents", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["relationship_id"], ["relationships.id"], name=op.f("fk_sessions_relationship_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("relationship_id", "file_sha256", name=op.f("uq_sessions_relationship_id_file_sha256")),
    )
    op.create_index(op.f("ix_sessions_relationship_id"), "sessions", ["relationship_id"], unique=False)
    _create_part(
        "session_files",
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("speaker_edits", sa.JSON(), nullable=False),
        keys=("session_id",),
    )
    _create_part(
        "session_reports",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("line_ids", sa.JSON(), nullable=False),
        keys=("session_id", "version"),
    )
    _create_part(
        "line_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        keys=("id",),
        sqlite_autoincrement=True,
    )
    _create_part(
        "action_items",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=16), nullable=True),
        sa.Column("due_words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_next_session", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        keys=("id",),
    )
    _create_part(
        "session_themes",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        keys=("session_id", "place"),
    )
    _create_part(
        "jobs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("stop_wanted", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        keys=("id",),
    )
    op.create_index(op.f("ix_jobs_state"), "jobs", ["state"], unique=False)


def _create_part(
    table: str, *columns: sa.Column[object], keys: tuple[str, ...], sqlite_autoincrement: bool = False
) -> None:
    """Make a table whose rows belong to a session and are deleted with it."""
    op.create_table(
        table,
        sa.Column("session_id", sa.String(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f(f"fk_{table}_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
        sqlite_autoincrement=sqlite_autoincrement,
    )
    if "session_id" not in keys:
        op.create_index(op.f(f"ix_{table}_session_id"), table, ["session_id"], unique=False)
