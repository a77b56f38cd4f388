"""The index that is opened is of the registry's present state, whatever that takes."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from screening import Screener, ScreeningError
from screening.builtin import own_digest
from screening.errors import IndexFileError, RegistryError
from screening.matching import taken_apart
from screening.matching.container import write
from screening.matching.index import FORMAT
from screening.names.parts import Name, readings_once
from screening.provision import ready_index
from screening.provision.place import index_folder, index_path
from screening.registry.engine import open_engine, writing
from screening.registry.stamp import sqlite_stamp
from screening.settings import Settings
from screening.sources.metadata import metadata
from tests.conftest import take_in
from tests.provision.conftest import (
    TRAVELLER,
    come,
    index_files,
    load_own,
    on_server,
    person,
    stamp_of,
)


def test_the_first_use_makes_all_and_says_so_in_one_line(tmp_path: Path) -> None:
    said: list[str] = []

    with Screener.open(Settings(tmp_path / "new" / "folder"), say=said.append) as screener:
        assert screener.screen("Ri Pong Chun").hits

    assert len(said) == 1
    assert "created the registry" in said[0]
    assert "9 built-in packages" in said[0]


def test_the_second_use_changes_nothing_and_says_nothing(settings: Settings) -> None:
    said: list[str] = []
    before = index_files(settings)[0].stat()

    ready_index(settings, said.append).close()

    assert said == []
    assert index_files(settings)[0].stat().st_ino == before.st_ino


def test_a_missing_index_is_made_again(settings: Settings) -> None:
    index_files(settings)[0].unlink()

    assert len(ready_index(settings)) == 229


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_a_damaged_index_is_made_again_and_never_trusted(
    settings: Settings, damage: str
) -> None:
    path = index_files(settings)[0]
    whole = path.read_bytes()
    path.write_bytes(
        {"cut": whole[: len(whole) // 2], "foreign": b"#!/bin/sh\n", "empty": b""}[damage]
    )

    assert len(ready_index(settings)) == 229


def test_an_index_of_an_earlier_state_is_made_again(settings: Settings) -> None:
    assert settings.registry_file is not None
    with sqlite3.connect(settings.registry_file) as connection:
        connection.execute("UPDATE registry_state SET revision = revision + 1")
    connection.close()
    stamp = sqlite_stamp(settings.registry_file)

    assert stamp is not None
    assert ready_index(settings).stamp == f"{stamp.uuid}@{stamp.revision}-{stamp.token}"


def test_a_restored_registry_that_counts_as_far_again_gets_an_index_of_its_own(
    settings: Settings,
) -> None:
    """Else a name that is listed would be told clear, from the other list's index."""
    path = settings.registry_file
    assert path is not None
    backup = path.with_name("backup.sqlite")
    shutil.copy(path, backup)
    load_own(settings, "Arvid Kellermund")
    ready_index(settings).close()
    before = stamp_of(settings)
    shutil.copy(backup, path)

    load_own(settings, "Selma Quistgaard")

    after = stamp_of(settings)
    assert before is not None
    assert after is not None
    assert (after.uuid, after.revision) == (before.uuid, before.revision)
    with Screener.open(settings) as screener:
        assert screener.screen("Selma Quistgaard").hits
        assert not screener.screen("Arvid Kellermund").hits


def test_each_state_of_a_registry_has_an_index_of_its_own_and_one_before_is_kept(
    settings: Settings,
) -> None:
    made = [index_files(settings)]
    for name in ("Arvid Kellermund", "Selma Quistgaard"):
        load_own(settings, name)
        ready_index(settings).close()
        made.append(index_files(settings))

    first, second, third = (files[0] for files in made)
    assert made == [[first], [second, first], [third, second]]


def test_an_index_is_not_trusted_for_its_name(settings: Settings) -> None:
    stranger = index_files(settings)[0]
    load_own(settings, "Arvid Kellermund")
    stamp = stamp_of(settings)
    assert stamp is not None
    shutil.copy(stranger, index_path(settings, stamp, own_digest()))

    with Screener.open(settings) as screener:
        assert screener.screen("Arvid Kellermund").hits


def test_an_index_of_another_layout_is_made_again(settings: Settings) -> None:
    write(index_files(settings)[0], {"format": FORMAT + 1}, {})

    assert len(ready_index(settings)) == 229


def test_an_index_folder_that_cannot_be_made_is_one_clear_line(settings: Settings) -> None:
    shutil.rmtree(settings.data_dir / "index")
    (settings.data_dir / "index").write_text("in the way")

    with pytest.raises(IndexFileError, match="SCREENING_DATA_DIR"):
        ready_index(settings)


def test_an_index_folder_that_cannot_be_written_is_one_clear_line(
    prepared: Path,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    """The registry can: it is the index alone that this user may not write."""
    shutil.copy(prepared / "registry.sqlite", open_folder)
    (open_folder / "registry.sqlite").chmod(0o666)
    open_folder.chmod(0o777)
    folder = open_folder / "index"
    folder.mkdir()

    with read_only(folder), pytest.raises(IndexFileError, match="SCREENING_DATA_DIR"):
        ready_index(Settings(open_folder))


def test_a_cache_folder_that_cannot_be_made_is_one_clear_line(
    server_url: str, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("in the way")

    with pytest.raises(IndexFileError, match="SCREENING_CACHE_DIR"):
        ready_index(on_server(server_url, tmp_path))


def test_a_registry_on_a_server_gets_an_index_in_the_cache_folder(
    server_url: str, tmp_path: Path
) -> None:
    settings = on_server(server_url, tmp_path)
    said: list[str] = []

    assert len(ready_index(settings, said.append)) == 229
    assert len(ready_index(settings, said.append)) == 229
    assert len(said) == 1
    assert list((tmp_path / "cache" / "index").glob("*.idx"))
    assert not settings.data_dir.exists()


def test_the_index_of_a_server_is_made_again_when_its_registry_has_moved(
    server_url: str, tmp_path: Path
) -> None:
    settings = on_server(server_url, tmp_path)
    with Screener.open(settings) as screener:
        assert not screener.screen("Arvid Kellermund").hits

    load_own(settings, "Arvid Kellermund")

    with Screener.open(settings) as screener:
        assert screener.screen("Arvid Kellermund").hits


def test_without_a_setting_the_index_of_a_server_is_in_the_platforms_cache_folder(
    tmp_path: Path,
) -> None:
    settings = Settings(tmp_path, database_url="postgresql://host/lists")

    assert user_cache_path("screening", appauthor=False) in index_folder(settings).parents


FIRST_USE = """
import sys
from pathlib import Path
from screening import Screener, Settings
with Screener.open(Settings(Path(sys.argv[1]))) as screener:
    print(len(screener.index))
"""


def test_two_first_uses_at_once_share_one_registry(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_USE, str(tmp_path / "data")]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    assert [process.communicate(timeout=120)[0].strip() for process in both] == ["229", "229"]
    assert len(index_files(Settings(tmp_path / "data"))) == 1


def test_a_current_index_is_opened_without_the_registrys_libraries(settings: Settings) -> None:
    heavy = {"sqlalchemy", "alembic", "filelock"}
    script = FIRST_USE + f"print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(settings.data_dir)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split("\n")[1] == "[]"


def test_all_of_it_is_an_error_a_caller_can_catch() -> None:
    assert issubclass(IndexFileError, ScreeningError)
    assert issubclass(RegistryError, ScreeningError)


def test_what_ails_a_list_is_said_at_every_look_up(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    come(settings, day="2025-02-01", doubts=("it is empty",))
    ready_index(settings).close()

    for day in (None, None, "2025-01-01"):
        said: list[str] = []
        ready_index(settings, said.append, as_of=day).close()
        assert any("own: snapshot 11 is quarantined" in line for line in said)


def test_a_full_list_takes_the_place_of_the_packages_that_it_covers(
    settings: Settings,
) -> None:
    index = ready_index(settings)
    lists = {state.source: state.listings for state in index.lists}
    with writing(open_engine(settings.registry_url)) as connection:
        australian = replace(person("1", "Arvid Kellermund"), authority="au-dfat")
        take_in(
            *(connection, metadata("au-dfat").source, [australian]),
            sha256="a",
            published_on="2026-01-01",
        )

    assert len(ready_index(settings)) == len(index) - lists["builtin-au-2025-02-24"] + 1
    # before that list there was nothing that covers them
    assert len(ready_index(settings, as_of="2025-12-31")) == len(
        ready_index(settings, as_of="2025-12-30")
    )


def test_a_look_up_works_where_nothing_can_be_written(
    prepared: Path,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    """A registry that somebody prepared on a shared drive."""
    shared = Path(shutil.copytree(prepared, open_folder / "data"))
    for path in (shared, *shared.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert not list(shared.glob("*-wal"))

    with read_only(shared), Screener.open(Settings(shared)) as screener:
        assert screener.screen("Ri Pong Chun").hits


def names_taken_apart(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are taken apart from now on, as they come."""
    found: list[str] = []

    def noted(text: str, *, person: bool) -> tuple[Name, ...]:
        found.append(text)
        return readings_once(text, person=person)

    monkeypatch.setattr(taken_apart, "readings_once", noted)
    return found


def test_after_a_change_only_what_is_new_is_worked_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = names_taken_apart(monkeypatch)

    load_own(settings, "Arvid Kellermund")

    with Screener.open(settings) as screener:
        assert screener.screen("Arvid Kellermund").hits
        assert screener.screen("Ri Pong Chun").hits
    assert found == ["Arvid Kellermund"]


def test_nothing_is_taken_over_from_a_torn_index(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = names_taken_apart(monkeypatch)
    path = index_files(settings)[0]
    whole = bytearray(path.read_bytes())
    whole[-1000] ^= 1
    path.write_bytes(whole)

    load_own(settings, "Arvid Kellermund")

    with Screener.open(settings) as screener:
        assert screener.screen("Ri Pong Chun").hits
    assert len(found) > 229
