"""A registry that knows the authorities, a store, and what takes lists into them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, Engine

from screening.domain.listings import Listing
from screening.fetch.store import Store
from screening.lists.importing import Imported, LimitsOf, import_files
from screening.registry import ingest
from screening.registry.engine import open_engine, reading
from screening.registry.migrate import create
from screening.settings import bundled
from screening.sources import seeds
from tests.conftest import active_versions
from tests.fetch.conftest import server  # noqa: F401 (a fixture of the tests here too)
from tests.lists.un import of_any_length, write


def fill(connection: Connection) -> None:
    """The authorities and packages that the program brings, without their listings."""
    folder = bundled("seeds")
    ingest.save_authorities(connection, seeds.read_authorities(folder / seeds.AUTHORITIES))
    ingest.save_packages(connection, seeds.read_packages(folder / seeds.PACKAGES))


@pytest.fixture(scope="session")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "registry.sqlite"
    create(f"sqlite:///{path}", bundled("migrations"), fill)
    return path


@pytest.fixture
def file_registry(empty_registry: Path, tmp_path: Path) -> Path:
    """The file of a registry without listings."""
    (tmp_path / "data").mkdir()
    return Path(shutil.copyfile(empty_registry, tmp_path / "data" / "registry.sqlite"))


@pytest.fixture
def engine(file_registry: Path) -> Engine:
    return open_engine(f"sqlite:///{file_registry}")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data" / "lists")


class Import(Protocol):
    """Imports files; bytes are written to one first."""

    def __call__(
        self,
        *given: Path | bytes,
        source: str | None = ...,
        published_on: str | None = ...,
        limits_of: LimitsOf = ...,
    ) -> list[Imported]: ...


@pytest.fixture
def take(engine: Engine, store: Store, tmp_path: Path) -> Import:
    def take(
        *given: Path | bytes, limits_of: LimitsOf = of_any_length, **said: Any
    ) -> list[Imported]:
        paths = [
            each if isinstance(each, Path) else write(tmp_path / f"given-{number}", each)
            for number, each in enumerate(given)
        ]
        return list(import_files(engine, store, paths, limits_of=limits_of, **said))

    return take


@pytest.fixture
def listed(engine: Engine) -> Callable[[], dict[str, Listing]]:
    """Who is listed now, by reference."""

    def listed() -> dict[str, Listing]:
        with reading(engine) as connection:
            return {
                each.reference: each
                for _, each in active_versions(connection)
                if not each.delisted
            }

    return listed
