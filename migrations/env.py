"""Runs the migrations, for the program or for `alembic` on the command line.

The program hands over a connection and ends its transaction itself. On the
command line the registry is the one that SCREENING_DATABASE_URL names.
"""

import os

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from screening.registry.engine import open_engine, writing
from screening.registry.models import Base


def run(connection: Connection) -> None:
    """Run what was asked for inside the connection's transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table by replacing it
    )
    context.run_migrations()


def run_by_hand() -> None:
    """The same for somebody at the command line."""
    if context.is_offline_mode():
        raise CommandError("migrations look at the database; they cannot print SQL alone")
    url = os.environ.get("SCREENING_DATABASE_URL")
    if not url:
        raise CommandError("set SCREENING_DATABASE_URL to the registry to work on")
    with writing(open_engine(url, create=True), rebuilding=True) as connection:
        run(connection)


given: Connection | None = context.config.attributes.get("connection")
if given is None:
    run_by_hand()
else:
    run(given)
