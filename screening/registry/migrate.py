"""Making a registry and bringing an older one up to date, whole or not at all."""

import contextlib
import glob
import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from alembic import command
from sqlalchemy import Connection

from screening.errors import RegistryError
from screening.registry.address import file_of, is_there, safe_url
from screening.registry.engine import open_engine, writing
from screening.registry.revisions import (
    RegistryAge,
    alembic_config,
    refuse_unfit,
    revision_within,
    state_of,
    state_within,
)

STALE_SECONDS = 3600
OWNER_ALONE = 0o600
UNFINISHED = ".unfinished"

Fill = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did.

    Args:
        before: revision of the tables that was found.
        after: revision they are at now.
        copy: the registry as it was, None on a server or where nothing was done.
    """

    before: str
    after: str
    copy: Path | None


def create(url: str, migrations: Path, fill: Fill) -> bool:
    """Make the registry at `url`, if nobody has made it yet.

    A registry appears complete or not at all: a file is built under another
    name and then linked into place, a server does it in one transaction. Of
    two processes that create at once, one makes it and the other uses it.

    Args:
        url: where the registry is to be.
        migrations: folder of the migrations.
        fill: writes the first content; called inside the transaction.

    Returns:
        Whether this call made it.

    Raises:
        RegistryError: the place cannot be written to, or holds a database of
            another program or of a newer version.
    """
    path = file_of(url)
    if path is not None and not is_there(path):
        return _create_file(path, migrations, fill)
    engine = open_engine(url, create=True)  # sets up a file without tables
    refuse_unfit(state_of(engine, migrations), url)
    with writing(engine, rebuilding=True) as connection:
        if state_within(connection, migrations) is not RegistryAge.EMPTY:
            return False
        _run(connection, migrations)
        fill(connection)
    return True


def upgrade(url: str, migrations: Path) -> Upgraded:
    """Bring the tables of the registry at `url` to the newest revision.

    A file is copied first, beside itself; the copy is named for the revision
    and the time (UTC). When a step fails, the registry is as it was before.

    Raises:
        RegistryError: there is no registry, it is another program's or a newer
            version's, or it cannot be written to.
    """
    engine = open_engine(url)
    age = state_of(engine, migrations)
    refuse_unfit(age, url)
    if age is RegistryAge.EMPTY:
        raise RegistryError(f"{safe_url(url)}: there is no registry to upgrade")
    copy = None
    try:
        with writing(engine, rebuilding=True) as connection:
            before = revision_within(connection)
            # once more, now that nobody else can upgrade: somebody may have
            if state_within(connection, migrations) is RegistryAge.OLDER:
                path = file_of(url)
                copy = _copied(path, revision=str(before)) if path else None
                _run(connection, migrations)
            after = revision_within(connection)
    except BaseException:
        if copy is not None:
            copy.unlink()  # the registry is what the copy would bring back
        raise
    return Upgraded(str(before), str(after), copy)


def _run(connection: Connection, migrations: Path) -> None:
    config = alembic_config(migrations)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _create_file(path: Path, migrations: Path, fill: Fill) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        # in the same folder, as a link cannot leave its file system
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            # its owner's alone, as it comes to hold customers' data; SQLite gives its logs
            # the same permissions
            draft.touch(OWNER_ALONE, exist_ok=False)  # says why a folder cannot be written to
            _build(draft, migrations, fill)
            return _put_in_place(draft, path)
        finally:
            for left in _with_logs(draft):
                left.unlink(missing_ok=True)
    except OSError as error:
        raise RegistryError(
            f"{path}: no registry can be made here: {error.strerror}; "
            "set another folder, or make this one writable"
        ) from error


def _build(draft: Path, migrations: Path, fill: Fill) -> None:
    engine = open_engine(f"sqlite:///{draft}", create=True)
    with writing(engine, rebuilding=True) as connection:
        _run(connection, migrations)
        fill(connection)
    # the last connection to close has put the log into the file and removed it
    _sync(draft)


def _put_in_place(draft: Path, path: Path) -> bool:
    try:
        os.link(draft, path)  # fails where a registry is; a rename would replace it
    except FileExistsError:
        return False
    except OSError:
        # a file system without links, such as a memory stick's: two that come
        # here within the same moment could still take turns
        if path.exists():
            return False
        draft.rename(path)
    _sync(path.parent)
    return True


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders and needs none of this
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Remove what creations that were killed have left behind."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{UNFINISHED}*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()


def _with_logs(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def _copied(path: Path, *, revision: str) -> Path:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}.at-{revision}.{now}{path.suffix}")
    try:
        copy.touch(OWNER_ALONE)
        source = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
        with contextlib.closing(source), contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        _sync(copy)
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        raise RegistryError(
            f"{path}: not upgraded, as no copy of it can be made: {error}"
        ) from error
    return copy
