"""A table that is being read, whatever its format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from screening.batch.columns import Columns, guess
from screening.batch.rows import Row

EMPTY = "the line is empty; fill it or take it out"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is being read.

    Args:
        header: one text for each column.
        rows: read as they are asked for; may raise `InputFileError`.
        said: how it was read, as lines for a person; what goes without saying, a CSV
            file in UTF-8 with commas, is not said.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is read from, and what its owner says of it.

    Args:
        stream: the file, or a pipe.
        file: what an error calls it.
        encoding: of a text, as Python calls it; None to tell it.
        mapped: field to the headers of its columns, as for `guess`.
    """

    stream: BinaryIO
    file: str
    encoding: str | None = None
    mapped: Mapping[str, Sequence[str]] | None = None

    def columns(self, header: Sequence[str]) -> Columns:
        """Which column is which field.

        Raises:
            InputFileError: as from `guess`.
        """
        return guess(header, file=self.file, mapped=self.mapped)


class Record(NamedTuple):
    """What stands in one place of a file.

    Args:
        at: the number of its first line, or of its row in a sheet.
        cells: as many as the header has, unless there is a fault.
        fault: why the cells cannot be relied on; `EMPTY` where there is nothing.
    """

    at: int
    cells: tuple[str, ...]
    fault: str | None = None


def numbered(records: Iterable[Record], *, unit: str = "line") -> Iterator[Row]:
    """Rows with their numbers, without the empty places at the end of the file.

    Args:
        records: in order; a place that is not among them, before another, is empty.
        unit: what places are: `line` or `row`.
    """
    number = 0
    empty = 0  # places since the last record that was not
    for at, cells, fault in records:
        if fault == EMPTY:
            empty += 1
            continue
        for before in range(at - empty, at):
            number += 1
            yield Row(number, f"{unit} {before}", (), EMPTY)
        empty = 0
        number += 1
        yield Row(number, f"{unit} {at}", cells, fault)
