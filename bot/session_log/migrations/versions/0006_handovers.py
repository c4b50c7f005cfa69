"""Keep which questions were handed over to people, what these answered, and the gaps that it filled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and to a turn when the documents came to hold its answer."""
    op.add_column("turns", sa.Column("filled_at", MOMENT))
    _handovers()
    _human_answers()
    _operator_posts()


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("turn_id", sa.Integer, nullable=False),
        sa.Column("claimed_by", sa.BigInteger, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_handovers_turn_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handovers_turn_id", "handovers", ["turn_id"], unique=True)


def _human_answers() -> None:
    op.create_table(
        "human_answers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("handover_id", sa.Integer, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("delivery_status", sa.String(20)),
        sa.Column("sent_message_ids", sa.JSON, nullable=False),
        sa.Column("notice_message_id", sa.BigInteger),
        sa.Column("document", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_human_answers"),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name="fk_human_answers_handover_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_human_answers_handover_id", "human_answers", ["handover_id"])
    op.create_index(
        "ix_human_answers_chat_id_message_id", "human_answers", ["chat_id", "message_id"], unique=True
    )


def _operator_posts() -> None:
    op.create_table(
        "operator_posts",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("handover_id", sa.Integer),
        sa.Column("asks", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_operator_posts"),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name="fk_operator_posts_handover_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_operator_posts_handover_id", "operator_posts", ["handover_id"])
