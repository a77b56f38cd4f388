"""What is on record, as it was put there: entries, rows, and what runs rest on.

What is shown is given as it is stored, and says whether it is what was sealed; what is
built on (`proven_row`) has to be.
"""

import zlib
from collections.abc import Iterator
from typing import Any

from screening.domain.queries import Query
from screening.errors import QueryError, RecordError
from screening.record.chain import read_object
from screening.record.entry import BEGUN
from screening.record.ids import Place, receipt
from screening.record.lines import SEAL_BYTES, query_of, seal, unpacked
from screening.record.store import Store
from screening.records import record

COLUMNS = "id, kind, position, begun_at, operator, salt, body, hash"
SEALED = f"""
    SELECT {COLUMNS} FROM run WHERE position IS NOT NULL AND kind <> '{BEGUN}'
    ORDER BY position DESC LIMIT ?
"""
UNSEALED = f"SELECT {COLUMNS} FROM run WHERE position IS NULL ORDER BY begun_at DESC LIMIT ?"
BLOCKS = (
    "SELECT first_row, row_count, seals, content FROM run_block WHERE run_id = ? {}"
    "ORDER BY number"
)


@record
class Kept:
    """An entry of the record.

    Args:
        run: its id.
        kind: `look-up`, `batch`, `decision` ...
        position: in the chain; None where it was not finished.
        begun_at: ISO, UTC.
        operator: who was at work.
        salt: of its seals; None once erased.
        body: canonical JSON of what it says; None where it says nothing yet.
        hash: of the body; None where it was not finished.
        rows: how many it has.
    """

    run: str
    kind: str
    position: int | None
    begun_at: str
    operator: str
    salt: bytes | None
    body: str | None
    hash: str | None
    rows: int

    @property
    def facts(self) -> dict[str, Any]:
        """What it says; nothing where that cannot be read."""
        return read_object(self.body) or {}

    @property
    def state(self) -> str:
        """In words how it stands: `sealed`, `erased` or `not finished`."""
        if self.salt is None:
            return "erased"
        return "not finished" if self.position is None else "sealed"


@record
class KeptRow:
    """A row of the record.

    Args:
        run: id of the run.
        row: its number, from 1.
        seal: as it is stored.
        line: as it is stored; None once erased.
        intact: whether the line is what was sealed; None once erased.
    """

    run: str
    row: int
    seal: bytes
    line: bytes | None
    intact: bool | None

    @property
    def receipt(self) -> str:
        """The receipt that was handed out for it."""
        return receipt(self.run, self.row, self.seal)

    @property
    def values(self) -> dict[str, Any]:
        """The line's values; nothing where there is none, or none can be read."""
        return read_object(self.line) or {}

    @property
    def query(self) -> Query:
        """What was asked; of a row that is a screening."""
        return query_of(self.values["query"])

    @property
    def found(self) -> list[dict[str, Any]]:
        """Its candidates, best first; none where it is no screening, or was clear."""
        return list(self.values.get("found", ()))


def newest_entries(store: Store, limit: int) -> list[Kept]:
    """The newest entries, the last one first; unfinished ones by when they were begun.

    Without those that only say that a run has begun: the run is there itself.
    """
    found = [*store.rows(SEALED, limit), *store.rows(UNSEALED, limit)]
    made = [_made(store, values) for values in found]
    made.sort(key=lambda each: (each.begun_at, each.position or 0), reverse=True)
    return made[:limit]


def entry_of(store: Store, run: str) -> Kept:
    """The entry of a run.

    Raises:
        QueryError: there is none of that id.
    """
    found = store.row(f"SELECT {COLUMNS} FROM run WHERE id = ?", run)
    if found is None:
        raise QueryError(
            f"nothing on record is called {run}; `screen record` shows the newest", field="id"
        )
    return _made(store, found)


def _made(store: Store, values: tuple[Any, ...]) -> Kept:
    kept = Kept(*(*values, 0))
    rows = kept.facts.get("rows")
    if kept.position is None or not isinstance(rows, int):
        counted = store.row("SELECT SUM(row_count) FROM run_block WHERE run_id = ?", kept.run)
        rows = int(counted[0] or 0) if counted else 0
    return Kept(*(*values, rows))


def rows_of(store: Store, kept: Kept) -> Iterator[KeptRow]:
    """The rows of a run, a block at a time; call within `Store.reading`."""
    for block in store.each(BLOCKS.format(""), kept.run):
        yield from _rows(kept, *block)


def row_of(store: Store, kept: Kept, place: Place) -> KeptRow:
    """The row that an id names.

    Raises:
        QueryError: the run has no such row.
    """
    where = "AND first_row <= ? AND first_row + row_count > ? "
    for block in store.rows(BLOCKS.format(where), kept.run, place.row, place.row):
        for row in _rows(kept, *block):
            if row.row == place.row:
                return row
    raise QueryError(
        f"run {kept.run} has no row {place.row}; it has {kept.rows} rows", field="id"
    )


def proven_row(store: Store, place: Place) -> tuple[Kept, KeptRow]:
    """The row that an id names and its run; it is what was sealed, and fits its receipt.

    Args:
        store: the record.
        place: a row, a receipt or a hit.

    Raises:
        QueryError: there is no such row, or it was erased, or the receipt is not its.
        RecordError: the row is not what was written.
    """
    if place.row is None:
        raise QueryError(
            f"{place.run} is a whole run; say which row of it, such as {place.run}-1",
            field="id",
        )
    name = f"{place.run}-{place.row}"
    try:
        kept = entry_of(store, place.run)
        row = row_of(store, kept, place)
    except QueryError:
        raise QueryError(
            f"nothing is on record as {name}; an answer shows its receipt, and one that was "
            "given with --record off has none",
            field="id",
        ) from None
    if kept.salt is None or row.intact is None:
        raise QueryError(f"what {name} said has been erased", field="id")
    if not row.intact:
        raise RecordError(f"{name} is not what was written: its seal does not fit")
    if place.seal is not None and not row.seal.hex().startswith(place.seal):
        raise QueryError(
            f"the receipt {name}-{place.seal} does not fit its row: either it is mistyped or "
            "the record was changed after it was given out",
            field="id",
        )
    return kept, row


def _rows(
    kept: Kept, first: int, count: int, seals: bytes, content: bytes | None
) -> Iterator[KeptRow]:
    lines: list[bytes] = []
    if content is not None:
        try:
            lines = list(unpacked(content))
        except (zlib.error, TypeError) as error:
            raise RecordError(
                f"run {kept.run}: the rows from {first} on cannot be read; they were "
                "changed (see `screen record verify`)"
            ) from error
    for at in range(count):
        one = seals[at * SEAL_BYTES : (at + 1) * SEAL_BYTES]
        line = lines[at] if at < len(lines) else None
        intact: bool | None = None
        if content is not None:
            intact = line is not None and kept.salt is not None
            intact = intact and seal(kept.salt or b"", line or b"") == one
        yield KeptRow(kept.run, first + at, one, line, intact)


def basis_of(store: Store, kept: Kept) -> str | None:
    """The text of what a run rests on; None where it names nothing, or that is gone."""
    found = store.row("SELECT body FROM basis WHERE digest = ?", kept.facts.get("basis"))
    return None if found is None else str(found[0])
