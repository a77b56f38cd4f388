"""Any sequence of runs verifies, and any byte of it that is changed is found."""

import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from screening.domain.answers import Outcome
from screening.domain.queries import Query
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.examining import examine
from screening.record.findings import Finding
from screening.record.lines import row_line, unpacked, value_line
from screening.record.store import Store
from screening.settings import Settings

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ROWS = st.lists(st.tuples(TEXTS, st.sampled_from(Outcome)), max_size=7)
RUNS = st.lists(st.tuples(ROWS, st.integers(1, 3)), max_size=5)
MANY = tried(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Fresh = Callable[[], Settings]


@pytest.fixture
def fresh(template: Path, tmp_path: Path) -> Fresh:
    """A registry with an empty record, anew for each example."""

    def fresh() -> Settings:
        for each in tmp_path.iterdir():
            each.unlink()
        shutil.copy(template, tmp_path / "registry.sqlite")
        return Settings(data_dir=tmp_path, operator="tester")

    return fresh


def findings(store: Store, settings: Settings) -> list[Finding]:
    found: list[Finding] = []
    examine(store, settings, found.append)
    return found


@given(runs=RUNS)
@MANY
def test_any_sequence_of_runs_verifies(
    fresh: Fresh, runs: list[tuple[list[tuple[str, Outcome]], int]]
) -> None:
    settings = fresh()
    with Store.open(settings) as store:
        for rows, together in runs:
            entry = Entry(store, settings, "look-up")
            lines = [
                row_line(row, Query(name=name), outcome)
                for row, (name, outcome) in enumerate(rows, start=1)
            ]
            for at in range(0, len(lines), together):
                entry.add(block_of(at + 1, lines[at : at + together], entry.salt))
            entry.seal({"basis": keep_basis(store, canonical({"rows": len(rows)}))})

        assert findings(store, settings) == []


PLACES = {
    "run": ("id", "kind", "position", "begun_at", "operator", "salt", "body", "hash"),
    "run_block": ("run_id", "number", "first_row", "row_count", "seals", "content"),
    "basis": ("digest", "body"),
    "decision": ("run_id", "hit", "customer", "source", "reference"),
}
BEARING = {
    # of an entry without rows no seal is salted
    "salt": "WHERE id IN (SELECT run_id FROM run_block)",
    # nothing tells how many blocks a run has that is not finished
    "run_id": "WHERE run_id IN (SELECT id FROM run WHERE position IS NOT NULL)",
}
CELLS = [(table, column) for table, columns in PLACES.items() for column in columns]


def changed(value: Any, at: int, by: int) -> Any:
    """A value of which one byte, letter or digit is another."""
    if isinstance(value, int):
        return value + 100 + by  # which no other row has
    if isinstance(value, str):
        at %= len(value)
        return value[:at] + chr((ord(value[at]) + by) % 128) + value[at + 1 :]
    at %= len(value)
    return value[:at] + bytes([(value[at] + by) % 256]) + value[at + 1 :]


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a registry with three look-ups and a decision on record."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("filled"), operator="tester")
    path = settings.data_dir / "registry.sqlite"
    shutil.copy(template, path)
    with Store.open(settings) as store:
        basis = keep_basis(store, canonical({"engine": "made up"}))
        for _ in range(3):
            entry = Entry(store, settings, "look-up")
            lines = [row_line(row, Query(name="Jane Roe"), Outcome.CLEAR) for row in (1, 2, 3)]
            answered = entry
            entry.add(block_of(1, lines[:2], entry.salt))
            entry.seal({"basis": basis}, block_of(3, lines[2:], entry.salt))
        entry = Entry(store, settings, "decision")
        hit = f"{answered.id}-1.1"
        told = {"hit": hit, "customer_of": "c1", "source": "s1", "reference": "r1"}
        block = block_of(1, [value_line(1, told)], entry.salt)
        values = (entry.id, hit, "c1", "s1", "r1")

        def beside() -> None:
            store.do("INSERT INTO decision VALUES (?, ?, ?, ?, ?)", *values)

        entry.seal({"basis": basis}, block, beside=beside)
        under_way = Entry(store, settings, "batch")
        under_way.add(block_of(1, lines, under_way.salt))
        assert findings(store, settings) == []
    return path


@pytest.mark.parametrize(("table", "column"), CELLS)
@given(data=st.data())
@tried(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_byte_that_is_changed_is_found(
    filled: Path, tmp_path: Path, table: str, column: str, data: st.DataObject
) -> None:
    settings = Settings(data_dir=tmp_path)
    shutil.copy(filled, tmp_path)
    with Store.open(settings) as store:
        store.do("PRAGMA foreign_keys = OFF")
        rows = store.rows(
            f"SELECT rowid, {column} FROM {table} {BEARING.get(column, '')} ORDER BY rowid"
        )
        number, value = data.draw(st.sampled_from([row for row in rows if row[1] is not None]))
        other = changed(
            value, data.draw(st.integers(0, 10_000)), data.draw(st.integers(1, 127))
        )
        store.do(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", other, number)

        assert findings(store, settings) or same_lines(column, value, other)


def same_lines(column: str, value: bytes, other: bytes) -> bool:
    """Whether only the packing is another: a bit of it says nothing of the lines."""
    if column != "content":
        return False
    try:
        return list(unpacked(other)) == list(unpacked(value))
    except zlib.error:
        return False
