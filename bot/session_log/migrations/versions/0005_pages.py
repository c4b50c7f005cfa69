"""Keep the page that a passage is on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("cited_passages", sa.Column("page", sa.Integer))
