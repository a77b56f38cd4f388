import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from screening import Screener, ScreeningError
from screening.errors import IndexFileError, RegistryError
from screening.provision import ready_index, ready_registry, upgrade
from screening.registry.stamp import sqlite_stamp
from screening.settings import Settings


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    ready_index(Settings(folder)).close()
    return folder


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> Settings:
    """Settings of a registry of one's own, ready."""
    shutil.copytree(prepared, tmp_path / "data")
    return Settings(tmp_path / "data")


def index_file(settings: Settings) -> Path:
    (path,) = (settings.data_dir / "index").iterdir()
    return path


def test_the_first_use_makes_all_and_says_so_in_one_line(tmp_path: Path) -> None:
    said: list[str] = []

    with Screener.open(Settings(tmp_path / "new" / "folder"), say=said.append) as screener:
        assert screener.screen("Ri Pong Chun").hits

    assert len(said) == 1
    assert "created the registry" in said[0]
    assert "9 built-in packages" in said[0]


def test_the_second_use_changes_nothing_and_says_nothing(settings: Settings) -> None:
    said: list[str] = []
    before = index_file(settings).stat()

    ready_index(settings, said.append).close()

    assert said == []
    assert index_file(settings).stat().st_ino == before.st_ino


def test_a_missing_index_is_made_again(settings: Settings) -> None:
    index_file(settings).unlink()

    assert len(ready_index(settings)) == 229


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_a_damaged_index_is_made_again_and_never_trusted(
    settings: Settings, damage: str
) -> None:
    path = index_file(settings)
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
    assert ready_index(settings).stamp == f"{stamp.uuid}@{stamp.revision}"


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


def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RegistryError, match="SCREENING_DATA_DIR") as refused:
        ready_index(Settings(tmp_path / "file" / "data"))
    assert "\n" not in str(refused.value)


def test_an_index_folder_that_cannot_be_written_is_one_clear_line(settings: Settings) -> None:
    shutil.rmtree(settings.data_dir / "index")
    (settings.data_dir / "index").write_text("in the way")

    with pytest.raises(IndexFileError, match="SCREENING_DATA_DIR"):
        ready_index(settings)


def test_a_registry_on_a_server_gets_a_local_index(registry_url: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "local", database_url=registry_url)
    said: list[str] = []

    assert len(ready_index(settings, said.append)) == 229
    assert len(ready_index(settings, said.append)) == 229
    assert len(said) == 1
    assert list((tmp_path / "local" / "index").iterdir())


def test_an_older_registry_on_a_server_is_left_to_a_person(
    server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screening.registry import revisions
    from screening.registry.revisions import RegistryAge

    monkeypatch.setattr(revisions, "state_of", lambda *_: RegistryAge.OLDER)

    with pytest.raises(RegistryError, match="screen db upgrade"):
        ready_registry(Settings(tmp_path, database_url=server_url))


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
    assert len(list((tmp_path / "data" / "index").iterdir())) == 1


def test_a_current_index_is_opened_without_the_registrys_libraries(settings: Settings) -> None:
    script = FIRST_USE + "print(sorted({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(settings.data_dir)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split("\n")[1] == "[]"


def test_all_of_it_is_an_error_a_caller_can_catch() -> None:
    assert issubclass(IndexFileError, ScreeningError)
    assert issubclass(RegistryError, ScreeningError)
