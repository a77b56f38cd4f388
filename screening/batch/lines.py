"""Answers as lines of CSV, and what of them goes on record."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from screening.batch.job import Job
from screening.batch.rows import Row, Told, screen_block
from screening.batch.tally import Tally
from screening.batch.writing import encoded, safe_cells
from screening.domain.answers import Outcome
from screening.record.entry import Block, sealed_block
from screening.screener import Screener


class Lines(NamedTuple):
    """What became of a block of rows, ready to be written.

    Args:
        text: lines of CSV, in UTF-8.
        rows: how many rows there are.
        outcomes: how many of them ended how.
        alerts: how many of the lines are hits and reviews that are not suppressed.
        block: what goes on record; None where nothing does.
        tally: what they come to; None where nobody will read it.
    """

    text: bytes
    rows: int
    outcomes: Counter[Outcome]
    alerts: int
    block: Block | None
    tally: Tally | None


def screened_lines(rows: Sequence[Row], job: Job, screener: Screener) -> Lines:
    """Screen a block of rows; as `screen_block`, but for what is given back."""
    text = []
    outcomes: Counter[Outcome] = Counter()
    alerts = 0
    lines: list[bytes] = []
    seals: list[bytes] = []
    tally = None if job.counting is None else Tally(**job.counting._asdict())
    for each in screen_block(rows, job, screener):
        start, end = safe_cells(each.asked), safe_cells(each.ending)
        text += [f"{start},{_middle(told)},{end}\n" for told in each.told]
        outcomes[each.outcome] += 1
        alerts += each.alerts
        if each.line is not None:
            lines.append(each.line)
            seals.append(each.seal)
        if tally is not None:
            row = each.row
            tally.add(row.number, row.place, each.query, each.answer, each.outcome, each.error)
    block = sealed_block(rows[0].number, lines, seals) if lines else None
    return Lines(encoded("".join(text)), len(rows), outcomes, alerts, block, tally)


@lru_cache(maxsize=16)
def _middle(told: Told) -> str:
    """The middle of a line; that of nearly every row of a run is the same: clear."""
    return safe_cells(told)
