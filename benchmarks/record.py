"""How long it takes to verify the record, and how many bytes a clear row takes on it.

    python -m benchmarks.record [--rows 1000000] [--into docs/performance.md]

A made-up run of clear rows is put on record as a batch puts it there, in SQLite, and
then verified from its first row to its last.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, Target, print_table, table
from benchmarks.measuring import Memory, in_a_process, machine, memory
from screening.domain.answers import Answer, Basis, Outcome
from screening.domain.queries import Query
from screening.evaluation.markdown import markdown_table, put_between_marks, read_marked
from screening.evaluation.report import Table
from screening.provision import ready_registry
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.examining import Examined, examine
from screening.record.lines import row_line
from screening.record.store import Store
from screening.settings import Settings

NAME = "record"
MILLION = 1_000_000
SECONDS_A_MILLION = 30
BYTES_A_ROW = 120
SYLLABLES = (
    "ar vid sel ma to ve i vo ma rit hen rik o li ne sver re dag ny tor vald kel ler mund "
    "quist gaard an ker felt mar ren bach vest heim lind qvarn ode gard brann fjell nils"
).split()
COUNTRIES = "NO SE DK FI DE NL PL FR GB".split()

TOGETHER = 2_000
"""Rows of a block, about as a batch has them."""


def recorded(settings: Settings, rows: int) -> float:
    """Put a run of clear rows on record; the seconds of sealing, packing and writing them."""
    basis = Basis("0", "0", "", "", (), 0)
    seconds = 0.0
    with Store.open(settings) as store:
        entry = Entry(store, settings, "batch")
        for start in range(1, rows + 1, TOGETHER):
            lines = [_line(row, basis) for row in range(start, min(start + TOGETHER, rows + 1))]
            begin = time.perf_counter()
            entry.add(block_of(start, lines, entry.salt))
            seconds += time.perf_counter() - begin
        entry.seal({"basis": keep_basis(store, canonical({})), "outcomes": {"clear": rows}})
    return seconds


def _line(row: int, basis: Basis) -> bytes:
    chance = Random(row)
    first, last = ("".join(chance.choices(SYLLABLES, k=2 + each)) for each in range(2))
    query = Query(
        name=f"{first} {last}".title(),
        birth_date=str(date.fromordinal(chance.randrange(700_000, 732_000))),
        country=chance.choice(COUNTRIES),
        id=f"C-{chance.randrange(10**8):08}",
    )
    return row_line(row, query, Outcome.CLEAR, Answer(query, Outcome.CLEAR, (), (), (), basis))


def verified(settings: Settings) -> tuple[float, Examined, Memory | None]:
    """Verify the record: the seconds that took, what was read, and the memory."""
    begin = time.perf_counter()
    with Store.open(settings) as store:
        examined = examine(store, settings, print)
    return time.perf_counter() - begin, examined, memory()


def figures(rows: int) -> list[Figure]:
    """The figures for a run of some rows."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data_dir=Path(scratch), operator="benchmark")
        ready_registry(settings)
        empty = _size(settings)
        writing = in_a_process(recorded, settings, rows)
        seconds, examined, used = in_a_process(verified, settings)
        size = _size(settings) - empty
    if examined.findings or examined.rows != rows:
        raise SystemExit(f"the record is not whole: {examined}")
    limit = Target(SECONDS_A_MILLION * rows / MILLION)
    found = [
        Figure("verifying", f"{rows:,} rows", seconds, "s", limit),
        Figure(
            "on disk, a clear row", f"{rows:,} rows", size / rows, "bytes", Target(BYTES_A_ROW)
        ),
        Figure("sealing, packing and writing", f"{rows:,} rows", writing, "s"),
    ]
    if used is not None:
        found.append(Figure("memory while verifying", f"{rows:,} rows", used.peak, "MB"))
    return found


def _size(settings: Settings) -> int:
    """Bytes of the registry, once what is in its log is in the file."""
    with Store.open(settings) as store:
        store.emptied()
    assert settings.registry_file is not None
    return settings.registry_file.stat().st_size


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and put it into a document where one is named."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{NAME}")
    add = parser.add_argument
    add("--rows", type=int, default=MILLION, metavar="NUMBER")
    add("--into", type=Path, metavar="DOCUMENT", help="put the table between the marks of it")
    given = parser.parse_args(arguments)
    if given.into is not None:
        read_marked(given.into, NAME)
    done: Table = table("The record", figures(given.rows), machine())
    print_table(done)
    if given.into is not None:
        put_between_marks(given.into, NAME, markdown_table(done))
    return 0


if __name__ == "__main__":
    sys.exit(main())
