"""A CSV file of names in, a CSV file of answers out."""

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from screening.batch.columns import Columns, guess
from screening.batch.lines import Lines, screened_lines
from screening.batch.opening import Opening
from screening.batch.reading import SEPARATORS, Table, check_table, read_table
from screening.batch.rows import OUTPUT, Row, in_blocks
from screening.batch.writing import csv_line
from screening.domain.answers import Outcome
from screening.errors import InputFileError
from screening.screener import Screener
from screening.whole import status_of, written

GRAVEST_FIRST = (
    Outcome.ERROR,
    Outcome.HIT,
    Outcome.INVALID,
    Outcome.REVIEW,
    Outcome.SUPPRESSED,
    Outcome.CLEAR,
)

WORTHWHILE = 10_000
"""Rows from which several processes are done sooner than one: to start them takes as
long as some thousand rows."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch came to.

    Args:
        rows: rows of data that were read.
        outcomes: how many of them ended how; every outcome is a key.
        alerts: hits and reviews written, each a row of the output.
    """

    rows: int
    outcomes: dict[Outcome, int]
    alerts: int

    @property
    def gravest(self) -> Outcome | None:
        """The gravest outcome of any row; None where there was no row."""
        return next((outcome for outcome in GRAVEST_FIRST if self.outcomes[outcome]), None)


def screen_file(
    source: Path | None,
    target: Path | None,
    screener: Screener,
    *,
    say: Callable[[str], None],
    limit: int = 10,
    workers: int = 1,
) -> Summary:
    """Screen each row of a CSV file and write the answers as CSV.

    The output has a row for each input row and hit or review, and one where
    there is none, in the order of the input. Its `row` counts rows of data from
    1: the header is none. A row that cannot be screened is `invalid` and its
    `error` says why, with the line of the file. A file is checked to its end
    before anything is screened or written; what comes through a pipe can only
    be checked on the way.

    Args:
        source: the file to screen, in UTF-8; None for standard input.
        target: the file to write, which is there when it is whole; None for
            standard output.
        screener: what to screen with.
        say: told in a line which columns were taken for what.
        limit: most hits and reviews to write for a row, from 1.
        workers: most processes to screen with; what is written does not depend on
            it. A program that asks for several keeps what it does itself behind
            `if __name__ == "__main__":`, as each of them imports it.

    Raises:
        InputFileError: a file cannot be read or written, is the same as the
            other, or is no table with a column of names or identifiers; says
            which file, where in it and what to do.
        ScreeningError: the output cannot be written to its end.
        BrokenPipeError: whoever read standard output has stopped.
    """
    file = "standard input" if source is None else str(source)
    with _opened(source, file) as stream:
        _refuse_same(stream, file, target)
        table = _checked(stream, file)
        columns = guess(table.header, file=file)
        if table.separator != ",":
            say(f"separator: {SEPARATORS[table.separator]}")
        say(columns.said)
        outcomes = Counter(dict.fromkeys(Outcome, 0))
        alerts = 0
        with written(target) as out:
            out.write(csv_line(OUTPUT))
            with closing(_screened(table.rows, columns, screener, limit, workers)) as blocks:
                for lines in blocks:
                    out.write(lines.text)
                    outcomes.update(lines.outcomes)
                    alerts += lines.alerts
    return Summary(outcomes.total(), dict(outcomes), alerts)


def _screened(
    rows: Iterator[Row], columns: Columns, screener: Screener, limit: int, workers: int
) -> Generator[Lines, None, None]:
    """Screen rows in this process, or where they are many in as many as may be."""
    if workers > 1:
        first = list(islice(rows, WORTHWHILE))
        rows = chain(first, rows)
        if len(first) == WORTHWHILE:
            # late: a small file does not wait for it
            from screening.batch.workers import screened_by_workers

            yield from screened_by_workers(
                in_blocks(rows), Opening.of(screener), columns, limit=limit, workers=workers
            )
            return
    for block in in_blocks(rows):
        yield screened_lines(block, columns, screener, limit=limit)


@contextmanager
def _opened(source: Path | None, file: str) -> Iterator[BinaryIO]:
    if source is None:
        if sys.stdin is None:
            raise InputFileError("standard input is closed; name a file to screen")
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except IsADirectoryError:
        raise InputFileError(f"{file}: is a folder; name a CSV file in it") from None
    except FileNotFoundError:
        raise InputFileError(f"{file}: there is no such file; check the path") from None
    except OSError as error:
        raise InputFileError(f"{file}: cannot be read ({error.strerror})") from error
    with stream:
        yield stream


def _checked(stream: BinaryIO, file: str) -> Table:
    """The table, read to its end once before, where its stream can go back.

    Raises:
        InputFileError: it cannot be read as a table, or has no row of data.
    """
    if stream.seekable():
        start = stream.tell()
        guess(read_table(stream, file=file).header, file=file)
        stream.seek(start)
        check_table(stream, file=file)
        stream.seek(start)
    table = read_table(stream, file=file)
    first = next(table.rows, None)
    if first is None:
        raise InputFileError(
            f"{file}: has a header and no row; add a line for each name to screen"
        )
    return Table(table.separator, table.header, chain([first], table.rows))


def _refuse_same(stream: BinaryIO, file: str, target: Path | None) -> None:
    """Refuse to write over what is being read."""
    read = _status(stream)
    over = _status(sys.stdout.buffer) if target is None else status_of(target)
    if read and over and stat.S_ISREG(read.st_mode) and os.path.samestat(read, over):
        raise InputFileError(f"{file}: is the output too; write the answers to another file")


def _status(stream: BinaryIO) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno())
    except io.UnsupportedOperation:  # a stream in memory
        return None
