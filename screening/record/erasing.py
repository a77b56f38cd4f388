"""Erases what the record holds of persons; the chain stays, and can be verified for ever.

The lines of the rows and the run's salt go, their seals stay. On a file the pages that
they were in are written over with zeros (`PRAGMA secure_delete`) and the log that the
file is written through is emptied, so that nothing of them stays on free pages and no
VACUUM is needed; what was freed before by other means (a run taken up again) is not
reached by that, and copies of the file are not either. A server keeps what is erased
until its own VACUUM.
"""

import json
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from screening.dates import past_day
from screening.record.entry import APPROVAL, BEGUN, DECISION, ERASURE, Entry
from screening.record.store import Store
from screening.record.suppressions import FALSE, newest
from screening.record.told import Key, Told, told_decisions
from screening.records import record, replace
from screening.settings import Settings

OLD = """
    SELECT run.id, run.kind, run.position, run.body, run.begun_at,
        (SELECT COALESCE(SUM(row_count), 0) FROM run_block WHERE run_id = run.id)
    FROM run WHERE begun_at < ? AND salt IS NOT NULL AND kind NOT IN (?, ?)
    ORDER BY position, begun_at
"""
EMPTYING = (
    "UPDATE run_block SET content = NULL WHERE run_id = ?",
    "UPDATE run SET salt = NULL WHERE id = ?",
    # its customer is a digest of a reference, which can be guessed
    "DELETE FROM decision WHERE run_id = ?",
)
UNDER_WAY = timedelta(days=7)
"""How long a run that was not finished may still be gone on with."""


@record
class Erasure:
    """What is erased, or would be.

    Args:
        before: the day (ISO); what ended on it or later stays.
        runs: ids, in the order of the chain; those not finished are last.
        rows: how many rows they have together.
        unfinished: how many of the runs were not finished.
        kept: ids of old decisions that stay: they may still suppress a hit, or keep an
            older one, which has to stay, from doing so.
        entry: id of the entry that says so; None where nothing was erased.
        emptied: whether nothing of it is left in the files of the registry.
        under_way: how many runs stay, as they may still be under way.
    """

    before: str
    runs: tuple[str, ...]
    rows: int
    unfinished: int
    kept: tuple[str, ...]
    entry: str | None = None
    emptied: bool = False
    under_way: int = 0


def planned(store: Store, before: str, today: str | None = None) -> Erasure:
    """What an erasure would empty.

    Args:
        store: the record.
        before: what ended before this day (ISO) is meant; what was not finished, and
            begun before it and seven days ago, too.
        today: the day (ISO) that the expiry of decisions is told by; now by default.

    Raises:
        QueryError: that is no day, or one to come.
    """
    today = today or datetime.now(UTC).date().isoformat()
    day = past_day(before, "before", today=today)
    old: dict[str, str] = {}
    rows: dict[str, int] = {}
    unfinished: set[str] = set()
    under_way = 0
    going_on = (datetime.now(UTC) - UNDER_WAY).isoformat()
    with store.reading():
        for run, kind, position, body, begun_at, count in store.each(OLD, day, ERASURE, BEGUN):
            if not _ended_before(day, position, body, begun_at):
                continue
            if position is None and begun_at > going_on:
                under_way += 1
                continue
            old[run], rows[run] = kind, count
            if position is None:
                unfinished.add(run)
        kept = _to_keep(list(told_decisions(store)), old, today)
    runs = tuple(run for run in old if run not in kept)
    return Erasure(
        day,
        runs,
        sum(rows[run] for run in runs),
        len(unfinished),
        tuple(run for run in old if run in kept),
        under_way=under_way,
    )


def _ended_before(day: str, position: int | None, body: str | None, begun_at: str) -> bool:
    ended = begun_at
    if position is not None:
        with suppress(ValueError, AttributeError):
            ended = json.loads(body or "").get("ended_at", begun_at)
    return str(ended) < day


def _to_keep(told: list[Told], old: Collection[str], today: str) -> set[str]:
    """The decisions that stay though they are old, and their approvals.

    One that may suppress a hit, or will once approved; and one that took the place of
    another that stays, which would come back without it. What came after what goes by the
    chain: clocks may differ.
    """
    kept = {
        each.decision
        for each in newest(told).values()
        if each.verdict == FALSE and (each.expires is None or each.expires >= today)
    }
    held: set[Key] = set()
    for each in told:
        if each.kind != DECISION:
            continue
        if each.key in held:
            kept.add(each.run)
        elif each.run in kept or each.run not in old:
            held.add(each.key)
    approvals = {
        each.run
        for each in told
        if each.kind == APPROVAL and each.said is not None and each.said["approves"] in kept
    }
    return kept | approvals


def erase(store: Store, settings: Settings, plan: Erasure) -> Erasure:
    """Empty what was planned, and put that on record, both or neither.

    Args:
        store: the record.
        settings: where the registry is, and who is at work.
        plan: what `planned` gave.

    Returns:
        The plan, with the id of the entry and whether the files were emptied too.

    Raises:
        RecordError: the database refuses; nothing is erased then.
    """
    if not plan.runs:
        return plan
    entry = Entry(store, settings, ERASURE)
    facts = {"before": plan.before, "runs": list(plan.runs), "erased_rows": plan.rows}

    def empty() -> None:
        for run in plan.runs:
            for statement in EMPTYING:
                store.do(statement, run)

    store.overwrite()
    entry.seal(facts, beside=empty)
    return replace(plan, entry=entry.id, emptied=store.emptied())
