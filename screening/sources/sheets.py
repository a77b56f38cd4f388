"""Reading workbooks: XLSX, XLS and ODS, by sheet and row."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from screening.errors import UnexpectedLayout
from screening.sources.files import BLOCK, ZIP, ListFile, most_unpacked, unpacks_too_far

Cell = str | int | float | bool | date | datetime | time | timedelta

LARGEST_SHEET = 64 * 1024**2  # bytes as received; workbooks are opened whole
LARGEST_UNPACKED = 512 * 1024**2  # bytes of all parts of a workbook
MOST_CELLS = 40_000_000  # of the rectangle that a sheet spans, which is held whole
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']""")
LONGEST_PLACE = 32  # bytes; one may be cut by the end of a block
PROLOGUE = 8 * 1024  # bytes of a part in which it would declare a type or entities
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # encrypted, or packed by an unusual method
    ValueError,
)
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Workbook:
    """An open workbook.

    Raises:
        UnexpectedLayout: the file is damaged, no workbook, or unpacks to more than any.
    """

    def __init__(self, file: ListFile) -> None:
        # late: a look-up does not read workbooks
        from python_calamine import CalamineError, CalamineWorkbook

        self._file = file
        with file.open() as stream:
            content = stream.read(LARGEST_SHEET + 1)
        if len(content) > LARGEST_SHEET:
            raise UnexpectedLayout("is larger than any list is as a workbook", source=file.name)
        if content.startswith(ZIP):
            check_parts(content, file.name)
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(content))
        except (CalamineError, OSError, ValueError) as error:
            raise _damaged(error, file.name) from error

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in order."""
        return list(self._book.sheet_names)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of a sheet with their numbers, from 1; an empty cell is an empty text.

        Raises:
            UnexpectedLayout: the sheet cannot be read.
        """
        from python_calamine import CalamineError

        try:
            read = self._book.get_sheet_by_name(sheet)
            first = read.start[0] if read.start else 0
            yield from enumerate(read.iter_rows(), start=first + 1)
        except (CalamineError, OSError, ValueError) as error:
            raise UnexpectedLayout(
                f"sheet {sheet!r} cannot be read ({error}); get the file again",
                source=self._file.name,
            ) from error


def cell_text(cell: Cell) -> str:
    """A cell as a person sees it: whole numbers without a point, days in ISO form."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def check_parts(content: bytes, name: str) -> None:
    """Refuse a packed workbook that would not fit into memory, before it is opened.

    The parts are unpacked to be counted: the sizes that an archive gives may lie.
    """
    limit, unpacked = most_unpacked(len(content), LARGEST_UNPACKED), 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.infolist():
                with archive.open(part) as stream:
                    block = stream.read(PROLOGUE)
                    if any(each in block for each in DECLARATIONS):
                        raise UnexpectedLayout(
                            f"{part.filename} declares a document type or entities, which no "
                            "workbook needs and attacks do; it is refused",
                            source=name,
                        )
                    rows, columns, rest = 0, 0, b""
                    while block:
                        unpacked += len(block)
                        for letters, row in PLACE.findall(rest + block):
                            rows, columns = max(rows, int(row)), max(columns, _number(letters))
                        if rows * columns > MOST_CELLS:
                            raise UnexpectedLayout(
                                f"{part.filename} spans {rows:,} rows and {columns:,} columns, "
                                "which no list does; delete what stands far outside the table",
                                source=name,
                            )
                        rest = block[-LONGEST_PLACE:]
                        if unpacked > limit:
                            raise unpacks_too_far(limit, name)
                        block = stream.read(BLOCK)
    except UNREADABLE as error:
        raise _damaged(error, name) from error


def _number(letters: bytes) -> int:
    """The number of a column, from 1: `B` is the second, `AA` the one behind `Z`."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _damaged(error: Exception, name: str) -> UnexpectedLayout:
    return UnexpectedLayout(
        f"cannot be read as a workbook ({error}); it is damaged or cut short: get it again",
        source=name,
    )
