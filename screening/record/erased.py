"""Which runs an erasure on record has emptied."""

import json
from collections.abc import Iterable
from contextlib import suppress

from screening.record.store import Store

ERASURE = "erasure"
ERASURES = """
    SELECT position, body FROM run
    WHERE position IS NOT NULL AND kind = ? ORDER BY position
"""


def erased_runs(store: Store) -> dict[str, int]:
    """The runs that erasures name, each with the position of the last one that does.

    Args:
        store: the record, within `Store.reading`.
    """
    found: dict[str, int] = {}
    for position, body in store.each(ERASURES, ERASURE):
        runs: object = None
        with suppress(ValueError, AttributeError):  # one that was changed names none
            runs = json.loads(body or "").get("runs")
        if isinstance(runs, Iterable):
            found |= {str(run): position for run in runs}
    return found
