"""What tests of several rooms share: places for a registry, and made-up listings."""

import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Connection, create_engine, make_url, select
from sqlalchemy.pool import NullPool

from screening.domain.answers import ListState
from screening.domain.listings import Listing
from screening.domain.lists import Limits, Source
from screening.domain.targets import Gender, ListedName, NameKind, TargetType
from screening.identifiers import make_identifier
from screening.matching.building import build
from screening.matching.index import Index
from screening.registry import ingest, snapshots
from screening.registry.content import listings_in
from screening.registry.ingest import Loaded
from screening.registry.models import LinkRow
from screening.registry.staging import Staged
from screening.registry.stamp import HEAD
from screening.screener import Scope, Screener
from screening.settings import Settings

# a shell has what it runs in the background ignore Ctrl-C, and that would be handed on to
# the processes that tests start and interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)
# how long an example takes is the machine's matter, and no failure
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
POSTGRES = os.environ.get("SCREENING_TEST_POSTGRES_URL")
ON_POSTGRES = pytest.param(
    "postgres",
    marks=[
        pytest.mark.postgres,
        pytest.mark.skipif(POSTGRES is None, reason="SCREENING_TEST_POSTGRES_URL is not set"),
    ],
)
NOBODY = 65534


@pytest.fixture
def checkout() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture
def migrations() -> Path:
    """The folder of the project's migrations."""
    return ROOT / "migrations"


@pytest.fixture
def with_revision(
    migrations: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Copies the migrations and adds one more, 0099, that does what it is told."""

    def with_revision(step: str) -> Path:
        folder = tmp_path_factory.mktemp("later") / "migrations"
        shutil.copytree(migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0099_more.py").write_text(
            "from alembic import op\n"
            f'revision, down_revision = "0099", "{HEAD}"\n'
            f"def upgrade() -> None:\n    {step}\n",
            encoding="utf-8",
        )
        return folder

    return with_revision


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """Where a registry can be made in a file; nothing is there yet."""
    return f"sqlite:///{tmp_path / 'registry.sqlite'}"


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def registry_url(request: pytest.FixtureRequest, file_url: str) -> Iterator[str]:
    """Where a registry can be made, on each database in turn; nothing is there yet."""
    if request.param == "sqlite":
        yield file_url
    else:
        with own_schema() as url:
            yield url


@pytest.fixture(params=[ON_POSTGRES])
def server_url() -> Iterator[str]:
    """Where a registry can be made on a server; nothing is there yet."""
    with own_schema() as url:
        yield url


@contextmanager
def own_schema() -> Iterator[str]:
    assert POSTGRES is not None
    url = make_url(POSTGRES).set(drivername="postgresql+psycopg")
    schema = f"test_{uuid.uuid4().hex}"
    server = create_engine(url, poolclass=NullPool)
    with server.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    try:
        own = url.update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with server.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder that every user may enter, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def read_only() -> Callable[[Path], AbstractContextManager[None]]:
    """Takes away the right to write to a folder for a while, from the superuser too."""
    if os.name != "posix":
        pytest.skip("folders are made read-only in another way on this system")

    @contextmanager
    def read_only(folder: Path) -> Iterator[None]:
        user = os.geteuid()
        folder.chmod(0o555)
        try:
            if user == 0:
                os.seteuid(NOBODY)  # modes do not bind the superuser
            yield
        finally:
            os.seteuid(user)
            folder.chmod(0o755)

    return read_only


def take_in(
    connection: Connection,
    source: Source,
    listings: Iterable[Listing],
    *,
    sha256: str,
    published_on: str | None = None,
    limits: Limits | None = None,
    doubts: tuple[str, ...] = (),
) -> Loaded:
    """Load listings as one state of a source."""
    received = ingest.Received(
        source,
        sha256,
        size=1,
        published_on=published_on,
        retrieved_at="2024-12-17T08:00:00Z",
        report={"read": 0, "dropped": []},
        doubts=doubts,
    )
    with Staged(listings, source=source.code) as staged:
        return ingest.load(connection, received, staged, limits=limits)


def active_versions(connection: Connection) -> Iterator[tuple[str, Listing]]:
    """What every list says now, with its source's code; by source and reference."""
    return listings_in(connection, snapshots.active(connection))


def all_links(connection: Connection) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Every link, by the ids of its listings, the lower one first."""
    rows = connection.execute(select(LinkRow.first_id, LinkRow.second_id, LinkRow.evidence))
    return {(first, second): evidence for first, second, evidence in rows}


KINDS = {"~": NameKind.WEAK_ALIAS, "=": NameKind.ALIAS}


def listing(reference: str, *names: str, **fields: object) -> Listing:
    """A made-up listing; a name that begins with `~` is a weak alias, with `=` an alias."""
    listed = tuple(
        ListedName(name.lstrip("~="), KINDS.get(name[0], NameKind.PRIMARY)) for name in names
    )
    values: dict[str, object] = {"authority": "zz-test", "type": TargetType.PERSON} | fields
    return Listing(reference=reference, names=listed, **values)  # type: ignore[arg-type]


LISTINGS = (
    listing(
        "P1",
        "Arvid Tomasovich KELLERMUND",
        "~Tosha",
        birth_dates=("1961-04-07",),
        nationalities=("SE",),
        gender=Gender.MALE,
        package="ZZ-1",
        identifiers=(make_identifier("passport", "AB 123 456"),),
    ),
    listing("P2", "Arvid KELLERMUND", authority="yy-test", birth_dates=("1961",)),
    listing("P3", "Selma QUISTGAARD", delisted=True),
    listing("O1", "Vintergatan Trading LLC", type=TargetType.ORGANIZATION),
    listing(
        "V1",
        "Nordlys",
        "=Havfrue",
        type=TargetType.VESSEL,
        identifiers=(make_identifier("imo", "9842188"),),
    ),
    listing(
        "V2",
        type=TargetType.VESSEL,
        identifiers=(make_identifier("imo", "9265756"),),
    ),
)
LISTS = (ListState("test", "a made-up list", "zz-test", "2026-01-31", "0" * 64, 6, False),)


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.idx"
    build(path, (("test", one) for one in LISTINGS), stamp="made-up@1", lists=LISTS)
    return path


@pytest.fixture
def make(index_file: Path) -> Callable[..., Screener]:
    def screener(scope: Scope | None = None, **settings: object) -> Screener:
        chosen = Settings(data_dir=index_file.parent, **settings)  # type: ignore[arg-type]
        return Screener(Index(index_file), chosen, scope)

    return screener
