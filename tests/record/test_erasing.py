"""What was asked and found goes for good; that it was, and the chain, stay."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from screening.errors import QueryError, RecordError
from screening.record import entry as entry_module
from screening.record.entry import Entry, block_of
from screening.record.erasing import Erasure, erase, planned
from screening.record.findings import Fault
from screening.record.ids import Place
from screening.record.kept import entry_of, row_of
from screening.record.lines import value_line
from screening.record.store import Store
from screening.settings import Settings
from tests.record.conftest import Desk, Found, Sealed, Tamper, put_on_record

TODAY = datetime.now(UTC).date()
LONG_AGO = "2019-05-01T08:00:00.000Z"
DAY = "2020-01-01"


def old(**facts: object) -> dict[str, object]:
    """What a run says that ended long ago."""
    return {"begun_at": LONG_AGO, "ended_at": LONG_AGO, **facts}


def begun_long_ago(tamper: Tamper, run: str) -> None:
    tamper.sql("UPDATE run SET begun_at = ? WHERE id = ?", LONG_AGO, run)


def test_the_rows_of_old_runs_go_and_the_chain_stays_whole(
    store: Store, settings: Settings, sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    before = sealed(4, **old(input={"name": "customers.csv"}))
    begun_long_ago(tamper, before)
    since = sealed(2)

    done = erase(store, settings, planned(store, DAY))

    assert (done.runs, done.rows, done.kept) == ((before,), 4, ())
    assert found() == []
    kept = entry_of(store, before)
    row = row_of(store, kept, Place(before, 2))
    assert (kept.state, row.line, row.intact) == ("erased", None, None)
    assert kept.facts["input"] == {"name": "customers.csv"}
    assert entry_of(store, since).state == "sealed"


def test_the_erasure_is_on_record_with_its_day_and_its_runs(
    store: Store, settings: Settings, sealed: Sealed, tamper: Tamper
) -> None:
    run = sealed(4, **old())
    begun_long_ago(tamper, run)
    done = erase(store, settings, planned(store, DAY))

    kept = entry_of(store, done.entry or "")
    assert (kept.kind, kept.operator) == ("erasure", "tester")
    assert (kept.facts["before"], kept.facts["runs"]) == (DAY, [run])


def test_planning_erases_nothing(store: Store, sealed: Sealed, tamper: Tamper) -> None:
    run = sealed(4, **old())
    begun_long_ago(tamper, run)

    assert planned(store, DAY) == Erasure(DAY, (run,), 4, 0, ())
    assert entry_of(store, run).state == "sealed"


def test_what_is_erased_is_not_erased_again(
    store: Store, settings: Settings, sealed: Sealed, tamper: Tamper
) -> None:
    begun_long_ago(tamper, sealed(4, **old()))
    erase(store, settings, planned(store, DAY))
    again = planned(store, DAY)

    assert again.runs == ()
    assert erase(store, settings, again).entry is None


def test_a_run_that_was_not_finished_goes_by_when_it_was_begun(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    entry = Entry(store, settings, "batch")
    entry.begun_at = LONG_AGO
    entry.add(block_of(1, [value_line(1, {"name": "Jane Roe"})], entry.salt))

    done = erase(store, settings, planned(store, DAY))

    assert (done.runs, done.unfinished) == ((entry.id,), 1)
    assert store.row("SELECT content FROM run_block") == (None,)
    assert found() == []


def test_a_run_that_began_before_the_day_and_ended_after_it_stays(
    store: Store, sealed: Sealed, tamper: Tamper
) -> None:
    begun_long_ago(tamper, sealed(1, begun_at=LONG_AGO))

    assert planned(store, DAY).runs == ()


def decision(
    store: Store, settings: Settings, tamper: Tamper, *, reference: str = "P1", **said: object
) -> str:
    """A decision of long ago, on record with its row in the table."""
    hit = str(said.get("hit") or f"{put_on_record(store, settings, 1)}-1.1")
    kind = "approval" if "approves" in said else "decision"
    entry = Entry(store, settings, kind)
    told = {
        "kind": kind, "verdict": "false", "by": "tester", "at": LONG_AGO, "customer": "k",
        "listing": "l", "rules": {}, "expires": None, "four_eyes": True, "hit": hit,
        "source": "s", "reference": reference, "customer_of": "c", **said,
    }  # fmt: skip

    def beside() -> None:
        store.do("INSERT INTO decision VALUES (?, ?, 'c', 's', ?)", entry.id, hit, reference)

    block = block_of(1, [value_line(1, told)], entry.salt)
    entry.seal(old(), block, beside=beside)
    begun_long_ago(tamper, entry.id)
    return entry.id


def test_decisions_that_may_still_suppress_stay_with_their_approvals(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    superseded = decision(store, settings, tamper)
    newest = decision(store, settings, tamper, expires=tomorrow.isoformat())
    of = store.row("SELECT hit FROM decision WHERE run_id = ?", newest)
    assert of is not None
    approval = decision(store, settings, tamper, approves=newest, by="arvid", hit=of[0])
    lapsed = decision(store, settings, tamper, reference="P2", expires=yesterday.isoformat())
    true = decision(store, settings, tamper, reference="P3", verdict="true")

    done = erase(store, settings, planned(store, DAY))

    assert done.kept == (newest, approval)
    assert set(done.runs) == {superseded, lapsed, true}
    assert store.rows("SELECT run_id FROM decision ORDER BY run_id") == sorted(
        [(newest,), (approval,)]
    )
    assert found() == []


def at(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    monkeypatch.setattr(entry_module, "now", lambda: f"{time}.000Z")


def test_what_an_erased_decision_had_replaced_does_not_come_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2024-01-01T00:00:00")
    answer = desk.screen()
    at(monkeypatch, "2025-02-01T00:10:00")  # a host whose clock is ahead
    older = desk.suppress(answer)
    at(monkeypatch, "2025-01-31T23:59:00")
    newer = desk.decide(answer, "true")
    at(monkeypatch, "2025-06-01T00:00:00")
    with desk.opened() as store:
        plan = planned(store, "2025-02-01")
        erase(store, desk.settings, plan)

    assert newer.id in plan.kept
    assert older.id not in plan.runs
    assert not any(hit.suppressed for hit in desk.screen().candidates)


def test_a_run_that_may_still_be_under_way_stays(
    store: Store, settings: Settings, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [TODAY - timedelta(days=day) for day in (9, 3)]
    runs = []
    for day in days:
        at(monkeypatch, f"{day}T00:00:00")
        run = Entry(store, settings, "batch")
        run.begin()
        runs.append(run)

    plan = planned(store, TODAY.isoformat())
    erase(store, settings, plan)

    assert (plan.runs, plan.unfinished, plan.under_way) == ((runs[0].id,), 1, 1)
    runs[1].add(block_of(1, [value_line(1, {"name": "Jane Roe"})], runs[1].salt))
    runs[1].seal({})
    assert found() == []


def test_a_run_that_is_gone_on_with_after_its_erasure_is_refused(
    store: Store, settings: Settings, found: Found
) -> None:
    entry = Entry(store, settings, "batch")
    entry.begun_at = LONG_AGO
    entry.begin()
    erase(store, settings, planned(store, DAY))

    with pytest.raises(RecordError, match="was erased"):
        entry.add(block_of(1, [value_line(1, {"name": "Jane Roe"})], entry.salt))
    assert found() == []


def test_what_an_erasure_does_not_name_may_not_be_gone(
    store: Store, settings: Settings, sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    begun_long_ago(tamper, sealed(1, **old()))
    erase(store, settings, planned(store, DAY))
    later = sealed(1)
    tamper.sql("UPDATE run_block SET content = NULL WHERE run_id = ?", later)

    (finding,) = found()
    assert (finding.fault, finding.run, finding.row) == (Fault.CONTENT_GONE, later, 1)


def test_an_erasure_names_no_run_that_was_sealed_after_it(
    store: Store, settings: Settings, sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    """Else whoever knows an id beforehand could empty it later."""
    entry = Entry(store, settings, "erasure")
    later = Entry(store, settings, "look-up")
    entry.seal({"before": DAY, "runs": [later.id]})
    later.seal({}, block_of(1, [value_line(1, {"name": "Jane Roe"})], later.salt))
    tamper.sql("UPDATE run_block SET content = NULL WHERE run_id = ?", later.id)

    assert Fault.CONTENT_GONE in {each.fault for each in found()}


def test_content_that_is_still_there_after_its_erasure_is_found(
    store: Store, settings: Settings, sealed: Sealed, found: Found
) -> None:
    run = sealed(1)
    Entry(store, settings, "erasure").seal({"before": DAY, "runs": [run]})

    assert [each.fault for each in found()] == [Fault.NOT_ERASED]


def test_nothing_of_it_is_left_in_the_files_of_a_registry(
    store: Store, settings: Settings, tamper: Tamper
) -> None:
    path = settings.registry_file
    if path is None:
        pytest.skip("a server's files are not ours")
    entry = Entry(store, settings, "batch")
    content = json.dumps([f"Ankarfelt {number}" for number in range(2_000)])
    block = block_of(1, [value_line(1, {"told": content})], entry.salt)
    entry.seal(old(), block)
    begun_long_ago(tamper, entry.id)
    parts = [block.content[at : at + 40] for at in range(0, len(block.content) - 40, 400)]

    def left() -> int:
        files = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
        return sum(part in files for part in (*parts, entry.salt))

    assert left() > 10
    done = erase(store, settings, planned(store, DAY))

    assert done.emptied
    assert left() == 0


@pytest.mark.parametrize("day", ["", "2020", "1.1.2020", "2020-13-01"])
def test_what_is_no_day_is_refused(store: Store, day: str) -> None:
    with pytest.raises(QueryError, match="is no day"):
        planned(store, day)


def test_a_day_to_come_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="has not come yet"):
        planned(store, "2999-01-01")
