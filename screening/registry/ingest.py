"""Taking lists into the registry; a second time changes nothing.

Everything happens in the caller's transaction, which should come from
`engine.writing`. A listing that reads as before keeps its version; one that
changed gets a new version, which ends the old one; one that is gone ends.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, func, select, update

from screening.domain.lists import Authority, Limits, Package, Source
from screening.errors import RegistryError
from screening.registry.bulk import end_versions, insert_rows, table_of
from screening.registry.engine import hold_write_lock
from screening.registry.guard import State, reasons_against
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
    Document,
    Row,
    authority_row,
    content_row,
    package_row,
    source_row,
)
from screening.registry.staging import Staged

LISTINGS_AT_ONCE = 2_000
FEWEST_CUT_OFF = 3
"""Listings gone from the end that look like a file cut short."""


@dataclass(frozen=True, slots=True)
class Received:
    """One state of a list as it came.

    Args:
        source: which list it is, in which layout.
        sha256: digest of the bytes as received.
        size: how many bytes that was.
        published_on: day (ISO) the issuer gives, or the day of the copy.
        retrieved_at: when it was received (ISO, UTC).
        confirmed_at: when the issuer last had nothing newer, as far as known.
        files: name, sha256 and size of each file of it.
        reader: version of the program that has read it.
        report: what became of the file's entries; JSON values.
        doubts: why a person should look before it becomes the list.
        packages: those that the list itself tells of; saved with the listings.
    """

    source: Source
    sha256: str
    size: int
    published_on: str | None
    retrieved_at: str
    confirmed_at: str | None = None
    files: tuple[dict[str, Any], ...] = ()
    reader: str | None = None
    report: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    packages: tuple[Package, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a snapshot once more, before it is activated, told.

    Args:
        reader: version of the program that has read it now.
        report: what became of the file's entries; JSON values.
        packages: those that the list itself tells of.
    """

    reader: str
    report: dict[str, Any]
    packages: tuple[Package, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a snapshot.

    Args:
        by: who.
        at: when (ISO, UTC).
        reason: why, in their words.
    """

    by: str
    at: str
    reason: str

    @property
    def row(self) -> Row:
        """What a snapshot's row says of it."""
        return {
            "decided_at": self.at,
            "decided_by": self.by,
            "decision": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Args:
        snapshot: id of the snapshot.
        added: listings that were not open before, reappeared ones among them.
        changed: listings with a new version.
        unchanged: listings that read as before.
        ended: listings that are not in the file any more.
        already: whether the same file was active, or held back, before; nothing
            was written.
        reasons: why it did not become active but is quarantined; empty where
            it did.
    """

    snapshot: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    already: bool = False
    reasons: tuple[str, ...] = ()


def save_authorities(connection: Connection, authorities: Iterable[Authority]) -> int:
    """Write the authorities that are new or differ; returns how many those were."""
    return _save(connection, AuthorityRow, [authority_row(each) for each in authorities])


def save_packages(connection: Connection, packages: Iterable[Package]) -> int:
    """Write the packages that are new or differ; returns how many those were.

    Their authorities must have been saved before.
    """
    return _save(connection, PackageRow, [package_row(each) for each in packages])


def add_authorities(connection: Connection, authorities: Iterable[Authority]) -> int:
    """Write the authorities that are new, and leave the others; returns how many."""
    rows = [authority_row(each) for each in authorities]
    return _save(connection, AuthorityRow, rows, only_new=True)


def add_packages(connection: Connection, packages: Iterable[Package]) -> int:
    """Write the packages that are new, and leave the others; returns how many.

    What a list tells of a package is less than what is known of it already.
    """
    rows = [package_row(each) for each in packages]
    return _save(connection, PackageRow, rows, only_new=True)


def save_source(connection: Connection, source: Source) -> None:
    """Write a source where it is new or differs; its authority must have been saved."""
    _save(connection, SourceRow, [source_row(source)])


def add_source(connection: Connection, source: Source) -> None:
    """Write a source where it is new; its authority must have been saved."""
    _save(connection, SourceRow, [source_row(source)], only_new=True)


def load(
    connection: Connection, received: Received, staged: Staged, *, limits: Limits | None = None
) -> Loaded:
    """Make one state of a source the active one, unless a person has to look first.

    Args:
        connection: a transaction of the caller's.
        received: how it came; the source's authority must have been saved before.
        staged: its listings.
        limits: what it has to keep to, None where it is trusted.

    Raises:
        RegistryError: a listing names an authority or a package that is not
            known. Nothing has been written then.
    """
    hold_write_lock(connection)
    source = received.source
    active = _active(connection, source.code)
    if active is not None and _same_bytes_and_reader(active, received):
        return Loaded(str(active["id"]), unchanged=active["listings"], already=True)
    held_back = _held_back(connection, received)
    if held_back is not None:
        return held_back
    _check(connection, source.code, source.authority, staged, received.packages)
    add_source(connection, source)
    known = _known(connection, source.code)
    reasons = received.doubts
    if limits is not None:
        reasons += _judged(received, staged, known, active, limits)
    snapshot = _snapshot_row(received, staged) | {
        "id": _next_id(connection, SnapshotRow),
        "state": "quarantined",
        "reasons": list(reasons),
    }
    insert_rows(connection, SnapshotRow, [snapshot])
    if reasons:
        return Loaded(str(snapshot["id"]), reasons=reasons)
    save_source(connection, source)  # which may have come in another layout than before
    add_packages(connection, received.packages)
    return _activate(connection, snapshot, staged, known, at=received.retrieved_at)


def activate(
    connection: Connection,
    snapshot: int,
    staged: Staged,
    decision: Decision,
    *,
    reread: Reread | None = None,
) -> Loaded:
    """Make a snapshot the active one because a person has decided so.

    One that was active before, or was rejected, comes again as a new snapshot,
    so that the order in which they were active and every decision stay told.

    Args:
        connection: a transaction of the caller's.
        snapshot: id of one that is not active.
        staged: its listings, read once more from the bytes as received.
        decision: whose it was, and why.
        reread: what reading it once more told.

    Raises:
        RegistryError: there is no such snapshot, or it is active.
    """
    hold_write_lock(connection)
    brought = reread.packages if reread is not None else ()
    row = _snapshot(connection, snapshot)
    if row["state"] == "active":
        raise RegistryError(f"snapshot {snapshot} of {row['source_code']} is active already")
    decided = decision.row
    again = row["state"] != "quarantined"
    source = SourceRow.code == row["source_code"]
    authority = connection.scalars(select(SourceRow.authority_code).where(source)).one()
    _check(connection, row["source_code"], authority, staged, brought)
    # which may be another layout than that of the state before
    connection.execute(update(SourceRow).where(source).values(format=row["format"]))
    if reread is not None:
        add_packages(connection, reread.packages)
        decided |= {"report": reread.report, "reader": reread.reader}
    row |= decided | {
        "listings": len(staged),
        "delisted": staged.delisted,
        "names": staged.names,
    }
    if again:
        row |= {
            "id": _next_id(connection, SnapshotRow),
            "state": "quarantined",
            "report": row["report"] | {"again": snapshot},
        }
        insert_rows(connection, SnapshotRow, [row])
    else:
        connection.execute(
            update(SnapshotRow).where(SnapshotRow.id == snapshot).values(**decided)
        )
    known = _known(connection, row["source_code"])
    return _activate(connection, row, staged, known, at=decision.at)


def reject(connection: Connection, snapshot: int, decision: Decision) -> None:
    """Note that a quarantined snapshot is not to become active, and why.

    Raises:
        RegistryError: there is no such snapshot, or it is not quarantined.
    """
    hold_write_lock(connection)
    row = _snapshot(connection, snapshot)
    if row["state"] != "quarantined":
        raise RegistryError(
            f"snapshot {snapshot} of {row['source_code']} is {row['state']}; only a "
            "quarantined one can be rejected"
        )
    connection.execute(
        update(SnapshotRow)
        .where(SnapshotRow.id == snapshot)
        .values(state="rejected", **decision.row)
    )


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
    loaded = select(SourceRow.builtin).where(SourceRow.code == source_code)
    active = _active(connection, source_code)
    if active is None or not connection.scalar(loaded):
        raise RegistryError(f"{source_code}: no built-in list of that code is loaded")
    nothing = {"size": 0, "listings": 0, "delisted": 0, "names": 0, "published_on": None}
    snapshot = (
        active
        | nothing
        | {
            "id": _next_id(connection, SnapshotRow),
            "state": "quarantined",
            "retrieved_at": retired_at,
            "sha256": hashlib.sha256().hexdigest(),
            "report": {"retired": True},
        }
    )
    insert_rows(connection, SnapshotRow, [snapshot])
    with Staged((), source=source_code) as none:
        known = _known(connection, source_code)
        ended = _activate(connection, snapshot, none, known, at=retired_at)
    _supersede(connection, source_code)
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

    def __init__(
        self, connection: Connection, source: str, snapshot: int, known: dict[str, _Known]
    ) -> None:
        self.connection = connection
        self.source = source
        self.snapshot = snapshot
        self.known = known
        # numbered here, so that what hangs on a row needs no answer from the
        # database; the write lock keeps everybody else from doing the same
        self.listing_ids = count(_next_id(connection, ListingRow))
        self.version_ids = count(_next_id(connection, VersionRow))
        self.added = self.changed = 0

    def run(self, staged: Staged) -> Loaded:
        """Write what differs, in portions that fit the memory, and end what is gone."""
        differing = {
            reference
            for reference, fingerprint in staged.fingerprints.items()
            if reference not in self.known or self.known[reference].fingerprint != fingerprint
        }
        documents = staged.documents(differing)
        while some := list(islice(documents, LISTINGS_AT_ONCE)):
            self._write(some)
        gone = [
            known.version
            for reference, known in self.known.items()
            if known.version is not None and reference not in staged.fingerprints
        ]
        end_versions(self.connection, gone, snapshot=self.snapshot)
        return Loaded(
            str(self.snapshot),
            self.added,
            self.changed,
            len(staged) - len(differing),
            ended=len(gone),
        )

    def _write(self, some: Sequence[tuple[str, str, Document]]) -> None:
        identities: list[Row] = []
        versions: list[Row] = []
        outdated: list[int] = []
        written: list[tuple[int, Document]] = []
        for reference, fingerprint, document in some:
            known = self.known.get(reference)
            if known is None or known.version is None:
                self.added += 1
            else:
                self.changed += 1
                outdated.append(known.version)
            if known is None:
                identities.append(self._identity(document))
                identity = identities[-1]["id"]
            else:
                identity = self._same(known, document)
            versions.append(self._placed(content_row(document, fingerprint), identity))
            written.append((versions[-1]["id"], document))
        end_versions(self.connection, outdated, snapshot=self.snapshot)
        insert_rows(self.connection, ListingRow, identities)
        insert_rows(self.connection, VersionRow, versions)
        for table, rows_of in DETAILS.items():
            rows = [row for version, document in written for row in rows_of(version, document)]
            insert_rows(self.connection, table, rows)

    def _identity(self, document: Document) -> Row:
        return {
            "id": next(self.listing_ids),
            "source_code": self.source,
            "reference": document["reference"],
            "authority_code": document["authority"],
        }

    def _same(self, known: _Known, document: Document) -> int:
        if known.authority != document["authority"]:
            # the versions' documents keep whom the list named before
            self.connection.execute(
                update(ListingRow)
                .where(ListingRow.id == known.listing)
                .values(authority_code=document["authority"])
            )
        return known.listing

    def _placed(self, content: Row, identity: int) -> Row:
        return content | {
            "id": next(self.version_ids),
            "listing_id": identity,
            "first_snapshot_id": self.snapshot,
            "ended_snapshot_id": None,
        }


def _activate(
    connection: Connection,
    snapshot: Row,
    staged: Staged,
    known: dict[str, _Known],
    *,
    at: str,
) -> Loaded:
    _supersede(connection, snapshot["source_code"])
    last: int | None = connection.scalar(select(func.max(SnapshotRow.activation)))
    connection.execute(
        update(SnapshotRow)
        .where(SnapshotRow.id == snapshot["id"])
        .values(
            state="active",
            activation=(last or 0) + 1,
            activated_at=at,
            listings=snapshot["listings"],
            delisted=snapshot["delisted"],
            names=snapshot["names"],
        )
    )
    loaded = _Load(connection, snapshot["source_code"], snapshot["id"], known).run(staged)
    _count_change(connection)
    return loaded


def _snapshot_row(received: Received, staged: Staged) -> Row:
    return {
        "source_code": received.source.code,
        "format": received.source.format,
        "reader": received.reader,
        "files": list(received.files),
        "published_on": received.published_on,
        "retrieved_at": received.retrieved_at,
        "confirmed_at": received.confirmed_at,
        "sha256": received.sha256,
        "size": received.size,
        "listings": len(staged),
        "delisted": staged.delisted,
        "names": staged.names,
        "report": received.report,
        "activation": None,
        "activated_at": None,
        "decided_at": None,
        "decided_by": None,
        "decision": None,
    }


def _judged(
    received: Received,
    staged: Staged,
    known: dict[str, _Known],
    active: Row | None,
    limits: Limits,
) -> tuple[str, ...]:
    before = None
    if active is not None:
        open_ones = {
            reference: each.fingerprint
            for reference, each in known.items()
            if each.fingerprint is not None
        }
        before = State(open_ones, active["published_on"], active["names"])
    new = State(staged.fingerprints, received.published_on, staged.names)
    dropped = len(received.report.get("dropped", ()))
    reasons = reasons_against(new, before, limits, dropped=dropped)
    return (*reasons, *_cut_short(staged, known))


def _cut_short(staged: Staged, known: dict[str, _Known]) -> tuple[str, ...]:
    """A reason where all that is gone stood at the end of the list: it looks cut short.

    Listings are numbered as they first came, so that the last ones of a file
    have the highest numbers of those in it.
    """
    there = {reference: each for reference, each in known.items() if each.version is not None}
    gone = [each.listing for ref, each in there.items() if ref not in staged.fingerprints]
    left = [each.listing for ref, each in there.items() if ref in staged.fingerprints]
    if len(gone) < FEWEST_CUT_OFF or not left or min(gone) < max(left):
        return ()
    return (
        f"the {len(gone):,} listings that are gone are the last ones of the list before: "
        "the file looks cut short",
    )


def _active(connection: Connection, source: str) -> Row | None:
    statement = select(table_of(SnapshotRow)).where(
        SnapshotRow.source_code == source, SnapshotRow.state == "active"
    )
    row = connection.execute(statement).mappings().first()
    return None if row is None else dict(row)


def _snapshot(connection: Connection, snapshot: int) -> Row:
    statement = select(table_of(SnapshotRow)).where(SnapshotRow.id == snapshot)
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise RegistryError(
            f"there is no snapshot {snapshot}; `screen lists history` shows all"
        )
    return dict(row)


def _held_back(connection: Connection, received: Received) -> Loaded | None:
    """What is said of a file that another process has brought into quarantine meanwhile."""
    statement = (
        select(SnapshotRow.id, SnapshotRow.listings, SnapshotRow.reasons)
        .where(
            SnapshotRow.source_code == received.source.code,
            SnapshotRow.sha256 == received.sha256,
            SnapshotRow.reader == received.reader,
            SnapshotRow.state == "quarantined",
        )
        .order_by(SnapshotRow.id.desc())
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    return Loaded(str(row.id), unchanged=row.listings, already=True, reasons=tuple(row.reasons))


def tell_day(connection: Connection, snapshot: int, day: str) -> None:
    """Note the day of publication of a snapshot whose files print none."""
    hold_write_lock(connection)
    connection.execute(
        update(SnapshotRow).where(SnapshotRow.id == snapshot).values(published_on=day)
    )
    _count_change(connection)


def _same_bytes_and_reader(active: Row, received: Received) -> bool:
    # another version of the program may read the same bytes better
    return (active["sha256"], active["reader"]) == (received.sha256, received.reader)


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


def _check(
    connection: Connection,
    source: str,
    authority: str,
    staged: Staged,
    brought: Iterable[Package],
) -> None:
    """Refuse what the tables would refuse later, and say which record is to blame."""
    authorities = set(connection.scalars(select(AuthorityRow.code)))
    packages = set(connection.scalars(select(PackageRow.code)))
    packages.update(package.code for package in brought)
    if authority not in authorities:
        raise RegistryError(f"{source}: no authority {authority!r} is known")
    for what, named, held in (
        ("authority", staged.authorities, authorities),
        ("package", staged.packages, packages),
    ):
        for code, reference in named.items():
            if code not in held:
                raise RegistryError(
                    f"{source} record {reference}: names an unknown {what}, {code!r}"
                )


def _save(
    connection: Connection,
    model: type[Base],
    rows: Sequence[Row],
    *,
    only_new: bool = False,
) -> int:
    """Insert rows by their code; update those held that differ, unless only new ones count."""
    hold_write_lock(connection)
    table = table_of(model)
    held = {row["code"]: dict(row) for row in connection.execute(select(table)).mappings()}
    new = [row for row in rows if row["code"] not in held]
    changed = [row for row in rows if not only_new and held.get(row["code"], row) != row]
    insert_rows(connection, model, new)
    for row in changed:
        connection.execute(update(table).where(table.columns.code == row["code"]).values(row))
    if new or changed:
        _count_change(connection)
    return len(new) + len(changed)


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
