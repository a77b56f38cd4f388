"""Tables for a person at a terminal, in which nothing is cut."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from screening.cli.output import one_line

LABELS = 12  # columns


def console() -> Console:
    """Standard output; rich leaves colour out where NO_COLOR is set."""
    return Console(highlight=False, markup=False, emoji=False)


def grid(pairs: Iterable[tuple[str, str]]) -> Table:
    """Labels and words side by side; long words fold and lose nothing."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", width=LABELS, no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in pairs:
        table.add_row(label, Text(one_line(words)))
    return table


def listing_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table with lines under its header only; cells fold and lose nothing."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    for title in header:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(map(one_line, cell.split("\n")))) for cell in row))
    return table
