from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from screening.registry.engine import reading, writing
from screening.registry.models import Base
from screening.registry.revisions import alembic_config


def check(registry: Engine, migrations: Path) -> None:
    config = alembic_config(migrations)
    with writing(registry, rebuilding=True) as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_models_and_migrations_agree(registry: Engine, migrations: Path) -> None:
    check(registry, migrations)


def test_a_column_that_no_model_has_would_be_noticed(
    registry: Engine, migrations: Path
) -> None:
    with writing(registry) as connection:
        connection.execute(text("ALTER TABLE listing ADD COLUMN stray TEXT"))

    with pytest.raises(CommandError, match="stray"):
        check(registry, migrations)


def test_every_constraint_has_a_name_to_drop_it_by(registry: Engine) -> None:
    with reading(registry) as connection:
        inspector = inspect(connection)
        for table in Base.metadata.tables:
            assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
            for key in inspector.get_foreign_keys(table):
                assert key["name"] == f"fk_{table}_{key['constrained_columns'][0]}"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE snapshot SET state = 'forgotten'",
        "INSERT INTO registry_state (id, product, uuid, revision, token) "
        "VALUES (2, 'screening', 'another', 0, '')",
        "INSERT INTO snapshot (id, source_code, retrieved_at, sha256, size, state, listings, "
        "delisted, names, report) SELECT id + 1, source_code, retrieved_at, sha256, size, "
        "state, listings, delisted, names, report FROM snapshot",
    ],
    ids=["an unknown state", "a second identity", "a second active snapshot"],
)
def test_the_tables_refuse_what_must_not_be(
    registry: Engine, load: Callable[..., object], change: str
) -> None:
    load([], sha256="a")

    with pytest.raises(IntegrityError), writing(registry) as connection:
        connection.execute(text(change))
