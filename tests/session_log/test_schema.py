"""From an empty database, from the oldest one, and on to those that are still to come."""

from __future__ import annotations

import io
import logging
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from bot.errors import SessionLogError
from bot.session_log import schema
from bot.session_log.engine import make_engine, parse_address
from bot.session_log.store import SessionLog
from bot.session_log.tables import metadata

from .samples import make_turn, rows

OLDEST = Path(__file__).with_name("schema_0001.sql")

NEXT = f"{len(schema.revisions()) + 1:04}"
REBUILD = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{NEXT}", "{schema.revisions()[-1]}"

def upgrade():
    with op.batch_alter_table("sessions", recreate="always") as sessions:
        sessions.add_column(sa.Column("mood", sa.Text))
"""


def _oldest(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(OLDEST.read_text(encoding="utf-8"))


async def _migrate(address: str, migrations: Path) -> None:
    engine = make_engine(parse_address(address))
    try:
        async with engine.connect() as connection:
            await connection.run_sync(schema.bring_up_to_date, "here", migrations)
    finally:
        await engine.dispose()


def _with_next(folder: Path, script: str) -> Path:
    migrations = shutil.copytree(schema.MIGRATIONS, folder / "migrations")
    (migrations / "versions" / f"{NEXT}_next.py").write_text(script, encoding="utf-8")
    return migrations


@pytest.mark.parametrize("begin", ["empty", "oldest"])
async def test_after_opening_the_schema_is_the_one_that_tables_describes(
    address: str, file: Path, begin: str
) -> None:
    if begin == "oldest":
        _oldest(file)
    log = await SessionLog.open(address)
    await log.close()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert rows(file, "select version_num from alembic_version") == [(schema.revisions()[-1],)]


async def test_what_the_oldest_database_holds_is_still_there_and_goes_on(address: str, file: Path) -> None:
    _oldest(file)
    log = await SessionLog.open(address)
    assert await log.waiting() == ['{"update_id": 3}']
    assert await log.put(1, "{}") is False
    await log.keep(make_turn(3))
    await log.close()
    assert rows(file, "select id, session_id, update_id, answer is not null from turns") == [
        (1, 1, 1, 1),
        (2, 2, 2, 1),
        (3, 1, 3, 1),
    ]
    assert rows(file, "select turn_id, count(*) from cited_passages group by 1") == [(1, 2), (2, 2), (3, 2)]


async def test_a_migration_that_rebuilds_a_table_keeps_the_rows_that_point_to_it(
    address: str, file: Path, tmp_path: Path
) -> None:
    """With foreign keys on, dropping the old copy of `sessions` would delete every turn."""
    _oldest(file)
    await _migrate(address, _with_next(tmp_path, REBUILD))
    assert rows(file, "select version_num from alembic_version") == [(NEXT,)]
    assert rows(file, "select id, mood from sessions") == [(1, None), (2, None)]
    assert rows(file, "select count(*) from turns") == [(2,)]
    assert rows(file, "select count(*) from cited_passages") == [(4,)]


async def test_a_migration_that_fails_halfway_leaves_the_database_as_it_was(
    address: str, file: Path, tmp_path: Path
) -> None:
    _oldest(file)
    before = rows(file, "select sql from sqlite_master order by name")
    with pytest.raises(ZeroDivisionError):
        await _migrate(address, _with_next(tmp_path, REBUILD + "    1 / 0\n"))
    assert rows(file, "select version_num from alembic_version") == [("0001",)]
    assert rows(file, "select sql from sqlite_master order by name") == before
    assert rows(file, "select count(*) from turns") == [(2,)]


async def test_a_database_of_a_newer_isnad_is_left_alone(address: str, file: Path) -> None:
    _oldest(file)
    rows(file, "update alembic_version set version_num = '0999'")
    with pytest.raises(SessionLogError, match="newer Isnad") as caught:
        await SessionLog.open(address)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert rows(file, "select version_num from alembic_version") == [("0999",)]


def test_the_migrations_are_one_chain_numbered_without_gaps() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    chain = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]
    assert chain == schema.revisions() == [f"{number:04}" for number in range(1, len(chain) + 1)]


async def test_a_first_start_says_one_line_and_alembic_none(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    log = await SessionLog.open(address)
    await log.close()
    assert [record.name for record in caplog.records] == ["bot.session_log.schema"]


def test_a_start_with_nothing_to_migrate_does_not_import_alembic(address: str) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.session_log.store import SessionLog\n"
        "async def main():\n"
        "    await (await SessionLog.open(sys.argv[1])).close()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", script, address], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert said == [b"True\n", b"False\n"]


def test_postgresql_gets_the_same_tables_from_the_migrations_as_from_tables() -> None:
    """Compared as the words each would send, since no server runs here."""
    said = io.StringIO()
    options = {"as_sql": True, "output_buffer": said}
    context = MigrationContext.configure(dialect_name="postgresql", opts=options)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with Operations.context(context):
        for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
            script.module.upgrade()
    migrated = _with_columns_in_place(said.getvalue().split(";"))
    dialect = make_url("postgresql://").get_dialect()()
    clauses: list[ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        clauses += [CreateTable(table), *(CreateIndex(index) for index in table.indexes)]
    assert migrated == _with_columns_in_place([str(clause.compile(dialect=dialect)) for clause in clauses])


def _with_columns_in_place(statements: list[str]) -> dict[str, set[str]]:
    """Return the parts of each table, columns that were added later among them, and the other statements."""
    made: dict[str, set[str]] = {}
    for statement in (" ".join(each.split()) for each in statements if each.strip()):
        if added := re.fullmatch(r"ALTER TABLE (\w+) ADD COLUMN (.+)", statement):
            made[added[1]].add(added[2])
        elif table := re.fullmatch(r"CREATE TABLE (\w+) \( (.+) \)", statement):
            made[table[1]] = set(re.split(r", (?![^(]*\))", table[2]))
        else:
            made[statement] = set()
    return made
