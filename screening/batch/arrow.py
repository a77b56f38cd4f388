"""Blocks of an Arrow table in, blocks of an Arrow table out.

The one entry for whatever runs a function over the blocks of a table: Spark's
`mapInArrow`, Ray, Dask, DuckDB or a loop over the row groups of a Parquet file.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, count, islice

import pyarrow as pa

from screening.batch.arrow_cells import as_rows, refuse_no_text
from screening.batch.columns import Columns, guess
from screening.batch.job import Job
from screening.batch.opening import Opening
from screening.batch.rows import ENDING, OUTPUT, Row, Screened, in_blocks, screen_block
from screening.errors import InputFileError
from screening.screener import Screener

TABLE = "the table"
TYPES = {"row": pa.int64(), "score": pa.float64(), "rank": pa.int32()}
SCHEMA = pa.schema([(column, TYPES.get(column, pa.string())) for column in OUTPUT])
"""The columns of the CSV output; what is empty there is null."""


def screen_batches(
    batches: Iterable[pa.RecordBatch],
    opening: Opening,
    *,
    limit: int = 10,
    numbered_by: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Screen the rows of a table, as `screen_file` screens those of a file.

    Nothing is defused, as nothing of Arrow is run by a spreadsheet. The screener is
    opened once in a process and stays open for later calls.

    Args:
        batches: blocks of one table, of any size; its columns are told by their names
            and hold text, numbers or dates, or lists of them where several values may stand.
        opening: how to open the screener.
        limit: most hits and reviews to give for a row, from 1.
        numbered_by: a column of whole numbers that `row` repeats. By default rows are
            counted from 1 within this call, which in a table of several partitions
            is within each of them.

    Yields:
        Blocks of `SCHEMA`, in the order of the input.

    Raises:
        InputFileError: there is no column of names or identifiers, or one that is
            needed cannot be read as text.
        IndexFileError: the screener cannot be opened.
    """
    each = iter(batches)
    first = next(each, None)
    if first is None:
        return
    header = [name for name in first.schema.names if name != numbered_by]
    columns = guess(header, file=TABLE)
    refuse_no_text(first.schema, header, columns, file=TABLE)
    if numbered_by is not None:
        _refuse_no_number(first.schema, numbered_by)
    job = Job(columns, limit)
    rows = _rows(chain([first], each), columns, header, numbered_by)
    for block in in_blocks(rows):
        yield _batch(screen_block(block, job, opened(opening)))


@lru_cache(maxsize=1)  # more than one, and the lists of yesterday would stay in memory
def opened(opening: Opening) -> Screener:
    """The screener of an opening, opened once in a process and kept for the next call."""
    return opening.screener()


def _refuse_no_number(schema: pa.Schema, name: str) -> None:
    if name not in schema.names or not pa.types.is_integer(schema.field(name).type):
        raise InputFileError(f"{TABLE}: no column of whole numbers is called {name}")


def _rows(
    batches: Iterable[pa.RecordBatch],
    columns: Columns,
    header: list[str],
    numbered_by: str | None,
) -> Iterator[Row]:
    counted = count(1)
    for batch in batches:
        if numbered_by is None:
            numbers = list(islice(counted, batch.num_rows))
        else:
            numbers = batch.column(numbered_by).to_pylist()
            if None in numbers:
                raise InputFileError(
                    f"{TABLE}: the column {numbered_by} has no number in a row"
                )
        yield from as_rows(batch.select(header), numbers, columns)


def _batch(screened: list[Screened]) -> pa.RecordBatch:
    lines = [
        each.asked + told + each.ending[: len(ENDING)]
        for each in screened
        for told in each.told
    ]
    columns = [
        pa.array([cell or None for cell in column], pa.string()).cast(field.type)
        for field, column in zip(SCHEMA, zip(*lines, strict=True), strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
