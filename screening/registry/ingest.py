"""Taking lists into the registry; a second time changes nothing.

Everything happens in the caller's transaction, which should come from
`engine.writing`. A listing that reads as before keeps its version; one that
changed gets a new version, which ends the old one; one that is gone ends.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, func, select, update

from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.errors import RegistryError
from screening.registry.bulk import end_versions, insert_rows, table_of
from screening.registry.engine import hold_write_lock
from screening.registry.models import (
    AuthorityRow,
    Base,
    ListingRow,
    PackageRow,
    SnapshotRow,
    SourceRow,
    StateRow,
    VersionRow,
)
from screening.registry.rows import (
    DETAILS,
    Row,
    authority_row,
    content_row,
    package_row,
    source_row,
)

LISTINGS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Args:
        snapshot: id of the snapshot that is active now.
        added: listings that were not open before, reappeared ones among them.
        changed: listings with a new version.
        unchanged: listings that read as before.
        ended: listings that are not in the file any more.
        already: whether the same file was active before; nothing was written.
    """

    snapshot: str
    added: int
    changed: int
    unchanged: int
    ended: int
    already: bool = False


def save_authorities(connection: Connection, authorities: Iterable[Authority]) -> int:
    """Write the authorities that are new or differ; returns how many those were."""
    return _save(connection, AuthorityRow, [authority_row(each) for each in authorities])


def save_packages(connection: Connection, packages: Iterable[Package]) -> int:
    """Write the packages that are new or differ; returns how many those were.

    Their authorities must have been saved before.
    """
    return _save(connection, PackageRow, [package_row(each) for each in packages])


def load(
    connection: Connection,
    *,
    source: Source,
    sha256: str,
    size: int,
    published_on: str | None,
    retrieved_at: str,
    listings: Sequence[Listing],
    report: dict[str, Any],
) -> Loaded:
    """Make one state of a source the active one.

    Args:
        connection: a transaction of the caller's.
        source: which list it is; its authority must have been saved before.
        sha256: digest of the bytes as received.
        size: how many bytes that was.
        published_on: day (ISO) the issuer gives, or the day of the copy.
        retrieved_at: when it was received (ISO, UTC).
        listings: every entry, each reference once.
        report: what became of the file's entries; JSON values.

    Raises:
        RegistryError: a reference comes twice, or a listing names an authority
            or a package that is not known. Nothing has been written then.
    """
    hold_write_lock(connection)
    active = connection.execute(
        select(SnapshotRow.id, SnapshotRow.sha256, SnapshotRow.listings).where(
            SnapshotRow.source_code == source.code, SnapshotRow.state == "active"
        )
    ).first()
    if active is not None and active.sha256 == sha256:
        return Loaded(str(active.id), 0, 0, active.listings, 0, already=True)
    _check(connection, source, listings)
    _save(connection, SourceRow, [source_row(source)])
    _supersede(connection, source.code)
    snapshot: Row = {
        "id": _next_id(connection, SnapshotRow),
        "source_code": source.code,
        "published_on": published_on,
        "retrieved_at": retrieved_at,
        "sha256": sha256,
        "size": size,
        "state": "active",
        "listings": len(listings),
        "delisted": sum(listing.delisted for listing in listings),
        "names": sum(len(listing.names) for listing in listings),
        "report": report,
    }
    insert_rows(connection, SnapshotRow, [snapshot])
    loaded = _Load(connection, source.code, snapshot["id"]).run(listings)
    _count_change(connection)
    return loaded


def retire(connection: Connection, source_code: str, *, retired_at: str) -> Loaded:
    """End a built-in list that this program does not bring any more.

    Its versions end with a snapshot of no bytes that is superseded itself, so
    that they show when they ended and the list counts as not loaded.

    Args:
        connection: a transaction of the caller's.
        source_code: which list it is.
        retired_at: when that was noticed (ISO, UTC).

    Raises:
        RegistryError: no built-in list of that code is loaded.
    """
    hold_write_lock(connection)
    loaded = (
        select(SourceRow.builtin)
        .join(SnapshotRow, SnapshotRow.source_code == SourceRow.code)
        .where(SourceRow.code == source_code, SnapshotRow.state == "active")
    )
    if not connection.scalar(loaded):
        raise RegistryError(f"{source_code}: no built-in list of that code is loaded")
    _supersede(connection, source_code)
    snapshot: Row = {
        "id": _next_id(connection, SnapshotRow),
        "source_code": source_code,
        "published_on": None,
        "retrieved_at": retired_at,
        "sha256": hashlib.sha256().hexdigest(),
        "size": 0,
        "state": "superseded",
        "listings": 0,
        "delisted": 0,
        "names": 0,
        "report": {"retired": True},
    }
    insert_rows(connection, SnapshotRow, [snapshot])
    ended = _Load(connection, source_code, snapshot["id"]).run(())
    _count_change(connection)
    return ended


def note_seeds(connection: Connection, *, digest: str, version: str) -> None:
    """Note which built-in packages the registry holds now.

    Args:
        connection: the transaction that has loaded them.
        digest: of the seeds folder, from `builtin.folder_digest`.
        version: of the program that has loaded them.
    """
    connection.execute(update(StateRow).values(seeds_digest=digest, seeds_version=version))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the registry has under a reference; no version where it has ended."""

    listing: int
    authority: str
    version: int | None
    fingerprint: str | None


class _Load:
    """Brings the listings of one source to what its new snapshot says."""

    def __init__(self, connection: Connection, source: str, snapshot: int) -> None:
        self.connection = connection
        self.source = source
        self.snapshot = snapshot
        self.known = _known(connection, source)
        # numbered here, so that what hangs on a row needs no answer from the
        # database; the write lock keeps everybody else from doing the same
        self.listing_ids = count(_next_id(connection, ListingRow))
        self.version_ids = count(_next_id(connection, VersionRow))
        self.added = self.changed = self.unchanged = 0

    def run(self, listings: Sequence[Listing]) -> Loaded:
        """Write what differs, in portions that fit the memory, and end what is gone."""
        for start in range(0, len(listings), LISTINGS_AT_ONCE):
            self._write(listings[start : start + LISTINGS_AT_ONCE])
        present = {listing.reference for listing in listings}
        gone = [
            known.version
            for reference, known in self.known.items()
            if known.version is not None and reference not in present
        ]
        end_versions(self.connection, gone, snapshot=self.snapshot)
        return Loaded(
            str(self.snapshot), self.added, self.changed, self.unchanged, ended=len(gone)
        )

    def _write(self, listings: Sequence[Listing]) -> None:
        identities: list[Row] = []
        versions: list[Row] = []
        outdated: list[int] = []
        written: list[tuple[int, Listing]] = []
        for listing in listings:
            content = content_row(listing)
            known = self.known.get(listing.reference)
            if known is not None and known.fingerprint == content["fingerprint"]:
                self.unchanged += 1
                continue
            if known is None or known.version is None:
                self.added += 1
            else:
                self.changed += 1
                outdated.append(known.version)
            if known is None:
                identities.append(self._identity(listing))
                identity = identities[-1]["id"]
            else:
                identity = self._same(known, listing)
            versions.append(self._placed(content, identity))
            written.append((versions[-1]["id"], listing))
        end_versions(self.connection, outdated, snapshot=self.snapshot)
        insert_rows(self.connection, ListingRow, identities)
        insert_rows(self.connection, VersionRow, versions)
        for table, rows_of in DETAILS.items():
            rows = [row for version, listing in written for row in rows_of(version, listing)]
            insert_rows(self.connection, table, rows)

    def _identity(self, listing: Listing) -> Row:
        return {
            "id": next(self.listing_ids),
            "source_code": self.source,
            "reference": listing.reference,
            "authority_code": listing.authority,
        }

    def _same(self, known: _Known, listing: Listing) -> int:
        if known.authority != listing.authority:
            # the versions' documents keep whom the list named before
            self.connection.execute(
                update(ListingRow)
                .where(ListingRow.id == known.listing)
                .values(authority_code=listing.authority)
            )
        return known.listing

    def _placed(self, content: Row, identity: int) -> Row:
        return content | {
            "id": next(self.version_ids),
            "listing_id": identity,
            "first_snapshot_id": self.snapshot,
            "ended_snapshot_id": None,
        }


def _known(connection: Connection, source: str) -> dict[str, _Known]:
    statement = (
        select(
            ListingRow.reference,
            ListingRow.id,
            ListingRow.authority_code,
            VersionRow.id,
            VersionRow.fingerprint,
        )
        .outerjoin(
            VersionRow,
            (VersionRow.listing_id == ListingRow.id) & VersionRow.ended_snapshot_id.is_(None),
        )
        .where(ListingRow.source_code == source)
    )
    return {
        reference: _Known(listing, authority, version, fingerprint)
        for reference, listing, authority, version, fingerprint in connection.execute(statement)
    }


def _check(connection: Connection, source: Source, listings: Sequence[Listing]) -> None:
    """Refuse what the tables would refuse later, and say which record is to blame."""
    authorities = set(connection.scalars(select(AuthorityRow.code)))
    packages = {None, *connection.scalars(select(PackageRow.code))}
    if source.authority not in authorities:
        raise RegistryError(f"{source.code}: no authority {source.authority!r} is known")
    seen: set[str] = set()
    for listing in listings:
        problem = None
        if listing.reference in seen:
            problem = "comes twice"
        elif listing.authority not in authorities:
            problem = f"names an unknown authority, {listing.authority!r}"
        elif listing.package not in packages:
            problem = f"names an unknown package, {listing.package!r}"
        if problem is not None:
            raise RegistryError(f"{source.code} record {listing.reference}: {problem}")
        seen.add(listing.reference)


def _save(connection: Connection, model: type[Base], rows: Sequence[Row]) -> int:
    """Insert or update rows by their code, where they say anything new."""
    hold_write_lock(connection)
    table = table_of(model)
    held = {row["code"]: dict(row) for row in connection.execute(select(table)).mappings()}
    insert_rows(connection, model, [row for row in rows if row["code"] not in held])
    for row in rows:
        if held.get(row["code"], row) != row:
            connection.execute(
                update(table).where(table.columns.code == row["code"]).values(row)
            )
    changes = sum(held.get(row["code"]) != row for row in rows)
    if changes:
        _count_change(connection)
    return changes


def _supersede(connection: Connection, source: str) -> None:
    connection.execute(
        update(SnapshotRow)
        .where(SnapshotRow.source_code == source, SnapshotRow.state == "active")
        .values(state="superseded")
    )


def _count_change(connection: Connection) -> None:
    connection.execute(
        update(StateRow).values(
            revision=StateRow.revision + 1,
            # tells apart what a restored copy and its original count alike
            token=secrets.token_hex(8),
        )
    )


def _next_id(connection: Connection, model: type[Base]) -> int:
    highest: int | None = connection.scalar(select(func.max(table_of(model).columns.id)))
    return (highest or 0) + 1
