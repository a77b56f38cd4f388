"""Customers: portfolios that are kept, and how each customer's last screening ended.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portfolio",
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False),
        Column("file", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("customers", Integer, nullable=False),
        Column("synced_at", Text, nullable=False),
        Column("run_id", Text, nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "screened_state",
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("rules", Text, nullable=False),
        Column("made_of", Text, nullable=False),
        Column("basis", Text, nullable=False),
        sa.UniqueConstraint("rules", "made_of"),
    )
    op.create_table(
        "customer_block",
        Column("portfolio_id", Integer, ForeignKey("portfolio.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("state_id", Integer, ForeignKey("screened_state.id")),
    )
    op.create_table(
        "customer",
        Column("portfolio_id", Integer, ForeignKey("portfolio.id"), primary_key=True),
        Column("reference", Text, primary_key=True),
        Column("block", Integer, nullable=False),
        Column("row_number", Integer, nullable=False),
        Column("place", Text, nullable=False),
        Column("fingerprint", LargeBinary, nullable=False),
        Column("query", Text, nullable=False),
        Column("since", Text, nullable=False),
        Column("due", Boolean, nullable=False),
        Column("news", Boolean, nullable=False),
        Column("outcome", Text),
        Column("found", Text),
        Column("parts", Text),
        Column("screened_at", Text),
        Column("receipt", Text),
    )
    op.create_index("ix_customer_portfolio_id_block", "customer", ["portfolio_id", "block"])


def downgrade() -> None:
    for name in ("customer", "customer_block", "screened_state", "portfolio"):
        op.drop_table(name)
