"""Lists as their issuers publish them: how each state of one came and was judged.

Also who decided on it, what the next download has to know, and which listings
of several authorities describe one target. Revision 0002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

SNAPSHOT_TEXTS = (
    "format",
    "reader",
    "confirmed_at",
    "activated_at",
    "decided_at",
    "decided_by",
    "decision",
)
SNAPSHOT_INDEX = "ix_snapshot_source_code_activation"


def upgrade() -> None:
    op.add_column("registry_state", Column("linked_token", Text))
    op.add_column("source", Column("copy", Boolean, nullable=False, server_default=sa.false()))
    for name in SNAPSHOT_TEXTS:
        op.add_column("snapshot", Column(name, Text))
    for name in ("files", "reasons"):
        op.add_column("snapshot", Column(name, JSON, nullable=False, server_default="[]"))
    op.add_column("snapshot", Column("activation", Integer))
    # until now every snapshot became active as it was received, in the order of the ids
    op.execute(
        "UPDATE snapshot SET activation = id, activated_at = retrieved_at "
        "WHERE state IN ('active', 'superseded')"
    )
    op.create_index(SNAPSHOT_INDEX, "snapshot", ["source_code", "activation"])
    op.add_column("identifier", Column("note", Text))
    op.create_table(
        "download",
        Column("source_code", Text, ForeignKey("source.code"), primary_key=True),
        Column("validators", JSON, nullable=False),
        Column("checked_at", Text, nullable=False),
        Column("failure", Text),
        Column("failed_since", Text),
    )
    op.create_table(
        "link",
        Column("first_id", Integer, ForeignKey("listing.id"), primary_key=True),
        Column("second_id", Integer, ForeignKey("listing.id"), primary_key=True),
        Column("evidence", JSON, nullable=False),
    )
    op.create_index("ix_link_second_id", "link", ["second_id"])


def downgrade() -> None:
    op.drop_table("link")
    op.drop_table("download")
    op.drop_column("identifier", "note")
    op.drop_index(SNAPSHOT_INDEX, "snapshot")
    for name in ("activation", "files", "reasons", *SNAPSHOT_TEXTS):
        op.drop_column("snapshot", name)
    op.drop_column("source", "copy")
    op.drop_column("registry_state", "linked_token")
