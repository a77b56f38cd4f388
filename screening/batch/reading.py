"""Reading a CSV file row by row, so that no row is lost and none is made up.

Python's reader joins lines for as long as a quote is open. One quote too many
would so hide the rows behind it, and each of them would count as screened; what
looks like that is refused.
"""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from screening.batch.encodings import UTF_8
from screening.batch.fields import known
from screening.batch.tables import EMPTY, Record, Table, numbered
from screening.batch.texts import LONGEST_LINE, SAVE_AS, Lines
from screening.errors import InputFileError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LONGEST_CELL = 1 << 17  # characters

# What Python's reader says, and what that means to the owner of a file.
CSV_WORDS = (
    ("unexpected end", "a quote is opened and not closed; close it"),
    ("field limit", "a cell has more than {limit:,} characters; is a quote not closed?"),
    ("expected after", "text follows a closing quote; double each quote inside a cell"),
    ("new-line", f"a carriage return stands outside quotes; {SAVE_AS}"),
)


def read_table(stream: BinaryIO, *, file: str, encoding: str | None = UTF_8) -> Table:
    """Read the header of a CSV file, and its rows as they are asked for.

    A row that is wider or narrower than the header, or whose quotes do not fit,
    has a fault. An empty line is a row with a fault too, as it may be a cell of
    a spreadsheet that someone forgot to fill, save at the end of the file.

    Args:
        stream: the file, with or without a byte order mark.
        file: what an error calls the file.
        encoding: as for `Lines`; None to tell it.

    Raises:
        InputFileError: the file is empty, not in its encoding, holds NUL bytes or no
            header, or a quote swallows more than one line; says in which line.
    """
    lines = Lines(stream, file, encoding)
    separator, header = _header(lines)
    rows = numbered(_records(lines, separator, len(header)))
    return Table(header, rows, _how(separator, lines))


def check_table(
    stream: BinaryIO, *, file: str, encoding: str | None = UTF_8
) -> tuple[str, ...]:
    """Read a CSV file to its end for what `read_table` would refuse on the way.

    Args:
        stream: as for `read_table`.
        file: what an error calls the file.
        encoding: as for `read_table`.

    Returns:
        How it was read, as in `Table.said`; of an encoding more than where the first
        byte beyond ASCII stands late.

    Raises:
        InputFileError: as from `read_table` and its rows.
    """
    lines = Lines(stream, file, encoding)
    separator, header = _header(lines)
    lines.only_quoted = True
    for _ in _records(lines, separator, len(header)):
        pass
    return _how(separator, lines)


def _how(separator: str, lines: Lines) -> tuple[str, ...]:
    said = () if separator == "," else (f"separator: {SEPARATORS[separator]}",)
    return said + lines.said


def _header(lines: Lines) -> tuple[str, tuple[str, ...]]:
    """The separator, and the header of each column."""
    text = _header_text(lines)
    separator = _separator(text)
    try:
        return separator, _cells(text, separator)
    except csv.Error as error:
        raise InputFileError(f"{lines.file} line {lines.number}: {_said(error)}") from None


def _header_text(lines: Lines) -> str:
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
        return (known(cells), len(cells))

    return max(SEPARATORS, key=quality)  # the first of equals: a comma


def _cells(text: str, separator: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([text], delimiter=separator, strict=True)))


def _records(lines: Lines, separator: str, width: int) -> Iterator[Record]:
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
            yield Record(first, (), _said(error))
        else:
            if len(taken) == 1 and len(cells) == width:
                yield Record(lines.number, cells)
            else:
                fault = _misfit(cells, width) or _swallowed(lines, separator, width)
                yield Record(lines.number - len(taken) + 1, cells, fault)


def _misfit(cells: tuple[str, ...], width: int) -> str | None:
    if len(cells) == width:
        return None
    if not cells:
        return EMPTY
    return f"{_count(len(cells))} where the header has {width}; check separators and quotes"


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


def _swallowed(lines: Lines, separator: str, width: int) -> str | None:
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


def _said(error: csv.Error) -> str:
    """What Python's reader says, in the words of the owner of a file."""
    for words, meaning in CSV_WORDS:
        if words in str(error):
            return meaning.format(limit=LONGEST_CELL)
    return f"{error}; {SAVE_AS}"
