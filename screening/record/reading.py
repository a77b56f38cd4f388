"""Reads a row back from the record, and makes sure it is still what was written."""

import json
import zlib
from typing import Any, NamedTuple

from screening.domain.queries import Query
from screening.errors import QueryError, RecordError
from screening.record.ids import Place
from screening.record.lines import SEAL_BYTES, seal, unpacked
from screening.record.store import Store
from screening.records import record

BLOCK = """
    SELECT run.salt, run.body, run_block.first_row, run_block.row_count, run_block.seals,
        run_block.content
    FROM run JOIN run_block ON run_block.run_id = run.id
    WHERE run.id = ? AND run_block.first_row <= ?
    ORDER BY run_block.first_row DESC LIMIT 1
"""


class _Block(NamedTuple):
    """The block a row is in, as the database has it."""

    salt: bytes | None
    body: str | None
    first: int
    rows: int
    seals: bytes
    content: bytes | None


@record
class KeptRow:
    """A row on record.

    Args:
        run: id of its run.
        number: its number there, from 1.
        line: what was written, as `lines.row_line` does.
        facts: what its run says of itself; of one under way what is known so far.
    """

    run: str
    number: int
    line: dict[str, Any]
    facts: dict[str, Any]

    @property
    def query(self) -> Query:
        """What was asked."""
        asked = dict(self.line["query"])
        return Query(**asked | {"aliases": tuple(asked.get("aliases", ()))})

    @property
    def found(self) -> list[dict[str, Any]]:
        """Its candidates, best first; none where it is no screening, or was clear."""
        return list(self.line.get("found", ()))


def kept_row(store: Store, place: Place) -> KeptRow:
    """The row that an id names.

    Args:
        store: the record.
        place: a row, a receipt or a hit.

    Raises:
        QueryError: there is no such row, or it was erased, or the receipt is not its.
        RecordError: the row is not what was written.
    """
    number = place.row
    if number is None:
        raise QueryError(
            f"{place.run} is a whole run; say which row of it, such as {place.run}-1",
            field="id",
        )
    name = f"{place.run}-{number}"
    block = _block_of(store, place.run, number, name)
    if block.content is None or block.salt is None:
        raise QueryError(f"what {name} said has been erased", field="id")
    offset = number - block.first
    kept = block.seals[offset * SEAL_BYTES : (offset + 1) * SEAL_BYTES]
    line = _line(block, offset, name)
    if seal(block.salt, line) != kept:
        raise RecordError(f"{name} is not what was written: its seal does not fit")
    if place.seal is not None and not kept.hex().startswith(place.seal):
        raise QueryError(
            f"the receipt {name}-{place.seal} does not fit its row: either it is mistyped or "
            "the record was changed after it was given out",
            field="id",
        )
    return KeptRow(place.run, number, json.loads(line), json.loads(block.body or "{}"))


def basis_of(store: Store, row: KeptRow) -> dict[str, Any]:
    """What the answer in a row rests on.

    Raises:
        QueryError: its run is under way and does not say yet.
        RecordError: what it names is not on record.
    """
    digest = row.facts.get("basis")
    if digest is None:
        raise QueryError(
            f"the run {row.run} does not say what it rests on; where it is under way, wait "
            "until it has ended, and where it was broken off, screen again",
            field="id",
        )
    found = store.row("SELECT body FROM basis WHERE digest = ?", digest)
    if found is None:
        raise RecordError(f"what the run {row.run} rests on is not on record any more")
    basis: dict[str, Any] = json.loads(found[0])
    return basis


def _block_of(store: Store, run: str, number: int, name: str) -> _Block:
    found = store.row(BLOCK, run, number)
    block = None if found is None else _Block(*found)
    if block is None or number >= block.first + block.rows:
        raise QueryError(
            f"nothing is on record as {name}; an answer shows its receipt, and one that was "
            "given with --record off has none",
            field="id",
        )
    return block


def _line(block: _Block, offset: int, name: str) -> bytes:
    try:
        return list(unpacked(block.content or b""))[offset]
    except (zlib.error, IndexError) as error:
        raise RecordError(f"{name} is not what was written: it cannot be read") from error
