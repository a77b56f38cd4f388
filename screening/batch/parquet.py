"""Reading Parquet, a block of rows at a time."""

import io
from collections.abc import Iterator
from itertools import count, islice
from typing import TYPE_CHECKING

from screening.batch.columns import Columns
from screening.batch.rows import Row
from screening.batch.tables import Source, Table
from screening.errors import InputFileError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

LARGEST_IN_MEMORY = 64 << 20  # bytes of what comes through a pipe
BATCH = 10_000  # rows


def read_parquet(source: Source) -> tuple[Table, Columns]:
    """Read a Parquet file, which is looked through to its end before.

    A column of lists is read where several values may stand, joined by `;`. Other
    nested columns are passed over where they are not screened.

    Raises:
        InputFileError: pyarrow is not installed; the file is damaged, or comes through a
            pipe and is large; or a column that is screened cannot be read as text.
    """
    file = source.file
    try:
        import pyarrow as pa
        from pyarrow import parquet

        from screening.batch import arrow_cells
    except ImportError as error:
        raise InputFileError(
            f"{file}: is a Parquet file, and what reads it is not installed; install "
            "screening[arrow], or save it as CSV"
        ) from error
    stream = source.stream
    if not stream.seekable():
        content = stream.read(LARGEST_IN_MEMORY + 1)
        if len(content) > LARGEST_IN_MEMORY:
            raise InputFileError(
                f"{file}: Parquet of more than 64 MB cannot be read from a pipe; name the file"
            )
        stream = io.BytesIO(content)
    try:
        opened = parquet.ParquetFile(stream)
        schema = opened.schema_arrow
        header = tuple(schema.names)
        columns = source.columns(header)
        arrow_cells.refuse_no_text(schema, header, columns, file=file)
        for _ in opened.iter_batches(BATCH):
            pass
    except (pa.ArrowException, OSError) as error:
        raise InputFileError(f"{file}: is no whole Parquet file ({_line(error)})") from error
    return Table(header, _rows(opened, columns), ("format: Parquet",)), columns


def _rows(opened: "ParquetFile", columns: Columns) -> Iterator[Row]:
    from screening.batch.arrow_cells import as_rows

    counted = count(1)
    for batch in opened.iter_batches(BATCH):
        yield from as_rows(batch, list(islice(counted, batch.num_rows)), columns, carried=True)


def _line(error: Exception) -> str:
    return str(error).partition("\n")[0]
