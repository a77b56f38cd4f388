"""Reading workbooks: XLSX, XLS and ODS, by sheet and row."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from screening.errors import UnexpectedLayout
from screening.sources.files import ListFile

Cell = str | int | float | bool | date | datetime | time | timedelta

LARGEST_SHEET = 64 * 1024**2  # bytes as received; workbooks are opened whole


class Workbook:
    """An open workbook.

    Raises:
        UnexpectedLayout: the file is damaged or no workbook.
    """

    def __init__(self, file: ListFile) -> None:
        # late: a look-up does not read workbooks
        from python_calamine import CalamineError, CalamineWorkbook

        self._file = file
        with file.open() as stream:
            content = stream.read(LARGEST_SHEET + 1)
        if len(content) > LARGEST_SHEET:
            raise UnexpectedLayout("is larger than any list is as a workbook", source=file.name)
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(content))
        except (CalamineError, OSError, ValueError) as error:
            raise UnexpectedLayout(
                f"cannot be read as a workbook ({error}); it is damaged or cut short: "
                "get it again",
                source=file.name,
            ) from error

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
