"""The schema of the database at hand, brought up to the one this version knows."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from bot.errors import SessionLogError
from bot.session_log.pragmas import foreign_keys_off

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(connection: Connection, place: str, migrations: Path = MIGRATIONS) -> None:
    """Migrate the database to the newest schema, whole or not at all; `connection` is in no transaction.

    The revisions are compared before Alembic is imported, which takes longer than all the rest of a start.
    Raises SessionLogError for a database of a newer Isnad; `place` names it.
    """
    known = revisions(migrations)
    with connection.begin():
        found = revision_of(connection)
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise SessionLogError(
            f"session log {place}: written by a newer Isnad (schema {found}, this one knows {known[-1]}); "
            "upgrade Isnad or set another database"
        )
    with foreign_keys_off(connection), connection.begin():
        _upgrade(connection, migrations)
    logger.info("session log %s: schema %s, was %s", place, known[-1], found or "empty")


def revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """List the numbers of our migrations, oldest first: the first four characters of their files' names."""
    return sorted(file.name[:4] for file in (migrations / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def revision_of(connection: Connection) -> str | None:
    """Return the number of the last migration the database went through; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.scalar(
        select(column("version_num")).select_from(table("alembic_version"))
    )
    return number


def _upgrade(connection: Connection, migrations: Path) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it talks from its import on
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
