from pathlib import Path

import pytest

from screening.matching.index import Index


@pytest.fixture
def index(index_file: Path) -> Index:
    return Index(index_file)


def test_every_listing_is_in_it_as_it_was_given(index: Index) -> None:
    found = [index.listing(number) for number in range(len(index))]

    assert [listing.reference for _, listing in found] == ["P1", "P2", "P3", "O1", "V1", "V2"]
    assert {source for source, _ in found} == {"test"}
    assert found[0][1].birth_dates == ("1961-04-07",)


def test_bearers_of_a_spelling_are_counted(index: Index) -> None:
    assert index.bearers("kellermund") == 2
    assert index.bearers("vintergatan") == 1
    assert index.bearers("absent") == 0


@pytest.mark.parametrize("asked", ["kellermund", "kelermund", "kellermunt", "kalermunt"])
def test_spellings_near_a_listed_one_find_it(index: Index, asked: str) -> None:
    assert "kellermund" in {index.word(number) for number in index.near(asked)}


def test_an_identifier_finds_its_listing(index: Index) -> None:
    assert [index.listing(n)[1].reference for n in index.with_identifier("AB123456")] == ["P1"]
    assert index.with_identifier("AB123457") == []


@pytest.mark.parametrize(
    ("reference", "numbers"), [("V1", [4]), ("v1", [4]), ("V", []), ("", [])]
)
def test_a_reference_finds_its_listing(
    index: Index, reference: str, numbers: list[int]
) -> None:
    assert index.with_reference(reference) == numbers


def test_every_reference_is_known(index: Index) -> None:
    assert index.references() == {"P1", "P2", "P3", "O1", "V1", "V2"}


def test_it_says_what_it_was_made_from(index: Index) -> None:
    assert index.stamp == "made-up@1"
    assert [state.source for state in index.lists] == ["test"]
    assert index.authorities_loaded == ["yy-test", "zz-test"]
    assert index.packages_loaded == ["ZZ-1"]
