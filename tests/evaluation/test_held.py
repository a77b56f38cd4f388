import pytest

from screening.evaluation.held import References, is_of, listings, open_candidates, ranked
from screening.screener import Scope, Screener
from tests.evaluation.conftest import HELD

P1, X1, O1 = ("one", "P1"), ("two", "X|1"), ("one", "O1")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("P1", {P1}),
        ("one:P1", {P1}),
        ("zz-test:P1", {P1}),
        ("P1|zz-test:O1", {P1, O1}),
        ("X|1", {X1}),  # the sign that joins may be part of a reference
    ],
)
def test_a_listing_is_meant_by_its_reference(
    screener: Screener, text: str, meant: set[tuple[str, str]]
) -> None:
    assert References(screener).meant(text) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [("P9", "hold no 'P9'"), ("P1|P9", "P9"), ("P3", "has ended"), ("|", "names no listing")],
)
def test_what_is_not_held_is_told(screener: Screener, text: str, said: str) -> None:
    with pytest.raises(LookupError, match=said):
        References(screener).meant(text)


def test_a_listing_out_of_scope_is_not_held(screener: Screener) -> None:
    scoped = Screener(screener.index, screener.settings, Scope(authorities=("yy-test",)))

    assert [one.reference for _, one in listings(scoped)] == ["X|1"]
    assert len(list(listings(screener))) == len(HELD)


def test_ended_listings_are_no_candidates(screener: Screener) -> None:
    assert screener.screen("Selma Quistgaard").candidates
    assert open_candidates(screener.screen("Selma Quistgaard").candidates) == []


def test_a_linked_listing_counts_as_the_expected_one(screener: Screener) -> None:
    found = open_candidates(screener.screen("Arvid Tomasovich Kellermund").candidates)

    assert [hit.listing.reference for hit in found] == ["P1", "X|1"]
    assert [is_of(hit, frozenset({X1})) for hit in found] == [True, True]
    assert [is_of(hit, frozenset({O1})) for hit in found] == [False, False]


def test_the_expected_one_takes_the_last_place_among_equals(screener: Screener) -> None:
    (hit, _) = open_candidates(screener.screen("Arvid Tomasovich Kellermund").candidates)

    place = ranked([hit, hit, hit], [True, False, False])

    assert (place.rank, place.hit, place.first) == (3, hit, hit)
    assert ranked([hit], [False]).rank is None
    assert ranked([], []).first is None
