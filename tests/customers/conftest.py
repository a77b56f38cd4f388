"""A registry with a made-up list, and portfolios in it."""

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from screening.customers.syncing import Synced, sync
from screening.provision import ready_registry
from screening.record.store import Store
from screening.settings import Settings
from tests.conftest import ON_POSTGRES, own_schema

FIELDS = ("id", "name", "birth_date", "country")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a registry of the built-in packages; only to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    ready_registry(Settings(folder))
    return folder


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def settings(
    request: pytest.FixtureRequest, prepared: Path, tmp_path: Path
) -> Iterator[Settings]:
    """Settings of a registry of one's own, on each database in turn."""
    if request.param == "sqlite":
        shutil.copytree(prepared, tmp_path / "data")
        yield Settings(tmp_path / "data", operator="tester")
        return
    with own_schema() as url:
        found = Settings(
            tmp_path / "data", database_url=url, cache_dir=tmp_path / "cache", operator="tester"
        )
        found.data_dir.mkdir()
        ready_registry(found)
        yield found


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings) as store:
        yield store


Row = tuple[str, ...]


def write(path: Path, rows: Sequence[Row]) -> Path:
    """A file of customers: id, name, birth date, country."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(FIELDS)
        table.writerows((*row, *[""] * (len(FIELDS) - len(row))) for row in rows)
    return path


Sync = Callable[..., Synced]


@pytest.fixture
def keep(store: Store, settings: Settings, tmp_path: Path) -> Sync:
    """Syncs a portfolio with some rows."""

    def keep(*rows: Row, name: str = "main", shrink_ok: bool = False) -> Synced:
        path = write(tmp_path / "customers.csv", rows)
        return sync(store, settings, path, name, shrink_ok=shrink_ok, say=lambda _: None)

    return keep
