"""Reading delimited lists row by row; one shaped unlike the rest stops the reading."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening.errors import UnexpectedLayout
from screening.sources.files import ListFile

LONGEST_FIELD = 8 * 1024**2  # characters; statements of reasons run to many thousand
END_OF_FILE = "\x1a"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the line of the file that it ends on."""

    line: int
    cells: list[str]


def read_rows(
    file: ListFile,
    *,
    delimiter: str = ",",
    encodings: Sequence[str] = ("utf-8-sig",),
) -> Iterator[Row]:
    """The rows of a file that are not empty, in order.

    The byte 0x1A by itself, with which old systems end a file, is no row.

    Args:
        file: a delimited text.
        delimiter: what stands between two cells.
        encodings: those that the issuer uses; the first that fits all bytes counts.

    Raises:
        UnexpectedLayout: a byte is of another encoding, a quote is not closed,
            or the last line has no end, so that something behind it is missing.
    """
    with file.open() as binary:
        encoding = _encoding(file, encodings)
        text = io.TextIOWrapper(binary, encoding=encoding, newline="")
        tail = _Tail(text)
        reader = csv.reader(tail, delimiter=delimiter, strict=True)
        csv.field_size_limit(LONGEST_FIELD)  # of the whole process, so set where it is meant
        try:
            for cells in reader:
                if cells and cells != [END_OF_FILE] and any(cells):
                    yield Row(reader.line_num, cells)
        except csv.Error as error:
            raise UnexpectedLayout(
                f"line {reader.line_num}: {error}; the file is cut short or was changed by "
                "another program: get it as published",
                source=file.name,
            ) from error
        finally:
            text.detach()
        if not tail.last.endswith(("\n", "\r", END_OF_FILE)):
            raise UnexpectedLayout(
                f"line {reader.line_num}: the last line has no end, so the file is cut short; "
                "get it again",
                source=file.name,
            )


def read_records(
    file: ListFile,
    required: Sequence[str],
    *,
    delimiter: str = ",",
    encodings: Sequence[str] = ("utf-8-sig",),
    before_header: int = 0,
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file with a header, by column name, each with its line.

    Args:
        file: a delimited text.
        required: columns that must be there; others may be.
        delimiter: what stands between two cells.
        encodings: those that the issuer uses; the first that fits counts.
        before_header: rows to skip before the header.

    Raises:
        UnexpectedLayout: a column is missing or comes twice, a row has more or
            fewer cells than the header, or `read_rows` refuses the file.
    """
    rows = read_rows(file, delimiter=delimiter, encodings=encodings)
    header: list[str] | None = None
    for number, row in enumerate(rows):
        if number < before_header:
            continue
        if header is None:
            header = [" ".join(cell.split()) for cell in row.cells]
            check_header(file, header, required)
            continue
        if len(row.cells) != len(header):
            raise UnexpectedLayout(
                f"line {row.line}: {len(row.cells)} cells where the header has {len(header)}; "
                "the file is cut short or was changed by another program: get it as published",
                source=file.name,
            )
        yield row.line, dict(zip(header, row.cells, strict=True))
    if header is None:
        raise UnexpectedLayout("has no header; get the file again", source=file.name)


def check_header(file: ListFile, header: Sequence[str], required: Sequence[str]) -> None:
    """Refuse a header that lacks a column or has one twice.

    Raises:
        UnexpectedLayout: it does.
    """
    missing = [column for column in required if column not in header]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if missing or twice:
        lacks = f"lacks the columns {', '.join(missing)}" if missing else ""
        double = f"has the columns {', '.join(twice)} twice" if twice else ""
        raise UnexpectedLayout(
            f"the header {' and '.join(filter(None, (lacks, double)))}; the issuer has changed "
            "the layout, or the file was changed by another program",
            source=file.name,
        )


def unknown_cells(row: Mapping[str, str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Title and text of each cell that says something in a column that is not known."""
    if row.keys() <= known:
        return
    for title, cell in row.items():
        if title not in known and (text := " ".join(cell.split())):
            yield title, text


def first_row(head: bytes, *, delimiter: str = ",", number: int = 0) -> list[str]:
    """A row among the first ones of a file, empty where it is no text of rows.

    Args:
        head: the first bytes of the file; they may end anywhere.
        delimiter: what stands between two cells.
        number: which row, from 0.
    """
    lines = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").splitlines()[: number + 1]
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []
    return [" ".join(cell.split()) for cell in rows[number]] if len(rows) > number else []


class _Tail:
    """Lines of a text, remembering the last one."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.last = "\n"

    def __iter__(self) -> "_Tail":
        return self

    def __next__(self) -> str:
        line = next(self._text)
        if "\0" in line:
            raise csv.Error("a NUL byte, which no text holds")
        self.last = line
        return line


def _encoding(file: ListFile, encodings: Sequence[str]) -> str:
    refusal: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            with file.open() as binary, io.TextIOWrapper(binary, encoding=encoding) as text:
                for _ in text:
                    pass
        except UnicodeDecodeError as error:
            refusal = refusal or error
        else:
            return encoding
    assert refusal is not None
    byte, wanted = refusal.object[refusal.start], encodings[0].removesuffix("-sig")
    raise UnexpectedLayout(
        f"byte 0x{byte:02x} is not {wanted}; "
        "the file was saved by another program: get it as published",
        source=file.name,
    ) from refusal
