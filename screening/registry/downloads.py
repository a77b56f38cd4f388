"""What the next download of a list has to know, and how the last one went."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from screening.registry.bulk import insert_rows
from screening.registry.models import DownloadRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class DownloadState:
    """How downloads of a source stand.

    Args:
        validators: for each address what the server said of the state at hand:
            `etag`, `last_modified`, and the `sha256` and `name` of the file.
        checked_at: when the server was last asked (ISO, UTC).
        failure: why the last download failed; None where it did not.
        failed_since: when that began (ISO, UTC).
    """

    checked_at: str
    validators: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: str | None = None
    failed_since: str | None = None


def state_of(connection: Connection, source: str) -> DownloadState | None:
    """How downloads of a source stand, None where there never was one."""
    statement = select(
        DownloadRow.checked_at,
        DownloadRow.validators,
        DownloadRow.failure,
        DownloadRow.failed_since,
    ).where(DownloadRow.source_code == source)
    row = connection.execute(statement).first()
    return None if row is None else DownloadState(*row)


def note(connection: Connection, source: str, state: DownloadState) -> None:
    """Note how a download went; the source must be known."""
    connection.execute(delete(DownloadRow).where(DownloadRow.source_code == source))
    row = {
        "source_code": source,
        "validators": state.validators,
        "checked_at": state.checked_at,
        "failure": state.failure,
        "failed_since": state.failed_since,
    }
    insert_rows(connection, DownloadRow, [row])


def confirm(connection: Connection, snapshot: int, at: str) -> None:
    """Note that the issuer has nothing newer than a snapshot."""
    connection.execute(
        update(SnapshotRow).where(SnapshotRow.id == snapshot).values(confirmed_at=at)
    )
