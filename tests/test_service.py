"""What a reference stands for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.lists import Authority
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.matching.building import build
from screening.matching.index import Index
from screening.screener import Screener
from screening.service import listings_under, why_not
from tests.conftest import listing

AUTHORITIES = (Authority("yy-test", "The Other Office", "YY", short=("OTHER",)),)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    path = tmp_path / "own.idx"
    listings = (
        ("one", listing("A-1", "Arvid KELLERMUND")),
        ("two", listing("A-1", "Selma QUISTGAARD", authority="yy-test")),
        ("two", listing('B "2":x', "Tosha VINTERSTORM", authority="yy-test")),
    )
    build(path, listings, stamp="own@1", lists=(), authorities=AUTHORITIES)
    return Index(path)


@pytest.mark.parametrize(
    ("reference", "numbers"),
    [
        ("A-1", [0, 1]),
        (" a-1 ", [0, 1]),
        ("one:A-1", [0]),
        ("TWO:a-1", [1]),
        ("zz-test:A-1", [0]),
        ("other:A-1", [1]),
        ('B "2":x', [2]),
        ('two:b "2":X', [2]),
    ],
)
def test_a_reference_is_found_alone_or_with_its_list_or_authority(
    index: Index, reference: str, numbers: list[int]
) -> None:
    assert listings_under(index, reference) == numbers


@pytest.mark.parametrize(("reference", "near"), [("A-11", "A-1"), ("B 2:x", 'B "2":x')])
def test_a_reference_that_nothing_is_listed_under_is_refused_with_those_near_it(
    index: Index, reference: str, near: str
) -> None:
    with pytest.raises(QueryError, match="a hit shows its reference") as refused:
        listings_under(index, reference)

    assert refused.value.field == "reference"
    assert f"near: {near}" in str(refused.value)


def test_a_reference_that_is_like_none_is_refused(index: Index) -> None:
    with pytest.raises(QueryError, match="nothing that is screened against") as refused:
        listings_under(index, "ZZZZZ")

    assert "near" not in str(refused.value)


def test_every_listing_of_a_reference_is_put_beside_the_query(
    make: Callable[..., Screener],
) -> None:
    (weighed,) = why_not(make(), Query("Arvid Kellermund"), "test:P2")

    assert weighed.shown
    assert weighed.listing.reference == "P2"
