"""Reading a CSV file row by row, so that no row is lost and none is made up.

Python's reader joins lines for as long as a quote is open. One quote too many
would so hide the rows behind it, and each of them would count as screened; what
looks like that is refused.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from screening.batch import columns
from screening.batch.rows import Row
from screening.errors import InputFileError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LONGEST_LINE = 1 << 20  # bytes
LONGEST_CELL = 1 << 17  # characters
EMPTY = "the line is empty; fill it or take it out"
SAVE_AS = "save the file as CSV in UTF-8 and try again"

# What Python's reader says, and what that means to the owner of a file.
CSV_WORDS = (
    ("unexpected end", "a quote is opened and not closed; close it"),
    ("field limit", "a cell has more than {limit:,} characters; is a quote not closed?"),
    ("expected after", "text follows a closing quote; double each quote inside a cell"),
    ("new-line", f"a carriage return stands outside quotes; {SAVE_AS}"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file that is being read.

    Args:
        separator: what stands between its cells.
        header: one text for each column.
        rows: read as they are asked for; may raise `InputFileError`.
    """

    separator: str
    header: tuple[str, ...]
    rows: Iterator[Row]


def read_table(stream: BinaryIO, *, file: str) -> Table:
    """Read the header of a CSV file, and its rows as they are asked for.

    A row that is wider or narrower than the header, or whose quotes do not fit,
    has a fault. An empty line is a row with a fault too, as it may be a cell of
    a spreadsheet that someone forgot to fill, save at the end of the file.

    Args:
        stream: UTF-8, with or without a byte order mark.
        file: what an error calls the file.

    Raises:
        InputFileError: the file is empty, not UTF-8, holds NUL bytes or no
            header, or a quote swallows more than one line; says in which line.
    """
    lines = _Lines(stream, file)
    text = _header_text(lines)
    separator = _separator(text)
    try:
        header = _cells(text, separator)
    except csv.Error as error:
        raise InputFileError(f"{file} line {lines.number}: {_said(error)}") from None
    rows = _numbered(_records(lines, separator, len(header)))
    return Table(separator, header, rows)


class _Lines:
    """The lines of a file as text.

    `taken` are those that were asked for since it was last emptied.
    """

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self.file = file
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._stream.readline(LONGEST_LINE + 1)
        except OSError as error:
            raise InputFileError(
                f"{self.file}: cannot be read beyond line {self.number} ({error.strerror})"
            ) from error
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(self._text(line))
        return self.taken[-1]

    def _text(self, line: bytes) -> str:
        place = f"{self.file} line {self.number}"
        if len(line) > LONGEST_LINE:
            raise InputFileError(f"{place}: is longer than 1 MB; {SAVE_AS}")
        try:
            text = line.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            wrong = line[error.start]
            raise InputFileError(
                f"{place}: byte {error.start + 1} (0x{wrong:02X}) is not UTF-8; {SAVE_AS}"
            ) from None
        if "\0" in text:
            raise InputFileError(f"{place}: holds a NUL byte, which no text has; {SAVE_AS}")
        return text


def _header_text(lines: _Lines) -> str:
    """The first line that is not blank, with those that its quotes reach into."""
    text = next((line for line in lines if line.strip()), None)
    if text is None:
        raise InputFileError(
            f"{lines.file}: the file is empty; it needs a line that names the columns, such as "
            "name, and a line for each name to screen"
        )
    while text.count('"') % 2 and len(text) < LONGEST_LINE:
        more = next(lines, None)
        if more is None:
            break
        text += more
    return text


def _separator(header: str) -> str:
    """What splits the header best: into most columns we know, then into most."""

    def quality(separator: str) -> tuple[int, int]:
        try:
            cells = _cells(header, separator)
        except csv.Error:
            return (0, 0)
        return (columns.known(cells), len(cells))

    return max(SEPARATORS, key=quality)  # the first of equals: a comma


def _cells(text: str, separator: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([text], delimiter=separator, strict=True)))


@dataclass(frozen=True, slots=True)
class _Record:
    """What was read between two line ends that are not quoted."""

    line: int
    cells: tuple[str, ...]
    fault: str | None


def _records(lines: _Lines, separator: str, width: int) -> Iterator[_Record]:
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: list readers need more
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.taken.clear()
        first = lines.number + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) > 1:  # other rows went into this one: which, nobody can tell
                where = f"{lines.file} lines {first} to {lines.number}"
                raise InputFileError(f"{where}: {_said(error)}") from None
            yield _Record(first, (), _said(error))
        else:
            fault = _misfit(cells, width) or _swallowed(lines, separator, width)
            yield _Record(first, cells, fault)


def _misfit(cells: tuple[str, ...], width: int) -> str | None:
    if len(cells) == width:
        return None
    if not cells:
        return EMPTY
    return f"{_count(len(cells))} where the header has {width}; check separators and quotes"


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


def _swallowed(lines: _Lines, separator: str, width: int) -> str | None:
    """Whether a line within quotes looks like a row that a stray quote has hidden."""
    last = lines.number
    first = last - len(lines.taken) + 1
    for number, line in enumerate(lines.taken[1:], start=first + 1):
        if line.count(separator) == width - 1:
            return (
                f"a quoted cell runs from line {first} to line {last}, and line {number} may "
                "be a row of its own; close the quote or take the line breaks out of the cell"
            )
    return None


def _numbered(records: Iterator[_Record]) -> Iterator[Row]:
    """Rows with their numbers, without the empty lines at the end of the file."""
    number = 0
    empty = 0  # lines since the last row that was not
    for record in records:
        if record.fault == EMPTY:
            empty += 1
            continue
        for line in range(record.line - empty, record.line):
            number += 1
            yield Row(number, f"line {line}", (), EMPTY)
        empty = 0
        number += 1
        yield Row(number, f"line {record.line}", record.cells, record.fault)


def _said(error: csv.Error) -> str:
    """What Python's reader says, in the words of the owner of a file."""
    for words, meaning in CSV_WORDS:
        if words in str(error):
            return meaning.format(limit=LONGEST_CELL)
    return f"{error}; {SAVE_AS}"
