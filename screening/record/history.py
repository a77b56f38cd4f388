"""Every decision on record and what became of it, as far as that can be told unscreened.

Whether a suppression still holds for a hit is told when its customer is screened: it also
rests on the listing, on the customer's data and on the settings of that day.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from screening.record.lines import unpacked
from screening.record.store import Store
from screening.record.suppressions import APPROVAL
from screening.records import record, replace


class State(StrEnum):
    """What became of a decision."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    ERASED = "erased"

    @property
    def words(self) -> str:
        """As people read it."""
        return "waits for approval" if self is State.WAITING else self.replace("_", " ")


@record
class Decision:
    """A decision on a hit. What it said is empty where it was erased.

    Args:
        id: what it is approved by.
        hit: id of the hit it was made on.
        source: code of the list of the hit's listing.
        reference: the listing's reference there.
        verdict: `true` (the target), `false` (somebody else) or `escalate`.
        reason: why, as its maker put it.
        by: who decided.
        at: when (ISO, UTC).
        expires: last day (ISO) it holds; None where it has no end.
        four_eyes: whether it holds only once somebody else has approved it.
        state: what became of it.
        approved_by: who approved it; None where nobody did.
        approved_at: when (ISO, UTC); None where nobody did.
        superseded_by: the decision that took its place; None where none did.
    """

    id: str
    hit: str
    source: str
    reference: str
    verdict: str
    reason: str
    by: str
    at: str
    expires: str | None
    four_eyes: bool
    state: State
    approved_by: str | None = None
    approved_at: str | None = None
    superseded_by: str | None = None


QUESTION = """
    SELECT decision.run_id, run.kind, decision.hit, decision.customer, decision.source,
        decision.reference, run.operator, run.begun_at, run_block.content
    FROM decision
    JOIN run ON run.id = decision.run_id
    JOIN run_block ON run_block.run_id = decision.run_id
    WHERE run.position IS NOT NULL {}
    ORDER BY run.position
"""
OF_THE_SAME = """
    AND EXISTS (
        SELECT 1 FROM decision AS other WHERE other.run_id = ?
        AND other.customer = decision.customer AND other.source = decision.source
        AND other.reference = decision.reference
    )
"""


def decisions(
    store: Store, decision: str | None = None, today: str | None = None
) -> tuple[Decision, ...]:
    """Decisions on record, newest first.

    Args:
        store: the record.
        decision: only those on the same customer and listing as this one, by its id.
        today: the day (ISO) that expiry is told by; now by default.
    """
    if decision is None:
        rows = store.rows(QUESTION.format(""))
    else:
        rows = store.rows(QUESTION.format(OF_THE_SAME), decision)
    day = today or datetime.now(UTC).date().isoformat()
    return tuple(replace(one, state=_state(one, day)) for one in reversed(_told(rows)))


def _told(rows: Iterable[tuple[Any, ...]]) -> list[Decision]:
    """Each decision, in the order of the chain, with what was done about it later."""
    told: dict[str, Decision] = {}
    last: dict[tuple[str, ...], str] = {}
    for run, kind, hit, customer, source, reference, by, at, content in rows:
        said = {} if content is None else json.loads(next(unpacked(content)))
        key = customer, source, reference
        if kind == APPROVAL:
            # of one that was erased nothing is left but that it was there
            approved = told.get(said.get("approves", ""))
            if approved is not None:
                told[approved.id] = replace(approved, approved_by=by, approved_at=at)
            continue
        if key in last:
            told[last[key]] = replace(told[last[key]], superseded_by=run)
        last[key] = run
        told[run] = Decision(
            run, hit, source, reference, said.get("verdict", ""), said.get("reason", ""), by,
            at, said.get("expires"), said.get("four_eyes", False),
            State.IN_FORCE if said else State.ERASED,
        )  # fmt: skip
    return list(told.values())


def _state(one: Decision, today: str) -> State:
    if one.state is State.ERASED:
        return State.ERASED
    if one.superseded_by is not None:
        return State.SUPERSEDED
    if one.expires is not None and one.expires < today:
        return State.EXPIRED
    waits = one.four_eyes and one.approved_by is None
    return State.WAITING if waits else State.IN_FORCE
