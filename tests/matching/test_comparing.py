"""Names that are passed over change no answer."""

import random
from collections.abc import Iterator
from pathlib import Path

from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.intake import prepare
from screening.matching.comparing import Comparing
from tests.conftest import listing
from tests.matching.exhaustive import by_every_name, screener_on, shown
from tests.matching.made_up import (
    one_left_out,
    one_more,
    one_slip,
    person,
    swapped_letters,
    turned,
    words,
)

WAYS = (one_slip, swapped_letters, one_left_out, one_more, turned)


def otherwise(name: str, rng: random.Random) -> str:
    """A name written otherwise, in one way."""
    found = name.split()
    rng.choice(WAYS)(found, rng)
    return " ".join(found)


def made(rng: random.Random) -> Iterator[Listing]:
    """Persons with several names each that are nearly alike, some of them weak aliases."""
    given, families = words(rng, 30), words(rng, 60)
    for number in range(80):
        name = person(rng, given, families)
        others = (rng.choice("~=") + otherwise(name, rng) for _ in range(5))
        yield listing(f"P{number}", name, *dict.fromkeys(others))


def test_each_listing_is_judged_by_the_name_that_makes_most_of_it(tmp_path: Path) -> None:
    rng = random.Random(1)
    listings = list(made(rng))
    passed_over = 0
    with screener_on(tmp_path, listings) as screener:
        comparing = Comparing(screener.index, screener.settings)
        for _ in range(80):
            name = otherwise(rng.choice(rng.choice(listings).names).text, rng)
            prepared = prepare(Query(name))
            for number, matches in comparing.nearest(prepared, None).items():
                passed_over += len(comparing.brought_up(prepared, number, None)) - len(matches)

            assert shown(screener.screen(name)) == by_every_name(screener, name), name
    assert passed_over > 0
