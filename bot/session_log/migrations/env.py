"""Run by Alembic for every migration: over the connection handed in, inside its transaction."""

from __future__ import annotations

from alembic import context

from bot.session_log.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
