"""The registry: who is listed by whom, since when and in which package.

Revision 0001, the first.
"""

import secrets
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
OPEN = sa.text("ended_snapshot_id IS NULL")
ACTIVE = sa.text("state = 'active'")


def upgrade() -> None:
    _state()
    _lists()
    _listings()
    _details()


def downgrade() -> None:
    for name in ("provenance", "identifier", "name", "listing_version", "listing"):
        op.drop_table(name)
    for name in ("snapshot", "package", "source", "authority", "registry_state"):
        op.drop_table(name)


def _key(name: str, target: str) -> Column[int]:
    """Part of a primary key that points to another table."""
    return Column(name, Integer, ForeignKey(target), primary_key=True, autoincrement=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _state() -> None:
    state = op.create_table(
        "registry_state",
        _id(),
        Column("product", Text, nullable=False),
        Column("uuid", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("token", Text, nullable=False),
        Column("seeds_digest", Text),
        Column("seeds_version", Text),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    row = {
        "id": 1,
        "product": "screening",
        "uuid": str(uuid.uuid4()),
        "revision": 0,
        "token": secrets.token_hex(8),
        "seeds_digest": None,
        "seeds_version": None,
    }
    op.bulk_insert(state, [row])


def _lists() -> None:
    op.create_table(
        "authority",
        Column("code", Text, primary_key=True),
        Column("title", Text, nullable=False),
        Column("jurisdiction", Text, nullable=False),
        Column("short", JSON, nullable=False),
    )
    op.create_table(
        "source",
        Column("code", Text, primary_key=True),
        Column("authority_code", Text, ForeignKey("authority.code"), nullable=False),
        Column("title", Text, nullable=False),
        Column("format", Text, nullable=False),
        Column("address", Text),
        Column("licence", Text),
        Column("builtin", Boolean, nullable=False),
    )
    op.create_table(
        "package",
        Column("code", Text, primary_key=True),
        Column("authority_code", Text, ForeignKey("authority.code"), nullable=False),
        Column("title", Text, nullable=False),
        Column("number", Integer),
        Column("announced_on", Text),
        Column("effective_on", Text),
        Column("legal_acts", JSON, nullable=False),
        Column("announced_persons", Integer),
        Column("announced_entities", Integer),
        Column("announced_vessels", Integer),
        Column("announced_export_controlled", Integer),
        Column("announced_other", Text),
        Column("known_from", Text),
        Column("quality", Text),
        Column("confidence", Text),
        Column("notes", Text),
    )
    op.create_table(
        "snapshot",
        _id(),
        Column("source_code", Text, ForeignKey("source.code"), nullable=False),
        Column("published_on", Text),
        Column("retrieved_at", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("state", Text, nullable=False),
        Column("listings", Integer, nullable=False),
        Column("delisted", Integer, nullable=False),
        Column("names", Integer, nullable=False),
        Column("report", JSON, nullable=False),
        sa.CheckConstraint(
            "state IN ('active', 'superseded', 'quarantined', 'rejected')", name="state"
        ),
    )
    op.create_index(
        "uq_snapshot_active",
        "snapshot",
        ["source_code"],
        unique=True,
        sqlite_where=ACTIVE,
        postgresql_where=ACTIVE,
    )


def _listings() -> None:
    op.create_table(
        "listing",
        _id(),
        Column("source_code", Text, ForeignKey("source.code"), nullable=False),
        Column("reference", Text, nullable=False),
        Column("authority_code", Text, ForeignKey("authority.code"), nullable=False),
        sa.UniqueConstraint("source_code", "reference"),
    )
    op.create_table(
        "listing_version",
        _id(),
        Column("listing_id", Integer, ForeignKey("listing.id"), nullable=False),
        Column("fingerprint", Text, nullable=False),
        Column("first_snapshot_id", Integer, ForeignKey("snapshot.id"), nullable=False),
        Column("ended_snapshot_id", Integer, ForeignKey("snapshot.id")),
        Column("type", Text, nullable=False),
        Column("primary_name", Text),
        Column("listed_on", Text),
        Column("delisted", Boolean, nullable=False),
        Column("delisted_on", Text),
        Column("package_code", Text, ForeignKey("package.code")),
        Column("programmes", JSON, nullable=False),
        Column("measures", JSON, nullable=False),
        Column("document", JSON, nullable=False),
    )
    op.create_index(
        "uq_listing_version_open",
        "listing_version",
        ["listing_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    for columns in (
        ["listing_id", "first_snapshot_id"],
        ["package_code", "ended_snapshot_id", "delisted"],
    ):
        name = "_".join(["ix_listing_version", *columns])
        op.create_index(name, "listing_version", columns)


def _details() -> None:
    op.create_table(
        "name",
        _key("version_id", "listing_version.id"),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("text", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("script", Text),
        Column("printed_by", Text),
    )
    op.create_table(
        "identifier",
        _key("version_id", "listing_version.id"),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("canonical", Text, nullable=False),
        Column("valid", Boolean),
        Column("country", Text),
    )
    op.create_index("ix_identifier_kind_canonical", "identifier", ["kind", "canonical"])
    op.create_table(
        "provenance",
        _key("version_id", "listing_version.id"),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("field", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("quality", Text, nullable=False),
        Column("retrieved_on", Text),
        Column("note", Text),
    )
