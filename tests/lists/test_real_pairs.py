"""What changed between two real states of a list, where they are at hand (MANIFEST.csv)."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from screening.domain.changes import ChangeKind
from screening.fetch.store import Store
from screening.lists.differing import Difference, difference
from screening.lists.importing import import_files
from screening.registry import snapshots
from screening.registry.engine import reading

SHARED = Path(__file__).parents[3] / "shared" / "lists"


def compared(engine: Engine, store: Store, *names: str) -> Difference:
    """The difference of two files, taken in one after the other within the list's limits."""
    paths = [SHARED / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip("needs the real snapshots of ../shared/lists")
    for path in paths:
        list(import_files(engine, store, [path]))
    with reading(engine) as connection:
        newer, older = snapshots.history(connection)
    return difference(engine, store, older, newer)


def counts(found: Difference) -> tuple[int, int]:
    return found.count(ChangeKind.ADDED), found.count(ChangeKind.REMOVED)


def test_the_un_list_from_february_to_august(engine: Engine, store: Store) -> None:
    found = compared(
        engine, store, "un-sc/20260227/consolidated.xml", "un-sc/20260801/consolidated.xml"
    )

    assert counts(found) == (16, 8)
    assert (found.before.state, found.after.state) == ("superseded", "active")
    fields = {each.field for change in found.changes for each in change.fields}
    assert {"names", "birth_dates", "identifiers"} <= fields


def test_the_ofac_list_from_december_to_may(engine: Engine, store: Store) -> None:
    """Without aliases and addresses both wait for a person, who can compare them."""
    found = compared(
        engine, store, "us-ofac/20231228/SDN.CSV.gz", "us-ofac/20240503/SDN.CSV.gz"
    )

    assert counts(found) == (1256, 112)
    assert (found.before.state, found.after.state) == ("quarantined", "quarantined")
