"""Whether what stands beside the chain agrees with it: decisions, the witness, a checkpoint."""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from screening.record import witness
from screening.record.findings import Fault, Finding
from screening.record.lines import unpacked
from screening.record.store import Store
from screening.settings import Settings

DECISIONS = ("decision", "approval")
"""Kinds of entries that have a row in the table of decisions."""
COLUMNS = ("hit", "customer", "source", "reference")
STRAY = """
    SELECT decision.run_id FROM decision LEFT JOIN run ON run.id = decision.run_id
    WHERE run.position IS NULL OR run.kind NOT IN ('decision', 'approval')
    ORDER BY decision.run_id
"""
TOGETHER = 500
"""Entries that the witness is compared with at once."""


def decision_findings(
    store: Store, run: str, contents: Sequence[bytes], *, erased: bool
) -> Iterator[Finding]:
    """Whether a decision's row says what its entry was sealed with.

    Args:
        store: the record.
        run: id of the decision.
        contents: the content of its first block; none where that is gone.
        erased: whether an erasure names it.
    """
    kept = store.row(f"SELECT {', '.join(COLUMNS)} FROM decision WHERE run_id = ?", run)
    if erased:
        if kept is not None:
            text = "the decision was erased, and is in the table of decisions all the same"
            yield Finding(Fault.NOT_ERASED, text, run)
        return
    if kept is None:
        text = "the decision is not in the table of decisions, so it does not count"
        yield Finding(Fault.DECISION_MISSING, text, run)
        return
    told = _said(contents)
    if told is None:
        return  # which is found among the rows
    values = set(_texts(told))
    for name, stored in zip(COLUMNS, kept, strict=True):
        sealed = told.get(KEYS[name])
        if stored != sealed if sealed is not None else stored not in values:
            text = f"the table of decisions has another {name} than was sealed"
            yield Finding(Fault.DECISION_CHANGED, text, run)


KEYS = {"hit": "hit", "customer": "customer_of", "source": "source", "reference": "reference"}
"""What a decision's line calls the columns: its `customer` is what was known of them."""


def _said(contents: Sequence[bytes]) -> dict[str, Any] | None:
    with suppress(zlib.error, ValueError, StopIteration, IndexError):
        told = json.loads(next(unpacked(contents[0])))
        return told if isinstance(told, dict) else None
    return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def stray_decisions(store: Store) -> Iterator[Finding]:
    """Rows of the table of decisions that no decision in the chain stands behind."""
    for (run,) in store.rows(STRAY):
        text = "the table of decisions names it, and no decision in the chain is behind that"
        yield Finding(Fault.DECISION_ADDED, text, run)


class Witnessed:
    """The witness file beside the chain, read once.

    Made before the chain is read: what is noted by then is in the chain, while entries
    that are sealed meanwhile are noted, and not in the state of it that is read.

    Args:
        settings: where the registry is.

    Attributes:
        entries: how many entries it has noted.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._until = witness.length(settings)
        self.entries = 0

    def findings(self, store: Store) -> Iterator[Finding]:
        """Entries that the witness knows otherwise; call within `Store.reading`."""
        noted = witness.noted(self._settings, self._until)
        while several := list(islice(noted, TOGETHER)):
            self.entries += len(several)
            held = hashes(store, [position for position, _ in several])
            for position, sealed in several:
                if position not in held:
                    text = "the witness file has noted it, and it is not in the chain any more"
                    yield Finding(Fault.WITNESS_DIFFERS, text, position=position)
                elif held[position] != sealed:
                    text = (
                        "it is not the one that the witness file has noted: it was replaced "
                        "or worked out anew"
                    )
                    yield Finding(Fault.WITNESS_DIFFERS, text, position=position)


def hashes(store: Store, positions: Sequence[int]) -> dict[int, str]:
    """The hashes of some entries, by position; without those that are not there."""
    marks = ", ".join("?" * len(positions))
    return dict(
        store.rows(f"SELECT position, hash FROM run WHERE position IN ({marks})", *positions)
    )
