"""Blocks of an Arrow table in, blocks of an Arrow table out.

The one entry for whatever runs a function over the blocks of a table: Spark's
`mapInArrow`, Ray, Dask, DuckDB or a loop over the row groups of a Parquet file.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, count, islice, repeat

import pyarrow as pa

from screening.batch.columns import Columns, guess
from screening.batch.job import Job
from screening.batch.opening import Opening
from screening.batch.rows import ENDING, OUTPUT, Row, Screened, in_blocks, screen_block
from screening.errors import InputFileError
from screening.screener import Screener

TABLE = "the table"
NOT_UTF8 = "holds bytes that are not UTF-8; check how the table was made"
TYPES = {"row": pa.int64(), "score": pa.float64(), "rank": pa.int32()}
SCHEMA = pa.schema([(column, TYPES.get(column, pa.string())) for column in OUTPUT])
"""The columns of the CSV output; what is empty there is null."""

_AS_TEXT = (
    *(pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view),
    *(pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean),
    *(pa.types.is_date, pa.types.is_timestamp, pa.types.is_null),
)


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
            and hold text, numbers or dates.
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
    _refuse_no_text(first.schema, [header[place] for place in columns.places])
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


def _refuse_no_text(schema: pa.Schema, needed: Iterable[str]) -> None:
    for name in needed:
        kind = schema.field(name).type
        plain = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not any(is_kind(plain) for is_kind in _AS_TEXT):
            raise InputFileError(
                f"{TABLE}: the column {name} holds {kind}; make it text, several values with "
                "; between them"
            )


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
        yield from _read(batch.select(header), numbers, columns)


def _read(batch: pa.RecordBatch, numbers: list[int], columns: Columns) -> list[Row]:
    """The rows of a block; one whose text is not UTF-8, which Arrow lets in, has a fault."""
    cells = [
        batch.column(place).cast(pa.string()).fill_null("") if place in columns.places else None
        for place in range(batch.num_columns)
    ]
    try:
        texts = [repeat("") if each is None else each.to_pylist() for each in cells]
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            return [Row(numbers[0], f"row {numbers[0]}", (), NOT_UTF8)]
        singles = (
            _read(batch.slice(at, 1), [number], columns) for at, number in enumerate(numbers)
        )
        return list(chain.from_iterable(singles))
    return [
        Row(number, f"row {number}", each)
        for number, each in zip(numbers, zip(*texts, strict=False), strict=True)
    ]


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
