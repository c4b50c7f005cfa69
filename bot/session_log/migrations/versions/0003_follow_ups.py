"""Keep what was looked for when it is not what was typed: a follow-up goes on from that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("turns", sa.Column("searched", sa.Text))
