"""The rows of a file of customers, in whatever format the batch reads.

The one place where this room opens a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

from screening.batch.inputs import opened as opened_file
from screening.batch.inputs import read_input
from screening.domain.queries import Query
from screening.errors import InputFileError

NO_ID = (
    "{}: no column of customers' own references; name one id (or customer_id, client_ref, "
    "external_id ...), or a customer could not be told from another"
)


class Incoming(NamedTuple):
    """A row of the file.

    Args:
        number: counts rows of data from 1.
        place: where its owner finds it: `line 7`.
        query: what is known of the customer; its `id` is their reference.
    """

    number: int
    place: str
    query: Query


class IncomingFile(NamedTuple):
    """A file that is being read.

    Args:
        said: how it was read, and which column was taken for which field.
        sha256: of its bytes.
        rows: read as they are asked for; may raise `InputFileError`.
    """

    said: tuple[str, ...]
    sha256: str
    rows: Iterator[Incoming]


@contextmanager
def opened(
    path: Path,
    *,
    mapped: Mapping[str, Sequence[str]] | None = None,
    encoding: str | None = None,
    day_first: bool = False,
) -> Iterator[IncomingFile]:
    """Open a file of customers.

    Args:
        path: a file, no pipe: it is read more than once.
        mapped: field to the headers of its columns; others are guessed.
        encoding: of a text; by default it is told from its bytes.
        day_first: whether `03/04/1965` is the third of April; else it is refused.

    Raises:
        InputFileError: it cannot be read as a table with a column of references and
            one of names or identifiers, or a row has no reference or cannot be relied
            on; says where and what to do.
    """
    file = str(path)
    with opened_file(path) as stream:
        if not stream.seekable():
            raise InputFileError(f"{file}: is a pipe; name a file, which can be read twice")
        sha256 = file_digest(cast("BytesIO", stream), "sha256").hexdigest()
        stream.seek(0)
        table, columns = read_input(stream, file=file, encoding=encoding, mapped=mapped)
        columns = replace(columns, day_first=day_first)
        if "id" not in columns.fields:
            raise InputFileError(NO_ID.format(file))
        rows = (
            Incoming(row.number, row.place, columns.query(row.cells))
            if row.fault is None
            else _refused(file, row.place, row.fault)
            for row in table.rows
        )
        yield IncomingFile((*table.said, columns.said), sha256, _with_ids(rows, file))


def _with_ids(rows: Iterator[Incoming], file: str) -> Iterator[Incoming]:
    for row in rows:
        if not row.query.id:
            _refused(file, row.place, "id: there is none; give each customer one")
        yield row


def _refused(file: str, place: str, why: str) -> Incoming:
    raise InputFileError(f"{file} {place}: {why}; nothing was changed")
