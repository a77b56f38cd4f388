"""Whether what stands beside the chain agrees with it: decisions, the witness, a checkpoint."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from screening.errors import QueryError, RecordError
from screening.record import witness
from screening.record.chain import read_object
from screening.record.customers import customer_of
from screening.record.findings import Fault, Finding
from screening.record.ids import parse_place
from screening.record.kept import entry_of, row_of
from screening.record.lines import unpacked
from screening.record.store import Store
from screening.settings import Settings
from screening.who import same_person

COLUMNS = {
    "hit": "hit",
    "customer": "customer_of",
    "source": "source",
    "reference": "reference",
}
"""The columns of the table of decisions, and what a line calls them."""
OF_DECISION = f"SELECT {', '.join(COLUMNS)} FROM decision WHERE run_id = ?"
STRAY = """
    SELECT decision.run_id FROM decision LEFT JOIN run ON run.id = decision.run_id
    WHERE run.position IS NULL OR run.kind NOT IN ('decision', 'approval')
    ORDER BY decision.run_id
"""
TOGETHER = 500
"""Entries that the witness is compared with at once."""


def decision_findings(
    store: Store,
    run: str,
    contents: Sequence[bytes],
    others: Mapping[str, int],
    *,
    erased: bool,
) -> Iterator[Finding]:
    """Whether a decision's row says what its entry was sealed with, and its hit is there.

    Args:
        store: the record.
        run: id of the decision or the approval.
        contents: the content of its first block; none where that is gone.
        others: the runs that erasures name.
        erased: whether one that came after it names this.
    """

    def found(fault: Fault, text: str) -> Finding:
        return Finding(fault, text, run)

    kept = store.row(OF_DECISION, run)
    if erased:
        if kept is not None:
            yield found(
                Fault.NOT_ERASED,
                "the decision was erased, and is in the table of decisions all the same",
            )
        return
    if kept is None:
        yield found(
            Fault.DECISION_MISSING,
            "the decision is not in the table of decisions, so it does not count",
        )
        return
    told = _said(contents)
    if told is None:
        return  # which is found among the rows
    for (name, called), stored in zip(COLUMNS.items(), kept, strict=True):
        if told.get(called) != stored:
            yield found(
                Fault.DECISION_CHANGED,
                f"the table of decisions has another {name} than was sealed",
            )
    if "approves" in told:
        yield from _of_approved(store, run, told, others)
    if isinstance(told.get("hit"), str):
        yield from _of_hit(store, run, told, others)


def _said(contents: Sequence[bytes]) -> dict[str, Any] | None:
    with suppress(zlib.error, ValueError, StopIteration, IndexError, TypeError):
        return read_object(next(unpacked(contents[0])))
    return None


def _of_approved(
    store: Store, run: str, told: dict[str, Any], erased: Mapping[str, int]
) -> Iterator[Finding]:
    """Whether what an approval approves is there, is of the same, and by somebody else."""
    approved = str(told["approves"])
    if approved in erased:
        return
    row = store.row(CONTENT, approved)
    if row is None:
        text = f"it approves {approved}, which is no decision on record"
        yield Finding(Fault.DECISION_MISSING, text, run)
        return
    decided = _said([row[0]])
    if decided is None:
        return  # which is found where the decision is read
    if any(decided.get(called) != told.get(called) for called in COLUMNS.values()):
        text = f"it is about another customer or listing than {approved}, which it approves"
        yield Finding(Fault.DECISION_CHANGED, text, run)
    if decided.get("four_eyes") and same_person(str(decided.get("by")), str(told.get("by"))):
        text = f"{told.get('by')} approved what they decided themselves, {approved}"
        yield Finding(Fault.APPROVED_ALONE, text, run)


CONTENT = """
    SELECT run_block.content FROM run JOIN run_block ON run_block.run_id = run.id
    WHERE run.id = ? AND run.kind = 'decision' AND run.position IS NOT NULL
    AND run_block.number = 0
"""


def _of_hit(
    store: Store, run: str, told: dict[str, Any], erased: Mapping[str, int]
) -> Iterator[Finding]:
    """Whether the hit that was decided on is there, or erased, and of whom was sealed."""
    hit = told["hit"]
    try:
        place = parse_place(hit)
        if place.run in erased:
            return
        row = row_of(store, entry_of(store, place.run), place)
    except QueryError:
        text = f"it is about the hit {hit}, which is neither on record nor erased"
        yield Finding(Fault.HIT_MISSING, text, run)
        return
    except (RecordError, TypeError):
        return  # which is found where that run is read
    with suppress(ValueError, LookupError, TypeError):
        each = row.found[(place.rank or 1) - 1]
        of = (customer_of(row.query), each["source"], each["reference"])
        if of != (told.get("customer_of"), told.get("source"), told.get("reference")):
            text = f"it was sealed about another customer or listing than the hit {hit} is"
            yield Finding(Fault.DECISION_CHANGED, text, run)


def stray_decisions(store: Store) -> Iterator[Finding]:
    """Rows of the table of decisions that no decision in the chain stands behind."""
    for run in map(str, chain.from_iterable(store.rows(STRAY))):
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
        last: position of the last one that it has noted by the end.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._until = witness.length(settings)
        self.entries = 0
        self.last = 0

    def findings(self, store: Store) -> Iterator[Finding]:
        """Entries that the witness knows otherwise; call within `Store.reading`."""
        noted = witness.noted(self._settings, self._until)
        while several := list(islice(noted, TOGETHER)):
            self.entries += len(several)
            self.last = max(self.last, *(position for position, _ in several))
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

    def lacks(self, position: int) -> str | None:
        """What of the chain it does not know, in words; after `findings`.

        No finding: another machine, or a folder that cannot be written to, has its share.

        Args:
            position: the last of the chain.
        """
        path = witness.witness_file(self._settings)
        if self.last >= position:
            if self.entries >= position:
                return None
            return f"the witness file {path} knows {self.entries} of {position} entries"
        if not path.exists():
            return f"the witness file {path} is missing: nothing noted what was sealed here"
        # what was sealed while the chain was read has been noted by now
        self.last = max((each for each, _ in witness.noted(self._settings)), default=0)
        if self.last >= position:
            return None
        return f"the witness file {path} knows entries up to {self.last} of {position}"


def hashes(store: Store, positions: Sequence[int]) -> dict[int, str]:
    """The hashes of some entries, by position; without those that are not there."""
    marks = ", ".join("?" * len(positions))
    return dict(
        store.rows(f"SELECT position, hash FROM run WHERE position IN ({marks})", *positions)
    )
