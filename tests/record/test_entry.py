import json
from hashlib import sha256

import pytest

from screening.errors import RecordError
from screening.record import witness
from screening.record.chain import GENESIS, canonical, digest, head
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.lines import value_line
from screening.record.store import Store
from screening.records import replace
from screening.settings import Settings
from screening.who import account
from tests.record.conftest import Found, Sealed

LINES = [value_line(row, {"name": "Jane Roe"}) for row in (1, 2, 3)]


def test_nothing_is_there_before_the_first_block(store: Store, settings: Settings) -> None:
    entry = Entry(store, settings, "batch")

    assert store.rows("SELECT id FROM run") == []
    entry.add(block_of(1, LINES, entry.salt))
    unsealed = "SELECT id, hash FROM run WHERE position IS NULL"
    assert store.rows(unsealed) == [(entry.id, None)]


def test_that_a_run_has_begun_is_in_the_chain_at_once(
    store: Store, settings: Settings, found: Found
) -> None:
    entry = Entry(store, settings, "batch")
    entry.begin()
    entry.add(block_of(1, LINES, entry.salt))

    ((position, kind, body),) = store.rows(
        "SELECT position, kind, body FROM run WHERE position IS NOT NULL"
    )
    assert (position, kind) == (1, "begun")
    assert json.loads(body)["begun"] == {
        "run": entry.id,
        "kind": "batch",
        "begun_at": entry.begun_at,
        "operator": "tester",
        "says": digest("{}"),
    }
    assert found() == []


def test_an_entry_says_by_which_account_it_was_made(store: Store, settings: Settings) -> None:
    Entry(store, settings, "batch").seal({})

    ((body,),) = store.rows("SELECT body FROM run")
    assert json.loads(body)["account"] == account()


def test_nothing_is_added_to_a_run_that_was_erased_meanwhile(
    store: Store, settings: Settings
) -> None:
    entry = Entry(store, settings, "batch")
    entry.add(block_of(1, LINES, entry.salt))
    store.do("UPDATE run SET salt = NULL WHERE id = ?", entry.id)

    with pytest.raises(RecordError, match="was erased or closed"):
        entry.add(block_of(4, LINES, entry.salt))
    with pytest.raises(RecordError, match="was erased or closed"):
        entry.seal({})


def test_the_witness_notes_no_entry_that_was_taken_back(
    store: Store, settings: Settings
) -> None:
    def fail_after_sealing() -> None:
        with store.writing():
            Entry(store, settings, "batch").seal({})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_sealing()

    assert store.rows("SELECT id FROM run") == []
    assert list(witness.noted(settings)) == []


def test_a_sealed_entry_says_who_when_how_many_and_what_is_before_it(
    store: Store, settings: Settings
) -> None:
    entry = Entry(store, settings, "batch", {"input": "customers.csv"})
    block = block_of(1, LINES, entry.salt)
    sealed = entry.seal({"outcomes": {"clear": 3}}, block)

    row = store.row("SELECT position, body, hash FROM run")
    assert row is not None
    told = json.loads(row[1])
    assert (row[0], row[2]) == (1, sealed)
    assert digest(row[1]) == sealed
    assert told["previous"] == GENESIS
    assert (told["rows"], told["blocks"]) == (3, 1)
    assert told["content"] == sha256(block.seals).hexdigest()
    assert (told["kind"], told["operator"]) == ("batch", "tester")
    assert (told["input"], told["outcomes"]) == ("customers.csv", {"clear": 3})
    assert told["begun_at"] <= told["ended_at"]


def test_entries_are_chained_in_the_order_they_end(store: Store, settings: Settings) -> None:
    first, second = Entry(store, settings, "batch"), Entry(store, settings, "batch")
    first.begin()
    second.begin()
    before = second.seal({})
    after = first.seal({})

    ended = "SELECT id, position FROM run WHERE kind = 'batch' ORDER BY position"
    assert store.rows(ended) == [(second.id, 3), (first.id, 4)]
    body = store.row("SELECT body FROM run WHERE position = 4")
    assert body is not None
    assert json.loads(body[0])["previous"] == before
    assert head(store) == (4, after)
    assert list(witness.noted(settings))[2:] == [(3, before), (4, after)]


def test_what_is_done_beside_is_done_with_the_seal_or_neither(
    store: Store, settings: Settings
) -> None:
    entry = Entry(store, settings, "decision")

    def beside() -> None:
        store.do("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(RecordError):
        entry.seal({}, beside=beside)

    assert store.rows("SELECT id FROM run") == []
    assert list(witness.noted(settings)) == []


def test_a_run_that_was_broken_off_is_taken_up_where_its_blocks_count(
    store: Store, settings: Settings, found: Found
) -> None:
    broken = Entry(store, settings, "batch", {"input": "customers.csv"})
    broken.add(block_of(1, LINES[:1], broken.salt))
    broken.add(block_of(2, LINES[1:], broken.salt))

    entry = Entry.taken_up(store, settings, broken.id, blocks=1)

    assert entry is not None
    assert (entry.rows, entry.blocks, entry.salt) == (1, 1, broken.salt)
    entry.seal({}, block_of(2, LINES[1:2], entry.salt))
    assert found() == []
    row = store.row("SELECT body FROM run WHERE id = ?", entry.id)
    assert row is not None
    assert json.loads(row[0])["input"] == "customers.csv"
    assert json.loads(row[0])["rows"] == 2


def test_who_goes_on_with_a_run_is_in_the_chain_before_it_is_sealed(
    store: Store, settings: Settings, found: Found
) -> None:
    broken = Entry(store, settings, "batch")
    broken.add(block_of(1, LINES, broken.salt))

    by_selma = replace(settings, operator="selma")
    entry = Entry.taken_up(store, by_selma, broken.id, blocks=1)
    assert entry is not None
    entry.note_taken_up()

    assert found() == []
    store.do("UPDATE run SET body = '{}' WHERE id = ?", entry.id)
    assert found() != []


def test_what_is_sealed_or_erased_or_not_there_is_not_taken_up(
    store: Store, settings: Settings, sealed: Sealed
) -> None:
    erased = Entry(store, settings, "batch")
    erased.begin()
    store.do("UPDATE run SET salt = NULL WHERE id = ?", erased.id)

    for run in (sealed(), erased.id, "0123456789"):
        assert Entry.taken_up(store, settings, run, blocks=0) is None


def test_what_runs_rest_on_is_kept_once(store: Store) -> None:
    body = canonical({"lists": []})

    assert keep_basis(store, body) == keep_basis(store, body) == digest(body)
    assert store.rows("SELECT body FROM basis") == [(body,)]


def test_one_value_has_one_text() -> None:
    assert canonical({"b": 1, "a": ["Ünal", None]}) == '{"a":["Ünal",null],"b":1}'


def test_odd_bytes_of_a_file_name_or_an_operator_go_on_record(
    store: Store, settings: Settings, found: Found
) -> None:
    entry = Entry(store, replace(settings, operator="m\udcfcller"), "batch")
    entry.begin()
    entry.seal({"input": {"name": "k\udcff.csv"}})

    row = store.row("SELECT operator, body FROM run WHERE id = ?", entry.id)
    assert row is not None
    assert row[0] == "m\\udcfcller"
    assert json.loads(row[1])["input"]["name"] == "k\udcff.csv"
    assert found() == []
