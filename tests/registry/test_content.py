from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from screening.domain.listings import Listing, fingerprint
from screening.domain.lists import Source
from screening.registry import snapshots
from screening.registry.content import documents_in, fingerprints_in, listings_in
from screening.registry.engine import reading, writing
from screening.registry.snapshots import Snapshot, as_of
from tests.conftest import listing, take_in
from tests.registry.conftest import SOURCE

OTHER = Source("eu-other", "eu", "Another made-up list", "test")
BUILTIN = Source("builtin-test", "eu", "A made-up package", "test", builtin=True)


def one(reference: str, *names: str, **fields: object) -> Listing:
    return listing(reference, *(names or ("Arvid Kellermund",)), authority="eu", **fields)


A, B, C, D = (one(f"EU.{letter}") for letter in "ABCD")
B_LATER = one("EU.B", "Arvid Kellermund", "=Tosha")

Come = Callable[..., None]


@pytest.fixture
def come(registry: Engine) -> Come:
    def come(day: str, *listings: Listing, source: Source = SOURCE) -> None:
        with writing(registry) as connection:
            digest = f"{source.code} {day} {len(snapshots.history(connection))}"
            take_in(connection, source, listings, sha256=digest, published_on=day)

    return come


def said(registry: Engine, states: Sequence[Snapshot]) -> list[Listing]:
    with reading(registry) as connection:
        return [each for _, each in listings_in(connection, states)]


def on(registry: Engine, day: str) -> list[Listing]:
    """What the lists said on a day."""
    with reading(registry) as connection:
        states = as_of(snapshots.history(connection), day)
    return said(registry, states)


def gone(listing: Listing, between: str) -> Listing:
    return replace(listing, delisted=True, delisted_on=between)


@pytest.fixture
def three(come: Come) -> None:
    """Three states: C comes, A goes and B reads otherwise; then C goes, A comes back."""
    come("2026-01-01", A, B)
    come("2026-02-01", B_LATER, C)
    come("2026-03-01", A, B_LATER, D)


THREE_STATES = [
    ("2025-12-31", []),
    ("2026-01-01", [A, B]),
    ("2026-01-31", [A, B]),
    ("2026-02-15", [gone(A, "2026-01-01/2026-02-01"), B_LATER, C]),
    ("2026-03-01", [A, B_LATER, gone(C, "2026-02-01/2026-03-01"), D]),
    ("2030-01-01", [A, B_LATER, gone(C, "2026-02-01/2026-03-01"), D]),
]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("day", "expected"), THREE_STATES)
def test_a_list_answers_as_it_was_on_a_day(
    registry: Engine, day: str, expected: list[Listing]
) -> None:
    assert on(registry, day) == expected


@pytest.mark.parametrize(("day", "expected"), THREE_STATES[:-1])
def test_a_list_answers_the_same_whatever_order_its_states_were_imported_in(
    registry: Engine, come: Come, day: str, expected: list[Listing]
) -> None:
    """Who was listed later has not been delisted before."""
    come("2026-03-01", A, B_LATER, D)
    come("2026-01-01", A, B)
    come("2026-02-01", B_LATER, C)
    come("2026-03-01", A, B_LATER, D)  # taken up again, the past being filled in

    found = on(registry, day)

    assert [each for each in found if not each.delisted] == [
        each for each in expected if not each.delisted
    ]
    assert {each.reference for each in found} <= {each.reference for each in expected}


def test_who_was_listed_later_only_was_not_delisted_before(
    registry: Engine, come: Come
) -> None:
    come("2026-03-01", A, D)
    come("2026-01-01", A)

    assert on(registry, "2026-01-15") == [A]


def test_who_left_and_was_met_in_an_earlier_state_is_delisted(
    registry: Engine, come: Come
) -> None:
    come("2026-03-01", A)
    come("2026-01-01", A, B)
    come("2026-02-01", A)

    assert on(registry, "2026-02-15") == [A, gone(B, "2026-01-01/2026-02-01")]


@pytest.mark.usefixtures("three")
def test_a_state_has_the_fingerprints_that_it_came_with(registry: Engine) -> None:
    with reading(registry) as connection:
        found = [
            fingerprints_in(connection, snapshots.snapshot(connection, number))
            for number in (1, 2, 3)
        ]

    assert found == [
        {each.reference: fingerprint(each) for each in listings}
        for listings in ([A, B], [B_LATER, C], [A, B_LATER, D])
    ]


@pytest.mark.usefixtures("three")
def test_chosen_listings_of_a_state_are_those_it_had(registry: Engine) -> None:
    wanted = ["EU.A", "EU.B", "EU.D", "EU.none"]
    with reading(registry) as connection:
        found = [
            documents_in(connection, snapshots.snapshot(connection, number), wanted)
            for number in (1, 2, 3)
        ]

    assert found == [
        {"EU.A": A, "EU.B": B},
        {"EU.B": B_LATER},
        {"EU.A": A, "EU.B": B_LATER, "EU.D": D},
    ]


def test_what_a_list_prints_as_delisted_keeps_the_lists_own_day(
    registry: Engine, come: Come
) -> None:
    ended = one("EU.A", delisted=True, delisted_on="2025-05-05")
    come("2026-01-01", ended)
    come("2026-02-01", B)

    assert on(registry, "2026-01-15") == [ended]
    assert on(registry, "2026-02-15") == [ended, B]


def test_two_states_of_one_day_leave_no_doubt_on_the_day(registry: Engine, come: Come) -> None:
    come("2026-01-01", A, B)
    come("2026-01-01", B)

    assert on(registry, "2026-01-01") == [gone(A, "2026-01-01"), B]


def test_a_corrected_built_in_package_delists_nobody(registry: Engine, come: Come) -> None:
    come("2026-01-01", A, B, source=BUILTIN)
    come("2026-02-01", B, source=BUILTIN)

    assert on(registry, "2026-03-01") == [B]


def test_every_list_is_asked_for_its_own_state(registry: Engine, come: Come) -> None:
    come("2026-01-01", A)
    come("2026-01-15", C, source=OTHER)
    come("2026-02-01", B)

    with reading(registry) as connection:
        states = [snapshots.snapshot(connection, number) for number in (1, 2)]
        found = list(listings_in(connection, states))

    assert found == [("eu-other", C), ("eu-test", A)]


def test_no_state_says_nothing(registry: Engine, come: Come) -> None:
    come("2026-01-01", A)

    assert said(registry, ()) == []
