"""The search brings up what comparing a query with every listed name would show."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import TargetType
from screening.intake import prepare
from screening.matching.candidates import MOST, Asked, Candidates
from screening.matching.model import points_for
from screening.names.parts import Name
from screening.screener import Screener
from tests.conftest import listing
from tests.matching.exhaustive import by_every_name, screener_on, shown
from tests.matching.made_up import (
    firm,
    glued,
    one_left_out,
    one_more,
    one_slip,
    person,
    split,
    swapped_letters,
    turned,
    words,
)

FEW = 25
"""Names asked in each way."""


def made() -> Iterator[Listing]:
    """Persons and firms of few names, so that each name is near some others."""
    rng = random.Random(5)
    given, families = words(rng, 40), words(rng, 90)
    for number in range(200):
        if number % 3:
            names = [person(rng, given, families) for _ in range(rng.choice((1, 1, 2)))]
            yield listing(f"P{number}", *dict.fromkeys(names))
        else:
            name = firm(rng, families)
            yield listing(f"O{number}", name, type=TargetType.ORGANIZATION)


MADE = tuple(made())


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screener]:
    with screener_on(tmp_path_factory.mktemp("candidates"), MADE) as screener:
        yield screener


def as_listed(words: list[str], rng: random.Random) -> None:
    """Nothing is written otherwise."""


@pytest.mark.parametrize(
    "written",
    [as_listed, one_slip, swapped_letters, one_left_out, one_more, turned, glued, split],
)
def test_a_listed_name_written_otherwise_shows_all_that_comparing_every_name_does(
    screener: Screener, written: Callable[[list[str], random.Random], None]
) -> None:
    rng = random.Random(written.__name__)
    found = 0
    for _ in range(FEW):
        words = rng.choice(rng.choice(MADE).names).text.split()
        written(words, rng)
        name = " ".join(words)
        expected = by_every_name(screener, name)
        found += bool(expected)

        assert shown(screener.screen(name)) == expected, name
    assert found > FEW / 4


@pytest.mark.parametrize(
    ("listed", "type_", "asked"),
    [
        # `Co` looks like a legal form
        ("Road Safety Committee", TargetType.ORGANIZATION, "Road Safety Co mmittee"),
        # what agrees twice makes up for a word that is in the way
        ("Maria Victor Maria", TargetType.PERSON, "Xeriko Maria Victor Maria"),
        # a short word that lost a consonant between vowels, or has one in a vowel's place
        ("Adel Safar", TargetType.PERSON, "Adel Saar"),
        ("Orvald Haqqani", TargetType.PERSON, "Orvald Haqqanr"),
        # an initial may stand for what is left
        ("PeterAli K.", TargetType.PERSON, "Petre Ali Kim"),
    ],
)
def test_so_does_one_that_is_easily_taken_for_another(
    tmp_path: Path, listed: str, type_: TargetType, asked: str
) -> None:
    with screener_on(tmp_path, [*MADE, listing("X", listed, type=type_)]) as screener:
        expected = by_every_name(screener, asked)

        assert "X" in expected
        assert shown(screener.screen(asked)) == expected


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Kellermund Selma Nordahl Storvik Tosha", "Keller Mund Selma Ragna"),
        ("Elena Maria Kellermund Quistgaard", "El Ena Maria"),
        ("Anamaria Kim Nordahl Quistgaard", "Ana Maria Kim Storvik"),
    ],
)
def test_so_does_one_of_the_same_birth_date_with_a_part_in_two_pieces(
    tmp_path: Path, listed: str, asked: str
) -> None:
    born = listing("X", listed, birth_dates=("1961-04-07",))
    with screener_on(tmp_path, [*MADE, born]) as screener:
        query = Query(asked, birth_date="1961-04-07")
        expected = by_every_name(screener, query)

        assert "X" in expected
        assert shown(screener.screen(query)) == expected


LEAST = points_for(0.4)


def each_asked() -> Iterator[tuple[Name, ...]]:
    """The readings of each name that is listed first."""
    for one in MADE:
        yield prepare(Query(one.names[0].text)).asked


def test_the_likeliest_come_first_and_none_that_cannot_get_the_points(
    screener: Screener,
) -> None:
    candidates = Candidates(screener.index)
    for names in each_asked():
        found = candidates.find(Asked(names, LEAST), None)
        points = [most for _, most in found]

        assert points == sorted(points, reverse=True)
        assert min(points) >= LEAST
        # of those that get more points none is lost for asking for more
        fewer = candidates.find(Asked(names, LEAST + 3), None)
        assert {reading for reading, _ in fewer} == {
            reading for reading, most in found if most >= LEAST + 3
        }


def test_in_a_part_of_the_lists_the_same_is_found_of_that_part(screener: Screener) -> None:
    candidates, part = Candidates(screener.index), range(0, len(MADE), 2)
    for names in each_asked():
        assert candidates.find(Asked(names, LEAST), part) == [
            (reading, most)
            for reading, most in candidates.find(Asked(names, LEAST), None)
            if screener.index.reading(reading).listing in part
        ]


def test_of_more_names_than_are_compared_the_likeliest_are_kept(tmp_path: Path) -> None:
    names = (*MOST * ["Arvid Kelermund"], "Arvid Kellermund")
    listings = (listing(f"P{at}", name) for at, name in enumerate(names))
    with screener_on(tmp_path, listings) as many:
        asked = prepare(Query("Arvid Kellermund")).asked
        found = [
            reading for reading, _ in Candidates(many.index).find(Asked(asked, LEAST), None)
        ]

    assert len(found) == MOST
    assert found[0] == MOST
