"""The states of the lists: which there are, and which one was the list on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from screening.errors import RegistryError
from screening.registry.models import SnapshotRow, SourceRow


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a list as received, and what became of it.

    Args:
        id: number of the snapshot.
        source: code of the list.
        builtin: whether that is one of the built-in packages.
        format: layout that it came in; None for those of before layouts were noted.
        reader: version of the program that has read it.
        files: name, sha256 and size of each file.
        published_on: day (ISO) the issuer gives.
        retrieved_at: when it was received (ISO, UTC).
        confirmed_at: when the issuer last had nothing newer, where that is known.
        sha256: digest of the bytes as received.
        size: how many bytes that was.
        state: active, superseded, quarantined or rejected.
        listings: how many it has, delisted ones that it prints among them.
        delisted: how many of these are delisted.
        names: how many names they have.
        report: what became of the file's entries.
        reasons: why it was quarantined.
        activation: counts the snapshots in the order they became active.
        activated_at: when that was (ISO, UTC).
        decided_at: when a person decided (ISO, UTC).
        decided_by: who it was.
        decision: the reason they gave.
    """

    id: int
    source: str
    builtin: bool
    format: str | None
    reader: str | None
    files: tuple[dict[str, Any], ...]
    published_on: str | None
    retrieved_at: str
    confirmed_at: str | None
    sha256: str
    size: int
    state: str
    listings: int
    delisted: int
    names: int
    report: dict[str, Any]
    reasons: tuple[str, ...]
    activation: int | None
    activated_at: str | None
    decided_at: str | None
    decided_by: str | None
    decision: str | None

    @property
    def day(self) -> str:
        """The day (ISO) that it speaks of: of publication, else of retrieval."""
        return self.published_on or self.retrieved_at[:10]


def snapshot(connection: Connection, number: int) -> Snapshot:
    """One snapshot by its number.

    Raises:
        RegistryError: there is none of that number.
    """
    row = connection.execute(_columns().where(SnapshotRow.id == number)).first()
    if row is None:
        raise RegistryError(
            f"there is no snapshot {number}; `screen lists history SOURCE` shows them"
        )
    return _made(row)


def history(connection: Connection, source: str | None = None) -> tuple[Snapshot, ...]:
    """The snapshots of a source, or of all, the newest first."""
    statement = _columns().order_by(SnapshotRow.id.desc())
    if source is not None:
        statement = statement.where(SnapshotRow.source_code == source)
    return tuple(_made(row) for row in connection.execute(statement))


def active(connection: Connection) -> tuple[Snapshot, ...]:
    """The active snapshot of each source, in no order."""
    statement = _columns().where(SnapshotRow.state == "active")
    return tuple(_made(row) for row in connection.execute(statement))


def gone_between(snapshots: Iterable[Snapshot]) -> dict[int, str]:
    """For each activation the days between which what it ended went from its list.

    Those of the state before, the last that had it, and of the state itself, as
    `2026-02-27/2026-08-01`; one day where the states tell no more.

    Args:
        snapshots: those of any sources, whole for each.
    """
    once_active = [each for each in snapshots if each.activation]
    days: dict[int, str] = {}
    last: dict[str, str] = {}
    for each in sorted(once_active, key=lambda one: one.activation or 0):
        before = last.get(each.source, each.day)
        days[each.activation or 0] = f"{before}/{each.day}" if before < each.day else each.day
        last[each.source] = each.day
    return days


def as_of(snapshots: Sequence[Snapshot], day: str) -> tuple[Snapshot, ...]:
    """Which of the snapshots were the lists on a day: one of a source at most.

    That is the newest one that had been published by then, among those that
    were ever active here and were not withdrawn for an older one. The built-in
    packages are not published by the day: their newest state counts, whose
    listings say themselves since when.

    Args:
        snapshots: those of all sources.
        day: ISO day.
    """
    chosen: dict[str, Snapshot] = {}
    for each in snapshots:
        if each.activation is None or (each.day > day and not each.builtin):
            continue
        if each.builtin and each.state != "active":
            continue
        if not each.builtin and _withdrawn(each, snapshots):
            continue
        before = chosen.get(each.source)
        if before is None or _place(each) > _place(before):
            chosen[each.source] = each
    return tuple(chosen[source] for source in sorted(chosen))


def _withdrawn(each: Snapshot, snapshots: Sequence[Snapshot]) -> bool:
    """Whether a person has gone back behind a state: an older one became active later."""
    return any(
        other.source == each.source
        and other.activation is not None
        and other.activation > (each.activation or 0)
        and other.day <= each.day
        for other in snapshots
    )


def _place(each: Snapshot) -> tuple[str, int]:
    return (each.day, each.activation or 0)


def _columns() -> Any:
    return select(*SnapshotRow.__table__.columns, SourceRow.builtin).join(
        SourceRow, SourceRow.code == SnapshotRow.source_code
    )


def _made(row: Row[Any]) -> Snapshot:
    values = dict(row._mapping)
    values["source"] = values.pop("source_code")
    for key in ("files", "reasons"):
        values[key] = tuple(values[key])
    return Snapshot(**values)
