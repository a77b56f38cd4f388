"""Which state a SQLite registry is in, read in a few milliseconds.

The look-up asks on every run whether its compiled index is still current, so
this module uses the standard library alone.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from screening.errors import RegistryError
from screening.records import record

Answer = TypeVar("Answer")

PRODUCT = "screening"
HEAD = "0004"
"""The revision of the tables that this program works with."""

QUESTION = """
    SELECT uuid, revision, token, (SELECT version_num FROM alembic_version)
    FROM registry_state WHERE product = ?
"""
REVISIONS = "alembic_version"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"

READ_ONLY = ("unable to open", "readonly")
"""What SQLite may say where it cannot put its shared memory beside the file."""


@record
class Stamp:
    """What tells one state of a registry from every other.

    Args:
        uuid: given to the registry when it was created.
        revision: counts the changes of what is listed.
        token: drawn anew with every change; a copy that is restored and then
            changed otherwise comes to the same revision, never to the same token.
        schema: revision of its tables.
    """

    uuid: str
    revision: int
    token: str
    schema: str


def sqlite_stamp(path: Path) -> Stamp | None:
    """The stamp of a registry file, None where there is none or no table in it.

    Nothing is written, neither to the file nor beside it as far as SQLite
    allows. A file without tables is `RegistryAge.EMPTY` for `revisions` too.

    Raises:
        RegistryError: the file cannot be read, is no database, or is not ours.
    """
    if not _has_bytes(path):
        return None
    return asked(path, partial(_stamp, path))


def asked(path: Path, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
    """What a registry file answers; in a folder that cannot be written to as well.

    Raises:
        RegistryError: the file cannot be read, is no database, or is not ours.
    """
    try:
        return _asked(path, "mode=ro", ask)
    except sqlite3.OperationalError as error:
        if not any(said in str(error) for said in READ_ONLY) or _has_log(path):
            raise _refused(path, error) from error
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error
    try:
        # without a log, nothing is missed by reading the file alone
        return _asked(path, "mode=ro&immutable=1", ask)
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error


def _asked(path: Path, options: str, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
    address = f"file:{quote(str(path.absolute()))}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=5, isolation_level=None)
    try:
        return ask(connection)
    finally:
        connection.close()


def _stamp(path: Path, connection: sqlite3.Connection) -> Stamp | None:
    if has_no_tables(connection):
        return None
    row = connection.execute(QUESTION, (PRODUCT,)).fetchone()
    if row is None:
        raise RegistryError(f"{path}: this database belongs to another program")
    return Stamp(*row)


def has_no_tables(connection: sqlite3.Connection) -> bool:
    """Whether a file is there to be filled: no table, or Alembic's own with no revision."""
    tables = {name for (name,) in connection.execute(TABLES)}
    if tables == {REVISIONS}:
        return connection.execute(f"SELECT 1 FROM {REVISIONS}").fetchone() is None
    return not tables


def _has_log(path: Path) -> bool:
    return _has_bytes(path.with_name(path.name + "-wal"))


def _has_bytes(path: Path) -> bool:
    try:
        return path.exists() and path.stat().st_size > 0
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read: {error.strerror}") from error


def _refused(path: Path, error: sqlite3.Error) -> RegistryError:
    reason = str(error)
    if "no such table" in reason or "no such column" in reason:
        return RegistryError(f"{path}: this database belongs to another program")
    if "not a database" in reason:
        return RegistryError(f"{path}: this file is not a database; set another path")
    return RegistryError(f"{path}: the registry cannot be read: {reason}")
