"""Questions the registry answers.

Each takes a connection, best one from `engine.reading`, and answers in the
order it states.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from screening.domain.listings import Listing, from_document
from screening.domain.lists import (
    AnnouncedCounts,
    Authority,
    ListStatus,
    Package,
    PackageStatus,
    Source,
)
from screening.registry import links
from screening.registry.collation import by_letter
from screening.registry.models import (
    AuthorityRow,
    ListingRow,
    PackageRow,
    SnapshotRow,
    SourceRow,
    StateRow,
    VersionRow,
)
from screening.registry.stamp import Stamp


@dataclass(frozen=True, slots=True)
class SnapshotMark:
    """Which state of a source something came with or ended with."""

    id: str
    published_on: str | None
    retrieved_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ListingVersion:
    """What a listing said, and between which snapshots it said so.

    Args:
        source: code of the list it is on.
        listing: its content then.
        fingerprint: SHA-256 of that content.
        since: snapshot that it came with.
        until: snapshot that changed or ended it; None where it still holds.
    """

    source: str
    listing: Listing
    fingerprint: str
    since: SnapshotMark
    until: SnapshotMark | None


@dataclass(frozen=True, slots=True)
class LinkedVersion:
    """A listing that describes the same target as another, and what says so.

    Args:
        of: source and reference of that other.
        version: what the linked listing says now.
        evidence: `kind` and `value` of everything both share.
    """

    of: tuple[str, str]
    version: ListingVersion
    evidence: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SeedsNote:
    """Which built-in packages the registry holds.

    Args:
        digest: of the seeds folder that they were loaded from.
        version: of the program that loaded them.
    """

    digest: str
    version: str


def registry_state(connection: Connection) -> Stamp:
    """The registry's id, what marks its present state, and the revision of its tables."""
    state = select(StateRow.uuid, StateRow.revision, StateRow.token)
    row = connection.execute(state).one()
    schema = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return Stamp(row.uuid, row.revision, row.token, schema)


def seeds_note(connection: Connection) -> SeedsNote | None:
    """Which built-in packages were loaded last, None where none ever were."""
    state = select(StateRow.seeds_digest, StateRow.seeds_version)
    digest, version = connection.execute(state).one()
    return None if digest is None or version is None else SeedsNote(digest, version)


def authorities(connection: Connection) -> tuple[Authority, ...]:
    """Every authority, by code."""
    statement = select(
        AuthorityRow.code, AuthorityRow.title, AuthorityRow.jurisdiction, AuthorityRow.short
    ).order_by(by_letter(connection, AuthorityRow.code))
    return tuple(
        Authority(row.code, row.title, row.jurisdiction, tuple(row.short))
        for row in connection.execute(statement)
    )


def list_statuses(
    connection: Connection, chosen: Collection[str] | None = None
) -> tuple[ListStatus, ...]:
    """What is loaded of each source, by the source's code.

    `listings` counts the delisted ones that a list still prints too.

    Args:
        connection: to the registry.
        chosen: ids of the snapshots to tell of, the active ones by default.
    """
    state = SnapshotRow.state == "active"
    if chosen is not None:
        state = SnapshotRow.id.in_([int(number) for number in chosen])
    statement = (
        select(*SourceRow.__table__.columns, *SnapshotRow.__table__.columns)
        .join(SnapshotRow, SnapshotRow.source_code == SourceRow.code)
        .where(state)
        .order_by(by_letter(connection, SourceRow.code))
    )
    return tuple(_list_status(row) for row in connection.execute(statement))


def package_statuses(connection: Connection) -> tuple[PackageStatus, ...]:
    """Every package and how many of its listings are loaded.

    By authority, of one authority by the day they were announced, without a
    day last; then by code. `listings` counts the delisted ones too.
    """
    counted = (
        select(VersionRow.package_code, VersionRow.delisted, func.count())
        .where(VersionRow.ended_snapshot_id.is_(None), VersionRow.package_code.is_not(None))
        .group_by(VersionRow.package_code, VersionRow.delisted)
    )
    counts = {(code, delisted): n for code, delisted, n in connection.execute(counted)}
    found = []
    for row in connection.execute(select(*PackageRow.__table__.columns)):
        delisted = counts.get((row.code, True), 0)
        listings = counts.get((row.code, False), 0) + delisted
        found.append(PackageStatus(_package(row), listings, delisted))
    return tuple(sorted(found, key=_by_authority_then_day))


def by_reference(connection: Connection, reference: str) -> tuple[ListingVersion, ...]:
    """Everything held under an authority's reference, upper or lower case alike.

    By source and reference, the newest version first; one reference may be in
    several sources.
    """
    return _versions(connection, func.lower(ListingRow.reference) == func.lower(reference))


def linked_versions(
    connection: Connection, places: Collection[tuple[str, str]]
) -> tuple[LinkedVersion, ...]:
    """What is linked to some listings, as it reads now; by source and reference.

    Args:
        connection: to the registry, whose links are current.
        places: source and reference of the listings.
    """
    wanted = or_(
        *(
            and_(ListingRow.source_code == source, ListingRow.reference == reference)
            for source, reference in places
        )
    )
    of = {
        number: (source, reference)
        for number, source, reference in connection.execute(
            select(ListingRow.id, ListingRow.source_code, ListingRow.reference).where(wanted)
        )
    }
    found = []
    for number, other, evidence in links.partners(connection, of):
        for version in _versions(connection, ListingRow.id == other):
            if version.until is None:
                found.append(LinkedVersion(of[number], version, tuple(evidence)))
    return tuple(
        sorted(found, key=lambda one: (one.version.source, one.version.listing.reference))
    )


def _versions(connection: Connection, wanted: Any) -> tuple[ListingVersion, ...]:
    since, until = aliased(SnapshotRow), aliased(SnapshotRow)
    statement = (
        select(
            ListingRow.source_code,
            VersionRow.document,
            VersionRow.fingerprint,
            *_mark_columns(since),
            *_mark_columns(until),
        )
        .join(VersionRow, VersionRow.listing_id == ListingRow.id)
        .join(since, since.id == VersionRow.first_snapshot_id)
        .outerjoin(until, until.id == VersionRow.ended_snapshot_id)
        .where(wanted)
        .order_by(
            by_letter(connection, ListingRow.source_code),
            by_letter(connection, ListingRow.reference),
            VersionRow.id.desc(),
        )
    )
    return tuple(
        ListingVersion(
            source=source,
            listing=from_document(document),
            fingerprint=fingerprint,
            since=SnapshotMark(str(marks[0]), *marks[1:4]),
            until=None if marks[4] is None else SnapshotMark(str(marks[4]), *marks[5:]),
        )
        for source, document, fingerprint, *marks in connection.execute(statement)
    )


def _by_authority_then_day(status: PackageStatus) -> tuple[str, bool, str, str]:
    # a number counts within its authority alone: Korea's round 22 precedes the EU's 16
    package = status.package
    day = package.announced_on
    return (package.authority, day is None, day or "", package.code)


def _mark_columns(snapshot: type[SnapshotRow]) -> tuple[InstrumentedAttribute[Any], ...]:
    return (snapshot.id, snapshot.published_on, snapshot.retrieved_at, snapshot.sha256)


def _list_status(row: Row[Any]) -> ListStatus:
    source = Source(
        code=row.code,
        authority=row.authority_code,
        title=row.title,
        format=row.format,
        address=row.address,
        licence=row.licence,
        builtin=row.builtin,
        copy=row.copy,
    )
    return ListStatus(
        source=source,
        snapshot=str(row.id),
        published_on=row.published_on,
        retrieved_at=row.retrieved_at,
        sha256=row.sha256,
        listings=row.listings,
        delisted=row.delisted,
        names=row.names,
    )


def _package(row: Row[Any]) -> Package:
    return Package(
        code=row.code,
        authority=row.authority_code,
        title=row.title,
        number=row.number,
        announced_on=row.announced_on,
        effective_on=row.effective_on,
        legal_acts=tuple(row.legal_acts),
        announced=AnnouncedCounts(
            persons=row.announced_persons,
            entities=row.announced_entities,
            vessels=row.announced_vessels,
            export_controlled=row.announced_export_controlled,
            other=row.announced_other,
        ),
        known_from=row.known_from,
        quality=row.quality,
        confidence=row.confidence,
        notes=row.notes,
    )
