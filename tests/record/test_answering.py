from collections.abc import Iterator

import pytest

import screening
from screening.domain.answers import Answer, Outcome
from screening.domain.queries import Query
from screening.record.ids import parse_place
from screening.record.kept import proven_row
from screening.screener import Screener
from tests.record.conftest import CUSTOMER, Desk


@pytest.fixture
def screener(desk: Desk) -> Iterator[Screener]:
    with desk.screener() as screener:
        yield screener


def test_answers_of_a_python_caller_are_one_run_on_record(
    desk: Desk, screener: Screener
) -> None:
    with screening.recorded(screener) as record:
        answers = [record.screen(CUSTOMER), record.screen("Torvald Vinterberg")]

    with desk.opened() as store:
        rows = [proven_row(store, parse_place(answer.receipt or ""))[1] for answer in answers]
        ended = store.rows("SELECT kind, position FROM run ORDER BY position")
    assert ended == [("begun", 1), ("python", 2)]
    assert [row.query for row in rows] == [CUSTOMER, Query("Torvald Vinterberg")]
    assert [row.values["outcome"] for row in rows] == ["hit", "clear"]


def test_what_was_decided_is_applied(desk: Desk, screener: Screener) -> None:
    answer = desk.screen()
    for rank in (1, 2):
        desk.suppress(answer, rank=rank)

    with screening.recorded(screener) as record:
        assert record.screen(CUSTOMER).outcome is Outcome.SUPPRESSED


def test_a_query_that_cannot_be_screened_is_on_record_and_raised(
    desk: Desk, screener: Screener
) -> None:
    with screening.recorded(screener) as record:
        with pytest.raises(screening.QueryError, match="name"):
            record.screen("...")
        record.screen("Torvald Vinterberg")

    with desk.opened() as store:
        row = proven_row(store, parse_place(f"{record.run}-1"))[1]
    assert row.values["outcome"] == "invalid"


def test_what_was_answered_before_an_error_stays_on_record(
    desk: Desk, screener: Screener
) -> None:
    given: list[Answer] = []
    with pytest.raises(KeyboardInterrupt):
        _broken_off(screener, given)

    with desk.opened() as store:
        kept, row = proven_row(store, parse_place(given[0].receipt or ""))
    assert row.query == CUSTOMER
    assert (kept.state, kept.facts["broken_off"]) == ("sealed", True)


def _broken_off(screener: Screener, given: list[Answer]) -> None:
    with screening.recorded(screener) as record:
        given.append(record.screen(CUSTOMER))
        raise KeyboardInterrupt


def test_with_the_record_off_an_answer_has_no_receipt(desk: Desk) -> None:
    with desk.screener(record=False) as screener, screening.recorded(screener) as record:
        assert record.screen(CUSTOMER).receipt is None
        assert record.run is None
