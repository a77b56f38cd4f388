"""Blocks of rows, screened by several processes and given back in their order.

Each process opens the index by its path, so that all share its pages.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from screening.batch.job import Job
from screening.batch.lines import Lines, screened_lines
from screening.batch.opening import Opening
from screening.batch.pool import AHEAD, done_by_workers
from screening.batch.rows import Row

__all__ = ["AHEAD", "screened_by_workers"]


@dataclass(frozen=True, slots=True)
class _Screening:
    """What a process does with a block of rows."""

    opening: Opening
    job: Job

    @contextmanager
    def ready(self) -> Iterator[Callable[[list[Row]], Lines]]:
        with self.opening.screener() as screener:
            yield lambda rows: screened_lines(rows, self.job, screener)


def screened_by_workers(
    blocks: Iterable[list[Row]], opening: Opening, job: Job, *, workers: int
) -> Generator[Lines, None, None]:
    """Screen blocks in several processes, and give them back in order.

    The processes end with the iterator; close it to end them before.

    Args:
        blocks: asked for as they can be screened.
        opening: how a process opens its screener.
        job: how rows are screened.
        workers: most processes.

    Raises:
        ScreeningError: a process cannot be started, cannot open the index, or ended
            before its work was done.
    """
    return done_by_workers(blocks, _Screening(opening, job), workers=workers)
