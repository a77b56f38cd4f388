"""A person's decision on a hit, and another's approval of it.

Both are entries of the chain: the next one is appended, and none is overwritten. What is
about a person (the reason, what is known of the customer) stands in the entry's line
alone, so that it can be erased; the table `decision` only finds the entry again.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from screening.errors import QueryError, RecordError
from screening.record import customers
from screening.record.entry import APPROVAL, DECISION, Entry, block_of
from screening.record.history import Decision, State, counts, decisions
from screening.record.ids import Place, hit_id
from screening.record.kept import Kept, basis_of, proven_row
from screening.record.lines import value_line
from screening.record.store import Store
from screening.record.suppressions import FALSE, STRICTER
from screening.records import asdict
from screening.settings import Settings
from screening.who import same_person

VERDICTS: dict[str, bool] = {"true": True, FALSE: True, "escalate": False}
"""What can be decided, and whether that needs a second person; handing on does not."""

NOT_WAITING: dict[State, str] = {
    State.IN_FORCE: "needs no approval",
    State.EXPIRED: "is over: it held until {expires}",
    State.SUPERSEDED: "was superseded by {superseded_by}",
    State.ERASED: "has been erased",
}
"""Why a decision cannot be approved."""


def decide(
    store: Store,
    settings: Settings,
    hit: Place,
    verdict: str,
    reason: str,
    expires: str | None = None,
) -> Decision:
    """Put a decision on a hit on record. It takes the place of one before.

    Args:
        store: the record.
        settings: who decides, and whether somebody else has to approve.
        hit: the hit; a row where it has one candidate alone.
        verdict: of `VERDICTS`.
        reason: why, for whoever examines it later.
        expires: last day (ISO) it holds; None where it has no end.

    Raises:
        QueryError: there is no such hit, or it was erased, or the verdict, the reason or
            the day is not fit.
        RecordError: the row is not what was written, or the database refuses.
    """
    if verdict not in VERDICTS:
        known = ", ".join(VERDICTS)
        raise QueryError(f"{verdict!r} is no verdict; it is one of {known}", field="verdict")
    said = _reason(reason)
    last_day = None if expires is None else _last_day(expires, verdict)
    kept, row = proven_row(store, hit)
    rank = _rank(hit, row.found)
    if verdict == FALSE and not customers.can_be_told(row.query):
        raise QueryError(
            "of the customer a name alone is known: everybody of that name would be "
            "suppressed; screen with the customer's own reference (a column id, or --customer "
            "ID) or a birth date, and decide that hit",
            field="hit",
        )
    found = row.found[rank - 1]
    name = hit_id(row.run, row.row, rank)
    entry = Entry(store, settings, DECISION, {"hit": name, "verdict": verdict})
    four_eyes = settings.four_eyes and VERDICTS[verdict]
    customer = customers.customer_of(row.query)
    line = {
        "kind": DECISION,
        "hit": name,
        "customer_of": customer,
        "source": found["source"],
        "reference": found["reference"],
        "verdict": verdict,
        "reason": said,
        "by": entry.operator,
        "at": entry.begun_at,
        "customer": customers.fingerprint(row.query),
        "listing": found["fingerprint"],
        "rules": _rules(_basis(store, kept), row.run),
        "expires": last_day,
        "four_eyes": four_eyes,
    }
    place = (name, customer, found["source"], found["reference"])

    def beside() -> None:
        store.do(DECIDE, entry.id, *place)

    entry.seal({}, block_of(1, [value_line(1, line)], entry.salt), beside=beside)
    return Decision(
        entry.id, name, found["source"], found["reference"], verdict, said, entry.operator,
        entry.begun_at, last_day, four_eyes, State.WAITING if four_eyes else State.IN_FORCE,
    )  # fmt: skip


def approve(
    store: Store, settings: Settings, decision: str, reason: str | None = None
) -> Decision:
    """Approve a decision that waits for it; gives it back as it is now.

    Args:
        store: the record.
        settings: who approves, and whether that has to be another than who decided.
        decision: its id.
        reason: why, where there is more to say.

    Raises:
        QueryError: there is no such decision, it does not wait for approval, or whoever
            decided would approve.
        RecordError: the database refuses.
    """
    wanted = decision.strip().lower()
    about = store.row(ABOUT, _found(store, wanted).id)
    hit, customer, source, reference = about or ("", "", "", "")
    entry = Entry(store, settings, APPROVAL, {"approves": wanted})
    line = {
        "kind": APPROVAL,
        "approves": wanted,
        "hit": hit,
        "customer_of": customer,
        "source": source,
        "reference": reference,
        "reason": None if reason is None else _reason(reason),
        "by": entry.operator,
        "at": entry.begun_at,
        "four_eyes": settings.four_eyes,
    }

    def beside() -> None:
        # within the transaction, so that nothing is decided in between
        _check_waits(_found(store, wanted), entry.operator, settings)
        store.do(DECIDE, entry.id, hit, customer, source, reference)

    entry.seal({}, block_of(1, [value_line(1, line)], entry.salt), beside=beside)
    return _found(store, wanted)


DECIDE = (
    "INSERT INTO decision (run_id, hit, customer, source, reference) VALUES (?, ?, ?, ?, ?)"
)
ABOUT = "SELECT hit, customer, source, reference FROM decision WHERE run_id = ?"


def _reason(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise QueryError(
            "there is none; say in a few words what the decision rests on", field="reason"
        )
    return said


def _last_day(text: str, verdict: str) -> str:
    if verdict != FALSE:
        raise QueryError(
            f"a hit decided as {verdict} is not suppressed, so nothing of it can expire",
            field="expires",
        )
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise QueryError(f"{text!r} is no day; write it like 2027-12-31", field="expires")
    if day < datetime.now(UTC).date():
        raise QueryError(f"{text} is over; name the last day it holds", field="expires")
    return text


def _rank(hit: Place, found: list[dict[str, Any]]) -> int:
    """Which candidate of a row is meant."""
    name = f"{hit.run}-{hit.row}"
    if not found:
        raise QueryError(f"{name} has no hit to decide on", field="hit")
    if hit.rank is None and len(found) > 1:
        raise QueryError(
            f"{name} has {len(found)} candidates; say which, such as {name}.1", field="hit"
        )
    rank = hit.rank or 1
    if rank > len(found):
        raise QueryError(f"{name} has no candidate {rank}; it has {len(found)}", field="hit")
    return rank


def _basis(store: Store, kept: Kept) -> dict[str, Any]:
    """What the answers of a run rest on.

    Raises:
        QueryError: it is under way and does not say yet.
        RecordError: what it names is not on record.
    """
    if kept.facts.get("basis") is None:
        raise QueryError(
            f"the run {kept.run} does not say what it rests on; where it is under way, wait "
            "until it has ended, and where it was broken off, screen again",
            field="id",
        )
    found = basis_of(store, kept)
    if found is None:
        raise RecordError(f"what the run {kept.run} rests on is not on record any more")
    basis: dict[str, Any] = json.loads(found)
    return basis


def _rules(basis: dict[str, Any], run: str) -> dict[str, Any]:
    """The rules in force when the hit was made, as `suppressions.rules_of` has them."""
    decisive = basis.get("decisive", {})
    missing = STRICTER.keys() - decisive.keys()
    if missing:
        raise RecordError(
            f"the run {run} does not say under which {', '.join(sorted(missing))} it was made; "
            "screen again and decide on that hit"
        )
    return {name: decisive[name] for name in STRICTER}


def _found(store: Store, decision: str) -> Decision:
    for one in decisions(store, decision):
        if one.id == decision:
            return one
    raise QueryError(
        f"{decision!r} is no decision on record; `screen decisions --open` lists those that "
        "wait for approval",
        field="decision",
    )


def _check_waits(decision: Decision, approver: str, settings: Settings) -> None:
    why = NOT_WAITING.get(decision.state)
    if decision.state is State.IN_FORCE and decision.approved_by is not None:
        why = "has been approved by {approved_by} already"
    if why is not None:
        told = why.format(**asdict(decision))
        raise QueryError(f"{decision.id} {told}", field="decision")
    alone = settings.four_eyes and same_person(decision.by, approver)
    if alone or not counts(decision, approver):
        raise QueryError(
            f"{decision.id} was decided by {decision.by}; somebody else has to approve it",
            field="decision",
        )
