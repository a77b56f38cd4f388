"""Decisions and approvals as they are on record, each checked against its seal.

They take effect on every answer, and `screen record verify` may be months away: what is
not what was sealed is refused here, so that nothing is suppressed by it.
"""

import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from screening.errors import RecordError
from screening.record.lines import seal, unpacked
from screening.record.store import Store

Key = tuple[str, str, str]
"""Customer, source and reference of the listing."""

QUESTION = """
    SELECT decision.run_id, run.kind, decision.hit, decision.customer, decision.source,
        decision.reference, run.operator, run.begun_at, run.salt, run_block.seals,
        run_block.content
    FROM decision
    JOIN run ON run.id = decision.run_id
    JOIN run_block ON run_block.run_id = decision.run_id
    WHERE run.position IS NOT NULL {}
    ORDER BY run.position
"""
OF_CUSTOMER = "AND decision.customer = ?"
OF_THE_SAME = """
    AND EXISTS (
        SELECT 1 FROM decision AS other WHERE other.run_id = ?
        AND other.customer = decision.customer AND other.source = decision.source
        AND other.reference = decision.reference
    )
"""


class Told(NamedTuple):
    """A decision or an approval.

    Args:
        run: its id.
        kind: which of the two.
        hit: id of the hit.
        key: what it is about.
        by: who was at work.
        at: when (ISO, UTC).
        said: its line; None where that was erased.
    """

    run: str
    kind: str
    hit: str
    key: Key
    by: str
    at: str
    said: dict[str, Any] | None


def told_decisions(store: Store, which: str = "", *values: object) -> Iterator[Told]:
    """Decisions and approvals in the order of the chain.

    Args:
        store: the record.
        which: narrows `QUESTION`; all by default.
        values: for that.

    Raises:
        RecordError: one is not what was sealed.
    """
    for run, kind, hit, *key, by, at, salt, seals, content in store.rows(
        QUESTION.format(which), *values
    ):
        of = key[0], key[1], key[2]
        said = None
        if content is not None:
            said = _proven(run, salt, seals, content)
            if (said.get("customer_of"), said.get("source"), said.get("reference")) != of:
                raise _changed(run)
        yield Told(run, kind, hit, of, by, at, said)


def _proven(run: str, salt: bytes, seals: bytes, content: bytes) -> dict[str, Any]:
    try:
        line = next(unpacked(content))
        if seal(salt, line) == seals:
            said = json.loads(line)
            if isinstance(said, dict):
                return said
    except (zlib.error, TypeError, ValueError, StopIteration):
        pass
    raise _changed(run)


def _changed(run: str) -> RecordError:
    return RecordError(
        f"the decision {run} is not what was sealed, so no decision is applied; run `screen "
        "record verify`"
    )
