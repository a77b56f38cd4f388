from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from screening.errors import RegistryError
from screening.registry.engine import open_engine, reading, writing
from screening.registry.migrate import create

SECRET = "hunter2"


def refusal(url: str) -> str:
    with pytest.raises(RegistryError) as caught, reading(open_engine(url)):
        pass
    return str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "registry.sqlite"

    assert refusal(f"sqlite:///{path}") == (
        f"{path}: there is no folder {path.parent}; make it first"
    )


def test_a_folder_in_place_of_the_file_cannot_be_opened(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    path.write_text("reference;name\n" * 100, encoding="utf-8")

    assert refusal(f"sqlite:///{path}") == (
        f"{path}: this file is not a database; set another path"
    )


def test_a_read_only_folder_is_told_apart(
    open_folder: Path,
    migrations: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    url = f"sqlite:///{open_folder / 'registry.sqlite'}"
    create(url, migrations, fill=lambda connection: None)

    with (
        read_only(open_folder),
        pytest.raises(RegistryError, match="check the file and its folder"),
        writing(open_engine(url)) as connection,
    ):
        connection.execute(text("DELETE FROM registry_state"))


def test_a_full_disk_is_told_and_nothing_is_half_written(file_registry: Path) -> None:
    engine = open_engine(f"sqlite:///{file_registry}")

    def write_more_than_fits() -> None:
        with writing(engine) as connection:
            connection.execute(text("UPDATE authority SET title = 'short'"))
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.execute(text("UPDATE authority SET title = hex(randomblob(1000000))"))

    with pytest.raises(RegistryError, match="the disk is full"):
        write_more_than_fits()

    with reading(engine) as connection:
        titles = connection.scalars(text("SELECT title FROM authority ORDER BY code"))
        assert titles.all() == [
            "Council of the European Union",
            "Ministry of Foreign Affairs",
        ]


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    said = refusal(f"postgresql://anna:{SECRET}@127.0.0.1:1/lists")

    assert "127.0.0.1:1/lists: no connection to the server; check the address" in said
    assert SECRET not in said
    assert "\n" not in said


def test_a_server_that_refuses_says_what_it_refuses(server_url: str) -> None:
    url = make_url(server_url).set(database="no_such_database", password=SECRET)

    said = refusal(url.render_as_string(hide_password=False))

    assert "no_such_database" in said.split("user and password: ")[1]
    assert SECRET not in said
    assert "\n" not in said


def test_a_mistake_of_ours_raises_as_itself(registry: Engine) -> None:
    with pytest.raises(DBAPIError, match="no_such_table"), reading(registry) as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
