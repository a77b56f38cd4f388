from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from screening.errors import RegistryError
from screening.registry.engine import open_engine, reading, writing
from screening.registry.revisions import (
    RegistryAge,
    alembic_config,
    head_of,
    refuse_unfit,
    state_of,
)


def run(
    step: Callable[..., None], revision: str, registry: Engine, migrations: Path
) -> set[str]:
    """Run a step of Alembic's; the tables there are afterwards."""
    config = alembic_config(migrations)
    with writing(registry, rebuilding=True) as connection:
        config.attributes["connection"] = connection
        step(config, revision)
    with reading(registry) as connection:
        return set(inspect(connection).get_table_names())


def test_migrations_go_down_and_up_again(
    registry: Engine, migrations: Path, load: Callable[..., object]
) -> None:
    load([], sha256="a")

    left = run(command.downgrade, "base", registry, migrations)
    assert left == {"alembic_version"}
    assert state_of(registry, migrations) is RegistryAge.EMPTY

    tables = run(command.upgrade, "head", registry, migrations)
    assert {"listing", "listing_version", "name", "provenance"} < tables
    assert state_of(registry, migrations) is RegistryAge.CURRENT


def test_a_file_that_is_not_there_is_empty_and_stays_away(
    file_url: str, tmp_path: Path, migrations: Path
) -> None:
    assert state_of(open_engine(file_url), migrations) is RegistryAge.EMPTY
    assert list(tmp_path.iterdir()) == []


def test_a_server_without_tables_is_empty(server_url: str, migrations: Path) -> None:
    assert state_of(open_engine(server_url), migrations) is RegistryAge.EMPTY


def test_a_new_registry_is_current(registry: Engine, migrations: Path) -> None:
    assert state_of(registry, migrations) is RegistryAge.CURRENT


def test_a_registry_without_the_newest_revision_is_older(
    registry: Engine, with_revision: Callable[[str], Path]
) -> None:
    assert state_of(registry, with_revision("pass")) is RegistryAge.OLDER


def test_a_registry_at_a_revision_unknown_to_us_is_newer(
    registry: Engine, migrations: Path
) -> None:
    with writing(registry) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert state_of(registry, migrations) is RegistryAge.NEWER


NOTES_A_REVISION = """
    CREATE TABLE alembic_version (version_num TEXT);
    INSERT INTO alembic_version VALUES ('0002')
"""
NAMES_A_PRODUCT = """
    CREATE TABLE registry_state (product TEXT);
    INSERT INTO registry_state VALUES ('another program')
"""


@pytest.mark.parametrize(
    "theirs",
    [
        "CREATE TABLE theirs (id INTEGER)",
        NOTES_A_REVISION,
        "CREATE TABLE registry_state (product TEXT)",
        f"{NOTES_A_REVISION}; {NAMES_A_PRODUCT}",
    ],
    ids=["tables", "a revision like ours", "a table like ours", "another product"],
)
def test_another_programs_database_is_foreign(
    registry_url: str, migrations: Path, theirs: str
) -> None:
    engine = open_engine(registry_url, create=True)
    with writing(engine) as connection:
        for statement in theirs.split(";"):
            connection.execute(text(statement))

    assert state_of(engine, migrations) is RegistryAge.FOREIGN


@pytest.mark.parametrize(
    ("age", "advice"),
    [
        (RegistryAge.NEWER, "upgrade the program"),
        (RegistryAge.FOREIGN, "belongs to another program"),
    ],
)
def test_an_unfit_database_is_refused_with_what_to_do(age: RegistryAge, advice: str) -> None:
    with pytest.raises(RegistryError, match=advice) as refusal:
        refuse_unfit(age, "postgresql://anna:hunter2@db.example/lists")

    assert "db.example/lists" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("age", [RegistryAge.EMPTY, RegistryAge.OLDER, RegistryAge.CURRENT])
def test_a_database_that_can_be_worked_with_is_not_refused(age: RegistryAge) -> None:
    refuse_unfit(age, "sqlite:///registry.sqlite")


def test_a_folder_with_a_percent_sign_is_found(tmp_path: Path, migrations: Path) -> None:
    odd = tmp_path / "100%s"
    odd.symlink_to(migrations)

    assert head_of(odd) == head_of(migrations)
