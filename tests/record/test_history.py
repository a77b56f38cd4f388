from datetime import UTC, datetime, timedelta

from screening.domain.queries import Query
from screening.record.history import State, decisions
from tests.record.conftest import ARVID, Desk

TODAY = datetime.now(UTC).date()


def test_decisions_are_told_newest_first(any_desk: Desk) -> None:
    answer = any_desk.screen()
    made = [any_desk.decide(answer, rank=rank).id for rank in (1, 2)]

    with any_desk.opened() as store:
        assert [one.id for one in decisions(store)] == made[::-1]


def test_those_on_the_same_customer_and_listing_are_found_by_one_of_them(
    any_desk: Desk,
) -> None:
    answer = any_desk.screen()
    made = [any_desk.decide(answer).id for _ in range(3)]
    any_desk.decide(answer, rank=2)
    any_desk.decide(any_desk.screen(Query("Arvid Kellermund", id="C-2")))

    with any_desk.opened() as store:
        for one in made:
            assert [each.id for each in decisions(store, one)] == made[::-1]
        assert decisions(store, "never") == ()


def test_a_decision_is_over_the_day_after_its_last(desk: Desk) -> None:
    desk.suppress(desk.screen(), expires=str(TODAY))

    with desk.opened() as store:
        (today,) = decisions(store, today=str(TODAY))
        (tomorrow,) = decisions(store, today=str(TODAY + timedelta(days=1)))
    assert (today.state, tomorrow.state) == (State.IN_FORCE, State.EXPIRED)
    assert today.approved_by == ARVID


def test_of_an_erased_decision_it_is_told_that_it_was_made_and_by_whom(any_desk: Desk) -> None:
    made = any_desk.suppress(any_desk.screen())
    with any_desk.opened() as store:
        store.do("UPDATE run_block SET content = NULL WHERE run_id = ?", made.id)
        (erased,) = decisions(store)

    assert erased.state is State.ERASED
    assert (erased.by, erased.at, erased.hit) == (made.by, made.at, made.hit)
    assert (erased.reason, erased.verdict) == ("", "")
