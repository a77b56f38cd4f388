"""Reading a CSV file row by row, so that no row is lost and none is made up.

Python's reader joins lines for as long as a quote is open. One quote too many
would so hide the rows behind it, and each of them would count as screened; what
looks like that is refused.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, TypeAlias, cast

from screening.batch import columns
from screening.batch.rows import Row
from screening.errors import InputFileError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LONGEST_LINE = 1 << 20  # bytes
PIECE = 1 << 18  # bytes that are decoded together; no more than a line may have
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
    separator, header = _header(lines)
    rows = _numbered(_records(lines, separator, len(header)))
    return Table(separator, header, rows)


def check_table(stream: BinaryIO, *, file: str) -> None:
    """Read a CSV file to its end for what `read_table` would refuse on the way.

    Args:
        stream: as for `read_table`.
        file: what an error calls the file.

    Raises:
        InputFileError: as from `read_table` and its rows.
    """
    lines = _Lines(stream, file)
    separator, header = _header(lines)
    lines.only_quoted = True
    for _ in _records(lines, separator, len(header)):
        pass


class _Lines:
    """The lines of a file as text, decoded and checked in larger pieces.

    `number` is that of the line given last, and `taken` holds those that were given
    since it was last emptied. A line without a quote that begins a row is a row; with
    `only_quoted` it is passed over, as nothing in it can make a file be refused.
    """

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self.file = file
        self.number = 0
        self.taken: list[str] = []
        self.only_quoted = False
        self.texts = self._lines()

    def _lines(self) -> Iterator[str]:
        taken = self.taken
        for text in self._pieces():
            for line in io.StringIO(text, newline="\n"):
                self.number += 1
                if self.only_quoted and not taken and '"' not in line:
                    continue
                taken.append(line)
                yield line

    def _pieces(self) -> Iterator[str]:
        """Texts of whole lines, none or several."""
        held = b""
        while piece := self._read():
            held += piece
            # later lines lie within the piece, which is no longer than a line may be
            first = held.find(b"\n") + 1 or len(held)
            if first > LONGEST_LINE:
                self._refuse(1, f"is longer than 1 MB; {SAVE_AS}")
            end = held.rfind(b"\n") + 1
            yield self._text(held[:end])
            held = held[end:]
        yield self._text(held)

    def _read(self) -> bytes:
        try:
            return cast("io.BufferedIOBase", self._stream).read1(PIECE)
        except OSError as error:
            raise InputFileError(
                f"{self.file}: cannot be read beyond line {self.number} ({error.strerror})"
            ) from error

    def _text(self, lines: bytes) -> str:
        if self.number == 0:
            lines = lines.removeprefix(BOM_UTF8)
        try:
            text = lines.decode()
        except UnicodeDecodeError as error:
            at = error.start
            place = at - lines.rfind(b"\n", 0, at)
            self._refuse(
                lines.count(b"\n", 0, at) + 1,
                f"byte {place} (0x{lines[at]:02X}) is not UTF-8; {SAVE_AS}",
            )
        if (at := text.find("\0")) >= 0:
            self._refuse(
                text.count("\n", 0, at) + 1,
                f"holds a NUL byte, which no text has; {SAVE_AS}",
            )
        return text

    def _refuse(self, ahead: int, why: str) -> NoReturn:
        """Refuse the file for a line that is so many ahead of the one given last."""
        raise InputFileError(f"{self.file} line {self.number + ahead}: {why}") from None


def _header(lines: _Lines) -> tuple[str, tuple[str, ...]]:
    """The separator, and the header of each column."""
    text = _header_text(lines)
    separator = _separator(text)
    try:
        return separator, _cells(text, separator)
    except csv.Error as error:
        raise InputFileError(f"{lines.file} line {lines.number}: {_said(error)}") from None


def _header_text(lines: _Lines) -> str:
    """The first line that is not blank, with those that its quotes reach into."""
    text = next((line for line in lines.texts if line.strip()), None)
    if text is None:
        raise InputFileError(
            f"{lines.file}: the file is empty; it needs a line that names the columns, such as "
            "name, and a line for each name to screen"
        )
    while text.count('"') % 2 and len(text) < LONGEST_LINE:
        more = next(lines.texts, None)
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


_Record: TypeAlias = tuple[int, tuple[str, ...], str | None]
"""What was read between two line ends that are not quoted: first line, cells, fault."""


def _records(lines: _Lines, separator: str, width: int) -> Iterator[_Record]:
    csv.field_size_limit(LONGEST_CELL)  # of the whole process: list readers need more
    reader = csv.reader(lines.texts, delimiter=separator, strict=True)
    taken = lines.taken
    while True:
        taken.clear()
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            first = lines.number - len(taken) + 1
            if len(taken) > 1:  # other rows went into this one: which, nobody can tell
                where = f"{lines.file} lines {first} to {lines.number}"
                raise InputFileError(f"{where}: {_said(error)}") from None
            yield first, (), _said(error)
        else:
            if len(taken) == 1 and len(cells) == width:
                yield lines.number, cells, None
            else:
                fault = _misfit(cells, width) or _swallowed(lines, separator, width)
                yield lines.number - len(taken) + 1, cells, fault


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
    for line, cells, fault in records:
        if fault == EMPTY:
            empty += 1
            continue
        for before in range(line - empty, line):
            number += 1
            yield Row(number, f"line {before}", (), EMPTY)
        empty = 0
        number += 1
        yield Row(number, f"line {line}", cells, fault)


def _said(error: csv.Error) -> str:
    """What Python's reader says, in the words of the owner of a file."""
    for words, meaning in CSV_WORDS:
        if words in str(error):
            return meaning.format(limit=LONGEST_CELL)
    return f"{error}; {SAVE_AS}"
