"""Reading the labelled files of an evaluation: CSV or CSV.gz, whole, column by name.

An evaluation of half a file would be a figure of nobody knows what, so a row
that cannot be read stops it, with the file, the row and the field.
"""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.batch.reading import read_table
from screening.batch.rows import Row
from screening.batch.tables import Table
from screening.errors import InputFileError

Columns = Mapping[str, Sequence[str]]
"""Field, and what its column may be called, the first word being the usual one."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that an evaluation rests on.

    Args:
        path: as it was named.
        sha256: of its bytes.
        rows: rows of data that were used.
    """

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a labelled file.

    Args:
        place: file and line, as an error names them.
        row: counts rows of data from 1.
        values: field to text without blanks around it; a blank cell is left out.
    """

    place: str
    row: int
    values: Mapping[str, str]

    def get(self, field: str) -> str | None:
        """The text of a field, None where the cell is blank or there is no column."""
        return self.values.get(field)

    def required(self, field: str) -> str:
        """The text of a field that every row has to have.

        Raises:
            InputFileError: the cell is blank.
        """
        text = self.values.get(field)
        if text is None:
            raise self.wrong(field, "is blank")
        return text

    def wrong(self, field: str, what: str) -> InputFileError:
        """An error that names file, row and field."""
        return InputFileError(f"{self.place} (row {self.row}), {field}: {what}")


def read(
    path: Path,
    columns: Columns,
    *,
    required: Sequence[str],
    where: Mapping[str, str] | None = None,
) -> tuple[FileRead, list[Cells]]:
    """Every row of a file, by field.

    Args:
        path: a CSV file in UTF-8, gzipped where its name ends in `.gz`.
        columns: the fields to read; other columns are passed over.
        required: fields whose column has to be there.
        where: keeps only rows whose column, by its own header, has a value.

    Raises:
        InputFileError: it cannot be read, lacks a column, has two of one field,
            a row with a fault, or no row.
    """
    data = _bytes(path)
    table = read_table(io.BytesIO(_unpacked(path, data)), file=str(path))
    places = _places(table, columns, required, path)
    keep = {_column(table, name, path): value for name, value in (where or {}).items()}
    rows = list(_rows(table, places, keep, path))
    if not rows:
        kept = " with " + ", ".join(f"{k}={v}" for k, v in where.items()) if where else ""
        raise InputFileError(f"{path}: has no row of data{kept}; nothing can be evaluated")
    return FileRead(str(path), hashlib.sha256(data).hexdigest(), len(rows)), rows


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputFileError(f"{path}: there is no such file; check the path") from None
    except OSError as error:
        raise InputFileError(f"{path}: cannot be read ({error.strerror})") from error


def _unpacked(path: Path, data: bytes) -> bytes:
    if path.suffix != ".gz":
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputFileError(f"{path}: is no whole gzip file ({error})") from None


def _places(
    table: Table, columns: Columns, required: Sequence[str], path: Path
) -> dict[str, int]:
    """Field to the place of its column."""
    found: dict[str, int] = {}
    words = {word: field for field, called in columns.items() for word in called}
    for place, header in enumerate(table.header):
        field = words.get(header.strip().lower())
        if field is None:
            continue
        if field in found:
            raise InputFileError(
                f"{path}: the columns {table.header[found[field]]} and {header} both mean "
                f"{field}; take out one of them"
            )
        found[field] = place
    for field in required:
        if field not in found:
            raise InputFileError(
                f"{path}: no column is called {' or '.join(columns[field])}; line 1 has to "
                "name the columns"
            )
    return found


def _column(table: Table, name: str, path: Path) -> int:
    if name not in table.header:
        raise InputFileError(
            f"{path}: no column is called {name!r}; there are {', '.join(table.header)}"
        )
    return table.header.index(name)


def _rows(
    table: Table, places: Mapping[str, int], keep: Mapping[int, str], path: Path
) -> Iterator[Cells]:
    for row in table.rows:
        _refuse_fault(row, path)
        if any(row.cells[place].strip() != value for place, value in keep.items()):
            continue
        texts = {field: row.cells[place].strip() for field, place in places.items()}
        values = {field: text for field, text in texts.items() if text}
        yield Cells(f"{path} {row.place}", row.number, values)


def _refuse_fault(row: Row, path: Path) -> None:
    if row.fault is not None:
        raise InputFileError(f"{path} {row.place} (row {row.number}): {row.fault}")
