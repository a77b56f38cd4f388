from pathlib import Path

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run


def test_the_path_of_registry_and_index_is_told(screen: Run, data_dir: Path) -> None:
    done = screen("db", "path")

    registry, index = (line.split("\t") for line in done.stdout.splitlines())
    assert registry == ["registry", f"sqlite:///{data_dir / 'registry.sqlite'}"]
    assert index[0] == "index"
    assert Path(index[1]).parent == data_dir / "index"
    assert Path(index[1]).is_file()


def test_a_password_is_not_shown(screen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENING_DATABASE_URL", "postgresql://me:secret@host/screening")

    done = screen("db", "path")

    assert "host/screening" in done.stdout
    assert "secret" not in done.stdout + done.stderr


def test_the_path_is_told_before_there_is_a_registry(
    screen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(tmp_path / "new"))

    done = screen("db", "path")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[1] == f"index\t{tmp_path / 'new' / 'index'}"
    assert not (tmp_path / "new").exists()


def test_where_no_index_is_made_yet_its_folder_is_told(
    screen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(tmp_path))
    screen("db", "upgrade")

    assert screen("db", "path").stdout.splitlines()[1] == f"index\t{tmp_path / 'index'}"


def test_the_path_of_what_is_no_registry_is_told_too(
    screen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("reference;name\n" * 100)
    monkeypatch.setenv("SCREENING_DATABASE_URL", f"sqlite:///{tmp_path / 'list.csv'}")

    done = screen("db", "path")

    assert done.exit_code == 0
    assert done.stdout.startswith(f"registry\tsqlite:///{tmp_path / 'list.csv'}\n")


def test_upgrade_creates_the_registry_and_changes_nothing_the_second_time(
    screen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(tmp_path))

    first, second = screen("db", "upgrade"), screen("db", "upgrade")

    assert "created the registry" in first.stderr
    assert "created" not in second.stderr
    assert first.exit_code == second.exit_code == 0


def test_a_malformed_address_is_an_error(screen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCREENING_DATABASE_URL", "mongodb://secret@host")

    done = screen("db", "path")

    assert done.exit_code == Exit.FAILED
    assert "secret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_upgrade_makes_a_registry_where_there_is_none(
    screen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(tmp_path / "new" / "folder"))

    done = screen("db", "upgrade")

    assert done.exit_code == 0
    assert "created the registry" in done.stderr
    assert (tmp_path / "new" / "folder" / "registry.sqlite").is_file()
