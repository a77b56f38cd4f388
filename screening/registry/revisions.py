"""How old a registry's tables are, measured against the migrations at hand."""

from enum import StrEnum
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, inspect, select, table

from screening.errors import RegistryError
from screening.registry.address import file_of, is_there, safe_url
from screening.registry.engine import reading
from screening.registry.stamp import PRODUCT

STATE = table("registry_state", column("product"))
REVISION = table("alembic_version", column("version_num"))
"""As much of the tables as every revision has; the models only fit the newest."""


class RegistryAge(StrEnum):
    """What a database is to this program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


REFUSALS = {
    RegistryAge.NEWER: "the registry was made by a newer version of this program; upgrade "
    "the program, or set another registry",
    RegistryAge.FOREIGN: "this database belongs to another program; set another one",
}


def alembic_config(migrations: Path) -> Config:
    """Alembic's settings for a folder of migrations, without an ini file."""
    config = Config()
    # the percent sign starts a reference in Alembic's settings
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def head_of(migrations: Path) -> str:
    """The newest revision in a folder of migrations."""
    head = ScriptDirectory.from_config(alembic_config(migrations)).get_current_head()
    assert head is not None, f"{migrations} holds no revision"
    return head


def state_of(engine: Engine, migrations: Path) -> RegistryAge:
    """What the engine's database is to this program; nothing is changed.

    A file that is not there counts as empty, and is not made.

    Raises:
        RegistryError: the database cannot be opened.
    """
    path = file_of(engine.url)
    if path is not None and not is_there(path) and is_there(path.parent):
        return RegistryAge.EMPTY
    with reading(engine) as connection:
        return state_within(connection, migrations)


def state_within(connection: Connection, migrations: Path) -> RegistryAge:
    """The same as `state_of`, as seen by a transaction."""
    revision = revision_within(connection)
    if STATE.name not in _tables(connection) or revision is None:
        others = _tables(connection) - {REVISION.name}
        return RegistryAge.FOREIGN if others or revision else RegistryAge.EMPTY
    if PRODUCT not in connection.scalars(select(STATE.c.product)).all():
        return RegistryAge.FOREIGN
    scripts = ScriptDirectory.from_config(alembic_config(migrations))
    if revision == scripts.get_current_head():
        return RegistryAge.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return RegistryAge.OLDER if revision in known else RegistryAge.NEWER


def revision_within(connection: Connection) -> str | None:
    """The revision the tables are at, None where none is noted."""
    if REVISION.name not in _tables(connection):
        return None
    return connection.scalars(select(REVISION.c.version_num)).first()


def refuse_unfit(age: RegistryAge, url: str) -> None:
    """Stop at a database that this program must not touch.

    Raises:
        RegistryError: it is another program's, or a newer version's.
    """
    if age in REFUSALS:
        raise RegistryError(f"{safe_url(url)}: {REFUSALS[age]}")


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
