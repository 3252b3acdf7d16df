"""The day on which a pair means to meet next."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has set a day yet."""
    op.add_column("relationships", sa.Column("next_session_on", sa.Date(), nullable=True))
