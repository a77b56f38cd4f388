"""Reading a workbook: its first sheet that has data and is not hidden.

A spreadsheet shows more than it gives to whoever reads it: an error is an empty cell, a
merged cell is empty but for its first, a long number is rounded. What is screened must
not hang on any of that, so such a row has a fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from screening.batch.columns import Columns
from screening.batch.tables import EMPTY, Record, Source, Table, numbered
from screening.batch.workbook_errors import Place, cell_name, unreadable_cells
from screening.errors import InputFileError, UnexpectedLayout
from screening.sources.files import ZIP
from screening.sources.sheets import LARGEST_SHEET, Cell, cell_text, check_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

TOO_LONG = 10**15  # from here on spreadsheets round
NO_ERRORS = "format: not XLSX; a cell with an error cannot be told from an empty one"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet whose rows are read.

    Args:
        rows: all of them from the first, whose cells begin in the column `left`.
        unreadable: cells that show something and give nothing, and what is wrong.
        merged: cells that are merged with one in a row above, and that one.
    """

    rows: Iterator[list[Cell]]
    left: int
    unreadable: dict[Place, str]
    merged: dict[Place, Place]


def read_workbook(source: Source) -> tuple[Table, Columns]:
    """Read the first sheet of a workbook that has data and is not hidden.

    Formulas give the values they had when it was saved. The first row that is not
    empty is the header.

    Raises:
        InputFileError: it is damaged, locked with a password, too large, no workbook,
            or no sheet has data.
    """
    content = source.stream.read(LARGEST_SHEET + 1)
    book = _opened(content, source.file)
    name, found, others = _first_with_data(book, source.file)
    try:
        unreadable = unreadable_cells(content, name)
    except ValueError as error:
        raise InputFileError(
            f"{source.file}: sheet {name}: {error}; save it again with a spreadsheet program"
        ) from error
    sheet = _Sheet(
        rows=found.iter_rows(),
        left=found.start[1] if found.start else 0,
        unreadable=unreadable or {},
        merged=_merged(found),
    )
    at, header = _header(sheet)
    columns = source.columns(header)
    said = [f"sheet: {name}" + (f"; not read: {', '.join(others)}" if others else "")]
    if unreadable is None:
        said.append(NO_ERRORS)
    rows = numbered(_records(sheet, at, columns), unit="row")
    return Table(header, rows, tuple(said)), columns


def _opened(content: bytes, file: str) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if len(content) > LARGEST_SHEET:
        raise InputFileError(f"{file}: is a workbook of more than 64 MB; save it as CSV")
    try:
        if content.startswith(ZIP):
            check_parts(content, file)
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except UnexpectedLayout as error:
        raise InputFileError(str(error)) from error
    except PasswordError as error:
        raise InputFileError(f"{file}: is locked with a password; save it without") from error
    except (CalamineError, OSError, ValueError) as error:
        raise InputFileError(
            f"{file}: cannot be read as a workbook ({error}); it is damaged, or an archive "
            "of something else that has to be unpacked"
        ) from error


def _first_with_data(
    book: "CalamineWorkbook", file: str
) -> tuple[str, "CalamineSheet", list[str]]:
    """The sheet to read with its name, and the names of the others, hidden ones too."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    for each in book.sheets_metadata:
        if (
            each.visible is not SheetVisibleEnum.Visible
            or each.typ is not SheetTypeEnum.WorkSheet
        ):
            continue
        try:
            sheet = book.get_sheet_by_name(each.name)
        except (CalamineError, OSError, ValueError) as error:
            raise InputFileError(
                f"{file}: the sheet {each.name} cannot be read ({error})"
            ) from error
        if sheet.start is not None:
            return each.name, sheet, [name for name in book.sheet_names if name != each.name]
    raise InputFileError(f"{file}: no sheet that is shown has data")


def _merged(sheet: "CalamineSheet") -> dict[Place, Place]:
    return {
        (row, column): (top, left)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        # of a whole column that is merged no more than the table has
        for row in range(top + 1, min(bottom, sheet.total_height) + 1)
        for column in range(left, min(right, sheet.total_width) + 1)
    }


def _header(sheet: _Sheet) -> tuple[int, tuple[str, ...]]:
    """The place of the first row that is not empty, and its cells."""
    for at, row in enumerate(sheet.rows):
        header = tuple(_text(cell) for cell in row)
        if any(map(str.strip, header)):
            return at, header
    return 0, ()


def _records(sheet: _Sheet, header_at: int, columns: Columns) -> Iterator[Record]:
    screened = sorted(columns.places)
    for at, row in enumerate(sheet.rows, start=header_at + 1):
        cells = tuple(_text(cell) for cell in row)
        fault = _fault(sheet, at, row, screened)
        if fault is None and not any(map(str.strip, cells)):
            fault = EMPTY
        yield Record(at + 1, cells if fault is None else (), fault)


def _fault(sheet: _Sheet, at: int, row: list[Cell], screened: list[int]) -> str | None:
    for column in screened:
        place = (at, column + sheet.left)
        cell = row[column]
        if wrong := sheet.unreadable.get(place):
            return f"the cell {cell_name(place)} {wrong}"
        if above := sheet.merged.get(place):
            return (
                f"the cell {cell_name(place)} is merged with {cell_name(above)}; unmerge them "
                "and fill each"
            )
        is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
        if is_number and abs(cell) >= TOO_LONG:  # type: ignore[operator, arg-type]
            return (
                f"the cell {cell_name(place)} holds a number of more than 15 digits, which "
                "spreadsheets round; keep it as text"
            )
    return None


def _text(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else cell_text(cell)
