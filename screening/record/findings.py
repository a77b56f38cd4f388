"""What an examination of the record finds wrong, in words that say what it means."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from screening.records import record, replace


class Fault(StrEnum):
    """What is wrong, for scripts."""

    ENTRY_MISSING = "entry_missing"
    ENTRY_CHANGED = "entry_changed"
    CHAIN_BROKEN = "chain_broken"
    BASIS_CHANGED = "basis_changed"
    BASIS_MISSING = "basis_missing"
    BLOCK_MISSING = "block_missing"
    BLOCK_CHANGED = "block_changed"
    SEALS_CHANGED = "seals_changed"
    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    ROW_OUT_OF_ORDER = "row_out_of_order"
    ROW_ADDED = "row_added"
    CONTENT_GONE = "content_gone"
    NOT_ERASED = "not_erased"
    DECISION_CHANGED = "decision_changed"
    DECISION_MISSING = "decision_missing"
    DECISION_ADDED = "decision_added"
    HIT_MISSING = "hit_missing"
    APPROVED_ALONE = "approved_alone"
    RUN_MISSING = "run_missing"
    RUN_ADDED = "run_added"
    RUN_CHANGED = "run_changed"
    WITNESS_DIFFERS = "witness_differs"
    CHECKPOINT_DIFFERS = "checkpoint_differs"


@record
class Finding:
    """One thing that is not as it was sealed.

    Args:
        fault: what kind of thing.
        text: what it means.
        run: id of the run; None where it is of none.
        row: number of the row; None where it is of the whole run.
        last: the last of several rows, or positions, of which the same is true.
        position: of the entry in the chain; None where that is not known.
    """

    fault: Fault
    text: str
    run: str | None = None
    row: int | None = None
    last: int | None = None
    position: int | None = None

    @property
    def sentence(self) -> str:
        """Where, and what it means."""
        where = [f"run {self.run}"] if self.run else []
        if self.row is not None:
            where.append(_numbered("row", self.row, self.last))
        elif not where and self.position is not None:
            where.append(_numbered("entry", self.position, self.last))
        return f"{', '.join(where)}: {self.text}" if where else self.text


PLURALS = {"row": "rows", "entry": "entries"}


def _numbered(word: str, first: int, last: int | None) -> str:
    return f"{word} {first}" if last in (None, first) else f"{PLURALS[word]} {first} to {last}"


def together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that say the same of rows or entries in a row as one."""
    held: Finding | None = None
    for finding in findings:
        if held is not None and _follows(held, finding):
            held = replace(held, last=_place(finding))
            continue
        if held is not None:
            yield held
        held = finding
    if held is not None:
        yield held


def _place(finding: Finding) -> int | None:
    return finding.position if finding.row is None else finding.row


def _follows(held: Finding, finding: Finding) -> bool:
    last, place = held.last or _place(held), _place(finding)
    return (
        (held.fault, held.text, held.run) == (finding.fault, finding.text, finding.run)
        and (held.row is None) == (finding.row is None)
        and None not in (last, place)
        and last + 1 == place  # type: ignore[operator]
    )
