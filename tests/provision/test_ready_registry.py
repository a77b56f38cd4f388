"""The registry is there, with the packages that this program brings."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from screening import (
    Screener,
    builtin,
    service,
)
from screening.errors import RegistryError
from screening.provision import compiling, place, ready_index, ready_registry, upgrade
from screening.provision import registry as provided_registry
from screening.registry.stamp import HEAD, sqlite_stamp
from screening.settings import Settings, bundled
from tests.provision.conftest import KOREA, edit, index_files, on_server, stamp_of


def test_an_edited_package_shows_at_the_next_look_up(
    settings: Settings, own_seeds: Path
) -> None:
    said: list[str] = []
    edit(own_seeds)

    with Screener.open(settings, say=said.append) as screener:
        assert screener.screen("Arvid Kellermund").hits

    assert said == [
        "brought the built-in packages up to date: 0 listings added, 1 changed, 0 ended"
    ]


def test_an_edit_that_lists_nothing_new_is_taken_note_of_once(
    settings: Settings, own_seeds: Path
) -> None:
    with (own_seeds / KOREA).open("a") as stream:
        stream.write("# seen by a second pair of eyes\n")
    said: list[str] = []
    ready_index(settings, said.append).close()
    before = index_files(settings)[0].stat()

    ready_index(settings, said.append).close()

    assert len(said) == 1
    assert index_files(settings)[0].stat().st_ino == before.st_ino


def test_an_edited_package_is_seen_without_a_look_up_too(
    settings: Settings, own_seeds: Path
) -> None:
    before = stamp_of(settings)
    edit(own_seeds)

    ready_registry(settings)

    assert stamp_of(settings) != before


def test_an_older_program_uses_newer_packages_as_they_are(
    settings: Settings, own_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(own_seeds)
    before = stamp_of(settings)
    for module in (builtin, compiling, place):
        monkeypatch.setattr(module, "VERSION", "0.0.1")
    said: list[str] = []

    ready_index(settings, said.append).close()
    made = index_files(settings)[0].stat().st_ino
    ready_index(settings, said.append).close()
    upgrade(settings, said.append)

    assert said == []
    assert stamp_of(settings) == before
    assert index_files(settings)[0].stat().st_ino == made


def test_on_a_server_packages_are_loaded_by_an_upgrade_alone(
    server_url: str, tmp_path: Path, own_seeds: Path
) -> None:
    settings = on_server(server_url, tmp_path)
    ready_index(settings).close()
    edit(own_seeds)
    said: list[str] = []

    before = ready_index(settings, said.append)
    ready_registry(settings, said.append)
    assert said == []
    upgrade(settings, said.append)

    assert len(said) == 1
    assert ready_index(settings).stamp != before.stamp


def test_the_built_in_packages_load_once(settings: Settings) -> None:
    assert settings.registry_file is not None
    before = sqlite_stamp(settings.registry_file)

    upgrade(settings)

    assert sqlite_stamp(settings.registry_file) == before


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoice (id INTEGER)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(RegistryError, match="another program"):
        ready_index(Settings(tmp_path, database_url=f"sqlite:///{path}"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 1", ""])
def test_a_file_without_a_table_is_filled(tmp_path: Path, statement: str) -> None:
    connection = sqlite3.connect(tmp_path / "registry.sqlite")
    connection.execute(statement)
    connection.close()

    assert len(ready_index(Settings(tmp_path))) == 229


def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RegistryError, match="SCREENING_DATA_DIR") as refused:
        ready_index(Settings(tmp_path / "file" / "data"))
    assert "\n" not in str(refused.value)


def test_an_older_registry_on_a_server_is_left_to_a_person(
    server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screening.registry import revisions
    from screening.registry.revisions import RegistryAge

    monkeypatch.setattr(revisions, "state_of", lambda *_: RegistryAge.OLDER)

    with pytest.raises(RegistryError, match="screen db upgrade"):
        ready_registry(Settings(tmp_path, database_url=server_url))


def test_an_older_registry_is_upgraded_when_a_person_asks_for_it(
    registry_url: str,
    tmp_path: Path,
    with_revision: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = on_server(registry_url, tmp_path)
    service.upgrade_registry(settings, print)
    later = with_revision('op.execute("SELECT 1")')
    monkeypatch.setattr(
        provided_registry,
        "bundled",
        lambda name: later if name == "migrations" else bundled(name),
    )
    said: list[str] = []

    service.upgrade_registry(settings, said.append)

    assert f"from {HEAD} to 0099" in said[0]
