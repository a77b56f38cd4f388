"""A registry of one's own for each test, and ways to change what it lists."""

import shutil
from pathlib import Path

import pytest

from screening import builtin
from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.domain.targets import ListedName, TargetType
from screening.provision import ready_index
from screening.registry.engine import open_engine, writing
from screening.registry.stamp import Stamp, sqlite_stamp
from screening.settings import Settings, bundled
from tests.conftest import take_in

KOREA = "kr-2024-12-17.toml"
OWN = Source("own", "eu", "A list of one's own", "test")


def person(reference: str, name: str) -> Listing:
    return Listing(reference, "eu", TargetType.PERSON, names=(ListedName(name),))


TRAVELLER = person("1", "Arvid Kellermund")
LATER = person("2", "Selma Quistgaard")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the built-in packages and a current index; only to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    ready_index(Settings(folder)).close()
    return folder


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> Settings:
    """Settings of a registry of one's own, ready."""
    shutil.copytree(prepared, tmp_path / "data")
    return Settings(tmp_path / "data")


@pytest.fixture
def own_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in packages that stands in for the program's own."""
    folder = shutil.copytree(bundled("seeds"), tmp_path / "seeds")
    monkeypatch.setattr(builtin, "bundled", lambda _: folder)
    return folder


def edit(seeds: Path) -> None:
    """Give one person of a built-in package another name."""
    path = seeds / KOREA
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('"KIM Yong Bok"', '"Arvid Kellermund"'), encoding="utf-8")


def load_own(settings: Settings, name: str) -> None:
    """Load a list of one's own with one person on it."""
    with writing(open_engine(settings.registry_url)) as connection:
        take_in(connection, OWN, [person("1", name)], sha256=name)


def on_server(url: str, folder: Path) -> Settings:
    """Settings of a registry on a server, with folders of one's own."""
    return Settings(folder / "data", database_url=url, cache_dir=folder / "cache")


def stamp_of(settings: Settings) -> Stamp | None:
    assert settings.registry_file is not None
    return sqlite_stamp(settings.registry_file)


def index_files(settings: Settings) -> list[Path]:
    """The indexes of a registry in a file, the newest first."""
    found = (settings.data_dir / "index").glob("*-now-*.idx")
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def come(
    settings: Settings, *listings: Listing, day: str, doubts: tuple[str, ...] = ()
) -> None:
    """Load a state of a list of one's own."""
    with writing(open_engine(settings.registry_url)) as connection:
        take_in(
            *(connection, OWN, listings),
            sha256=f"{day} {len(listings)} {doubts}",
            published_on=day,
            doubts=doubts,
        )
