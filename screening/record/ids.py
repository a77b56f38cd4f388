"""Names of what is on record: runs, the receipts of their rows, and hits.

A run is `k3v9tz2m1q`, its seventeenth row `k3v9tz2m1q-17`. The receipt of that row is
`k3v9tz2m1q-17-9f86d081884c7d65`, which ends in the row's seal: whoever has it can tell
whether the row is still what it was. The row's second candidate is `k3v9tz2m1q-17.2`.
"""

import os
import re

from screening.errors import QueryError
from screening.records import record

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # none that is read as another
LENGTH = 10
SEAL_DIGITS = 16
FORM = re.compile(
    rf"(?P<run>[{LETTERS}]{{{LENGTH}}})"
    rf"(?:-(?P<row>[1-9][0-9]{{0,11}})(?:-(?P<seal>[0-9a-f]{{{SEAL_DIGITS}}}))?)?"
    r"(?:\.(?P<rank>[1-9][0-9]{0,4}))?"
)


@record
class Place:
    """What is on record, as a run, a receipt or a hit names it.

    Args:
        run: id of the run.
        row: number of the row, from 1; None for the whole run.
        seal: what a receipt says of the row's seal, in hex; None where it is no receipt.
        rank: which candidate of the row, from 1; None for all.
    """

    run: str
    row: int | None = None
    seal: str | None = None
    rank: int | None = None


def new_run_id() -> str:
    """An id for a run that no other run has: 50 random bits."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(LENGTH))


def receipt(run: str, row: int, seal: bytes) -> str:
    """The receipt of a row."""
    return f"{run}-{row}-{seal.hex()[:SEAL_DIGITS]}"


def hit_id(run: str, row: int, rank: int) -> str:
    """The id of a row's candidate, the best of which has rank 1."""
    return f"{run}-{row}.{rank}"


def run_of(given: str) -> str:
    """The run that a receipt is of; empty for none."""
    return given.partition("-")[0]


def hit_of(given: str, rank: int) -> str:
    """The id of a candidate of the row that a receipt is of."""
    place = parse_place(given)
    return hit_id(place.run, place.row or 0, rank)


def parse_place(text: str) -> Place:
    """What an id names.

    Raises:
        QueryError: it is neither a run's, nor a receipt, nor a hit's.
    """
    found = FORM.fullmatch(text.strip().lower())
    if found is None or (found["rank"] and not found["row"]):
        raise QueryError(
            f"{text!r} is no id of the record; a run is written like k3v9tz2m1q, a row "
            "k3v9tz2m1q-17, a hit k3v9tz2m1q-17.1",
            field="id",
        )
    row, rank = found["row"], found["rank"]
    return Place(found["run"], int(row) if row else None, found["seal"], int(rank or 0) or None)
