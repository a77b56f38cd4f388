"""Revision 0002, from a registry that the program before it has made, and back."""

import json
import shutil
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, inspect, text

from screening.domain.listings import Listing, fingerprint, to_document
from screening.domain.lists import Source
from screening.domain.targets import Identifier, ListedName, TargetType
from screening.registry import links, snapshots
from screening.registry.engine import as_json, open_engine, reading, writing
from screening.registry.migrate import create, upgrade
from screening.registry.queries import by_reference, list_statuses
from screening.registry.revisions import RegistryAge, alembic_config, state_of
from screening.registry.snapshots import as_of
from screening.registry.stamp import HEAD
from tests.conftest import active_versions, take_in

SOURCE = Source("eu-test", "eu", "A made-up list", "test")
NEW = {"linked_token", "copy", "note", "activation", "files", "reasons", "confirmed_at"}


def person(reference: str, *names: str) -> Listing:
    return Listing(
        *(reference, "eu", TargetType.PERSON, tuple(map(ListedName, names))),
        identifiers=(Identifier("passport", "ZZ 1", "ZZ1"),),
    )


A, B, B_LATER = (
    person("EU.A", "Arvid"),
    person("EU.B", "Selma"),
    person("EU.B", "Selma", "Zelma"),
)
VERSIONS = [(A, 1, 1, 2), (B, 2, 1, 2), (B_LATER, 2, 2, None)]
"""Listing, its id, the snapshot that it came with and the one that ended it."""


def put(connection: Connection, table: str, **values: object) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(
        f"CAST(:{name} AS jsonb)"
        if isinstance(value, (dict, list)) and connection.dialect.name == "postgresql"
        else f":{name}"
        for name, value in values.items()
    )
    given = {
        name: as_json(value) if isinstance(value, (dict, list)) else value
        for name, value in values.items()
    }
    connection.execute(text(f'INSERT INTO "{table}" ({columns}) VALUES ({places})'), given)


def fill_as_0001_did(connection: Connection) -> None:
    put(connection, "authority", code="eu", title="Council", jurisdiction="EU", short=[])
    put(
        *(connection, "source"),
        code="eu-test", authority_code="eu", title=SOURCE.title, format="test", builtin=False,
    )  # fmt: skip
    for number, day, state in ((1, "2026-01-01", "superseded"), (2, "2026-02-01", "active")):
        put(
            *(connection, "snapshot"),
            id=number, source_code="eu-test", published_on=day, sha256=f"hash {number}",
            retrieved_at=f"{day}T08:00:00Z", size=1, state=state, listings=2, delisted=0,
            names=2, report={"read": 2},
        )  # fmt: skip
    for number, reference in ((1, "EU.A"), (2, "EU.B")):
        put(
            *(connection, "listing"),
            id=number, source_code="eu-test", reference=reference, authority_code="eu",
        )  # fmt: skip
    for version, (listing, number, since, until) in enumerate(VERSIONS, 1):
        put(
            *(connection, "listing_version"),
            id=version, listing_id=number, fingerprint=fingerprint(listing), type="person",
            first_snapshot_id=since, ended_snapshot_id=until, delisted=False, programmes=[],
            measures=[], primary_name=listing.names[0].text, document=to_document(listing),
        )  # fmt: skip
        put(
            *(connection, "identifier"),
            version_id=version, position=0, kind="passport", value="ZZ 1", canonical="ZZ1",
        )  # fmt: skip


@pytest.fixture
def older(migrations: Path, tmp_path: Path) -> Path:
    """The migrations as they were before this revision."""
    folder = shutil.copytree(
        migrations,
        tmp_path / "older",
        ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*"),
    )
    return Path(folder)


@pytest.fixture
def registry_of_0001(registry_url: str, older: Path) -> Engine:
    create(registry_url, older, fill_as_0001_did)
    return open_engine(registry_url)


def go_to(engine: Engine, migrations: Path, revision: str) -> None:
    config = alembic_config(migrations)
    with writing(engine, rebuilding=True) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if revision == "0001" else command.upgrade)(config, revision)


def rows(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table, without what this revision adds."""
    with reading(engine) as connection:
        found = {}
        for table in set(inspect(connection).get_table_names()) - {"alembic_version"}:
            every = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            kept = [
                {key: str(value) for key, value in row.items() if value not in (None, [], "[]")}
                for row in every
            ]
            new = NEW | {"activated_at"}
            found[table] = sorted(
                json.dumps({key: row[key] for key in row if key not in new}, sort_keys=True)
                for row in kept
            )
        return {table: lines for table, lines in found.items() if lines}


def test_what_was_loaded_before_still_answers(
    registry_of_0001: Engine, registry_url: str, migrations: Path
) -> None:
    upgraded = upgrade(registry_url, migrations)

    assert (upgraded.before, upgraded.after) == ("0001", HEAD)
    assert state_of(registry_of_0001, migrations) is RegistryAge.CURRENT
    with reading(registry_of_0001) as connection:
        assert [one for _, one in active_versions(connection) if not one.delisted] == [B_LATER]
        assert [each.listing for each in by_reference(connection, "EU.B")] == [B_LATER, B]
        (status,) = list_statuses(connection)
        assert (status.snapshot, status.source) == ("2", SOURCE)
        assert not links.are_current(connection)


def test_the_snapshots_of_before_were_active_in_the_order_they_came(
    registry_of_0001: Engine, registry_url: str, migrations: Path
) -> None:
    upgrade(registry_url, migrations)

    with reading(registry_of_0001) as connection:
        held = snapshots.history(connection)
    assert [(each.id, each.activation, each.activated_at) for each in held] == [
        (2, 2, "2026-02-01T08:00:00Z"),
        (1, 1, "2026-01-01T08:00:00Z"),
    ]
    assert {(each.files, each.reasons, each.reader, each.format) for each in held} == {
        ((), (), None, None)
    }
    assert [each.id for each in as_of(held, "2026-01-15")] == [1]


def test_lists_go_on_from_where_they_were(
    registry_of_0001: Engine, registry_url: str, migrations: Path
) -> None:
    upgrade(registry_url, migrations)

    with writing(registry_of_0001) as connection:
        same = take_in(connection, SOURCE, [B_LATER], sha256="hash 2")
        loaded = take_in(connection, SOURCE, [A, B_LATER], sha256="hash 3")

    assert same.already
    assert (loaded.snapshot, loaded.added, loaded.unchanged) == ("3", 1, 1)


def test_a_registry_goes_back_and_forth_without_loss(
    registry_of_0001: Engine, registry_url: str, migrations: Path, older: Path
) -> None:
    before = rows(registry_of_0001)

    upgrade(registry_url, migrations)
    assert rows(registry_of_0001) == before
    go_to(registry_of_0001, migrations, "0001")
    assert rows(registry_of_0001) == before
    assert state_of(registry_of_0001, older) is RegistryAge.CURRENT
    with reading(registry_of_0001) as connection:
        tables = inspect(connection)
        assert not {"link", "download"} & set(tables.get_table_names())
        for table in ("snapshot", "source", "identifier", "registry_state"):
            assert not NEW & {column["name"] for column in tables.get_columns(table)}
    go_to(registry_of_0001, migrations, HEAD)

    assert rows(registry_of_0001) == before
    with reading(registry_of_0001) as connection:
        assert [each.activation for each in snapshots.history(connection)] == [2, 1]


def test_what_was_held_back_before_a_way_back_was_never_the_list(
    registry_of_0001: Engine, registry_url: str, migrations: Path
) -> None:
    with writing(registry_of_0001) as connection:
        connection.execute(text("UPDATE snapshot SET state = 'quarantined' WHERE id = 2"))

    upgrade(registry_url, migrations)

    with reading(registry_of_0001) as connection:
        assert snapshots.snapshot(connection, 2).activation is None
