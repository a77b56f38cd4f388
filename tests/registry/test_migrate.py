import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from screening.errors import RegistryError
from screening.registry.engine import open_engine, reading, writing
from screening.registry.migrate import STALE_SECONDS, create, upgrade
from screening.registry.queries import authorities, registry_state
from screening.registry.revisions import RegistryAge, state_of
from screening.registry.stamp import HEAD, sqlite_stamp

ADD_COLUMN = 'op.execute("ALTER TABLE authority ADD COLUMN website TEXT")'

CREATE = """
import os, pathlib, signal, sys, time
from screening.registry.migrate import create

def pause(connection):
    time.sleep(0.5)

def die(connection):
    os.kill(os.getpid(), signal.SIGKILL)

url, migrations, fill = sys.argv[1:]
print(create(url, pathlib.Path(migrations), {"pause": pause, "die": die}[fill]))
"""


def fill(connection: Connection) -> None:
    connection.execute(text("INSERT INTO authority VALUES ('eu', 'Council', 'EU', '[]')"))


def creating(url: str, migrations: Path, how: str, *, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CREATE, url, str(migrations), how]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True)


# creating


def test_a_registry_is_made_once_and_filled(registry_url: str, migrations: Path) -> None:
    assert create(registry_url, migrations, fill) is True
    assert create(registry_url, migrations, fill) is False

    engine = open_engine(registry_url)
    assert state_of(engine, migrations) is RegistryAge.CURRENT
    with reading(engine) as connection:
        assert [authority.code for authority in authorities(connection)] == ["eu"]


def test_making_a_file_leaves_nothing_else_and_makes_its_folder(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "data" / "screening" / "registry.sqlite"

    create(f"sqlite:///{path}", migrations, fill)

    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_registry_and_what_is_kept_beside_it_are_their_owners_alone(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "registry.sqlite"
    create(f"sqlite:///{path}", migrations, fill)

    with writing(open_engine(f"sqlite:///{path}")) as connection:
        connection.execute(text("CREATE TABLE more (n INTEGER)"))
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


def test_an_empty_file_becomes_a_registry(
    file_url: str, tmp_path: Path, migrations: Path
) -> None:
    (tmp_path / "registry.sqlite").touch()

    assert create(file_url, migrations, fill) is True
    with reading(open_engine(file_url)) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_file_with_nothing_but_a_header_becomes_a_registry(
    file_url: str, tmp_path: Path, migrations: Path
) -> None:
    theirs = sqlite3.connect(tmp_path / "registry.sqlite")
    theirs.execute("PRAGMA user_version = 1")
    theirs.close()

    assert create(file_url, migrations, fill) is True
    assert sqlite_stamp(tmp_path / "registry.sqlite") is not None
    with reading(open_engine(file_url)) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_two_registries_never_have_the_same_id(tmp_path: Path, migrations: Path) -> None:
    paths = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for path in paths:
        create(f"sqlite:///{path}", migrations, fill)

    assert len({stamp.uuid for path in paths if (stamp := sqlite_stamp(path))}) == 2


def test_of_two_processes_one_makes_the_registry_and_the_other_uses_it(
    registry_url: str, migrations: Path, checkout: Path
) -> None:
    processes = [creating(registry_url, migrations, "pause", cwd=checkout) for _ in range(2)]
    said = sorted(process.communicate(timeout=60)[0].strip() for process in processes)

    assert said == ["False", "True"]
    assert [process.returncode for process in processes] == [0, 0]
    assert state_of(open_engine(registry_url), migrations) is RegistryAge.CURRENT


def test_a_process_killed_while_creating_leaves_no_registry(
    registry_url: str, migrations: Path, checkout: Path
) -> None:
    process = creating(registry_url, migrations, "die", cwd=checkout)
    process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert state_of(open_engine(registry_url), migrations) is RegistryAge.EMPTY
    assert create(registry_url, migrations, fill) is True


def test_what_a_killed_process_left_is_removed_an_hour_later(
    file_url: str, migrations: Path, checkout: Path, tmp_path: Path
) -> None:
    creating(file_url, migrations, "die", cwd=checkout).communicate(timeout=60)
    creating(file_url, migrations, "die", cwd=checkout).communicate(timeout=60)
    drafts = sorted(tmp_path.glob(".registry.sqlite.*.unfinished"))
    assert len(drafts) == 2
    stale, recent = drafts
    long_ago = time.time() - STALE_SECONDS - 1
    for path in tmp_path.glob(f"{stale.name}*"):
        os.utime(path, (long_ago, long_ago))

    create(file_url, migrations, fill)

    assert list(tmp_path.glob(f"{stale.name}*")) == []
    assert recent.exists()  # its process may still be at work


def test_a_fill_that_fails_leaves_no_registry(
    registry_url: str, migrations: Path, tmp_path: Path
) -> None:
    def fail(connection: Connection) -> None:
        fill(connection)
        raise RegistryError("a seed is broken")

    with pytest.raises(RegistryError, match="a seed is broken"):
        create(registry_url, migrations, fail)

    assert state_of(open_engine(registry_url), migrations) is RegistryAge.EMPTY
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_links_is_no_hindrance(
    file_url: str, migrations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*paths: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)

    assert create(file_url, migrations, fill) is True
    assert list(tmp_path.iterdir()) == [tmp_path / "registry.sqlite"]


def test_a_read_only_folder_is_refused_in_one_line(
    open_folder: Path,
    migrations: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    path = open_folder / "registry.sqlite"

    with read_only(open_folder), pytest.raises(RegistryError) as refusal:
        create(f"sqlite:///{path}", migrations, fill)

    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert list(open_folder.iterdir()) == []


def test_a_path_below_a_file_is_refused_in_one_line(tmp_path: Path, migrations: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RegistryError, match="no registry can be made here"):
        create(f"sqlite:///{tmp_path / 'file' / 'registry.sqlite'}", migrations, fill)


def test_another_programs_file_is_refused_and_untouched(
    file_url: str, tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "registry.sqlite"
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE theirs (id INTEGER)")
    theirs.close()
    before = path.read_bytes()

    for attempt in (
        lambda: create(file_url, migrations, fill),
        lambda: upgrade(file_url, migrations),
    ):
        with pytest.raises(RegistryError, match="belongs to another program"):
            attempt()

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_schema_is_refused_and_untouched(
    server_url: str, migrations: Path
) -> None:
    engine = open_engine(server_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))

    with pytest.raises(RegistryError, match="belongs to another program"):
        create(server_url, migrations, fill)

    with reading(engine) as connection:
        assert engine.dialect.get_table_names(connection) == ["theirs"]


# upgrading


def test_an_older_registry_is_upgraded_and_keeps_its_rows(
    registry: Engine, registry_url: str, with_revision: Callable[[str], Path]
) -> None:
    later = with_revision(ADD_COLUMN)

    upgraded = upgrade(registry_url, later)

    assert (upgraded.before, upgraded.after) == (HEAD, "0099")
    assert state_of(registry, later) is RegistryAge.CURRENT
    with reading(registry) as connection:
        rows = connection.execute(text("SELECT code, website FROM authority ORDER BY code"))
        assert rows.all() == [("eu", None), ("kr-mofa", None)]


def test_a_file_is_copied_before_it_is_upgraded(
    file_registry: Path, file_url: str, with_revision: Callable[[str], Path]
) -> None:
    before = sqlite_stamp(file_registry)

    copy = upgrade(file_url, with_revision(ADD_COLUMN)).copy

    assert copy is not None
    assert copy.parent == file_registry.parent
    assert copy.name.startswith(f"registry.at-{HEAD}.")
    assert sqlite_stamp(copy) == before
    assert sqlite_stamp(file_registry) != before


def test_a_registry_on_a_server_is_not_copied(
    server_url: str, migrations: Path, with_revision: Callable[[str], Path]
) -> None:
    create(server_url, migrations, fill)

    assert upgrade(server_url, with_revision(ADD_COLUMN)).copy is None


def test_a_current_registry_is_left_alone(
    file_registry: Path, file_url: str, migrations: Path
) -> None:
    upgraded = upgrade(file_url, migrations)

    assert (upgraded.before, upgraded.after, upgraded.copy) == (HEAD, HEAD, None)
    assert list(file_registry.parent.iterdir()) == [file_registry]


def test_a_step_that_fails_leaves_the_registry_as_it_was(
    registry: Engine, registry_url: str, migrations: Path, with_revision: Callable[[str], Path]
) -> None:
    later = with_revision(f"op.drop_table('provenance'); {ADD_COLUMN}; 1 / 0")
    with reading(registry) as connection:
        before = registry_state(connection)

    with pytest.raises(ZeroDivisionError):
        upgrade(registry_url, later)

    assert state_of(registry, migrations) is RegistryAge.CURRENT
    with reading(registry) as connection:
        assert registry_state(connection) == before
        assert "provenance" in registry.dialect.get_table_names(connection)
        columns = registry.dialect.get_columns(connection, "authority")
        assert "website" not in [column["name"] for column in columns]


def test_a_failed_upgrade_leaves_no_copy_behind(
    file_registry: Path, file_url: str, with_revision: Callable[[str], Path]
) -> None:
    with pytest.raises(ZeroDivisionError):
        upgrade(file_url, with_revision("1 / 0"))

    assert list(file_registry.parent.iterdir()) == [file_registry]


def test_a_table_that_others_point_to_can_be_rebuilt(
    registry: Engine, registry_url: str, with_revision: Callable[[str], Path]
) -> None:
    """SQLite does so by dropping it, which must not take other rows along."""
    later = with_revision(
        "with op.batch_alter_table('authority') as table: "
        "table.alter_column('jurisdiction', nullable=True)"
    )

    upgrade(registry_url, later)

    with reading(registry) as connection:
        assert connection.scalar(text("SELECT count(*) FROM package")) == 3
        assert connection.scalar(text("SELECT count(*) FROM authority")) == 2


def test_a_registry_of_a_newer_program_is_refused_and_untouched(
    registry: Engine, registry_url: str, migrations: Path
) -> None:
    with writing(registry) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = registry_state(connection)

    with pytest.raises(RegistryError, match="newer version of this program"):
        upgrade(registry_url, migrations)
    with pytest.raises(RegistryError, match="newer version of this program"):
        create(registry_url, migrations, fill)

    with reading(registry) as connection:
        assert registry_state(connection) == before


def test_where_there_is_no_registry_none_is_upgraded(
    registry_url: str, tmp_path: Path, migrations: Path
) -> None:
    with pytest.raises(RegistryError, match="no registry to upgrade"):
        upgrade(registry_url, migrations)

    assert list(tmp_path.iterdir()) == []


# by hand


def test_alembic_works_from_the_command_line_without_a_warning(
    registry_url: str, migrations: Path, checkout: Path
) -> None:
    def alembic(*arguments: str) -> None:
        command = [sys.executable, "-W", "error", "-m", "alembic", *arguments]
        environment = os.environ | {"SCREENING_DATABASE_URL": registry_url}
        subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True)

    alembic("upgrade", "head")
    alembic("check")
    assert state_of(open_engine(registry_url), migrations) is RegistryAge.CURRENT

    alembic("downgrade", "base")
    assert state_of(open_engine(registry_url), migrations) is RegistryAge.EMPTY
