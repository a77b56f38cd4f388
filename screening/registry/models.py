"""Tables of the registry.

Rows end, they are not deleted. Texts, dates included, are kept as published;
the fingerprint of a version is the SHA-256 of its document's canonical JSON.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

STATES = ("active", "superseded", "quarantined", "rejected")

Document = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """Metadata shared by the tables and the migrations."""

    # named constraints can be dropped again, on every database
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Text(),
        bytes: LargeBinary(),
        dict[str, Any]: Document,
        list[str]: Document,
        list[dict[str, Any]]: Document,
    }


class StateRow(Base):
    """The one row that says whose database this is and which state it is in."""

    __tablename__ = "registry_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product: Mapped[str]
    uuid: Mapped[str]
    revision: Mapped[int]
    token: Mapped[str]
    seeds_digest: Mapped[str | None]
    seeds_version: Mapped[str | None]
    linked_token: Mapped[str | None]


class AuthorityRow(Base):
    """A body that lists."""

    __tablename__ = "authority"

    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    jurisdiction: Mapped[str]
    short: Mapped[list[str]]


class SourceRow(Base):
    """One published file of an authority, or one of the built-in packages."""

    __tablename__ = "source"

    code: Mapped[str] = mapped_column(primary_key=True)
    authority_code: Mapped[str] = mapped_column(ForeignKey("authority.code"))
    title: Mapped[str]
    format: Mapped[str]
    address: Mapped[str | None]
    licence: Mapped[str | None]
    builtin: Mapped[bool]
    copy: Mapped[bool]


class PackageRow(Base):
    """A numbered or dated round of an authority, and the counts it announced."""

    __tablename__ = "package"

    code: Mapped[str] = mapped_column(primary_key=True)
    authority_code: Mapped[str] = mapped_column(ForeignKey("authority.code"))
    title: Mapped[str]
    number: Mapped[int | None]
    announced_on: Mapped[str | None]
    effective_on: Mapped[str | None]
    legal_acts: Mapped[list[str]]
    announced_persons: Mapped[int | None]
    announced_entities: Mapped[int | None]
    announced_vessels: Mapped[int | None]
    announced_export_controlled: Mapped[int | None]
    announced_other: Mapped[str | None]
    known_from: Mapped[str | None]
    quality: Mapped[str | None]
    confidence: Mapped[str | None]
    notes: Mapped[str | None]


class SnapshotRow(Base):
    """One state of a source, as received; at most one of a source is active.

    `activation` counts the snapshots in the order they became active, whatever
    order they were received in; it orders the versions that came and went with
    them. `confirmed_at` is when the issuer last had nothing newer.
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index(
            "uq_snapshot_active",
            "source_code",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
        Index(None, "source_code", "activation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    format: Mapped[str | None]
    reader: Mapped[str | None]
    files: Mapped[list[dict[str, Any]]]
    published_on: Mapped[str | None]
    retrieved_at: Mapped[str]
    confirmed_at: Mapped[str | None]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    listings: Mapped[int]
    delisted: Mapped[int]
    names: Mapped[int]
    report: Mapped[dict[str, Any]]
    reasons: Mapped[list[str]]
    activation: Mapped[int | None]
    activated_at: Mapped[str | None]
    decided_at: Mapped[str | None]
    decided_by: Mapped[str | None]
    decision: Mapped[str | None]


class ListingRow(Base):
    """What stays the same of a designation while its content changes."""

    __tablename__ = "listing"
    __table_args__ = (UniqueConstraint("source_code", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    reference: Mapped[str]
    authority_code: Mapped[str] = mapped_column(ForeignKey("authority.code"))


class VersionRow(Base):
    """What a listing said from one snapshot on until another ended it."""

    __tablename__ = "listing_version"
    __table_args__ = (
        Index(
            "uq_listing_version_open",
            "listing_id",
            unique=True,
            sqlite_where=text("ended_snapshot_id IS NULL"),
            postgresql_where=text("ended_snapshot_id IS NULL"),
        ),
        Index(None, "listing_id", "first_snapshot_id"),
        Index(None, "package_code", "ended_snapshot_id", "delisted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    fingerprint: Mapped[str]
    first_snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    ended_snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    type: Mapped[str]
    primary_name: Mapped[str | None]
    listed_on: Mapped[str | None]
    delisted: Mapped[bool]
    delisted_on: Mapped[str | None]
    package_code: Mapped[str | None] = mapped_column(ForeignKey("package.code"))
    programmes: Mapped[list[str]]
    measures: Mapped[list[str]]
    document: Mapped[dict[str, Any]]


class NameRow(Base):
    """A name as printed, in the order the source prints them."""

    __tablename__ = "name"

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    kind: Mapped[str]
    script: Mapped[str | None]
    printed_by: Mapped[str | None]


class IdentifierRow(Base):
    """A number as printed, and the form in which two prints of it are equal."""

    __tablename__ = "identifier"
    __table_args__ = (Index(None, "kind", "canonical"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    value: Mapped[str]
    canonical: Mapped[str]
    valid: Mapped[bool | None]
    country: Mapped[str | None]
    note: Mapped[str | None]


class ProvenanceRow(Base):
    """Who says what about a listing; what contradicts stands side by side."""

    __tablename__ = "provenance"

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str]
    value: Mapped[str]
    source: Mapped[str]
    quality: Mapped[str]
    retrieved_on: Mapped[str | None]
    note: Mapped[str | None]


class DownloadRow(Base):
    """What the next download of a source has to know, and how the last one went."""

    __tablename__ = "download"

    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"), primary_key=True)
    validators: Mapped[dict[str, Any]]
    checked_at: Mapped[str]
    failure: Mapped[str | None]
    failed_since: Mapped[str | None]


class LinkRow(Base):
    """Two listings that describe one target, and what says so."""

    __tablename__ = "link"
    __table_args__ = (Index(None, "second_id"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    evidence: Mapped[list[dict[str, Any]]]


class BasisRow(Base):
    """What runs rest on, by the SHA-256 of its JSON: lists, settings, versions."""

    __tablename__ = "basis"

    digest: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]


class RunRow(Base):
    """One entry of the record: a screening of any size, a decision, an erasure.

    `position` counts the sealed ones, in the order they were; one that is under way,
    or was broken off, has none and no hash. `body` is the canonical JSON that the hash
    is of; it names the hash of the entry before. `salt` goes with what is erased.
    """

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("position"),
        CheckConstraint("(position IS NULL) = (hash IS NULL)", name="sealed"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    position: Mapped[int | None]
    begun_at: Mapped[str]
    operator: Mapped[str]
    salt: Mapped[bytes | None]
    body: Mapped[str | None]
    hash: Mapped[str | None]


class RunBlockRow(Base):
    """Some rows of a run: a seal of each, and their lines packed; none once erased."""

    __tablename__ = "run_block"

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    first_row: Mapped[int]
    row_count: Mapped[int]
    seals: Mapped[bytes]
    content: Mapped[bytes | None]


class DecisionRow(Base):
    """Which hit a decision on record is of, so that it is found by its customer."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "customer"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    hit: Mapped[str]
    customer: Mapped[str]
    source: Mapped[str]
    reference: Mapped[str]


class PortfolioRow(Base):
    """Customers that are screened together again and again, and the file they are from."""

    __tablename__ = "portfolio"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    file: Mapped[str]
    sha256: Mapped[str]
    customers: Mapped[int]
    synced_at: Mapped[str]
    run_id: Mapped[str]


class ScreenedStateRow(Base):
    """What customers were screened under: the rules, and the lists as one index had them.

    `made_of` names the index, `basis` what the record has of it.
    """

    __tablename__ = "screened_state"
    __table_args__ = (UniqueConstraint("rules", "made_of"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rules: Mapped[str]
    made_of: Mapped[str]
    basis: Mapped[str]


class CustomerBlockRow(Base):
    """Some customers of a portfolio that are always brought to a state together.

    The state is that of each of them but those that are due; none before the first.
    """

    __tablename__ = "customer_block"

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state_id: Mapped[int | None] = mapped_column(ForeignKey("screened_state.id"))


class CustomerRow(Base):
    """A customer as the file has them, and how their last screening ended.

    `due` tells those that came or changed since, `news` those of whom no run has told yet
    how it came out that ended. `found` has the candidates as JSON, and
    `parts` the name taken apart, so that it need not be again.
    """

    __tablename__ = "customer"
    __table_args__ = (Index(None, "portfolio_id", "block"),)

    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(primary_key=True)
    block: Mapped[int]
    row_number: Mapped[int]
    place: Mapped[str]
    fingerprint: Mapped[bytes]
    query: Mapped[str]
    since: Mapped[str]
    due: Mapped[bool]
    news: Mapped[bool]
    outcome: Mapped[str | None]
    found: Mapped[str | None]
    parts: Mapped[str | None]
    screened_at: Mapped[str | None]
    receipt: Mapped[str | None]
