import pytest

from screening.domain.lists import Limits
from screening.registry.guard import State, reasons_against

LIMITS = Limits(least=10, most=200, shrink=0.10, change=0.20, dropped=0.05)


def state(count: int, *, day: str | None = None, other: int = 0, first: int = 0) -> State:
    """`count` listings numbered from `first`, of which `other` read otherwise."""
    return State(
        {
            f"P{number}": "other" if number < first + other else "as ever"
            for number in range(first, first + count)
        },
        day,
    )


WHOLE = state(100, day="2026-03-01")


def test_a_state_within_all_limits_may_become_active() -> None:
    assert reasons_against(state(100, day="2026-03-02"), WHOLE, LIMITS) == ()


@pytest.mark.parametrize(("count", "said"), [(10, None), (9, "9 listings, fewer than the 10")])
def test_a_list_has_its_least_listings(count: int, said: str | None) -> None:
    found = reasons_against(state(count), None, LIMITS)

    assert len(found) == (said is not None)
    assert said is None or said in found[0]


@pytest.mark.parametrize(
    ("count", "said"), [(200, None), (201, "201 listings, more than the 200")]
)
def test_a_list_has_no_more_than_its_most(count: int, said: str | None) -> None:
    found = reasons_against(state(count), None, LIMITS)

    assert len(found) == (said is not None)
    assert said is None or said in found[0]


def test_an_empty_state_is_called_empty_and_not_too_short_as_well() -> None:
    assert reasons_against(state(0), None, LIMITS) == ("it is empty",)


@pytest.mark.parametrize(
    ("left", "reasons"), [(90, ()), (89, ("11 of 100 listings are gone (11 %, limit 10 %)",))]
)
def test_a_list_shrinks_by_its_share_at_most(left: int, reasons: tuple[str, ...]) -> None:
    assert reasons_against(state(left), WHOLE, LIMITS) == reasons


def test_who_is_gone_counts_although_others_came() -> None:
    """A list of the same length may be another list."""
    found = reasons_against(state(100, first=11), WHOLE, LIMITS)

    assert found == ("11 of 100 listings are gone (11 %, limit 10 %)",)


@pytest.mark.parametrize(
    ("other", "reasons"),
    [(20, ()), (21, ("21 of 100 listings read otherwise (21 %, limit 20 %)",))],
)
def test_a_list_changes_by_its_share_at_most(other: int, reasons: tuple[str, ...]) -> None:
    assert reasons_against(state(100, other=other), WHOLE, LIMITS) == reasons


def test_additions_are_no_changes() -> None:
    assert reasons_against(state(199), WHOLE, LIMITS) == ()


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        ("2026-03-01", ()),
        ("2026-02-28", ("it is of 2026-02-28, older than the active one of 2026-03-01",)),
        (None, ()),
    ],
)
def test_an_older_state_waits_for_a_person(day: str | None, reasons: tuple[str, ...]) -> None:
    assert reasons_against(state(100, day=day), WHOLE, LIMITS) == reasons


def test_without_a_day_of_the_active_one_none_is_older() -> None:
    assert reasons_against(state(100, day="1999-01-01"), state(100), LIMITS) == ()


@pytest.mark.parametrize(
    ("dropped", "reasons"),
    [
        (5, ()),  # of 105
        (6, ("6 of 106 entries could not be kept (limit 5 %)",)),
    ],
)
def test_a_reader_drops_its_share_at_most(dropped: int, reasons: tuple[str, ...]) -> None:
    assert reasons_against(state(100), None, LIMITS, dropped=dropped) == reasons


def test_a_state_of_dropped_entries_alone_says_both() -> None:
    assert reasons_against(state(0), None, LIMITS, dropped=3) == (
        "it is empty",
        "3 of 3 entries could not be kept (limit 5 %)",
    )


def test_a_first_state_is_compared_with_none() -> None:
    assert reasons_against(state(100, other=100), None, LIMITS) == ()


def test_an_empty_active_state_is_no_measure() -> None:
    assert reasons_against(WHOLE, state(0), LIMITS) == ()


def test_every_reason_is_said() -> None:
    new = state(5, day="2020-01-01", other=5)

    assert len(reasons_against(new, state(20, day="2026-03-01"), LIMITS, dropped=9)) == 5


def test_limits_can_be_loosened_so_far_that_all_passes() -> None:
    loose = Limits(least=0, most=10**6, shrink=1, change=1, dropped=1)

    assert reasons_against(state(1, other=1), WHOLE, loose, dropped=10**6) == ()
