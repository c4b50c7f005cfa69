"""What was done with the documents, by whom, and when."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from bot.memory import Action, AuditEntry
from bot.session_log.tables import audit


def note(connection: Connection, entry: AuditEntry) -> None:
    """Keep an entry."""
    connection.execute(
        insert(audit),
        {
            "action": entry.action.value,
            "document": entry.document,
            "actor_id": entry.actor_id,
            "at": entry.at,
            "failure": entry.failure,
        },
    )


def latest(connection: Connection, skip: int, most: int) -> list[AuditEntry]:
    """Return entries, the last first."""
    rows = connection.execute(select(audit).order_by(audit.c.id.desc()).offset(skip).limit(most)).all()
    return [AuditEntry(Action(row.action), row.document, row.at, row.actor_id, row.failure) for row in rows]


def count(connection: Connection) -> int:
    """Return how many entries there are."""
    return connection.scalar(select(func.count()).select_from(audit)) or 0


def forget(connection: Connection, person_id: int) -> None:
    """Let what a person did stay without its doer: the documents are as they are because of it."""
    connection.execute(update(audit).where(audit.c.actor_id == person_id).values(actor_id=None))


def rename(connection: Connection, former: str, document: str) -> None:
    """Let what was done with a document be told of it by another name."""
    if former != document:
        connection.execute(update(audit).where(audit.c.document == former).values(document=document))
        told = func.replace(audit.c.failure, former, document)
        connection.execute(update(audit).where(audit.c.failure.contains(former)).values(failure=told))
