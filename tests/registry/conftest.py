"""A registry with one authority and two packages, and listings to put into it."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Connection, Engine

from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.registry import ingest
from screening.registry.address import file_of
from screening.registry.engine import open_engine, writing
from screening.registry.ingest import Loaded
from screening.registry.migrate import create
from screening.settings import bundled
from tests.conftest import take_in

EU = Authority("eu", "Council of the European Union", "EU", ("EU",))
MOFA = Authority("kr-mofa", "Ministry of Foreign Affairs", "KR", ("MOFA", "Korea"))
PACKAGES = (
    Package("KR-2024-12-17", "kr-mofa", "17 December 2024", announced_on="2024-12-17"),
    Package("EU-16", "eu", "16th package", number=16),
    Package("EU-15", "eu", "15th package", number=15, announced_on="2024-12-16"),
)
SOURCE = Source("eu-test", "eu", "A made-up list", "test")


class Load(Protocol):
    """Loads listings in a transaction of their own."""

    def __call__(
        self, listings: Sequence[Listing], *, sha256: str, source: Source = SOURCE
    ) -> Loaded: ...


def fill(connection: Connection) -> None:
    ingest.save_authorities(connection, [EU, MOFA])
    ingest.save_packages(connection, PACKAGES)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a registry that each test copies, which is quicker than making one."""
    path = tmp_path_factory.mktemp("template") / "registry.sqlite"
    create(f"sqlite:///{path}", bundled("migrations"), fill)
    return path


@pytest.fixture
def registry(registry_url: str, migrations: Path, template: Path) -> Engine:
    """A registry without listings, on each database in turn."""
    path = file_of(registry_url)
    if path is None:
        create(registry_url, migrations, fill)
    else:
        shutil.copyfile(template, path)
    return open_engine(registry_url)


@pytest.fixture
def load(registry: Engine) -> Load:
    def load(listings: Sequence[Listing], *, sha256: str, source: Source = SOURCE) -> Loaded:
        with writing(registry) as connection:
            return take_in(
                connection, source, listings, sha256=sha256, published_on="2024-12-16"
            )

    return load


@pytest.fixture
def file_registry(file_url: str, migrations: Path) -> Path:
    """The file of a registry without listings."""
    create(file_url, migrations, fill)
    return Path(file_url.removeprefix("sqlite:///"))
