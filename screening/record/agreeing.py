"""Whether what stands beside the chain agrees with it: decisions, the witness, a checkpoint."""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from screening.domain.queries import Query
from screening.errors import QueryError, RecordError
from screening.record import witness
from screening.record.customers import customer_of
from screening.record.findings import Fault, Finding
from screening.record.ids import parse_place
from screening.record.kept import entry_of, row_of
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
    sealed = _sealed(store, told)
    for name, stored in zip(COLUMNS, kept, strict=True):
        if name in sealed and sealed[name] != stored:
            text = f"the table of decisions has another {name} than was sealed"
            yield Finding(Fault.DECISION_CHANGED, text, run)


def _said(contents: Sequence[bytes]) -> dict[str, Any] | None:
    with suppress(zlib.error, ValueError, StopIteration, IndexError):
        told = json.loads(next(unpacked(contents[0])))
        return told if isinstance(told, dict) else None
    return None


IN_LINE = {
    "hit": "hit",
    "customer": "customer_of",
    "source": "source",
    "reference": "reference",
}
"""What a decision's line calls the columns: its `customer` is what was known of them."""


def _sealed(store: Store, told: dict[str, Any]) -> dict[str, Any]:
    """The columns as a decision's line has them, or what it names; those that can be told."""
    approved = told.get("approves")
    if approved is not None:
        row = store.row(f"SELECT {', '.join(COLUMNS)} FROM decision WHERE run_id = ?", approved)
        return {} if row is None else dict(zip(COLUMNS, row, strict=True))
    of_hit = _of_hit(store, str(told.get("hit")))
    in_line = {name: told[key] for name, key in IN_LINE.items() if key in told}
    return {**of_hit, **in_line}


def _of_hit(store: Store, hit: str) -> dict[str, Any]:
    """What the row of a hit says of it; nothing where it is not there any more."""
    with suppress(QueryError, RecordError, ValueError, LookupError, TypeError):
        place = parse_place(hit)
        said = row_of(store, entry_of(store, place.run), place).values
        found = said["found"][(place.rank or 1) - 1]
        asked = said["query"]
        query = Query(**{**asked, "aliases": tuple(asked.get("aliases", ()))})
        return {
            "customer": customer_of(query),
            "source": found["source"],
            "reference": found["reference"],
        }
    return {}


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
