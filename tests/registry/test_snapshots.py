from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from screening.domain.lists import Source
from screening.errors import RegistryError
from screening.registry import snapshots
from screening.registry.engine import reading, writing
from screening.registry.ingest import retire
from screening.registry.snapshots import Snapshot, as_of
from tests.conftest import listing, take_in
from tests.registry.conftest import SOURCE

BUILTIN = Source("builtin-test", "eu", "A made-up package", "test", builtin=True)


def made(
    number: int,
    day: str | None,
    *,
    activation: int | None = None,
    state: str = "superseded",
    source: str = "eu-test",
    builtin: bool = False,
    retrieved_at: str = "2026-06-01T08:00:00+00:00",
) -> Snapshot:
    """A made-up state; its place in the order of activation is its number by default."""
    place = None if state in ("quarantined", "rejected") else activation or number
    return Snapshot(
        *(number, source, builtin, "test", "1", (), day, retrieved_at, None, "0" * 64, 1),
        *(state, 1, 0, 1, {}, (), place, retrieved_at, None, None, None),
    )


THREE = (
    made(3, "2026-03-01", state="active"),
    made(2, "2026-02-01"),
    made(1, "2026-01-01"),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [1]),
        ("2026-01-31", [1]),
        ("2026-02-01", [2]),
        ("2026-02-28", [2]),
        ("2026-03-01", [3]),
        ("2030-01-01", [3]),
    ],
)
def test_the_state_of_a_day_is_the_newest_published_by_then(
    day: str, expected: list[int]
) -> None:
    assert [each.id for each in as_of(THREE, day)] == expected


def test_days_count_and_not_the_order_of_import() -> None:
    days = ("2026-03-01", "2026-01-01", "2026-02-01", "2026-03-01")
    imported = [made(number, day) for number, day in enumerate(days, start=1)]

    assert [each.id for each in as_of(imported, "2026-01-15")] == [2]
    assert [each.id for each in as_of(imported, "2026-02-15")] == [3]
    assert [each.id for each in as_of(imported, "2026-03-15")] == [4]


def test_of_two_states_of_one_day_the_later_activation_counts() -> None:
    twice = (made(1, "2026-01-01", activation=2), made(2, "2026-01-01", activation=1))

    assert [each.id for each in as_of(twice, "2026-01-01")] == [1]


def test_without_a_day_of_publication_that_of_retrieval_counts() -> None:
    undated = made(1, None, retrieved_at="2026-02-03T23:59:59+00:00")

    assert as_of([undated], "2026-02-02") == ()
    assert as_of([undated], "2026-02-03") == (undated,)


@pytest.mark.parametrize("state", ["quarantined", "rejected"])
def test_what_was_never_active_was_never_the_list(state: str) -> None:
    assert as_of([made(1, "2026-01-01", state=state)], "2026-06-01") == ()


def test_every_list_answers_for_itself_by_code() -> None:
    other = made(9, "2026-01-15", source="a-list", state="active")

    assert [each.source for each in as_of((*THREE, other), "2026-02-01")] == [
        "a-list",
        "eu-test",
    ]


def test_built_in_packages_count_as_they_are_now_on_any_day() -> None:
    before = made(1, "2026-01-01", builtin=True)
    now = made(2, "2026-03-01", builtin=True, state="active")

    assert as_of([before, now], "2020-01-01") == (now,)


def test_a_retired_built_in_package_counts_on_no_day(registry: Engine) -> None:
    with writing(registry) as connection:
        take_in(connection, BUILTIN, [listing("1", "Arvid", authority="eu")], sha256="a")
        retire(connection, BUILTIN.code, retired_at="2026-01-01T00:00:00+00:00")

    with reading(registry) as connection:
        assert as_of(snapshots.history(connection), "2025-12-31") == ()


# a state that was withdrawn


def test_a_state_that_a_person_went_back_behind_counts_no_more() -> None:
    held = [
        made(1, "2026-01-01", activation=3),
        made(2, "2026-02-01", activation=2),
        made(3, "2025-12-01", activation=1),
    ]

    assert [each.id for each in as_of(held, "2026-03-01")] == [1]
    assert [each.id for each in as_of(held, "2025-12-15")] == [3]


def test_a_state_of_the_past_may_be_filled_in_and_the_newest_taken_up_again() -> None:
    held = [
        made(1, "2026-02-01", activation=1),
        made(2, "2026-01-01", activation=2),
        made(3, "2026-02-01", activation=3),
    ]

    assert [each.id for each in as_of(held, "2026-03-01")] == [3]
    assert [each.id for each in as_of(held, "2026-01-15")] == [2]


# asking the registry


def test_a_snapshot_is_told_with_all_that_is_known_of_it(
    registry: Engine, load: Callable[..., object]
) -> None:
    load([listing("EU.1", "Arvid", "=Tosha", authority="eu")], sha256="a")

    with reading(registry) as connection:
        found = snapshots.snapshot(connection, 1)
        assert snapshots.history(connection) == snapshots.active(connection) == (found,)

    assert (found.id, found.source, found.builtin, found.format) == (
        1,
        "eu-test",
        False,
        "test",
    )
    assert (found.published_on, found.day) == ("2024-12-16", "2024-12-16")
    assert (found.state, found.activation, found.activated_at) == (
        *("active", 1),
        "2024-12-17T08:00:00Z",
    )
    assert (found.listings, found.names, found.delisted) == (1, 2, 0)
    assert (found.sha256, found.size, found.files, found.reasons) == ("a", 1, (), ())
    assert found.report == {"read": 0, "dropped": []}
    assert (found.decided_at, found.decided_by, found.decision) == (None, None, None)


def test_the_history_of_a_list_is_its_own_and_begins_with_the_newest(
    registry: Engine, load: Callable[..., object]
) -> None:
    for digest in ("a", "b"):
        load([], sha256=digest)
    load([], sha256="a", source=BUILTIN)

    with reading(registry) as connection:
        assert [each.id for each in snapshots.history(connection, SOURCE.code)] == [2, 1]
        assert [each.id for each in snapshots.history(connection)] == [3, 2, 1]


def test_a_snapshot_that_is_none_is_refused_with_a_word(registry: Engine) -> None:
    with reading(registry) as connection, pytest.raises(RegistryError, match="no snapshot 7"):
        snapshots.snapshot(connection, 7)
