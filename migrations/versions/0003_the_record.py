"""The record: what was screened, by whom, against what, with which answer; decisions.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "basis",
        Column("digest", Text, primary_key=True),
        Column("body", Text, nullable=False),
    )
    op.create_table(
        "run",
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("position", Integer),
        Column("begun_at", Text, nullable=False),
        Column("operator", Text, nullable=False),
        Column("salt", LargeBinary),
        Column("body", Text),
        Column("hash", Text),
        sa.UniqueConstraint("position"),
        sa.CheckConstraint("(position IS NULL) = (hash IS NULL)", name="sealed"),
    )
    op.create_table(
        "run_block",
        Column("run_id", Text, ForeignKey("run.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("first_row", Integer, nullable=False),
        Column("row_count", Integer, nullable=False),
        Column("seals", LargeBinary, nullable=False),
        Column("content", LargeBinary),
    )
    op.create_table(
        "decision",
        Column("run_id", Text, ForeignKey("run.id"), primary_key=True),
        Column("hit", Text, nullable=False),
        Column("customer", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("reference", Text, nullable=False),
    )
    op.create_index("ix_decision_customer", "decision", ["customer"])


def downgrade() -> None:
    for name in ("decision", "run_block", "run", "basis"):
        op.drop_table(name)
