"""Lines of CSV that no spreadsheet runs."""

import re
from collections.abc import Iterable

# Spreadsheets run a cell that begins so; some trim blanks first, and in Japanese
# ones the wide signs count too.
FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
NEEDS_QUOTES = re.compile(r'[,"\r\n]')


def csv_line(cells: Iterable[str]) -> bytes:
    r"""One line of a CSV file, in UTF-8, ended by `\n`.

    `csv.writer` of Python 3.11 leaves a carriage return unquoted where lines
    end so, and the row would be read as two.
    """
    return encoded(",".join(map(_quoted, cells)) + "\n")


def safe_line(cells: Iterable[str]) -> bytes:
    """One line as `csv_line` makes it; none of its cells is one a spreadsheet would run."""
    return encoded(safe_cells(cells) + "\n")


def encoded(text: str) -> bytes:
    """Text in UTF-8, where half a character is spelled out and nothing is lost."""
    return text.encode("utf-8", "backslashreplace")


def safe_cells(cells: Iterable[str]) -> str:
    """Cells of a line of CSV, joined; none is one that a spreadsheet would run."""
    return ",".join([_quoted(defused(cell)) for cell in cells])


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if FORMULA.match(text) else text


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if NEEDS_QUOTES.search(cell) else cell
