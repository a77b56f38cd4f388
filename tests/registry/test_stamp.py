import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from screening.errors import RegistryError
from screening.registry.engine import open_engine, reading, writing
from screening.registry.queries import registry_state
from screening.registry.revisions import RegistryAge, head_of, state_of
from screening.registry.stamp import HEAD, Stamp, sqlite_stamp


def test_the_stamp_is_what_the_registry_says_of_itself(file_registry: Path) -> None:
    with reading(open_engine(f"sqlite:///{file_registry}")) as connection:
        assert sqlite_stamp(file_registry) == registry_state(connection)


def test_the_stamp_shows_a_change_that_is_only_in_the_log_yet(file_registry: Path) -> None:
    before = sqlite_stamp(file_registry)
    assert before is not None
    engine = open_engine(f"sqlite:///{file_registry}")

    with reading(engine):  # an open connection keeps the log from being folded in
        with writing(engine) as connection:
            connection.exec_driver_sql("UPDATE registry_state SET revision = revision + 1")

        after = sqlite_stamp(file_registry)
        assert after == Stamp(before.uuid, before.revision + 1, before.token, before.schema)


def test_the_revision_this_program_works_with_is_the_newest_migration(
    migrations: Path,
) -> None:
    assert head_of(migrations) == HEAD


@pytest.mark.parametrize("content", [None, b""])
def test_where_nothing_is_there_is_no_stamp(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "registry.sqlite"
    if content is not None:
        path.write_bytes(content)

    assert sqlite_stamp(path) is None
    assert path.exists() == (content is not None)


@pytest.mark.parametrize(
    "leaving",
    [
        ["PRAGMA user_version = 1"],
        ["CREATE TABLE theirs (id INTEGER PRIMARY KEY AUTOINCREMENT)", "DROP TABLE theirs"],
        ["CREATE TABLE alembic_version (version_num TEXT)"],
    ],
    ids=["a header only", "tables that are gone", "no revision of Alembic's"],
)
def test_a_file_without_tables_has_no_stamp_and_is_empty_for_the_migrations_too(
    tmp_path: Path, migrations: Path, leaving: list[str]
) -> None:
    path = tmp_path / "registry.sqlite"
    connection = sqlite3.connect(path)
    for statement in leaving:
        connection.execute(statement)
    connection.close()
    before = path.read_bytes()

    assert before
    assert sqlite_stamp(path) is None
    assert state_of(open_engine(f"sqlite:///{path}"), migrations) is RegistryAge.EMPTY
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    path.write_text("reference;name\n" * 100, encoding="utf-8")

    with pytest.raises(RegistryError, match="not a database"):
        sqlite_stamp(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        sqlite_stamp(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE registry_state",
        "UPDATE registry_state SET product = 'another'",
        "ALTER TABLE registry_state DROP COLUMN token",
    ],
)
def test_another_programs_database_is_refused(file_registry: Path, change: str) -> None:
    connection = sqlite3.connect(file_registry)
    connection.execute(change)
    connection.commit()
    connection.close()

    with pytest.raises(RegistryError, match="belongs to another program"):
        sqlite_stamp(file_registry)


def test_a_registry_in_a_read_only_folder_can_be_read(
    file_registry: Path,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    shared = open_folder / "registry.sqlite"
    shutil.copyfile(file_registry, shared)
    expected = sqlite_stamp(file_registry)

    with read_only(open_folder):
        assert sqlite_stamp(shared) == expected is not None


def test_a_stamp_takes_less_than_five_milliseconds(file_registry: Path) -> None:
    times = []
    for _ in range(20):
        start = time.perf_counter()
        sqlite_stamp(file_registry)
        times.append(time.perf_counter() - start)

    assert min(times) < 0.005


def test_reading_a_stamp_does_not_import_the_database_toolkit(checkout: Path) -> None:
    code = (
        "import sys, screening.registry.stamp; "
        "print(sorted({'sqlalchemy', 'alembic'} & sys.modules.keys()))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
