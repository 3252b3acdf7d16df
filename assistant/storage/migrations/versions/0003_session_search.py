"""Vectors of sessions; passages that come from a session and go with it; themes that a mentor took off."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and give passages the session that they come from."""
    op.create_table(
        "session_vectors",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("spans", sa.LargeBinary(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_session_vectors_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_vectors")),
    )
    op.create_table(
        "hidden_themes",
        sa.Column("mentor_id", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["mentors.id"], name=op.f("fk_hidden_themes_mentor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mentor_id", "theme", name=op.f("pk_hidden_themes")),
    )
    last = _last_passage_id()
    # SQLite adds no constraint to a table that is there, so Alembic copies it.
    with op.batch_alter_table("passages", table_kwargs={"sqlite_autoincrement": True}) as passages:
        passages.add_column(sa.Column("session_id", sa.String(), nullable=True))
        passages.create_foreign_key(
            op.f("fk_passages_session_id"), "sessions", ["session_id"], ["id"], ondelete="CASCADE"
        )
        passages.create_index(op.f("ix_passages_session_id"), ["session_id"], unique=False)
    if last is not None:
        _go_on_from(last)


def _last_passage_id() -> int | None:
    """Read the highest id that SQLite ever gave a passage; None on PostgreSQL, where the column knows."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    return int(op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'passages'")) or 0)


def _go_on_from(last: int) -> None:
    """Let no id be given twice: a copied table only knows the ids that are still there."""
    connection = op.get_bind()
    connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'passages'"))
    connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('passages', :last)"), {"last": last})
