"""What tests of several rooms share: places where a registry can be made."""

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

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
