"""The built-in packages: which ones this program brings, and how they get into a registry.

The look-up asks on every run whether they are still the same, so the database
toolkit and the readers are imported late.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from screening.errors import UnexpectedLayout
from screening.settings import bundled
from screening.version import VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from screening.registry.ingest import Loaded


def folder_digest(folder: Path) -> str:
    """SHA-256, in hex, of a seeds folder: names and bytes of all its TOML files.

    Raises:
        UnexpectedLayout: a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        try:
            content = path.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror}; correct its rights or remove it"
            raise UnexpectedLayout(message, source=path.name) from error
        # of a fixed length, so that no file's end passes for another's beginning
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def own_digest() -> str:
    """The digest of the seeds folder that this program brings, as it is now.

    Raises:
        UnexpectedLayout: a file in it cannot be read.
    """
    return folder_digest(bundled("seeds"))


def fill(connection: "Connection") -> "list[Loaded]":
    """Load the built-in packages into a registry, and note which ones they are.

    A list that is no longer among them ends. What reads as before is not
    written again.

    Args:
        connection: a transaction of the caller's.

    Returns:
        What was done to each list, ended ones last.

    Raises:
        SourceError: a seed file is not as it should be.
    """
    from dataclasses import asdict

    from screening.registry import ingest, queries
    from screening.registry.staging import Staged
    from screening.sources import seeds

    folder = bundled("seeds")
    digest = folder_digest(folder)
    ingest.save_authorities(connection, seeds.read_authorities(folder / seeds.AUTHORITIES))
    ingest.save_packages(connection, seeds.read_packages(folder / seeds.PACKAGES))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    loaded, brought = [], set()
    for path in seeds.list_files(folder):
        found = seeds.read_list(path)
        brought.add(found.source.code)
        received = ingest.Received(
            found.source,
            found.sha256,
            found.size,
            found.published_on,
            retrieved_at=now,
            report=asdict(found.report),
        )
        with Staged(found.listings, source=found.source.code) as staged:
            loaded.append(ingest.load(connection, received, staged))
    for status in queries.list_statuses(connection):
        if status.source.builtin and status.source.code not in brought:
            loaded.append(ingest.retire(connection, status.source.code, retired_at=now))
    ingest.note_seeds(connection, digest=digest, version=VERSION)
    return loaded


def refresh(engine: "Engine", say: Callable[[str], None]) -> None:
    """Load the built-in packages where the registry has others, but no older ones.

    Args:
        engine: of a registry that is current.
        say: told in one line what was loaded.

    Raises:
        RegistryError: the registry cannot be written to.
        SourceError: a seed file is not as it should be.
    """
    from screening.registry.engine import reading, writing

    digest = own_digest()
    with reading(engine) as connection:
        if not _are_due(connection, digest):
            return
    with writing(engine) as connection:
        # once more, now that nobody else can load: a newer program may have
        if not _are_due(connection, digest):
            return
        loaded = fill(connection)
    added, changed, ended = (
        sum(getattr(one, what) for one in loaded) for what in ("added", "changed", "ended")
    )
    say(
        f"brought the built-in packages up to date: {added} listings added, "
        f"{changed} changed, {ended} ended"
    )


def _are_due(connection: "Connection", digest: str) -> bool:
    from screening.registry import queries

    note = queries.seeds_note(connection)
    if note is None:
        return True
    return note.digest != digest and _numbers(VERSION) >= _numbers(note.version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
