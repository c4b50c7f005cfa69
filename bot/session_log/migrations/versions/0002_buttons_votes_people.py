"""Keep what buttons under a reply need: the turn's key, the reply as shown, passages whole; and votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns to turns and passages, and the tables of votes and people."""
    op.add_column("turns", sa.Column("key", sa.String(32)))
    op.add_column("turns", sa.Column("reply_language", sa.String(2)))
    op.add_column("turns", sa.Column("shown", sa.Text))
    op.add_column("turns", sa.Column("reply_message_id", sa.BigInteger))
    op.create_index("ix_turns_key", "turns", ["key"], unique=True)
    op.create_index("ix_turns_reply_message_id", "turns", ["reply_message_id"])
    for name in ("heading", "url", "date", "source"):
        op.add_column("cited_passages", sa.Column(name, sa.Text))
    _votes()
    _people()


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("turn_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("vote", sa.SmallInteger, nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("voted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("turn_id", "person_id", name="pk_votes"),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_votes_turn_id", ondelete="CASCADE"),
    )
    op.create_index("ix_votes_person_id", "votes", ["person_id"])


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
