"""Answers as lines of CSV."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from screening.batch.columns import Columns
from screening.batch.rows import Row, Told, screen_block
from screening.batch.writing import safe_cells
from screening.domain.answers import Outcome
from screening.screener import Screener


class Lines(NamedTuple):
    """What became of a block of rows, ready to be written.

    Args:
        text: lines of CSV, in UTF-8.
        outcomes: how many of the rows ended how.
        alerts: how many of the lines are hits and reviews.
    """

    text: bytes
    outcomes: Counter[Outcome]
    alerts: int


def screened_lines(
    rows: Sequence[Row], columns: Columns, screener: Screener, *, limit: int
) -> Lines:
    """Screen a block of rows; as `screen_block`, but for what is given back."""
    text = []
    outcomes: Counter[Outcome] = Counter()
    alerts = 0
    for asked, told, outcome, more in screen_block(rows, columns, screener, limit=limit):
        start = safe_cells(asked)
        text += [f"{start},{_line_end(each)}" for each in told]
        outcomes[outcome] += 1
        alerts += more
    return Lines("".join(text).encode(), outcomes, alerts)


@lru_cache(maxsize=16)
def _line_end(told: Told) -> str:
    """The rest of a line; that of nearly every row of a run is the same: clear."""
    return safe_cells(told) + "\n"
