"""A registry with one authority and two packages, and listings to put into it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Connection, Engine

from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.registry import ingest
from screening.registry.engine import open_engine, writing
from screening.registry.ingest import Loaded
from screening.registry.migrate import create

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


@pytest.fixture
def registry(registry_url: str, migrations: Path) -> Engine:
    """A registry without listings, on each database in turn."""
    create(registry_url, migrations, fill)
    return open_engine(registry_url)


@pytest.fixture
def load(registry: Engine) -> Load:
    def load(listings: Sequence[Listing], *, sha256: str, source: Source = SOURCE) -> Loaded:
        with writing(registry) as connection:
            return ingest.load(
                connection,
                source=source,
                sha256=sha256,
                size=1,
                published_on="2024-12-16",
                retrieved_at="2024-12-17T08:00:00Z",
                listings=listings,
                report={"read": len(listings), "dropped": []},
            )

    return load


@pytest.fixture
def file_registry(file_url: str, migrations: Path) -> Path:
    """The file of a registry without listings."""
    create(file_url, migrations, fill)
    return Path(file_url.removeprefix("sqlite:///"))
