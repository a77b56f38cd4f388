"""Whatever is changed on record is found, and the finding says where."""

from hashlib import sha256
from pathlib import Path

import pytest

from screening.domain.answers import Outcome
from screening.domain.queries import Query
from screening.record import witness
from screening.record.agreeing import Witnessed
from screening.record.checkpoint import checkpoint
from screening.record.customers import customer_of
from screening.record.entry import Entry, block_of
from screening.record.examining import examine
from screening.record.findings import Fault, Finding
from screening.record.lines import plain_query, row_line, seal, value_line
from screening.record.store import Store
from screening.record.verifying import Examination
from screening.settings import Settings
from tests.record.conftest import Found, Sealed, Tamper, put_on_record


def told(findings: list[Finding]) -> set[tuple[Fault, str | None, int | None]]:
    return {(each.fault, each.run, each.row) for each in findings}


def other(line: bytes) -> bytes:
    assert b"Kellermund" in line
    return line.replace(b"Kellermund", b"Kellermann")


def test_an_untouched_record_is_whole(sealed: Sealed, found: Found) -> None:
    for rows in (7, 0, 1, 3):
        sealed(rows)

    assert found() == []


def test_an_empty_record_is_whole(found: Found) -> None:
    assert found() == []


def test_a_changed_cell_names_its_run_and_row(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    _, run = sealed(), sealed()
    lines, seals = tamper.block(run, 1)
    tamper.put(run, [other(lines[0]), *lines[1:]], seals, 1)

    (finding,) = found()

    assert told([finding]) == {(Fault.ROW_CHANGED, run, 4)}
    assert finding.sentence == f"run {run}, row 4: the line is not what was sealed"


def test_a_changed_cell_with_its_seal_worked_out_anew_is_found(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    lines, seals = tamper.block(run, 1)
    lines[0] = other(lines[0])
    tamper.put(run, lines, [seal(tamper.salt(run), lines[0]), *seals[1:]], 1)

    (finding,) = found()

    assert told([finding]) == {(Fault.SEALS_CHANGED, run, None)}
    assert "receipts that were handed out tell which" in finding.sentence


def test_a_deleted_row_is_found(sealed: Sealed, found: Found, tamper: Tamper) -> None:
    run = sealed()
    lines, seals = tamper.block(run, 1)
    tamper.put(run, [lines[0], lines[2]], seals, 1)

    assert told(found()) == {(Fault.ROW_MISSING, run, 5)}


def test_a_row_deleted_with_its_seal_is_found(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    lines, seals = tamper.block(run, 1)
    tamper.put(run, [lines[0], lines[2]], [seals[0], seals[2]], 1)
    tamper.sql("UPDATE run_block SET row_count = 2 WHERE run_id = ? AND number = 1", run)

    assert {
        (Fault.ROW_MISSING, run, 5),
        (Fault.SEALS_CHANGED, run, None),
        (Fault.BLOCK_MISSING, run, None),
    } <= told(found())


def test_rows_whose_lines_are_swapped_are_found(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    lines, seals = tamper.block(run)
    tamper.put(run, [lines[1], lines[0], lines[2]], seals)

    findings = found()

    assert told(findings) == {(Fault.ROW_CHANGED, run, 1), (Fault.ROW_CHANGED, run, 2)}
    assert "it was sealed as row 2" in findings[0].sentence


def test_rows_swapped_with_their_seals_are_found(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    lines, seals = tamper.block(run)
    tamper.put(run, [lines[1], lines[0], lines[2]], [seals[1], seals[0], seals[2]])

    assert told(found()) == {
        (Fault.ROW_OUT_OF_ORDER, run, 1),
        (Fault.ROW_OUT_OF_ORDER, run, 2),
        (Fault.SEALS_CHANGED, run, None),
    }


def test_a_row_that_was_put_in_is_found(sealed: Sealed, found: Found, tamper: Tamper) -> None:
    run = sealed(2)
    lines, seals = tamper.block(run)
    tamper.put(run, [*lines, b'{"row":3,"outcome":"clear"}'], seals)

    assert told(found()) == {(Fault.ROW_ADDED, run, 3)}


def test_a_block_that_cannot_be_unpacked_names_its_rows(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    tamper.sql("UPDATE run_block SET content = ? WHERE run_id = ? AND number = 1", b"x", run)

    (finding,) = found()

    assert finding.sentence.startswith(f"run {run}, rows 4 to 6: they cannot be read")


def test_content_that_is_gone_without_an_erasure_is_found(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed(3)
    tamper.sql("UPDATE run_block SET content = NULL WHERE run_id = ?", run)
    tamper.sql("UPDATE run SET salt = NULL WHERE id = ?", run)

    assert told(found()) == {(Fault.CONTENT_GONE, run, 1), (Fault.CONTENT_GONE, run, None)}


def delete(tamper: Tamper, run: str) -> None:
    tamper.sql("DELETE FROM run_block WHERE run_id = ?", run)
    tamper.sql("DELETE FROM run WHERE id = ?", run)


def test_a_run_deleted_in_the_middle_is_found(
    sealed: Sealed, found: Found, tamper: Tamper, settings: Settings
) -> None:
    _, middle, _ = sealed(), sealed(), sealed()
    witness.witness_file(settings).unlink()
    delete(tamper, middle)

    (finding,) = found()

    assert (finding.fault, finding.position) == (Fault.ENTRY_MISSING, 2)
    assert finding.sentence == "entry 2: not there: taken out of the chain"


def test_a_run_deleted_and_the_rest_moved_up_is_found(
    sealed: Sealed, found: Found, tamper: Tamper, settings: Settings
) -> None:
    _, middle, last = sealed(), sealed(), sealed()
    witness.witness_file(settings).unlink()
    delete(tamper, middle)
    tamper.sql("UPDATE run SET position = 2 WHERE id = ?", last)

    assert told(found()) == {
        (Fault.CHAIN_BROKEN, last, None),
        (Fault.ENTRY_CHANGED, last, None),
    }


def test_the_last_run_deleted_is_found_by_the_witness(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    _, last = sealed(), sealed()
    delete(tamper, last)

    (finding,) = found()

    assert (finding.fault, finding.position) == (Fault.WITNESS_DIFFERS, 2)


def test_a_run_worked_out_anew_in_the_middle_breaks_the_chain(
    sealed: Sealed, found: Found, tamper: Tamper, settings: Settings
) -> None:
    _, run, after = sealed(), sealed(), sealed()
    witness.witness_file(settings).unlink()
    work_out_anew(tamper, run)

    (finding,) = found()

    assert told([finding]) == {(Fault.CHAIN_BROKEN, after, None)}
    assert "replaced or worked out anew" in finding.sentence


def test_the_last_run_worked_out_anew_is_found_by_the_witness(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    _, run = sealed(), sealed()
    work_out_anew(tamper, run)

    (finding,) = found()

    assert (finding.fault, finding.position) == (Fault.WITNESS_DIFFERS, 2)


def test_the_whole_tail_worked_out_anew_is_found_by_the_witness(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    runs = [sealed() for _ in range(4)]
    work_out_tail_anew(tamper, runs[1:])

    (finding,) = found()

    assert (finding.fault, finding.position, finding.last) == (Fault.WITNESS_DIFFERS, 2, 4)
    assert finding.sentence.startswith("entries 2 to 4: ")


def test_where_the_witness_is_gone_too_a_checkpoint_tells(
    sealed: Sealed,
    found: Found,
    tamper: Tamper,
    store: Store,
    settings: Settings,
    tmp_path: Path,
) -> None:
    import json

    runs = [sealed() for _ in range(3)]
    kept = tmp_path / "checkpoint.json"
    kept.write_text(json.dumps(checkpoint(store, settings)), encoding="utf-8")
    work_out_tail_anew(tamper, runs[1:])
    witness.witness_file(settings).unlink()

    assert found() == []
    (finding,) = found(checkpoint=kept)
    assert (finding.fault, finding.position) == (Fault.CHECKPOINT_DIFFERS, 3)

    delete(tamper, runs[2])
    (finding,) = found(checkpoint=kept)
    assert finding.sentence == (
        "entry 3: the checkpoint names it, and it is not in the chain any more"
    )


def work_out_anew(tamper: Tamper, run: str, previous: str | None = None) -> str:
    """Change a row of a run, and everything of that run that would tell."""
    lines, seals = tamper.block(run, 1)
    lines[0] = other(lines[0])
    tamper.put(run, lines, [seal(tamper.salt(run), lines[0]), *seals[1:]], 1)
    facts = {**tamper.facts(run), "content": sha256(tamper.seals(run)).hexdigest()}
    return tamper.say(run, facts if previous is None else {**facts, "previous": previous})


def work_out_tail_anew(tamper: Tamper, runs: list[str]) -> None:
    before = tamper.facts(runs[0])["previous"]
    for run in runs:
        before = work_out_anew(tamper, run, before)


def test_a_changed_basis_is_found(sealed: Sealed, found: Found, tamper: Tamper) -> None:
    sealed()
    tamper.sql("UPDATE basis SET body = replace(body, 'made up', 'made-up')")

    (finding,) = found()

    assert finding.fault is Fault.BASIS_CHANGED


def test_a_basis_that_is_gone_names_the_runs(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    tamper.sql("DELETE FROM basis")

    assert told(found()) == {(Fault.BASIS_MISSING, run, None)}


@pytest.mark.parametrize("column", ["kind", "begun_at", "operator"])
def test_what_the_table_repeats_of_an_entry_has_to_agree(
    sealed: Sealed, found: Found, tamper: Tamper, column: str
) -> None:
    run = sealed()
    tamper.sql(f"UPDATE run SET {column} = 'other' WHERE id = ?", run)

    (finding,) = found()

    assert told([finding]) == {(Fault.ENTRY_CHANGED, run, None)}
    assert f"sealed with {column} " in finding.sentence


def test_what_an_entry_says_has_to_be_what_its_hash_is_of(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    tamper.sql("UPDATE run SET body = replace(body, 'clear', 'cleer') WHERE id = ?", run)

    assert told(found()) == {(Fault.ENTRY_CHANGED, run, None)}


def test_only_the_rows_of_one_run_are_read_where_it_is_named(
    sealed: Sealed, found: Found, tamper: Tamper
) -> None:
    changed, run = sealed(), sealed()
    lines, seals = tamper.block(changed, 1)
    tamper.put(changed, [other(lines[0]), *lines[1:]], seals, 1)

    assert found(run=run) == []
    assert told(found(run=changed)) == {(Fault.ROW_CHANGED, changed, 4)}


@pytest.fixture
def decision(store: Store, settings: Settings) -> str:
    """A decision on record, with its row in the table."""
    return decided(store, settings, hit_of(store, settings))


FOUND = {"source": "test", "reference": "P1"}
CUSTOMER = Query(name="Arvid Kellermund", id="C-1")


def hit_of(store: Store, settings: Settings) -> str:
    """A hit on record."""
    entry = Entry(store, settings, "look-up")
    line = {"outcome": "hit", "query": plain_query(CUSTOMER), "found": [FOUND]}
    entry.seal({}, block_of(1, [value_line(1, line)], entry.salt))
    return f"{entry.id}-1.1"


def decided(
    store: Store, settings: Settings, hit: str, kind: str = "decision", **said: object
) -> str:
    """A decision on a hit, or an approval, with its row in the table."""
    entry = Entry(store, settings, kind)
    told = {"kind": kind, "hit": hit, "customer_of": customer_of(CUSTOMER), **FOUND, **said}
    place = (str(told[name]) for name in ("hit", "customer_of", "source", "reference"))
    block = block_of(1, [value_line(1, told)], entry.salt)
    entry.seal({}, block, beside=lambda: put(store, entry.id, *place))
    return entry.id


@pytest.mark.parametrize("column", ["hit", "customer", "source", "reference"])
def test_a_row_of_the_table_of_decisions_has_to_say_what_was_sealed(
    decision: str, found: Found, tamper: Tamper, column: str
) -> None:
    assert found() == []
    tamper.sql(f"UPDATE decision SET {column} = 'other'")

    (finding,) = found()

    assert told([finding]) == {(Fault.DECISION_CHANGED, decision, None)}
    assert f"another {column} " in finding.sentence


def test_a_decision_that_was_moved_after_its_hit_was_erased_is_found(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    hit = hit_of(store, settings)
    decision = decided(store, settings, hit)
    tamper.sql("UPDATE run SET begun_at = '2019' WHERE id = ?", hit[:10])
    tamper.sql("UPDATE run_block SET content = NULL WHERE run_id = ?", hit[:10])
    tamper.sql("UPDATE run SET salt = NULL WHERE id = ?", hit[:10])
    Entry(store, settings, "erasure").seal({"runs": [hit[:10]]})
    tamper.sql("UPDATE decision SET reference = 'x' WHERE run_id = ?", decision)

    assert (Fault.DECISION_CHANGED, decision, None) in told(found())


def test_a_decision_on_a_hit_that_is_nowhere_is_found(
    store: Store, settings: Settings, found: Found
) -> None:
    decision = decided(store, settings, "k3v9tz2m1q-1.1")

    assert told(found()) == {(Fault.HIT_MISSING, decision, None)}


def test_a_decision_that_was_sealed_about_another_than_its_hit_is_found(
    store: Store, settings: Settings, found: Found
) -> None:
    decision = decided(store, settings, hit_of(store, settings), reference="P2")

    assert told(found()) == {(Fault.DECISION_CHANGED, decision, None)}


@pytest.mark.parametrize(
    ("by", "four_eyes", "faults"),
    [
        ("arvid", True, set()),
        ("SELMA", True, {Fault.APPROVED_ALONE}),
        ("selma", False, set()),
    ],
)
def test_an_approval_by_who_decided_is_found_where_it_takes_two(
    store: Store, settings: Settings, found: Found, by: str, four_eyes: bool, faults: set[Fault]
) -> None:
    hit = hit_of(store, settings)
    decision = decided(store, settings, hit, by="selma", four_eyes=four_eyes)
    decided(store, settings, hit, "approval", approves=decision, by=by)

    assert {each.fault for each in found()} == faults


def test_an_approval_of_what_is_no_decision_is_found(
    store: Store, settings: Settings, found: Found
) -> None:
    hit = hit_of(store, settings)
    approval = decided(store, settings, hit, "approval", approves=hit[:10], by="arvid")

    assert told(found()) == {(Fault.DECISION_MISSING, approval, None)}


def under_way(store: Store, settings: Settings) -> str:
    """A run that is not finished, of a row."""
    run = Entry(store, settings, "batch")
    line = row_line(1, Query("Arvid Kellermund"), Outcome.HIT)
    run.add(block_of(1, [line], run.salt))
    return run.id


def test_a_changed_row_of_a_run_that_was_not_finished_is_found(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    run, untouched = under_way(store, settings), under_way(store, settings)
    assert found() == []
    lines, seals = tamper.block(run)
    tamper.put(run, [other(lines[0])], seals)

    assert told(found()) == {(Fault.ROW_CHANGED, run, 1)}
    assert told(found(run=run)) == {(Fault.ROW_CHANGED, run, 1)}
    assert found(run=untouched) == []


def test_a_run_that_was_taken_out_before_it_was_finished_is_found(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    run = under_way(store, settings)
    delete(tamper, run)

    assert told(found()) == {(Fault.RUN_MISSING, run, None)}


def test_an_unfinished_run_that_never_began_is_found(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    tamper.sql(
        "INSERT INTO run VALUES ('k3v9tz2m1q', 'batch', NULL, '2025', 'selma', ?, '{}', NULL)",
        b"salt",
    )

    assert told(found()) == {(Fault.RUN_ADDED, "k3v9tz2m1q", None)}


def test_an_unfinished_run_of_another_operator_than_began_it_is_found(
    store: Store, settings: Settings, found: Found, tamper: Tamper
) -> None:
    run = under_way(store, settings)
    tamper.sql("UPDATE run SET operator = 'other' WHERE id = ?", run)

    assert told(found()) == {(Fault.RUN_CHANGED, run, None)}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE run_block SET content = 'abc'",
        "UPDATE run_block SET first_row = 'x'",
        "UPDATE run_block SET row_count = 'x'",
        "UPDATE run_block SET number = 'x'",
        "UPDATE run_block SET seals = 'abcd'",
        "UPDATE run SET salt = 'abcd'",
        "UPDATE run SET position = 'x' WHERE position IS NOT NULL",
        "UPDATE run SET body = CAST(body AS BLOB)",
        "UPDATE run SET body = 7",
        "UPDATE run SET hash = CAST(hash AS BLOB)",
        "UPDATE basis SET body = CAST(body AS BLOB)",
    ],
)
def test_columns_of_another_type_are_findings_that_name_their_place(
    store: Store, settings: Settings, found: Found, change: str
) -> None:
    if store.on_server:
        pytest.skip("a server refuses them")
    decided(store, settings, f"{put_on_record(store, settings, 1)}-1.1")
    assert found() == []
    store.do("PRAGMA ignore_check_constraints = ON")
    store.do(change.replace("WHERE", "WHERE kind = 'look-up' AND"))

    assert found()


def warnings(store: Store, settings: Settings, **options: object) -> tuple[str, ...]:
    return examine(store, settings, lambda _: None, **options).warnings  # type: ignore[arg-type]


def test_a_witness_that_is_missing_or_ends_early_is_told_and_no_finding(
    store: Store, settings: Settings, sealed: Sealed, found: Found
) -> None:
    assert warnings(store, settings) == ()
    sealed()
    assert warnings(store, settings) == ()
    file = witness.witness_file(settings)
    noted = file.read_text()
    sealed()
    file.write_text(noted)
    (early,) = warnings(store, settings)
    file.unlink()
    (missing,) = warnings(store, settings)

    assert early.endswith("knows entries up to 1 of 2")
    assert "is missing" in missing
    assert found() == []


def put(store: Store, *values: str) -> None:
    store.do("INSERT INTO decision VALUES (?, ?, ?, ?, ?)", *values)


def test_a_decision_without_its_row_is_found(
    decision: str, found: Found, tamper: Tamper
) -> None:
    tamper.sql("DELETE FROM decision")

    assert told(found()) == {(Fault.DECISION_MISSING, decision, None)}


def test_a_row_without_its_decision_is_found(
    sealed: Sealed, decision: str, found: Found, tamper: Tamper
) -> None:
    run = sealed()
    tamper.sql("INSERT INTO decision VALUES (?, 'h', 'c', 's', 'r')", run)

    assert told(found()) == {(Fault.DECISION_ADDED, run, None)}


def test_what_is_sealed_while_the_chain_is_read_is_no_finding(
    sealed: Sealed, store: Store, settings: Settings
) -> None:
    sealed()
    sealed()
    findings: list[Finding] = []
    witnessed, chain = Witnessed(settings), Examination(store)
    with Store.open(settings) as other, store.reading():
        findings += chain.findings()
        put_on_record(other, settings, 1)
        findings += witnessed.findings(store)

    assert findings == []
    assert (chain.entries, witnessed.entries) == (2, 2)
