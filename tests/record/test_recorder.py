"""What is given as an answer goes on record, and its receipt tells that it did."""

import json
from collections.abc import Callable

import pytest

from screening.domain.queries import Query
from screening.errors import RecordError
from screening.record.ids import parse_place
from screening.record.kept import entry_of, newest_entries, row_of
from screening.record.off import Unrecorded
from screening.record.recorder import Recorded
from screening.record.store import Store
from screening.screener import Screener
from screening.settings import Settings
from tests.record.conftest import Found

Make = Callable[..., Screener]


def recorder(
    settings: Settings, screener: Screener, *, alone: bool = False, **facts: object
) -> Recorded:
    return Recorded(
        Store.open(settings),
        settings,
        screener.basis,
        screener.scope,
        kind="look-up",
        facts=facts,
        alone=alone,
    )


def test_the_receipt_of_an_answer_finds_its_row(
    settings: Settings, store: Store, make: Make, found: Found
) -> None:
    with make() as screener, recorder(settings, screener) as record:
        first = record.answer(screener.screen("Arvid Kellermund"))
        second = record.answer(screener.screen(Query(name="Jane Roe", id="C-1")))
        third = record.invalid(Query(name="?"), "name: has no letter")

    rows = [
        row_of(store, entry_of(store, place.run), place)
        for place in map(parse_place, (first.receipt or "", second.receipt or "", third))
    ]
    assert [row.receipt for row in rows] == [first.receipt, second.receipt, third]
    assert [row.intact for row in rows] == [True, True, True]
    assert rows[0].values["found"][0]["reference"] == "P2"
    assert rows[1].values["query"] == {"name": "Jane Roe", "id": "C-1"}
    assert rows[2].values["error"] == "name: has no letter"
    assert found() == []


def test_the_entry_counts_outcomes_and_names_what_it_rests_on(
    settings: Settings, store: Store, make: Make
) -> None:
    with make() as screener, recorder(settings, screener, as_of="2025-01-01") as record:
        record.answer(screener.screen("Arvid Kellermund"))
        record.answer(screener.screen("Jane Roe"))

    (kept,) = newest_entries(store, 5)
    body = store.row("SELECT body FROM basis WHERE digest = ?", kept.facts["basis"])
    assert body is not None
    rests_on = json.loads(body[0])
    assert kept.facts["outcomes"] == {"hit": 1, "clear": 1}
    assert kept.facts["as_of"] == "2025-01-01"
    assert rests_on["decisive"]["threshold"] == 0.7
    assert [each["source"] for each in rests_on["lists"]] == ["test"]


def on_record(store: Store, receipt: str | None) -> bool:
    """Whether a receipt is of a row that another connection sees now."""
    place = parse_place(receipt or "")
    return bool(row_of(store, entry_of(store, place.run), place).intact)


def test_a_receipt_that_was_handed_out_is_on_record_while_the_run_goes_on(
    settings: Settings, store: Store, make: Make, found: Found
) -> None:
    with make() as screener, recorder(settings, screener) as record:
        for _ in range(2):
            assert on_record(store, record.answer(screener.screen("Jane Roe")).receipt)
        assert on_record(store, record.invalid(Query(name="?"), "name: has no letter"))
        assert found() == []
    assert found() == []


def test_one_answer_alone_is_sealed_before_it_is_handed_out(
    settings: Settings, store: Store, make: Make, found: Found
) -> None:
    with make() as screener, recorder(settings, screener, alone=True) as record:
        assert on_record(store, record.answer(screener.screen("Jane Roe")).receipt)
        assert store.rows("SELECT kind, position FROM run") == [("look-up", 1)]
        assert found() == []


@pytest.mark.parametrize("alone", [True, False])
def test_where_the_record_takes_nothing_there_is_no_answer(
    settings: Settings, store: Store, make: Make, alone: bool
) -> None:
    def answer() -> None:
        with make() as screener, Store.open(settings, wait=0.1) as locked:
            record = Recorded(
                locked, settings, screener.basis, screener.scope, kind="look-up", alone=alone
            )
            with record:
                record.answer(screener.screen("Jane Roe"))

    with store.writing(), pytest.raises(RecordError, match="try again"):
        answer()

    assert store.rows("SELECT id FROM run") == []


def test_what_was_broken_off_by_an_error_is_sealed_and_says_so(
    settings: Settings, store: Store, make: Make, found: Found
) -> None:
    def answer_and_fail() -> None:
        with make() as screener, recorder(settings, screener) as record:
            record.answer(screener.screen("Jane Roe"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_and_fail()

    (kept,) = newest_entries(store, 5)
    assert (kept.state, kept.rows, kept.facts["broken_off"]) == ("sealed", 1, True)
    assert found() == []


def test_where_nothing_was_asked_nothing_is_on_record(
    settings: Settings, store: Store, make: Make
) -> None:
    with make() as screener, recorder(settings, screener):
        pass

    assert newest_entries(store, 5) == []


def test_off_the_record_nothing_is_kept_and_there_is_no_receipt(
    settings: Settings, store: Store, make: Make
) -> None:
    said: list[str] = []
    with make() as screener, Unrecorded(settings, said.append) as record:
        answer = record.answer(record.decided(screener.screen("Arvid Kellermund")))
        record.invalid(Query(name="?"), "name: has no letter")

    assert answer.receipt is None
    assert newest_entries(store, 5) == []
    assert said == []


def test_off_the_record_decisions_that_cannot_be_read_are_told_of_once(
    settings: Settings, make: Make
) -> None:
    said: list[str] = []
    nowhere = Settings(data_dir=settings.data_dir / "nowhere")
    with make() as screener, Unrecorded(nowhere, said.append) as record:
        for _ in range(2):
            record.decided(screener.screen("Arvid Kellermund"))

    (words,) = said
    assert words.startswith("earlier decisions are not applied: ")
