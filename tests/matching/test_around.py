"""What is found around a part is what the readings of the index hold."""

import random
from array import array
from collections.abc import Iterator

import pytest

from screening.matching.around import MOST_ALONE, STAIRS, Around, mask_of
from screening.matching.index import Index
from screening.matching.keys import NOT_SOUGHT
from screening.screener import Screener
from tests.conftest import listing
from tests.matching.exhaustive import screener_on
from tests.matching.made_up import person, words

LOOKS = 8
"""Looks at what stands beside a part: the first few may be made otherwise than the others."""


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screener]:
    rng = random.Random(7)
    given, families = words(rng, 20), words(rng, 30)
    made = [listing(f"P{at}", person(rng, given, families)) for at in range(150)]
    with screener_on(tmp_path_factory.mktemp("around"), made) as screener:
        yield screener


@pytest.fixture
def index(screener: Screener) -> Index:
    return screener.index


Near = dict[int, float]


def some_near(index: Index) -> Near:
    """A few parts, as if they were near one that is asked."""
    numbers = random.Random(3).sample(range(len(index.part_digits)), 6)
    return dict(zip(numbers, (1.0, 0.98, 0.95, 0.92, 0.88, 0.79), strict=True))


def having(index: Index, parts: Near) -> list[tuple[int, int]]:
    """The readings with each of some parts."""
    readings = range(len(index.weights))
    return [(part, one) for part in parts for one in readings if part in index.parts_of(one)]


def test_alone_are_the_readings_that_tell_no_more_beside_the_part(index: Index) -> None:
    near = some_near(index)
    around = Around(index, near.items(), person=True)
    most = range(len(STAIRS) + 1, 0, -1)

    found = sorted(around.alone(list(most), 0.5))

    limits = {
        part: next(
            much
            for stair, much in zip((*STAIRS[1:], 0.0), most, strict=False)
            if likeness >= stair
        )
        for part, likeness in near.items()
    }
    told = index.part_digits
    assert found == sorted(
        reading
        for part, reading in having(index, near)
        # kept in single precision, in which tenths tie otherwise
        if array("f", [index.weights[reading] - told[part]])[0]
        <= min(limits[part] + 0.5, MOST_ALONE)
    )
    assert found


def test_beside_it_is_found_what_else_a_reading_has_however_often_one_looks(
    index: Index,
) -> None:
    near = some_near(index)
    around = Around(index, near.items(), person=True)
    listed = dict.fromkeys(range(0, len(index.part_digits), 3), 1.0)
    mask = mask_of(map(index.part_rough.__getitem__, listed))
    expected = {
        reading
        for part, reading in having(index, near)
        if any(
            other != part and other in listed and index.part_rough[other] != NOT_SOUGHT
            for other in index.parts_of(reading)
        )
    }

    for _ in range(LOOKS):
        assert set(around.beside(listed, mask, index.part_rough)) == expected
    assert set(around.within(expected)) == expected
    assert expected


def test_where_nothing_sounds_alike_nothing_stands_beside(index: Index) -> None:
    around = Around(index, some_near(index).items(), person=True)

    assert not list(around.beside({0: 1.0}, 0, index.part_rough))


def test_among_everything_else_there_are_no_persons(index: Index) -> None:
    around = Around(index, some_near(index).items(), person=False)

    assert not len(around)
    assert not list(around.alone([MOST_ALONE] * (len(STAIRS) + 1), 0.0))
