"""What is in an index is what was put in."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening.domain.answers import LinkedListing
from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.errors import IndexFileError
from screening.identifiers import make_identifier
from screening.matching import keys
from screening.matching.building import build
from screening.matching.index import DOCUMENTS_TOGETHER, Index
from screening.matching.taken_apart import listed_readings
from screening.names.classes import SPELLED
from screening.names.parts import Name
from tests.conftest import LISTINGS, LISTS
from tests.conftest import listing as made_up
from tests.matching.made_up import firm, person, words


def _listings() -> Iterator[Listing]:
    """More than a few blocks of documents, with few names that many share."""
    rng = random.Random(1)
    given, families = words(rng, 12), words(rng, 25)
    number = 0
    for number in range(3 * DOCUMENTS_TOGETHER):
        names = [person(rng, given, families) for _ in range(rng.randint(1, 3))]
        yield made_up(
            f"P{number}",
            *(names if number % 3 else ("~" + names[0], "=" + names[-1])),
            authority=("zz-test", "yy-test", "xx-test")[number % 3],
            package=(None, "ZZ-1", "ZZ-2")[number // 2 % 3],
            birth_dates=("1961-04-07", "1961", "1970-01-01")[: number % 4],
            identifiers=(make_identifier("passport", f"AB 123 45{number % 7}"),),
        )
        yield made_up(f"O{number}", firm(rng, families), type=TargetType.ORGANIZATION)
    yield made_up("V1", type=TargetType.VESSEL)
    yield made_up("S1", "김영복", "=سلمى كيلرموند", "=Kellermund (Storvik) Selma")
    # a name of which nothing tells one bearer from another
    yield made_up("T1", "GmbH", "Vintergatan", type=TargetType.ORGANIZATION)


MADE = (*_listings(), *LISTINGS)
TIES = {("test", "P1"): (LinkedListing("other", "X|1", ("name Kellermund", "day 1961-04-07")),)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "made-up.idx"
    build(path, (("test", one) for one in MADE), stamp="made-up@1", lists=LISTS, links=TIES)
    index = Index(path)
    yield index
    index.close()


def readings_of(listing: Listing, position: int) -> list[Name]:
    """The readings of a name as they are kept: without their text, and with a part."""
    found = listed_readings(listing, position)
    return [replace(name, text="") for name in found if name.core]


def test_every_listing_is_in_it_as_it_was_given(index: Index) -> None:
    found = [index.listing(number) for number in range(len(index))]

    assert found == [("test", one) for one in MADE]


def test_every_listing_has_the_links_that_it_was_given(index: Index) -> None:
    for number, one in enumerate(MADE):
        assert index.linked(number) == TIES.get(("test", one.reference), ())


def test_every_reading_of_a_name_is_in_it_as_it_was_taken_apart(index: Index) -> None:
    for number, one in enumerate(MADE):
        names = [readings_of(one, position) for position in range(len(one.names))]

        assert list(index.names_of(number)) == [each for found in names for each in found]
        for position, expected in enumerate(names):
            assert list(index.names_at(number, position)) == expected


def test_a_reading_tells_whose_it_is_and_whether_it_is_of_a_weak_alias(index: Index) -> None:
    for number, one in enumerate(MADE):
        found = [index.reading(reading) for reading in index.readings_of(number)]

        assert [(place.listing, place.name, place.weak) for place in found] == [
            (number, position, name.kind is NameKind.WEAK_ALIAS)
            for position, name in enumerate(one.names)
            for _ in readings_of(one, position)
        ]


def test_the_readings_of_persons_come_first(index: Index) -> None:
    for number, one in enumerate(MADE):
        for reading in index.readings_of(number):
            assert (reading < index.persons) is (one.type is TargetType.PERSON)


def test_a_part_leads_to_the_readings_that_it_is_in(index: Index) -> None:
    readings = [reading for number in range(len(MADE)) for reading in index.readings_of(number)]
    for part in range(len(index.part_digits)):
        bearing = [one for one in sorted(readings) if part in index.parts_of(one)]

        assert list(index.postings(part)) == bearing
        for is_person in (True, False):
            of_kind = [one for one in bearing if (one < index.persons) is is_person]
            assert list(index.postings_of(part, is_person)) == of_kind


def test_a_spelling_leads_to_every_part_that_has_it(index: Index) -> None:
    for number in range(len(index.part_digits)):
        part = index.part(number)
        for form in part.forms if part.kind in SPELLED else ():
            key = index.key(form)
            assert key is not None
            assert number in index.parts_with(key)
            assert all(form in index.part(each).forms for each in index.parts_with(key))


def test_bearers_of_a_spelling_are_counted(index: Index) -> None:
    bearers: dict[str, set[str]] = {}
    for one in MADE:
        for position in range(len(one.names)):
            for name in readings_of(one, position):
                forms = {
                    form for part in name.parts if part.kind in SPELLED for form in part.forms
                }
                for form in {*forms, *keys.glued(name.core)}:
                    bearers.setdefault(form, set()).add(one.reference)

    assert max(map(len, bearers.values())) > 5
    assert {form: index.bearers(form) for form in bearers} == {
        form: len(who) for form, who in bearers.items()
    }
    assert index.bearers("absent") == 0


def test_what_a_part_and_a_reading_tell_is_worked_out_beforehand(index: Index) -> None:
    digits = [index.rarity.digits(index.part(at)) for at in range(len(index.part_digits))]

    assert list(index.part_digits) == digits
    for number in range(len(MADE)):
        for reading in index.readings_of(number):
            told = [
                digits[part]
                for part in index.parts_of(reading)
                if index.part(part).kind not in keys.UNKEYED
            ]
            assert index.weights[reading] == pytest.approx(sum(told), rel=1e-6)


def test_an_identifier_finds_its_listings(index: Index) -> None:
    for canonical in {each.canonical for one in MADE for each in one.identifiers}:
        assert index.with_identifier(canonical) == [
            number
            for number, one in enumerate(MADE)
            if any(each.canonical == canonical for each in one.identifiers)
        ]
    assert index.with_identifier("AB123457890") == []


@pytest.mark.parametrize("day", ["1961-04-07", "1970-01-01", "1985-01-02", "1961"])
def test_a_whole_day_of_birth_finds_its_listings(index: Index, day: str) -> None:
    born = [
        number for number, one in enumerate(MADE) if day in one.birth_dates and day != "1961"
    ]

    assert list(index.born_on(int(day.replace("-", "")))) == born


@pytest.mark.parametrize("asked", ["V2", "v2", "V", ""])
def test_a_reference_finds_its_listings_in_upper_or_lower_case(
    index: Index, asked: str
) -> None:
    assert index.with_reference(asked) == [
        number for number, one in enumerate(MADE) if one.reference == asked.upper()
    ]
    assert index.references() == {one.reference for one in MADE}


@pytest.mark.parametrize("authorities", [(), ("yy-test",), ("yy-test", "xx-test"), ("absent",)])
@pytest.mark.parametrize("packages", [(), ("ZZ-1",), ("ZZ-1", "ZZ-2"), ("absent",)])
def test_a_filter_holds_the_listings_of_any_authority_and_any_package_named(
    index: Index, authorities: tuple[str, ...], packages: tuple[str, ...]
) -> None:
    assert index.within(authorities, packages) == {
        number
        for number, one in enumerate(MADE)
        if (not authorities or one.authority in authorities)
        and (not packages or one.package in packages)
    }


def test_it_says_what_it_was_made_from(index: Index) -> None:
    assert index.stamp == "made-up@1"
    assert [state.source for state in index.lists] == ["test"]
    assert index.authorities_loaded == ["xx-test", "yy-test", "zz-test"]
    assert index.packages_loaded == ["ZZ-1", "ZZ-2"]


def test_an_index_in_which_one_byte_has_changed_is_refused(index_file: Path) -> None:
    content = bytearray(index_file.read_bytes())
    content[-1] ^= 1
    index_file.write_bytes(content)

    with pytest.raises(IndexFileError):
        Index(index_file)
