"""The table of an own list, row by row, as its map sees it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening.errors import UnexpectedLayout
from screening.sources.delimited import check_header, read_records
from screening.sources.files import ListFile, is_sheet
from screening.sources.own_map import OwnMap
from screening.sources.sheets import Workbook, cell_text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, seen through its map."""

    own: OwnMap
    file: str
    number: int
    cells: Mapping[str, str]

    def column(self, field: str) -> str:
        """Where a field is held, for messages."""
        return f"column {' or '.join(self.own.columns[field])}"

    def one(self, field: str) -> str:
        """The text of a field, of several columns joined by blanks; empty where not said."""
        columns = self.own.columns.get(field, ())
        printed = " ".join(" ".join(self.cells[column].split()) for column in columns).strip()
        return self.own.values.get(field, {}).get(printed.casefold(), printed)

    def several(self, field: str) -> tuple[str, ...]:
        """The values of a field, each once."""
        texts = (
            " ".join(text.split())
            for column in self.own.columns.get(field, ())
            for text in self.cells[column].split(self.own.separator)
        )
        words = self.own.values.get(field, {})
        values = (words.get(text.casefold(), text) for text in texts)
        return tuple(dict.fromkeys(value for value in values if value))

    def said(self, field: str, text: str) -> str:
        """A value and where it stands, for an issue."""
        return f"row {self.number}, {self.column(field)}: {text}"


def read_table(own: OwnMap, file: ListFile) -> Iterator[Row]:
    """The rows of the table that are not empty.

    Raises:
        UnexpectedLayout: a column that the map names is missing, or the table cannot be read.
    """
    rows = _sheet_rows(own, file) if is_sheet(file) else _text_rows(own, file)
    checked = False
    for number, cells in rows:
        if not checked:
            _check(own, file, cells)
            checked = True
        yield Row(own, file.name, number, cells)


def _check(own: OwnMap, file: ListFile, cells: Mapping[str, str]) -> None:
    wanted = [title for titles in own.columns.values() for title in titles]
    missing = [title for title in dict.fromkeys(wanted) if title not in cells]
    if missing:
        raise UnexpectedLayout(
            f"has no column {', '.join(missing)}, which {own.name} names; it has the columns "
            f"{', '.join(filter(None, cells))}: correct [columns], or the delimiter under "
            "[options]",
            source=file.name,
        )


def _text_rows(own: OwnMap, file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    return read_records(file, (), delimiter=own.delimiter, encodings=(own.encoding,))


def _sheet_rows(own: OwnMap, file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    book = Workbook(file)
    sheets = [sheet for sheet in book.sheets if own.sheet in (None, sheet)]
    if len(sheets) != 1:
        raise UnexpectedLayout(
            f"has the sheets {', '.join(book.sheets)}; write which one as sheet under "
            f"[options] of {own.name}",
            source=file.name,
        )
    header: list[str] = []
    for number, row in book.rows(sheets[0]):
        texts = [" ".join(cell_text(cell).split()) for cell in row]
        if not any(texts):
            continue
        if not header:
            header = texts
            check_header(file, header, ())
        else:
            yield number, dict(zip(header, texts, strict=False))
