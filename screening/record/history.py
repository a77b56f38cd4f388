"""Every decision on record and what became of it, as far as that can be told unscreened.

Whether a suppression still holds for a hit is told when its customer is screened: it also
rests on the listing, on the customer's data and on the settings of that day.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from screening.record.entry import APPROVAL
from screening.record.store import Store
from screening.record.told import OF_THE_SAME, Key, Told, told_decisions
from screening.records import record, replace
from screening.who import same_person


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


def decisions(
    store: Store, decision: str | None = None, today: str | None = None
) -> tuple[Decision, ...]:
    """Decisions on record, newest first.

    Args:
        store: the record.
        decision: only those on the same customer and listing as this one, by its id.
        today: the day (ISO) that expiry is told by; now by default.

    Raises:
        RecordError: a decision is not what was sealed.
    """
    if decision is None:
        told = told_decisions(store)
    else:
        told = told_decisions(store, OF_THE_SAME, decision)
    day = today or datetime.now(UTC).date().isoformat()
    return tuple(replace(one, state=_state(one, day)) for one in reversed(_history(told)))


def _history(each_told: Iterable[Told]) -> list[Decision]:
    """Each decision, in the order of the chain, with what was done about it later."""
    found: dict[str, Decision] = {}
    last: dict[Key, str] = {}
    for told in each_told:
        said = told.said or {}
        if told.kind == APPROVAL:
            # of one that was erased nothing is left but that it was there
            approved = found.get(said.get("approves", ""))
            if approved is not None and counts(approved, told.by):
                found[approved.id] = replace(approved, approved_by=told.by, approved_at=told.at)
            continue
        if told.key in last:
            before = last[told.key]
            found[before] = replace(found[before], superseded_by=told.run)
        last[told.key] = told.run
        _, source, reference = told.key
        found[told.run] = Decision(
            told.run, told.hit, source, reference, said.get("verdict", ""),
            said.get("reason", ""), told.by, told.at, said.get("expires"),
            said.get("four_eyes", False), State.IN_FORCE if said else State.ERASED,
        )  # fmt: skip
    return list(found.values())


def counts(decision: Decision, approver: str) -> bool:
    """Whether somebody's approval of a decision is one: not their own under four eyes."""
    return not (decision.four_eyes and same_person(decision.by, approver))


def _state(one: Decision, today: str) -> State:
    if one.state is State.ERASED:
        return State.ERASED
    if one.superseded_by is not None:
        return State.SUPERSEDED
    if one.expires is not None and one.expires < today:
        return State.EXPIRED
    waits = one.four_eyes and one.approved_by is None
    return State.WAITING if waits else State.IN_FORCE
