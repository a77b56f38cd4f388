"""How far a batch is: a bar for a person, a line a minute for a log."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from screening.batch.summary import Advance

if TYPE_CHECKING:
    from rich.progress import Progress

Clock = Callable[[], float]
"""Seconds since some moment, as `time.monotonic` tells them."""

EVERY = 60.0  # seconds between two lines
MINUTE, HOUR = 60, 3600
MOST_MINUTES = 120  # from which hours are told
WIDE = 24  # columns of the bar: with the words less than the 80 of a terminal


class Pace:
    """How much is done, how fast, and how long the rest will take.

    Args:
        total: bytes to read; None where nobody knows.
        clock: tells the time.
    """

    def __init__(self, total: int | None, clock: Clock) -> None:
        self.total = total
        self.read = 0
        self._rows = 0
        self._clock = clock
        self._begun = clock()

    def add(self, rows: int, read: int) -> None:
        """Count what was done."""
        self._rows += rows
        self.read += read

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return self._clock() - self._begun

    def words(self) -> str:
        """`120,000 rows, 1,900 rows/s, about 5 min left`."""
        seconds = self.elapsed
        said = [f"{self._rows:,} rows"]
        if seconds > 0 and self._rows:
            said.append(f"{_two_figures(self._rows / seconds):,} rows/s")
        if self.total is not None and 0 < self.read < self.total:
            said.append(f"{_duration(seconds * (self.total - self.read) / self.read)} left")
        return ", ".join(said)


@contextmanager
def progress(
    total_bytes: int | None,
    say: Callable[[str], None],
    *,
    quiet: bool = False,
    clock: Clock = time.monotonic,
) -> Iterator[Advance]:
    """Show on standard error how far a batch is, as long as it lasts.

    Args:
        total_bytes: size of what is read; None where nobody knows, as of a pipe.
        say: tells a line where standard error is no terminal: one a minute, the first
            after a minute.
        quiet: whether to show nothing at all.
        clock: tells the time.

    Yields:
        What to tell the progress to.
    """
    pace = Pace(total_bytes, clock)
    if quiet or sys.stderr is None:
        yield _silent
    elif sys.stderr.isatty():
        with _bar(pace) as advance:
            yield advance
    else:
        yield _lines(pace, say)


def _silent(*, rows: int, read: int = 0) -> None:
    """Nothing: nobody wants to know."""


def _lines(pace: Pace, say: Callable[[str], None]) -> Advance:
    said_at = 0.0

    def advance(*, rows: int, read: int = 0) -> None:
        nonlocal said_at
        pace.add(rows, read)
        if pace.elapsed - said_at >= EVERY:
            said_at = pace.elapsed
            say(pace.words())

    return advance


@contextmanager
def _bar(pace: Pace) -> Iterator[Advance]:
    drawn = _drawn()
    # without a total there is nothing to fill, and the bar pulses
    task = drawn.add_task(pace.words(), total=pace.total or None)

    def advance(*, rows: int, read: int = 0) -> None:
        pace.add(rows, read)
        drawn.update(task, description=pace.words(), completed=pace.read)

    with drawn:
        yield advance


def _drawn() -> "Progress":
    from rich.console import Console  # late: a file of a few rows is done sooner
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(
        BarColumn(bar_width=WIDE),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),  # without colour where NO_COLOR is set
        transient=True,
        redirect_stdout=False,  # results stay on standard output
        redirect_stderr=False,
    )


def _two_figures(number: float) -> int:
    """A number as it is worth telling: 1,873 as 1,900."""
    digits = math.floor(math.log10(number)) if number >= 1 else 0
    return int(round(number, min(0, 1 - digits)))


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return "less than a minute"
    minutes = round(seconds / MINUTE)
    if minutes <= MOST_MINUTES:
        return f"about {minutes} min"
    return f"about {round(seconds / HOUR)} h"
