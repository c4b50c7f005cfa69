"""What people chose."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from bot.session_log.tables import people


def language(connection: Connection, person_id: int) -> str | None:
    """Return the language that a person chose."""
    return connection.scalar(select(people.c.language).where(people.c.id == person_id))


def choose_language(connection: Connection, person_id: int, language: str) -> None:
    """Remember the language that a person chose, in place of the one before."""
    connection.execute(delete(people).where(people.c.id == person_id))
    connection.execute(insert(people), {"id": person_id, "language": language})
