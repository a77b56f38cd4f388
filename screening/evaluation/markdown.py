"""An evaluation as Markdown, put between two marks of a document.

The prose around the marks is somebody's own; what stands between them is this
program's, so that the document and the program agree.
"""

from pathlib import Path

from screening.errors import InputFileError
from screening.evaluation.report import Report, Table
from screening.whole import written


def markdown(report: Report, *, command: str) -> str:
    """The tables of a report; those with names out of labelled files are left out.

    Args:
        report: what to show.
        command: the command line that makes it again.
    """
    facts = dict(report.facts)
    made = f"Made on {facts['made on']} by `{command}` (engine {facts['engine']}, model "
    made += f"{facts['model']}, threshold {facts['threshold']})."
    tables = [markdown_table(table) for table in report.tables if not table.cases]
    return "\n\n".join((made, *tables))


def markdown_table(table: Table) -> str:
    """A table with its title in bold, and its note under it."""
    rows = [table.header, ("---",) * len(table.header), *table.rows]
    lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    said = [f"**{_cell(table.title)}**", "\n".join(lines)]
    return "\n\n".join(said + ([table.note] if table.note else []))


def put_between_marks(path: Path, key: str, text: str) -> None:
    """Replace what stands between `<!-- begin KEY -->` and `<!-- end KEY -->`.

    The document is replaced whole or not at all.

    Args:
        path: the document, in UTF-8.
        key: tells these marks from others.
        text: what is to stand there.

    Raises:
        InputFileError: the document cannot be read, or does not have each mark
            once, the first before the second.
        ScreeningError: it cannot be written.
    """
    begin, end = f"<!-- begin {key} -->", f"<!-- end {key} -->"
    document = read_marked(path, key)
    head, _, rest = document.partition(begin)
    tail = rest.partition(end)[2]
    whole = f"{head}{begin}\n{text}\n{end}{tail}"
    with written(path) as stream:
        stream.write(whole.encode())


def read_marked(path: Path, key: str) -> str:
    """The text of a document that has the marks of a key.

    Asked before the work, so that an hour's figures are not lost to a slip.

    Raises:
        InputFileError: it cannot be read, or does not have each mark once.
    """
    begin, end = f"<!-- begin {key} -->", f"<!-- end {key} -->"
    try:
        document = path.read_bytes().decode()
    except FileNotFoundError:
        raise InputFileError(f"{path}: there is no such file; check the path") from None
    except UnicodeDecodeError:
        raise InputFileError(f"{path}: is not UTF-8") from None
    except OSError as error:
        raise InputFileError(f"{path}: cannot be read ({error.strerror})") from error
    for mark in (begin, end):
        if document.count(mark) != 1:
            many = "no" if mark not in document else "more than one"
            raise InputFileError(f"{path}: has {many} mark {mark}; the table goes between two")
    if document.index(begin) > document.index(end):
        raise InputFileError(f"{path}: the mark {end} stands before {begin}")
    return document


def _cell(text: str) -> str:
    """A cell that cannot break its row."""
    return " ".join(text.split()).replace("|", "\\|")
