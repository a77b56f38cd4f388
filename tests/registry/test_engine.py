import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from screening.errors import RegistryError
from screening.registry import engine as engine_module
from screening.registry.engine import open_engine, reading, writing

TITLE = text("SELECT title FROM authority WHERE code = 'eu'")
RENAME = text("UPDATE authority SET title = 'Council' WHERE code = 'eu'")


def test_a_file_is_set_up_for_several_processes(file_registry: Path) -> None:
    with reading(open_engine(f"sqlite:///{file_registry}")) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }

    normal = 1
    assert settings == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": normal,
    }


def test_opening_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"

    with (
        pytest.raises(RegistryError, match="there is no registry here"),
        reading(open_engine(f"sqlite:///{path}")),
    ):
        pass

    assert not path.exists()


def test_a_transaction_that_fails_takes_its_new_tables_with_it(registry: Engine) -> None:
    def fail_halfway() -> None:
        with writing(registry) as connection:
            connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
            connection.execute(RENAME)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    with reading(registry) as connection:
        tables = registry.dialect.get_table_names(connection)
        assert "half_done" not in tables
        assert connection.scalar(TITLE) == "Council of the European Union"


def test_a_reader_sees_one_state_while_another_writes(registry: Engine) -> None:
    with reading(registry) as reader:
        before = reader.scalar(TITLE)
        with writing(registry) as writer:
            writer.execute(RENAME)

        assert reader.scalar(TITLE) == before == "Council of the European Union"

    with reading(registry) as later:
        assert later.scalar(TITLE) == "Council"


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    registry: Engine, registry_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "FILE_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(engine_module, "SERVER_WAIT_SECONDS", 1)

    with (
        writing(registry),
        pytest.raises(RegistryError, match="another process is writing"),
        writing(open_engine(registry_url)),
    ):
        pass


def test_a_row_that_points_nowhere_is_refused(registry: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), writing(registry) as connection:
        connection.execute(text("UPDATE package SET authority_code = 'nobody'"))


def test_rebuilding_is_undone_when_it_leaves_a_row_that_points_nowhere(
    file_registry: Path,
) -> None:
    engine = open_engine(f"sqlite:///{file_registry}")

    with (
        pytest.raises(RegistryError, match="a row of package points to a row of authority"),
        writing(engine, rebuilding=True) as connection,
    ):
        connection.execute(text("DELETE FROM authority WHERE code = 'eu'"))

    with reading(engine) as connection:
        assert connection.scalar(TITLE) == "Council of the European Union"


def test_postgres_without_its_driver_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(RegistryError, match=r"install `screening\[postgres\]`"):
        open_engine("postgresql://db.example/lists")


def test_another_programs_file_is_not_rewritten_by_looking_at_it(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.close()
    before = path.read_bytes()

    with reading(open_engine(f"sqlite:///{path}")) as looking:
        looking.exec_driver_sql("SELECT * FROM theirs")

    assert path.read_bytes() == before
