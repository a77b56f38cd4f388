"""What is asked of a server by its driver alone is what SQLAlchemy would have answered."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from screening.errors import RegistryError
from screening.registry.engine import open_engine, reading, writing
from screening.registry.fitness import QUESTION, of_rows
from screening.registry.migrate import create
from screening.registry.queries import registry_state
from screening.registry.revisions import state_of
from screening.registry.server_stamp import connect_options, server_condition
from tests.conftest import listing, take_in
from tests.registry.conftest import SOURCE, fill

ORDINARY = [
    "postgresql://selma@host/lists",
    "postgresql+psycopg://selma:ver%40borgen@db.example:5433/lists?sslmode=require",
    "postgresql://selma@host/lists?options=-csearch_path%3Dours+-cwork_mem%3D1MB",
    "postgresql://selma@host/li%2Fsts?sslmode=&connect_timeout=3",
    "postgresql://selma@192.0.2.7",
    "postgresql:///lists",
    "postgresql://",
]
OUT_OF_THE_ORDINARY = [
    "postgresql+psycopg2://selma@host/lists",
    "postgresql://selma@[2001:db8::7]/lists",
    "postgresql://selma:ver@borgen@host/lists",
    "postgresql://selma@/lists?host=one:5432&host=two:5432",
    "postgresql://selma@host/lists?options=-ca%3Db&options=-cc%3Dd",
    "postgresql://selma@host/lists?prepare_threshold=0",
]


@pytest.mark.parametrize("url", ORDINARY)
def test_an_ordinary_address_is_understood_as_sqlalchemy_does(url: str) -> None:
    _, theirs = open_engine(url).dialect.create_connect_args(make_url(url))

    del theirs["context"]  # how values are adapted, which is no matter of the connection
    assert connect_options(url) == {name: str(value) for name, value in theirs.items()}


@pytest.mark.parametrize("url", OUT_OF_THE_ORDINARY)
def test_an_address_out_of_the_ordinary_is_left_to_sqlalchemy(url: str) -> None:
    assert connect_options(url) is None


@pytest.fixture
def server(server_url: str, migrations: Path) -> Engine:
    """A registry on a server, with one list in use and one that waits."""
    create(server_url, migrations, fill)
    engine = open_engine(server_url)
    people = [listing("EU.1", "Arvid Kellermund", authority="eu")]
    for sha256, doubts in (("first", ()), ("second", ("it is empty",))):
        with writing(engine) as connection:
            take_in(connection, SOURCE, people, sha256=sha256, doubts=doubts)
    return engine


def test_the_answer_is_what_sqlalchemy_is_given(server: Engine, server_url: str) -> None:
    with reading(server) as connection:
        stamp = registry_state(connection)
        lists = of_rows(connection.exec_driver_sql(QUESTION))

    assert lists[0].waiting is not None
    assert server_condition(server_url) == (stamp, lists)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE registry_state SET product = 'another'",
        "DROP TABLE alembic_version",
        "ALTER TABLE source DROP COLUMN copy",
    ],
)
def test_tables_that_are_not_as_they_should_be_are_left_to_sqlalchemy(
    server: Engine, server_url: str, change: str
) -> None:
    with writing(server) as connection:
        connection.exec_driver_sql(change)

    assert server_condition(server_url) is None


def test_an_empty_schema_is_left_to_sqlalchemy(server_url: str) -> None:
    assert server_condition(server_url) is None


def test_without_the_driver_it_is_left_to_sqlalchemy(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert server_condition(server_url) is None


def no_such_database(url: str) -> str:
    return make_url(url).set(database="nowhere").render_as_string(hide_password=False)


def no_such_port(url: str) -> str:
    moved = make_url(url).set(port=1, password="verborgen")
    return moved.render_as_string(hide_password=False)


def no_such_option(url: str) -> str:
    return url + "&sslmode=perhaps"


@pytest.mark.parametrize("spoilt", [no_such_database, no_such_port, no_such_option])
def test_a_connection_that_fails_is_told_as_sqlalchemy_would(
    server_url: str, migrations: Path, spoilt: Callable[[str], str]
) -> None:
    url = spoilt(server_url)

    with pytest.raises(RegistryError, match="no connection to the server") as told:
        server_condition(url)
    with pytest.raises(RegistryError) as expected:
        state_of(open_engine(url), migrations)
    assert str(told.value) == str(expected.value)
    assert "verborgen" not in str(told.value)


def test_asking_a_server_does_not_import_the_database_toolkit(server_url: str) -> None:
    code = (
        "import sys; from screening.registry.server_stamp import server_condition; "
        f"server_condition({server_url!r}); "
        "print(sorted({'sqlalchemy', 'alembic', 'psycopg'} & sys.modules.keys()))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "['psycopg']"
