"""Opening a registry's database.

SQLite is set up for several processes at once (write-ahead log, foreign keys,
patience) and for transactions that hold changes of tables too; Postgres is
reached through psycopg 3.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from screening.errors import RegistryError
from screening.registry.address import file_of, parsed
from screening.registry.refusals import file_refusal, server_refusal
from screening.registry.stamp import has_no_tables

FILE_WAIT_SECONDS = 5
SERVER_WAIT_SECONDS = 60
WRITE_LOCK = int.from_bytes(b"screen", "big")
"""The advisory lock that whoever changes a registry on a server holds."""

WRITES = "screening_writes"


def open_engine(url: str | URL, *, create: bool = False) -> Engine:
    """An engine for the registry at `url`; nothing is opened yet.

    What the database refuses later is raised as a `RegistryError` of one line
    from wherever the engine is used. Connections are closed when released.

    Args:
        url: `sqlite:///path` or `postgresql://user@host/database`.
        create: whether to start a file where there is none, and set up one
            that has no tables yet.

    Raises:
        RegistryError: the address is malformed or of another kind of
            database, or the driver for Postgres is not installed.
    """
    parts = parsed(url)
    path = file_of(parts)
    return _server_engine(parts) if path is None else _file_engine(parts, path, create=create)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the registry, whoever writes meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, *, rebuilding: bool = False) -> Iterator[Connection]:
    """A transaction that nobody else writes beside, done whole or not at all.

    Args:
        engine: where the registry is.
        rebuilding: whether tables may change. SQLite changes a table by
            replacing it, which foreign keys would refuse while it is away; they
            are checked at the end instead.

    Raises:
        RegistryError: another process is writing and does not finish, or
            rebuilding has left a row that points nowhere.
    """
    with engine.connect() as connection:
        connection = connection.execution_options(**{WRITES: True})
        driver = connection.connection.driver_connection
        on_file = isinstance(driver, sqlite3.Connection)
        if rebuilding and isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA foreign_keys = OFF")  # has no effect once begun
        with connection.begin():
            hold_write_lock(connection)
            yield connection
            if rebuilding and on_file:
                _check_references(connection)


def hold_write_lock(connection: Connection) -> None:
    """Keep other writers on a server waiting until this transaction ends.

    SQLite has one writer anyway, which takes its lock when `writing` begins.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{SERVER_WAIT_SECONDS}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})


def as_json(value: object) -> str:
    """JSON as the registry stores it: letters as they are, keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _file_engine(url: URL, path: Path, *, create: bool) -> Engine:
    engine = create_engine(
        url,
        creator=partial(_connect_file, path, create=create),
        poolclass=NullPool,
        json_serializer=as_json,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(file_refusal, path))
    return engine


def _connect_file(path: Path, *, create: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}",
        uri=True,
        timeout=FILE_WAIT_SECONDS,
        isolation_level=None,  # else the driver commits before a table changes
        check_same_thread=False,
    )
    try:
        if create and has_no_tables(connection):
            # the file remembers it; asking on every connection would rewrite the
            # first page of a database that turns out to be another program's
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    """Begin by hand, as the driver no longer does; a writer takes its lock at once.

    A reader that turns writer after somebody else has written is refused by
    SQLite without any patience.
    """
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RegistryError(
            f"a row of {broken[0]} points to a row of {broken[2]} that is not there; "
            "nothing was changed"
        )


def _server_engine(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            json_serializer=as_json,
        )
    except ModuleNotFoundError as error:
        raise RegistryError(
            "Postgres needs the driver psycopg; install `screening[postgres]`"
        ) from error
    event.listen(engine, "handle_error", partial(server_refusal, url))
    return engine
